"""Who can do what: the permission table as a page, and the departments of plans beside those of the register."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from monosashi.core.messages import message
from monosashi.office.accounts.access import person_in, requires
from monosashi.office.accounts.actions import offered, take_departments_from
from monosashi.office.accounts.permissions import TABLE, Permission, Role
from monosashi.office.people.pages import department_crumbs, done, people_crumbs
from monosashi.office.plans.queries import every_held
from monosashi.office.ui.crumbs import Crumb


@requires(Permission.READ)
def permissions(request: HttpRequest) -> HttpResponse:
    """The table, as it is in force."""
    rows = [(permission, [TABLE[permission].get(role) for role in Role]) for permission in TABLE]
    context = {
        "roles": tuple(Role),
        "rows": rows,
        "crumbs": people_crumbs(Crumb(message("people.permissions.heading"))),
    }
    return render(request, "people/permissions.html", context)


@requires(Permission.TAKE_DEPARTMENTS)
def from_plans(request: HttpRequest) -> HttpResponse:
    """Departments that plans name and the register does not have, or has under another name."""
    plans = [each.plan for each in every_held().values()]
    asked = next((plan for plan in plans if plan.id == request.POST.get("plan")), None)
    if asked is not None:
        taken = take_departments_from(asked.departments, plan_id=asked.id, by=person_in(request))
        return done(request, message("people.from_plans.done", count=len(taken.new)), "departments:from-plans")
    context = {
        "plans": [(plan, difference) for plan in plans if (difference := offered(plan.departments))],
        "crumbs": department_crumbs(Crumb(message("people.from_plans.heading"))),
    }
    return render(request, "people/from_plans.html", context)
