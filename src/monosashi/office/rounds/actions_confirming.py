"""What confirmers can do: confirm, take that back, return, note what they have seen."""

from django.db import transaction
from django.utils import timezone

from monosashi.core.messages import message
from monosashi.office.accounts.permissions import Permission, check
from monosashi.office.accounts.refusals import StateForbids
from monosashi.office.accounts.standing import Person
from monosashi.office.events.recording import record
from monosashi.office.rounds.acting import Locked, Of, due_of, last_confirmed, lock_sheet, locked, subject_of
from monosashi.office.rounds.holders import holders
from monosashi.office.rounds.models import Confirmation, Sheet
from monosashi.office.rounds.places import place_of_way
from monosashi.office.rounds.states import SheetAct, SheetState, StepKind, StepState

_NOTHING = {"by": None, "by_label": "", "at": None, "acting_for": None, "acting_for_label": "", "seen_later_at": None}


class NoNote(StateForbids):
    """Nothing is sent back without saying why."""

    def __init__(self) -> None:
        super().__init__(message("rounds.no_note"))


class NoSuchStep(StateForbids):
    """The sheet has no earlier step there, or the step is not this person's to see."""

    def __init__(self) -> None:
        super().__init__(message("rounds.no_such_step"))


@transaction.atomic
def confirm(of: Of, *, note: str = "", by: Person) -> Sheet:
    """Do the step that is due. After the last one the sheet is submitted.

    Raises NoSuchSheet, NotAllowed, SheetForbids, SheetChanged, WrongHand.
    """
    held = locked(of, SheetAct.CONFIRM, Permission.CONFIRM_SHEET, by)
    due, holder = due_of(held.sheet), held.holder
    if due is None or holder is None:
        raise NoSuchStep
    due.state, due.by, due.by_label, due.at = StepState.DONE, by.staff.pk, by.actor.label, timezone.now()
    due.note, due.acting_for = note.strip(), holder.acting_for
    due.acting_for_label = holder.acting_for_name if holder.acts else ""
    due.save()
    held.told |= {"step": due.position, "acting_for": due.acting_for_label, "why": due.note}
    following = due_of(held.sheet)
    if following is None:
        return held.to(SheetState.SUBMITTED, step=None)
    return held.to(SheetState.AWAITING_CONFIRMATION, step=following.position)


@transaction.atomic
def undo_confirmation(of: Of, *, by: Person) -> Sheet:
    """Take back one's own confirmation, before the next one acts. Raises as `confirm`."""
    held = locked(of, SheetAct.UNDO_CONFIRMATION, Permission.CONFIRM_SHEET, by)
    last = last_confirmed(held.sheet)
    if last is None:
        raise NoSuchStep
    _open_from(held.sheet, last.position)
    held.told["step"] = last.position
    return held.to(step=last.position)


@transaction.atomic
def return_sheet(of: Of, *, note: str, to: int | None = None, by: Person) -> Sheet:
    """Send the sheet back with a note: to whoever answers, or to an earlier step (`to`, its position).

    Raises NoNote, NoSuchStep, and as `confirm`.
    """
    held = locked(of, SheetAct.RETURN, Permission.CONFIRM_SHEET, by)
    return sent_back(held, note=note, to=to)


def sent_back(held: Locked, *, note: str, to: int | None = None) -> Sheet:
    """Keep a sheet that goes back. Raises NoNote, NoSuchStep."""
    sheet, said = held.sheet, note.strip()
    if not said:
        raise NoNote
    held.told |= {"why": said, "to_step": to}
    noted = {"note": said, "noted_by_label": held.by.actor.label if held.by else ""}
    if to is None:
        return held.to(SheetState.RETURNED, step=None, **noted)
    if SheetState.AWAITING_CONFIRMATION not in held.move.to:
        raise NoSuchStep
    due = due_of(sheet)
    earlier = Confirmation.objects.filter(sheet=sheet, nth_pass=sheet.passes, position=to).first()
    if earlier is None or earlier.kind == StepKind.CIRCULATE or (due is not None and to >= due.position):
        raise NoSuchStep
    _open_from(sheet, to)
    return held.to(SheetState.AWAITING_CONFIRMATION, step=to, **noted)


def _open_from(sheet: Sheet, position: int) -> None:
    """Steps from a position on are to be done again. What was done there stands in the events."""
    rows = Confirmation.objects.filter(sheet=sheet, nth_pass=sheet.passes, position__gte=position)
    rows.exclude(kind=StepKind.CIRCULATE).update(state=StepState.WAITING, note="", **_NOTHING)


@transaction.atomic
def mark_seen(of: Of, *, position: int, by: Person) -> Confirmation:
    """Note that one has seen a sheet: as one to whom it is circulated, or later, after somebody acted (後閲).

    Whoever was acted for may, also where they went elsewhere since.

    Raises NoSuchSheet, NotAllowed, NoSuchStep where this is not theirs to see.
    """
    sheet = lock_sheet(of.round, of.node)
    row = Confirmation.objects.filter(sheet=sheet, nth_pass=sheet.passes, position=position).first()
    if row is None or row.acting_for != by.staff.pk:
        check(by.standing, Permission.CONFIRM_SHEET, place_of_way(sheet))
    if row is None:
        raise NoSuchStep
    if row.kind == StepKind.CIRCULATE and row.state == StepState.WAITING and _holds(row, sheet, by):
        row.state, row.by, row.by_label, row.at = StepState.DONE, by.staff.pk, by.actor.label, timezone.now()
    elif row.acting_for == by.staff.pk and row.state == StepState.DONE and row.seen_later_at is None:
        row.seen_later_at = timezone.now()
    else:
        raise NoSuchStep
    row.save()
    record("sheet.seen", subject_of(sheet), by=by.actor, after={"step": position})
    return row


def _holds(row: Confirmation, sheet: Sheet, by: Person) -> bool:
    step = (row.department_id, row.post)
    found = holders((step,), sheet.round.plan_id, timezone.localdate())[step]
    return any(each.staff == by.staff.pk for each in found)
