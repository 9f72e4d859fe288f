"""Entering, changing and removing an audit; asking its departments how far they are."""

from dataclasses import dataclass
from datetime import date
from typing import Any

from django.db import transaction
from django.utils import timezone

from monosashi.core.messages import message
from monosashi.office.accounts.permissions import Permission, Place, check
from monosashi.office.accounts.refusals import ChangedMeanwhile, StateForbids
from monosashi.office.accounts.standing import Person
from monosashi.office.answering.actions_evidence import NoRoom
from monosashi.office.answering.evidence_files import Checked, keep
from monosashi.office.audits.models import AnswerRequest, Audit, CorrectiveAction
from monosashi.office.audits.queries import NoSuchAudit, name_with_theme
from monosashi.office.audits.telling import subject_of_audit, told_of_audit
from monosashi.office.events.locking import locked
from monosashi.office.events.recording import record
from monosashi.office.plans.queries import lock_plan


@dataclass(frozen=True, slots=True)
class AuditTold:
    """What somebody says of an audit. `report`: the file of the report, None for no other than there is."""

    kind: str
    fiscal_year: int
    theme: str
    auditor: str
    reported_on: date | None = None
    published: str = ""
    report: Checked | None = None

    @property
    def columns(self) -> dict[str, Any]:
        """As the row keeps it, without the file."""
        return {
            "kind": self.kind,
            "fiscal_year": self.fiscal_year,
            "theme": self.theme,
            "auditor": self.auditor,
            "reported_on": self.reported_on,
            "published": self.published,
        }


class AuditKnown(StateForbids):
    """The plan has this audit already. `audit` is its row."""

    def __init__(self, audit: Audit) -> None:
        super().__init__(message("audits.known_already", name=name_with_theme(audit)))
        self.audit = audit


class AuditChanged(ChangedMeanwhile):
    """Somebody changed the audit, or removed it, since it was shown. `now` is its row, None where it is gone."""

    def __init__(self, now: Audit | None) -> None:
        super().__init__(message("audits.changed_meanwhile" if now else "audits.removed_meanwhile"))
        self.now = now


class AuditAnswered(StateForbids):
    """Departments answered already: what they said is not thrown away."""

    def __init__(self) -> None:
        super().__init__(message("audits.has_answers"))


class EarlierRequest(StateForbids):
    """Answers of a later day were asked for already."""

    def __init__(self) -> None:
        super().__init__(message("audits.asked_of_later_day"))


def enter(*, plan_id: str, told: AuditTold, by: Person) -> Audit:
    """Keep an audit of a plan. The very same one, entered by the same person, is there already.

    Raises NoSuchPlan, NotAllowed, AuditKnown, NoRoom.
    """
    check(by.standing, Permission.KEEP_AUDITS, Place(plan_id))
    _keep_report(told)
    with transaction.atomic():
        lock_plan(plan_id)
        if (same := _same(plan_id, told)) is not None:
            if same.made_by == by.staff.pk and told_of_audit(same) == told_of_audit(_filled(Audit(), told)):
                return same
            raise AuditKnown(same)
        made = {"made_by": by.staff.pk, "made_by_label": by.actor.label, "made_at": timezone.now()}
        row = _filled(Audit(plan_id=plan_id, **made), told)
        row.save()
        record("audit.entered", subject_of_audit(row), by=by.actor, after=told_of_audit(row))
    return row


def change(*, pk: int, told: AuditTold, seen: int, by: Person) -> Audit:
    """Correct what is said of an audit. `seen` is its version as it was shown.

    Raises NoSuchAudit, NotAllowed, AuditChanged, AuditKnown, NoRoom.
    """
    check(by.standing, Permission.KEEP_AUDITS, Place(_plan_of(pk)))
    _keep_report(told)
    with transaction.atomic():
        row = lock_audit(pk, by, seen)
        same = _same(row.plan_id, told)
        if same is not None and same.pk != pk:
            raise AuditKnown(same)
        before = told_of_audit(row)
        _filled(row, told)
        row.version += 1
        row.save()
        record("audit.changed", subject_of_audit(row), by=by.actor, before=before, after=told_of_audit(row))
    return row


@transaction.atomic
def remove(*, pk: int, seen: int, by: Person) -> None:
    """Remove an audit that was entered by mistake, with its results. Raises NoSuchAudit, NotAllowed, AuditChanged, AuditAnswered."""
    row = lock_audit(pk, by, seen)
    if CorrectiveAction.objects.filter(part__result__audit=row).exists():
        raise AuditAnswered
    record("audit.removed", subject_of_audit(row), by=by.actor, before=told_of_audit(row))
    row.delete()


@transaction.atomic
def ask(*, pk: int, as_of: date, due: date, by: Person) -> AnswerRequest:
    """Ask the departments how far they are on a day. Asked again of the same day it moves the day until which they answer.

    Raises NoSuchAudit, NotAllowed, EarlierRequest.
    """
    row = lock_audit(pk, by)
    newest = AnswerRequest.objects.filter(audit=row).first()
    if newest is not None and newest.as_of > as_of:
        raise EarlierRequest
    if newest is not None and newest.as_of == as_of:
        return newest if newest.due == due else _moved(row, newest, due, by)
    made = {"made_by_label": by.actor.label, "made_at": timezone.now()}
    request = AnswerRequest.objects.create(audit=row, as_of=as_of, due=due, **made)
    record("audit.asked", subject_of_audit(row), by=by.actor, after=_told(request))
    return request


def lock_audit(pk: int, by: Person, seen: int | None = None) -> Audit:
    """The row of an audit, locked, for whoever keeps audits. `seen` None: it does not matter which version.

    Raises NoSuchAudit, NotAllowed, AuditChanged.
    """
    row = locked(Audit.objects.filter(pk=pk)).first()
    if row is None and seen is not None:
        raise AuditChanged(None)
    if row is None:
        raise NoSuchAudit(pk)
    check(by.standing, Permission.KEEP_AUDITS, Place(row.plan_id))
    if seen is not None and row.version != seen:
        raise AuditChanged(row)
    return row


def _moved(row: Audit, request: AnswerRequest, due: date, by: Person) -> AnswerRequest:
    before = _told(request)
    request.due = due
    request.save(update_fields=["due"])
    record("audit.due_moved", subject_of_audit(row), by=by.actor, before=before, after=_told(request))
    return request


def _told(request: AnswerRequest) -> dict[str, str]:
    return {"as_of": request.as_of.isoformat(), "due": request.due.isoformat()}


def _filled(row: Audit, told: AuditTold) -> Audit:
    for name, value in told.columns.items():
        setattr(row, name, value)
    if told.report is not None:
        row.report_name, row.report_size, row.report_sha256 = told.report.name, told.report.size, told.report.sha256
    return row


def _keep_report(told: AuditTold) -> None:
    """The bytes are written before the row, so that no row is without them. Raises NoRoom."""
    if told.report is not None:
        keep_bytes(told.report)


def keep_bytes(file: Checked) -> None:
    """Put a file into the folder of evidence. Raises NoRoom."""
    try:
        keep(file)
    except OSError:
        raise NoRoom from None


def _same(plan_id: str, told: AuditTold) -> Audit | None:
    named = {"kind": told.kind, "fiscal_year": told.fiscal_year, "theme": told.theme}
    return Audit.objects.filter(plan=plan_id, **named).first()


def _plan_of(pk: int) -> str:
    plan = Audit.objects.filter(pk=pk).values_list("plan", flat=True).first()
    if plan is None:
        raise NoSuchAudit(pk)
    return str(plan)
