"""The pages of one measure, of one node above measures, of one department."""

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render

from monosashi.core.messages import message
from monosashi.core.tree import Node, Role
from monosashi.office.accounts.access import of_plan, requires
from monosashi.office.accounts.permissions import Permission
from monosashi.office.plans.beside import added_to_node, beside_departments, merged
from monosashi.office.plans.lists.departments import department_of
from monosashi.office.plans.lists.measures import list_of_measures
from monosashi.office.plans.pages import (
    Context,
    address,
    asked_state,
    may_edit_measure,
    node_address,
    page,
)
from monosashi.office.plans.shown.first_lines import of_measure, of_totals
from monosashi.office.plans.shown.grades import grade_bars, legend_of
from monosashi.office.plans.shown.indicators import shown_indicators
from monosashi.office.plans.shown.money import money_by_year, shown_programs
from monosashi.office.plans.shown.tree import branch_of
from monosashi.office.plans.shown.years import judgement, judgement_of_node, said_rows
from monosashi.office.plans.year.in_year import InYear
from monosashi.office.plans.year.provenance import sources_of
from monosashi.office.plans.year.rows_of_measures import MeasureRow, measures_of
from monosashi.office.plans.year.totals import notes_on_current, totals_of
from monosashi.office.ui.crumbs import Crumb
from monosashi.office.ui.downloads import as_file
from monosashi.office.ui.lists import listed


@requires(Permission.READ, of_plan)
def measure(request: HttpRequest, plan: str, node: str) -> HttpResponse:
    """One measure with its whole history."""
    year = asked_state(request, plan)
    own = _node_or_404(year, node)
    outcome = year.outcome.get(node)
    context = page(
        request,
        year,
        "measures",
        *_way(year, own),
        **year.once(("page of", own.id), lambda: _of_node(year, own)),
        judgement=judgement(year, outcome) if outcome else None,
        outcome=outcome,
        may_edit=may_edit_measure(request, year, own),
        **added_to_node(request, year, own),
    )
    return render(request, "plans/measure.html", context)


@requires(Permission.READ, of_plan)
def node(request: HttpRequest, plan: str, node: str) -> HttpResponse:
    """One node above or below the measures: what it says itself, and what the measures under it come to."""
    year = asked_state(request, plan)
    own = _node_or_404(year, node)
    if own in year.plan.index.measures:
        return redirect(node_address(year, own))
    rows = _below(year, own)
    list_of = list_of_measures(year, rows, node)
    file = as_file(list_of, rows, request.GET)
    if file is not None:
        return file
    counted = tuple(row for row in rows if _is_below(row, own))
    totals = totals_of(year, counted)
    again = (message("plans.answer.listed_again", count=len(rows) - len(counted)),) if len(rows) > len(counted) else ()
    said = year.node_outcome.get(node)
    context = page(
        request,
        year,
        "plan",
        *_way(year, own),
        **year.once(("page of", own.id), lambda: _of_node(year, own)),
        steps=judgement_of_node(year, said) if said else (),
        group=year.group.get(node),
        totals=totals,
        bars=grade_bars(year, totals),
        sentences=(*of_totals(year, totals), *again) if rows else (),
        list=listed(list_of, rows, request.GET) if rows else None,
        may_edit=may_edit_measure(request, year, own),
        **added_to_node(request, year, own),
    )
    return render(request, "plans/node.html", context)


@requires(Permission.READ, of_plan)
def department(request: HttpRequest, plan: str, code: str) -> HttpResponse:
    """One department: its measures, grades, money."""
    year = asked_state(request, plan)
    row = department_of(year, code)
    if row is None:
        raise Http404(code)
    own = (*row.lead, *row.related)
    list_of = list_of_measures(year, own, code)
    file = as_file(list_of, own, request.GET)
    if file is not None:
        return file
    context = page(
        request,
        year,
        "departments",
        Crumb(row.name),
        department=row,
        sentences=of_totals(year, row.totals),
        totals=row.totals,
        bars=grade_bars(year, row.totals),
        legend=legend_of(year),
        list=listed(list_of, own, request.GET),
        **(merged(add(request, year, code) for add in beside_departments) if year.past is None else {}),
    )
    return render(request, "plans/department.html", context)


def _of_node(year: InYear, own: Node) -> Context:
    """What the pages of measures and of other nodes have in common, as this state of the plan tells it."""
    indicators, programs = shown_indicators(year, own.id), shown_programs(year, own.id)
    return {
        "node": own,
        "branch": branch_of(year, own),
        "level": year.plan.index.level.get(own.level),
        "result": year.result(own.id),
        "stage": year.stage_name(_stage(year, own)),
        "answer": of_measure(year, indicators),
        "indicators": indicators,
        "programs": programs,
        "money_years": money_by_year(year, own.id),
        "on_current": notes_on_current(year, (each.program for each in programs)),
        "said": said_rows(year, own.id),
        "last_year": year.fiscal_year - 1,
        "sources": sources_of(year, own.id),
        "people": _departments(year, own),
        "listed_under": tuple((each.name, node_address(year, each)) for each in _cross_listed(year, own)),
        "related_plans": tuple(each for each in year.plan.related_plans if each.id in own.related_plans),
        "succeeds": _succeeds(year, own),
        "legend": legend_of(year),
    }


def _stage(year: InYear, own: Node) -> str | None:
    outcome, said = year.outcome.get(own.id), year.result(own.id)
    return outcome.stage if outcome else said.stage if said else None


def _departments(year: InYear, own: Node) -> tuple[tuple[Role, tuple[tuple[str, str], ...]], ...]:
    """The departments of the year by their part, each with the address of its page."""
    parts = year.parts(own)
    return tuple(
        (
            role,
            tuple(
                (year.department_name(each), address(year, "department", each.department))
                for each in parts
                if each.role is role
            ),
        )
        for role in Role
        if any(each.role is role for each in parts)
    )


def _cross_listed(year: InYear, own: Node) -> tuple[Node, ...]:
    return tuple(year.plan.index.node[each] for each in own.cross_listed_under if each in year.plan.index.node)


def _succeeds(year: InYear, own: Node) -> tuple[tuple[str, str, str, int], ...]:
    """Name, address ("" for one of an earlier plan), kind and year of what this node came out of."""
    known = year.plan.index.node
    return tuple(
        (
            known[each.predecessor].name if each.predecessor in known else each.predecessor,
            node_address(year, known[each.predecessor]) if each.predecessor in known else "",
            each.kind,
            each.fiscal_year,
        )
        for each in own.succeeds
    )


def _below(year: InYear, own: Node) -> tuple[MeasureRow, ...]:
    """The measures that stand below a node, and those that it lists again: their money and grades count elsewhere."""
    return tuple(row for row in measures_of(year) if own.id in row.node.cross_listed_under or _is_below(row, own))


def _is_below(row: MeasureRow, own: Node) -> bool:
    return any(each.id == own.id for each in row.above)


def _way(year: InYear, own: Node) -> tuple[Crumb, ...]:
    above = tuple(Crumb(each.name, node_address(year, each)) for each in reversed(year.plan.index.ancestors(own)))
    return (*above, Crumb(own.label))


def _node_or_404(year: InYear, node: str) -> Node:
    found = year.plan.index.node.get(node)
    if found is None:
        raise Http404(node)
    return found
