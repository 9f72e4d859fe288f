"""The plans that are kept here, and the page of one: its tree."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from monosashi.core.messages import message
from monosashi.office.accounts.access import of_plan, requires, standing_in
from monosashi.office.accounts.permissions import Permission, may
from monosashi.office.plans.pages import Context, address, asked_state, page
from monosashi.office.plans.queries import plans_held
from monosashi.office.plans.shown.first_lines import of_totals
from monosashi.office.plans.shown.grades import grade_bars, legend_of
from monosashi.office.plans.shown.tree import tree_of
from monosashi.office.plans.year.rows_of_measures import measures_of
from monosashi.office.plans.year.totals import totals_of
from monosashi.office.ui.crumbs import Crumb


@requires(Permission.READ)
def plans(request: HttpRequest) -> HttpResponse:
    """The plans that are kept here."""
    context: Context = {
        "plans": plans_held(),
        "crumbs": (Crumb(message("plans.list.heading")),),
        "may_import": may(standing_in(request), Permission.IMPORT_PLAN),
    }
    return render(request, "plans/list.html", context)


@requires(Permission.READ, of_plan)
def plan(request: HttpRequest, plan: str) -> HttpResponse:
    """One plan: what it comes to, and its tree."""
    year = asked_state(request, plan)
    totals = totals_of(year, measures_of(year))
    context = page(
        request,
        year,
        "plan",
        answer=of_totals(year, totals, whole=True),
        totals=totals,
        bars=grade_bars(year, totals),
        legend=legend_of(year),
        tree=tree_of(year),
        stages=year.evaluation.stages if year.evaluation else (),
        scheme_title=year.said(year.scheme.title) if year.scheme else "",
        links={look: address(year, "measures", look=look) for look in ("unmet", "differs")},
    )
    return render(request, "plans/plan.html", context)
