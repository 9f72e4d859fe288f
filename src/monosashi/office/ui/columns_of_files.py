"""The columns of a list as a file has them: one fact in each, so that a spreadsheet can filter and count by it."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import TypeVar

from monosashi.core.messages import message
from monosashi.office.ui.cells import Cell
from monosashi.office.ui.language import spoken
from monosashi.office.ui.lists import Column

Row = TypeVar("Row")


@dataclass(frozen=True, slots=True)
class FileColumn:
    """One column of a file. `cells` has one for each row."""

    heading: str
    cells: tuple[Cell, ...]


def file_columns(columns: Sequence[Column[Row]], rows: Sequence[Row]) -> tuple[FileColumn, ...]:
    """The columns in their order. Units that differ, and notes where a row has one, stand behind the column they belong to."""
    return tuple(made for column in columns for made in _of(column, tuple(column.cell(row) for row in rows)))


def file_text(cell: Cell) -> str:
    """The words of a cell; the figure without commas where there is one."""
    return f"{cell.number:f}" if cell.number is not None else cell.exact or cell.text


def _of(column: Column[Row], cells: tuple[Cell, ...]) -> Iterator[FileColumn]:
    heading = spoken(column.heading)
    units = {cell.unit for cell in cells if not cell.absent}
    unit = column.unit or (next(iter(units)) if len(units) == 1 else "")
    named = spoken(message("ui.list.heading_with_unit", heading=heading, unit=unit)) if unit else heading
    yield FileColumn(named, cells)
    if any(units) and not unit:
        of_units = spoken(message("ui.list.heading_of_units", heading=heading))
        yield FileColumn(of_units, tuple(Cell(cell.unit) for cell in cells))
    if any(cell.note for cell in cells):
        of_notes = column.note or message("ui.list.heading_of_notes", heading=heading)
        yield FileColumn(spoken(of_notes), tuple(Cell(cell.note) for cell in cells))
