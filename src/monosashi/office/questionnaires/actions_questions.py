"""Sections and questions of a draft: entered, changed, moved, removed."""

from collections.abc import Iterable, Sequence
from typing import TypeVar

from django.db import transaction
from django.db.models import Max

from monosashi.core.messages import message
from monosashi.office.accounts.standing import Person
from monosashi.office.entering.acting import sign
from monosashi.office.entering.told import is_news
from monosashi.office.events.recording import record
from monosashi.office.questionnaires.acting import Unfit, lock, question_in, section_in
from monosashi.office.questionnaires.counting.questions import FEWEST_OPTIONS, AnswerKind
from monosashi.office.questionnaires.models import Questionnaire, QuestionRow, Section
from monosashi.office.questionnaires.rows import (
    begun,
    recorded_question,
    subject_of,
    told_of_question,
    told_of_section,
)
from monosashi.office.questionnaires.states import QuestionnaireAct
from monosashi.office.questionnaires.told import QuestionTold, SectionTold

Row = TypeVar("Row", Section, QuestionRow)


@transaction.atomic
def add_section(pk: int, told: SectionTold, *, token: str, by: Person) -> Section:
    """Enter a section at the end. Sent twice, it is entered once. Raises NotAllowed, GoneMeanwhile, QuestionnaireForbids."""
    of = lock(pk, QuestionnaireAct.CHANGE, by)
    made = Section.objects.filter(token=token).first()
    if made is not None:
        return made
    row = _write_section(Section(token=token, questionnaire=of, position=_next(of.sections.all())), told, by)
    record("questionnaire.section_added", subject_of(of), by=by.actor, after={"section": told.title})
    return row


@transaction.atomic
def change_section(pk: int, section: int, told: SectionTold, *, based_on: str, by: Person) -> Section:
    """Change a section. Raises NotAllowed, GoneMeanwhile, QuestionnaireForbids, ChangedSince."""
    of = lock(pk, QuestionnaireAct.CHANGE, by)
    row = section_in(of, section)
    if is_news(now := told_of_section(row), told, based_on, row.changed_by_label):
        _write_section(row, told, by)
        before, after = {"section": now.title, "text": now.lead}, {"section": told.title, "text": told.lead}
        record("questionnaire.section_changed", subject_of(of), by=by.actor, before=before, after=after)
    return row


@transaction.atomic
def add_question(pk: int, section: int, told: QuestionTold, *, token: str, by: Person) -> QuestionRow:
    """Enter a question at the end of a section. Sent twice, it is entered once. Raises as `add_section` does, Unfit."""
    of = lock(pk, QuestionnaireAct.CHANGE, by)
    made = QuestionRow.objects.filter(token=token).first()
    if made is not None:
        return made
    within = section_in(of, section)
    row = QuestionRow(token=token, section=within, position=_next(within.questions.all()))
    _fits(of, row, told)
    _write_question(row, told, by)
    record("questionnaire.question_added", subject_of(of), by=by.actor, after=recorded_question(row))
    return row


@transaction.atomic
def change_question(pk: int, question: int, told: QuestionTold, *, based_on: str, by: Person) -> QuestionRow:
    """Change a question; an option whose text stays keeps its key. Raises as `change_section` does, Unfit."""
    of = lock(pk, QuestionnaireAct.CHANGE, by)
    row = question_in(of, question)
    if is_news(told_of_question(row), told, based_on, row.changed_by_label):
        _fits(of, row, told)
        before = recorded_question(row)
        _write_question(row, told, by)
        record(
            "questionnaire.question_changed", subject_of(of), by=by.actor, before=before, after=recorded_question(row)
        )
    return row


@transaction.atomic
def move(pk: int, *, section: int | None = None, question: int | None = None, up: bool, by: Person) -> None:
    """Move a section, or a question in its section, by one place. At the end it stays. Raises as above, Unfit."""
    of = lock(pk, QuestionnaireAct.CHANGE, by)
    if question is not None:
        row = question_in(of, question)
        moved = _moved(tuple(QuestionRow.objects.filter(section=row.section_id)), row.pk, up=up)
    else:
        moved = _moved(tuple(of.sections.all()), section or 0, up=up)
    if not moved:
        return
    _in_order(of)
    record("questionnaire.moved", subject_of(of), by=by.actor, after={"section": begun(moved)})


@transaction.atomic
def remove_section(pk: int, section: int, *, by: Person) -> None:
    """Remove a section with its questions. Raises as above, Unfit where a later question hangs on one of them."""
    of = lock(pk, QuestionnaireAct.CHANGE, by)
    row = section_in(of, section)
    if QuestionRow.objects.filter(asked_if__section=row).exclude(section=row).exists():
        raise Unfit(message("questionnaires.wrong.leads_to"))
    record("questionnaire.section_removed", subject_of(of), by=by.actor, before={"section": row.title})
    QuestionRow.objects.filter(section=row).update(asked_if=None)
    row.delete()


@transaction.atomic
def remove_question(pk: int, question: int, *, by: Person) -> None:
    """Remove a question. Raises as above, Unfit where a later question hangs on it."""
    of = lock(pk, QuestionnaireAct.CHANGE, by)
    row = question_in(of, question)
    if row.leads_to.exists():
        raise Unfit(message("questionnaires.wrong.leads_to"))
    record("questionnaire.question_removed", subject_of(of), by=by.actor, before=recorded_question(row))
    row.delete()


def _write_section(row: Section, told: SectionTold, by: Person) -> Section:
    row.title, row.lead, row.groups = told.title, told.lead, list(told.groups)
    sign(row, by)
    row.save()
    return row


def _write_question(row: QuestionRow, told: QuestionTold, by: Person) -> None:
    row.kind, row.text, row.number, row.unit = told.kind, told.text, told.number, told.unit
    row.other, row.required, row.most = told.other, told.required, told.most
    row.options = _with_keys(row, told.options)
    row.marks = [{"sign": sign_, "meaning": meaning} for sign_, meaning in told.marks]
    row.asked_if_id = told.asked_if
    row.asked_if_options = list(told.asked_if_options)
    sign(row, by)
    row.save()


def _with_keys(row: QuestionRow, texts: Iterable[str]) -> list[dict[str, str]]:
    known = {each["text"]: each["key"] for each in row.options}
    found = []
    for text in texts:
        if text not in known:
            row.last_key += 1
        found.append({"key": known.get(text, str(row.last_key)), "text": text})
    return found


def _fits(of: Questionnaire, row: QuestionRow, told: QuestionTold) -> None:
    kind = AnswerKind(told.kind)
    if len(told.options) < FEWEST_OPTIONS.get(kind, 0):
        raise Unfit(message("questionnaires.wrong.few_options", count=FEWEST_OPTIONS[kind]))
    if len(set(told.options)) < len(told.options):
        raise Unfit(message("questionnaires.wrong.option_twice"))
    signs = [sign_ for sign_, _ in told.marks]
    if kind is AnswerKind.MARKS and (not signs or len(set(signs)) < len(signs)):
        raise Unfit(message("questionnaires.wrong.marks"))
    if told.asked_if is not None:
        _can_hang_on(of, row, told)
    if row.pk:
        _keeps_what_others_hang_on(row, told)


def _can_hang_on(of: Questionnaire, row: QuestionRow, told: QuestionTold) -> None:
    """The question asked before must stand before."""
    order = {each.pk: at for at, each in enumerate(QuestionRow.objects.filter(section__questionnaire=of))}
    own = order.get(row.pk, _place_at_end(of, row))
    if order.get(told.asked_if or 0, own) >= own:
        raise Unfit(message("questionnaires.wrong.asked_if_later"))


def _place_at_end(of: Questionnaire, row: QuestionRow) -> int:
    """How many questions stand before a new one at the end of its section."""
    before = QuestionRow.objects.filter(section__questionnaire=of, section__position__lte=row.section.position)
    return before.count()


def _keeps_what_others_hang_on(row: QuestionRow, told: QuestionTold) -> None:
    gone = {each["key"] for each in row.options if each["text"] not in told.options}
    kept = told.kind in {AnswerKind.ONE, AnswerKind.SEVERAL}
    for later in row.leads_to.all():
        if not kept or gone & set(later.asked_if_options):
            raise Unfit(message("questionnaires.wrong.leads_to"))


def _next(rows: "Iterable[Section] | Iterable[QuestionRow]") -> int:
    highest = rows.aggregate(highest=Max("position"))["highest"]  # type: ignore[union-attr]
    return int(highest or 0) + 1


def _moved(rows: Sequence[Row], pk: int, *, up: bool) -> str:
    """Put one row before or behind its neighbour. Returns what it is called, "" where it stays."""
    order = list(rows)
    at = next((at for at, each in enumerate(order) if each.pk == pk), None)
    to = None if at is None else at + (-1 if up else 1)
    if at is None or to is None or not 0 <= to < len(order):
        return ""
    order.insert(to, order.pop(at))
    for position, row in enumerate(order, start=1):
        row.position = position
        row.save(update_fields=["position"])
    return str(order[to])


def _in_order(of: Questionnaire) -> None:
    """No question hangs on one that stands behind it. Raises Unfit."""
    seen: set[int] = set()
    for row in QuestionRow.objects.filter(section__questionnaire=of):
        if row.asked_if_id is not None and row.asked_if_id not in seen:
            raise Unfit(message("questionnaires.wrong.asked_if_later"))
        seen.add(row.pk)
