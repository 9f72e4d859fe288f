"""What a finance CSV comes to as plain data: amounts as decimal strings, sentences in the session's language."""

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from decimal import Decimal

from monosashi.core.changes import Added, Change, Changed, Removed, place_of
from monosashi.core.messages import Message, Problem
from monosashi.core.money import BudgetProgram, MoneyLine
from monosashi.core.paths import keyed
from monosashi.core.values import Absence
from monosashi.exchange.finance.money_reading import MoneyRead

Say = Callable[[Message], str]

CSV_COLUMNS = ("program", "name", "part", "stage", "item", "source", "before", "after", "line")


@dataclass(frozen=True, slots=True)
class MoneyChange:
    """One amount that changes. `before` and `after` in the plan's unit, None where there was or will be none.

    `line` is that of the CSV, None for an amount that goes.
    """

    program: BudgetProgram
    entry: MoneyLine
    before: Decimal | Absence | None
    after: Decimal | Absence | None
    line: int | None


def money_changes(read: MoneyRead) -> tuple[MoneyChange, ...]:
    """The changes of amounts, in the plan's order."""
    programs = {program.id: program for program in read.before.budget_programs}
    found = (_money_change(change, programs, read) for change in read.changes)
    return tuple(change for change in found if change is not None)


def _money_change(change: Change, programs: dict[str, BudgetProgram], read: MoneyRead) -> MoneyChange | None:
    if change.path[0] != "budget_programs":
        return None
    program = programs[change.path[1]]
    match change:
        case Added(_, MoneyLine() as entry, _):
            return MoneyChange(program, entry, None, entry.amount, _line(read, program, entry))
        case Removed(_, MoneyLine() as entry, _):
            return MoneyChange(program, entry, entry.amount, None, None)
        case Changed(path, _, Decimal() | Absence() as after):
            entry = keyed(program.lines)[path[3]]
            return MoneyChange(program, entry, entry.amount, after, _line(read, program, entry))
    return None


def _line(read: MoneyRead, program: BudgetProgram, entry: MoneyLine) -> int | None:
    figure = read.told.get(program.id, {}).get((entry.stage, entry.item, entry.source))
    return None if figure is None else figure.line


def state_change(read: MoneyRead) -> Changed | None:
    """How far the year is closed, where that changes."""
    states = (change for change in read.changes if isinstance(change, Changed) and change.path[0] == "years")
    return next(states, None)


def money_document(read: MoneyRead, say: Say, *, settled: bool, written: str | None) -> dict[str, object]:
    """All of it. `written` is the file that was saved, None where nothing was."""
    state = state_change(read)
    return {
        "fiscal_year": read.fiscal_year,
        "settled": settled,
        "written": written,
        "state": None if state is None else {"before": str(state.before), "after": str(state.after)},
        "changes": [_change(change) for change in money_changes(read)],
        "questions": [_problem(problem, say) for problem in read.questions],
        "sums": [_problem(problem, say) for problem in read.sums],
        "accepted_sums": [_problem(problem, say) for problem in read.accepted_sums],
        "renamed": [_problem(problem, say) for problem in read.renamed],
        "unmatched_rows": list(_unmatched_rows(read)),
        "unmatched_programs": [{"id": p.id, "name": p.name, "part": p.part} for p in read.unmatched_programs],
        "notes": [{"line": note.line, "place": note.place, "note": say(note.sentence)} for note in read.notes],
        "rows_of_other_years": read.rows_of_other_years,
    }


def _change(change: MoneyChange) -> dict[str, object]:
    return {
        "path": place_of(_path_of(change)),
        "program": change.program.id,
        "name": change.program.name,
        "part": change.program.part,
        "stage": change.entry.stage.value,
        "item": change.entry.item,
        "source": None if change.entry.source is None else change.entry.source.value,
        "before": plain_amount(change.before),
        "after": plain_amount(change.after),
        "line": change.line,
    }


def _path_of(change: MoneyChange) -> Change:
    (key,) = keyed((change.entry,))
    return Changed(("budget_programs", change.program.id, "lines", key, "amount"), None, None)


def plain_amount(amount: Decimal | Absence | None) -> str | None:
    """The amount as it stands in a plan file."""
    return None if amount is None else amount.value if isinstance(amount, Absence) else f"{amount:f}"


def _problem(problem: Problem, say: Say) -> dict[str, object]:
    return {
        "line": problem.line,
        "place": problem.place,
        "read": problem.read,
        "why": say(problem.why),
        "remedy": say(problem.remedy),
    }


def _unmatched_rows(read: MoneyRead) -> Iterator[dict[str, object]]:
    for group in read.unmatched_rows:
        identity = group.identity
        yield {
            "lines": [row.line for row in group.rows],
            "code": identity.code,
            "name": identity.name,
            "part": identity.part,
            "account": identity.account,
            "department": identity.department,
        }


def csv_rows(read: MoneyRead) -> Iterable[tuple[str, ...]]:
    """The changes of amounts under CSV_COLUMNS."""
    for change in map(_change, money_changes(read)):
        yield tuple("" if change[name] is None else str(change[name]) for name in CSV_COLUMNS)
