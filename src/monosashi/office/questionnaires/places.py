"""Rows that an address names; a draft is there for whoever keeps questionnaires alone."""

from django.http import Http404, HttpRequest

from monosashi.office.accounts.access import standing_in
from monosashi.office.accounts.permissions import Permission, may
from monosashi.office.questionnaires import queries
from monosashi.office.questionnaires.models import Questionnaire, QuestionRow, Section
from monosashi.office.questionnaires.queries import NoSuchQuestionnaire
from monosashi.office.questionnaires.states import QuestionnaireState


def keeps(request: HttpRequest) -> bool:
    """Whether whoever asks keeps questionnaires."""
    return may(standing_in(request), Permission.KEEP_QUESTIONNAIRES)


def seen_or_404(request: HttpRequest, pk: int) -> Questionnaire:
    """The questionnaire, where whoever asks may see it. Raises Http404."""
    row = row_or_404(pk)
    if row.state == QuestionnaireState.DRAFT and not keeps(request):
        raise Http404(pk)
    return row


def row_or_404(pk: int) -> Questionnaire:
    """The questionnaire. Raises Http404."""
    try:
        return queries.one(pk)
    except NoSuchQuestionnaire:
        raise Http404(pk) from None


def section_or_404(pk: int, section: int) -> Section:
    """A section of it. Raises Http404."""
    try:
        return queries.one_section(pk, section)
    except NoSuchQuestionnaire:
        raise Http404(section) from None


def question_or_404(pk: int, question: int) -> QuestionRow:
    """A question of it. Raises Http404."""
    try:
        return queries.one_question(pk, question)
    except NoSuchQuestionnaire:
        raise Http404(question) from None
