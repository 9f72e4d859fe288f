"""Sessions of a course: planned, changed, cancelled and planned again, and how many came where nobody took names."""

from datetime import date

from django.db import transaction
from django.utils import timezone

from monosashi.core.fiscal_years import fiscal_year_on
from monosashi.office.accounts.standing import Person
from monosashi.office.entering.acting import sign
from monosashi.office.entering.told import is_news
from monosashi.office.events.recording import record
from monosashi.office.training.acting import UnfitTraining, lock_course, lock_kept_session, places_in
from monosashi.office.training.actions_enrolling import let_others_in
from monosashi.office.training.models import Course, TrainingSession
from monosashi.office.training.states import TrainingCourseForm, TrainingSessionAct, TrainingSessionState, session_after
from monosashi.office.training.telling import (
    counts_of,
    recorded_session,
    subject_of_session,
    told_of_count,
    told_of_session,
)
from monosashi.office.training.told import CountTold, SessionTold


@transaction.atomic
def plan_session(course: int, told: SessionTold, *, token: str, by: Person) -> TrainingSession:
    """Plan a session. Sent twice, it is planned once. Raises NotAllowed, GoneMeanwhile, UnfitTraining."""
    of = lock_course(course, by)
    made = TrainingSession.objects.filter(token=token).first()
    if made is not None:
        return made
    row = _kept(TrainingSession(token=token, course=of), told, by)
    record("training.session_planned", subject_of_session(row), by=by.actor, after=recorded_session(told))
    return row


@transaction.atomic
def change_session(pk: int, told: SessionTold, *, based_on: str, by: Person) -> TrainingSession:
    """Change a session. Where it holds more people now, those who wait come in.

    Raises NotAllowed, GoneMeanwhile, SessionForbids, ChangedSince, UnfitTraining where more are enrolled than it would hold.
    """
    row = lock_kept_session(pk, TrainingSessionAct.CHANGE, by)
    now = told_of_session(row)
    if is_news(now, told, based_on, row.changed_by_label):
        enrolled = counts_of(places_in(row))["enrolled"]
        if told.capacity is not None and told.capacity != now.capacity and enrolled > told.capacity:
            raise UnfitTraining("too_small", count=enrolled)
        _kept(row, told, by)
        before, after = recorded_session(now), recorded_session(told)
        record("training.session_changed", subject_of_session(row), by=by.actor, before=before, after=after)
        let_others_in(row, by.actor)
    return row


@transaction.atomic
def cancel_session(pk: int, *, reason: str, by: Person) -> TrainingSession:
    """It will not be held. Those enrolled keep their places, should it be planned again. Raises NotAllowed, GoneMeanwhile, SessionForbids."""
    return _moved(pk, TrainingSessionAct.CANCEL, "training.session_cancelled", reason, by)


@transaction.atomic
def plan_session_again(pk: int, *, by: Person) -> TrainingSession:
    """It will be held after all. Raises NotAllowed, GoneMeanwhile, SessionForbids."""
    return _moved(pk, TrainingSessionAct.PLAN_AGAIN, "training.session_planned_again", "", by)


@transaction.atomic
def count_session(pk: int, told: CountTold, *, based_on: str, by: Person) -> TrainingSession:
    """How many came, where nobody took names. Raises NotAllowed, GoneMeanwhile, SessionForbids, ChangedSince, UnfitTraining."""
    row = lock_kept_session(pk, TrainingSessionAct.RECORD, by)
    now = told_of_count(row)
    if row.state == TrainingSessionState.HELD and not is_news(now, told, based_on, row.changed_by_label):
        return row
    if told.counted is not None and places_in(row).exclude(outcome="").exists():
        raise UnfitTraining("has_names")
    if told.views is not None and row.course.form != TrainingCourseForm.VIDEO:
        raise UnfitTraining("views_of_video")
    refuse_to_come(row, timezone.localdate())
    before = {"state": row.state, **now.plain}
    row.times, row.counted, row.views = told.times, told.counted, told.views
    row.state = session_after(row.state, TrainingSessionAct.RECORD).value
    _save(row, by)
    after = {"state": row.state, **told.plain}
    record("training.session_counted", subject_of_session(row), by=by.actor, before=before, after=after)
    return row


def refuse_to_come(row: TrainingSession, today: date) -> None:
    """Raises UnfitTraining where the session has not begun: nobody can have been there."""
    if row.first_day is not None and row.first_day > today:
        raise UnfitTraining("to_come")


def _moved(pk: int, act: TrainingSessionAct, action: str, reason: str, by: Person) -> TrainingSession:
    row = lock_kept_session(pk, act, by)
    before = {"state": row.state}
    row.state, row.reason = session_after(row.state, act).value, reason
    _save(row, by)
    record(action, subject_of_session(row), by=by.actor, before=before, after={"state": row.state}, why=reason)
    return row


def _kept(row: TrainingSession, told: SessionTold, by: Person) -> TrainingSession:
    _fits(row.course, told)
    row.last_day = told.last_day or told.first_day
    for name in ("title", "first_day", "begins", "ends", "place", "capacity", "enrol_until"):
        setattr(row, name, getattr(told, name))
    _save(row, by)
    return row


def _fits(course: Course, told: SessionTold) -> None:
    first, last = told.first_day, told.last_day or told.first_day
    if last is not None and (first is None or last < first):
        raise UnfitTraining("last_before_first")
    if told.begins and told.ends and told.ends < told.begins:
        raise UnfitTraining("ends_before_begins")
    if first is not None and fiscal_year_on(first) != course.fiscal_year:
        raise UnfitTraining("other_year", year=course.fiscal_year)
    if told.enrol_until and last is not None and told.enrol_until > last:
        raise UnfitTraining("enrol_after")


def _save(row: TrainingSession, by: Person) -> None:
    sign(row, by)
    row.save()
