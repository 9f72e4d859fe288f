"""A yearly round in the sample city, half way through: sheets in every state, a question, an extension asked for, a proposal.

The answers are those that the plan has for the year already; where it is silent, words to practise with.
"""

from collections import Counter
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import timedelta

from django.utils import timezone

from monosashi.core.changes import Changed
from monosashi.core.messages import message
from monosashi.core.plan import YearState
from monosashi.office.accounts.standing import Person
from monosashi.office.closing import actions_following as following
from monosashi.office.compiling import actions_extending, actions_remarks
from monosashi.office.plans.actions import save
from monosashi.office.plans.actions_editions import freeze
from monosashi.office.plans.queries import whole
from monosashi.office.rounds.acting import Of
from monosashi.office.rounds.actions_accepting import accept_all
from monosashi.office.rounds.actions_answering import Typed, save_answers, submit
from monosashi.office.rounds.actions_confirming import confirm, return_sheet
from monosashi.office.rounds.actions_preparing import Wanted, open_round, prepare
from monosashi.office.rounds.models import FollowUp, Round, Sheet, SheetDepartment
from monosashi.office.rounds.queries import filled, sheet_of
from monosashi.office.rounds.states import RoundKind, SheetState
from monosashi.office.ui.language import spoken

_CHOSEN: Mapping[str, str] = {"disposition": "continue", "execution": "as_planned"}
_SPOKEN = ("result", "next_step")

_OWN: Sequence[SheetState] = (
    SheetState.RETURNED,
    SheetState.AWAITING_CONFIRMATION,
    SheetState.DRAFTING,
    SheetState.SUBMITTED,
)
"""What becomes of the sheets of whoever tries the city out, in their order; the others are unanswered."""

_OTHERS: Sequence[SheetState] = (
    SheetState.ACCEPTED,
    SheetState.UNANSWERED,
    SheetState.SUBMITTED,
    SheetState.AWAITING_CONFIRMATION,
    SheetState.DRAFTING,
    SheetState.UNANSWERED,
)
"""What becomes of the sheets of everybody else, again and again."""


@dataclass(frozen=True, slots=True)
class Pair:
    """Who answers and who confirms."""

    answerer: Person
    confirmer: Person


@dataclass(frozen=True, slots=True)
class Hands:
    """Who acts in the round. `own` is the department of those who try the city out; `elsewhere` act for all the others."""

    office: Person
    own: str
    at_home: Pair
    elsewhere: Pair

    def of(self, department: str) -> Pair:
        """Who acts for a department."""
        return self.at_home if department == self.own else self.elsewhere


def hold_round(plan_id: str, hands: Hands) -> Round:
    """Ask every department about the latest year of the plan, and let some of them answer.

    Where the plan calls the year settled this is a rehearsal, for which it is opened again.
    """
    year = max(each.fiscal_year for each in whole(plan_id).years)
    opened_again(plan_id, year, hands.office)
    label = spoken(message("operation.example.edition"))
    edition = freeze(plan_id=plan_id, fiscal_year=year, label=label, by=hands.office)
    today, letter = timezone.localdate(), spoken(message("operation.example.letter"))
    wanted = Wanted(year, RoundKind.YEAR, edition.number, today + timedelta(days=9), today + timedelta(days=23), letter)
    held = prepare(plan_id=plan_id, wanted=wanted, by=hands.office)
    held = open_round(number=held.pk, by=hands.office)
    _let_answer(held, hands)
    _let_talk(held, hands)
    return held


def opened_again(plan_id: str, fiscal_year: int, by: Person) -> None:
    """Nobody closed the year of the plan any more, with a reason on record: as on the page where a year of the plan is edited."""
    plan, state = whole(plan_id), ("years", str(fiscal_year), "state")
    known = plan.index.year[fiscal_year].state
    if known is not YearState.OPEN:
        why = spoken(message("operation.example.opened_again"))
        changes = (Changed(state, known, YearState.OPEN),)
        save(plan_id=plan_id, based_on=plan.revision, changes=changes, by=by, why=why)


def _let_answer(held: Round, hands: Hands) -> None:
    """Bring every sheet where it is to stand."""
    leads = dict(SheetDepartment.objects.filter(sheet__round=held, part="lead").values_list("sheet__node", "code"))
    seen: Counter[bool] = Counter()
    for sheet in Sheet.objects.filter(round=held, state=SheetState.UNANSWERED).order_by("position"):
        own = leads[sheet.node] == hands.own
        states, at = (_OWN, seen[own]) if own else (_OTHERS, seen[own] % len(_OTHERS))
        seen[own] += 1
        if at < len(states):
            _bring(Of(held.pk, sheet.node), states[at], hands.of(leads[sheet.node]))
    ready = Sheet.objects.filter(round=held, state=SheetState.SUBMITTED).order_by("position")
    wanted = {sheet.node: sheet.version for sheet in ready if leads[sheet.node] != hands.own}
    accept_all(held.pk, dict(list(wanted.items())[::2]), by=hands.office)


def _bring(of: Of, state: SheetState, hands: Pair) -> None:
    """Answer a sheet, submit it, confirm or return it, as far as the state asks; not further than it is ready."""
    if state is SheetState.UNANSWERED:
        return
    _answer(of, hands.answerer, half=state is SheetState.DRAFTING)
    if state is SheetState.DRAFTING or not filled(_sheet(of)).is_ready:
        return
    submit(of, by=hands.answerer)
    then: Mapping[SheetState, Callable[[], object]] = {
        SheetState.RETURNED: lambda: return_sheet(
            of, note=spoken(message("operation.example.returned")), by=hands.confirmer
        ),
        SheetState.SUBMITTED: lambda: confirm(of, by=hands.confirmer),
        SheetState.ACCEPTED: lambda: confirm(of, by=hands.confirmer),
    }
    then.get(state, lambda: None)()


def _answer(of: Of, by: Person, *, half: bool) -> None:
    """Type what is missing; `half`: of the words only the result."""
    sheet = filled(_sheet(of))
    typed: dict[str, Typed] = {}
    for slot in sheet.asked.every:
        text = sheet.text(slot)
        if slot.at[0] == "result" and not text and (not half or slot.at[1] == "result"):
            typed[slot.id] = Typed(_words(slot.at[1]), text)
    if not typed:
        first = next(slot for slot in sheet.asked.every if slot.at == ("result", "result"))
        typed[first.id] = Typed(f"{sheet.text(first)}{_words('result')}", sheet.text(first))
    save_answers(of, {slot: each for slot, each in typed.items() if each.text}, by=by)


def _words(name: str) -> str:
    return spoken(message(f"operation.example.{name}")) if name in _SPOKEN else _CHOSEN.get(name, "")


def _let_talk(held: Round, hands: Hands) -> None:
    """A question of the office, an extension asked for, and a proposal for next year."""
    answerer = hands.at_home.answerer
    own = SheetDepartment.objects.filter(sheet__round=held, part="lead", code=hands.own).order_by("sheet__position")
    nodes = list(own.values_list("sheet__node", flat=True))
    question = spoken(message("operation.example.question"))
    actions_remarks.remark(Of(held.pk, nodes[-1]), text=question, answers=None, for_office=True, by=hands.office)
    wish = actions_extending.Wish(held.deadline + timedelta(days=4), spoken(message("operation.example.extension")))
    actions_extending.ask(number=held.pk, code=hands.own, wish=wish, by=answerer)
    proposed = following.Wish(FollowUp.Kind.STAGE, {"stage": "3"}, spoken(message("operation.example.proposal")))
    following.propose(number=held.pk, node=nodes[0], wish=proposed, by=answerer)


def _sheet(of: Of) -> Sheet:
    return sheet_of(Round.objects.get(pk=of.round), of.node)
