"""Minutes of a meeting and who was there; or why there will be none."""

from collections import Counter

from django.db import transaction

from monosashi.core.messages import message
from monosashi.office.accounts.refusals import StateForbids
from monosashi.office.accounts.standing import Person
from monosashi.office.entering.acting import sign
from monosashi.office.entering.told import ChangedSince, seen
from monosashi.office.events.recording import record
from monosashi.office.meetings.acting import lock_meeting
from monosashi.office.meetings.models import AgendaItem, Attendance, Meeting, Member
from monosashi.office.meetings.queries import members_on
from monosashi.office.meetings.rows import subject_of_meeting, told_of_minutes
from monosashi.office.meetings.states import AttendanceState, MeetingAct, MeetingMinutes
from monosashi.office.meetings.told import MinutesTold


class NothingSaid(StateForbids):
    """Minutes without a word to any item and without a file are none."""

    def __init__(self) -> None:
        super().__init__(message("meetings.nothing_said"))


class MinutesThere(StateForbids):
    """There are minutes already."""

    def __init__(self) -> None:
        super().__init__(message("meetings.minutes_there"))


@transaction.atomic
def keep_minutes(pk: int, told: MinutesTold, *, based_on: str, by: Person) -> Meeting:
    """Keep what was said to each item and who was there. Raises NotAllowed, MeetingForbids, ChangedSince, NothingSaid."""
    row = lock_meeting(pk, MeetingAct.KEEP_MINUTES, by)
    items, members = tuple(row.items.all()), members_on(row.body_id, row.day)
    now = told_of_minutes(row, items, members)
    if now.plain == told.plain and row.minutes == MeetingMinutes.MADE:
        return row
    if seen(now.plain) != based_on:
        raise ChangedSince(now.plain, row.minutes_by_label or row.changed_by_label)
    if not any(text for _, text in told.said) and not row.papers.filter(item=None, removed_at=None).exists():
        raise NothingSaid
    row.minutes, row.minutes_day, row.inferred, row.minutes_reason = (
        MeetingMinutes.MADE.value,
        told.day,
        told.inferred,
        "",
    )
    _sign(row, by)
    _keep_said(items, told)
    _keep_attendance(row, members, told)
    record(
        "meeting.minutes_kept",
        subject_of_meeting(row),
        by=by.actor,
        before=_recorded(now, items),
        after=_recorded(told, items),
    )
    return row


@transaction.atomic
def make_no_minutes(pk: int, *, reason: str, inferred: bool, by: Person) -> Meeting:
    """There will be no minutes, and why. Raises NotAllowed, MeetingForbids, MinutesThere."""
    row = lock_meeting(pk, MeetingAct.KEEP_MINUTES, by)
    told = (MeetingMinutes.NOT_MADE.value, reason, inferred)
    if told == (row.minutes, row.minutes_reason, row.inferred):
        return row
    if row.minutes == MeetingMinutes.MADE:
        raise MinutesThere
    row.minutes, row.minutes_reason, row.inferred = told
    _sign(row, by)
    after = {"meeting_minutes": row.minutes, "inferred": inferred}
    record("meeting.no_minutes", subject_of_meeting(row), by=by.actor, after=after, why=reason)
    return row


def _keep_said(items: tuple[AgendaItem, ...], told: MinutesTold) -> None:
    said = dict(told.said)
    for item in items:
        if said.get(item.pk, item.said) != item.said:
            AgendaItem.objects.filter(pk=item.pk).update(said=said[item.pk])


def _keep_attendance(row: Meeting, members: tuple[Member, ...], told: MinutesTold) -> None:
    sitting = {member.pk for member in members}
    recorded = {
        pk: seat for pk, seat in told.attendance if pk in sitting and seat.state != AttendanceState.NOT_RECORDED
    }
    row.attendance.filter(member__in=sitting).exclude(member__in=recorded).delete()
    for pk, seat in recorded.items():
        Attendance.objects.update_or_create(
            meeting=row, member_id=pk, defaults={"state": seat.state, "proxy": seat.proxy}
        )


def _recorded(told: MinutesTold, items: tuple[AgendaItem, ...]) -> dict[str, object]:
    """The minutes as an event says them: of attendance how many, never who."""
    titles = {item.pk: f"{item.position} {item.title}" for item in items}
    counted = Counter(seat.state for _, seat in told.attendance)
    return {
        "day": told.day.isoformat(),
        "inferred": told.inferred,
        "said": {titles[pk]: text for pk, text in told.said if text and pk in titles},
        **{state.value: counted[state.value] for state in AttendanceState},
    }


def _sign(row: Meeting, by: Person) -> None:
    row.minutes_by_label = by.actor.label
    sign(row, by)
    row.save()
