"""Questionnaires of the sample city: two surveys of real cities of which the print is known, two made-up ones to practise with."""

import tomllib
from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import timedelta
from decimal import Decimal
from importlib.resources import files
from typing import Any

from django.utils import timezone

from monosashi.office.accounts.models import Staff
from monosashi.office.accounts.standing import Person, person
from monosashi.office.entering.told import new_token, seen
from monosashi.office.questionnaires import (
    actions_answering,
    actions_links,
    actions_making,
    actions_printed,
    actions_questions,
    actions_running,
)
from monosashi.office.questionnaires.actions_links import Served
from monosashi.office.questionnaires.counting.printed import UNANSWERED, Printed, PrintedRow
from monosashi.office.questionnaires.counting.questions import OTHER, Answer
from monosashi.office.questionnaires.models import AskedPerson, Questionnaire, QuestionRow, Section
from monosashi.office.questionnaires.states import QuestionnaireAudience, QuestionnaireSource
from monosashi.office.questionnaires.told import QuestionnaireTold, QuestionTold, SectionTold

Told = Mapping[str, Any]


def hold_questionnaires(plan: str, measure: str, *, office: Person) -> tuple[Questionnaire, ...]:
    """Enter all of them; Akita's serves a measure. The printed ones first, then one that is closed, then the one that is open."""
    told = tomllib.loads((files(__package__) / "example_questionnaires.toml").read_text(encoding="utf-8"))
    printed = [_printed(each, office) for each in told["printed"]]
    question = QuestionRow.objects.get(section__questionnaire=printed[0], number="5-1")
    served = Served(plan, measure, question=question.pk, option=question.options[1]["key"])
    actions_links.link(printed[0].pk, served, by=office)
    return (*printed, *(_invented(each, office) for each in told["invented"]))


def _printed(told: Told, by: Person) -> Questionnaire:
    head = QuestionnaireTold(
        told["title"],
        told["since"],
        told["until"],
        told["purpose"],
        carried_out_by=told["carried_out_by"],
        page=told["page"],
        printed_groups=tuple((name, asked, answered) for name, asked, answered in told["groups"]),
    )
    row = actions_making.make(head, source=QuestionnaireSource.PRINTED, token=new_token(), by=by)
    keys = {group["name"]: key for key, group in row.groups.items()}
    made: dict[str, QuestionRow] = {}
    for each in told["sections"]:
        section = _section(row, each, [keys[name] for name in each.get("groups", ())], by)
        for question in each["questions"]:
            one = _ask(section, {**question, **_asked_if(question, made)}, by)
            made[question["number"]] = one
            figures = _figures(one, question)
            if figures:
                actions_printed.keep_figures(row.pk, one.pk, figures, based_on=seen(one.figures), by=by)
    return actions_running.publish(row.pk, by=by)


def _asked_if(told: Told, made: Mapping[str, QuestionRow]) -> dict[str, Any]:
    if "asked_if" not in told:
        return {}
    number, *texts = told["asked_if"]
    return {"asked_if": made[number].pk, "asked_if_options": _keys(made[number], texts)}


def _keys(row: QuestionRow, texts: Iterable[str]) -> tuple[str, ...]:
    known = {each["text"]: each["key"] for each in row.options}
    return tuple(known[text] for text in texts)


def _section(row: Questionnaire, told: Told, groups: Sequence[str], by: Person) -> Section:
    return actions_questions.add_section(
        row.pk, SectionTold(told["title"], groups=tuple(groups)), token=new_token(), by=by
    )


def _ask(section: Section, told: Told, by: Person) -> QuestionRow:
    options = told.get("options") or [row[0] for row in told.get("rows", told.get("ranked", ()))]
    wanted = QuestionTold(
        told["kind"],
        told["text"],
        told.get("number", ""),
        tuple(options),
        tuple((sign, meaning) for sign, meaning in told.get("marks", ())),
        bool(told.get("other")),
        told.get("required", False),
        told.get("unit", ""),
        told.get("most", 0),
        told.get("asked_if"),
        told.get("asked_if_options", ()),
    )
    return actions_questions.add_question(section.questionnaire_id, section.pk, wanted, token=new_token(), by=by)


def _figures(row: QuestionRow, told: Told) -> Printed:
    keys = {each["text"]: each["key"] for each in row.options}
    signs = [sign for sign, _ in told.get("marks", ())]
    found = {keys[text]: _row(figures, signs) for text, *figures in told.get("rows", ())}
    found |= {keys[text]: PrintedRow(count, rank=rank) for text, count, rank in told.get("ranked", ())}
    if "other" in told:
        found[OTHER] = _row(told["other"], signs)
    if "unanswered" in told:
        found[UNANSWERED] = _row(told["unanswered"], ())
    return Printed(found)


def _row(figures: Sequence[Any], signs: Sequence[str]) -> PrintedRow:
    """Counts, by sign where there are signs, and behind them the rate where one is printed."""
    counts = [each for each in figures if isinstance(each, int)]
    rate = next((Decimal(each) for each in figures if isinstance(each, str)), None)
    if signs:
        return PrintedRow(marks=dict(zip(signs, counts, strict=True)), rate=rate)
    return PrintedRow(counts[0], rate=rate)


def _invented(told: Told, by: Person) -> Questionnaire:
    today = timezone.localdate()
    since, until = (today + timedelta(days=days) for days in told["days"])
    head = QuestionnaireTold(
        told["title"],
        since,
        max(until, today),
        told["purpose"],
        QuestionnaireAudience.EVERYBODY.value,
        anonymous=told["anonymous"],
    )
    row = actions_making.make(head, source=QuestionnaireSource.ASKED, token=new_token(), by=by)
    made: list[QuestionRow] = []
    for each in told["sections"]:
        section = _section(row, each, (), by)
        for question in each["questions"]:
            made.append(_ask(section, {**question, **_asked_if_last(question, made)}, by))
    row = actions_running.open_now(row.pk, today=today, by=by)
    if told["closed"]:
        for staff, answers in zip(_asked(row), _repeated(told["answers"]), strict=False):
            actions_answering.hand_in_anonymously(row.pk, _answers(made, answers), today=today, by=person(staff))
        actions_running.close(row.pk, by=by)
        row = actions_running.publish(row.pk, by=by)
    return row


def _asked_if_last(told: Told, made: Sequence[QuestionRow]) -> dict[str, Any]:
    """It hangs on the question before."""
    if "asked_if" not in told:
        return {}
    return {"asked_if": made[-1].pk, "asked_if_options": _keys(made[-1], told["asked_if"])}


def _asked(row: Questionnaire) -> Iterator[Staff]:
    return (each.staff for each in AskedPerson.objects.filter(questionnaire=row).select_related("staff"))


def _repeated(answers: Sequence[Told]) -> Iterator[Told]:
    for _ in range(3):
        yield from answers


def _answers(made: Sequence[QuestionRow], told: Told) -> dict[int, Answer]:
    found = {row.pk: Answer(_keys(row, texts)) for row, texts in zip(made, told["given"], strict=False)}
    if "text" in told:
        found[made[-1].pk] = Answer(text=told["text"])
    return {key: answer for key, answer in found.items() if answer}
