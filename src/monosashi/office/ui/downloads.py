"""Files to be kept, above all the rows of a list: CSV (UTF-8 with its mark, so that Excel reads it) or a workbook. Text never becomes a formula."""

import csv
import io
from collections.abc import Iterable, Iterator, Sequence
from decimal import Decimal
from typing import TypeVar
from urllib.parse import quote

import xlsxwriter
from django.http import HttpResponse, QueryDict

from monosashi.core.messages import message
from monosashi.exchange.spreadsheets.neutral import WRITER_OPTIONS, csv_field, escaped
from monosashi.exchange.typed_marks import TEXT_LIMIT
from monosashi.office.ui.cells import Cell
from monosashi.office.ui.language import spoken
from monosashi.office.ui.lists import Column, ListOf, asked, selected

Row = TypeVar("Row")

CSV, XLSX = "csv", "xlsx"
_ROWS = (CSV, XLSX)
_TYPES = {
    CSV: "text/csv; charset=utf-8",
    XLSX: "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
    "json": "application/json",
    "toml": "application/toml; charset=utf-8",
    "zip": "application/zip",
}
"""What a file is, by the end of its name."""
_WIDEST = 50
_EXACT_DIGITS = 15
"""Figures with more digits stand as text: a cell cannot hold them."""


def as_download(raw: bytes, name: str) -> HttpResponse:
    """A file to be kept, under a name that says what it is."""
    response = HttpResponse(raw, content_type=_TYPES[name.rpartition(".")[2].lower()])
    response["Content-Disposition"] = f"attachment; filename*=UTF-8''{quote(name, safe='')}"
    return response


def as_file(list_of: ListOf[Row], rows: Sequence[Row], parts: QueryDict) -> HttpResponse | None:
    """The file that the address asks for (`format=csv`), with all rows that search and filters leave. None: it asks for none."""
    kind = str(parts.get("format", ""))
    if kind not in _ROWS:
        return None
    found = selected(asked(list_of, parts), rows)
    heads = tuple(_heading(column) for column in list_of.columns)
    cells = [tuple(column.cell(row) for column in list_of.columns) for row in found]
    raw = _csv(heads, cells) if kind == CSV else _workbook(spoken(list_of.caption), heads, cells)
    return as_download(raw, f"{list_of.name}.{kind}")


def _heading(column: Column[Row]) -> str:
    heading = spoken(column.heading)
    return spoken(message("ui.list.heading_with_unit", heading=heading, unit=column.unit)) if column.unit else heading


def _csv(heads: tuple[str, ...], rows: Iterable[tuple[Cell, ...]]) -> bytes:
    stream = io.StringIO()
    writer = csv.writer(stream, lineterminator="\r\n")
    writer.writerow([csv_field(head) for head in heads])
    writer.writerows([csv_field(_text(cell)) for cell in row] for row in rows)
    return stream.getvalue().encode("utf-8-sig")


def _workbook(caption: str, heads: tuple[str, ...], rows: list[tuple[Cell, ...]]) -> bytes:
    stream = io.BytesIO()
    book = xlsxwriter.Workbook(stream, {**WRITER_OPTIONS, "in_memory": True})
    sheet = book.add_worksheet()
    bold = book.add_format({"bold": True, "text_wrap": True, "valign": "top", "bottom": 1, "bg_color": "#f2f2f2"})
    plain = book.add_format({"text_wrap": True, "valign": "top"})
    formats = {scale: book.add_format({"valign": "top", "num_format": _pattern(scale)}) for scale in _scales(rows)}
    sheet.write_row(0, 0, [escaped(head) for head in heads], bold)
    for at, row in enumerate(rows, start=1):
        for column, cell in enumerate(row):
            figure = _exact(cell.number)
            if figure is None:
                sheet.write_string(at, column, escaped(_text(cell))[:TEXT_LIMIT], plain)
            else:
                sheet.write_number(at, column, float(figure), formats[_scale(figure)])
    for column, head in enumerate(heads):
        sheet.set_column(column, column, _width([head, *(_text(row[column]) for row in rows)]))
    sheet.freeze_panes(1, 0)
    sheet.autofilter(0, 0, max(len(rows), 1), max(len(heads) - 1, 0))
    sheet.set_header(f"&L{caption.replace('&', '&&')[:200]}")
    book.close()
    return stream.getvalue()


def _text(cell: Cell) -> str:
    """The words of a cell; the figure without commas where there is one."""
    shown = f"{cell.number:f}" if cell.number is not None else cell.exact or cell.text
    return f"{shown}\n{cell.note}" if cell.note else shown


def _exact(number: Decimal | None) -> Decimal | None:
    return None if number is None or len(number.as_tuple().digits) > _EXACT_DIGITS else number


def _scale(number: Decimal) -> int:
    exponent = number.as_tuple().exponent
    return max(0, -exponent) if isinstance(exponent, int) else 0


def _scales(rows: Iterable[tuple[Cell, ...]]) -> set[int]:
    return {_scale(figure) for row in rows for cell in row if (figure := _exact(cell.number)) is not None}


def _pattern(scale: int) -> str:
    return "#,##0" + (f".{'0' * scale}" if scale else "")


def _width(texts: list[str]) -> float:
    return min(max(_longest(texts), 8) + 2, _WIDEST)


def _longest(texts: list[str]) -> int:
    return max((_wide(line) for text in texts for line in _lines(text)), default=0)


def _lines(text: str) -> Iterator[str]:
    yield from text.split("\n")


def _wide(line: str) -> int:
    return sum(1 if letter.isascii() else 2 for letter in line)
