"""What every page of a plan is given: the plan in the year that the address asks for, its parts, its years, the way to it."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any
from urllib.parse import urlencode

from django.contrib import messages
from django.http import Http404, HttpRequest
from django.utils import timezone

from monosashi.core.messages import Message, message
from monosashi.core.tree import Node
from monosashi.office.accounts.access import standing_in
from monosashi.office.accounts.permissions import Permission, Place, may
from monosashi.office.plans.queries import Held, NoSuchPlan, departments_of, held
from monosashi.office.plans.year.in_year import InYear, in_year, latest_year, years_of
from monosashi.office.plans.year.past import Past, PastKind
from monosashi.office.plans.year.past_states import in_edition, in_revision, standing_edition
from monosashi.office.ui.addresses import address_of
from monosashi.office.ui.crumbs import Crumb
from monosashi.office.ui.dates import moment_text
from monosashi.office.ui.downloads import asks_for_file
from monosashi.office.ui.language import spoken

PARTS = (
    ("plan", "plans:plan"),
    ("overview", "overview:overview"),
    ("measures", "plans:measures"),
    ("indicators", "plans:indicators"),
    ("money", "plans:money"),
    ("departments", "plans:departments"),
    ("findings", "findings:rules"),
    ("forms", "forms:list"),
    ("publication", "publication:index"),
)
"""The pages of a plan: the entry of its menu and the page, in the order in which they stand."""

_PAGE = dict(PARTS)
_OWN = "plans:"
"""Begins the names of the pages that show a past state too. The others tell of the plan as it stands."""

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


@dataclass(frozen=True, slots=True)
class PastShown:
    """What a page of a past state says of it, in order, and the ways on from there.

    `today` is the same page of the plan as it stands, the plan's own where that page is gone; in the same year where the plan
    has it.
    """

    name: Message
    told: tuple[Message, ...]
    today: str
    compare: str
    file: str


def asked_state(request: HttpRequest, plan: str) -> InYear:
    """The plan of the edition (`edition=2`) or the revision (`revision=12`) that the address asks for, else as it stands.

    An edition is shown in the year that it judges. The newest revision is the plan as it stands. Raises Http404, Withdrawn.
    """
    if (number := _asked(request, PastKind.EDITION)) is not None:
        year = in_edition(standing_edition(plan, number))
    elif (number := _asked(request, PastKind.REVISION)) is not None and number != held_or_404(plan).revision:
        year = in_revision(plan, number, str(request.GET.get("year", "")))
    else:
        return asked_year(request, plan)
    _tell_other_year(request, year)
    return year


def asked_year(request: HttpRequest, plan: str) -> InYear:
    """The plan as it stands in the year that the address asks for (`year=2024`), else in the newest with results. Raises Http404.

    Whoever asks for a year of which the plan says nothing is told that another one is shown.
    """
    state = held_or_404(plan)
    asked, shown = str(request.GET.get("year", "")), latest_year(state.plan)
    year = next((each for each in years_of(state.plan) if str(each) == asked), None)
    found = in_year(state, shown if year is None else year)
    _tell_other_year(request, found)
    return found


def address(year: InYear, page: str, *parts: str, **more: str) -> str:
    """Where a page of the plan is, in the same year and of the same state. `page` may name one of another app (`findings:rules`)."""
    named = page if ":" in page else f"plans:{page}"
    query = {**_state_of(year), **more}
    return address_of(named, year.plan.id, *parts) + (f"?{urlencode(query)}" if query else "")


def node_address(year: InYear, node: Node) -> str:
    """Where a node's page is: a measure's for one that is answered for."""
    level = year.plan.index.level.get(node.level)
    return address(year, "measure" if level and level.answered else "node", node.id)


def page(request: HttpRequest, year: InYear, part: str, *way: Crumb, **more: Any) -> Context:  # noqa: ANN401 -- a template takes anything
    """What the page of a plan is given. `part` is the entry of the plan's menu that it belongs to, `way` leads from it."""
    plan = year.plan
    above = _above(year)
    whole = Crumb(_called(year), address(year, "plan") if part != "plan" or way else "")
    chapter = (
        (Crumb(message(f"plans.part.{part}"), address(year, _PAGE[part]) if way else ""),) if part != "plan" else ()
    )
    return {
        "plan": plan,
        "year": year,
        "fiscal_year": year.fiscal_year,
        "revision": year.held.revision,
        "crumbs": (*above, whole, *chapter, *way),
        "parts": tuple(
            Part(message(f"plans.part.{key}"), address(year, name), key == part)
            for key, name in PARTS
            if year.past is None or name.startswith(_OWN)
        ),
        "years": _years(request, year),
        "past": _past_shown(request, year, year.past) if year.past else None,
        "may_edit_plan": year.past is None and may(standing_in(request), Permission.EDIT_PLAN, Place(plan.id)),
        **more,
    }


def may_edit_measure(request: HttpRequest, year: InYear, node: Node) -> bool:
    """Whether whoever asks may edit this measure. Nobody edits what is past."""
    if year.past is not None:
        return False
    place = Place(year.plan.id, departments_of(node, timezone.localdate()))
    return may(standing_in(request), Permission.EDIT_MEASURE, place)


def _years(request: HttpRequest, year: InYear) -> tuple[Part, ...]:
    every = years_of(year.plan)
    state = year.past.asked if year.past else {}
    if len(every) == 1 or PastKind.EDITION.value in state:
        return ()
    return tuple(
        Part(
            message("ui.fiscal_year", year=each),
            f"{request.path}?{urlencode({**state, 'year': each})}",
            each == year.fiscal_year,
        )
        for each in reversed(every)
    )


def _asked(request: HttpRequest, kind: PastKind) -> int | None:
    """The number of the state that is asked for, None where none is. Raises Http404 for what is no number."""
    asked = str(request.GET.get(kind.value, ""))
    if not asked:
        return None
    if not asked.isdecimal() or len(asked) > 9:  # noqa: PLR2004 -- more digits are no state
        raise Http404(f"{kind} {asked}")
    return int(asked)


def _tell_other_year(request: HttpRequest, year: InYear) -> None:
    """Who asked for another year than the one that is shown is told so: on the page, not on the next one after a file."""
    asked, shown = str(request.GET.get("year", "")), year.fiscal_year
    if not asked or asked == str(shown) or asks_for_file(request.GET):
        return
    if year.past is not None and year.past.kind is PastKind.EDITION:
        messages.warning(request, spoken(message("plans.past.other_year", shown=shown)))
    else:
        messages.warning(request, spoken(message("plans.no_such_year", asked=asked[:10], shown=shown)))


def _state_of(year: InYear) -> dict[str, str]:
    """The parts of an address that ask for this state and year."""
    state = year.past.asked if year.past else {}
    return state if year.is_latest or PastKind.EDITION.value in state else {**state, "year": str(year.fiscal_year)}


def _called(year: InYear) -> Message | str:
    """What the plan is called on the way to its pages; a past state by its number alone."""
    if year.past is None:
        return year.plan.name
    if year.past.kind is PastKind.EDITION:
        return message("plans.editions.nth", number=year.past.number)
    return year.past.name


def _above(year: InYear) -> tuple[Crumb, ...]:
    """The way to the plan; to a past state over the plan and the list that it stands in."""
    top = Crumb(message("plans.list.heading"), address_of("plans:list"))
    if year.past is None:
        return (top,)
    plan, of_editions = year.plan, year.past.kind is PastKind.EDITION
    whole = Crumb(plan.name, address_of("plans:plan", plan.id))
    heading = message("plans.editions.heading" if of_editions else "plans.revisions.heading")
    return top, whole, Crumb(heading, address_of("plans:editions" if of_editions else "plans:revisions", plan.id))


def _past_shown(request: HttpRequest, year: InYear, past: Past) -> PastShown:
    plan, state = year.plan.id, held_or_404(year.plan.id)
    parts = request.resolver_match.kwargs if request.resolver_match else {}
    index = state.plan.index
    there = parts.get("node") in {None, *index.node} and parts.get("code") in {None, *index.department}
    same_year = year.fiscal_year in years_of(state.plan) and year.fiscal_year != latest_year(state.plan)
    asked = f"?year={year.fiscal_year}" if same_year else ""
    two = urlencode({"from": past.stem, "to": state.revision})
    file = "edition-download" if past.kind is PastKind.EDITION else "revision-plan-file"
    return PastShown(
        name=past.name,
        told=tuple(_told_of(year, past)),
        today=(request.path if there else address_of("plans:plan", plan)) + asked,
        compare=f"{address_of('plans:revisions-compare', plan)}?{two}",
        file=address_of(f"plans:{file}", plan, past.number),
    )


def _told_of(year: InYear, past: Past) -> Iterator[Message]:
    when = moment_text(past.at)
    if past.kind is PastKind.EDITION:
        yield message("plans.past.frozen", when=when, year=year.fiscal_year, revision=year.held.revision)
    else:
        yield message("plans.past.saved", when=when)
    if past.recorded:
        each = tuple(
            message("plans.past.recorded_grade", name=name, grade=grade or None) for name, grade in past.recorded
        )
        yield message("plans.past.recorded", measures=each)
