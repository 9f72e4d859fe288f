"""Rows -> what forms show and actions compare, what is counted, and what events say of them."""

from collections.abc import Mapping
from typing import Any

from monosashi.office.events.values import Subject
from monosashi.office.questionnaires.counting.questions import (
    AnswerKind,
    Answers,
    Condition,
    Mark,
    Option,
    Question,
    answer_from,
)
from monosashi.office.questionnaires.counting.results import Group
from monosashi.office.questionnaires.models import Questionnaire, QuestionRow, Section
from monosashi.office.questionnaires.told import QuestionnaireTold, QuestionTold, SectionTold

_LABEL = 60
"""Letters of a question that an event repeats."""


def question_of(row: QuestionRow) -> Question:
    """A question as it is counted. Its section is read with it."""
    condition = Condition(row.asked_if_id, frozenset(row.asked_if_options)) if row.asked_if_id else None
    return Question(
        row.pk,
        AnswerKind(row.kind),
        row.text,
        tuple(Option(each["key"], each["text"]) for each in row.options),
        tuple(Mark(each["sign"], each["meaning"]) for each in row.marks),
        row.other,
        row.required,
        row.unit,
        row.most,
        condition,
        frozenset(row.section.groups),
    )


def answers_from(plain: Mapping[str, Any] | None) -> Answers:
    """Answers by question, as a row keeps them."""
    return {int(key): answer_from(told) for key, told in (plain or {}).items()}


def answers_plain(answers: Answers) -> dict[str, Any]:
    """Answers as a row keeps them; what was not answered is not there."""
    return {str(key): answer.plain for key, answer in sorted(answers.items()) if answer.plain}


def groups_of(row: Questionnaire) -> dict[str, Group]:
    """The groups of the day on which it was opened, or that the print tells apart."""
    return {key: Group(key, told["name"], told.get("asked"), told.get("answered")) for key, told in row.groups.items()}


def told_of(row: Questionnaire) -> QuestionnaireTold:
    """A questionnaire as its form shows it."""
    return QuestionnaireTold(
        row.title,
        row.since,
        row.until,
        row.purpose,
        row.audience,
        tuple(row.departments),
        tuple(row.officer_kinds),
        row.anonymous,
        row.carried_out_by,
        row.page,
        tuple((told["name"], told.get("asked"), told.get("answered")) for told in row.groups.values())
        if row.source == "printed"
        else (),
    )


def told_of_section(row: Section) -> SectionTold:
    """A section as its form shows it."""
    return SectionTold(row.title, row.lead, tuple(row.groups))


def told_of_question(row: QuestionRow) -> QuestionTold:
    """A question as its form shows it."""
    return QuestionTold(
        row.kind,
        row.text,
        row.number,
        tuple(each["text"] for each in row.options),
        tuple((each["sign"], each["meaning"]) for each in row.marks),
        row.other,
        row.required,
        row.unit,
        row.most,
        row.asked_if_id,
        tuple(row.asked_if_options),
    )


def subject_of(row: Questionnaire) -> Subject:
    """A questionnaire, as events name it."""
    return Subject("questionnaire", str(row.pk), row.title)


def recorded(row: Questionnaire) -> dict[str, object]:
    """A questionnaire as an event says it."""
    return {
        "questionnaire_title": row.title,
        "survey_purpose": row.purpose,
        "since": row.since.isoformat(),
        "until": row.until.isoformat(),
        "questionnaire_audience": row.audience,
        "anonymous": row.anonymous,
        "carried_out_by": row.carried_out_by,
    }


def recorded_question(row: QuestionRow) -> dict[str, object]:
    """A question as an event says it."""
    return {
        "survey_question": row.text,
        "answer_kind": row.kind,
        "options": [each["text"] for each in row.options],
        "required": row.required,
    }


def begun(text: str) -> str:
    """The beginning of a question, for an event that tells of something else."""
    return text[:_LABEL]
