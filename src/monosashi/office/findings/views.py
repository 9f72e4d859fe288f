"""Pages of the plan review: by rule, one by one, by measure, by department; one rule; one finding."""

from collections.abc import Sequence
from typing import TypeVar

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone

from monosashi.core.messages import message
from monosashi.office.accounts.access import of_plan, requires
from monosashi.office.accounts.permissions import Permission
from monosashi.office.findings.answers import head_of
from monosashi.office.findings.list_of_findings import (
    by_department as gathered_by_department,
)
from monosashi.office.findings.list_of_findings import (
    by_measure as gathered_by_measure,
)
from monosashi.office.findings.list_of_findings import (
    list_of_findings,
    list_of_gathered,
)
from monosashi.office.findings.page_of_finding import finding_page
from monosashi.office.findings.queries import Reviewed, review_now, waivers
from monosashi.office.findings.rows import rows_of
from monosashi.office.findings.rules import is_known, rule_of
from monosashi.office.findings.shown import by_family, shown_rule
from monosashi.office.findings.waivers_file import waivers_toml
from monosashi.office.plans.pages import Context, address, asked_year, page
from monosashi.office.plans.year.in_year import InYear
from monosashi.office.ui.crumbs import Crumb
from monosashi.office.ui.downloads import as_download, as_file
from monosashi.office.ui.lists import ListOf, asked, listed, selected

Row = TypeVar("Row")

VIEWS = ("rules", "list", "measures", "departments")


@requires(Permission.READ, of_plan)
def rules(request: HttpRequest, plan: str) -> HttpResponse:
    """All findings, by family and rule."""
    year, found = _reviewed(request, plan)
    rows = rows_of(year, found.findings)
    list_of = list_of_findings(year, found, rows, asked=request.GET.dict())
    if (file := as_file(list_of, rows, request.GET)) is not None:
        return file
    chosen = selected(asked(list_of, request.GET), rows)
    more: Context = {"families": by_family(year, chosen), "list": listed(list_of, rows, request.GET)}
    return render(request, "findings/rules.html", _context(request, year, found, "rules", more))


@requires(Permission.READ, of_plan)
def every(request: HttpRequest, plan: str) -> HttpResponse:
    """All findings, one by one."""
    year, found = _reviewed(request, plan)
    rows = rows_of(year, found.findings)
    list_of = list_of_findings(year, found, rows, asked=request.GET.dict())
    return _listed(request, (year, found), "list", list_of, rows)


@requires(Permission.READ, of_plan)
def by_measure(request: HttpRequest, plan: str) -> HttpResponse:
    """How many findings each measure has."""
    year, found = _reviewed(request, plan)
    rows = gathered_by_measure(year, rows_of(year, found.shown))
    return _listed(request, (year, found), "measures", list_of_gathered(year, "measure"), rows)


@requires(Permission.READ, of_plan)
def by_department(request: HttpRequest, plan: str) -> HttpResponse:
    """How many findings each department has."""
    year, found = _reviewed(request, plan)
    rows = gathered_by_department(year, rows_of(year, found.shown))
    return _listed(request, (year, found), "departments", list_of_gathered(year, "department"), rows)


@requires(Permission.READ, of_plan)
def rule(request: HttpRequest, plan: str, rule: str) -> HttpResponse:
    """One rule: what it finds, why it matters, what to do; and what it found."""
    year, found = _reviewed(request, plan)
    rows = tuple(row for row in rows_of(year, found.findings) if row.known.rule == rule)
    if not rows and not is_known(rule):
        raise Http404(rule)
    list_of = list_of_findings(year, found, rows)
    if (file := as_file(list_of, rows, request.GET)) is not None:
        return file
    more: Context = {
        **shown_rule(found, rule_of(rule), rows),
        "list": listed(list_of_findings(year, found, rows, of_rule=True), rows, request.GET),
        "crumbs_more": (Crumb(rule),),
    }
    return render(request, "findings/rule.html", _context(request, year, found, "", more))


@requires(Permission.READ, of_plan)
def finding(request: HttpRequest, plan: str, finding: str) -> HttpResponse:
    """One finding."""
    return finding_page(request, plan, finding)


@requires(Permission.READ, of_plan)
def waivers_file(request: HttpRequest, plan: str) -> HttpResponse:
    """What is out of scope, as the file that `monosashi check` reads beside the plan."""
    year = asked_year(request, plan)
    text = waivers_toml(waivers(plan, year.fiscal_year, timezone.localdate()))
    return as_download(text.encode(), f"{plan}.waivers.toml")


def _reviewed(request: HttpRequest, plan: str) -> tuple[InYear, Reviewed]:
    year = asked_year(request, plan)
    return year, review_now(year, timezone.localdate())


def _listed(
    request: HttpRequest, of: tuple[InYear, Reviewed], view: str, list_of: ListOf[Row], rows: Sequence[Row]
) -> HttpResponse:
    if (file := as_file(list_of, rows, request.GET)) is not None:
        return file
    more: Context = {"list": listed(list_of, rows, request.GET)}
    return render(request, "findings/list.html", _context(request, *of, view, more))


def _context(request: HttpRequest, year: InYear, found: Reviewed, view: str, more: Context) -> Context:
    way = more.pop("crumbs_more", () if view == "rules" else (Crumb(message(f"findings.view.{view}")),))
    return page(
        request,
        year,
        "findings",
        *way,
        **head_of(year, found),
        views=tuple((_way(year, each), each == view) for each in VIEWS),
        view=view,
        **more,
    )


def _way(year: InYear, view: str) -> Crumb:
    return Crumb(message(f"findings.view.{view}"), address(year, f"findings:{view}"))
