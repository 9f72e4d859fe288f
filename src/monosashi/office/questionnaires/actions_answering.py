"""Whoever is asked keeps a draft, hands in, changes it until it closes.

Of an anonymous questionnaire nothing is kept but counts, in one row that is written anew with each answer, and that somebody handed
in: no draft, no time, no event. What can be joined to a person is not there (decision 26).
"""

from datetime import date

from django.db import transaction
from django.utils import timezone

from monosashi.core.messages import InvalidInput, Problem, message
from monosashi.office.accounts.refusals import StateForbids
from monosashi.office.accounts.standing import Person
from monosashi.office.entering.told import ChangedSince, seen
from monosashi.office.events.locking import locked
from monosashi.office.events.recording import record
from monosashi.office.questionnaires.acting import lock_for
from monosashi.office.questionnaires.counting.questions import Answers, Question, wrongs
from monosashi.office.questionnaires.counting.tally import Respondent, tally_from
from monosashi.office.questionnaires.models import AnonymousTally, AskedPerson, Questionnaire, QuestionRow
from monosashi.office.questionnaires.rows import answers_plain, question_of, subject_of
from monosashi.office.questionnaires.states import QuestionnaireAct


class NotAsked(StateForbids):
    """This person is not among those who are asked."""

    def __init__(self) -> None:
        super().__init__(message("questionnaires.not_asked"))


class NotNow(StateForbids):
    """The period has not begun, or is over."""

    def __init__(self, row: Questionnaire) -> None:
        super().__init__(message("questionnaires.not_now", since=row.since.isoformat(), until=row.until.isoformat()))


class HandedInAlready(StateForbids):
    """What was handed in without a name can be found again by nobody."""

    def __init__(self) -> None:
        super().__init__(message("questionnaires.handed_in_already"))


@transaction.atomic
def save_draft(pk: int, answers: Answers, *, based_on: str, today: date, by: Person) -> None:
    """Keep what was typed until it is handed in. Raises NotAsked, NotNow, ChangedSince, QuestionnaireForbids."""
    _, person = _asked(pk, today, by, anonymous=False)
    _refuse_if_other(person, based_on, by)
    person.draft = answers_plain(answers)
    person.save(update_fields=["draft"])


@transaction.atomic
def hand_in(pk: int, answers: Answers, *, based_on: str, today: date, by: Person) -> None:
    """Hand in, or change what was. Raises as `save_draft` does, InvalidInput with all that is wrong."""
    row, person = _asked(pk, today, by, anonymous=False)
    _refuse_if_other(person, based_on, by)
    _complete(row, answers, frozenset(person.groups))
    again, person.handed_in = person.handed_in, True
    person.answers, person.draft, person.handed_in_at = answers_plain(answers), None, timezone.now()
    person.save()
    record("questionnaire.changed_answers" if again else "questionnaire.handed_in", subject_of(row), by=by.actor)


@transaction.atomic
def hand_in_anonymously(pk: int, answers: Answers, *, today: date, by: Person) -> None:
    """Add answers to the counts and tick off the person. Raises NotAsked, NotNow, HandedInAlready, QuestionnaireForbids, InvalidInput."""
    row, person = _asked(pk, today, by, anonymous=True)
    if person.handed_in:
        raise HandedInAlready
    questions = _complete(row, answers, frozenset(person.groups))
    kept = locked(AnonymousTally.objects.filter(questionnaire=row)).get()
    tally = tally_from(kept.counts)
    tally.add(questions, answers, Respondent(frozenset(person.groups), tuple(person.counted_in)))
    kept.counts = tally.plain
    kept.save(update_fields=["counts"])
    person.handed_in = True
    person.save(update_fields=["handed_in"])


def based_on(person: AskedPerson) -> str:
    """What the page of answers carries of what it showed."""
    return seen({"answers": person.answers, "draft": person.draft})


def _asked(pk: int, today: date, by: Person, *, anonymous: bool) -> tuple[Questionnaire, AskedPerson]:
    row = lock_for(pk, QuestionnaireAct.ANSWER)
    person = locked(AskedPerson.objects.filter(questionnaire=row, staff=by.staff.pk)).first()
    if person is None or row.anonymous is not anonymous:
        raise NotAsked
    if not row.since <= today <= row.until:
        raise NotNow(row)
    return row, person


def _refuse_if_other(person: AskedPerson, seen_before: str, by: Person) -> None:
    """The same person may have the page open twice."""
    if seen_before != based_on(person):
        raise ChangedSince({}, by.actor.label)


def _complete(row: Questionnaire, answers: Answers, groups: frozenset[str]) -> tuple[Question, ...]:
    """The questions. Raises InvalidInput."""
    rows = tuple(QuestionRow.objects.filter(section__questionnaire=row).select_related("section"))
    questions = tuple(map(question_of, rows))
    found = tuple(
        Problem(
            question.text,
            None,
            message(f"questionnaires.answer_wrong.{wrong.value}"),
            message(f"questionnaires.answer_wrong.{wrong.value}.remedy"),
        )
        for question, wrong in wrongs(questions, answers, groups)
    )
    if found:
        raise InvalidInput(found)
    return questions
