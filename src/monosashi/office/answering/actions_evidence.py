"""Evidence: files are added and taken off a sheet. The row and the bytes of one that was taken off stay."""

from django.db import transaction
from django.utils import timezone

from monosashi.core.messages import message
from monosashi.office.accounts.permissions import Permission, check
from monosashi.office.accounts.refusals import StateForbids
from monosashi.office.accounts.standing import Person
from monosashi.office.answering.evidence_files import Checked, keep
from monosashi.office.events.recording import record
from monosashi.office.events.values import Touched
from monosashi.office.rounds.acting import Of, lock_sheet, subject_of
from monosashi.office.rounds.models import Evidence, Sheet
from monosashi.office.rounds.places import place_of
from monosashi.office.rounds.states import RoundState, SheetAct, SheetState, move_of


class NoRoom(StateForbids):
    """The file could not be written: the disk is full, or the folder cannot be written to. Nothing was kept."""

    def __init__(self) -> None:
        super().__init__(message("answering.evidence.no_room"))


class NoSuchEvidence(LookupError):
    """The sheet has no such file, or it was taken off."""


def add_evidence(of: Of, file: Checked, *, slot: str = "", by: Person) -> Evidence:
    """Keep a file that shows an answer ("" for the sheet as a whole) to be true.

    The bytes are written before the row, so that no row is without them. Raises NoSuchSheet, NotAllowed, SheetForbids, NoRoom.
    """
    with transaction.atomic():
        _open_sheet(of, by)
    try:
        keep(file)
    except OSError:
        raise NoRoom from None
    with transaction.atomic():
        sheet = _open_sheet(of, by)
        row = Evidence.objects.create(
            sheet=sheet,
            slot=slot,
            name=file.name,
            kind=file.kind,
            size=file.size,
            sha256=file.sha256,
            added_by=by.staff.pk,
            added_by_label=by.actor.label,
            added_at=timezone.now(),
        )
        _tell("evidence.added", sheet, row, by)
    return row


@transaction.atomic
def remove_evidence(of: Of, number: int, *, by: Person) -> Evidence:
    """Take a file off the sheet. Raises NoSuchSheet, NotAllowed, SheetForbids, NoSuchEvidence."""
    sheet = _open_sheet(of, by)
    row = Evidence.objects.filter(sheet=sheet, pk=number, removed_at=None).first()
    if row is None:
        raise NoSuchEvidence(number)
    row.removed_at, row.removed_by_label = timezone.now(), by.actor.label
    row.save(update_fields=["removed_at", "removed_by_label"])
    _tell("evidence.removed", sheet, row, by)
    return row


def _open_sheet(of: Of, by: Person) -> Sheet:
    """The sheet, locked, if answers may be saved on it."""
    sheet = lock_sheet(of.round, of.node)
    check(by.standing, Permission.ANSWER_SHEET, place_of(sheet))
    move_of(SheetState(sheet.state), SheetAct.SAVE, RoundState(sheet.round.state))
    return sheet


def _tell(action: str, sheet: Sheet, row: Evidence, by: Person) -> None:
    told = {"name": row.name, "sha256": row.sha256, "slot": row.slot, "size": row.size}
    record(action, subject_of(sheet), by=by.actor, after=told, places=(Touched("measure", sheet.node),))
