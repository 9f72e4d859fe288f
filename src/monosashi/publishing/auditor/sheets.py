"""The tables as CSV and as one workbook: a sheet for each, figures as figures, links from measure to evidence."""

import csv
import io
from collections.abc import Mapping
from datetime import UTC, date, datetime, time
from decimal import Decimal
from typing import Any

import xlsxwriter
from xlsxwriter.format import Format
from xlsxwriter.worksheet import Worksheet

from monosashi.core.messages import Param
from monosashi.exchange.plan_workbook.row_heights import lines_of
from monosashi.exchange.spreadsheets.neutral import WRITER_OPTIONS, csv_field, escaped
from monosashi.publishing.auditor.spoken import Tongue
from monosashi.publishing.auditor.tables import Row, Table

_FONT = {"font_name": "BIZ UDPGothic", "font_size": 10, "valign": "top"}
_LINE = {"border": 1, "border_color": "#BFBFBF"}
_LOOKS: Mapping[str, Mapping[str, Any]] = {
    "title": {"bold": True, "font_size": 14},
    "note": {"text_wrap": True, "font_color": "#404040"},
    "head": {**_LINE, "bold": True, "text_wrap": True, "valign": "vcenter", "bg_color": "#1F3864", "font_color": "#FFFFFF"},
    "figure_head": {**_LINE, "bold": True, "text_wrap": True, "valign": "vcenter", "align": "right", "indent": 1, "bg_color": "#1F3864", "font_color": "#FFFFFF"},
    "figure": {**_LINE, "align": "right", "indent": 1},
    "plain": {**_LINE, "text_wrap": True, "indent": 1},
    "link": {**_LINE, "text_wrap": True, "indent": 1, "font_color": "#0B57D0", "underline": 1},
}  # fmt: skip
_MARKED, _TOTAL = {"bg_color": "#FFF4CE"}, {"bold": True, "top": 2}
_HEAD_ROW = 3
_LONGEST = 32_767
_LINE_HEIGHT, _HIGHEST = 13, 409
_A4, _A3, _A3_FROM = 9, 8, 170
_NOTE_COLUMNS = 100


def csv_of(table: Table, tongue: Tongue) -> bytes:
    """UTF-8 without byte order mark, stable column names, CRLF. A cell that a spreadsheet would run gets an apostrophe."""
    target = io.StringIO(newline="")
    writer = csv.writer(target)
    writer.writerow(column.name for column in table.columns)
    for row in table.rows:
        writer.writerow(csv_field(tongue.plain(cell)) for cell in row.cells)
    return target.getvalue().encode()


def workbook_of(tables: tuple[Table, ...], tongue: Tongue, created: date) -> bytes:
    """The workbook's bytes; the same tables of the same day make the same bytes."""
    target = io.BytesIO()
    book = _Book(target, tables, tongue, created)
    for table in tables:
        book.add(table)
    book.close()
    return target.getvalue()


class _Book:
    """One workbook being written."""

    def __init__(self, target: io.BytesIO, tables: tuple[Table, ...], tongue: Tongue, created: date) -> None:
        self._book = xlsxwriter.Workbook(target, {"in_memory": True, **WRITER_OPTIONS})
        self._book.set_properties({"created": datetime.combine(created, time(), UTC)})
        self._tongue = tongue
        self._formats: dict[tuple[object, ...], Format] = {}
        self._names = {table.id: tongue.say(table.title)[:31] for table in tables}
        self._anchors = {
            f"{table.id}.html#{row.anchor}": f"internal:'{self._names[table.id]}'!A{at}"
            for table in tables
            for at, row in enumerate(table.rows, start=_HEAD_ROW + 2)
            if row.anchor
        }

    def close(self) -> None:
        self._book.close()

    def add(self, table: Table) -> None:
        """One sheet."""
        sheet = self._book.add_worksheet(self._names[table.id])
        sheet.write_string(0, 0, self._tongue.say(table.title), self._look("title"))
        sheet.merge_range(1, 0, 1, _note_end(table), self._tongue.say(table.note), self._look("note"))
        sheet.set_row(1, 15 * max(1, len(self._tongue.say(table.note)) // 45 + 1))
        for at, (column, heading) in enumerate(zip(table.columns, self._tongue.head(table), strict=True)):
            sheet.set_column(at, at, column.width)
            sheet.write_string(_HEAD_ROW, at, heading, self._look("figure_head" if column.figures else "head"))
        for at, row in enumerate(table.rows, start=_HEAD_ROW + 1):
            self._row(sheet, at, row, table)
        if not table.rows and table.empty is not None:
            sheet.write_string(_HEAD_ROW + 1, 0, self._tongue.say(table.empty), self._look("title"))
        _arrange(sheet, table)

    def _row(self, sheet: Worksheet, at: int, row: Row, table: Table) -> None:
        texts = zip((self._tongue.cell(cell) for cell in row.cells), table.columns, strict=True)
        lines = max(lines_of(text, column.width) for text, column in texts)
        sheet.set_row(at, min(lines * _LINE_HEIGHT + 3, _HIGHEST))
        for column, held in enumerate(row.cells):
            link = self._anchors.get(row.leads_to, "") if column == table.link_column else ""
            words = "figure" if table.columns[column].figures else "plain"
            self._cell(sheet, (at, column), held, row, (link, words))

    def _cell(self, sheet: Worksheet, cell: tuple[int, int], held: Param, row: Row, look: tuple[str, str]) -> None:
        """`look`: the link, "" for none, and the look of words."""
        if isinstance(held, Decimal | int):
            scale = max(0, -int(held.as_tuple().exponent)) if isinstance(held, Decimal) else 0
            sheet.write_number(*cell, float(held), self._look("figure", row, scale=scale))
            return
        text = escaped(self._tongue.cell(held))[:_LONGEST]
        link, words = look
        if link:
            sheet.write_url(*cell, link, self._look("link", row), text)
        else:
            sheet.write_string(*cell, text, self._look(words, row))

    def _look(self, name: str, row: Row | None = None, *, scale: int | None = None) -> Format:
        marked, total = (row.marked, row.total) if row else (False, False)
        key = (name, marked, total, scale)
        if key not in self._formats:
            look = {**_FONT, **_LOOKS[name], **(_MARKED if marked else {}), **(_TOTAL if total else {})}
            if scale is not None:
                look |= {"num_format": "#,##0" + ("." + "0" * scale if scale else "")}
            self._formats[key] = self._book.add_format(look)
        return self._formats[key]


def _note_end(table: Table) -> int:
    """The column up to which the note reaches: as far as one sees at once, two at least."""
    width = 0
    for at, column in enumerate(table.columns):
        width += column.width
        if width > _NOTE_COLUMNS and at:
            return at
    return len(table.columns) - 1


def _arrange(sheet: Worksheet, table: Table) -> None:
    if table.rows:
        sheet.autofilter(_HEAD_ROW, 0, _HEAD_ROW + len(table.rows), len(table.columns) - 1)
    sheet.freeze_panes(_HEAD_ROW + 1, table.link_column + 1 if table.link_column < _MOST_FROZEN else 0)
    sheet.set_landscape()
    sheet.set_paper(_A3 if sum(column.width for column in table.columns) > _A3_FROM else _A4)
    sheet.fit_to_pages(1, 0)
    sheet.set_margins(0.4, 0.4, 0.5, 0.5)
    sheet.repeat_rows(_HEAD_ROW)
    sheet.set_footer("&L&A&R&P / &N")
    sheet.hide_gridlines(2)


_MOST_FROZEN = 3
"""Columns. More than these would leave no room to scroll on a small screen."""
