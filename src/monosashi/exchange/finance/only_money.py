"""The last guard before a plan is saved: a finance CSV changes amounts of one year and how far it is closed, nothing else."""

from collections.abc import Iterable

from monosashi.core.changes import Change, Changed, Reordered, place_of
from monosashi.core.messages import InvalidInput, Problem, message

_AMOUNT = ("amount",)
_LINE_AT = 4
"""Segments of `budget_programs/b-1/lines/2024.spent`."""


def refuse_other_than_money(changes: Iterable[Change], fiscal_year: int) -> None:
    """Raises InvalidInput that names every change of something else."""
    others = tuple(change for change in changes if not is_money(change, fiscal_year))
    if others:
        why, remedy = message("finance.not_money"), message("finance.not_money.remedy")
        raise InvalidInput(tuple(Problem(place_of(change), None, why, remedy) for change in others))


def is_money(change: Change, fiscal_year: int) -> bool:
    """Whether the change is of an amount of the year, of the year's state, or says where an amount came from."""
    match change.path:
        case ("budget_programs", _, "lines", line, *rest):
            of_year = line.split(".", 1)[0] == str(fiscal_year)
            whole = len(change.path) == _LINE_AT and not isinstance(change, Changed | Reordered)
            return of_year and (whole or tuple(rest) == _AMOUNT)
        case ("years", year, "state"):
            return year == str(fiscal_year)
        case ("documents", _):
            return not isinstance(change, Reordered)
        case ("provenance", at, *_):
            return at.startswith("budget_programs~1")
    return False
