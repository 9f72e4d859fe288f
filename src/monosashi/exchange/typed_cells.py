"""A cell as it was found, and what a reading of it can come to."""

from dataclasses import dataclass
from datetime import datetime, time, timedelta
from decimal import Decimal
from typing import Generic, TypeVar

from monosashi.core.messages import Message, Param, Problem, message

T = TypeVar("T")


@dataclass(frozen=True, slots=True)
class ErrorValue:
    """The error that a formula came to: `#REF!`, `#DIV/0!`."""

    text: str


CellValue = str | bool | Decimal | datetime | time | timedelta | ErrorValue | None
"""A number is a Decimal of at most 15 significant digits, a date what its number format makes a date. None: nothing there."""


@dataclass(frozen=True, slots=True)
class Cell:
    """One cell. Of a formula (`is_formula`) `value` is the result that was saved with it, None where none was saved.

    `number_format` is Excel's code (`0.0%`). `address` is 「F12」, `sheet` the sheet's name and `place` both with the file,
    as errors name it. `fill` is the background as RRGGBB, None where there is none. `is_hidden`: its row, column or sheet is.
    A cell of a text file is `Cell("80人", place="…")`.
    """

    value: CellValue
    number_format: str = "General"
    is_formula: bool = False
    address: str = ""
    sheet: str = ""
    place: str = ""
    fill: str | None = None
    is_hidden: bool = False

    @property
    def shown(self) -> str | None:
        """The value as told in a sentence; None where nothing is there."""
        match self.value:
            case None:
                return None
            case ErrorValue(text):
                return text
            case bool():
                return str(self.value).upper()
            case Decimal():
                return f"{self.value:f}"
            case datetime() if self.value.time() == time():
                return self.value.date().isoformat()
            case _:
                return str(self.value)


@dataclass(frozen=True, slots=True)
class Certain(Generic[T]):
    """What stands there, without doubt. `value` None: the cell is blank. `note` says what was read as what, where it differs."""

    value: T | None
    note: Message | None = None


@dataclass(frozen=True, slots=True)
class Asked(Generic[T]):
    """It may be one of `candidates`, the likelier first, or something else: a person has to say. Nothing may be taken."""

    problem: Problem
    candidates: tuple[T, ...] = ()


@dataclass(frozen=True, slots=True)
class Wrong:
    """It cannot be what is wanted."""

    problem: Problem


Reading = Certain[T] | Asked[T] | Wrong


def wrong(cell: Cell, why: Message, remedy: Message) -> Wrong:
    """The cell cannot be read, and why."""
    return Wrong(Problem(cell.place, cell.shown, why, remedy))


def asked(cell: Cell, why: Message, remedy: Message, candidates: tuple[T, ...] = ()) -> Asked[T]:
    """The cell can be read in more than one way."""
    return Asked(Problem(cell.place, cell.shown, why, remedy), candidates)


def noted(cell: Cell, value: T, printed: Param, how: tuple[Message, ...]) -> Certain[T]:
    """The value with a note that says how it was got from what stands there; without one where `how` is empty."""
    if not how:
        return Certain(value)
    return Certain(value, message("typed.read_as", read=cell.shown, value=printed, how=how))


def unusable(cell: Cell) -> Wrong | None:
    """The fault of a cell that holds an error, or a formula without its result; None where it can be read on."""
    if isinstance(cell.value, ErrorValue):
        return wrong(cell, message("typed.error_value", read=cell.value.text), message("typed.remedy.mend_formula"))
    if cell.is_formula and cell.value is None:
        return wrong(cell, message("typed.formula_without_result"), message("typed.remedy.open_and_save"))
    return None
