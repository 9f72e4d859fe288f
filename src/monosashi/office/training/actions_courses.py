"""Courses of a year's plan: entered, changed, removed, taken over into the next year."""

from django.db import IntegrityError, transaction

from monosashi.office.accounts.permissions import Permission, check
from monosashi.office.accounts.standing import Person
from monosashi.office.entering.acting import sign
from monosashi.office.entering.told import is_news
from monosashi.office.events.recording import record
from monosashi.office.training.acting import UnfitTraining, lock_course
from monosashi.office.training.models import Course, TrainingSession
from monosashi.office.training.states import TrainingCourseAudience
from monosashi.office.training.telling import recorded_course, subject_of_course, told_of_course
from monosashi.office.training.told import CourseTold, read_named


@transaction.atomic
def enter_course(told: CourseTold, *, token: str, by: Person) -> Course:
    """Enter a course. Sent twice, it is entered once. Raises NotAllowed, UnfitTraining where the year has one of this title."""
    check(by.standing, Permission.KEEP_TRAINING)
    made = Course.objects.filter(token=token).first()
    if made is not None:
        return made
    row = _kept(Course(token=token), told, by)
    record("training.course_entered", subject_of_course(row), by=by.actor, after=recorded_course(told))
    return row


@transaction.atomic
def change_course(pk: int, told: CourseTold, *, based_on: str, by: Person) -> Course:
    """Change a course. Raises NotAllowed, GoneMeanwhile, ChangedSince, UnfitTraining."""
    row = lock_course(pk, by)
    now = told_of_course(row)
    if is_news(now, told, based_on, row.changed_by_label):
        if told.fiscal_year != now.fiscal_year and row.sessions.exists():
            raise UnfitTraining("year_of_sessions")
        _kept(row, told, by)
        before, after = recorded_course(now), recorded_course(told)
        record("training.course_changed", subject_of_course(row), by=by.actor, before=before, after=after)
    return row


@transaction.atomic
def remove_course(pk: int, *, by: Person) -> None:
    """Remove a course that was entered wrongly. Raises NotAllowed, GoneMeanwhile, UnfitTraining where it has sessions."""
    row = lock_course(pk, by)
    if TrainingSession.objects.filter(course=row).exists():
        raise UnfitTraining("has_sessions")
    before = recorded_course(told_of_course(row))
    record("training.course_removed", subject_of_course(row), by=by.actor, before=before)
    row.delete()


@transaction.atomic
def take_over(pk: int, *, by: Person) -> Course:
    """Go on with a course in the next year: the same, without its sessions, linked to it. Where it goes on already, that course.

    Raises NotAllowed, GoneMeanwhile, UnfitTraining where the next year has another course of this title.
    """
    row = lock_course(pk, by)
    there = Course.objects.filter(earlier=row).first()
    if there is not None:
        return there
    told = told_of_course(row)
    plain = {name: getattr(told, name) for name in told.__slots__}
    again = CourseTold(**{**plain, "fiscal_year": row.fiscal_year + 1})
    made = _kept(Course(token=f"after-{row.pk}", earlier=row), again, by)
    after = {**recorded_course(again), "earlier": row.fiscal_year}
    record("training.course_taken_over", subject_of_course(made), by=by.actor, after=after)
    return made


def _kept(row: Course, told: CourseTold, by: Person) -> Course:
    plain = {name: getattr(told, name) for name in told.__slots__}
    row.plan, row.node, row.indicator = read_named(plain.pop("serves"))
    plain["kinds"] = sorted(told.kinds) if told.audience == TrainingCourseAudience.OFFICERS else []
    sign(row, by, **plain)
    try:
        with transaction.atomic():
            row.save()
    except IntegrityError:
        raise UnfitTraining("title_taken", title=told.title, year=told.fiscal_year) from None
    return row
