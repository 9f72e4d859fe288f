"""The first page: one's own work, this week."""

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone

from monosashi.core.messages import Message, Param, message
from monosashi.office.accounts.access import requires, standing_in
from monosashi.office.accounts.permissions import Permission, may
from monosashi.office.plans.beside import beside_home, merged
from monosashi.office.plans.lists.own_work import OwnPlan, departments_of_person, own_plan
from monosashi.office.plans.queries import held_as, rows_held
from monosashi.office.plans.unset import unset


@requires(Permission.READ)
def home(request: HttpRequest) -> HttpResponse:
    """One's own work: a fixed number of queries, however many plans are kept."""
    standing = standing_in(request)
    departments = departments_of_person(standing)
    plans, today = rows_held(), timezone.localdate()
    own = tuple(own_plan(held_as(row), departments, standing, today) for row in plans) if departments else ()
    mine = tuple(each for each in own if each.measures)
    administers = may(standing, Permission.MANAGE_PEOPLE)
    context: dict[str, Any] = {
        "plans": plans,
        "own": mine,
        "open": tuple(one for each in mine for one in each.to_enter),
        "posted": bool(departments),
        "lead": lead(mine, kind=_without(len(plans), posted=bool(departments), administers=administers)),
        "unset": unset() if administers else (),
        "may_import": may(standing, Permission.IMPORT_PLAN),
        "now": timezone.now(),
    }
    context |= merged(add(request, mine) for add in beside_home)
    return render(request, "plans/home.html", context)


def lead(own: tuple[OwnPlan, ...], *, kind: str) -> tuple[Message, ...]:
    """The first line: how many measures one answers for, and how many lack something. `kind` says why there are none."""
    return tuple(_of_plan(each) for each in own) or (message(f"plans.home_none.{kind}"),)


def _without(plans: int, *, posted: bool, administers: bool) -> str:
    if not plans:
        return "no_plan"
    if posted:
        return "no_measure"
    return "administrator" if administers else "no_department"


def _of_plan(own: OwnPlan) -> Message:
    told: dict[str, Param] = {"plan": own.year.plan.name, "year": own.year.fiscal_year, "count": len(own.measures)}
    if own.closed:
        return message("plans.home.closed", **told)
    lacking = len(own.open_measures)
    if not lacking:
        return message("plans.home.complete", **told)
    return message("plans.home.lacking", **told, lacking=lacking)
