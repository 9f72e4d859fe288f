"""A questionnaire is opened, its deadline moved, closed, its results shown inside the city. Each act is one of the table of states."""

from datetime import date

from django.db import transaction

from monosashi.core.messages import message
from monosashi.office.accounts.standing import Person
from monosashi.office.entering.acting import sign
from monosashi.office.events.recording import record
from monosashi.office.questionnaires.acting import Unfit, lock
from monosashi.office.questionnaires.audience import Asked, who_is_asked
from monosashi.office.questionnaires.counting.tally import tally_from, too_small
from monosashi.office.questionnaires.counting.withholding import LEAST
from monosashi.office.questionnaires.models import AnonymousTally, AskedPerson, Questionnaire, QuestionRow
from monosashi.office.questionnaires.rows import subject_of
from monosashi.office.questionnaires.states import QuestionnaireAct, QuestionnaireSource
from monosashi.office.questionnaires.states import after as state_after

_Act = QuestionnaireAct


@transaction.atomic
def open_now(pk: int, *, today: date, by: Person) -> Questionnaire:
    """Fix who is asked as of today, and take answers. Raises NotAllowed, GoneMeanwhile, QuestionnaireForbids, Unfit."""
    row = lock(pk, _Act.OPEN, by)
    if not QuestionRow.objects.filter(section__questionnaire=row).exists():
        raise Unfit(message("questionnaires.wrong.no_question"))
    if row.until < today:
        raise Unfit(message("questionnaires.wrong.over_already", until=row.until.isoformat()))
    asked = who_is_asked(row, today)
    if not asked.members:
        raise Unfit(message("questionnaires.wrong.nobody"))
    if row.anonymous and len(asked.members) < LEAST:
        raise Unfit(message("questionnaires.wrong.too_few", least=LEAST))
    row.as_of, row.groups = today, {key: dict(told) for key, told in asked.groups.items()}
    _ask(row, asked)
    return _moved(row, _Act.OPEN, by, after={"audience_as_of": today.isoformat(), "people_asked": len(asked.members)})


@transaction.atomic
def extend(pk: int, *, until: date, today: date, by: Person) -> Questionnaire:
    """Move the last day. Raises as above."""
    row = lock(pk, _Act.EXTEND, by)
    if until < max(row.since, today):
        raise Unfit(message("questionnaires.wrong.extended", until=until.isoformat()))
    before, row.until = row.until, until
    return _moved(row, _Act.EXTEND, by, before={"until": before.isoformat()}, after={"until": until.isoformat()})


@transaction.atomic
def close(pk: int, *, by: Person) -> Questionnaire:
    """Take no more answers. Of an anonymous one, groups in which fewer than five answered are gathered for good. Raises as above."""
    row = lock(pk, _Act.CLOSE, by)
    handed_in = AskedPerson.objects.filter(questionnaire=row, handed_in=True).count()
    if row.anonymous:
        _gather(row)
    AskedPerson.objects.filter(questionnaire=row, draft__isnull=False).update(draft=None)
    return _moved(row, _Act.CLOSE, by, after={"people_handed_in": handed_in})


@transaction.atomic
def take_again(pk: int, *, until: date, today: date, by: Person) -> Questionnaire:
    """Take answers again until a day. Never to an anonymous one: what changes then would be the answers of few. Raises as above."""
    row = lock(pk, _Act.TAKE_AGAIN, by)
    if row.anonymous:
        raise Unfit(message("questionnaires.wrong.anonymous_again"))
    if until < max(row.since, today):
        raise Unfit(message("questionnaires.wrong.extended", until=until.isoformat()))
    row.until = until
    return _moved(row, _Act.TAKE_AGAIN, by, after={"until": until.isoformat()})


@transaction.atomic
def publish(pk: int, *, by: Person) -> Questionnaire:
    """Show the counts to every employee. Raises as above."""
    row = lock(pk, _Act.PUBLISH, by)
    if (
        row.source == QuestionnaireSource.PRINTED
        and not QuestionRow.objects.filter(section__questionnaire=row).exists()
    ):
        raise Unfit(message("questionnaires.wrong.no_question"))
    return _moved(row, _Act.PUBLISH, by)


@transaction.atomic
def take_back(pk: int, *, why: str, by: Person) -> Questionnaire:
    """Show them no more. Raises as above."""
    return _moved(lock(pk, _Act.TAKE_BACK, by), _Act.TAKE_BACK, by, why=why)


def _ask(row: Questionnaire, asked: Asked) -> None:
    AskedPerson.objects.bulk_create(
        (
            AskedPerson(
                questionnaire=row,
                staff_id=member.staff,
                department=member.department,
                groups=list(member.groups),
                counted_in=asked.counted_in(member),
                anonymous=row.anonymous,
            )
            for member in asked.members
        ),
        batch_size=500,
    )
    if row.anonymous:
        AnonymousTally.objects.create(questionnaire=row, counts={})


def _gather(row: Questionnaire) -> None:
    kept = AnonymousTally.objects.get(questionnaire=row)
    tally = tally_from(kept.counts)
    small: dict[str, str] = {}
    for of in ("department", "kind"):
        small |= too_small({group: tally.people[group] for group in tally.groups(of)}, LEAST)
    kept.counts = tally.gathered(small).plain
    kept.save()
    asked = {group: row.groups[group]["asked"] for group in small if group in row.groups}
    for group in asked:
        del row.groups[group]
    for group, count in asked.items():
        there = row.groups.setdefault(small[group], {"name": "", "asked": 0})
        there["asked"] += count


def _moved(
    row: Questionnaire, act: QuestionnaireAct, by: Person, *, before: object = None, after: object = None, why: str = ""
) -> Questionnaire:
    row.state = state_after(row.source, row.state, act).value
    sign(row, by)
    row.save()
    record(f"questionnaire.{act.value}", subject_of(row), by=by.actor, before=before, after=after, why=why)
    return row
