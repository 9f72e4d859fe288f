"""What other pages show of cases: a measure's, a department's, the first page."""

from collections.abc import Iterator, Mapping
from typing import Any

from django.db.models import QuerySet
from django.http import HttpRequest
from django.utils import timezone

from monosashi.core.messages import Message, message
from monosashi.core.tree import Node
from monosashi.office.accounts.access import person_in, standing_in
from monosashi.office.accounts.permissions import TABLE, Permission, Place, may
from monosashi.office.accounts.standing import Person
from monosashi.office.accounts.written_once import Parameter
from monosashi.office.answering.beside import Task, Tasks
from monosashi.office.investments.acting import may_act
from monosashi.office.investments.models import Case
from monosashi.office.investments.queries import (
    CaseNow,
    cases_of_department,
    cases_of_measure,
    cases_waiting,
    keys_waiting,
    place_of_condition,
    rows_of_measure,
)
from monosashi.office.investments.shown import STATE_LOOKS, address
from monosashi.office.investments.states import (
    OPEN_TO_CHANGE,
    InvestmentAct,
    InvestmentConditionState,
    InvestmentState,
)
from monosashi.office.plans.beside import BesideMeasure
from monosashi.office.plans.year.in_year import InYear
from monosashi.office.rounds.acting import own_departments
from monosashi.office.ui.addresses import address_of
from monosashi.office.ui.dates import day_text
from monosashi.wording import word


def investments_of_measure(request: HttpRequest, year: InYear, node: Node) -> Mapping[str, Any]:  # noqa: ARG001 -- the page's contract
    """The cases that belong to a measure. Not asked where there are none."""
    return {"investments": _lines(cases_of_measure(year.plan.id, node.id, timezone.localdate()))}


def investments_of_department(request: HttpRequest, year: InYear, code: str) -> Mapping[str, Any]:
    """The cases that are a department's. One query where the plan has none."""
    if year.past is not None:
        return {}
    proposes = may(standing_in(request), Permission.PROPOSE_INVESTMENT, Place(year.plan.id, frozenset({code})))
    return {
        "investments": _lines(cases_of_department(year.plan.id, code, timezone.localdate())),
        "investment_new": address_of("investments:new", year.plan.id, code) if proposes else "",
    }


def tasks_of_investments(request: HttpRequest) -> Iterator[Task]:
    """What one has to do about cases. Not asked where nothing waits for anybody."""
    by = person_in(request)
    roles = {*TABLE[Permission.PROPOSE_INVESTMENT], *TABLE[Permission.EXAMINE_INVESTMENT]}
    if not any(given.role in roles for given in by.standing.given):
        return
    for now in cases_waiting(timezone.localdate()):
        yield from _of_case(now, by)
        yield from _of_conditions(now, by)


def _of_case(now: CaseNow, by: Person) -> Iterator[Task]:
    if now.state in OPEN_TO_CHANGE and _is_own(now, by):
        note = now.newest.reason if now.newest and now.state is InvestmentState.RETURNED else ""
        signed = now.newest.made_by_label if now.newest and note else ""
        yield _task(now, word(now.state), "investments.task.go_on", note=note, noted_by=signed)
    if now.state is InvestmentState.EXAMINING and may_act(now.row, InvestmentAct.EXAMINE, by):
        yield _task(now, message("investments.task.to_examine"), "investments.task.examine")
    if not now.is_due:
        return
    if may_act(now.row, InvestmentAct.VERIFY, by):
        yield _task(now, message("investments.task.to_verify"), "investments.task.verify", look="look")
    elif _is_own(now, by):
        yield _task(now, message("investments.task.to_verify"), "investments.task.tell", look="look")


def _of_conditions(now: CaseNow, by: Person) -> Iterator[Task]:
    for row in now.conditions:
        place = place_of_condition(row, now.day)
        own = bool((place.departments or frozenset()) & own_departments(by))
        if (
            row.state == InvestmentConditionState.OPEN
            and own
            and may(by.standing, Permission.PROPOSE_INVESTMENT, place)
        ):
            yield Task(
                look="stop" if row.due < now.day else "look",
                state=message("investments.task.condition"),
                name=row.text,
                address=address_of("investments:condition-report", row.pk),
                button=message("investments.task.report"),
                about=(now.row.title, message("investments.due", day=day_text(row.due))),
                note=row.note,
            )
        if (
            row.state == InvestmentConditionState.REPORTED
            and not own
            and may(by.standing, Permission.EXAMINE_INVESTMENT, place)
        ):
            yield _task(now, message("investments.task.condition_reported"), "investments.task.look")


def _task(now: CaseNow, state: Message, button: str, *, look: str = "", note: str = "", noted_by: str = "") -> Task:
    return Task(
        look=look or STATE_LOOKS[now.state],
        state=state,
        name=now.row.title,
        address=address(now),
        button=message(button),
        about=(now.department, message("ui.fiscal_year", year=now.row.fiscal_year)),
        note=note,
        noted_by=noted_by,
    )


def _is_own(now: CaseNow, by: Person) -> bool:
    return bool(now.codes & own_departments(by)) and may(by.standing, Permission.PROPOSE_INVESTMENT, now.place)


def _lines(every: tuple[CaseNow, ...]) -> tuple[tuple[CaseNow, str, str], ...]:
    return tuple((now, STATE_LOOKS[now.state], address(now)) for now in every)


def _rows_of_measure() -> "QuerySet[Case]":
    """Whether there are any."""
    return rows_of_measure(Parameter("plan"), Parameter("node"))


ON_MEASURE = BesideMeasure(investments_of_measure, asks=_rows_of_measure)
ON_HOME = Tasks(tasks_of_investments, asks=keys_waiting)
