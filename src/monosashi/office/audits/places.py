"""Where pages of audits are, for the table of permissions: the parts of an address -> a place."""

from django.http import Http404
from django.utils import timezone

from monosashi.office.accounts.permissions import Place
from monosashi.office.audits.models import Audit, AuditResult, ResultPart
from monosashi.office.audits.queries import AuditNow, NoSuchAudit, one_audit, one_part, one_result, place_of


def of_audit(audit: int, **_rest: object) -> Place:
    """The place of a page whose address names an audit (`<int:audit>`): its plan."""
    return Place(row_or_404(audit).plan_id)


def of_result(result: int, **_rest: object) -> Place:
    """The place of a page whose address names a result (`<int:result>`): its plan."""
    return Place(result_or_404(result).audit.plan_id)


def of_part(part: int, **_rest: object) -> Place:
    """The place of a page whose address names an answering department (`<int:part>`): that department, as it is today."""
    return place_of(part_or_404(part), timezone.localdate())


def row_or_404(audit: int) -> Audit:
    """The row of an audit. Raises Http404."""
    row = Audit.objects.select_related("plan").filter(pk=audit).first()
    if row is None:
        raise Http404(audit)
    return row


def audit_or_404(audit: int) -> AuditNow:
    """An audit as it stands today. Raises Http404."""
    try:
        return one_audit(audit, timezone.localdate())
    except NoSuchAudit:
        raise Http404(audit) from None


def result_or_404(result: int) -> AuditResult:
    """The row of a result. Raises Http404."""
    try:
        return one_result(result)
    except NoSuchAudit:
        raise Http404(result) from None


def part_or_404(part: int) -> ResultPart:
    """The row of an answering department. Raises Http404."""
    try:
        return one_part(part)
    except NoSuchAudit:
        raise Http404(part) from None
