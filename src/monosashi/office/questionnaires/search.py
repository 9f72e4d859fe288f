"""How questionnaires are searched: by title and purpose, and by what is asked. Never by what anybody answered."""

from collections.abc import Iterable, Mapping, Sequence
from datetime import date

from django.db.models import QuerySet

from monosashi.core.messages import message
from monosashi.office.accounts.permissions import Permission, may
from monosashi.office.questionnaires.models import Questionnaire, QuestionRow, ServesMeasure
from monosashi.office.questionnaires.states import QuestionnaireState
from monosashi.office.searching import Asking, Searched, Thing
from monosashi.office.ui.addresses import address_of

_Questionnaire = tuple[str, str, str, int, date]
_Question = tuple[str, list[Mapping[str, str]], str, int, int, str, date]


def _questionnaires(asking: Asking) -> "QuerySet[Questionnaire, _Questionnaire]":
    rows = _seen(asking).order_by("-since", "-pk")
    return rows.values_list("title", "purpose", "carried_out_by", "pk", "since")


def _seen(asking: Asking) -> "QuerySet[Questionnaire]":
    """Drafts are for whoever keeps questionnaires; of one plan those that were asked for one of its measures."""
    rows = Questionnaire.objects.order_by()
    if not may(asking.by.standing, Permission.KEEP_QUESTIONNAIRES):
        rows = rows.exclude(state=QuestionnaireState.DRAFT)
    serving = ServesMeasure.objects.filter(plan=asking.plan).values("questionnaire")
    return rows.filter(pk__in=serving) if asking.plan else rows


def _texts(row: _Questionnaire) -> tuple[str, ...]:
    return row[:3]


def _shown(rows: Sequence[_Questionnaire], asking: Asking) -> Iterable[Thing]:  # noqa: ARG001 -- the page's contract
    return [Thing(row[0], address_of("questionnaires:questionnaire", row[3]), row[2], row[4]) for row in rows]


def _questions(asking: Asking) -> "QuerySet[QuestionRow, _Question]":
    newest = ("-section__questionnaire__since", "section__questionnaire", "section__position", "position", "pk")
    rows = QuestionRow.objects.filter(section__questionnaire__in=_seen(asking)).order_by(*newest)
    of_whole = ("section__questionnaire", "section__questionnaire__title", "section__questionnaire__since")
    return rows.values_list("text", "options", "section__title", "pk", *of_whole)


def _texts_of_question(row: _Question) -> tuple[str, ...]:
    return (row[0], *(str(option["text"]) for option in row[1]), row[2])


def _shown_questions(rows: Sequence[_Question], asking: Asking) -> Iterable[Thing]:  # noqa: ARG001 -- as above
    for text, _options, _section, pk, questionnaire, title, since in rows:
        address = f"{address_of('questionnaires:questionnaire', questionnaire)}#question-{pk}"
        yield Thing(text, address, title, since)


SEARCHED = (
    Searched("questionnaires", message("search.group.questionnaires"), _questionnaires, _texts, _shown),
    Searched(
        "questionnaire_questions",
        message("search.group.questionnaire_questions"),
        _questions,
        _texts_of_question,
        _shown_questions,
    ),
)
