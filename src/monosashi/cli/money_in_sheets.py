"""What a finance CSV comes to, for people: the changes, what has to be decided, what was not matched."""

from collections.abc import Iterable, Iterator

from monosashi.cli.money_in_document import MoneyChange, money_changes, state_change
from monosashi.cli.problem_lines import printable
from monosashi.cli.session import Session
from monosashi.cli.sheets import Column, Row, Sheet
from monosashi.core.messages import Problem
from monosashi.core.money import BudgetProgram
from monosashi.core.plan import YearState
from monosashi.exchange.finance.mapping import FinanceMapping, OtherRows
from monosashi.exchange.finance.money_reading import MoneyRead


def money_sheets(read: MoneyRead, mapping: FinanceMapping, session: Session, *, settled: bool) -> tuple[Sheet, ...]:
    """The changes first, then what has to be decided, then what is only told."""
    return tuple(
        sheet
        for sheet in (
            _changes(read, session, settled=settled),
            _problems("questions", read.questions, session),
            _problems("sums", read.sums, session),
            _problems("accepted_sums", read.accepted_sums, session),
            _problems("renamed", read.renamed, session),
            _rows(read, mapping, session),
            _programs(read.unmatched_programs, session),
            _notes(read, session),
        )
        if sheet is not None
    )


def _columns(session: Session, *names: str, figures: Iterable[str] = ("line", "before", "after")) -> tuple[Column, ...]:
    right = frozenset(figures)
    return tuple(
        Column(session.text(f"cli.money_in.column.{name}"), figures=name in right, wraps=name not in right)
        for name in names
    )


def _changes(read: MoneyRead, session: Session, *, settled: bool) -> Sheet:
    state = YearState.SETTLED if settled else YearState.PROVISIONAL
    changes = money_changes(read)
    rows = tuple(_change(change, session) for change in changes)
    title = session.text(
        "cli.money_in.changes" if rows else "cli.money_in.no_changes",
        year=read.fiscal_year,
        state=session.word(state),
        count=len(rows),
        unit=read.before.money_unit,
    )
    columns = _columns(session, "program", "stage", "item", "before", "after", "line")
    return Sheet(title, columns if rows else (), rows, note="\n".join(_asides(read, session)))


def _asides(read: MoneyRead, session: Session) -> Iterator[str]:
    state = state_change(read)
    if state is not None and isinstance(state.before, YearState) and isinstance(state.after, YearState):
        before, after = session.word(state.before), session.word(state.after)
        yield session.text("cli.money_in.state", year=read.fiscal_year, before=before, after=after)
    if read.rows_of_other_years:
        yield session.text("cli.money_in.other_years", count=read.rows_of_other_years)


def _change(change: MoneyChange, session: Session) -> Row:
    entry = change.entry
    part = entry.item or session.word(entry.source) or session.text("cli.money_in.total")
    if entry.item and entry.source:
        part = f"{entry.item} {session.word(entry.source)}"
    return Row(
        (
            _program(change.program),
            session.word(entry.stage),
            printable(part),
            session.value(change.before) or session.text("cli.diff.absent"),
            session.value(change.after) or session.text("cli.diff.gone"),
            "" if change.line is None else str(change.line),
        )
    )


def _program(program: BudgetProgram) -> str:
    return printable(" ".join(filter(None, (program.name, program.part))))


def _problems(name: str, problems: tuple[Problem, ...], session: Session) -> Sheet | None:
    if not problems:
        return None
    rows = tuple(
        Row(
            (
                "" if problem.line is None else str(problem.line),
                printable(" ".join(filter(None, (problem.place, problem.read)))),
                printable(session.say(problem.why)),
                printable(session.say(problem.remedy)),
            )
        )
        for problem in problems
    )
    title = session.text(f"cli.money_in.{name}", count=len(rows))
    return Sheet(title, _columns(session, "line", "read", "why", "remedy"), rows)


def _rows(read: MoneyRead, mapping: FinanceMapping, session: Session) -> Sheet | None:
    groups = read.unmatched_rows
    if not groups:
        return None
    title = session.text("cli.money_in.unmatched_rows", count=len(groups))
    if mapping.other_rows is OtherRows.COUNT:
        return Sheet(title, (), ())
    rows = tuple(
        Row(
            (
                str(group.line),
                printable(group.identity.code),
                printable(" ".join(filter(None, (group.identity.name, group.identity.part)))),
                printable(group.identity.account),
                printable(group.identity.department),
            )
        )
        for group in groups
    )
    return Sheet(title, _columns(session, "line", "code", "name", "account", "department"), rows)


def _programs(programs: tuple[BudgetProgram, ...], session: Session) -> Sheet | None:
    if not programs:
        return None
    rows = tuple(Row((program.id, _program(program))) for program in programs)
    title = session.text("cli.money_in.unmatched_programs", count=len(rows))
    return Sheet(title, _columns(session, "id", "program"), rows)


def _notes(read: MoneyRead, session: Session) -> Sheet | None:
    if not read.notes:
        return None
    rows = tuple(Row((str(note.line), printable(note.place), session.say(note.sentence))) for note in read.notes)
    return Sheet(session.text("cli.money_in.notes", count=len(rows)), _columns(session, "line", "place", "note"), rows)
