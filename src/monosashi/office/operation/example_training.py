"""Training of the sample city: the courses and numbers of the source as facts, this year's made up to try things with.

Of the source only totals are known, so nobody is named there. Days of what is made up stay within the fiscal year of today.
"""

import csv
import io
import tomllib
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date, time, timedelta
from importlib.resources import files
from typing import Any

from django.utils import timezone

from monosashi.core.fiscal_years import fiscal_year_on
from monosashi.office.accounts.models import Staff
from monosashi.office.accounts.standing import Person
from monosashi.office.entering.told import new_token, seen
from monosashi.office.officers.queries import in_office, kinds
from monosashi.office.training.actions_courses import enter_course, take_over
from monosashi.office.training.actions_enrolling import enrol, finish_video, recommend
from monosashi.office.training.actions_sessions import count_session, plan_session
from monosashi.office.training.bringing_in.actions import let_wait, take_over_file
from monosashi.office.training.bringing_in.reading import layout
from monosashi.office.training.models import Course, TrainingSession
from monosashi.office.training.telling import told_of_count
from monosashi.office.training.told import CountTold, CourseTold, SessionTold, named


@dataclass(frozen=True, slots=True)
class Learners:
    """Who trains: the plan that is served, who keeps training, who speaks for a department, and some who take part."""

    plan: str
    department: str
    office: Person
    editor: Person
    people: tuple[Person, ...]


def hold_training(learners: Learners) -> TrainingSession:
    """Enter all of it. A session of this year that was held, with names."""
    told = tomllib.loads((files(__package__) / "example_training.toml").read_text(encoding="utf-8"))
    for each in told["courses"]:
        course = _of_source(each, told, learners)
        if each.get("goes_on"):
            _gone_on_with(course, learners)
    return _invented(told["invented"], _Year(timezone.localdate()), learners)


@dataclass(frozen=True, slots=True)
class _Year:
    """The fiscal year of today, with days in it."""

    today: date

    @property
    def number(self) -> int:
        return fiscal_year_on(self.today)

    def before(self, days: int) -> date:
        """A day so long ago, at the earliest the first one of the year."""
        return max(self.today - timedelta(days), date(self.number, 4, 1))

    def after(self, days: int) -> date:
        """A day so far ahead, at the latest the last one of the year."""
        return min(self.today + timedelta(days), date(self.number + 1, 3, 31))


def _of_source(told: Mapping[str, Any], source: Mapping[str, Any], learners: Learners) -> Course:
    """A course of which the source tells how often it was held and how many came, and neither days nor names."""
    names = {name: told[name] for name in ("title", "aim", "form", "level")}
    serves = named(learners.plan, told.get("other_node", source["node"]), "")
    wanted = CourseTold(source["year"], **names, audience="everybody", serves=serves)
    course = enter_course(wanted, token=new_token(), by=learners.office)
    row = plan_session(course.pk, SessionTold(), token=new_token(), by=learners.office)
    counted = CountTold(told["times"], told.get("counted"), told.get("views"))
    count_session(row.pk, counted, based_on=seen(told_of_count(row).plain), by=learners.office)
    return course


def _gone_on_with(course: Course, learners: Learners) -> Course:
    while course.fiscal_year < fiscal_year_on(timezone.localdate()):
        course = take_over(course.pk, by=learners.office)
    return course


def _invented(told: Mapping[str, Any], year: _Year, learners: Learners) -> TrainingSession:
    office, everybody = learners.office, learners.people
    leads = tuple(each.pk for each in kinds()[:1])
    audience = {"audience": "officers", "kinds": leads} if leads else {"audience": "everybody"}
    officers = _course(told["officers"], year, office, **audience, required=True)
    held = _session(officers, told, office, year.before(20))
    _came(held, [*_officers(year.today, leads), *(each.staff for each in everybody[:-1])], office)
    _session(officers, told, office, year.after(14), capacity=60)
    video = _course(told["video"], year, office, audience="everybody", required=True)
    seen_from = plan_session(
        video.pk, SessionTold(first_day=year.before(30), last_day=year.after(30)), token=new_token(), by=office
    )
    for each in everybody[1:]:
        finish_video(seen_from.pk, day=year.today, by=each)
    wanted = _course(told["recommended"], year, office, audience="recommended", assessed=True)
    coming = _session(wanted, told, office, year.after(21), capacity=10)
    own = [each.staff.pk for each in everybody if learners.department in each.standing.departments]
    if own:
        recommend(coming.pk, own[:1], department=learners.department, reason=told["reason"], by=learners.editor)
    going_on = Course.objects.filter(fiscal_year=year.number, earlier__isnull=False).first()
    if going_on is not None:
        full = _session(going_on, told, office, year.after(10), capacity=1)
        for each in everybody[:2]:
            enrol(full.pk, by=each)
    return held


def _course(told: Mapping[str, Any], year: _Year, by: Person, **more: Any) -> Course:  # noqa: ANN401 -- of the course
    return enter_course(CourseTold(year.number, **told, **more), token=new_token(), by=by)


def _session(
    course: Course, told: Mapping[str, Any], by: Person, day: date, capacity: int | None = None
) -> TrainingSession:
    wanted = SessionTold("", day, None, time(13, 30), time(15, 30), told["place"], capacity)
    return plan_session(course.pk, wanted, token=new_token(), by=by)


def _officers(day: date, wanted: tuple[int, ...]) -> tuple[Staff, ...]:
    """The officers of these kinds who are in the register."""
    return tuple(Staff.objects.filter(pk__in={each.staff for each in in_office(day, frozenset(wanted))}))


def _came(session: TrainingSession, people: Iterable[Staff], by: Person) -> None:
    """The list of names of that day, as a city would bring it in: the last one was absent."""
    staff = list(dict.fromkeys(people))
    waiting = let_wait(session=session, file_name="attendance.csv", raw=_list(staff), by=by)
    take_over_file(waiting, by=by)


def _list(staff: list[Staff]) -> bytes:
    text, words = io.StringIO(), layout()["words"]
    out = csv.writer(text)
    out.writerow([known[0] for name, known in layout()["attendance"].items() if name != "required"])
    for each in staff:
        outcome = "absent" if each is staff[-1] and len(staff) > 1 else "attended"
        out.writerow([each.username, each.name, words[outcome][0], ""])
    return text.getvalue().encode()
