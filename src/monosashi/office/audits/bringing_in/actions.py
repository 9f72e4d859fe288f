"""A file of results waits until somebody has seen what it would change; then all of it is taken over, or nothing."""

from dataclasses import replace

from django.db import transaction
from django.db.models import Max
from django.utils import timezone

from monosashi.office.accounts.permissions import Permission, Place, check
from monosashi.office.accounts.standing import Person
from monosashi.office.audits.actions_keeping import lock_audit
from monosashi.office.audits.actions_results import ResultTold, write_result
from monosashi.office.audits.bringing_in.comparing import ChangedResult, ResultsDifference, results_compared
from monosashi.office.audits.models import Audit, AuditResult, PendingResults
from monosashi.office.audits.telling import subject_of_audit
from monosashi.office.entering.waiting import as_it_was_shown, keep_waiting
from monosashi.office.events.recording import record
from monosashi.office.events.values import Touched


def let_wait(*, audit: Audit, file_name: str, raw: bytes, by: Person) -> PendingResults:
    """Read a file and let it wait. Raises NotAllowed, InvalidInput with everything that is wrong in it."""
    check(by.standing, Permission.KEEP_AUDITS, Place(audit.plan_id))
    return keep_waiting(PendingResults(audit=audit), _compared, file_name=file_name, raw=raw, by=by)


@transaction.atomic
def take_over(pending: PendingResults, *, by: Person) -> ResultsDifference:
    """Make the audit what the file says; what it does not name stays.

    Raises NotAllowed, InvalidInput, DepartmentAnswered, ChangedMeanwhile where the audit is another than the difference was
    shown of; then nothing is changed.
    """
    row = lock_audit(pending.audit_id, by)
    difference = as_it_was_shown(_compared(pending), pending)
    last = AuditResult.objects.filter(audit=row).aggregate(last=Max("position"))["last"] or 0
    for at, told in enumerate(difference.comes, start=last + 1):
        write_result(AuditResult(audit=row, position=at), told)
    for each in difference.changed:
        _change(row, each)
    nodes = {node for told in _every(difference) for node in told.measures}
    record(
        "audit.results_brought_in",
        subject_of_audit(row),
        by=by.actor,
        after={"file": pending.file_name, "comes": len(difference.comes), "changed": len(difference.changed)},
        places=tuple(Touched("measure", node) for node in sorted(nodes)),
    )
    pending.delete()
    return difference


def _compared(pending: PendingResults) -> ResultsDifference:
    return results_compared(pending, timezone.localdate())


def _change(audit: Audit, each: ChangedResult) -> None:
    row = each.result.row
    row.audit, row.version = audit, row.version + 1
    write_result(row, each.told if each.moves else replace(each.told, departments=each.codes))


def _every(difference: ResultsDifference) -> tuple[ResultTold, ...]:
    return (*difference.comes, *(each.told for each in difference.changed))
