"""A table before it has a form: columns, rows of words, a note. Printed for people, as Markdown or as CSV."""

import csv
import io
import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from monosashi.exchange.spreadsheets.neutral import csv_field


@dataclass(frozen=True, slots=True)
class Column:
    """One column. `figures`: right-aligned. `width`: never wider than this many half-width letters, None as needed.

    `wraps`: long words go on below; else the column keeps its width and is never broken.
    """

    heading: str
    figures: bool = False
    wraps: bool = False
    width: int | None = None


@dataclass(frozen=True, slots=True)
class Row:
    """One row. `detail` is a sentence on the row, below it; `heading` makes it the title of the rows that follow."""

    cells: tuple[str, ...]
    detail: str = ""
    heading: bool = False
    marked: bool = False


@dataclass(frozen=True, slots=True)
class Sheet:
    """A titled table. `note` stands below it. `detail_column` is the index of the column under which details stand."""

    title: str
    columns: tuple[Column, ...]
    rows: tuple[Row, ...]
    note: str = ""
    detail_column: int = 0
    detail_heading: str = ""


def markdown(sheets: Iterable[Sheet]) -> str:
    """The sheets as GitHub-flavoured Markdown; a row's detail becomes the last column."""
    return "\n\n".join(_markdown_sheet(sheet) for sheet in sheets) + "\n"


def _markdown_sheet(sheet: Sheet) -> str:
    detailed = any(row.detail for row in sheet.rows)
    headings = [column.heading for column in sheet.columns] + ([sheet.detail_heading] if detailed else [])
    aligned = ["---:" if column.figures else "---" for column in sheet.columns] + (["---"] if detailed else [])
    lines = [_markdown_row(headings), _markdown_row(aligned, escape=False)]
    for row in sheet.rows:
        cells = _heading_cells(row, len(sheet.columns)) if row.heading else row.cells
        lines.append(_markdown_row((*cells, row.detail) if detailed else cells, escape=not row.heading))
    parts = (f"## {sheet.title}" if sheet.title else "", "\n".join(lines) if sheet.columns else "", sheet.note)
    return "\n\n".join(part for part in parts if part)


def _heading_cells(row: Row, width: int) -> tuple[str, ...]:
    return (f"**{_escaped(row.cells[0])}**", *[""] * (width - 1))


def _markdown_row(cells: Sequence[str], *, escape: bool = True) -> str:
    return "| " + " | ".join(_escaped(cell) if escape else cell for cell in cells) + " |"


def _escaped(cell: str) -> str:
    shown = re.sub(r"([\\|*_`<>\[\]])", r"\\\1", cell)
    return re.sub(r"\s*\n\s*", "<br>", shown)


def csv_text(columns: Sequence[str], rows: Iterable[Sequence[str]]) -> str:
    """UTF-8 text with commas and CRLF (RFC 4180). A cell that a spreadsheet would run as a formula gets a quote mark."""
    target = io.StringIO(newline="")
    writer = csv.writer(target)
    writer.writerow(columns)
    for row in rows:
        writer.writerow([csv_field(cell) for cell in row])
    return target.getvalue()
