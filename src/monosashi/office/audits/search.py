"""How audits are searched: what they were about, what they came to, what departments answered."""

from collections.abc import Iterable, Sequence
from datetime import date
from functools import lru_cache

from django.db.models import F, QuerySet

from monosashi.core.messages import message
from monosashi.office.audits.models import Audit, AuditResult, CorrectiveAction
from monosashi.office.audits.queries import label_of, name_of, name_with_theme
from monosashi.office.searching import Asking, Searched, Thing
from monosashi.office.ui.addresses import address_of
from monosashi.office.ui.language import language, spoken

_Result = tuple[int, str, str, str, str, str, int, date | None]
_Action = tuple[int, str, str, date, int, str, str, str, str, int]


def _audits(asking: Asking) -> "QuerySet[Audit]":
    rows = Audit.objects.order_by(F("reported_on").desc(nulls_last=True), "-fiscal_year", "-pk")
    return rows.filter(plan=asking.plan) if asking.plan else rows


def _texts_of_audit(row: Audit) -> tuple[str, ...]:
    return (spoken(name_with_theme(row)), row.auditor, row.published, row.report_name)


def _shown_audits(rows: Sequence[Audit], asking: Asking) -> Iterable[Thing]:  # noqa: ARG001 -- the page's contract
    for row in rows:
        yield Thing(spoken(name_with_theme(row)), address_of("audits:audit", row.pk), row.auditor, row.reported_on)


def _results(asking: Asking) -> "QuerySet[AuditResult, _Result]":
    rows = AuditResult.objects.order_by("-audit__fiscal_year", "-audit", "position", "pk")
    own = rows.filter(audit__plan=asking.plan) if asking.plan else rows
    of_audit = ("audit__kind", "audit__fiscal_year", "audit__reported_on")
    return own.values_list("pk", "title", "text", "kind", "number", *of_audit)


def _texts_of_result(row: _Result) -> tuple[str, ...]:
    return (row[1], row[2], _label(row[3], row[4], language()))


def _shown_results(rows: Sequence[_Result], asking: Asking) -> Iterable[Thing]:  # noqa: ARG001 -- as above
    for pk, title, _text, kind, number, audit_kind, fiscal_year, day in rows:
        yield Thing(title, address_of("audits:result", pk), _where(kind, number, audit_kind, fiscal_year), day)


def _actions(asking: Asking) -> "QuerySet[CorrectiveAction, _Action]":
    rows = CorrectiveAction.objects.order_by("-as_of", "-pk")
    own = rows.filter(part__result__audit__plan=asking.plan) if asking.plan else rows
    of_result = ("part__result", "part__result__title", "part__result__kind", "part__result__number")
    of_audit = ("part__result__audit__kind", "part__result__audit__fiscal_year")
    return own.values_list("part", "text", "until", "as_of", *of_result, *of_audit)


def _texts_of_action(row: _Action) -> tuple[str, ...]:
    return row[1:3]


def _shown_actions(rows: Sequence[_Action], asking: Asking) -> Iterable[Thing]:  # noqa: ARG001 -- as above
    for part, _text, _until, day, result, title, kind, number, audit_kind, fiscal_year in rows:
        address = f"{address_of('audits:result', result)}#part-{part}"
        yield Thing(title, address, _where(kind, number, audit_kind, fiscal_year), day)


def _where(kind: str, number: str, audit_kind: str, fiscal_year: int) -> str:
    """Number and audit of a result."""
    audit = spoken(name_of(Audit(kind=audit_kind, fiscal_year=fiscal_year)))
    return "\u3000".join((_label(kind, number, language()), audit))


@lru_cache(maxsize=4096)
def _label(kind: str, number: str, _language: str) -> str:
    """What a result is called by its number, said once in each language."""
    return spoken(label_of(AuditResult(kind=kind, number=number)))


SEARCHED = (
    Searched("audits", message("search.group.audits"), _audits, _texts_of_audit, _shown_audits),
    Searched("audit_results", message("search.group.audit_results"), _results, _texts_of_result, _shown_results),
    Searched(
        "corrective_actions",
        message("search.group.corrective_actions"),
        _actions,
        _texts_of_action,
        _shown_actions,
    ),
)
