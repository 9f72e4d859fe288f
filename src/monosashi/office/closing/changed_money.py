"""Amounts of two states of a plan held against each other, for people."""

from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal

from monosashi.core.changes import Added, Change, Changed, Removed, diff
from monosashi.core.messages import message
from monosashi.core.money import BudgetProgram, MoneyLine
from monosashi.core.paths import keyed
from monosashi.core.plan import Plan
from monosashi.office.ui.cells import Cell, amount
from monosashi.office.ui.language import spoken
from monosashi.wording import word


@dataclass(frozen=True, slots=True)
class MoneyMoved:
    """One amount that is another. `line` says of which stage, item and source."""

    program: str
    line: str
    before: Cell
    after: Cell


def money_moved(before: Plan, after: Plan) -> tuple[MoneyMoved, ...]:
    """Every amount that differs, in the plan's order."""
    programs = {program.id: program for program in before.budget_programs}
    programs |= {program.id: program for program in after.budget_programs if program.id not in programs}
    changes = [change for change in diff(before, after) if change.path[0] == "budget_programs"]
    return tuple(moved for change in changes for moved in _moved(change, programs, before.money_unit))


def _moved(change: Change, programs: dict[str, BudgetProgram], unit: str) -> Iterator[MoneyMoved]:
    program = programs[change.path[1]]
    match change:
        case Added(_, MoneyLine() as line, _):
            yield _told(program, line, None, line.amount, unit)
        case Removed(_, MoneyLine() as line, _):
            yield _told(program, line, line.amount, None, unit)
        case Changed((_, _, "lines", key, "amount"), _, Decimal() as amount_after):
            line = keyed(program.lines)[key]
            yield _told(program, line, line.amount, amount_after, unit)


def _told(program: BudgetProgram, line: MoneyLine, before: object, after: object, unit: str) -> MoneyMoved:
    parts = (spoken(word(line.stage)), line.item, spoken(word(line.source)) if line.source else "")
    name = " ".join(filter(None, (program.name, program.part)))
    return MoneyMoved(name, " ".join(filter(None, parts)), _cell(before, unit), _cell(after, unit))


def _cell(value: object, unit: str) -> Cell:
    return amount(value, unit, blank=message("closing.money.none"))  # type: ignore[arg-type]
