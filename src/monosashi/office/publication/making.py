"""What is made of editions: the site as `monosashi publish` makes it, the bundle as `monosashi bundle make` does."""

import json
import re
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import date
from html import unescape
from pathlib import Path
from tempfile import TemporaryDirectory

from monosashi.core.messages import InvalidInput, message
from monosashi.office.plans.actions_editions import bytes_of
from monosashi.office.plans.models import Edition
from monosashi.publishing.bundle.manifest import bundle_files
from monosashi.publishing.bundle.packing import pack
from monosashi.publishing.bundle.verification import read_bundle
from monosashi.publishing.editions import digest
from monosashi.publishing.editions_chain import CHAIN, read_chain
from monosashi.publishing.output_files import SUMS, OutputFile, checksums
from monosashi.publishing.pieces.making import pieces
from monosashi.publishing.public_editions import read_public_editions
from monosashi.publishing.site.pages import site_files
from monosashi.publishing.site.publishing import Reporting, site_of
from monosashi.publishing.site.settings import SiteSettings

_TITLE = re.compile(rb"<title>(.*?)</title>", re.DOTALL)
_PAGE = "index.html"


@dataclass(frozen=True, slots=True)
class Page:
    """One page of a site: its file, its title, its hash."""

    name: str
    title: str
    sha256: str


@dataclass(frozen=True, slots=True)
class Bundled:
    """A bundle that was made and verified. `site_sha256` is of the list of checksums that its site has."""

    raw: bytes
    sha256: str
    site_sha256: str


@contextmanager
def folder_of_chain(plan_id: str, chain: str) -> Iterator[Path]:
    """The editions of a chain as it was, in a folder that is gone afterwards.

    Raises InvalidInput where one of them was withdrawn since or is not what it was.
    """
    with TemporaryDirectory(prefix="monosashi-publication-") as name:
        folder = Path(name)
        (folder / CHAIN).write_text(chain, encoding="utf-8")
        rows = {row.number: row for row in Edition.objects.filter(plan_id=plan_id)}
        for link in read_chain(folder):
            raw = bytes_of(rows[link.number]) if link.number in rows else b""
            if digest(raw) != link.file_sha256:
                why, remedy = message("publication.edition_changed"), message("publication.preview_again")
                raise InvalidInput.of(link.label, why, remedy)
            (folder / link.file).write_bytes(raw)
        yield folder


def bundled(folder: Path, settings: SiteSettings, reporting: Reporting) -> Bundled:
    """Site with its reports, pieces and open data of a folder of editions, in one verified file. Raises InvalidInput."""
    public = read_public_editions(folder)
    site = site_of(public, settings, reporting(public, settings))
    pages = tuple(site_files(site))
    created = date.fromisoformat(public.newest.envelope["created"])
    parts = {"site": pages, "pieces": pieces(pages, created, settings.base_url), "open-data": site.data}
    raw = pack(bundle_files(parts, public))
    _refuse_broken(raw)
    return Bundled(raw, digest(raw), digest(checksums(pages).raw))


def pages_of(folder: Path) -> tuple[Page, ...]:
    """The pages of a site that was written, by name."""
    files = (line.partition("  ") for line in (folder / SUMS).read_text(encoding="utf-8").splitlines())
    named = [(name, sha256) for sha256, _, name in files if name.rpartition("/")[2] == _PAGE]
    return tuple(Page(name, _title((folder / name).read_bytes()), sha256) for name, sha256 in named)


def pages_written(pages: tuple[Page, ...]) -> str:
    """As a row keeps them."""
    return json.dumps([[page.name, page.title, page.sha256] for page in pages], ensure_ascii=False)


def pages_in(body: str) -> dict[str, Page]:
    """Pages by name, as a row keeps them."""
    return {name: Page(name, title, sha256) for name, title, sha256 in json.loads(body)}


def _title(raw: bytes) -> str:
    found = _TITLE.search(raw)
    return unescape(found[1].decode()).strip() if found else ""


def _refuse_broken(raw: bytes) -> None:
    with TemporaryDirectory(prefix="monosashi-bundle-") as name:
        path = Path(name) / "bundle.zip"
        path.write_bytes(raw)
        if problems := read_bundle(path).problems:
            raise InvalidInput(problems)


def zipped(files: tuple[OutputFile, ...]) -> bytes:
    """Files as one zip; the same files make the same bytes."""
    return pack(files)
