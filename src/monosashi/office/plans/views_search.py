"""The page that finds things."""

from urllib.parse import urlencode

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse

from monosashi.core.messages import message
from monosashi.office.accounts.access import requires
from monosashi.office.accounts.permissions import Permission
from monosashi.office.plans.queries import rows_held
from monosashi.office.plans.queries_search import FEWEST, SEARCHED, search

LONGEST = 200
"""Characters of what is searched for; what is longer is cut."""


@requires(Permission.READ)
def find(request: HttpRequest) -> HttpResponse:
    """What holds every word of `q`, in the plan `plan` or in all, of the kind `kind` or of all."""
    plans = rows_held()
    text = request.GET.get("q", "").strip()[:LONGEST]
    plan = next((row.pk for row in plans if row.pk == request.GET.get("plan", "")), "")
    kind = next((each for each in SEARCHED if each == request.GET.get("kind", "")), "")
    found = search(text, plan, kind) if text else None
    asked = {"q": text, **({"plan": plan} if plan else {})}
    context = {
        "q": text,
        "chosen": plan,
        "kind": kind,
        "plans": plans,
        "fewest": FEWEST,
        "longest": LONGEST,
        "found": found,
        "kinds": {
            "nodes": message("search.group.nodes"),
            "indicators": message("search.group.indicators"),
            "results": message("search.group.results"),
            "budget_programs": message("search.group.budget_programs"),
            "questions": message("search.group.questions"),
            "departments": message("search.group.departments"),
            "related_plans": message("search.group.related_plans"),
        },
        "every_kind": f"{reverse('search')}?{urlencode(asked)}",
        "of_kind": {each: f"{reverse('search')}?{urlencode({**asked, 'kind': each})}" for each in SEARCHED},
    }
    return render(request, "plans/search.html", context)
