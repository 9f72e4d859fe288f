"""A PDF read back: the words of each page, its lines with their cells, its outline."""

import io
from dataclasses import dataclass
from importlib import import_module
from typing import Any

PDFIUM: Any = import_module("pypdfium2")
PLUMBER: Any = import_module("pdfplumber")

A4_WIDTH = 595.3


@dataclass(frozen=True)
class Pages:
    """The text of each page, without the blanks that type-setting puts between words, and the outline: title and page from 1."""

    texts: tuple[str, ...]
    outline: tuple[tuple[str, int], ...]

    @property
    def whole(self) -> str:
        return "".join(self.texts)

    def page_of(self, title: str) -> int:
        """The page to which the outline leads for a heading."""
        (page,) = (page for name, page in self.outline if name == squeezed(title))
        return page

    def section(self, title: str, until: str) -> str:
        """What stands from the page of one heading to that of another."""
        return "".join(self.texts[self.page_of(title) - 1 : self.page_of(until) - 1])


def squeezed(text: str) -> str:
    return "".join(text.split())


def pages_of(raw: bytes) -> Pages:
    document = PDFIUM.PdfDocument(io.BytesIO(raw))
    try:
        texts = tuple(squeezed(page.get_textpage().get_text_bounded()) for page in document)
        marks = tuple((squeezed(each.get_title()), each.get_dest().get_index() + 1) for each in document.get_toc())
    finally:
        document.close()
    return Pages(texts, marks)


def lines_of(raw: bytes, page: int) -> list[str]:
    """The lines of one page from the top down, cells with a blank between them."""
    with PLUMBER.open(io.BytesIO(raw)) as document:
        text: str = document.pages[page - 1].extract_text()
    return text.splitlines()


def furthest_right(raw: bytes) -> float:
    """Points from the left at which the last letter of any line ends."""
    with PLUMBER.open(io.BytesIO(raw)) as document:
        return max(float(letter["x1"]) for page in document.pages for letter in page.chars)
