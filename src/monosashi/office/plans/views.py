"""Pages that show a plan."""

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render

from monosashi.office.accounts.access import of_plan, requires
from monosashi.office.accounts.permissions import Permission
from monosashi.office.plans.queries import Held, NoSuchPlan, held, plans_held


@requires(Permission.READ)
def plans(request: HttpRequest) -> HttpResponse:
    """The plans that are kept here."""
    return render(request, "plans/list.html", {"plans": plans_held()})


@requires(Permission.READ, of_plan)
def plan(request: HttpRequest, plan: str) -> HttpResponse:
    """One plan: its tree."""
    state = held_or_404(plan)
    return render(request, "plans/plan.html", {"plan": state.plan, "revision": state.revision})


def held_or_404(plan: str) -> Held:
    """The plan as it stands. Raises Http404."""
    try:
        return held(plan)
    except NoSuchPlan:
        raise Http404(plan) from None
