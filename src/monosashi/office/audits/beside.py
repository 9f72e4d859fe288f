"""What other pages show of audits: a measure's, a department's, the first page."""

from collections.abc import Iterable, Iterator, Mapping
from typing import Any

from django.db.models import QuerySet
from django.http import HttpRequest
from django.utils import timezone

from monosashi.core.messages import Message, message
from monosashi.core.tree import Node
from monosashi.office.accounts.access import person_in
from monosashi.office.accounts.permissions import TABLE, Permission, Place, may
from monosashi.office.accounts.standing import Person
from monosashi.office.accounts.written_once import Parameter
from monosashi.office.answering.beside import Task, Tasks
from monosashi.office.answering.days import due_text
from monosashi.office.audits.models import AuditResult
from monosashi.office.audits.pages import ShownAction, shown_action
from monosashi.office.audits.queries import (
    AuditNow,
    PartNow,
    ResultNow,
    audits_asking,
    requests_of_answers,
    results_of,
    results_on,
    rows_on,
)
from monosashi.office.audits.shown import STATE_LOOKS
from monosashi.office.audits.states import OWED, AuditResultState
from monosashi.office.plans.beside import BesideMeasure
from monosashi.office.plans.year.in_year import InYear
from monosashi.office.rounds.acting import own_departments
from monosashi.office.ui.addresses import address_of
from monosashi.office.ui.dates import moment_text
from monosashi.office.ui.language import spoken
from monosashi.wording import word

Shown = tuple[AuditNow, ResultNow, tuple[tuple[PartNow, str, ShownAction | None], ...]]
_FEW = 3
"""Answers owed to one audit that the first page names one by one."""


def results_of_measure(request: HttpRequest, year: InYear, node: Node) -> Mapping[str, Any]:  # noqa: ARG001 -- the page's contract
    """What audits said of a measure, with what is done. Not asked where they said nothing."""
    return {"audit_results": tuple(map(_shown, results_on(year.plan.id, node.id, timezone.localdate())))}


def results_of_department(request: HttpRequest, year: InYear, code: str) -> Mapping[str, Any]:  # noqa: ARG001 -- as above
    """What a department still has to do about audits. Three queries where that is nothing."""
    if year.past is not None:
        return {}
    found = results_of(year.plan.id, code, timezone.localdate())
    left = [(now, result) for now, result in found if not all(p.is_over for p in result.parts if code in p.codes)]
    return {"audit_results": tuple(map(_shown, left)), "audit_results_all": len(found)}


def tasks_of_audits(request: HttpRequest) -> Iterator[Task]:
    """What one has to answer, and what the coordinating office has to check. Not asked where nothing was asked of anybody."""
    by = person_in(request)
    roles = {*TABLE[Permission.ANSWER_AUDIT], *TABLE[Permission.ACCEPT_ANSWER]}
    if not any(given.role in roles for given in by.standing.given):
        return
    for now in audits_asking(timezone.localdate()):
        yield from _to_answer(now, by)
        yield from _to_check(now, by)


def _to_answer(now: AuditNow, by: Person) -> Iterator[Task]:
    owed = [
        (result, part)
        for result, part in now.parts
        if part.state in OWED and may(by.standing, Permission.ANSWER_AUDIT, Place(now.row.plan_id, part.codes))
    ]
    returned = [each for each in owed if each[1].state is AuditResultState.RETURNED]
    fresh = [each for each in owed if each[1].state is not AuditResultState.RETURNED]
    for result, part in (*returned, *(fresh if len(fresh) <= _FEW else ())):
        yield _one(now, result, part)
    if len(fresh) > _FEW:
        yield Task(
            look="look" if now.is_late else "none",
            state=word(AuditResultState.UNANSWERED),
            name=spoken(now.name),
            address=f"{address_of('audits:audit', now.row.pk)}?state={AuditResultState.UNANSWERED.value}",
            button=message("audits.task.look"),
            about=tuple(_due(now)),
            says=(message("audits.task.several", count=len(fresh)),),
        )


def _one(now: AuditNow, result: ResultNow, part: PartNow) -> Task:
    newest = part.newest
    returned = newest is not None and part.state is AuditResultState.RETURNED
    return Task(
        look=STATE_LOOKS[part.state] if not now.is_late else "look",
        state=word(part.state),
        name=f"{spoken(result.label)} {result.row.title}",
        address=address_of("audits:answer", part.row.pk),
        button=message("audits.task.answer"),
        about=(part.name, now.name, *_due(now)),
        note=newest.note if newest and returned else "",
        noted_by=f"{newest.decided_by_label} {moment_text(newest.decided_at)}"
        if newest and returned and newest.decided_at
        else "",
    )


def _to_check(now: AuditNow, by: Person) -> Iterator[Task]:
    own = own_departments(by)
    waiting = [
        part
        for _, part in now.parts
        if part.state is AuditResultState.ANSWERED
        and not part.codes & own
        and may(by.standing, Permission.ACCEPT_ANSWER, Place(now.row.plan_id, part.codes))
    ]
    if waiting:
        yield Task(
            look="wait",
            state=message("audits.task.to_check"),
            name=spoken(now.name),
            address=f"{address_of('audits:audit', now.row.pk)}?state={AuditResultState.ANSWERED.value}",
            button=message("audits.task.look"),
            says=(message("audits.task.check", count=len(waiting)),),
        )


def _due(now: AuditNow) -> Iterable[Message]:
    if now.request is not None:
        yield message("audits.task.late" if now.is_late else "audits.task.due", day=due_text(now.request.due))


def _shown(found: tuple[AuditNow, ResultNow]) -> Shown:
    now, result = found
    parts = tuple(
        (part, STATE_LOOKS[part.state], shown_action(part.accepted or part.newest) if part.newest else None)
        for part in result.parts
    )
    return now, result, tuple((p, look, said) for p, look, said in parts)


def _rows_of_measure() -> "QuerySet[AuditResult]":
    """Whether there are any."""
    return rows_on(Parameter("plan"), Parameter("node"))


ON_MEASURE = BesideMeasure(results_of_measure, asks=_rows_of_measure)
ON_HOME = Tasks(tasks_of_audits, asks=requests_of_answers)
