"""The page that finds things."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from monosashi.office.accounts.access import requires
from monosashi.office.accounts.permissions import Permission
from monosashi.office.plans.queries import plans_held
from monosashi.office.plans.queries_search import FEWEST, MOST, search


@requires(Permission.READ)
def find(request: HttpRequest) -> HttpResponse:
    """What holds every word of `q`, in the plan `plan` or in all."""
    text, plan_id = request.GET.get("q", "").strip(), request.GET.get("plan", "")
    context = {"q": text, "chosen": plan_id, "plans": plans_held(), "fewest": FEWEST, "most": MOST}
    if text:
        context["found"] = search(text, plan_id)
    return render(request, "plans/search.html", context)
