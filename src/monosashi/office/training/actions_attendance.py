"""Who took part in a session: recorded for many at once, from a page or from a file."""

from collections.abc import Mapping
from datetime import date

from django.db import transaction
from django.utils import timezone

from monosashi.office.accounts.standing import Person
from monosashi.office.entering.acting import sign
from monosashi.office.entering.told import is_news
from monosashi.office.events.recording import record
from monosashi.office.training.acting import UnfitTraining, lock_kept_session, places_in
from monosashi.office.training.actions_sessions import refuse_to_come
from monosashi.office.training.audience import departments_on
from monosashi.office.training.models import Enrolment, TrainingSession
from monosashi.office.training.queries import last_turn
from monosashi.office.training.states import (
    EnrolledBy,
    PlaceState,
    TrainingOutcome,
    TrainingSessionAct,
    can_have_finished,
    session_after,
)
from monosashi.office.training.telling import counts_of, subject_of_session
from monosashi.office.training.told import AttendanceTold

Attendance = Mapping[int, tuple[str, date | None]]
"""By account: what became of it ("" nothing recorded), and the day of finishing."""


def told_of_attendance(row: TrainingSession) -> AttendanceTold:
    """What is recorded of a session as its form shows it: all but those who withdrew. One query."""
    places = places_in(row).exclude(state=PlaceState.WITHDRAWN).order_by("pk")
    return AttendanceTold(
        tuple((each.pk, each.outcome, each.finished_on.isoformat() if each.finished_on else "") for each in places)
    )


@transaction.atomic
def record_attendance(session: int, told: AttendanceTold, *, based_on: str, by: Person) -> TrainingSession:
    """Who took part. What somebody on the waiting list did counts as well: they came all the same.

    Raises NotAllowed, GoneMeanwhile, SessionForbids, ChangedSince, UnfitTraining.
    """
    row = lock_kept_session(session, TrainingSessionAct.RECORD, by)
    if not is_news(told_of_attendance(row), told, based_on, row.changed_by_label):
        return row
    of_place = told.by_place
    wanted = {
        each.staff_id: _read(*of_place[each.pk])
        for each in places_in(row)
        if each.pk in of_place and each.state != PlaceState.WITHDRAWN
    }
    return write_attendance(row, wanted, "training.recorded", by)


def write_attendance(row: TrainingSession, wanted: Attendance, action: str, by: Person) -> TrainingSession:
    """Write what became of people in a session that is locked; who had no place is given one. Raises UnfitTraining."""
    refuse_to_come(row, timezone.localdate())
    if row.counted is not None:
        raise UnfitTraining("has_count")
    days = (day for _, day in wanted.values() if day is not None)
    if not all(can_have_finished(day, row.first_day, timezone.localdate()) for day in days):
        raise UnfitTraining("finished_outside")
    every = {place.staff_id: place for place in places_in(row)}
    before, turn = {"state": row.state, **counts_of(every.values())}, last_turn(row.pk)
    departments = _departments(row, wanted, timezone.localdate())
    for at, (staff, (outcome, finished_on)) in enumerate(wanted.items(), start=turn + 1):
        place = every.get(staff) or Enrolment(session=row, staff_id=staff, by=EnrolledBy.OFFICE.value, turn=at)
        if place.pk is not None and (place.outcome, place.finished_on) == (outcome, finished_on):
            continue
        if not place.outcome:
            place.department = departments[staff]
        place.outcome, place.finished_on = outcome, finished_on
        if outcome:
            place.state = PlaceState.ENROLLED.value
        place.save()
    row.state = session_after(row.state, TrainingSessionAct.RECORD).value
    sign(row, by)
    row.save()
    after = {"state": row.state, **counts_of(places_in(row))}
    record(action, subject_of_session(row), by=by.actor, before=before, after=after)
    return row


def _departments(row: TrainingSession, wanted: Attendance, today: date) -> dict[int, str]:
    """Where people belonged on the day of finishing, else on that of the session, at the latest today. One query for each day."""
    last = min(row.last_day or today, today)
    days: dict[date, list[int]] = {}
    for staff, (_, finished_on) in wanted.items():
        days.setdefault(finished_on or last, []).append(staff)
    return {staff: code for day, own in days.items() for staff, code in departments_on(own, day).items()}


def _read(outcome: str, day: str) -> tuple[str, date | None]:
    """The day belongs to finishing alone."""
    finished = outcome == TrainingOutcome.FINISHED and day
    return outcome, date.fromisoformat(day) if finished else None
