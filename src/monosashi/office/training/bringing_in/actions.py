"""A file of who took part waits until somebody has seen what it would change; then all of it is taken over, or nothing."""

from datetime import timedelta

from django.db import transaction
from django.db.models import QuerySet
from django.utils import timezone

from monosashi.core.messages import message
from monosashi.office.accounts.permissions import Permission, check
from monosashi.office.accounts.refusals import ChangedMeanwhile
from monosashi.office.accounts.standing import Person
from monosashi.office.training.acting import lock_kept_session
from monosashi.office.training.actions_attendance import write_attendance
from monosashi.office.training.bringing_in.comparing import AttendanceDifference, attendance_compared
from monosashi.office.training.models import PendingAttendance, TrainingSession
from monosashi.office.training.states import TrainingSessionAct

KEPT = timedelta(days=1)
"""How long a file waits for a decision."""


def waiting_files() -> "QuerySet[PendingAttendance]":
    """The files that still wait."""
    return PendingAttendance.objects.select_related("session__course").filter(made_at__gte=timezone.now() - KEPT)


def let_wait(*, session: TrainingSession, file_name: str, raw: bytes, by: Person) -> PendingAttendance:
    """Read a file and let it wait. Raises NotAllowed, InvalidInput with everything that is wrong in it."""
    check(by.standing, Permission.KEEP_TRAINING)
    pending = PendingAttendance(
        session=session, file_name=file_name[-200:], content=raw, made_by=by.staff.pk, made_at=timezone.now()
    )
    pending.state = attendance_compared(pending).state
    PendingAttendance.objects.filter(made_at__lt=timezone.now() - KEPT).delete()
    pending.save()
    return pending


@transaction.atomic
def take_over_file(pending: PendingAttendance, *, by: Person) -> AttendanceDifference:
    """Record what the file says; whom it does not name stays as they are.

    Raises NotAllowed, GoneMeanwhile, SessionForbids, InvalidInput, UnfitTraining, ChangedMeanwhile where the session is another
    than the difference was shown of; then nothing is changed.
    """
    row = lock_kept_session(pending.session_id, TrainingSessionAct.RECORD, by)
    pending.session = row
    difference = attendance_compared(pending)
    if difference.state != pending.state:
        raise ChangedMeanwhile(message("training.import.changed_meanwhile"))
    told = (*difference.comes, *(each.told for each in difference.changed))
    wanted = {each.staff: (each.outcome.value, each.finished_on) for each in told}
    write_attendance(row, wanted, "training.brought_in", by)
    PendingAttendance.objects.filter(pk=pending.pk).delete()
    return difference
