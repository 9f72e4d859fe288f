"""The overview as a workbook: a sheet for the figures on top and one for each table. Text never becomes a formula."""

import io
import re
from collections.abc import Iterable, Sequence
from decimal import Decimal
from typing import Any

import xlsxwriter

from monosashi.core.messages import Message, message
from monosashi.exchange.spreadsheets.neutral import WRITER_OPTIONS, escaped
from monosashi.exchange.typed_marks import TEXT_LIMIT
from monosashi.office.overview.tables import Head, Line, Table
from monosashi.office.overview.whole import Overview
from monosashi.office.plans.year.in_year import InYear
from monosashi.office.ui.cells import Cell
from monosashi.office.ui.columns_of_files import file_columns
from monosashi.office.ui.language import spoken
from monosashi.office.ui.lists import Column

_EXACT_DIGITS = 15
_LONGEST_NAME = 31
_FORBIDDEN = re.compile(r"[\[\]:*?/\\']")


def workbook(year: InYear, told: Overview) -> bytes:
    """The file."""
    stream = io.BytesIO()
    book = xlsxwriter.Workbook(stream, {**WRITER_OPTIONS, "in_memory": True})
    writer = TableWriter(book)
    writer.front(year, told)
    tables = ((table, panel.notes) for panel in told.panels for table in panel.tables)
    for number, (table, notes) in enumerate(tables, start=1):
        writer.table(table, number, notes)
    book.close()
    return stream.getvalue()


class TableWriter:
    """Writes sheets with the formats of one workbook."""

    def __init__(self, book: Any) -> None:  # noqa: ANN401 -- xlsxwriter has no types
        self.book = book
        self.heading = book.add_format({"bold": True, "text_wrap": True, "valign": "top", "bg_color": "#f2f2f2"})
        self.plain = book.add_format({"text_wrap": True, "valign": "top"})
        self.title = book.add_format({"bold": True, "font_size": 14})
        self.figures: dict[int, Any] = {}

    def front(self, year: InYear, told: Overview) -> None:
        """The figures on top of an overview."""
        titles = (f"{year.plan.municipality.name} {year.plan.name}", message("overview.heading", year=year.fiscal_year))
        sheet, at = self.cover(message("plans.part.overview"), titles, told.answer)
        for figure in told.figures:
            at += 1
            sheet.write_string(at, 0, escaped(spoken(figure.label)), self.heading)
            sheet.write_number(at, 1, float(figure.number), self._format(figure.number))
            sheet.write_string(at, 2, escaped(f"{figure.unit} {figure.beside}".strip()), self.plain)
        sheet.set_column(1, 2, 22)

    def cover(self, name: Message, titles: Sequence[Message | str], said: Iterable[Message]) -> tuple[Any, int]:
        """A sheet with titles and sentences, and its next free row."""
        sheet = self.book.add_worksheet(_name(spoken(name)))
        for at, title in enumerate(titles):
            sheet.write_string(at, 0, escaped(title if isinstance(title, str) else spoken(title)), self.title)
        at = len(titles)
        for sentence in said:
            sheet.write_string(at, 0, escaped(spoken(sentence)), self.plain)
            at += 1
        sheet.set_column(0, 0, 60)
        return sheet, at

    def table(self, table: Table, number: int, notes: Iterable[Message] = ()) -> None:
        """A sheet with one table: one fact in each column, and below it what is to be minded, a line apart."""
        sheet = self.book.add_worksheet(_name(f"{number} {spoken(table.caption)}"))
        sheet.write_string(0, 0, escaped(spoken(table.caption)), self.title)
        lines: tuple[Line, ...] = (*table.lines, *((table.total,) if table.total else ()))
        for at, column in enumerate(file_columns(_columns(table), lines)):
            sheet.write_string(1, at, escaped(column.heading), self.heading)
            has_figures = any(cell.number is not None for cell in column.cells)
            sheet.set_column(at, at, 14 if has_figures else 40)
            for row, cell in enumerate(column.cells, start=2):
                self._cell(sheet, row, at, cell)
        for row, note in enumerate(notes, start=len(lines) + 3):
            sheet.write_string(row, 0, escaped(spoken(note)))
        sheet.freeze_panes(2, 1)

    def _cell(self, sheet: Any, at: int, column: int, cell: Cell) -> None:  # noqa: ANN401 -- xlsxwriter has no types
        number = cell.number
        if number is None or len(number.as_tuple().digits) > _EXACT_DIGITS:
            sheet.write_string(at, column, escaped(cell.text)[:TEXT_LIMIT], self.plain)
        else:
            sheet.write_number(at, column, float(number), self._format(number))

    def _format(self, number: Decimal) -> Any:  # noqa: ANN401 -- xlsxwriter has no types
        exponent = number.as_tuple().exponent
        scale = max(0, -exponent) if isinstance(exponent, int) else 0
        if scale not in self.figures:
            pattern = "#,##0" + (f".{'0' * scale}" if scale else "")
            self.figures[scale] = self.book.add_format({"num_format": pattern, "valign": "top"})
        return self.figures[scale]


def _columns(table: Table) -> tuple[Column[Line], ...]:
    return tuple(_column(head, at) for at, head in enumerate(table.written))


def _column(head: Head, at: int) -> Column[Line]:
    heading = message("ui.value", value=head.text) if isinstance(head.text, str) else head.text
    return Column(str(at), heading, lambda line: line.cells[at], unit=head.unit, note=head.note)


def _name(text: str) -> str:
    return _FORBIDDEN.sub(" ", text)[:_LONGEST_NAME].strip()
