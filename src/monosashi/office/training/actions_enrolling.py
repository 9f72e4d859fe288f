"""Places in a session: for oneself, by the department or the office; a waiting list in order; a video that somebody has seen."""

from collections.abc import Collection, Iterable, Sequence
from datetime import date

from django.db import transaction
from django.utils import timezone

from monosashi.office.accounts.bearers import bearers
from monosashi.office.accounts.permissions import EVERYWHERE, NotAllowed, Permission, Place, check, may
from monosashi.office.accounts.standing import Person
from monosashi.office.events.recording import record
from monosashi.office.events.values import Actor
from monosashi.office.training.acting import UnfitTraining, lock_session, places_in
from monosashi.office.training.audience import Staffed, departments_on
from monosashi.office.training.models import Enrolment, TrainingSession
from monosashi.office.training.queries import NoSuchTraining, last_turn
from monosashi.office.training.states import (
    EnrolledBy,
    PlaceState,
    TrainingCourseAudience,
    TrainingCourseForm,
    TrainingOutcome,
    TrainingSessionAct,
)
from monosashi.office.training.telling import counts_of, nobody_named, subject_of_session


class NotForYou(UnfitTraining):
    """The course is for others. The sentence says for whom."""


@transaction.atomic
def enrol(session: int, *, by: Person) -> Enrolment:
    """Take a place for oneself, or one on the waiting list where all are taken. Enrolled already, one stays so.

    Raises GoneMeanwhile, SessionForbids, UnfitTraining, NotForYou.
    """
    check(by.standing, Permission.READ)
    row, today = lock_session(session, TrainingSessionAct.ENROL), timezone.localdate()
    refuse_late(row, today)
    if row.course.audience == TrainingCourseAudience.RECOMMENDED:
        raise NotForYou("recommended")
    if row.course.audience == TrainingCourseAudience.OFFICERS and by.staff.pk not in fitting(row, [by.staff.pk], today):
        raise NotForYou("officers")
    return _enrolled(row, [by.staff.pk], EnrolledBy.ONESELF, "", nobody_named())[0]


@transaction.atomic
def recommend(
    session: int, staff: Collection[int], *, department: str, reason: str, by: Person
) -> tuple[Enrolment, ...]:
    """A department recommends people of its own with a reason, or the office does. Who has a place keeps it.

    Raises NotAllowed, GoneMeanwhile, SessionForbids, UnfitTraining where somebody works elsewhere or the course is for others.
    """
    check(by.standing, Permission.RECOMMEND_FOR_TRAINING, Place(departments=frozenset({department})))
    row, today = lock_session(session, TrainingSessionAct.ENROL), timezone.localdate()
    keeps = may(by.standing, Permission.KEEP_TRAINING, EVERYWHERE)
    if not keeps:
        refuse_late(row, today)
    own = set(people_in(department, today))
    wanted = sorted(set(staff))
    if not wanted or not own.issuperset(wanted):
        raise UnfitTraining("not_of_department")
    if (
        row.course.audience == TrainingCourseAudience.OFFICERS
        and not keeps
        and len(fitting(row, wanted, today)) < len(wanted)
    ):
        raise NotForYou("officers")
    return tuple(_enrolled(row, wanted, EnrolledBy.OFFICE if keeps else EnrolledBy.DEPARTMENT, reason, by.actor))


@transaction.atomic
def withdraw(place: int, *, by: Person) -> Enrolment:
    """Give a place back: one's own, or one of the department that may recommend. The next who waits comes in. Done twice it is done once.

    Raises NoSuchTraining, NotAllowed, GoneMeanwhile, SessionForbids, UnfitTraining where the session is over.
    """
    found = Enrolment.objects.filter(pk=place).first()
    if found is None:
        raise NoSuchTraining(place)
    own = found.staff_id == by.staff.pk
    if not own and not may(by.standing, Permission.RECOMMEND_FOR_TRAINING, place_of(found)):
        raise NotAllowed(Permission.RECOMMEND_FOR_TRAINING)
    session = lock_session(found.session_id, TrainingSessionAct.WITHDRAW)
    row = Enrolment.objects.get(pk=place)
    if row.state == PlaceState.WITHDRAWN:
        return row
    if row.outcome or (session.last_day is not None and session.last_day < timezone.localdate()):
        raise UnfitTraining("over")
    before = counts_of(places_in(session))
    row.state, row.let_in_at = PlaceState.WITHDRAWN.value, None
    row.save()
    _record("training.withdrawn", session, before, nobody_named() if own else by.actor)
    let_others_in(session, nobody_named() if own else by.actor)
    return row


@transaction.atomic
def finish_video(session: int, *, day: date, by: Person) -> Enrolment:
    """One has seen a video to its end on a day. Said again, the first day stays. Raises GoneMeanwhile, SessionForbids, UnfitTraining."""
    check(by.standing, Permission.READ)
    row, today = lock_session(session, TrainingSessionAct.RECORD), timezone.localdate()
    if row.course.form != TrainingCourseForm.VIDEO:
        raise UnfitTraining("no_video")
    if row.counted is not None:
        raise UnfitTraining("has_count")
    if day > today or (row.first_day and day < row.first_day) or (row.last_day and day > row.last_day):
        raise UnfitTraining("day_outside")
    place = places_in(row).filter(staff=by.staff).first()
    if place is not None and place.outcome == TrainingOutcome.FINISHED:
        return place
    before = counts_of(places_in(row))
    if place is None:
        place = Enrolment(session=row, staff=by.staff, by=EnrolledBy.ONESELF.value, turn=last_turn(row.pk) + 1)
    place.state, place.outcome, place.finished_on = PlaceState.ENROLLED.value, TrainingOutcome.FINISHED.value, day
    place.department = departments_on([by.staff.pk], day)[by.staff.pk]
    place.save()
    _record("training.finished", row, before, nobody_named())
    return place


def let_others_in(row: TrainingSession, actor: Actor) -> tuple[Enrolment, ...]:
    """Those who wait take the places that are free, in their order. Told by an event where anybody does."""
    every = list(places_in(row))
    enrolled = sum(place.state == PlaceState.ENROLLED for place in every)
    waiting = [place for place in every if place.state == PlaceState.WAITING]
    coming = waiting if row.capacity is None else waiting[: max(0, row.capacity - enrolled)]
    if not coming:
        return ()
    before = counts_of(every)
    now = timezone.now()
    for place in coming:
        place.state, place.let_in_at = PlaceState.ENROLLED.value, now
        place.save()
    _record("training.let_in", row, before, actor)
    return tuple(coming)


def place_of(row: Enrolment) -> Place:
    """Whose a place is: that of the department of the day, and of whoever goes on with its work."""
    own = {row.department, *bearers((row.department,), timezone.localdate())} if row.department else ()
    return Place(departments=frozenset(own))


def people_in(department: str, day: date) -> Sequence[int]:
    """Who works in a department on a day. Two queries."""
    every = Staffed(day).everybody
    return [pk for pk, codes in every.items() if department in codes]


def fitting(row: TrainingSession, staff: Iterable[int], today: date) -> frozenset[int]:
    """Of people those whom the course is for on the day of the session, or on a day of which it has none, today."""
    whom = Staffed(max(row.first_day or today, today)).of(row.course)
    return frozenset(staff) if whom is None else frozenset(staff) & frozenset(whom)


def refuse_late(row: TrainingSession, today: date) -> None:
    """Raises UnfitTraining where enrolment has ended, or the session is over."""
    if row.enrol_until is not None and row.enrol_until < today:
        raise UnfitTraining("enrolment_over")
    if row.last_day is not None and row.last_day < today:
        raise UnfitTraining("over")


def _enrolled(
    row: TrainingSession, staff: Collection[int], how: EnrolledBy, reason: str, actor: Actor
) -> list[Enrolment]:
    """The places of people who work in the city today, as whoever calls has made sure of."""
    every = {place.staff_id: place for place in places_in(row)}
    before, turn = counts_of(every.values()), max((place.turn for place in every.values()), default=0)
    taken = before["enrolled"]
    departments = departments_on(staff, max(row.first_day or timezone.localdate(), timezone.localdate()))
    news = [pk for pk in staff if not _stands(every.get(pk))]
    for pk in news:
        turn += 1
        place = every.get(pk) or Enrolment(session=row, staff_id=pk)
        full = row.capacity is not None and taken >= row.capacity
        place.state = (PlaceState.WAITING if full else PlaceState.ENROLLED).value
        place.by, place.reason, place.turn, place.let_in_at = how.value, reason, turn, None
        place.department = departments[pk]
        place.save()
        every[pk] = place
        taken += not full
    if news:
        _record("training.enrolled", row, before, actor)
    return [every[pk] for pk in staff]


def _stands(place: Enrolment | None) -> bool:
    return place is not None and place.state != PlaceState.WITHDRAWN


def _record(action: str, row: TrainingSession, before: object, actor: Actor) -> None:
    after = counts_of(places_in(row))
    record(action, subject_of_session(row), by=actor, before=before, after=after)
