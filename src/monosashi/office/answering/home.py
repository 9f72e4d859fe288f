"""What the first page shows of rounds: the sheets of one's departments, the days of the round, tasks of other apps."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from typing import Any

from django.http import HttpRequest
from django.utils import timezone

from monosashi.core.messages import Message, message
from monosashi.office.accounts.access import standing_in
from monosashi.office.accounts.models import Department
from monosashi.office.accounts.permissions import Permission, Place, Standing, may
from monosashi.office.accounts.register import successors_of, with_predecessors
from monosashi.office.answering.beside import Task, tasks_of_others
from monosashi.office.answering.days import due_text
from monosashi.office.answering.own_sheets import OwnSheet, own_sheets
from monosashi.office.plans.lists.own_work import OwnMeasure, OwnPlan, departments_of_person
from monosashi.office.rounds.looks import LOOKS
from monosashi.office.rounds.models import Round, Sheet, SheetDepartment
from monosashi.office.rounds.queries import name_of, rounds_going_on
from monosashi.office.rounds.states import IN, WITH_ANSWERERS, RoundState, SheetState
from monosashi.office.ui.addresses import address_of
from monosashi.office.ui.dates import moment_text
from monosashi.wording import word

_ORDER = (SheetState.RETURNED, SheetState.DRAFTING, SheetState.UNANSWERED)


@dataclass(frozen=True, slots=True)
class Day:
    """One day of a round, as it is read. `look` is past, now or ""."""

    day: str
    said: Message
    look: str


@dataclass(frozen=True, slots=True)
class OwnRound:
    """A round in which one's departments answer."""

    name: Message
    address: str
    days: tuple[Day, ...]


def rounds_on_home(request: HttpRequest, own: tuple[OwnPlan, ...]) -> Mapping[str, Any]:
    """Tasks and days. Measures that a running round asks about stand there alone: the plan's own list leaves them out."""
    standing, today = standing_in(request), timezone.localdate()
    departments = departments_of_person(standing)
    running = rounds_going_on()
    sheets = own_sheets(with_predecessors(departments, today), running) if departments and running else ()
    mine = tuple(_answered_by(standing, sheets, today))
    tasks = (*_tasks([each for each, done in mine if not done], today), *tasks_of_others(request))
    if not sheets and not tasks:
        return {}
    covered = {(each.round.plan_id, each.round.fiscal_year, each.sheet.node) for each in sheets}
    states = _states(running, own) if own and running else {}
    plans = tuple(_told_by_rounds(each, states) for each in own)
    return {
        "round_tasks": tasks,
        "own_rounds": tuple(_round(held, sheets, today) for held in _asked_in(sheets)),
        "round_departments": _papers(departments) if sheets else (),
        "own": plans,
        "open": tuple(one for each in plans for one in each.to_enter if _key(one) not in covered),
        **({"lead": tuple(_lead([each for each, _ in mine] or sheets, today, answers=bool(mine)))} if sheets else {}),
    }


def _papers(departments: frozenset[str]) -> tuple[tuple[str, str], ...]:
    """The hand-over papers of one's departments: name and address. One query."""
    rows = Department.objects.filter(code__in=departments).values_list("code", "name")
    return tuple((name, address_of("answering:handover", code)) for code, name in rows)


def _answered_by(standing: Standing, sheets: Iterable[OwnSheet], today: date) -> Iterator[tuple[OwnSheet, bool]]:
    """The sheets for which this person answers, and whether all their parts were marked done. One query."""
    every = tuple(sheets)
    now = successors_of({code for each in every for code in each.parts.every}, today)
    for each in every:
        plan = each.round.plan_id
        own = [
            row
            for row in each.sheet.departments.all()
            if may(standing, Permission.ANSWER_SHEET, Place(plan, now[row.code]))
        ]
        if own:
            marked = all(row.done_at is not None for row in own)
            yield each, marked and each.state is not SheetState.RETURNED and not _leads(own)


def _leads(rows: Iterable[SheetDepartment]) -> bool:
    """Whether one of these departments leads: then the sheet is theirs until it is handed on."""
    return any(row.part == "lead" for row in rows)


def _asked_in(sheets: Iterable[OwnSheet]) -> tuple[Round, ...]:
    return tuple({each.round.pk: each.round for each in sheets}.values())


def _key(one: OwnMeasure) -> tuple[str, int, str]:
    return one.year.plan.id, one.year.fiscal_year, one.row.node.id


def _states(running: Iterable[Round], own: Iterable[OwnPlan]) -> Mapping[tuple[str, int, str], SheetState]:
    """The state of the sheets of these measures, by plan, year and measure, also of those on which one does not answer. One query."""
    nodes = {one.row.node.id for plan in own for one in plan.measures}
    rows = Sheet.objects.filter(round__in=[held.pk for held in running], node__in=nodes).order_by("round")
    told = rows.values_list("round__plan", "round__fiscal_year", "node", "state")
    return {(plan, year, node): SheetState(state) for plan, year, node, state in told}


def _told_by_rounds(plan: OwnPlan, states: Mapping[tuple[str, int, str], SheetState]) -> OwnPlan:
    """The plan's measures with the state of their sheet."""
    return replace(plan, measures=tuple(_with_state(one, states.get(_key(one))) for one in plan.measures))


def _with_state(one: OwnMeasure, state: SheetState | None) -> OwnMeasure:
    return one if state is None else replace(one, state=word(state), look=LOOKS[state])


def _lead(mine: Sequence[OwnSheet], today: date, *, answers: bool) -> Iterator[Message]:
    """How far each round is in one's departments. `answers`: this person answers for them, else somebody else there does."""
    for held in _asked_in(mine):
        own = [each for each in mine if each.round.pk == held.pk]
        asked = [each for each in own if each.state is not SheetState.LEFT_OUT]
        waiting = sum(each.state is SheetState.AWAITING_CONFIRMATION for each in asked)
        sent = sum(each.state in IN for each in asked)
        due = _due(asked, held)
        kind = _BY_STATE.get(RoundState(held.state)) or _kind(due, today)
        left = len(asked) - sent - waiting
        kind = kind if answers else "reader_late" if left and kind == "late" else "reader"
        yield message(
            f"answering.home.lead.{kind}",
            name=name_of(held),
            plan=held.plan.name,
            due=due_text(due),
            days=abs((due - today).days),
            count=len(asked),
            sent=sent,
            waiting=waiting,
            open=left,
        )


_BY_STATE = {RoundState.PREPARING: "preparing", RoundState.COMPILING: "compiling"}


def _due(asked: Iterable[OwnSheet], held: Round) -> date:
    """The day that comes first of those until which something is still to be answered; nothing is: the last of all."""
    every = tuple(asked)
    left = min((each.due for each in every if each.state in WITH_ANSWERERS), default=None)
    return left or max((each.due for each in every), default=held.deadline)


def _kind(due: date, today: date) -> str:
    if due == today:
        return "today"
    return "ahead" if due > today else "late"


def _tasks(mine: list[OwnSheet], today: date) -> Iterator[Task]:
    open_sheets = [each for each in mine if each.state in WITH_ANSWERERS and each.round.state != RoundState.COMPILING]
    returned = [each for each in mine if each.state is SheetState.RETURNED and each not in open_sheets]
    every = [*open_sheets, *returned]
    for each in sorted(every, key=lambda one: (_ORDER.index(one.state), one.due, one.round.pk, one.sheet.position)):
        yield _task(each, today)


def _task(own: OwnSheet, today: date) -> Task:
    sheet, kind = own.sheet, own.state.value
    return Task(
        look=LOOKS[own.state],
        state=word(own.state),
        name=own.title,
        address=address_of("answering:sheet", sheet.round_id, sheet.node),
        button=message(f"answering.home.go.{kind}"),
        about=tuple(_about(own, today)),
        says=tuple(_says(own)),
        note=sheet.note if own.state is SheetState.RETURNED else "",
        noted_by=f"{sheet.noted_by_label} {moment_text(sheet.since)}" if sheet.note else "",
    )


def _about(own: OwnSheet, today: date) -> Iterator[Message | str]:
    yield from own.department_names
    yield message(
        "answering.home.due" if own.due >= today else "answering.home.over",
        due=due_text(own.due),
        days=abs((own.due - today).days),
    )
    if own.last is not None:
        yield message("answering.home.saved", when=moment_text(own.last.at), who=own.last.by)


def _says(own: OwnSheet) -> Iterator[Message | str]:
    owed = own.owed
    if own.state is SheetState.UNANSWERED:
        yield message("answering.home.to_answer", count=len(owed.lacks))
        return
    if owed.faults:
        yield message("answering.home.faults", count=len(owed.faults))
    if owed.lacks:
        yield message("answering.home.lacks", count=len(owed.lacks), names=tuple(lack.said for lack in owed.lacks))
    elif not owed.faults:
        sent_back = own.state is SheetState.RETURNED and own.sheet.note
        yield message("answering.home.sent_back" if sent_back else "answering.home.ready")


def _round(held: Round, sheets: Iterable[OwnSheet], today: date) -> OwnRound:
    own = sorted({each.due for each in sheets if each.round.pk == held.pk}) or [held.deadline]
    days = [(held.deadline, "answering.days.deadline")]
    if held.opened_at is not None:
        days.append((timezone.localdate(held.opened_at), "answering.days.opened"))
    days += [(day, "answering.days.own_deadline") for day in own if day != held.deadline]
    if held.papers_due is not None:
        days.append((held.papers_due, "answering.days.papers"))
    return OwnRound(
        name_of(held),
        address_of("compiling:board", held.pk),
        tuple(Day(due_text(day), message(said), _look(day, own, today)) for day, said in sorted(days)),
    )


def _look(day: date, own: Sequence[date], today: date) -> str:
    if day < today:
        return "past"
    return "now" if day in own else ""
