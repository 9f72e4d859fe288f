"""The lists of a plan: measures, indicators, money, departments. Each can be searched, filtered, sorted and downloaded."""

from collections.abc import Sequence
from typing import TypeVar

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from monosashi.office.accounts.access import of_plan, requires
from monosashi.office.accounts.permissions import Permission
from monosashi.office.plans.lists.departments import departments_with_part, list_of_departments
from monosashi.office.plans.lists.indicators import IndicatorRow, indicators_of, list_of_indicators
from monosashi.office.plans.lists.measures import list_of_measures
from monosashi.office.plans.lists.money import list_of_money, programs_of
from monosashi.office.plans.pages import asked_state, page
from monosashi.office.plans.shown.first_lines import money_answer, of_totals
from monosashi.office.plans.shown.grades import legend_of
from monosashi.office.plans.year.in_year import InYear
from monosashi.office.plans.year.rows_of_measures import measures_of
from monosashi.office.plans.year.totals import notes_on_current, totals_of
from monosashi.office.ui.downloads import as_file
from monosashi.office.ui.lists import ListOf, listed

Row = TypeVar("Row")


@requires(Permission.READ, of_plan)
def measures(request: HttpRequest, plan: str) -> HttpResponse:
    """The measures."""
    year = asked_state(request, plan)
    rows = measures_of(year)
    return _listed(request, year, "measures", list_of_measures(year, rows), rows)


@requires(Permission.READ, of_plan)
def indicators(request: HttpRequest, plan: str) -> HttpResponse:
    """The indicators."""
    year = asked_state(request, plan)
    rows = indicators_of(year)
    return _listed(request, year, "indicators", list_of_indicators(year, rows), rows)


@requires(Permission.READ, of_plan)
def money(request: HttpRequest, plan: str) -> HttpResponse:
    """The budget programs."""
    year = asked_state(request, plan)
    rows = programs_of(year)
    return _listed(request, year, "money", list_of_money(year, rows), rows)


@requires(Permission.READ, of_plan)
def departments(request: HttpRequest, plan: str) -> HttpResponse:
    """The departments that have a part in the plan."""
    year = asked_state(request, plan)
    rows = departments_with_part(year)
    return _listed(request, year, "departments", list_of_departments(year), rows)


def _listed(request: HttpRequest, year: InYear, part: str, list_of: ListOf[Row], rows: Sequence[Row]) -> HttpResponse:
    file = as_file(list_of, rows, request.GET)
    if file is not None:
        return file
    totals = totals_of(year, measures_of(year))
    context = page(
        request,
        year,
        part,
        list=listed(list_of, rows, request.GET),
        answer=of_totals(year, totals, whole=True),
        totals=totals,
        legend=legend_of(year),
        heading=f"plans.part.{part}",
        count=len(rows),
        money_answer=money_answer(year, totals),
        on_current=year.once("on current", lambda: notes_on_current(year, year.plan.budget_programs)),
        unmet_indicators=sum(row.unmet for row in rows if isinstance(row, IndicatorRow)),
    )
    return render(request, f"plans/{part}.html", context)
