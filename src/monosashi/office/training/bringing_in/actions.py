"""A file of who took part waits until somebody has seen what it would change; then all of it is taken over, or nothing."""

from django.db import transaction

from monosashi.office.accounts.permissions import Permission, check
from monosashi.office.accounts.standing import Person
from monosashi.office.entering.waiting import as_it_was_shown, keep_waiting
from monosashi.office.training.acting import lock_kept_session
from monosashi.office.training.actions_attendance import write_attendance
from monosashi.office.training.bringing_in.comparing import AttendanceDifference, attendance_compared
from monosashi.office.training.models import PendingAttendance, TrainingSession
from monosashi.office.training.states import TrainingSessionAct


def let_wait(*, session: TrainingSession, file_name: str, raw: bytes, by: Person) -> PendingAttendance:
    """Read a file and let it wait. Raises NotAllowed, InvalidInput with everything that is wrong in it."""
    check(by.standing, Permission.KEEP_TRAINING)
    return keep_waiting(PendingAttendance(session=session), attendance_compared, file_name=file_name, raw=raw, by=by)


@transaction.atomic
def take_over_file(pending: PendingAttendance, *, by: Person) -> AttendanceDifference:
    """Record what the file says; whom it does not name stays as they are.

    Raises NotAllowed, GoneMeanwhile, SessionForbids, InvalidInput, UnfitTraining, ChangedMeanwhile where the session is another
    than the difference was shown of; then nothing is changed.
    """
    row = lock_kept_session(pending.session_id, TrainingSessionAct.RECORD, by)
    pending.session = row
    difference = as_it_was_shown(attendance_compared(pending), pending)
    told = (*difference.comes, *(each.told for each in difference.changed))
    wanted = {each.staff: (each.outcome.value, each.finished_on) for each in told}
    write_attendance(row, wanted, "training.brought_in", by)
    PendingAttendance.objects.filter(pk=pending.pk).delete()
    return difference
