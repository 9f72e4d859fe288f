"""Rows and cells of a sheet, each with its number, whether or not the file says it."""

from collections.abc import Iterator
from dataclasses import dataclass

from monosashi.core.messages import message
from monosashi.exchange.forms.tree import Element
from monosashi.exchange.spreadsheets.addresses import LAST_ROW, NotAnAddress, column_letters, column_number, position
from monosashi.exchange.spreadsheets.packages import UnreadablePart


@dataclass(slots=True, eq=False)
class SheetCell:
    """A cell. `row` and `column` are where it stands in the form."""

    element: Element
    row: int
    column: int

    @property
    def letters(self) -> str:
        """Its column as Excel names it."""
        return column_letters(self.column)

    @property
    def formula(self) -> Element | None:
        """Its formula, None where it has none."""
        return self.element.first("x:f")

    @property
    def holds(self) -> bool:
        """Whether it has a value, a formula or a text."""
        return any(child.kind in {"x:f", "x:v", "x:is"} for child in self.element.elements)


@dataclass(slots=True, eq=False)
class SheetRow:
    """A row with its cells."""

    element: Element
    number: int
    cells: list[SheetCell]


def sheet_rows(data: Element | None, part: str) -> list[SheetRow]:
    """The rows of a sheet from the top. Raises UnreadablePart: an address is none."""
    try:
        return list(_rows(data)) if data is not None else []
    except (NotAnAddress, ValueError):
        raise UnreadablePart(part, message("spreadsheet.part_damaged", part=part)) from None


def _rows(data: Element) -> Iterator[SheetRow]:
    last = 0
    for element in data.elements:
        if element.kind == "x:row":
            number = int(element.attributes.get("r", last + 1))
            if not last < number <= LAST_ROW:
                raise ValueError(number)
            last = number
            yield SheetRow(element, number, list(_cells(element, number)))


def _cells(row: Element, number: int) -> Iterator[SheetCell]:
    column = 0
    for element in row.elements:
        if element.kind == "x:c":
            at = element.attributes.get("r")
            column = column + 1 if at is None else position(at)[1]
            column_number(column_letters(column))
            yield SheetCell(element, number, column)
