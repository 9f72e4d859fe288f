"""Printed results are entered question by question; what is not in the print stays unknown."""

from django.db import transaction

from monosashi.core.messages import message
from monosashi.office.accounts.standing import Person
from monosashi.office.entering.acting import sign
from monosashi.office.entering.told import ChangedSince, seen
from monosashi.office.events.recording import record
from monosashi.office.questionnaires.acting import Unfit, lock, question_in
from monosashi.office.questionnaires.counting.printed import Printed
from monosashi.office.questionnaires.models import QuestionRow
from monosashi.office.questionnaires.rows import begun, subject_of
from monosashi.office.questionnaires.states import QuestionnaireAct, QuestionnaireSource


@transaction.atomic
def keep_figures(pk: int, question: int, told: Printed, *, based_on: str, by: Person) -> QuestionRow:
    """Keep what is printed for one question. Raises NotAllowed, GoneMeanwhile, QuestionnaireForbids, ChangedSince, Unfit."""
    of = lock(pk, QuestionnaireAct.CHANGE, by)
    if of.source != QuestionnaireSource.PRINTED:
        raise Unfit(message("questionnaires.wrong.not_printed"))
    row = question_in(of, question)
    if told.plain == row.figures:
        return row
    if based_on != seen(row.figures):
        raise ChangedSince(row.figures, row.changed_by_label)
    write_figures(row, told, by)
    after = {"survey_question": begun(row.text), "figure_rows": len(told.rows)}
    record("questionnaire.figures_kept", subject_of(of), by=by.actor, after=after)
    return row


def write_figures(row: QuestionRow, told: Printed, by: Person) -> None:
    """Put what is printed into its row; whoever calls tells of it."""
    row.figures = told.plain
    sign(row, by)
    row.save()
