"""A questionnaire to the officers of two departments, made by the acts themselves, and people who answer it."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from decimal import Decimal
from typing import Any

from django.utils import timezone

from monosashi.office.accounts.models import Department, Posting
from monosashi.office.accounts.permissions import Role
from monosashi.office.accounts.standing import Person, person
from monosashi.office.entering.told import new_token
from monosashi.office.officers.models import Appointment, OfficerKind
from monosashi.office.questionnaires import actions_answering as answering
from monosashi.office.questionnaires import actions_making, actions_questions, actions_running
from monosashi.office.questionnaires.counting.questions import Answer
from monosashi.office.questionnaires.models import AskedPerson, Questionnaire, QuestionRow
from monosashi.office.questionnaires.states import QuestionnaireAudience, QuestionnaireSource
from monosashi.office.questionnaires.told import QuestionnaireTold, QuestionTold, SectionTold
from office.laid import account

OWN, OTHER = "d-07", "d-05"


def today() -> date:
    return timezone.localdate()


def told(**more: Any) -> QuestionnaireTold:
    whole = {
        "title": "推進主任等アンケート",
        "since": today() - timedelta(days=3),
        "until": today() + timedelta(days=7),
        "audience": QuestionnaireAudience.EVERYBODY.value,
        **more,
    }
    return QuestionnaireTold(**whole)


@dataclass
class Room:
    """A draft with its questions: one choice with その他, several choices for those who chose the second, marks, a text, and one for officers alone."""

    by: Person
    row: Questionnaire
    one: QuestionRow
    several: QuestionRow
    marks: QuestionRow
    text: QuestionRow
    kind: OfficerKind

    def open(self) -> None:
        actions_running.open_now(self.row.pk, today=today(), by=self.by)

    def close(self) -> None:
        actions_running.close(self.row.pk, by=self.by)

    def hand_in(self, who: Person, answers: Mapping[int, Answer]) -> None:
        if self.row.anonymous:
            answering.hand_in_anonymously(self.row.pk, answers, today=today(), by=who)
        else:
            answering.hand_in(self.row.pk, answers, based_on=self.seen(who), today=today(), by=who)

    def seen(self, who: Person) -> str:
        return answering.based_on(AskedPerson.objects.get(questionnaire=self.row, staff=who.staff))

    def fresh(self) -> Questionnaire:
        return Questionnaire.objects.get(pk=self.row.pk)


def a_room(by: Person, **more: Any) -> Room:
    made = actions_making.make(told(**more), source=QuestionnaireSource.ASKED, token=new_token(), by=by)
    section = actions_questions.add_section(made.pk, SectionTold("職務について"), token=new_token(), by=by)

    def ask(kind: str, text: str, **rest: Any) -> QuestionRow:
        wanted = QuestionTold(kind, text, **rest)
        return actions_questions.add_question(made.pk, section.pk, wanted, token=new_token(), by=by)

    one = ask("one", "他課との連携は足りていますか。", options=("足りている", "足りない"), other=True, required=True)
    several = ask(
        "several",
        "どのような連携があるとよいですか。",
        options=("共有の一覧", "定期の会合"),
        asked_if=one.pk,
        asked_if_options=("2",),
    )
    marks = ask("marks", "できることに印を。", options=("表計算", "動画"), marks=(("○", "している"), ("△", "できる")))
    text = ask("text", "ご意見")
    signed = {"token": new_token(), "changed_by_label": "", "changed_at": timezone.now()}
    kind, _ = OfficerKind.objects.get_or_create(name="デジタル推進主任", defaults={"how_many": "exactly_one", **signed})
    return Room(by, made, one, several, marks, text, kind)


def people(count: int, department: str = OWN) -> list[Person]:
    """Employees who work in a department."""
    Department.objects.get_or_create(code=department, defaults={"name": department})
    found = [account(Role.EMPLOYEE, name=f"{department} 職員{at}") for at in range(count)]
    Posting.objects.bulk_create(Posting(staff=staff, department_id=department) for staff in found)
    return [person(staff) for staff in found]


def an_officer(who: Person, kind: OfficerKind, department: str = OWN) -> None:
    Appointment.objects.create(
        kind=kind,
        department=department,
        staff=who.staff,
        since=today() - timedelta(days=30),
        chosen_by="post",
        told_on=today(),
        token=new_token(),
        changed_by_label="",
        changed_at=timezone.now(),
    )


def chosen(*keys: str, other: str = "") -> Answer:
    return Answer(chosen=keys, other=other)


def number(text: str) -> Answer:
    return Answer(number=Decimal(text))
