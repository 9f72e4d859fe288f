"""The yearly round in the city of the browser tests: every page of it has something to show. Django has to be set up.

市民課 was asked with all others. A sheet in which it has a part is half answered; its own waits for its confirmer. It concurs to
the sheets of 情報統計課, of which two lie before the office.
"""

from dataclasses import dataclass, replace
from datetime import date, timedelta
from pathlib import Path

from monosashi.exchange.answer_sheets.issuing import issue_to
from monosashi.exchange.answer_sheets.slot_values import held
from monosashi.office.accounts.models import RoleAssignment, Staff
from monosashi.office.accounts.permissions import Role
from monosashi.office.accounts.standing import Person, person
from monosashi.office.answering.actions_evidence import add_evidence
from monosashi.office.answering.actions_notes import add_note
from monosashi.office.answering.evidence_files import checked
from monosashi.office.closing import money_files
from monosashi.office.closing.actions_following import Wish as Proposal
from monosashi.office.closing.actions_following import propose
from monosashi.office.closing.views_papers import questions_of
from monosashi.office.compiling import actions_extending, actions_remarks, actions_reminding
from monosashi.office.confirming.actions import set_route
from monosashi.office.plans.queries import whole
from monosashi.office.rounds.acting import Of
from monosashi.office.rounds.actions_answering import Typed, save_answers, submit
from monosashi.office.rounds.actions_confirming import confirm
from monosashi.office.rounds.actions_preparing import Wanted, open_round, prepare
from monosashi.office.rounds.models import FollowUp, Round
from monosashi.office.rounds.queries import filled, sheet_of
from monosashi.office.rounds.routes import Step
from monosashi.office.rounds.states import RoundKind, StepKind
from monosashi.office.workbooks.actions import File, hand_in
from monosashi.office.workbooks.in_office import asking, in_office
from office.rounds.desk import WORDS
from office.workbooks.post import Edit, edited, typed

EXAMPLE = Path(__file__).resolve().parents[2] / "examples" / "akita"
LEAD, OWN = "d-03", "d-07"
HALF, BEFORE_OFFICE = "n-p073", "n-p093"
WAITS, RETURNABLE, ACTED = "n-p096", "n-p076", "n-p110"
"""Of the confirmer of 市民課: the first step, the second one of a way, and one that somebody did in their place."""


@dataclass(frozen=True)
class Hands:
    """Who acts in it. `editor` and `confirmer` are of 市民課, `deputy` acts for that confirmer."""

    coordinator: Person
    editor: Person
    confirmer: Person
    deputy: Person


def a_round(plan: str, year: int, by: Hands) -> dict[str, object]:
    """Make it; parts of the addresses of what then stands there."""
    coordinator, editor = by.coordinator, by.editor
    today = date.today()  # noqa: DTZ011 -- as the calendar on the wall
    wanted = Wanted(year, RoundKind.YEAR, 1, today + timedelta(5), today + timedelta(20), "実績を回答してください。")
    round_ = open_round(number=prepare(plan_id=plan, wanted=wanted, by=coordinator).pk, by=coordinator)
    number = round_.pk
    half, whole_sheet = Of(number, HALF), Of(number, BEFORE_OFFICE)
    on_their_way(round_, by)
    sheet = filled(sheet_of(round_, HALF))
    result = next(slot for slot in sheet.asked.every if slot.at == ("result", "result"))
    save_answers(half, {result.id: Typed("出張窓口を12回開いた。", sheet.text(result))}, by=editor)
    evidence = add_evidence(half, checked("出張窓口.txt", "開設 12回".encode()), by=editor)
    note = add_note(plan_id=plan, node=HALF, fiscal_year=year, text="10月から窓口を延長した。", by=editor)
    actions_remarks.remark(
        whole_sheet, text="件数の内訳を知らせてください。", answers=None, for_office=True, by=coordinator
    )
    wish = actions_extending.Wish(today + timedelta(9), "決算の数字を待っている")
    extension = actions_extending.ask(number=number, code=OWN, wish=wish, by=editor)
    letter = actions_reminding.Letter(OWN, "市民課", "回答のお願い", "期限までに回答してください。")
    (reminder,) = actions_reminding.remind(number=number, letters=[letter], by=coordinator)
    proposal = propose(
        number=number, node=HALF, wish=Proposal(FollowUp.Kind.STAGE, {"stage": "3"}, "本格運用に移る"), by=editor
    )
    intake = hand_in(round_=round_, files=[workbook(round_, OWN)], by=editor)
    wrong = typed("actual/i-p073/value", "約80", HALF)
    marked = hand_in(round_=round_, files=[workbook(round_, LEAD, wrong)], by=coordinator)
    layout = money_files.Layout((EXAMPLE / "finance.mapping.toml").read_text(encoding="utf-8"))
    money_files.bring_in(
        number=number, name="決算.csv", csv=(EXAMPLE / "finance.csv").read_bytes(), layout=layout, by=coordinator
    )
    before_office = [number, BEFORE_OFFICE]
    return {
        "number": number,
        "evidence": evidence.pk,
        "note": note.pk,
        "extension": extension.pk,
        "reminder": reminder.pk,
        "intake": str(intake.pk),
        "workbooks:marked": [number, str(marked.pk)],
        "closing:drop": [number, proposal.pk],
        "closing:answer": [number, questions_of(round_)[0].key],
        "confirming:confirm": [number, WAITS],
        "confirming:return": [number, RETURNABLE],
        "confirming:undo-confirmation": before_office,
        "confirming:seen": [number, ACTED, 2],
        "confirmer answering:sheet": [number, WAITS],
        **{f"compiling:{name}": before_office for name in ("check_sheet", "accept", "send_back", "second_look")},
    }


def on_their_way(round_: Round, by: Hands) -> None:
    """Sheets at every place of their way: before 市民課's confirmer, behind them, with the office."""
    answerer, first = (somebody(role) for role in (Role.DEPARTMENT_EDITOR, Role.CONFIRMER))
    own = Step(StepKind.CONFIRM, OWN, "主任")
    set_route(OWN, [own, replace(own, kind=StepKind.CIRCULATE)], seen=(), by=by.confirmer)
    set_route(LEAD, [Step(StepKind.CONFIRM, LEAD), replace(own, kind=StepKind.CONCUR)], seen=(), by=by.coordinator)
    handed_on(round_, WAITS, by.editor)
    handed_on(round_, RETURNABLE, answerer, first)
    handed_on(round_, ACTED, answerer, first, by.deputy)
    handed_on(round_, BEFORE_OFFICE, answerer, first, by.confirmer)


def somebody(role: Role) -> Person:
    """Who does for all other departments what nobody else is there to do; nobody logs in as them."""
    staff = Staff.objects.create_user(f"every-{role.value}", name=f"各課の{role.value}")
    RoleAssignment.objects.create(staff=staff, role=role)
    return person(staff)


def handed_on(round_: Round, node: str, answerer: Person, *confirmers: Person) -> None:
    """A sheet answered and submitted; then each of these confirms in turn."""
    of = Of(round_.pk, node)
    answered(round_, node, answerer)
    submit(of, by=answerer)
    for each in confirmers:
        confirm(of, note="確かめました。", by=each)


def workbook(round_: Round, department: str, *edits: Edit) -> File:
    """A department's workbook as it goes out now, edited."""
    issued = issue_to(asking(in_office(round_)), department)
    return edited(issued.name, issued.raw, *edits)


def answered(round_: Round, node: str, by: Person) -> None:
    """Type what the plan says already, with words where it is silent."""
    sheet, plan = filled(sheet_of(round_, node)), whole(round_.plan_id)
    blank = [slot for slot in sheet.asked.every if held(plan, node, round_.fiscal_year, slot) is None]
    words = {slot: WORDS[slot.at[1]] for slot in blank if slot.at[0] == "result" and slot.at[1] in WORDS}
    save_answers(Of(round_.pk, node), {slot.id: Typed(text, sheet.text(slot)) for slot, text in words.items()}, by=by)
