"""How events name audits and results, and what they say of them."""

from collections.abc import Iterable
from datetime import date
from typing import Any

from monosashi.office.audits.models import Audit, AuditResult, CorrectiveAction
from monosashi.office.audits.queries import label_of, name_of
from monosashi.office.events.values import Subject, Touched
from monosashi.office.ui.language import spoken


def subject_of_audit(audit: Audit) -> Subject:
    """How events name an audit."""
    return Subject("audit", str(audit.pk), spoken(name_of(audit)), audit.plan_id)


def subject_of_result(result: AuditResult) -> Subject:
    """How events name a finding or an opinion."""
    return Subject("audit_result", str(result.pk), f"{spoken(label_of(result))} {result.title}", result.audit.plan_id)


def told_of_audit(audit: Audit) -> dict[str, Any]:
    """What an audit is, for before and after."""
    return {
        "kind": audit.kind,
        "fiscal_year": audit.fiscal_year,
        "theme": audit.theme,
        "auditor": audit.auditor,
        "reported_on": _day(audit.reported_on),
        "published": audit.published,
        "file": audit.report_name,
    }


def told_of_result(result: AuditResult, measures: Iterable[str], departments: Iterable[str]) -> dict[str, Any]:
    """What a result is, for before and after."""
    return {
        "kind": result.kind,
        "number": result.number,
        "page": result.page,
        "title": result.title,
        "text": result.text,
        "measures": list(measures),
        "departments": list(departments),
    }


def told_of_answer(action: CorrectiveAction) -> dict[str, Any]:
    """What a department said, for before and after."""
    return {
        "state": action.state,
        "status": action.status,
        "text": action.text,
        "until": action.until,
        "done_on": _day(action.done_on),
        "as_of": _day(action.as_of),
        "file": action.file_name,
    }


def touched_by(result: AuditResult) -> tuple[Touched, ...]:
    """The measures of a result: their histories show the event too. One query."""
    return tuple(Touched("measure", node) for node in result.measures.values_list("node", flat=True))


def _day(day: date | None) -> str | None:
    return day.isoformat() if day else None
