"""Where the tables are in a workbook that people have worked in: sheets by name, columns by header, wherever they were moved to."""

import difflib
from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from monosashi.core.messages import Message, Problem, message
from monosashi.exchange.plan_workbook.cell_reading import is_blank
from monosashi.exchange.plan_workbook.layout import REMARK, SHEETS, Kind, SheetLayout, folded_header
from monosashi.exchange.spreadsheets import Sheet, Workbook
from monosashi.exchange.typed_cells import Cell

_NAMES = frozenset(layout.name for layout in SHEETS)

_HEADS_WITHIN = 20
"""Rows from the top in which the headers must stand."""


@dataclass(frozen=True, slots=True)
class FoundRow:
    """One row with content. `cells` are those of the layout's columns, by field; blank ones are there too."""

    number: int
    cells: Mapping[str, Cell]

    def text(self, field: str) -> str:
        """What stands in a cell, as text; "" for a blank."""
        cell = self.cells.get(field)
        return "" if cell is None else cell.shown or ""


@dataclass(frozen=True, slots=True)
class Table:
    """A sheet's rows with content, and the letters of its columns' positions. `remarks` counts cells of the last column."""

    layout: SheetLayout
    place: str
    columns: Mapping[str, int]
    rows: tuple[FoundRow, ...]
    remarks: int = 0


def find_table(workbook: Workbook, layout: SheetLayout, problems: list[Problem]) -> Table | None:
    """The table of a sheet, None where it cannot be read; what is wrong is added to the problems."""
    sheet = workbook.sheet(layout.name)
    if sheet is None:
        problems.append(_sheet_missing(workbook, layout))
        return None
    return _upright(sheet, layout, problems) if layout.vertical else _table(sheet, layout, problems)


def _sheet_missing(workbook: Workbook, layout: SheetLayout) -> Problem:
    others = [sheet.name for sheet in workbook.sheets if sheet.name not in _NAMES]
    near = difflib.get_close_matches(layout.name, others, n=1, cutoff=0.6)
    renamed = message("plan_workbook.rename_sheet", near=near[0], name=layout.name) if near else None
    remedy = renamed or message("plan_workbook.restore_sheet", name=layout.name)
    return Problem(workbook.name, None, message("plan_workbook.sheet_missing", name=layout.name), remedy)


def _table(sheet: Sheet, layout: SheetLayout, problems: list[Problem]) -> Table | None:
    head, titles = _head(sheet, layout)
    known = {folded_header(column.header): column.field for column in layout.columns}
    columns: dict[str, int] = {}
    for at, title in titles.items():
        field = known.get(title)
        if field in columns:
            why = message("plan_workbook.header_twice", header=title)
            place = sheet.cell(head, at).place
            problems.append(Problem(place, title, why, message("plan_workbook.keep_one_column")))
        elif field is not None:
            columns[field] = at
    missing = list(_missing(sheet, layout, head, titles, columns))
    problems += missing
    if missing:
        return None
    remark = next((at for at, title in titles.items() if title == REMARK), None)
    rows = tuple(_rows(sheet, head, columns))
    remarks = (
        0 if remark is None else sum(not is_blank(sheet.cell(row, remark)) for row in sheet.raw.rows if row > head)
    )
    return Table(layout, sheet.place(), columns, rows, remarks)


def _head(sheet: Sheet, layout: SheetLayout) -> tuple[int, dict[int, str]]:
    """The row in which most of the headers stand, and the headers in it by column."""
    known = {folded_header(column.header) for column in layout.columns}
    best: tuple[int, dict[int, str]] = (1, {})
    held = -1
    for number, cells in sheet.rows():
        if number > _HEADS_WITHIN:
            break
        titles = {at: folded_header(cell.shown or "") for at, cell in cells.items() if isinstance(cell.value, str)}
        count = len(known & set(titles.values()))
        if count > held:
            best, held = (number, titles), count
    return best


def _missing(
    sheet: Sheet, layout: SheetLayout, head: int, titles: Mapping[int, str], columns: Mapping[str, int]
) -> Iterator[Problem]:
    known = {folded_header(column.header) for column in layout.columns} | {REMARK}
    strange = [title for title in titles.values() if title and title not in known]
    for column in layout.columns:
        if column.field in columns or column.kind is Kind.SHOWN:
            continue
        near = difflib.get_close_matches(folded_header(column.header), strange, n=1, cutoff=0.4)
        name = folded_header(column.header)
        at = next((at for at, title in titles.items() if near and title == near[0]), None)
        place = sheet.place() if at is None else sheet.cell(head, at).place
        remedy = (
            message("plan_workbook.rename_header", near=near[0], name=name) if near else _restore(column.kind, name)
        )
        yield Problem(place, near[0] if near else None, message("plan_workbook.header_missing", name=name), remedy)


def _restore(kind: Kind, name: str) -> Message:
    return message("plan_workbook.restore_ids" if kind is Kind.ID else "plan_workbook.restore_header", name=name)


def _rows(sheet: Sheet, head: int, columns: Mapping[str, int]) -> Iterator[FoundRow]:
    for number, cells in sheet.rows():
        if number <= head:
            continue
        if all(is_blank(cells[at]) for at in columns.values() if at in cells):
            continue
        yield FoundRow(number, {field: cells.get(at) or sheet.cell(number, at) for field, at in columns.items()})


def _upright(sheet: Sheet, layout: SheetLayout, problems: list[Problem]) -> Table | None:
    """The one row of a sheet whose columns stand one below the other: header, and the value to its right."""
    known = {folded_header(column.header): column.field for column in layout.columns}
    cells: dict[str, Cell] = {}
    for number, held in sheet.rows():
        for at, cell in held.items():
            field = known.get(folded_header(cell.shown or "")) if isinstance(cell.value, str) else None
            if field is not None and field not in cells:
                cells[field] = sheet.cell(number, at + 1)
                break
    missing = [column for column in layout.columns if column.field not in cells]
    for column in missing:
        why = message("plan_workbook.header_missing", name=column.header)
        problems.append(Problem(sheet.place(), None, why, _restore(column.kind, column.header)))
    return None if missing else Table(layout, sheet.place(), {}, (FoundRow(0, cells),))
