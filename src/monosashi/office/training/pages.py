"""The pages that are read: the courses of a year, one course, one session, figures, the records of a department and one's own."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import NoReverseMatch, reverse
from django.utils import timezone

from monosashi.core.fiscal_years import fiscal_year_on
from monosashi.core.messages import Message, message
from monosashi.office.accounts.access import person_in, standing_in
from monosashi.office.accounts.deciding import Shown
from monosashi.office.accounts.permissions import EVERYWHERE, Permission, Place, may
from monosashi.office.accounts.register import tree_on
from monosashi.office.accounts.standing import Person
from monosashi.office.officers.queries import kinds
from monosashi.office.plans.queries import labels
from monosashi.office.training.actions_enrolling import place_of
from monosashi.office.training.audience import Staffed
from monosashi.office.training.figures import tally
from monosashi.office.training.forms import FinishFields, WithdrawFields
from monosashi.office.training.list_of_courses import CourseLine, lines_of
from monosashi.office.training.models import Course, Enrolment, TrainingSession
from monosashi.office.training.places import EVERY
from monosashi.office.training.queries import (
    CourseNow,
    SessionNow,
    course_with_earlier,
    courses_in,
    end_of,
    places_of,
    session_now,
    years,
)
from monosashi.office.training.shown import (
    SESSION_LOOKS,
    as_of_words,
    attendances_cell,
    audience_of,
    days_of,
    evidence_of,
    name_of_session,
    persons_cell,
    place_cell,
    places_words,
    progress_cell,
    times_cell,
)
from monosashi.office.training.states import (
    EnrolledBy,
    PlaceState,
    TrainingCourseForm,
    TrainingSessionAct,
    TrainingSessionState,
    allows,
)
from monosashi.office.ui.addresses import address_of
from monosashi.office.ui.cells import Cell, absence
from monosashi.office.ui.crumbs import Crumb
from monosashi.office.ui.language import spoken

Context = dict[str, Any]


@dataclass(frozen=True, slots=True)
class YearChoice:
    """One year to choose."""

    year: int
    current: bool


@dataclass(frozen=True, slots=True)
class ShownSession:
    """A session as pages show it."""

    now: SessionNow
    name: str
    days: str
    look: str
    places: Message
    attendances: Cell
    persons: Cell


@dataclass(frozen=True, slots=True)
class ShownPlace:
    """Somebody's place as whoever may sees it. `withdraw` None: it is not theirs to give back."""

    row: Enrolment
    department: str
    stands: Cell
    by: EnrolledBy
    withdraw: WithdrawFields | None


@dataclass(frozen=True, slots=True)
class YearOfCourse:
    """What a course came to in one of its years."""

    year: int
    title: str
    address: str
    times: Cell
    attendances: Cell
    persons: Cell


def top(*way: Crumb) -> tuple[Crumb, ...]:
    """The way to a page from the courses of a year."""
    first = (Crumb(message("ui.menu.officers"), where),) if (where := officers_address()) else ()
    return (*first, Crumb(message("training.list.heading"), reverse("training:list") if way else ""), *way)


def officers_address() -> str:
    """Where the officers are listed, "" where nowhere."""
    try:
        return address_of("officers:list")
    except NoReverseMatch:
        return ""


def to_course(row: Course, *way: Crumb) -> tuple[Crumb, ...]:
    """The way to a page over that of a course."""
    return top(Crumb(row.title, reverse("training:course", args=(row.pk,)) if way else ""), *way)


def to_session(row: TrainingSession, *way: Crumb) -> tuple[Crumb, ...]:
    """The way to a page over that of a session."""
    address = reverse("training:session", args=(row.pk,)) if way else ""
    return to_course(row.course, Crumb(name_of_session(row), address), *way)


def year_asked(request: HttpRequest, known: Sequence[int]) -> int:
    """The year that the address asks for; else this one, or the newest that has courses."""
    asked = str(request.GET.get("year", ""))
    if asked.isascii() and asked.isdigit() and int(asked) in known:
        return int(asked)
    this = fiscal_year_on(timezone.localdate())
    return this if this in known or not known else known[0]


def keeps(request: HttpRequest) -> bool:
    """Whether whoever asks keeps training."""
    return may(standing_in(request), Permission.KEEP_TRAINING, EVERYWHERE)


@dataclass(frozen=True)
class YearOfTraining:
    """The courses of one year beside those of the year before, as of a day."""

    year: int
    known: tuple[int, ...]
    as_of: date
    courses: tuple[CourseNow, ...]
    lines: tuple[CourseLine, ...]

    @property
    def choices(self) -> tuple[YearChoice, ...]:
        """The years to choose from."""
        return tuple(YearChoice(each, each == self.year) for each in self.known)

    @property
    def context(self) -> Context:
        """What each of its pages is given."""
        return {
            "year": self.year,
            "years": self.choices,
            "as_of": as_of_words(self.as_of),
            "evidence": evidence_of(self.courses, self.year),
        }


def year_of_training(request: HttpRequest) -> YearOfTraining:
    """The year that the address asks for. Twelve queries at most."""
    known, today = years(), timezone.localdate()
    year = year_asked(request, known)
    found = courses_in((year, year - 1))
    own = tuple(each for each in found if each.row.fiscal_year == year)
    as_of = end_of(year, today)
    names = {each.pk: each.name for each in kinds()}
    earlier = (each for each in found if each.row.fiscal_year != year)
    return YearOfTraining(year, known, as_of, own, lines_of(own, earlier, Staffed(as_of), names))


def course_page(request: HttpRequest, row: Course, refused: Message | None = None) -> HttpResponse:
    """One course: what it is, its sessions, what it came to, year beside year."""
    every = course_with_earlier(row)
    now, today = every[0], timezone.localdate()
    as_of = end_of(row.fiscal_year, today)
    later = Course.objects.filter(earlier=row).first()
    context = {
        "crumbs": to_course(row),
        "now": now,
        "course": row,
        "audience": audience_of(row, {each.pk: each.name for each in kinds()} if row.kinds else {}),
        "serves": _serves(row),
        "link": row.material if row.material.startswith(("https://", "http://")) else "",
        "sessions": tuple(map(shown_session, now.sessions)),
        "progress": progress_cell(now.progress(Staffed(as_of))) if row.required else None,
        "as_of": as_of_words(as_of),
        "evidence": evidence_of((now,), row.fiscal_year),
        "years": tuple(map(_year_of_course, every)),
        "later": later,
        "keeps": keeps(request),
        "records": records_of(request),
        "refused": refused,
    }
    return render(request, "training/course.html", context, status=409 if refused else 200)


def session_page(request: HttpRequest, row: TrainingSession, shown: Shown[Any] | None = None) -> HttpResponse:
    """One session: one's own place, what one can do, and of the others' those that one may see."""
    now, by, today = session_now(row), person_in(request), timezone.localdate()
    every = tuple(places_of(row.pk))
    own = next((place for place in every if place.staff_id == by.staff.pk), None)
    seen = shown_places(every, row, by)
    open_ = allows(row.state, TrainingSessionAct.ENROL) and not _is_over(row, today)
    is_video = row.course.form == TrainingCourseForm.VIDEO
    finish = shown.form if shown and isinstance(shown.form, FinishFields) else FinishFields(initial={"day": today})
    context = {
        "crumbs": to_session(row),
        "session": row,
        "course": row.course,
        "shown": shown_session(now),
        "own": own,
        "stands": place_cell(own) if own else None,
        "turn": _turn(every, own),
        "enrols": own is None and open_ and not _is_closed(row, today),
        "withdraws": own is not None and not own.outcome and open_,
        "withdraw": WithdrawFields(initial={"place": own.pk}, auto_id="own-%s") if own else None,
        "finishes": is_video and allows(row.state, TrainingSessionAct.RECORD) and not (own and own.finished_on),
        "finish": finish,
        "places": seen,
        "hidden": len(every) - len(seen),
        "keeps": keeps(request),
        "acts": {act.value for act in TrainingSessionAct if allows(row.state, act)},
        "recommends": recommending_for(by) if open_ else (),
        "refused": shown.problem if shown else None,
        "form": finish,
    }
    return render(request, "training/session.html", context, status=shown.status if shown else 200)


def shown_session(now: SessionNow) -> ShownSession:
    """A session as pages show it."""
    found, is_ahead = tally(filter(None, (now.held,))), now.state is TrainingSessionState.PLANNED and now.held is None
    return ShownSession(
        now,
        name_of_session(now.row),
        days_of(now.row),
        SESSION_LOOKS[now.state],
        places_words(now),
        absence(message("training.to_come")) if is_ahead else attendances_cell(found),
        absence(message("training.to_come")) if is_ahead else persons_cell(found),
    )


def shown_places(every: Iterable[Enrolment], session: TrainingSession, by: Person) -> tuple[ShownPlace, ...]:
    """Of places those that this person may see, which need not be all. One's own stands elsewhere on the page."""
    found = [place for place in every if may(by.standing, Permission.SEE_TRAINING_RECORDS, place_of(place))]
    names = {unit.code: unit.name for unit in tree_on(timezone.localdate()).units.values()} if found else {}
    gives = allows(session.state, TrainingSessionAct.WITHDRAW) and not _is_over(session, timezone.localdate())
    return tuple(
        ShownPlace(
            place,
            names.get(place.department, place.department) or spoken(message("training.no_department")),
            place_cell(place),
            EnrolledBy(place.by),
            WithdrawFields(initial={"place": place.pk}, auto_id=f"place-{place.pk}-%s")
            if gives and not place.outcome and may(by.standing, Permission.RECOMMEND_FOR_TRAINING, place_of(place))
            else None,
        )
        for place in found
    )


def records_of(request: HttpRequest) -> tuple[tuple[str, str], ...]:
    """The departments whose records whoever asks may see, with their pages; the whole city for the coordinating office."""
    standing = standing_in(request)
    if may(standing, Permission.SEE_TRAINING_RECORDS, EVERYWHERE):
        return ((spoken(message("training.every_department")), address_of("training:department", EVERY)),)
    return tuple(
        (name, address_of("training:department", code))
        for code, name in _departments_for(person_in(request), Permission.SEE_TRAINING_RECORDS)
    )


def recommending_for(by: Person) -> tuple[tuple[str, str], ...]:
    """The departments for which this person may recommend, by code with their names."""
    return _departments_for(by, Permission.RECOMMEND_FOR_TRAINING)


def _departments_for(by: Person, permission: Permission) -> tuple[tuple[str, str], ...]:
    units = tree_on(timezone.localdate()).standing
    return tuple(
        (unit.code, unit.name)
        for unit in units
        if not unit.is_group and may(by.standing, permission, Place(departments=frozenset({unit.code})))
    )


def _turn(every: Iterable[Enrolment], own: Enrolment | None) -> int:
    """Which of those who wait somebody is, 0 for whoever does not."""
    waiting = [place.pk for place in every if place.state == PlaceState.WAITING]
    return waiting.index(own.pk) + 1 if own and own.pk in waiting else 0


def _is_over(row: TrainingSession, today: date) -> bool:
    return row.last_day is not None and row.last_day < today


def _is_closed(row: TrainingSession, today: date) -> bool:
    return row.enrol_until is not None and row.enrol_until < today


def _serves(row: Course) -> tuple[str, str] | None:
    """The measure that a course serves, with its page; None where it serves none."""
    if not row.node:
        return None
    return next(iter(labels(row.plan, [row.node]).values())), address_of("plans:measure", row.plan, row.node)


def _year_of_course(now: CourseNow) -> YearOfCourse:
    row, found = now.row, now.tally
    return YearOfCourse(
        row.fiscal_year,
        row.title,
        address_of("training:course", row.pk),
        times_cell(found),
        attendances_cell(found),
        persons_cell(found),
    )
