"""Questionnaires: made, changed while they are drafts, copied from an earlier one, thrown away."""

from django.db import transaction

from monosashi.core.messages import message
from monosashi.office.accounts.permissions import EVERYWHERE, Permission, check
from monosashi.office.accounts.standing import Person
from monosashi.office.entering.acting import sign
from monosashi.office.entering.told import is_news
from monosashi.office.events.recording import record
from monosashi.office.questionnaires.acting import Unfit, lock
from monosashi.office.questionnaires.models import Questionnaire, QuestionRow, Section
from monosashi.office.questionnaires.rows import recorded, subject_of, told_of
from monosashi.office.questionnaires.states import (
    QuestionnaireAct,
    QuestionnaireAudience,
    QuestionnaireSource,
    QuestionnaireState,
)
from monosashi.office.questionnaires.told import QuestionnaireTold


@transaction.atomic
def make(told: QuestionnaireTold, *, source: QuestionnaireSource, token: str, by: Person) -> Questionnaire:
    """Begin a questionnaire. Sent twice, it is begun once. Raises NotAllowed, Unfit."""
    check(by.standing, Permission.KEEP_QUESTIONNAIRES, EVERYWHERE)
    made = Questionnaire.objects.filter(token=token).first()
    if made is not None:
        return made
    row = Questionnaire(token=token, source=source.value, state=QuestionnaireState.DRAFT.value)
    _fits(row, told)
    _write(row, told, by)
    record("questionnaire.made", subject_of(row), by=by.actor, after=recorded(row))
    return row


@transaction.atomic
def change(pk: int, told: QuestionnaireTold, *, based_on: str, by: Person) -> Questionnaire:
    """Change a draft. Raises NotAllowed, GoneMeanwhile, QuestionnaireForbids, ChangedSince, Unfit."""
    row = lock(pk, QuestionnaireAct.CHANGE, by)
    if is_news(told_of(row), told, based_on, row.changed_by_label):
        _fits(row, told)
        before = recorded(row)
        _write(row, told, by)
        record("questionnaire.changed", subject_of(row), by=by.actor, before=before, after=recorded(row))
    return row


@transaction.atomic
def throw_away(pk: int, *, by: Person) -> None:
    """Throw a draft away. Raises NotAllowed, GoneMeanwhile, QuestionnaireForbids."""
    row = lock(pk, QuestionnaireAct.CHANGE, by)
    record("questionnaire.thrown_away", subject_of(row), by=by.actor, before=recorded(row))
    QuestionRow.objects.filter(section__questionnaire=row).update(asked_if=None)
    row.delete()


@transaction.atomic
def copy(pk: int, told: QuestionnaireTold, *, token: str, by: Person) -> Questionnaire:
    """Begin a questionnaire with the sections and questions of an earlier one. Each question knows the one that it repeats.

    Raises NotAllowed, Unfit.
    """
    row = make(told, source=QuestionnaireSource.ASKED, token=token, by=by)
    if row.copied_from_id is not None:
        return row
    row.copied_from = Questionnaire.objects.get(pk=pk)
    row.save(update_fields=["copied_from"])
    made: dict[int, QuestionRow] = {}
    for section in row.copied_from.sections.all():
        _copy_section(section, row, made, by)
    return row


def _copy_section(section: Section, to: Questionnaire, made: dict[int, QuestionRow], by: Person) -> None:
    was_printed = section.questionnaire.source == QuestionnaireSource.PRINTED
    new = Section(
        questionnaire=to,
        position=section.position,
        title=section.title,
        lead=section.lead,
        groups=[] if was_printed else section.groups,
        token=f"{to.token}-{section.pk}"[-64:],
    )
    sign(new, by)
    new.save()
    for question in section.questions.all():
        earlier, old = QuestionRow.objects.get(pk=question.pk), question.pk
        question.pk, question.section, question.earlier, question.figures = None, new, earlier, {}
        question.token = f"{to.token}-q-{old}"[-64:]
        question.asked_if = made.get(question.asked_if_id or 0)
        sign(question, by)
        question.save()
        made[old] = question


def _fits(row: Questionnaire, told: QuestionnaireTold) -> None:
    if told.until < told.since:
        raise Unfit(message("questionnaires.wrong.period", since=told.since.isoformat(), until=told.until.isoformat()))
    names = [name for name, *_ in told.printed_groups]
    if len(set(names)) < len(names):
        raise Unfit(message("questionnaires.wrong.group_twice"))
    if any(
        asked is not None and answered is not None and answered > asked for _, asked, answered in told.printed_groups
    ):
        raise Unfit(message("questionnaires.wrong.more_answered"))
    if row.source == QuestionnaireSource.PRINTED:
        return
    if told.audience == QuestionnaireAudience.DEPARTMENTS and not told.departments:
        raise Unfit(message("questionnaires.wrong.no_department"))
    if told.audience == QuestionnaireAudience.OFFICERS and not told.officer_kinds:
        raise Unfit(message("questionnaires.wrong.no_kind"))


def _write(row: Questionnaire, told: QuestionnaireTold, by: Person) -> None:
    row.title, row.purpose, row.since, row.until = told.title, told.purpose, told.since, told.until
    row.audience, row.anonymous = told.audience, told.anonymous
    row.departments, row.officer_kinds = list(told.departments), list(told.officer_kinds)
    row.carried_out_by, row.page = told.carried_out_by, told.page
    if row.source == QuestionnaireSource.PRINTED:
        row.groups = _printed_groups(row, told)
    sign(row, by)
    row.save()


def _printed_groups(row: Questionnaire, told: QuestionnaireTold) -> dict[str, dict[str, object]]:
    """The groups of the print by key: one of the same name keeps its key. Raises Unfit where a section is for one that goes."""
    keys = {each["name"]: key for key, each in row.groups.items()}
    highest = max((int(key.rpartition("/")[2]) for key in keys.values()), default=0)
    found: dict[str, dict[str, object]] = {}
    for name, asked, answered in told.printed_groups:
        if name not in keys:
            highest += 1
        key = keys.get(name, f"printed/{highest}")
        found[key] = {"name": name, "asked": asked, "answered": answered}
    gone = {key for key in row.groups if key not in found}
    for section in row.sections.all() if row.pk else ():
        if gone & set(section.groups):
            raise Unfit(message("questionnaires.wrong.group_in_use", section=section.title))
    return found
