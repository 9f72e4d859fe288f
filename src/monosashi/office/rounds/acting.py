"""One act on one sheet: the row locked, the state and the hand checked, the event told. Every action on a sheet begins here."""

from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import Any

from django.utils import timezone

from monosashi.core.messages import message
from monosashi.office.accounts.permissions import TABLE, Permission, Place, check, may
from monosashi.office.accounts.refusals import ChangedMeanwhile, StateForbids
from monosashi.office.accounts.standing import Person
from monosashi.office.accounts.written_once import Columns, Parameter, Rows
from monosashi.office.events import locking
from monosashi.office.events.recording import record
from monosashi.office.events.values import SYSTEM, Subject, Touched
from monosashi.office.rounds.basis import basis_of
from monosashi.office.rounds.holders import Holder, holders
from monosashi.office.rounds.models import Confirmation, Sheet, SheetAnswer
from monosashi.office.rounds.places import place_of, place_of_way
from monosashi.office.rounds.queries import NoSuchSheet, round_numbered, steps_of_pass, with_departments
from monosashi.office.rounds.states import (
    Move,
    RoundState,
    SheetAct,
    SheetHand,
    SheetState,
    StepKind,
    StepState,
    move_of,
)
from monosashi.wording import word


@dataclass(frozen=True, slots=True)
class Of:
    """Which sheet somebody acts on, and its version as they saw it; None where it does not matter which."""

    round: int
    node: str
    seen: int | None = None


class SheetChanged(ChangedMeanwhile):
    """The sheet moved on since the person looked at it: somebody else acted on it, or they themselves did, twice."""

    def __init__(self, now: SheetState) -> None:
        on_its_way = now is SheetState.AWAITING_CONFIRMATION
        super().__init__(
            message("rounds.changed_meanwhile.on_its_way", state=word(now))
            if on_its_way
            else message("rounds.changed_meanwhile", state=word(now))
        )


class WrongHand(StateForbids):
    """The act is somebody else's to do: nobody confirms what they answered, nobody accepts their own department's sheet."""

    def __init__(self, why: str) -> None:
        super().__init__(message(f"rounds.wrong_hand.{why}"))
        self.reason = why


@dataclass(slots=True)
class Locked:
    """A sheet that nobody else can act on until the transaction ends. `move` is what the act leads to."""

    sheet: Sheet
    move: Move
    act: SheetAct
    by: Person | None
    holder: Holder | None = None
    told: dict[str, Any] = field(default_factory=dict)

    def to(self, state: SheetState | None = None, **changed: Any) -> Sheet:  # noqa: ANN401 -- columns
        """Keep the sheet in the state that follows (the first of the move's where none is told), and tell of it."""
        sheet, before = self.sheet, self.sheet.state
        following = state or self.move.to[0]
        if following not in self.move.to:
            raise ValueError(following)
        if following.value != before or "step" in changed:
            sheet.since = timezone.now()
        sheet.state, sheet.version = following.value, sheet.version + 1
        for name, value in changed.items():
            setattr(sheet, name, value)
        sheet.save(update_fields=["state", "since", "version", *changed])
        self._tell(before)
        return sheet

    def _tell(self, before: str) -> None:
        sheet, why = self.sheet, str(self.told.pop("why", ""))
        record(
            f"sheet.{self.act.value}",
            subject_of(sheet),
            by=self.by.actor if self.by else SYSTEM,
            before={"state": before},
            after={"state": sheet.state, **self.told},
            why=why,
            places=(Touched("measure", sheet.node),),
        )


def locked(of: Of, act: SheetAct, permission: Permission, by: Person) -> Locked:
    """Lock the sheet for an act. Raises NoSuchSheet, NotAllowed, SheetForbids, SheetChanged, WrongHand."""
    sheet = lock_sheet(of.round, of.node)
    check(by.standing, permission, place_for(permission, sheet))
    return hold(sheet, of.seen, act, by)


def hold(sheet: Sheet, seen: int | None, act: SheetAct, by: Person) -> Locked:
    """A locked sheet for an act of somebody who may. `seen` as in `Of`. Raises SheetForbids, SheetChanged, WrongHand."""
    if seen is not None and seen != sheet.version:
        raise SheetChanged(SheetState(sheet.state))
    move = move_of(SheetState(sheet.state), act, RoundState(sheet.round.state))
    return Locked(sheet, move, act, by, check_hand(sheet, move.hand, by))


def place_for(permission: Permission, sheet: Sheet) -> Place:
    """Where an act takes place: of whoever confirms, the steps of the way count too."""
    return place_of_way(sheet) if permission is Permission.CONFIRM_SHEET else place_of(sheet)


def lock_sheet(number: int, node: str) -> Sheet:
    """The row of a sheet with its departments, locked; its round is read after that, as it stands now. Raises NoSuchSheet."""
    found = _LOCKED(round=number, node=node)
    if not found:
        raise NoSuchSheet(node)
    sheet = with_departments(found[0])
    sheet.round = round_numbered(number)
    return sheet


_LOCKED = Rows(Sheet, lambda sheets: locking.locked(sheets.filter(round=Parameter("round"), node=Parameter("node"))))


def check_hand(sheet: Sheet, hand: SheetHand, by: Person) -> Holder | None:
    """Who does the act, where it is a confirmer. Raises WrongHand."""
    refusal = _REFUSALS.get(hand)
    if refusal is not None and (why := refusal(sheet, by)):
        raise WrongHand(why)
    return holder_of_due(sheet, by) if hand is SheetHand.CONFIRMER else None


def holder_of_due(sheet: Sheet, by: Person) -> Holder | None:
    """As what this person may do the step that is due; None where it is not theirs. As themselves before acting for somebody."""
    due = due_of(sheet)
    if due is None:
        return None
    step = (due.department_id, due.post)
    found = holders((step,), sheet.round.plan_id, timezone.localdate())[step]
    return next((each for each in found if each.staff == by.staff.pk), None)


def due_of(sheet: Sheet) -> Confirmation | None:
    """The step that is due, None where none is."""
    return next((step for step in _decisive(sheet) if step.state == StepState.WAITING), None)


def last_confirmed(sheet: Sheet) -> Confirmation | None:
    """The step that was confirmed last in this pass, None before the first one."""
    return next((step for step in reversed(_decisive(sheet)) if step.state == StepState.DONE), None)


def answerers_of(sheet: Sheet) -> frozenset[int]:
    """The accounts that typed on the sheet or submitted it."""
    typed = (who for (who,) in _TYPED_BY(sheet=sheet.pk))
    return frozenset(typed) | ({sheet.submitted_by} if sheet.submitted_by is not None else frozenset())


_TYPED_BY = Columns(lambda: SheetAnswer.objects.filter(sheet=Parameter("sheet")).values_list("changed_by"))


def _decisive(sheet: Sheet) -> list[Confirmation]:
    """The steps of this pass without those that only circulate the sheet, in their order."""
    return [step for step in steps_of_pass(sheet) if step.kind != StepKind.CIRCULATE]


def _not_confirmer(sheet: Sheet, by: Person) -> str:
    if by.staff.pk in answerers_of(sheet):
        return "own_answer"
    return "" if holder_of_due(sheet, by) else "not_your_step"


def _not_last_confirmer(sheet: Sheet, by: Person) -> str:
    last = last_confirmed(sheet)
    return "" if last is not None and last.by == by.staff.pk else "not_last_confirmer"


def _not_submitter(sheet: Sheet, by: Person) -> str:
    if last_confirmed(sheet) is not None:
        return "already_confirmed"
    return "" if sheet.submitted_by == by.staff.pk else "not_submitter"


def own_departments(by: Person) -> frozenset[str]:
    """The departments whose sheets this person does not accept: where they work, and those they answer or confirm for."""
    return by.standing.departments.union(*_departments_given(by))


def _not_acceptor(sheet: Sheet, by: Person) -> str:
    if own_departments(by) & (place_of(sheet).departments or frozenset()):
        return "own_department"
    confirmed = Confirmation.objects.filter(sheet=sheet, by=by.staff.pk).exists()
    return "own_answer" if confirmed or by.staff.pk in answerers_of(sheet) else ""


def _departments_given(by: Person) -> Iterable[frozenset[str]]:
    """The departments for which this person answers or confirms."""
    answering = {*TABLE[Permission.ANSWER_SHEET], *TABLE[Permission.CONFIRM_SHEET]}
    for given in by.standing.given:
        if given.departments is not None and given.role in answering:
            yield given.departments


def may_act(sheet: Sheet, act: SheetAct, permission: Permission, by: Person) -> bool:
    """Whether the button is shown: what `locked` would allow, as things stand."""
    try:
        move = move_of(SheetState(sheet.state), act, RoundState(sheet.round.state))
        if not may(by.standing, permission, place_for(permission, sheet)):
            return False
        check_hand(sheet, move.hand, by)
    except StateForbids:
        return False
    return True


def subject_of(sheet: Sheet) -> Subject:
    """How events name a sheet."""
    node = basis_of(sheet.round).plan.index.node.get(sheet.node)
    label = node.label if node else sheet.node
    return Subject("sheet", f"{sheet.round_id}/{sheet.node}", label, sheet.round.plan_id)


_REFUSALS = {
    SheetHand.CONFIRMER: _not_confirmer,
    SheetHand.LAST_CONFIRMER: _not_last_confirmer,
    SheetHand.SUBMITTER: _not_submitter,
    SheetHand.ACCEPTOR: _not_acceptor,
}
