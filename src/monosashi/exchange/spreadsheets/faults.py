"""What is to be marked in a workbook: the cell, what is wrong with it, and the colours that say so."""

from dataclasses import dataclass

from monosashi.core.messages import Problem
from monosashi.exchange.typed_cells import Asked, Cell, Reading, T, Wrong

WRONG_COLOUR = "FFFFC4CC"
ASKED_COLOUR = "FFFFEDA3"

CellName = tuple[str, str]
"""Sheet name and address."""


@dataclass(frozen=True, slots=True)
class Fault:
    """One cell to be marked. `is_question`: it may be right, a person has to say."""

    sheet: str
    address: str
    problem: Problem
    is_question: bool = False


def fault_of(cell: Cell, reading: Reading[T]) -> Fault | None:
    """The mark that a reading asks for; None where it is certain."""
    match reading:
        case Wrong(problem):
            return Fault(cell.sheet, cell.address, problem)
        case Asked(problem=problem):
            return Fault(cell.sheet, cell.address, problem, is_question=True)
        case _:
            return None
