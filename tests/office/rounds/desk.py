"""A round of Akita's year before anybody answered: the real plan without the year's answers, and the real answers beside it."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from monosashi.core.plan import Plan
from monosashi.exchange.answer_sheets.slot_values import held
from monosashi.office.accounts.models import Department, Posting
from monosashi.office.accounts.permissions import Role
from monosashi.office.accounts.standing import Person, person
from monosashi.office.plans.actions import keep_new_plan
from monosashi.office.plans.actions_editions import freeze
from monosashi.office.rounds.acting import Of
from monosashi.office.rounds.actions_answering import Typed, save_answers, submit
from monosashi.office.rounds.actions_confirming import confirm
from monosashi.office.rounds.actions_preparing import Wanted, open_round, prepare
from monosashi.office.rounds.answer_texts import text_of
from monosashi.office.rounds.models import Round
from monosashi.office.rounds.queries import filled, parts_of, sheet_of
from monosashi.office.rounds.states import RoundKind
from office.laid import Laid, Someone, account, akita_plan, somebody_coordinating
from office.rounds.blank_year import YEAR, unanswered

WORDS = {
    "result": "計画どおり実施した。",
    "next_step": "引き続き進める。",
    "unmet_reason": "利用が伸びなかった。",
    "disposition": "continue",
    "execution": "as_planned",
}
"""What is typed where Akita's published sheets are silent."""


@dataclass
class Desk:
    """A round with people of one measure's lead department."""

    round: Round
    full: Plan
    coordinator: Person
    answerer: Person
    confirmer: Person
    chief: Person
    node: str

    @property
    def of(self) -> Of:
        """The sheet of the measure."""
        return Of(self.round.pk, self.node)

    def answers(self, node: str = "") -> Mapping[str, Typed]:
        """What Akita published for the measure, as the department would type it, with words where it is silent."""
        return answers_of(self.round, node or self.node, self.full)


def answers_of(held_round: Round, node: str, full: Plan) -> dict[str, Typed]:
    """The texts of every slot of a sheet."""
    sheet = filled(sheet_of(held_round, node))
    texts = {}
    for slot in sheet.asked.every:
        text = text_of(slot, held(full, node, YEAR, slot)) or (
            WORDS.get(slot.at[1], "") if slot.at[0] == "result" else ""
        )
        if not text and slot.at[-1] == "spent":
            text = "0"
        if text != sheet.text(slot):
            texts[slot.id] = Typed(text, sheet.text(slot))
    return texts


def lay_desk() -> Laid:
    """The round of p.73's measure, with nobody else in the office."""
    desk = make_desk(akita_plan(), somebody_coordinating(), account)
    return Laid(desk.coordinator, desk)


def make_desk(akita: Plan, coordinator: Person, someone: Someone, node: str = "n-p073") -> Desk:
    """The round with people of the department that leads a measure."""
    keep_new_plan(unanswered(akita), by=coordinator)
    freeze(plan_id=akita.id, fiscal_year=YEAR, label="令和6年度 判定版", by=coordinator)
    wanted = Wanted(YEAR, RoundKind.YEAR, 1, date(2025, 5, 9), date(2025, 5, 20), "令和6年度の実績を回答してください。")
    held_round = prepare(plan_id=akita.id, wanted=wanted, by=coordinator)
    held_round = open_round(number=held_round.pk, by=coordinator)
    code = parts_of(sheet_of(held_round, node)).leads[0]
    people = [
        someone(role, department=code, name=name)
        for role, name in (
            (Role.DEPARTMENT_EDITOR, "工藤 真由"),
            (Role.CONFIRMER, "加賀谷 進"),
            (Role.CONFIRMER, "石川 課長"),
        )
    ]
    for staff, post in zip(people, ("主任", "係長", "課長"), strict=True):
        Posting.objects.create(staff=staff, department=Department.objects.get(pk=code), post=post)
    answerer, confirmer, chief = (person(each) for each in people)
    return Desk(held_round, akita, coordinator, answerer, confirmer, chief, node)


def submitted(desk: Desk) -> None:
    """The sheet of the desk answered, submitted and confirmed."""
    save_answers(desk.of, desk.answers(), by=desk.answerer)
    submit(desk.of, by=desk.answerer)
    confirm(desk.of, by=desk.confirmer)
