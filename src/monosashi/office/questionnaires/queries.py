"""Rows of questionnaires -> values, in a fixed number of queries however many answered."""

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from django.db.models import Count, Q, QuerySet

from monosashi.office.accounts.written_once import Columns, Parameter
from monosashi.office.questionnaires.counting.printed import printed_from
from monosashi.office.questionnaires.counting.questions import Question
from monosashi.office.questionnaires.counting.results import QuestionResult, Survey, results_of
from monosashi.office.questionnaires.counting.tally import Respondent, Tally, tally_from, tally_of
from monosashi.office.questionnaires.counting.withholding import LEAST
from monosashi.office.questionnaires.models import (
    AnonymousTally,
    AskedPerson,
    Questionnaire,
    QuestionRow,
    Section,
    ServesMeasure,
)
from monosashi.office.questionnaires.rows import answers_from, groups_of, question_of
from monosashi.office.questionnaires.states import QuestionnaireSource, QuestionnaireState


class NoSuchQuestionnaire(LookupError):
    """There is no such questionnaire, section or question."""


def open_ones() -> "QuerySet[Questionnaire]":
    """Those that are open."""
    return Questionnaire.objects.filter(state=QuestionnaireState.OPEN).order_by("until", "pk")


_OPEN = Columns(lambda: open_ones().values_list("pk", "title", "since", "until", "anonymous"))
_MINE = Columns(
    lambda: AskedPerson.objects.filter(
        staff=Parameter("staff"), handed_in=False, questionnaire__state=QuestionnaireState.OPEN
    ).values_list("questionnaire_id", "draft__isnull")
)


@dataclass(frozen=True, slots=True)
class OpenOne:
    """A questionnaire that is open. `is_mine`: somebody is asked and has not handed in; `is_over`: its last day is."""

    pk: int
    title: str
    until: date
    anonymous: bool
    is_mine: bool
    has_draft: bool
    is_over: bool


@dataclass(frozen=True, slots=True)
class Outline:
    """A questionnaire of a list. `asked` and `handed_in` None: not known."""

    row: Questionnaire
    questions: int
    asked: int | None
    handed_in: int | None


def open_for(staff: int | None, today: date) -> tuple[OpenOne, ...]:
    """All that are open, the most pressing first, as they concern somebody. One short query where none is, else two."""
    found = _OPEN()
    mine = dict(_MINE(staff=staff)) if any(since <= today <= until for _, _, since, until, _ in found) else {}
    return tuple(
        OpenOne(
            pk, title, until, anonymous, pk in mine and since <= today <= until, not mine.get(pk, True), until < today
        )
        for pk, title, since, until, anonymous in found
    )


def outlines(*, drafts: bool) -> tuple[Outline, ...]:
    """All questionnaires, the newest first; without `drafts` those that every employee sees. One query."""
    rows = Questionnaire.objects.annotate(
        question_count=Count("sections__questions", distinct=True),
        asked_count=Count("asked", distinct=True),
        handed_in_count=Count("asked", filter=Q(asked__handed_in=True), distinct=True),
    ).order_by("-since", "-pk")
    if not drafts:
        rows = rows.exclude(state=QuestionnaireState.DRAFT)
    return tuple(
        Outline(row, row.question_count, row.asked_count, row.handed_in_count)
        if row.source != QuestionnaireSource.PRINTED and row.state != QuestionnaireState.DRAFT
        else Outline(row, row.question_count, *_in_print(row))
        for row in rows
    )


def _in_print(row: Questionnaire) -> tuple[int | None, int | None]:
    """Asked and answered as the print tells them."""
    groups = groups_of(row).values()
    asked = [group.asked for group in groups if group.asked is not None]
    answered = [group.answered for group in groups if group.answered is not None]
    whole = len(groups)
    return (
        sum(asked) if asked and len(asked) == whole else None,
        sum(answered) if answered and len(answered) == whole else None,
    )


def one(pk: int) -> Questionnaire:
    """One questionnaire with the one that it was copied from. One query. Raises NoSuchQuestionnaire."""
    row = Questionnaire.objects.select_related("copied_from").filter(pk=pk).first()
    if row is None:
        raise NoSuchQuestionnaire(pk)
    return row


def sections_of(pk: int) -> tuple[Section, ...]:
    """Its sections with their questions, in order. Two queries."""
    return tuple(Section.objects.filter(questionnaire=pk).prefetch_related("questions"))


def one_section(pk: int, section: int) -> Section:
    """A section. One query. Raises NoSuchQuestionnaire."""
    row = Section.objects.filter(questionnaire=pk, pk=section).first()
    if row is None:
        raise NoSuchQuestionnaire(section)
    return row


def one_question(pk: int, question: int) -> QuestionRow:
    """A question with its section. One query. Raises NoSuchQuestionnaire."""
    row = QuestionRow.objects.filter(section__questionnaire=pk, pk=question).select_related("section").first()
    if row is None:
        raise NoSuchQuestionnaire(question)
    return row


def question_rows(pk: int) -> tuple[QuestionRow, ...]:
    """All questions in their order, each with its section. One query."""
    return tuple(QuestionRow.objects.filter(section__questionnaire=pk).select_related("section"))


def asked_person(pk: int, staff: int) -> AskedPerson | None:
    """Somebody as they are asked; None where they are not. One query."""
    return AskedPerson.objects.filter(questionnaire=pk, staff=staff).first()


def asked_people(pk: int) -> "QuerySet[AskedPerson]":
    """All who are asked, with their accounts."""
    return AskedPerson.objects.filter(questionnaire=pk).select_related("staff")


def survey_of(row: Questionnaire, rows: Sequence[QuestionRow]) -> Survey:
    """All that its results are made of. One query of one that is only printed, of others two."""
    questions = tuple(map(question_of, rows))
    if row.source == QuestionnaireSource.PRINTED:
        return Survey(questions, groups_of(row), printed={each.pk: printed_from(each.figures) for each in rows})
    people = AskedPerson.objects.filter(questionnaire=row).values_list("groups", "handed_in", "answers", "counted_in")
    asked = tuple(people)
    if row.anonymous:
        kept = AnonymousTally.objects.filter(questionnaire=row).first()
        tally = tally_from(kept.counts) if kept else Tally()
    else:
        handed_in = (
            (answers_from(answers), Respondent(frozenset(groups), tuple(counted)))
            for groups, done, answers, counted in asked
            if done
        )
        tally = tally_of(questions, handed_in)
    return Survey(
        questions, groups_of(row), tally, row.anonymous, asked_by=_asked_by(questions, [each[0] for each in asked])
    )


def _asked_by(questions: Iterable[Question], asked: Sequence[Sequence[str]]) -> Mapping[frozenset[str], int]:
    """How many were asked of whom each section is for."""
    found: set[frozenset[str]] = {question.groups for question in questions} | {frozenset()}
    people = Counter(map(frozenset, asked))
    return {groups: sum(count for own, count in people.items() if not groups or groups & own) for groups in found}


def are_results_there(row: Questionnaire, survey: Survey) -> bool:
    """Whether results can be seen by whoever may: of an anonymous one after it closed, where five or more answered."""
    if row.state == QuestionnaireState.DRAFT:
        return row.source == QuestionnaireSource.PRINTED
    if not row.anonymous:
        return True
    return row.state != QuestionnaireState.OPEN and survey.tally.people[""] >= LEAST


def results_before(rows: Sequence[QuestionRow]) -> dict[int, QuestionResult]:
    """What the questions that these repeat came to, by the key of those that repeat them. Four queries for each earlier one."""
    wanted = {row.pk: row.earlier_id for row in rows if row.earlier_id}
    if not wanted:
        return {}
    before = QuestionRow.objects.filter(pk__in=wanted.values()).values_list("section__questionnaire", flat=True)
    found: dict[int, QuestionResult] = {}
    for pk in sorted(set(before)):
        earlier = one(pk)
        survey = survey_of(earlier, question_rows(pk))
        if earlier.state == QuestionnaireState.OPEN or not are_results_there(earlier, survey):
            continue
        found |= {result.question.id: result for result in results_of(survey)}
    return {key: found[old] for key, old in wanted.items() if old in found}


def serving(plan: str | Parameter, node: str | Parameter) -> "QuerySet[ServesMeasure]":
    """What questionnaires serve a measure."""
    return ServesMeasure.objects.filter(plan=plan, node=node).select_related("questionnaire", "question__section")


def served_by(pk: int) -> tuple[ServesMeasure, ...]:
    """What a questionnaire serves. One query."""
    return tuple(
        ServesMeasure.objects.filter(questionnaire=pk).select_related("questionnaire", "question__section", "plan")
    )
