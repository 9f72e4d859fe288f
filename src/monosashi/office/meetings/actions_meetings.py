"""Meetings: planned, changed, held, cancelled and planned again."""

from collections.abc import Collection
from datetime import date

from django.db import transaction
from django.utils import timezone

from monosashi.core.fiscal_years import fiscal_year_on
from monosashi.core.messages import message
from monosashi.office.accounts.permissions import Permission, Place, check
from monosashi.office.accounts.refusals import StateForbids
from monosashi.office.accounts.standing import Person
from monosashi.office.entering.acting import GoneMeanwhile, sign, signed
from monosashi.office.entering.told import is_news, new_token
from monosashi.office.events.locking import locked
from monosashi.office.events.recording import record
from monosashi.office.meetings.acting import lock_meeting
from monosashi.office.meetings.models import AgendaItem, Body, ItemReview, Meeting
from monosashi.office.meetings.queries import before, next_number
from monosashi.office.meetings.rows import recorded_meeting, subject_of_meeting, told_of_meeting
from monosashi.office.meetings.states import AgendaKind, MeetingAct, MeetingMinutes, MeetingState, meeting_after
from monosashi.office.meetings.told import MeetingTold
from monosashi.office.ui.language import spoken


class NumberTaken(StateForbids):
    """The body has a meeting with this number in the fiscal year already."""

    def __init__(self, told: MeetingTold, free: int) -> None:
        year = fiscal_year_on(told.day)
        super().__init__(message("meetings.number_taken", year=year, number=told.number, free=free))


class BodyOutOfUse(StateForbids):
    """No meeting is planned of a body that is out of use."""

    def __init__(self, name: str) -> None:
        super().__init__(message("meetings.body_out_of_use", name=name))


class StillToCome(StateForbids):
    """A meeting cannot have been held on a day that is still to come."""

    def __init__(self) -> None:
        super().__init__(message("meetings.still_to_come"))


@transaction.atomic
def plan_meeting(body: int, told: MeetingTold, *, token: str, looks_again: Collection[int] = (), by: Person) -> Meeting:
    """Plan a meeting, its number proposed where none was told. Sent twice, it is planned once.

    `looks_again` are decisions of earlier meetings: they become its first item. Raises NotAllowed, GoneMeanwhile, BodyOutOfUse,
    NumberTaken.
    """
    check(by.standing, Permission.KEEP_MEETINGS, Place(told.plan))
    of = _body(body)
    made = Meeting.objects.filter(token=token).first()
    if made is not None:
        return made
    if of.out_of_use_since is not None:
        raise BodyOutOfUse(of.name)
    row = _kept(
        Meeting(token=token, body=of, state=MeetingState.PLANNED.value, minutes=MeetingMinutes.NONE.value), told, by
    )
    record("meeting.planned", subject_of_meeting(row), by=by.actor, after=recorded_meeting(told_of_meeting(row)))
    _look_again(row, looks_again, by)
    return row


@transaction.atomic
def change_meeting(pk: int, told: MeetingTold, *, based_on: str, by: Person) -> Meeting:
    """Change day, place, number or what it looks at. Raises NotAllowed (of either plan), MeetingForbids, ChangedSince, NumberTaken."""
    row = _locked_behind_body(pk, MeetingAct.CHANGE, by)
    check(by.standing, Permission.KEEP_MEETINGS, Place(told.plan))
    now = told_of_meeting(row)
    if is_news(now, told, based_on, row.changed_by_label):
        _kept(row, told, by)
        after = recorded_meeting(told_of_meeting(row))
        record("meeting.changed", subject_of_meeting(row), by=by.actor, before=recorded_meeting(now), after=after)
    return row


@transaction.atomic
def hold(pk: int, *, by: Person) -> Meeting:
    """It was held. Done twice it is done once. Raises NotAllowed, GoneMeanwhile, MeetingForbids, StillToCome."""
    row = _in_state(pk, MeetingState.HELD, by) or lock_meeting(pk, MeetingAct.HOLD, by)
    if row.state == MeetingState.HELD:
        return row
    if row.day > timezone.localdate():
        raise StillToCome
    return _moved(row, MeetingAct.HOLD, "meeting.held", by)


@transaction.atomic
def cancel(pk: int, *, reason: str, by: Person) -> Meeting:
    """It will not be held. Raises NotAllowed, GoneMeanwhile, MeetingForbids."""
    done = _in_state(pk, MeetingState.CANCELLED, by)
    if done is not None and done.reason == reason:
        return done
    row = lock_meeting(pk, MeetingAct.CANCEL, by)
    row.reason = reason
    return _moved(row, MeetingAct.CANCEL, "meeting.cancelled", by, why=reason)


@transaction.atomic
def plan_again(pk: int, *, day: date, by: Person) -> Meeting:
    """What was cancelled will be held on another day after all. Raises NotAllowed, GoneMeanwhile, MeetingForbids, NumberTaken."""
    done = _in_state(pk, MeetingState.PLANNED, by)
    if done is not None and done.day == day:
        return done
    row = _locked_behind_body(pk, MeetingAct.PLAN_AGAIN, by)
    told = told_of_meeting(row)
    number = told.number if fiscal_year_on(day) == row.fiscal_year else None
    row.reason = ""
    _kept(row, MeetingTold(told.plan, day, number, told.begins, told.place, told.round, told.edition), by)
    return _moved(row, MeetingAct.PLAN_AGAIN, "meeting.planned_again", by)


def _body(pk: int) -> Body:
    """Numbers are given behind the lock of the body."""
    row = locked(Body.objects.filter(pk=pk)).first()
    if row is None:
        raise GoneMeanwhile
    return row


def _locked_behind_body(pk: int, act: MeetingAct, by: Person) -> Meeting:
    body = Meeting.objects.filter(pk=pk).values_list("body", flat=True).first()
    if body is None:
        raise GoneMeanwhile
    _body(body)
    return lock_meeting(pk, act, by)


def _in_state(pk: int, state: MeetingState, by: Person) -> Meeting | None:
    """The meeting where it stands there already, None where it does not. Raises NotAllowed."""
    row = Meeting.objects.select_related("body").filter(pk=pk, state=state).first()
    if row is not None:
        check(by.standing, Permission.KEEP_MEETINGS, Place(row.plan_id))
    return row


def _kept(row: Meeting, told: MeetingTold, by: Person) -> Meeting:
    year = fiscal_year_on(told.day)
    others = Meeting.objects.filter(body=row.body_id, fiscal_year=year).exclude(pk=row.pk)
    free = next_number(row.body_id, year)
    if told.number is not None and others.filter(number=told.number).exists():
        raise NumberTaken(told, free)
    row.plan_id, row.round_id, row.edition = told.plan, told.round, told.edition
    row.fiscal_year, row.number, row.day = year, told.number or free, told.day
    row.begins, row.place = told.begins, told.place
    _save(row, by)
    return row


def _moved(row: Meeting, act: MeetingAct, action: str, by: Person, why: str = "") -> Meeting:
    before = {"state": row.state}
    row.state = meeting_after(row.state, act).value
    _save(row, by)
    after = {"state": row.state, "day": row.day.isoformat()}
    record(action, subject_of_meeting(row), by=by.actor, before=before, after=after, why=why)
    return row


def _save(row: Meeting, by: Person) -> None:
    sign(row, by)
    row.save()


def _look_again(row: Meeting, wanted: Collection[int], by: Person) -> None:
    """The first item of the agenda: decisions of earlier meetings that are not followed up."""
    found = [each for each in before(row.body_id, row.day) if each.pk in wanted]
    if not found:
        return
    item = AgendaItem.objects.create(
        token=new_token(),
        meeting=row,
        position=1,
        kind=AgendaKind.REPORT.value,
        title=spoken(message("meetings.looks_again")),
        **signed(by),
    )
    ItemReview.objects.bulk_create(ItemReview(item=item, decision=each) for each in found)
    told = {"title": item.title, "decisions": [each.text for each in found]}
    record("meeting.item_added", subject_of_meeting(row), by=by.actor, after=told)
