"""Rows -> courses with their sessions and what they came to, in a fixed number of queries however many there are."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from functools import cached_property
from typing import Any

from django.db.models import Count, Max, Q, QuerySet

from monosashi.core.fiscal_years import last_day_of
from monosashi.office.accounts.written_once import Columns, Parameter
from monosashi.office.training.audience import Staffed
from monosashi.office.training.figures import Held, Progress, Tally, progress, tally
from monosashi.office.training.models import Course, Enrolment, TrainingSession
from monosashi.office.training.states import (
    TOOK_PART,
    PlaceState,
    TrainingCourseForm,
    TrainingOutcome,
    TrainingSessionState,
    is_done,
)


class NoSuchTraining(LookupError):
    """There is no course, session or place with this key."""


@dataclass(frozen=True, slots=True)
class Recorded:
    """What was recorded of one person in a session. `department` is that of the day."""

    staff: int
    department: str
    outcome: str

    @property
    def took_part(self) -> bool:
        """Whether it is an attendance."""
        return self.outcome in TOOK_PART


@dataclass(frozen=True)
class SessionNow:
    """A session with how many places are taken (`enrolled`), how many wait, and what was recorded by name."""

    row: TrainingSession
    enrolled: int
    waiting: int
    recorded: tuple[Recorded, ...]

    @property
    def state(self) -> TrainingSessionState:
        """Where it stands."""
        return TrainingSessionState(self.row.state)

    @property
    def people(self) -> tuple[int, ...] | None:
        """Who took part by its list, None where there is none."""
        return tuple(each.staff for each in self.recorded if each.took_part) if self.recorded else None

    @cached_property
    def held(self) -> Held | None:
        """As figures count it, None where it was not held. A video that goes on counts from the first who has seen it."""
        if self.state is TrainingSessionState.CANCELLED or (
            self.state is TrainingSessionState.PLANNED and not self.recorded
        ):
            return None
        return Held(self.row.times, self.people, self.row.counted)

    @property
    def free(self) -> int | None:
        """Places left, None without a limit."""
        return None if self.row.capacity is None else max(0, self.row.capacity - self.enrolled)


@dataclass(frozen=True)
class CourseNow:
    """A course with its sessions."""

    row: Course
    sessions: tuple[SessionNow, ...]

    @cached_property
    def tally(self) -> Tally:
        """What its sessions came to."""
        return tally_of((self,))

    @cached_property
    def done(self) -> frozenset[int]:
        """Who has finished."""
        recorded = (each for session in self.sessions for each in session.recorded)
        return frozenset(each.staff for each in recorded if is_done(each.outcome, assessed=self.row.assessed))

    @property
    def planned(self) -> int:
        """How many sessions are still to come."""
        return sum(session.state is TrainingSessionState.PLANNED for session in self.sessions)

    @property
    def views(self) -> int | None:
        """How often its videos were played, None where nobody said."""
        told = [session.row.views for session in self.sessions if session.row.views is not None]
        return sum(told) if told else None

    def progress(self, staffed: Staffed, within: frozenset[str] | None = None) -> Progress | None:
        """How many of those who have to finish did. None where nobody has to, or where departments recommend."""
        population = staffed.of(self.row) if self.row.required else None
        if population is None:
            return None
        return progress(population, self.done, within, staffed.unknown_of(self.row, within))


def tally_of(courses: Iterable[CourseNow]) -> Tally:
    """What courses came to together: a person of two of them is one person."""
    return tally(session.held for course in courses for session in course.sessions if session.held)


def by_form(courses: Iterable[CourseNow]) -> tuple[tuple[TrainingCourseForm, Tally], ...]:
    """The same for each form in which courses were held."""
    every = tuple(courses)
    found = ((form, tally_of(each for each in every if each.row.form == form)) for form in TrainingCourseForm)
    return tuple((form, each) for form, each in found if each.times)


@dataclass(frozen=True, slots=True)
class OfDepartment:
    """What the lists of names say of one department ("" none) in a year: attendances and people."""

    code: str
    attendances: int
    persons: int


def by_department(courses: Iterable[CourseNow]) -> tuple[OfDepartment, ...]:
    """Attendances and people by the department of the day; those of sessions without a list belong to none and are not here."""
    found: dict[str, list[int]] = {}
    for course in courses:
        for session in course.sessions:
            for each in session.recorded if session.held else ():
                if each.took_part:
                    found.setdefault(each.department, []).append(each.staff)
    return tuple(OfDepartment(code, len(staff), len(set(staff))) for code, staff in sorted(found.items()))


def end_of(fiscal_year: int, today: date) -> date:
    """As of which day a year is told: today while it goes on, else its last day."""
    return min(today, last_day_of(fiscal_year))


def years() -> tuple[int, ...]:
    """The fiscal years that have courses, newest first. One query."""
    return tuple(Course.objects.order_by("-fiscal_year").values_list("fiscal_year", flat=True).distinct())


def courses_in(fiscal_years: Iterable[int]) -> tuple[CourseNow, ...]:
    """The courses of some years, newest year first. Three queries."""
    return _now(Course.objects.filter(fiscal_year__in=tuple(fiscal_years)))


def every_course() -> tuple[CourseNow, ...]:
    """All courses there ever were, newest year first. Three queries."""
    return _now(Course.objects.all())


def one_course(pk: int) -> Course:
    """The row of a course with the one that it goes on with. One query. Raises NoSuchTraining."""
    row = Course.objects.select_related("earlier").filter(pk=pk).first()
    if row is None:
        raise NoSuchTraining(pk)
    return row


def course_with_earlier(row: Course) -> tuple[CourseNow, ...]:
    """The course and those of earlier years with which it goes on, newest first. Four queries however many those are."""
    before = dict(Course.objects.filter(fiscal_year__lte=row.fiscal_year).values_list("pk", "earlier"))
    keys = [row.pk]
    while (earlier := before.get(keys[-1])) is not None and earlier not in keys:
        keys.append(earlier)
    found = {each.row.pk: each for each in _now(Course.objects.filter(pk__in=keys))}
    return tuple(found[pk] for pk in keys)


def one_session(pk: int) -> TrainingSession:
    """The row of a session with its course. One query. Raises NoSuchTraining."""
    row = TrainingSession.objects.select_related("course").filter(pk=pk).first()
    if row is None:
        raise NoSuchTraining(pk)
    return row


def session_now(row: TrainingSession) -> SessionNow:
    """One session with its counts. Two queries."""
    return _sessions([row])[0]


def places_of(session: int) -> "QuerySet[Enrolment]":
    """The places of a session with people: those enrolled and waiting in their order, without those who withdrew."""
    rows = Enrolment.objects.filter(session=session).exclude(state=PlaceState.WITHDRAWN)
    return rows.select_related("staff").order_by("turn", "pk")


def history_of(staff: int) -> "QuerySet[Enrolment]":
    """Everything that somebody enrolled in and did not withdraw from, newest first."""
    return _history().filter(staff=staff)


def history_in(codes: Iterable[str] | None, fiscal_year: int) -> "QuerySet[Enrolment]":
    """The same in a year for all whose department of the day was one of these, None: for everybody."""
    rows = _history().filter(session__course__fiscal_year=fiscal_year)
    return rows if codes is None else rows.filter(department__in=codes)


def _history() -> "QuerySet[Enrolment]":
    rows = Enrolment.objects.exclude(state=PlaceState.WITHDRAWN).select_related("session__course", "staff")
    return rows.order_by("-session__course__fiscal_year", "-session__first_day", "-pk")


def sessions_waiting() -> "QuerySet[TrainingSession, tuple[Any, ...]]":
    """The keys of sessions that are over by a day without anything recorded, and of those into which somebody was let.

    Its parameters are `day` and `staff`.
    """
    unrecorded = Q(last_day__lt=Parameter("day"))
    let_in = Q(enrolments__staff=Parameter("staff"), enrolments__let_in_at__isnull=False)
    rows = TrainingSession.objects.filter(unrecorded | let_in, state=TrainingSessionState.PLANNED)
    return rows.order_by().values_list("pk").distinct()


_WAITS = Columns(sessions_waiting)


def waiting_for(staff: int, today: date) -> tuple[int, ...]:
    """The same for somebody today. One short query."""
    return tuple(pk for (pk,) in _WAITS(staff=staff, day=today))


def serving(plan: str | Parameter, node: str | Parameter) -> "QuerySet[Course]":
    """The courses that serve a measure."""
    return Course.objects.filter(plan=plan, node=node)


def courses_serving(plan: str, node: str) -> tuple[CourseNow, ...]:
    """The same with what came of them, newest year first."""
    return _now(serving(plan, node))


def unrecorded_sessions(keys: Iterable[int], today: date) -> tuple[TrainingSession, ...]:
    """Of sessions those that are over and of which nothing was recorded. One query."""
    rows = TrainingSession.objects.filter(pk__in=tuple(keys), state=TrainingSessionState.PLANNED, last_day__lt=today)
    return tuple(rows.select_related("course"))


def let_in(keys: Iterable[int], staff: int, today: date) -> tuple[Enrolment, ...]:
    """Of sessions still to come the places into which somebody was let from the waiting list. One query."""
    coming = Q(session__last_day__gte=today) | Q(session__last_day=None)
    rows = Enrolment.objects.filter(
        coming, session__in=tuple(keys), staff=staff, state=PlaceState.ENROLLED, let_in_at__isnull=False
    )
    return tuple(rows.select_related("session__course"))


def last_turn(session: int) -> int:
    """The highest turn that was given in a session, 0 for none."""
    return int(Enrolment.objects.filter(session=session).aggregate(last=Max("turn"))["last"] or 0)


def _now(courses: "QuerySet[Course]") -> tuple[CourseNow, ...]:
    rows = list(courses)
    of_course: dict[int, list[SessionNow]] = {}
    sessions = TrainingSession.objects.filter(course__in=[row.pk for row in rows])
    for session in _sessions(list(sessions)) if rows else ():
        of_course.setdefault(session.row.course_id, []).append(session)
    return tuple(CourseNow(row, tuple(of_course.get(row.pk, ()))) for row in rows)


def _sessions(rows: list[TrainingSession]) -> list[SessionNow]:
    keys = [row.pk for row in rows]
    counts = _counts(keys) if keys else {}
    recorded: dict[int, list[Recorded]] = {}
    told = Enrolment.objects.filter(session__in=keys).exclude(outcome="").order_by("pk")
    for session, staff, department, outcome in told.values_list("session_id", "staff_id", "department", "outcome"):
        recorded.setdefault(session, []).append(Recorded(staff, department, outcome))
    return [
        SessionNow(
            row,
            counts.get((row.pk, PlaceState.ENROLLED), 0),
            counts.get((row.pk, PlaceState.WAITING), 0),
            tuple(recorded.get(row.pk, ())),
        )
        for row in rows
    ]


def _counts(keys: list[int]) -> Mapping[tuple[int, str], int]:
    rows = Enrolment.objects.filter(session__in=keys).order_by().values_list("session_id", "state")
    return {(session, state): count for session, state, count in rows.annotate(count=Count("pk"))}


def outcome_of(row: Enrolment) -> TrainingOutcome | None:
    """What was recorded of a place, None where nothing was."""
    return TrainingOutcome(row.outcome) if row.outcome else None
