"""A published document as lines: a text as it is, a workbook row by row, a PDF page by page with the rows of its ruled tables."""

from importlib import import_module
from io import BytesIO
from pathlib import Path
from typing import Any

from monosashi.core.messages import InvalidInput, message
from monosashi.exchange.file_bytes import bytes_of, text_of
from monosashi.exchange.reading.printed import Line
from monosashi.exchange.reading.workbook_lines import workbook_lines

_PDF = b"%PDF-"
_PACKAGE = b"PK\x03\x04"


def document_lines(path: Path) -> tuple[Line, ...]:
    """The lines of a text file, a workbook or a PDF. Raises InvalidInput, also where a PDF holds pictures of text alone."""
    raw = bytes_of(path)
    if raw.startswith(_PACKAGE):
        return tuple(workbook_lines(raw, path.name))
    if not raw.startswith(_PDF):
        return tuple(Line(number, text) for number, text in enumerate(text_of(raw, path.name).splitlines(), start=1))
    texts = [(page, text) for page, text in _pdf_texts(raw, path.name) if text.strip()]
    if not texts:
        raise InvalidInput.of(
            path.name, message("reading.pdf_without_text"), message("reading.pdf_without_text.remedy")
        )
    return tuple(Line(number, text, page) for number, (page, text) in enumerate(texts, start=1))


def _pdf_texts(raw: bytes, name: str) -> list[tuple[int, str]]:
    """Each line with its page."""
    try:
        pdfplumber = import_module("pdfplumber")
    except ModuleNotFoundError:
        why, remedy = message("reading.no_pdf_reader"), message("reading.no_pdf_reader.remedy")
        raise InvalidInput.of(name, why, remedy) from None
    try:
        with pdfplumber.open(BytesIO(raw)) as pdf:
            return [(page.page_number, text) for page in pdf.pages for text in _page_texts(page)]
    except InvalidInput:
        raise
    except Exception:  # the library raises what it likes at a broken or locked file
        raise InvalidInput.of(name, message("reading.broken_pdf"), message("reading.broken_pdf.remedy")) from None


def _page_texts(page: Any) -> list[str]:  # noqa: ANN401 -- pdfplumber has no types
    """What stands on a page from the top down: rows of tables with tabs, and the lines between them."""
    tables = page.find_tables()
    found = [(table.bbox[1], row) for table in tables for row in _rows(table)]
    outside = page
    for table in tables:
        outside = outside.outside_bbox(table.bbox, relative=False, strict=False)
    found += [(line["top"], line["text"]) for line in outside.extract_text_lines()]
    return [text for _, text in sorted(found, key=lambda each: each[0])]


def _rows(table: Any) -> list[str]:  # noqa: ANN401 -- as above
    """The rows of one table. A line break within a cell is a space: rows are lines here."""
    return ["\t".join(" ".join((cell or "").split()) for cell in row) for row in table.extract()]
