"""What every page of a plan is given: the plan in the year that the address asks for, its parts, its years, the way to it."""

from dataclasses import dataclass
from typing import Any
from urllib.parse import urlencode

from django.contrib import messages
from django.http import Http404, HttpRequest
from django.urls import reverse
from django.utils import timezone

from monosashi.core.messages import Message, message
from monosashi.core.tree import Node
from monosashi.office.accounts.access import standing_in
from monosashi.office.accounts.permissions import Permission, Place, may
from monosashi.office.plans.in_year import InYear, in_year, latest_year, years_of
from monosashi.office.plans.queries import Held, NoSuchPlan, departments_of, held
from monosashi.office.ui.addresses import address_of
from monosashi.office.ui.crumbs import Crumb
from monosashi.office.ui.language import spoken

PARTS = (
    ("plan", "plans:plan"),
    ("overview", "overview:overview"),
    ("measures", "plans:measures"),
    ("indicators", "plans:indicators"),
    ("money", "plans:money"),
    ("departments", "plans:departments"),
    ("findings", "findings:rules"),
    ("publication", "publication:index"),
)
"""The pages of a plan: the entry of its menu and the page, in the order in which they stand."""

_PAGE = dict(PARTS)

Context = dict[str, Any]


@dataclass(frozen=True, slots=True)
class Part:
    """One entry of a second menu."""

    label: Message
    address: str
    current: bool


def held_or_404(plan: str) -> Held:
    """The plan as it stands. Raises Http404."""
    try:
        return held(plan)
    except NoSuchPlan:
        raise Http404(plan) from None


def asked_year(request: HttpRequest, plan: str) -> InYear:
    """The plan in the year that the address asks for (`year=2024`), else in the newest with results. Raises Http404.

    Whoever asks for a year of which the plan says nothing is told that another one is shown.
    """
    state = held_or_404(plan)
    asked, shown = str(request.GET.get("year", "")), latest_year(state.plan)
    year = next((each for each in years_of(state.plan) if str(each) == asked), None)
    if year is None and asked:
        messages.warning(request, spoken(message("plans.no_such_year", asked=asked[:10], shown=shown)))
    return in_year(state, shown if year is None else year)


def address(year: InYear, page: str, *parts: str, **more: str) -> str:
    """Where a page of the plan is, in the same year. `page` may name one of another app (`findings:rules`)."""
    query = dict(more)
    if not year.is_latest:
        query = {"year": str(year.fiscal_year), **more}
    named = page if ":" in page else f"plans:{page}"
    return address_of(named, year.plan.id, *parts) + (f"?{urlencode(query)}" if query else "")


def node_address(year: InYear, node: Node) -> str:
    """Where a node's page is: a measure's for one that is answered for."""
    level = year.plan.index.level.get(node.level)
    return address(year, "measure" if level and level.answered else "node", node.id)


def page(request: HttpRequest, year: InYear, part: str, *way: Crumb, **more: Any) -> Context:  # noqa: ANN401 -- a template takes anything
    """What the page of a plan is given. `part` is the entry of the plan's menu that it belongs to, `way` leads from it."""
    plan = year.plan
    top = Crumb(message("plans.list.heading"), reverse("plans:list"))
    whole = Crumb(plan.name, address(year, "plan") if part != "plan" or way else "")
    chapter = (
        (Crumb(message(f"plans.part.{part}"), address(year, _PAGE[part]) if way else ""),) if part != "plan" else ()
    )
    return {
        "plan": plan,
        "year": year,
        "fiscal_year": year.fiscal_year,
        "revision": year.held.revision,
        "crumbs": (top, whole, *chapter, *way),
        "parts": tuple(Part(message(f"plans.part.{key}"), address(year, name), key == part) for key, name in PARTS),
        "years": _years(request, year),
        "may_edit_plan": may(standing_in(request), Permission.EDIT_PLAN, Place(plan.id)),
        **more,
    }


def may_edit_measure(request: HttpRequest, year: InYear, node: Node) -> bool:
    """Whether whoever asks may edit this measure."""
    place = Place(year.plan.id, departments_of(node, timezone.localdate()))
    return may(standing_in(request), Permission.EDIT_MEASURE, place)


def _years(request: HttpRequest, year: InYear) -> tuple[Part, ...]:
    every = years_of(year.plan)
    if len(every) == 1:
        return ()
    return tuple(
        Part(
            message("ui.fiscal_year", year=each),
            f"{request.path}?{urlencode({'year': each})}",
            each == year.fiscal_year,
        )
        for each in reversed(every)
    )
