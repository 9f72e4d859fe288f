"""That a department places no officer of a kind: told with its reason, taken back, over once an officer is notified."""

from datetime import timedelta

from django.db import transaction
from django.utils import timezone

from monosashi.core.messages import message
from monosashi.office.accounts.bearers import bearers
from monosashi.office.accounts.permissions import EVERYWHERE, Permission, check, may
from monosashi.office.accounts.standing import Person
from monosashi.office.entering.acting import GoneMeanwhile, signed
from monosashi.office.events.locking import locked
from monosashi.office.events.recording import record
from monosashi.office.officers.acting import (
    Unfit,
    check_notifying,
    in_force,
    lock_kind,
    others_of,
    place_of,
)
from monosashi.office.officers.models import Appointment, LeftOut
from monosashi.office.officers.rows import recorded_left_out, subject_of_left_out
from monosashi.office.officers.told import LeftOutTold


@transaction.atomic
def leave_out(department: str, told: LeftOutTold, *, token: str, by: Person) -> LeftOut:
    """Tell that a department places none. Sent twice, it is told once.

    Raises NotAllowed, GoneMeanwhile, Unfit where the kind does not allow it (whoever keeps officers may all the same) or where
    somebody is in office.
    """
    check_notifying(department, by)
    kind = lock_kind(told.kind)
    made = LeftOut.objects.filter(token=token).first()
    if made is not None:
        return made
    if not kind.may_be_left_out and not may(by.standing, Permission.KEEP_OFFICERS, EVERYWHERE):
        raise Unfit(message("officers.may_not_be_left_out", kind=kind.name))
    if told.until is not None and told.until < told.since:
        raise Unfit(message("officers.until_before_since"))
    there = others_of(Appointment(kind=kind, department=department))
    if any((each.until is None or each.until >= told.since) for each in there):
        raise Unfit(message("officers.somebody_is_there", kind=kind.name))
    row = LeftOut(token=token, kind=kind, department=department, **_columns(told), **signed(by))
    row.save()
    record(
        "officer_left_out.told",
        subject_of_left_out(row),
        by=by.actor,
        after=recorded_left_out(told),
        why=told.reason,
    )
    return row


@transaction.atomic
def place_again(pk: int, *, by: Person) -> None:
    """Take back that none is placed. Raises NotAllowed, GoneMeanwhile."""
    row = locked(LeftOut.objects.filter(pk=pk)).first()
    if row is None:
        raise GoneMeanwhile
    check(by.standing, Permission.NOTIFY_OFFICERS, place_of(row.department))
    _ended(row, by)


def end_leaving_out(appointed: Appointment, *, by: Person) -> None:
    """Somebody was appointed where none was to be placed: that is over the day before."""
    own = bearers((appointed.department,), timezone.localdate())
    for row in locked(LeftOut.objects.filter(in_force(appointed.since), kind=appointed.kind_id)):
        if own & bearers((row.department,), timezone.localdate()):
            _ended(row, by, appointed)


def _ended(row: LeftOut, by: Person, appointed: Appointment | None = None) -> None:
    """It ends yesterday, or the day before the appointment; what would end before it began is deleted, and the event keeps it."""
    before = recorded_left_out(_told(row))
    last = (appointed.since if appointed else timezone.localdate()) - timedelta(days=1)
    row.until = last if row.until is None or row.until > last else row.until
    after = None if row.until < row.since else recorded_left_out(_told(row))
    record(
        "officer_left_out.ended",
        subject_of_left_out(row),
        by=by.actor,
        before=before,
        after=after,
    )
    if after is None:
        row.delete()
    else:
        row.save()


def _told(row: LeftOut) -> LeftOutTold:
    return LeftOutTold(row.kind_id, row.since, row.reason, row.until)


def _columns(told: LeftOutTold) -> dict[str, object]:
    return {"since": told.since, "until": told.until, "reason": told.reason}
