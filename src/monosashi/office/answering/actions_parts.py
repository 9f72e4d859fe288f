"""A department on a sheet says that its part is done, or that it is not after all."""

from django.db import transaction
from django.utils import timezone

from monosashi.office.accounts.permissions import NotAllowed, Permission
from monosashi.office.accounts.standing import Person
from monosashi.office.answering.looking import parts_of_person
from monosashi.office.rounds.acting import Of, lock_sheet
from monosashi.office.rounds.models import SheetDepartment
from monosashi.office.rounds.states import RoundState, SheetAct, SheetState, move_of


class NoSuchPart(LookupError):
    """The department is not on the sheet."""


@transaction.atomic
def mark_part(of: Of, code: str, *, done: bool, by: Person) -> SheetDepartment:
    """Keep whether a department's part is done. No event: it is a note among those who answer.

    Raises NoSuchSheet, NoSuchPart, NotAllowed, SheetForbids.
    """
    sheet = lock_sheet(of.round, of.node)
    row = SheetDepartment.objects.filter(sheet=sheet, code=code).first()
    if row is None:
        raise NoSuchPart(code)
    if code not in parts_of_person(sheet, by):
        raise NotAllowed(Permission.ANSWER_SHEET)
    move_of(SheetState(sheet.state), SheetAct.SAVE, RoundState(sheet.round.state))
    row.done_at = timezone.now() if done else None
    row.done_by_label = by.actor.label if done else ""
    row.save(update_fields=["done_at", "done_by_label"])
    return row
