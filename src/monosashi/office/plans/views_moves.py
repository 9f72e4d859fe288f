"""Moves in the life cycle that the figures suggest. The system suggests; here somebody takes one on."""

from collections.abc import Iterable
from dataclasses import dataclass, replace

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render

from monosashi.core.changes import diff
from monosashi.core.messages import message
from monosashi.core.plan import Plan, with_result
from monosashi.core.results import NodeYear
from monosashi.evaluation.outcomes import SuggestedMove
from monosashi.office.accounts.access import of_plan, person_in, requires, standing_in
from monosashi.office.accounts.permissions import Permission, Place, check, may
from monosashi.office.plans.actions import Conflict, save
from monosashi.office.plans.editing.opened import base_of, token_in
from monosashi.office.plans.kept.submissions import Form
from monosashi.office.plans.pages import asked_year, node_address
from monosashi.office.plans.ways import way_into
from monosashi.office.plans.year.in_year import InYear
from monosashi.office.plans.year.taken_moves import is_taken
from monosashi.office.ui.crumbs import Crumb
from monosashi.office.ui.language import spoken


@dataclass(frozen=True, slots=True)
class Suggestion:
    """One suggested move, in words. `taken`: the plan says so already for the year after."""

    node: str
    name: str
    address: str
    stage: str
    to: str
    to_name: str
    why: str
    taken: bool


@requires(Permission.READ, of_plan)
def moves(request: HttpRequest, plan: str) -> HttpResponse:
    """The suggestions of a year; taking one on sets the stage of the year after."""
    year = asked_year(request, plan)
    following = year.fiscal_year + 1
    if request.method == "POST":
        check(standing_in(request), Permission.EDIT_PLAN, Place(plan))
        return (_carry if "carry" in request.POST else _take_on)(request, year, following)
    context = {
        "plan": year.plan,
        "crumbs": (*way_into(year.plan)[:-1], Crumb(message("plans.moves.heading"))),
        "suggestions": [_suggestion(move, year) for moves in year.moves.values() for move in moves],
        "fiscal_year": year.fiscal_year,
        "following": following if following <= year.plan.last_year else None,
        "may_take_on": may(standing_in(request), Permission.EDIT_PLAN, Place(plan))
        and following <= year.plan.last_year,
        "based_on": year.held.revision,
        "token": token_in(request),
        "has_life_cycle": year.life_cycle is not None,
        "unplaced": len(_unplaced(year.plan, year.fiscal_year)) if following <= year.plan.last_year else 0,
    }
    return render(request, "plans/editions/moves.html", context)


def _carry(request: HttpRequest, year: InYear, following: int) -> HttpResponse:
    """Measures that stand in no stage in the year after stay where they are."""
    base, based_on = base_of(year.held, str(request.POST.get("based_on", "")))
    staying = _unplaced(base, year.fiscal_year)
    if following > base.last_year or not staying:
        raise Http404(following)
    try:
        save(
            plan_id=base.id,
            based_on=based_on,
            changes=diff(base, _stays(base, staying, following)),
            by=person_in(request),
            why=spoken(message("plans.moves.carry.why", year=year.fiscal_year)),
            form=Form(token_in(request), {"carry": str(following)}),
        )
    except Conflict:
        messages.warning(request, spoken(message("plans.remove.changed")))
    else:
        told = message("plans.moves.carry.done", count=len(staying), year=following)
        messages.success(request, spoken(told))
    return redirect(f"{request.path}?year={year.fiscal_year}")


def _unplaced(plan: Plan, fiscal_year: int) -> tuple[NodeYear, ...]:
    """What was said of the year of measures that stand in a stage in it, and of which nobody said one for the year after."""
    after = {each.node for each in plan.results if each.fiscal_year == fiscal_year + 1 and each.stage is not None}
    now = (plan.index.result.get((measure.id, fiscal_year)) for measure in plan.index.measures)
    return tuple(each for each in now if each is not None and each.stage is not None and each.node not in after)


def _stays(plan: Plan, staying: Iterable[NodeYear], following: int) -> Plan:
    """The plan in which these stay in their stages, managed as they were."""
    for each in staying:
        said = plan.index.result.get((each.node, following)) or NodeYear(each.node, following)
        plan = with_result(plan, replace(said, stage=each.stage, managed_by=said.managed_by or each.managed_by))
    return plan


def _take_on(request: HttpRequest, year: InYear, following: int) -> HttpResponse:
    node, to = str(request.POST.get("node", "")), str(request.POST.get("to", ""))
    base, based_on = base_of(year.held, str(request.POST.get("based_on", "")))
    suggested = any(move.to == to for move in year.moves.get(node, ()))
    if not suggested or following > base.last_year or node not in base.index.node:
        raise Http404(f"{node} {to}")
    try:
        save(
            plan_id=base.id,
            based_on=based_on,
            changes=diff(base, _with_stage(base, node, following, to)),
            by=person_in(request),
            why=spoken(message("plans.moves.why", year=year.fiscal_year)),
            form=Form(token_in(request), {"move": f"{node}/{following}/{to}"}),
        )
    except Conflict:
        messages.warning(request, spoken(message("plans.remove.changed")))
    else:
        told = message("plans.moves.done", name=base.index.node[node].label, year=following, stage=year.stage_name(to))
        messages.success(request, spoken(told))
    return redirect(f"{request.path}?year={year.fiscal_year}")


def _with_stage(plan: Plan, node: str, fiscal_year: int, stage: str) -> Plan:
    """The plan in which the node stands in this stage from the year on. Nothing else is said of the year."""
    held = plan.index.result.get((node, fiscal_year))
    if held is None:
        return replace(plan, results=(*plan.results, NodeYear(node, fiscal_year, stage=stage)))
    results = tuple(replace(each, stage=stage) if each is held else each for each in plan.results)
    return replace(plan, results=results)


def _suggestion(move: SuggestedMove, year: InYear) -> Suggestion:
    node = year.plan.index.node[move.node]
    return Suggestion(
        node=move.node,
        name=node.label,
        address=node_address(year, node),
        stage=year.stage_name(move.stage),
        to=move.to,
        to_name=year.stage_name(move.to),
        why=year.said(move.reason),
        taken=is_taken(move, year.plan, year.fiscal_year),
    )
