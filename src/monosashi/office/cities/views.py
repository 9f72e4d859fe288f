"""Which cities stand in the comparison, a search over their indicators, and one indicator beside those like it."""

from typing import Any

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render

from monosashi.core.messages import InvalidInput, Message, Problem, message
from monosashi.office.accounts.access import requires, standing_in
from monosashi.office.accounts.permissions import EVERYWHERE, Permission, may
from monosashi.office.cities import looking
from monosashi.office.cities.list_of_cities import city_lines, list_of_cities
from monosashi.office.cities.list_of_indicators import list_beside, list_of_found
from monosashi.office.cities.queries import comparison
from monosashi.office.cities.shown import chart_of
from monosashi.office.cities.states import is_installed
from monosashi.office.plans.pages import held_or_404
from monosashi.office.ui.addresses import address_of
from monosashi.office.ui.crumbs import Crumb
from monosashi.office.ui.downloads import as_file
from monosashi.office.ui.lists import PAGE, listed
from monosashi.panel.looking import Looked, indicators_holding, one_indicator

_NO_PROBLEM: tuple[Problem, ...] = ()
_LONGEST = 200
_CHARTS = 4
"""Charts of other cities below that of the indicator."""


@requires(Permission.READ)
def cities(request: HttpRequest) -> HttpResponse:
    """The cities, what can be compared of each, how far the panel is."""
    now, keeps = comparison(), may(standing_in(request), Permission.KEEP_CITIES, EVERYWHERE)
    lines = city_lines(now)
    list_of = list_of_cities(keeps=keeps, are_many=len(lines) > PAGE)
    if file := as_file(list_of_cities(keeps=False, are_many=len(lines) > PAGE), lines, request.GET):
        return file
    context = {
        "list": listed(list_of, lines, request.GET),
        "now": now,
        "is_needed": not now.going_on and bool(now.problems or now.is_stuck or now.is_stale),
        "keeps": keeps,
        "installed": is_installed(),
        "missing": tuple(each for each in now.own if each.missing),
        "longest": _LONGEST,
    }
    return render(request, "cities/list.html", context)


@requires(Permission.READ)
def search(request: HttpRequest) -> HttpResponse:
    """Indicators of all cities in whose names every word of `words` stands."""
    text = request.GET.get("words", "").strip()[:_LONGEST]
    found, problems, panel = Looked((), 0), _NO_PROBLEM, None
    try:
        panel = looking.opened()
        if panel is not None and text:
            found = indicators_holding(panel, looking.words_in(text), looking.MOST_FOUND)
    except InvalidInput as error:
        problems = error.problems
    list_of = list_of_found(found.indicators)
    if file := as_file(list_of, found.indicators, request.GET):
        return file
    context = {
        "crumbs": top(Crumb(message("cities.search.heading"))),
        "text": text,
        "longest": _LONGEST,
        "list": listed(list_of, found.indicators, request.GET),
        "total": found.total,
        "most": looking.MOST_FOUND,
        "problems": problems,
        "nothing": _nothing(panel, problems),
    }
    return render(request, "cities/search.html", context)


@requires(Permission.READ)
def alike(request: HttpRequest, plan: str, indicator: str) -> HttpResponse:
    """An indicator of one's own plan as it stands, beside those of other cities that are like it."""
    held = held_or_404(plan)
    found = held.plan.index.indicator.get(indicator)
    if found is None:
        raise Http404(indicator)
    base = looking.own_indicator(held, found)
    beside, panel, problems = looking.Beside(base, Looked((), 0), is_own=True), None, _NO_PROBLEM
    try:
        panel = looking.opened()
        beside = looking.beside(panel, base, is_own=True) if panel else beside
    except InvalidInput as error:
        problems = error.problems
    kind = "measure" if found.node in {node.id for node in held.plan.index.measures} else "node"
    where = address_of(f"plans:{kind}", plan, found.node)
    return _beside_page(request, beside, nothing=_nothing(panel, problems), problems=problems, where=where)


@requires(Permission.READ)
def indicator(request: HttpRequest, city: str, city_plan: str, city_indicator: str) -> HttpResponse:
    """An indicator as its city published it, beside those of others that are like it."""
    try:
        panel = looking.opened()
    except InvalidInput as error:
        raise Http404(city_indicator) from error
    base = one_indicator(panel, (city, city_plan, city_indicator)) if panel else None
    if panel is None or base is None:
        raise Http404(city_indicator)
    return _beside_page(request, looking.beside(panel, base, is_own=False))


def top(*way: Crumb) -> tuple[Crumb, ...]:
    """The way to a page below the list of cities."""
    return (Crumb(message("cities.list.heading"), address_of("cities:list")), *way)


def _beside_page(
    request: HttpRequest,
    beside: looking.Beside,
    *,
    nothing: Message | None = None,
    problems: tuple[Problem, ...] = _NO_PROBLEM,
    where: str = "",
) -> HttpResponse:
    list_of, base = list_beside(beside), beside.base
    if file := as_file(list_of, beside.rows, request.GET):
        return file
    charts = tuple(
        (each, chart)
        for number, each in enumerate((base, *beside.same_unit))
        if (chart := chart_of(each, f"city-{number}")).svg or number == 0
    )
    context: dict[str, Any] = {
        "crumbs": top(Crumb(base.indicator.name)),
        "beside": beside,
        "base": base,
        "list": listed(list_of, beside.rows, request.GET),
        "charts": charts[: _CHARTS + 1],
        "others": len({each.municipality_code for each in beside.looked.indicators}),
        "nothing": nothing,
        "problems": problems,
        "where": where,
    }
    return render(request, "cities/beside.html", context)


def _nothing(panel: object, problems: tuple[Problem, ...]) -> Message | None:
    """Why there is nothing to look at: what is missing, and what to do; None where there is."""
    if not is_installed():
        return message("cities.not_installed")
    return message("cities.no_panel") if panel is None and not problems else None
