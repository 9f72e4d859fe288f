"""Officers of a department: notified, corrected, ended, taken away where they were entered wrongly."""

from datetime import date, timedelta

from django.db import transaction
from django.utils import timezone

from monosashi.core.messages import message
from monosashi.office.accounts.standing import Person
from monosashi.office.entering.acting import GoneMeanwhile, sign
from monosashi.office.entering.told import is_news
from monosashi.office.events.recording import record
from monosashi.office.officers.acting import (
    Unfit,
    check_notifying,
    fill,
    fits,
    lock_appointment,
    lock_kind,
    others_of,
)
from monosashi.office.officers.actions_leaving_out import end_leaving_out
from monosashi.office.officers.models import Appointment
from monosashi.office.officers.rows import recorded_officer, subject_of_officer, told_of_officer, touched_by
from monosashi.office.officers.states import HowMany, OfficerOutcome
from monosashi.office.officers.told import OfficerTold


@transaction.atomic
def notify(department: str, told: OfficerTold, *, token: str, by: Person, instead_of: int | None = None) -> Appointment:
    """Tell that somebody is an officer of a department. Sent twice, it is told once.

    `instead_of` is the appointment whose holder this one follows: it ends the day before. Raises NotAllowed, GoneMeanwhile, Unfit.
    """
    check_notifying(department, by)
    kind = lock_kind(told.kind)
    made = Appointment.objects.filter(token=token).first()
    if made is not None:
        return made
    if instead_of is not None:
        _followed(instead_of, department, told, by)
    row = Appointment(token=token, kind=kind, department=department, told_on=timezone.localdate())
    return appoint(row, told, by)


@transaction.atomic
def change(pk: int, told: OfficerTold, *, based_on: str, by: Person) -> Appointment:
    """Correct what was told of an officer; another last day takes back that it was ended.

    Raises NotAllowed, GoneMeanwhile, ChangedSince, Unfit.
    """
    row = lock_appointment(pk, by)
    if is_news(told_of_officer(row), told, based_on, row.changed_by_label):
        before = recorded_officer(row)
        fits(fill(row, told))
        save(row, by)
        _tell("officer.changed", row, by, before=before, after=recorded_officer(row))
    return row


@transaction.atomic
def end(pk: int, *, until: date, note: str, by: Person) -> Appointment:
    """Somebody is no officer any more after a day, and why. Sent twice, it is done once. Raises NotAllowed, GoneMeanwhile, Unfit."""
    row = lock_appointment(pk, by)
    if (row.outcome, row.until, row.outcome_note) == (OfficerOutcome.ENDED, until, note):
        return row
    return conclude(row, OfficerOutcome.ENDED, until=until, note=note, by=by)


@transaction.atomic
def remove(pk: int, *, why: str, by: Person) -> None:
    """Take away what was entered wrongly, and why. The event keeps it; that the same person went on is open again.

    Raises NotAllowed, GoneMeanwhile.
    """
    row = lock_appointment(pk, by)
    _tell("officer.removed", row, by, before=recorded_officer(row), why=why)
    for earlier in others_of(row):
        if earlier.outcome == OfficerOutcome.CONTINUED and _leads_to(earlier, row):
            conclude(earlier, OfficerOutcome.OPEN, until=None, note="", by=by)
    row.delete()


def appoint(row: Appointment, told: OfficerTold, by: Person) -> Appointment:
    """Keep a new appointment behind the lock of its kind. Where none was to be placed, that ends.

    What it says of earlier ones is kept with them: who goes on, goes on; of one alone who follows. Raises Unfit.
    """
    fits(fill(row, told))
    save(row, by)
    end_leaving_out(row, by=by)
    for earlier in others_of(row):
        outcome = _becomes(earlier, row)
        if outcome is not None:
            conclude(earlier, outcome, until=None, note="", by=by)
    _tell("officer.notified", row, by, after=recorded_officer(row))
    return row


def conclude(row: Appointment, outcome: OfficerOutcome, *, until: date | None, note: str, by: Person) -> Appointment:
    """Keep what became of an appointment; `open`: that nothing is said any more. `until` None: its last day stays. Raises Unfit."""
    if until is not None and until < row.since:
        raise Unfit(message("officers.until_before_since"))
    if until is not None and row.until is not None and until > row.until:
        raise Unfit(message("officers.ends_already"))
    before = recorded_officer(row)
    row.until = until or row.until
    row.outcome, row.outcome_note = outcome.value, note
    save(row, by)
    _tell(
        f"officer.{'reopened' if outcome is OfficerOutcome.OPEN else outcome.value}",
        row,
        by,
        before=before,
        after=recorded_officer(row),
        why=note,
    )
    return row


def save(row: Appointment, by: Person) -> None:
    """Save a row with who changed it."""
    sign(row, by)
    row.save()


def _followed(pk: int, department: str, told: OfficerTold, by: Person) -> None:
    row = lock_appointment(pk, by)
    if row.kind_id != told.kind or row.pk not in {each.pk for each in _beside(department, row)}:
        raise GoneMeanwhile
    last = told.since - timedelta(days=1)
    until = last if row.until is None or row.until > last else None
    conclude(row, OfficerOutcome.REPLACED, until=until, note="", by=by)


def _beside(department: str, row: Appointment) -> tuple[Appointment, ...]:
    return tuple(others_of(Appointment(kind=row.kind, department=department)))


def _becomes(earlier: Appointment, row: Appointment) -> OfficerOutcome | None:
    """What a new appointment says of an earlier one about which nothing was said; None: nothing."""
    if earlier.outcome != OfficerOutcome.OPEN or earlier.until is None or earlier.until >= row.since:
        return None
    if _leads_to(earlier, row):
        return OfficerOutcome.CONTINUED
    if (earlier.staff_id, earlier.name) == (row.staff_id, row.name):
        return OfficerOutcome.ENDED
    return OfficerOutcome.REPLACED if row.kind.how_many == HowMany.EXACTLY_ONE else None


def _leads_to(earlier: Appointment, row: Appointment) -> bool:
    same = (earlier.staff_id, earlier.name) == (row.staff_id, row.name)
    return same and earlier.until is not None and earlier.until + timedelta(days=1) == row.since


def _tell(
    action: str, row: Appointment, by: Person, *, before: object = None, after: object = None, why: str = ""
) -> None:
    record(action, subject_of_officer(row), by=by.actor, before=before, after=after, why=why, places=touched_by(row))
