"""What the first page shows of meetings: decisions to report on, what waits for the coordinating office, the meetings that come."""

from collections.abc import Iterator, Mapping
from typing import Any

from django.http import HttpRequest
from django.utils import timezone

from monosashi.core.messages import Message, message
from monosashi.office.accounts.access import standing_in
from monosashi.office.accounts.permissions import TABLE, Permission, Place, Role, may
from monosashi.office.answering.beside import Task, Tasks
from monosashi.office.meetings.acting import place_of_decision
from monosashi.office.meetings.models import MeetingDecision
from monosashi.office.meetings.queries import (
    lacking_minutes,
    missing_minutes,
    next_meetings,
    of_departments,
    open_decisions,
    overdue,
)
from monosashi.office.meetings.shown import ShownDecision, address_of_meeting, minutes_text, name_of, shown, when
from monosashi.office.meetings.states import MeetingDecisionState
from monosashi.office.plans.lists.own_work import OwnPlan, departments_of_person
from monosashi.office.ui.addresses import address_of
from monosashi.office.ui.language import spoken

_SHOWN = 5
"""Meetings that the first page names."""


def coming_on_home(request: HttpRequest, own: tuple[OwnPlan, ...]) -> Mapping[str, Any]:  # noqa: ARG001 -- the page's contract
    """The next meetings. Two queries, one where none comes."""
    rows = next_meetings(timezone.localdate(), _SHOWN)
    return {"coming_meetings": tuple((when(row), name_of(row), address_of_meeting(row), row.place) for row in rows)}


def tasks_of_decisions(request: HttpRequest) -> Iterator[Task]:
    """What one's own departments are to report on. Four queries, none for whoever reports for no department."""
    standing, today = standing_in(request), timezone.localdate()
    own = departments_of_person(standing)
    if not own or not any(given.role is Role.DEPARTMENT_EDITOR for given in standing.given):
        return
    rows = open_decisions().filter(state=MeetingDecisionState.OPEN)
    mine = (row for row in of_departments(rows, own, today) if _reports(request, row))
    for each in shown(mine, today):
        yield Task(
            look=each.look,
            state=each.state,
            name=each.row.text,
            address=each.address,
            button=message("meetings.report"),
            about=(each.meeting.name, *_due(each)),
            note=each.row.note,
            noted_by=each.row.noted_by_label,
        )


def tasks_of_following_up(request: HttpRequest) -> Iterator[Task]:
    """What waits for the coordinating office of decisions: those that are late or reported on. Six queries."""
    standing, today = standing_in(request), timezone.localdate()
    if not _keeps_any(request):
        return
    rows = [row for row in open_decisions() if _keeps(request, row.item.meeting.plan_id)]
    reported = [row for row in rows if row.state == MeetingDecisionState.REPORTED and row.reported_by != standing.staff]
    late = overdue(rows, today)
    if reported:
        yield _counted("reported", "wait", message("meetings.home.reported", count=len(reported)))
    if late:
        yield _counted("overdue", "stop", message("meetings.home.overdue", count=len(late)))


def tasks_of_minutes(request: HttpRequest) -> Iterator[Task]:
    """The minutes that the coordinating office has to write. Two queries, none for whoever keeps no meetings."""
    today = timezone.localdate()
    for row in missing_minutes(today) if _keeps_any(request) else ():
        if _keeps(request, row.plan_id):
            yield Task(
                look="stop",
                state=message("meetings.home.no_minutes"),
                name=spoken(name_of(row)),
                address=f"{address_of_meeting(row)}#minutes",
                button=message("meetings.keep_minutes"),
                says=(minutes_text(row, today),),
            )


def _keeps_any(request: HttpRequest) -> bool:
    return any(given.role in TABLE[Permission.KEEP_MEETINGS] for given in standing_in(request).given)


def _keeps(request: HttpRequest, plan: str) -> bool:
    return may(standing_in(request), Permission.KEEP_MEETINGS, Place(plan))


def _counted(state: str, look: str, said: Message) -> Task:
    """The way to the list of decisions, narrowed to those that it counts."""
    return Task(
        look=look,
        state=message("meetings.home.decisions"),
        name=spoken(said),
        address=f"{address_of('meetings:decisions')}?state={state}",
        button=message("meetings.home.look"),
    )


def _reports(request: HttpRequest, row: MeetingDecision) -> bool:
    return may(standing_in(request), Permission.REPORT_ON_DECISION, place_of_decision(row))


def _due(each: ShownDecision) -> tuple[Message, ...]:
    if not each.due:
        return (message("meetings.no_due"),)
    if each.days_over is None:
        return (message("meetings.home.due", due=each.due),)
    return (message("meetings.home.over", due=each.due, days=each.days_over),)


ON_HOME = (
    Tasks(tasks_of_decisions, asks=open_decisions),
    Tasks(tasks_of_following_up, asks=open_decisions),
    Tasks(tasks_of_minutes, asks=lacking_minutes),
)
