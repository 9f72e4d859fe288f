"""The page that finds things."""

from functools import partial
from typing import Any
from urllib.parse import urlencode

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone

from monosashi.checks.folding import words_of
from monosashi.office.accounts.access import person_in, requires
from monosashi.office.accounts.permissions import Permission
from monosashi.office.plans.found_in_rooms import FoundOfKind, search_rooms
from monosashi.office.plans.found_shown import KINDS_OF_PLANS, ShownGroup, shown_of_plans, shown_of_rooms
from monosashi.office.plans.queries import rows_held
from monosashi.office.plans.queries_search import FEWEST, Found, first_few, long_enough, search
from monosashi.office.searching import MOST, Asking, kinds_of_rooms
from monosashi.office.ui.lists import page_of, pager

LONGEST = 200
"""Characters of what is searched for; what is longer is cut."""


@requires(Permission.READ)
def find(request: HttpRequest) -> HttpResponse:
    """What holds every word of `q`, in the plan `plan` or in all, of the kind `kind` (page `page`) or of all.

    Where nothing is searched for, nothing is asked of the database.
    """
    text = request.GET.get("q", "").strip()[:LONGEST]
    kinds = {**KINDS_OF_PLANS, **{each.kind: each.label for each in kinds_of_rooms()}}
    kind = next((each for each in kinds if each == request.GET.get("kind", "")), "")
    told = {"q": text, "kind": kind, "kinds": kinds, "looked_at": tuple(kinds.values())}
    context = {**told, "fewest": FEWEST, "longest": LONGEST, "most": MOST}
    return render(request, "plans/search.html", {**context, **(_found(request, text, kind) if text else {})})


def _found(request: HttpRequest, text: str, kind: str) -> dict[str, Any]:
    """What the page is given besides where something is searched for."""
    plans = rows_held()
    plan = next((row.pk for row in plans if row.pk == request.GET.get("plan", "")), "")
    window = partial(page_of, request.GET) if kind else first_few
    is_of_rooms = kind not in {"", *KINDS_OF_PLANS}
    found = Found(words_of(text), ()) if is_of_rooms else search(text, plan, kind, window)
    asking = Asking(words_of(text), person_in(request), timezone.localdate(), plan)
    asks_rooms = long_enough(asking.words) and kind not in KINDS_OF_PLANS
    of_rooms = search_rooms(asking, kind, window) if asks_rooms else ()
    groups = tuple(_groups(found, of_rooms))
    asked = {"q": text, **({"plan": plan} if plan else {})}
    return {
        "plans": plans,
        "chosen": plan,
        "chosen_plan": next((row.name for row in plans if row.pk == plan), ""),
        "too_short": not groups and not long_enough(asking.words),
        "groups": groups,
        "count": sum(group.count for group in groups),
        "not_whole": tuple(each.label for each in of_rooms if not each.whole),
        "pager": pager(request.GET, groups[0].count) if kind and groups else None,
        "everywhere": f"{reverse('search')}?{urlencode({'q': text})}",
        "every_kind": f"{reverse('search')}?{urlencode(asked)}",
        "of_kind": {each.kind: f"{reverse('search')}?{urlencode({**asked, 'kind': each.kind})}" for each in groups},
    }


def _groups(found: Found, of_rooms: tuple[FoundOfKind, ...]) -> list[ShownGroup]:
    shown = (*map(shown_of_plans, found.groups), *map(shown_of_rooms, of_rooms))
    return [group for group in shown if group.count]
