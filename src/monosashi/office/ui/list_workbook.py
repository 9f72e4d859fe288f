"""A list as a workbook of one sheet, laid out to be worked with and to be printed. Text never becomes a formula."""

import io
import math
import re
from collections.abc import Iterable, Sequence
from decimal import Decimal

import xlsxwriter
from xlsxwriter.format import Format
from xlsxwriter.worksheet import Worksheet

from monosashi.exchange.plan_workbook.row_heights import lines_of
from monosashi.exchange.spreadsheets.neutral import WRITER_OPTIONS, escaped
from monosashi.exchange.typed_marks import TEXT_LIMIT
from monosashi.office.ui.cells import Cell
from monosashi.office.ui.columns_of_files import FileColumn, file_text

_FONT = {"font_name": "BIZ UDPGothic", "font_size": 10, "valign": "top", "border": 1, "border_color": "#BFBFBF"}
_HEAD = {**_FONT, "bold": True, "text_wrap": True, "bg_color": "#F2F2F2"}
_LINE_HEIGHT, _PADDING, _HIGHEST = 13.5, 4.5, 409.0
"""Points. Excel shows no row higher than the last."""
_NARROWEST, _WIDEST, _WIDEST_HEAD = 4, 30, 8
"""Half-width letters; the head alone makes no column wider than the last."""
_BESIDE_TEXT = 2
"""Half-width letters that stay free at the sides of a cell."""
_WIDE = 1.75
"""What a kanji of the proportional font takes, in half-width letters; `lines_of` counts so too."""
_EXACT_DIGITS = 15
"""Figures with more digits stand as text: a cell cannot hold them."""
_PAPER_A4 = 9
_LONGEST_NAME = 31
_FORBIDDEN = re.compile(r"[\[\]:*?/\\']")


def list_workbook(caption: str, columns: Sequence[FileColumn]) -> bytes:
    """The workbook's bytes."""
    stream = io.BytesIO()
    book = xlsxwriter.Workbook(stream, {**WRITER_OPTIONS, "in_memory": True})
    sheet = book.add_worksheet(_FORBIDDEN.sub(" ", caption)[:_LONGEST_NAME].strip() or None)
    looks: dict[int | None, Format] = {None: book.add_format({**_FONT, "text_wrap": True})}
    looks |= {scale: book.add_format({**_FONT, "num_format": _pattern(scale)}) for scale in _scales(columns)}
    heads = [column.heading for column in columns]
    rows = list(zip(*(column.cells for column in columns), strict=True))
    widths = [_width(column) for column in columns]
    sheet.write_row(0, 0, [escaped(head) for head in heads], book.add_format(_HEAD))
    sheet.set_row(0, _height(heads, widths))
    for at, width in enumerate(widths):
        sheet.set_column(at, at, width)
    for at, row in enumerate(rows, start=1):
        _row(sheet, at, row, looks)
        sheet.set_row(at, _height([_shown(cell) for cell in row], widths))
    _arrange(sheet, caption, len(rows), len(heads))
    book.close()
    return stream.getvalue()


def _row(sheet: Worksheet, at: int, row: Sequence[Cell], looks: dict[int | None, Format]) -> None:
    """One row. `looks` of a figure is by its scale, None: the look of text."""
    for column, cell in enumerate(row):
        figure = _exact(cell.number)
        if figure is None:
            sheet.write_string(at, column, escaped(file_text(cell))[:TEXT_LIMIT], looks[None])
        else:
            sheet.write_number(at, column, float(figure), looks[_scale(figure)])


def _arrange(sheet: Worksheet, caption: str, rows: int, columns: int) -> None:
    """How it is looked at and how it prints: A4 across, one page wide, the head on every page."""
    sheet.freeze_panes(1, 0)
    sheet.autofilter(0, 0, max(rows, 1), max(columns - 1, 0))
    sheet.set_landscape()
    sheet.set_paper(_PAPER_A4)
    sheet.fit_to_pages(1, 0)
    sheet.repeat_rows(0)
    sheet.set_margins(0.4, 0.4, 0.7, 0.5)
    sheet.set_header(f"&L{caption.replace('&', '&&')[:200]}")
    sheet.set_footer("&R&P / &N")


def _shown(cell: Cell) -> str:
    """The text as it is seen, a figure with its commas."""
    figure = _exact(cell.number)
    return file_text(cell) if figure is None else f"{figure:,f}"


def _exact(number: Decimal | None) -> Decimal | None:
    return None if number is None or len(number.as_tuple().digits) > _EXACT_DIGITS else number


def _scale(number: Decimal) -> int:
    exponent = number.as_tuple().exponent
    return max(0, -exponent) if isinstance(exponent, int) else 0


def _scales(columns: Iterable[FileColumn]) -> set[int]:
    return {_scale(each) for column in columns for cell in column.cells if (each := _exact(cell.number)) is not None}


def _pattern(scale: int) -> str:
    return "#,##0" + (f".{'0' * scale}" if scale else "")


def _width(column: FileColumn) -> int:
    head = min(_longest([column.heading]), _WIDEST_HEAD)
    return min(max(_longest(_shown(cell) for cell in column.cells), head, _NARROWEST) + _BESIDE_TEXT, _WIDEST)


def _height(texts: Sequence[str], widths: Sequence[int]) -> float:
    lines = max((lines_of(text, width) for text, width in zip(texts, widths, strict=True)), default=1)
    return min(_HIGHEST, lines * _LINE_HEIGHT + _PADDING)


def _longest(texts: Iterable[str]) -> int:
    return max((_letters(line) for text in texts for line in text.split("\n")), default=0)


def _letters(line: str) -> int:
    return math.ceil(sum(1 if letter.isascii() else _WIDE for letter in line))
