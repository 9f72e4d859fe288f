"""A file of printed results waits until somebody has seen what it would change; then all of it is taken over, or nothing."""

from dataclasses import replace

from django.db import transaction

from monosashi.core.messages import message
from monosashi.office.accounts.permissions import EVERYWHERE, Permission, check
from monosashi.office.accounts.standing import Person
from monosashi.office.entering.told import new_token, seen
from monosashi.office.entering.waiting import as_it_was_shown, keep_waiting
from monosashi.office.events.recording import record
from monosashi.office.questionnaires.acting import Unfit, lock
from monosashi.office.questionnaires.actions_printed import write_figures
from monosashi.office.questionnaires.actions_questions import add_question, add_section, change_question
from monosashi.office.questionnaires.bringing_in.comparing import (
    ChangedQuestion,
    FiguresDifference,
    figures_compared,
)
from monosashi.office.questionnaires.bringing_in.reading import QuestionInFile, signs
from monosashi.office.questionnaires.counting.printed import UNANSWERED, Printed
from monosashi.office.questionnaires.counting.questions import OTHER, AnswerKind
from monosashi.office.questionnaires.models import PendingPrint, Questionnaire, QuestionRow, Section
from monosashi.office.questionnaires.rows import subject_of, told_of_question
from monosashi.office.questionnaires.states import QuestionnaireAct, QuestionnaireSource
from monosashi.office.questionnaires.told import QuestionTold, SectionTold


def let_wait(*, row: Questionnaire, file_name: str, raw: bytes, by: Person) -> PendingPrint:
    """Read a file and let it wait. Raises NotAllowed, Unfit, InvalidInput with everything that is wrong in it."""
    check(by.standing, Permission.KEEP_QUESTIONNAIRES, EVERYWHERE)
    if row.source != QuestionnaireSource.PRINTED:
        raise Unfit(message("questionnaires.wrong.not_printed"))
    return keep_waiting(PendingPrint(questionnaire=row), figures_compared, file_name=file_name, raw=raw, by=by)


@transaction.atomic
def take_over(pending: PendingPrint, *, by: Person) -> FiguresDifference:
    """Make the questionnaire what the file says; what it does not name stays.

    Raises NotAllowed, QuestionnaireForbids, InvalidInput, Unfit, ChangedMeanwhile where it is another than the difference was
    shown of; then nothing is changed.
    """
    row = lock(pending.questionnaire_id, QuestionnaireAct.CHANGE, by)
    difference = as_it_was_shown(figures_compared(pending), pending)
    for told in difference.comes:
        _add(row, told, by)
    for changed in difference.changed:
        _change(row, changed, by)
    after = {"file": pending.file_name, "comes": len(difference.comes), "changed": len(difference.changed)}
    record("questionnaire.figures_brought_in", subject_of(row), by=by.actor, after=after)
    pending.delete()
    return difference


def _add(row: Questionnaire, told: QuestionInFile, by: Person) -> None:
    kind = told.answered
    marks = tuple((sign, "") for sign in signs()) if kind is AnswerKind.MARKS else ()
    wanted = QuestionTold(
        kind.value, told.text or told.number, told.number, told.options, marks, other=OTHER in told.rows
    )
    made = add_question(row.pk, _section(row, told, by).pk, wanted, token=new_token(), by=by)
    _write(made, told, by)


def _section(row: Questionnaire, told: QuestionInFile, by: Person) -> Section:
    there = Section.objects.filter(questionnaire=row)
    named = there.filter(title=told.section).first() if told.section else there.last()
    if named is not None:
        return named
    return add_section(row.pk, SectionTold(told.section or row.title), token=new_token(), by=by)


def _change(row: Questionnaire, changed: ChangedQuestion, by: Person) -> None:
    own = changed.row
    if changed.comes:
        now = told_of_question(own)
        wanted = replace(now, options=(*now.options, *changed.comes))
        own = change_question(row.pk, own.pk, wanted, based_on=seen(now.plain), by=by)
    write_figures(own, changed.after, by)


def _write(made: QuestionRow, told: QuestionInFile, by: Person) -> None:
    keys = {each["text"]: each["key"] for each in made.options} | {OTHER: OTHER, UNANSWERED: UNANSWERED}
    write_figures(made, Printed({keys[text]: printed for text, printed in told.rows.items()}, told.of), by)
