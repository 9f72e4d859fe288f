"""All pieces of a site: one fragment for each page, its attachments, and the list of what to upload where.

Pieces are cut from the pages of the site itself, so both say the same.
"""

import posixpath
import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from urllib.parse import urljoin, urlsplit

from monosashi.core.messages import message
from monosashi.publishing.editions import digest
from monosashi.publishing.output_files import OutputFile, checksums
from monosashi.publishing.pieces.fragments import Fragment, Rewrite, fragment_of
from monosashi.publishing.pieces.upload_list import UploadRow, upload_files
from monosashi.publishing.site import addresses
from monosashi.wording import LANGUAGES, render

_PAGE = "index.html"
_ATTACHMENTS = (".xlsx", ".csv", ".json", ".pdf", ".txt")
_ELSEWHERE = re.compile(r"(?:[a-z][a-z0-9+.-]*:|//|#|$)", re.IGNORECASE)
_NO_PIECE = re.compile(
    "|".join((*(f"{language}/" for language in LANGUAGES[1:]), addresses.SEARCH, rf"{addresses.EDITIONS}\d+/"))
)


def pieces(site: Iterable[OutputFile], created: date, base: str = "") -> tuple[OutputFile, ...]:
    """The folder of the pieces. `created` is the day of the newest edition.

    `base` is the address under which they will stand, with a slash at its end: then all links are whole addresses. "" where it
    is not known yet: links are those between the pages of the site.
    """
    by_name = {file.name: file.raw for file in site}
    cutting = _Cutting(by_name, frozenset(name for name in by_name if _is_piece(name)), base)
    cut = [(name, fragment_of(by_name[name].decode(), cutting.rewriting(name))) for name in by_name if _is_piece(name)]
    titles = {name: fragment.title for name, fragment in cut}
    made = [OutputFile(f"pieces/{_piece_name(name)}", fragment.html.encode()) for name, fragment in cut]
    rows = [
        UploadRow(file.name, titles[name], "piece", cutting.address(name), digest(file.raw))
        for file, (name, _) in zip(made, cut, strict=True)
    ]
    for name in dict.fromkeys(each for page, fragment in cut for each in cutting.attached(page, fragment)):
        file = OutputFile(f"attachments/{_flat(name)}", by_name[name])
        made.append(file)
        rows.append(
            UploadRow(file.name, _title_of(name, titles), "attachment", cutting.address(name), digest(file.raw))
        )
    files = (*made, *upload_files(tuple(rows), created))
    return (*files, checksums(files))


def _is_piece(name: str) -> bool:
    """The newest state in the source language; not the search, which is nothing without a script."""
    return posixpath.basename(name) == _PAGE and not _NO_PIECE.match(name)


def _piece_name(page: str) -> str:
    """`measures/n-1/index.html` is `measures-n-1.html`; the first page is `index.html`."""
    folder = posixpath.dirname(page)
    return f"{_flat(folder)}.html" if folder else _PAGE


def _flat(name: str) -> str:
    return name.replace("/", "-")


def _title_of(name: str, titles: Mapping[str, str]) -> str:
    """An attachment is called by its page and its file, a report by its edition; one of another folder by its file alone."""
    edition = addresses.edition_of_report(name)
    if edition is not None:
        return render(message("pieces.report_of", edition=edition), LANGUAGES[0])
    folder, file = posixpath.split(name)
    page = titles.get(posixpath.join(folder, _PAGE))
    return render(message("pieces.attachment_of", title=page, file=file), LANGUAGES[0]) if page else file


@dataclass(frozen=True, slots=True)
class _Cutting:
    """Where links of the pages lead once the pages are pieces."""

    files: Mapping[str, bytes]
    pages: frozenset[str]
    base: str

    def rewriting(self, page: str) -> Rewrite:
        """What becomes of the links of one page."""
        return lambda link: self._rewritten(page, link)

    def address(self, name: str) -> str:
        """Where a piece or attachment belongs: the folder of a page (`./` for the first), the file itself for an attachment."""
        place = name.removesuffix(_PAGE) if posixpath.basename(name) == _PAGE else name
        return urljoin(self.base, place) if self.base else place or "./"

    def attached(self, page: str, fragment: Fragment) -> Iterator[str]:
        """The files of the site that the fragment links to."""
        for link in fragment.links:
            name = "" if _ELSEWHERE.match(link) else _target(page, link)
            if self._is_attachment(name):
                yield name

    def _is_attachment(self, name: str) -> bool:
        return name in self.files and name.endswith(_ATTACHMENTS)

    def _rewritten(self, page: str, link: str) -> str | None:
        if _ELSEWHERE.match(link):
            return link
        name = _target(page, link)
        if name not in self.pages and not self._is_attachment(name):
            return None
        if not self.base:
            return link
        return self.address(name) + link[len(urlsplit(link).path) :]


def _target(page: str, link: str) -> str:
    """The file of the site that a relative link leads to."""
    path = urlsplit(link).path
    joined = posixpath.normpath(posixpath.join(posixpath.dirname(page), path))
    if path.endswith("/") or joined == ".":
        return posixpath.normpath(posixpath.join(joined, _PAGE))
    return joined
