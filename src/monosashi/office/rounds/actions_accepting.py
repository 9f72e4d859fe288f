"""What whoever compiles can do to sheets: accept them into the plan, send them back, leave them out."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any

from django.db import transaction
from django.utils import timezone

from monosashi.core.changes import diff
from monosashi.core.messages import Message, message
from monosashi.core.plan import Plan, with_result
from monosashi.core.results import NodeYear, Rater, Rating
from monosashi.exchange.answer_sheets.slot_values import fingerprint, held, with_answers
from monosashi.exchange.answer_sheets.slots import Slot
from monosashi.office.accounts.permissions import Permission
from monosashi.office.accounts.refusals import StateForbids
from monosashi.office.accounts.standing import Person
from monosashi.office.plans.actions import save
from monosashi.office.plans.queries import lock_plan, whole
from monosashi.office.rounds.acting import Locked, Of, locked
from monosashi.office.rounds.actions_confirming import sent_back
from monosashi.office.rounds.basis import basis_of
from monosashi.office.rounds.filled import Filled
from monosashi.office.rounds.models import SecondLook, Sheet, SheetAnswer
from monosashi.office.rounds.queries import filled, name_of, round_numbered, typed_on
from monosashi.office.rounds.settled import refuse_settled
from monosashi.office.rounds.states import SheetAct, SheetState
from monosashi.office.ui.language import spoken

_MOST_OF_WHY = 500
_NOTHING_DECIDED: tuple[frozenset[str], frozenset[str]] = (frozenset(), frozenset())


@dataclass(frozen=True, slots=True)
class Refused:
    """A sheet of several that was not accepted, and why."""

    node: str
    why: Message


@dataclass(frozen=True, slots=True)
class Accepted:
    """What came of accepting several sheets. `revision` is the plan's, None where none was accepted."""

    nodes: tuple[str, ...]
    refused: tuple[Refused, ...]
    revision: int | None


class PlanMoved(StateForbids):
    """The plan has got another value since the judging edition: somebody has to decide which one counts, slot by slot."""

    def __init__(self, slots: tuple[Slot, ...]) -> None:
        super().__init__(message("rounds.plan_moved", names=tuple(slot.label for slot in slots)))
        self.slots = slots


class NotInPlan(StateForbids):
    """The plan no longer holds what the answers belong to."""

    def __init__(self) -> None:
        super().__init__(message("rounds.not_in_plan"))


class OutByPlan(StateForbids):
    """The judging edition itself leaves the measure out of the year's evaluation."""

    def __init__(self) -> None:
        super().__init__(message("rounds.out_by_plan"))


@transaction.atomic
def accept(of: Of, *, over: frozenset[str] = frozenset(), keep: frozenset[str] = frozenset(), by: Person) -> Sheet:
    """Accept one sheet: its answers stand in the plan from now on.

    `over` are slots whose answer counts against the plan's value, `keep` those where the plan's value counts.

    Raises NoSuchSheet, NotAllowed, SheetForbids, SheetChanged, WrongHand, SettledInPlan, PlanMoved, NotInPlan, InvalidInput.
    """
    plan_id = _lock_plan_of(of.round)
    held_ = locked(of, SheetAct.ACCEPT, Permission.ACCEPT_SHEET, by)
    plan = whole(plan_id)
    refuse_settled(plan, held_.sheet.round.fiscal_year)
    taking = _taken(held_, plan, (over, keep))
    _into_plan(plan, _with(plan, taking), [taking], by)
    return taking.held.sheet


@transaction.atomic
def accept_all(number: int, sheets: Mapping[str, int], *, by: Person) -> Accepted:
    """Accept every sheet that can be, by measure with its version as seen. The answers make one revision of the plan.

    Raises NotAllowed, NoSuchSheet, and InvalidInput where the plan would not hold: then none is accepted.
    """
    plan = whole(_lock_plan_of(number))
    taken: list[_Taking] = []
    refused: list[Refused] = []
    after = plan
    for node, seen in sorted(sheets.items()):
        try:
            held_ = locked(Of(number, node, seen), SheetAct.ACCEPT, Permission.ACCEPT_SHEET, by)
            refuse_settled(plan, held_.sheet.round.fiscal_year)
            taking = _taken(held_, after, _NOTHING_DECIDED)
        except StateForbids as error:
            refused.append(Refused(node, error.why))
            continue
        after = _with(after, taking)
        taken.append(taking)
    revision = _into_plan(plan, after, taken, by) if taken else None
    return Accepted(tuple(taking.held.sheet.node for taking in taken), tuple(refused), revision)


@transaction.atomic
def send_back(of: Of, *, note: str, to: int | None = None, by: Person) -> Sheet:
    """Send a sheet back with a note. What was accepted of it stands in the plan until it is accepted again.

    Raises NoSuchSheet, NotAllowed, SheetForbids, SheetChanged, NoNote, NoSuchStep.
    """
    return sent_back(locked(of, SheetAct.SEND_BACK, Permission.RUN_ROUND, by), note=note, to=to)


@transaction.atomic
def leave_out(of: Of, *, reason: str, by: Person) -> Sheet:
    """Ask for this sheet no more in this round. Raises NoSuchSheet, NotAllowed, SheetForbids, SheetChanged, StateForbids."""
    held_ = locked(of, SheetAct.LEAVE_OUT, Permission.RUN_ROUND, by)
    if not reason.strip():
        raise StateForbids(message("rounds.left_out_without_reason"))
    held_.told["why"] = reason.strip()
    return held_.to(left_out=reason.strip())


@transaction.atomic
def take_in(of: Of, *, by: Person) -> Sheet:
    """Ask for a sheet again that was left out. What was typed on it is still there.

    Raises NoSuchSheet, NotAllowed, SheetForbids, SheetChanged, OutByPlan.
    """
    held_ = locked(of, SheetAct.TAKE_IN, Permission.RUN_ROUND, by)
    if basis_of(held_.sheet.round).excluded(of.node) is not None:
        raise OutByPlan
    typed = SheetAnswer.objects.filter(sheet=held_.sheet).exists()
    return held_.to(SheetState.DRAFTING if typed else SheetState.UNANSWERED, left_out="")


@dataclass(frozen=True, slots=True)
class _Taking:
    held: Locked
    sheet: Filled
    looks: tuple[SecondLook, ...]


def _lock_plan_of(number: int) -> str:
    """Keep others from saving the round's plan meanwhile; its id."""
    plan_id = round_numbered(number).plan_id
    lock_plan(plan_id)
    return plan_id


def _taken(held_: Locked, plan: Plan, decided: tuple[frozenset[str], frozenset[str]]) -> _Taking:
    over, keep = decided
    sheet = filled(held_.sheet, {slot: text for slot, text in typed_on(held_.sheet).items() if slot not in keep})
    if keep:
        held_.told["plan_counts"] = sorted(keep)
    if sheet.asked.node.id not in plan.index.node:
        raise NotInPlan
    moved = tuple(sheet.asked.by_id[slot] for slot in _moved(sheet, plan) if slot not in over)
    if moved:
        raise PlanMoved(moved)
    return _Taking(held_, sheet, tuple(SecondLook.objects.filter(sheet=held_.sheet)))


def _moved(sheet: Filled, plan: Plan) -> Iterator[str]:
    """Slots whose value in the plan is neither what the edition had nor what was answered. Raises NotInPlan."""
    for at, value in sheet.values.items():
        slot = next(each for each in sheet.asked.every if each.at == at)
        try:
            now = held(plan, sheet.asked.node.id, sheet.basis.fiscal_year, slot)
        except (KeyError, StopIteration):
            raise NotInPlan from None
        if fingerprint(now) not in {fingerprint(sheet.before(slot)), fingerprint(value)}:
            yield slot.id


def _into_plan(plan: Plan, after: Plan, taken: Sequence[_Taking], by: Person) -> int:
    """Save `after`, the plan with the answers of all sheets, as one revision, then the sheets. Raises InvalidInput."""
    changes = diff(plan, after)
    names = tuple(taking.sheet.asked.node.name for taking in taken)
    revision = plan.revision
    if changes:
        told_of = message("rounds.accepted_into_plan", name=name_of(taken[0].held.sheet.round), names=names)
        why = spoken(told_of)[:_MOST_OF_WHY]
        revision = save(plan_id=plan.id, based_on=plan.revision, changes=changes, by=by, why=why).revision
    told: dict[str, Any] = {
        "accepted_by": by.staff.pk,
        "accepted_by_label": by.actor.label,
        "accepted_at": timezone.now(),
    }
    for taking in taken:
        taking.held.told["revision"] = revision
        taking.held.to(accepted_revision=revision, **told)
    return revision


def _with(plan: Plan, taking: _Taking) -> Plan:
    sheet = taking.sheet
    after = with_answers(plan, sheet.basis.fiscal_year, sheet.of_node) if sheet.values else plan
    if not taking.looks:
        return after
    key = (sheet.asked.node.id, sheet.basis.fiscal_year)
    result = after.index.result.get(key) or NodeYear(*key)
    others = tuple(
        r for r in result.ratings if r.rater is not Rater.SECOND or r.axis not in {k.axis for k in taking.looks}
    )
    second = tuple(Rating(look.axis, Rater.SECOND, look.grade, look.reason) for look in taking.looks)
    return with_result(after, replace(result, ratings=(*others, *second)))
