"""What other pages show of questionnaires: what one is asked, what is to be closed, what was asked for the sake of a measure."""

from collections.abc import Iterator, Mapping
from typing import Any

from django.db.models import QuerySet
from django.http import HttpRequest
from django.utils import timezone

from monosashi.core.messages import message
from monosashi.core.tree import Node
from monosashi.office.accounts.access import standing_in
from monosashi.office.accounts.permissions import Permission, may
from monosashi.office.accounts.written_once import Parameter
from monosashi.office.answering.beside import Task, Tasks
from monosashi.office.answering.days import due_text
from monosashi.office.plans.beside import BesideMeasure
from monosashi.office.plans.year.in_year import InYear
from monosashi.office.questionnaires import queries
from monosashi.office.questionnaires.baselines import baselines_of
from monosashi.office.questionnaires.models import ServesMeasure
from monosashi.office.questionnaires.states import QuestionnaireState
from monosashi.office.ui.addresses import address_of


def tasks_of_questionnaires(request: HttpRequest) -> Iterator[Task]:
    """What one is asked, and for whoever keeps questionnaires what is to be closed. Two queries; not asked where none is open."""
    standing = standing_in(request)
    for each in queries.open_for(standing.staff, timezone.localdate()):
        if each.is_mine:
            yield _to_answer(each)
        if each.is_over and may(standing, Permission.KEEP_QUESTIONNAIRES):
            yield _to_close(each)


def _to_answer(each: queries.OpenOne) -> Task:
    page = "questionnaires:answer-anonymously" if each.anonymous else "questionnaires:answer"
    return Task(
        look="draft" if each.has_draft else "none",
        state=message("questionnaires.task.draft" if each.has_draft else "questionnaires.task.asked"),
        name=each.title,
        address=address_of(page, each.pk),
        button=message("questionnaires.task.answer"),
        about=(
            message("questionnaires.task.until", day=due_text(each.until)),
            message("questionnaires.anonymous" if each.anonymous else "questionnaires.named"),
        ),
    )


def _to_close(each: queries.OpenOne) -> Task:
    return Task(
        look="stop",
        state=message("questionnaires.task.over"),
        name=each.title,
        address=address_of("questionnaires:questionnaire", each.pk),
        button=message("questionnaires.task.close"),
        about=(message("questionnaires.task.until", day=due_text(each.until)),),
    )


def questionnaires_of_measure(request: HttpRequest, year: InYear, node: Node) -> Mapping[str, Any]:
    """What was asked for the sake of a measure. Not asked where nothing was."""
    keeps = may(standing_in(request), Permission.KEEP_QUESTIONNAIRES)
    rows = [
        each
        for each in queries.serving(year.plan.id, node.id)
        if keeps or each.questionnaire.state == QuestionnaireState.PUBLISHED
    ]
    return {"questionnaires_of_measure": baselines_of(rows, {year.plan.id: year.plan})} if rows else {}


def _serving_measure() -> "QuerySet[ServesMeasure]":
    """Whether there are any."""
    return queries.serving(Parameter("plan"), Parameter("node"))


ON_MEASURE = BesideMeasure(questionnaires_of_measure, asks=_serving_measure)
ON_HOME = Tasks(tasks_of_questionnaires, asks=queries.open_ones)
