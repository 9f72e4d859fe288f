"""A list of officers waits until somebody has seen what it would change; then all of it is taken over, or nothing."""

from django.db import transaction
from django.utils import timezone

from monosashi.office.accounts.standing import Person
from monosashi.office.entering.acting import sign
from monosashi.office.entering.told import new_token
from monosashi.office.entering.waiting import as_it_was_shown, keep_waiting
from monosashi.office.events.locking import locked
from monosashi.office.events.recording import record
from monosashi.office.events.values import Subject, Touched
from monosashi.office.officers.acting import check_keeping
from monosashi.office.officers.actions_leaving_out import end_leaving_out
from monosashi.office.officers.bringing_in.comparing import OfficersDifference, merged, officers_compared
from monosashi.office.officers.models import Appointment, LeftOut, OfficerKind, PendingOfficers
from monosashi.office.officers.states import OfficerOutcome

_WRITTEN = (
    *("post", "since", "until", "chosen_by", "shared_with", "note", "outcome", "outcome_note"),
    *("changed_by_label", "changed_at"),
)


def let_wait(*, file_name: str, raw: bytes, by: Person) -> PendingOfficers:
    """Read a list and let it wait. Raises NotAllowed, InvalidInput with everything that is wrong in it."""
    check_keeping(by)
    return keep_waiting(PendingOfficers(), _compared, file_name=file_name, raw=raw, by=by)


@transaction.atomic
def take_over(pending: PendingOfficers, *, end_others: bool, by: Person) -> OfficersDifference:
    """Keep what the list says; of whom it does not name stays what was told. `end_others`: those whose term is over end.

    Raises NotAllowed, InvalidInput, ChangedMeanwhile where officers are others than the difference was shown of; then nothing is kept.
    """
    check_keeping(by)
    list(locked(OfficerKind.objects.all()))
    difference = as_it_was_shown(_compared(pending), pending)
    made = [_made(each.row, by) for each in difference.comes]
    Appointment.objects.bulk_create(made, batch_size=100)
    ended = difference.over if end_others else ()
    changed = [sign(merged(each.row, each.told), by) for each in difference.changed]
    changed += [_marked(row, OfficerOutcome.CONTINUED, by) for row in difference.continued]
    changed += [_marked(row, OfficerOutcome.ENDED, by) for row in ended]
    Appointment.objects.bulk_update(changed, _WRITTEN, batch_size=100)
    if LeftOut.objects.exists():
        for row in made:
            end_leaving_out(row, by=by)
    staff = {row.staff_id for row in (*made, *changed) if row.staff_id is not None}
    record(
        "officer_list.brought_in",
        Subject("officer_list", str(pending.pk), pending.file_name),
        by=by.actor,
        after={"comes": len(made), "changed": len(difference.changed), "ended": len(ended)},
        places=tuple(Touched("staff", str(pk)) for pk in sorted(staff)),
    )
    pending.delete()
    return difference


def _compared(pending: PendingOfficers) -> OfficersDifference:
    return officers_compared(pending, timezone.localdate())


def _made(row: Appointment, by: Person) -> Appointment:
    row.token = new_token()
    return sign(row, by)


def _marked(row: Appointment, outcome: OfficerOutcome, by: Person) -> Appointment:
    row.outcome = outcome.value
    return sign(row, by)
