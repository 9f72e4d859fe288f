"""What other pages show of training: on a measure's what served it, on the first page what waits."""

from collections.abc import Iterable, Iterator, Mapping
from typing import Any

from django.db.models import QuerySet
from django.http import HttpRequest
from django.utils import timezone

from monosashi.core.messages import message
from monosashi.core.tree import Node
from monosashi.office.accounts.access import standing_in
from monosashi.office.accounts.permissions import EVERYWHERE, Permission, may
from monosashi.office.accounts.written_once import Parameter
from monosashi.office.answering.beside import Task, Tasks
from monosashi.office.plans.beside import BesideMeasure
from monosashi.office.plans.year.in_year import InYear
from monosashi.office.training.models import Course, Enrolment, TrainingSession
from monosashi.office.training.queries import (
    courses_serving,
    let_in,
    serving,
    sessions_waiting,
    unrecorded_sessions,
    waiting_for,
)
from monosashi.office.training.shown import days_of, evidence_of
from monosashi.office.ui.addresses import address_of


def training_of_measure(request: HttpRequest, year: InYear, node: Node) -> Mapping[str, Any]:  # noqa: ARG001 -- the page's contract
    """The lines of evidence of courses that serve a measure, year by year. Not asked where there are none."""
    found = courses_serving(year.plan.id, node.id)
    years = sorted({each.row.fiscal_year for each in found}, reverse=True)
    of_year = {each: tuple(one for one in found if one.row.fiscal_year == each) for each in years}
    return {
        "training_of_measure": tuple(
            {
                "evidence": evidence_of(courses, each),
                "courses": tuple((one.row.title, address_of("training:course", one.row.pk)) for one in courses),
            }
            for each, courses in of_year.items()
        )
    }


def tasks_of_training(request: HttpRequest) -> Iterator[Task]:
    """That one was let into a session, and for whoever keeps training what is not recorded. Not asked where neither is."""
    standing, today = standing_in(request), timezone.localdate()
    if standing.staff is None:
        return
    waiting = waiting_for(standing.staff, today)
    if not waiting:
        return
    yield from _let_in(let_in(waiting, standing.staff, today))
    if may(standing, Permission.KEEP_TRAINING, EVERYWHERE):
        yield from _unrecorded(unrecorded_sessions(waiting, today))


def _let_in(places: Iterable[Enrolment]) -> Iterator[Task]:
    for place in places:
        yield Task(
            look="done",
            state=message("training.task.let_in"),
            name=place.session.course.title,
            address=address_of("training:session", place.session_id),
            button=message("training.task.look"),
            about=(days_of(place.session),),
            says=(message("training.task.let_in.says"),),
        )


def _unrecorded(sessions: Iterable[TrainingSession]) -> Iterator[Task]:
    for session in sessions:
        yield Task(
            look="look",
            state=message("training.task.unrecorded"),
            name=session.course.title,
            address=address_of("training:session", session.pk),
            button=message("training.task.record"),
            about=(days_of(session),),
        )


def _courses_of_measure() -> "QuerySet[Course]":
    """Whether there are any."""
    return serving(Parameter("plan"), Parameter("node"))


ON_MEASURE = BesideMeasure(training_of_measure, asks=_courses_of_measure)
ON_HOME = Tasks(tasks_of_training, asks=sessions_waiting)
