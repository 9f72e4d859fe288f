"""One command's work: editions in, a folder of pages out."""

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, replace
from pathlib import Path

from monosashi.core.messages import InvalidInput, message
from monosashi.publishing.editions import digest
from monosashi.publishing.open_data.licences import licence_named
from monosashi.publishing.open_data.making import open_data
from monosashi.publishing.output_files import SUMS, OutputFile, refuse_foreign, save_folder
from monosashi.publishing.public_editions import PublicFolder, read_public_editions
from monosashi.publishing.site.addresses import edition_of_report
from monosashi.publishing.site.editions import site_editions
from monosashi.publishing.site.pages import Site, site_files
from monosashi.publishing.site.reports import Reports, no_reports
from monosashi.publishing.site.settings import SiteSettings, is_address
from monosashi.publishing.site.two_processes import can_fork

_MANY_MEASURES = 100

Reporting = Callable[[PublicFolder, SiteSettings], Reports]
"""From the editions and the settings that are published to the reports that go with them."""


@dataclass(frozen=True, slots=True)
class PublishedSite:
    """What was written. `newest` is the name of the edition that the first page shows; `size` is in bytes.

    `reports` are the reports in PDF among the files.
    """

    editions: int
    files: int
    size: int
    newest: str
    reports: int = 0


def publish_site(
    folder: Path,
    target: Path,
    settings: SiteSettings,
    *,
    base_url: str = "",
    alone: bool = False,
    reporting: Reporting | None = None,
) -> PublishedSite:
    """Read the editions of `folder` and write their site to `target`, which is replaced as a whole.

    `alone` says that nothing else goes on in this process: a large site is then made by two. The bytes are the same.
    `reporting` makes the reports in PDF; None: the site has none.

    Raises InvalidInput, and leaves what stood there: a broken or missing chain, a target that holds something else, a full
    disk, an address that is none.
    """
    if base_url and not is_address(base_url):
        why, remedy = message("site.settings.not_an_address"), message("pieces.write_address")
        raise InvalidInput.of("--base-url", why, remedy, read=base_url)
    refuse_foreign(target)
    public = read_public_editions(folder)
    told = replace(settings, base_url=base_url) if base_url else settings
    site = site_of(public, told, reporting(public, told) if reporting else no_reports)
    files = _Counted(site_files(site, side_by_side=alone and _is_large(site) and can_fork()))
    save_folder(files, target)
    return PublishedSite(len(site.editions), files.count, files.size, site.newest.link.label, files.reports)


def _is_large(site: Site) -> bool:
    """Whether it takes longer than a second."""
    return sum(len(edition.outcomes) for edition in site.editions) >= _MANY_MEASURES


def site_of(public: PublicFolder, settings: SiteSettings, reports: Reports = no_reports) -> Site:
    """The site as a value, from which all its files are made. With a licence it has the open data in it."""
    data = open_data(public, licence_named(settings.licence, "licence")) if settings.licence else ()
    return Site(site_editions(public), public.links, settings, data, reports)


class _Counted:
    """The files as they go by, counted, and their checksums as the last one: no site has to stand in memory as a whole."""

    def __init__(self, files: Iterable[OutputFile]) -> None:
        self._files, self.count, self.size, self.reports = files, 0, 0, 0

    def __iter__(self) -> Iterator[OutputFile]:
        lines = []
        for file in self._files:
            lines.append(f"{digest(file.raw)}  {file.name}\n")
            self.count, self.size = self.count + 1, self.size + len(file.raw)
            self.reports += edition_of_report(file.name) is not None
            yield file
        yield OutputFile(SUMS, "".join(sorted(lines, key=lambda line: line.partition("  ")[2])).encode())
        self.count += 1
