"""What the page of a sheet shows of its way: the steps, what whoever looks at it may do, and why not."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from django.http import HttpRequest
from django.urls import reverse

from monosashi.core.messages import Message, message
from monosashi.office.accounts.access import person_in
from monosashi.office.accounts.permissions import Permission, may
from monosashi.office.accounts.refusals import StateForbids
from monosashi.office.accounts.standing import Person
from monosashi.office.confirming.forms import ConfirmForm, ReturnForm, SeenForm
from monosashi.office.confirming.queries import StepShown, confirms, steps_of
from monosashi.office.rounds.acting import WrongHand, check_hand
from monosashi.office.rounds.filled import Filled
from monosashi.office.rounds.holders import Holder
from monosashi.office.rounds.models import Sheet
from monosashi.office.rounds.places import place_of_way
from monosashi.office.rounds.states import RoundState, SheetAct, SheetState, StepKind, move_of

ACTS: Mapping[SheetAct, str] = {
    SheetAct.CONFIRM: "confirming:confirm",
    SheetAct.RETURN: "confirming:return",
    SheetAct.UNDO_CONFIRMATION: "confirming:undo-confirmation",
}
"""What a confirmer can do with a sheet, and where it is sent."""

Form = ConfirmForm | ReturnForm | SeenForm


@dataclass(frozen=True, slots=True)
class Offer:
    """Something that this person may do now: its form and where it is sent."""

    act: SheetAct
    form: Form
    address: str
    hint: Message


def way_of_sheet(request: HttpRequest, sheet: Sheet, filled: Filled) -> Mapping[str, Any]:  # noqa: ARG001 -- the page's contract
    """The section of the sheet's page. Some twenty queries, whatever the sheet."""
    return way_context(sheet, person_in(request))


def way_context(
    sheet: Sheet, by: Person, sent: tuple[SheetAct, Form] | None = None, asked: SheetAct | None = None
) -> dict[str, Any]:
    """The way of a sheet as this person sees it. `sent` is a form that was sent and not taken, `asked` what is unfolded."""
    steps = steps_of(sheet, by.staff.pk)
    offers, why_not = _offers(sheet, steps, by)
    if sent is not None:
        offers = tuple(Offer(o.act, sent[1] if o.act is sent[0] else o.form, o.address, o.hint) for o in offers)
    return {
        "confirming_way": steps,
        "confirming_vacant": any(step.vacant and step.kind is not StepKind.CIRCULATE for step in steps),
        "confirming_own_only": next((step.place for step in steps if step.own_only), None),
        "confirming_offers": offers,
        "confirming_asked": asked,
        "confirming_why_not": why_not,
        "confirming_later": tuple(step for step in steps if step.may_mark_seen),
    }


def form_of(act: SheetAct, sheet: Sheet, steps: tuple[StepShown, ...], sent: Any = None) -> Form:  # noqa: ANN401 -- Django's
    """The form of an act. The steps are those of the sheet, of which a return offers the earlier ones."""
    told: dict[str, Any] = {"auto_id": f"{act.value}-%s", "initial": {"seen": sheet.version}}
    if act is SheetAct.RETURN:
        return ReturnForm(earlier(sheet, steps), sent, **told)
    return ConfirmForm(sent, **told) if act is SheetAct.CONFIRM else SeenForm(sent, **told)


def earlier(sheet: Sheet, steps: tuple[StepShown, ...]) -> tuple[tuple[int, Message], ...]:
    """The steps before the one that is due, to which the sheet may go back."""
    before = (step for step in steps if step.done and step.kind is not StepKind.CIRCULATE)
    return tuple((step.position, step.place) for step in before if sheet.step is None or step.position < sheet.step)


def _offers(sheet: Sheet, steps: tuple[StepShown, ...], by: Person) -> tuple[tuple[Offer, ...], Message | None]:
    """What this person may do; where they confirm for these departments and may not confirm this, the reason why."""
    if not confirms(by.standing) or not may(by.standing, Permission.CONFIRM_SHEET, place_of_way(sheet)):
        return (), None
    found = []
    why_not: Message | None = None
    for act, address in ACTS.items():
        try:
            move = move_of(SheetState(sheet.state), act, RoundState(sheet.round.state))
            holder = check_hand(sheet, move.hand, by)
        except WrongHand as wrong:
            why_not = wrong.why if act is SheetAct.CONFIRM else why_not
        except StateForbids:
            continue
        else:
            where = reverse(address, args=(sheet.round_id, sheet.node))
            found.append(Offer(act, form_of(act, sheet, steps), where, _hint(act, sheet, holder)))
    return tuple(found), None if found else why_not


def _hint(act: SheetAct, sheet: Sheet, holder: Holder | None) -> Message:
    """What the act leads to, until when it can be done, and for whom where that is somebody else."""
    if act is SheetAct.CONFIRM and holder is not None and holder.acts:
        return message("confirming.hint.confirm_acting", absent=holder.acting_for_name)
    if act is SheetAct.UNDO_CONFIRMATION and sheet.state == SheetState.SUBMITTED:
        return message("confirming.hint.undo_last")
    return message(f"confirming.hint.{act.value}")
