"""Rows of bodies, meetings and decisions, in a fixed number of queries however many there are."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any, TypeVar

from django.db.models import Count, F, Max, Model, Prefetch, Q, QuerySet

from monosashi.office.accounts.register import with_predecessors
from monosashi.office.accounts.written_once import Columns, Parameter
from monosashi.office.meetings.models import AgendaItem, Attendance, Body, Meeting, MeetingDecision, Member, Paper
from monosashi.office.meetings.states import (
    GOING_ON,
    MINUTES_WITHIN,
    MeetingDecisionState,
    MeetingMinutes,
    MeetingState,
    days_without_minutes,
    is_overdue,
)

Row = TypeVar("Row", bound=Model)


_COMING = Columns(
    lambda: (
        Meeting.objects.filter(state=MeetingState.PLANNED, day__gte=Parameter("day"))
        .order_by("day", "begins", "pk")
        .values_list("pk")
    )
)


class NoSuchMeeting(LookupError):
    """There is no such body, meeting, item, paper or decision."""


@dataclass(frozen=True, slots=True)
class Outline:
    """A meeting of a list: how many items it has, how many decisions came of it, how many of them are not followed up yet.

    `without_minutes` counts the days for which minutes have been missing, None where they are not.
    """

    meeting: Meeting
    items: int
    decisions: int
    going_on: int
    without_minutes: int | None


def bodies() -> "QuerySet[Body]":
    """All bodies by name. One query when it is read."""
    return Body.objects.select_related("part_of")


def one_body(pk: int) -> Body:
    """One body. One query. Raises NoSuchMeeting."""
    return _one(bodies(), pk)


def meetings() -> "QuerySet[Meeting]":
    """All meetings with body, plan and round, the newest first."""
    return Meeting.objects.select_related("body__part_of", "plan", "round__plan")


def one_meeting(pk: int) -> Meeting:
    """One meeting. One query. Raises NoSuchMeeting."""
    return _one(meetings(), pk)


def one_item(meeting: int, pk: int) -> AgendaItem:
    """One item of a meeting, with its measures. Two queries. Raises NoSuchMeeting."""
    return _one(AgendaItem.objects.filter(meeting=meeting).prefetch_related("measures"), pk)


def outlines(today: date, of: "QuerySet[Meeting] | None" = None) -> tuple[Outline, ...]:
    """Meetings as lists show them, the newest first. One query."""
    rows = (meetings() if of is None else of).annotate(
        item_count=Count("items", distinct=True),
        decision_count=Count("items__decisions", distinct=True),
        going_on_count=Count("items__decisions", filter=Q(items__decisions__state__in=GOING_ON), distinct=True),
    )
    return tuple(
        Outline(
            row,
            row.item_count,
            row.decision_count,
            row.going_on_count,
            days_without_minutes(row.state, row.minutes, row.day, today),
        )
        for row in rows.order_by("-day", "-pk")
    )


def next_meetings(today: date, most: int) -> tuple[Meeting, ...]:
    """The first of those that are planned for today or later, the next one first. Two queries, a short one where none comes."""
    keys = [pk for (pk,) in _COMING(day=today)[:most]]
    return tuple(meetings().filter(pk__in=keys).order_by("day", "begins", "pk")) if keys else ()


def items_about(plan: str | Parameter, node: str | Parameter) -> "QuerySet[AgendaItem]":
    """The items under which a node was discussed or decided about."""
    about = Q(measures__node=node) | Q(decisions__measures__node=node)
    return AgendaItem.objects.filter(about, meeting__plan=plan).distinct()


def count_missing_minutes(today: date) -> int:
    """How many meetings lack their minutes. One short query."""
    return len(_without_minutes(today))


def missing_minutes(today: date) -> tuple[Meeting, ...]:
    """The meetings whose minutes are missing, the oldest first. Two queries, a short one where they are all there."""
    keys = _without_minutes(today)
    return tuple(meetings().filter(pk__in=keys).order_by("day", "pk")) if keys else ()


def lacking_minutes() -> "QuerySet[Meeting, tuple[Any, ...]]":
    """The keys of the meetings whose minutes are missing on a day, which is its parameter `day`."""
    late = Parameter("day", lambda day: day - timedelta(days=MINUTES_WITHIN))
    rows = Meeting.objects.filter(state=MeetingState.HELD, minutes=MeetingMinutes.NONE, day__lte=late)
    return rows.values_list("pk")


_LACKING = Columns(lacking_minutes)


def _without_minutes(today: date) -> list[int]:
    return [pk for (pk,) in _LACKING(day=today)]


def items_of(meeting: int) -> tuple[AgendaItem, ...]:
    """The agenda with measures, papers, what it looks at again, and what was decided. Eight queries."""
    reviewed = Prefetch("reviews__decision", decisions())
    papers = Prefetch("papers", Paper.objects.filter(removed_at=None))
    of_meeting = AgendaItem.objects.filter(meeting=meeting).select_related("carried_from__meeting__body")
    return tuple(of_meeting.prefetch_related("measures", papers, "reviews", reviewed))


def decisions() -> "QuerySet[MeetingDecision]":
    """All decisions with their meeting, departments and measures. Three queries when they are read."""
    rows = MeetingDecision.objects.select_related("item__meeting__body__part_of", "item__meeting__plan")
    return rows.prefetch_related("departments", "measures")


def one_decision(meeting: int, pk: int) -> MeetingDecision:
    """One decision of a meeting. Three queries. Raises NoSuchMeeting."""
    return _one(decisions().filter(item__meeting=meeting), pk)


def open_decisions() -> "QuerySet[MeetingDecision]":
    """Those that are not followed up yet, the most pressing first; those due by no day at the end."""
    return decisions().filter(state__in=GOING_ON).order_by(F("due").asc(nulls_last=True), "pk")


def before(meeting_of: int, day: date) -> "QuerySet[MeetingDecision]":
    """The decisions of a body's meetings up to a day that are not followed up yet: its next meeting looks at them again."""
    return open_decisions().filter(item__meeting__body=meeting_of, item__meeting__day__lte=day)


def of_departments(rows: Iterable[MeetingDecision], codes: Iterable[str], today: date) -> tuple[MeetingDecision, ...]:
    """Of decisions those that these departments bear on a day. One query."""
    own = with_predecessors(codes, today)
    return tuple(row for row in rows if any(each.code in own for each in row.departments.all()))


def overdue(rows: Iterable[MeetingDecision], today: date) -> tuple[MeetingDecision, ...]:
    """Of decisions those on which nobody has reported in time."""
    return tuple(row for row in rows if is_overdue(row.state, row.due, today))


def count_overdue(today: date) -> int:
    """How many decisions nobody has reported on in time. One query."""
    return MeetingDecision.objects.filter(state=MeetingDecisionState.OPEN, due__lt=today).count()


def papers_of_minutes(meeting: int) -> tuple[Paper, ...]:
    """The files of the minutes. One query."""
    return tuple(Paper.objects.filter(meeting=meeting, item=None, removed_at=None))


def one_paper(meeting: int, pk: int) -> Paper:
    """A file that was not taken off. One query. Raises NoSuchMeeting."""
    return _one(Paper.objects.filter(meeting=meeting, removed_at=None), pk)


def members_of(body: int) -> "QuerySet[Member]":
    """All seats of a body that ever were, in the order in which they were entered."""
    return Member.objects.filter(body=body).select_related("staff")


def members_on(body: int, day: date) -> tuple[Member, ...]:
    """Who sits in a body on a day: those who lead it first. One query."""
    order = ("chair", "vice_chair", "member")
    begun = Q(since=None) | Q(since__lte=day)
    sitting = members_of(body).filter(begun & (Q(until=None) | Q(until__gte=day)))
    return tuple(sorted(sitting, key=lambda member: (order.index(member.role), member.pk)))


def attendance_of(meeting: int) -> dict[int, Attendance]:
    """What was recorded, by member. One query."""
    return {row.member_id: row for row in Attendance.objects.filter(meeting=meeting).select_related("member")}


def next_number(body: int, fiscal_year: int) -> int:
    """The number of the next meeting of a fiscal year: one more than the highest. One query."""
    last = Meeting.objects.filter(body=body, fiscal_year=fiscal_year).aggregate(last=Max("number"))["last"]
    return int(last or 0) + 1


def last_before(meeting: Meeting) -> Meeting | None:
    """The meeting of the same body before this one that was held, None for the first. One query."""
    earlier = meetings().filter(body=meeting.body_id, day__lte=meeting.day, state=MeetingState.HELD)
    return earlier.exclude(pk=meeting.pk).first()


def _one(rows: "QuerySet[Row]", pk: int) -> Row:
    row = rows.filter(pk=pk).first()
    if row is None:
        raise NoSuchMeeting(pk)
    return row
