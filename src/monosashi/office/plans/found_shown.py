"""What was found, as the page shows it: of every kind in one form, of a plan or of another room."""

from collections.abc import Iterator
from dataclasses import dataclass

from monosashi.core.indicators import Indicator
from monosashi.core.messages import Message, message
from monosashi.core.money import BudgetProgram
from monosashi.core.results import NodeYear
from monosashi.core.tree import Department
from monosashi.office.plans.found_in_rooms import FoundOfKind, FoundThing
from monosashi.office.plans.queries_search import SEARCHED, Group, Hit
from monosashi.office.plans.search.excerpts import Excerpt, Piece
from monosashi.office.ui.addresses import address_of
from monosashi.office.ui.dates import day_text
from monosashi.office.ui.language import spoken

KINDS_OF_PLANS = {kind: message(f"search.group.{kind}") for kind in SEARCHED}
"""The kinds of things in plans with their words."""


@dataclass(frozen=True, slots=True)
class ShownHit:
    """One thing found. `about` says what it is and where it stands. `excerpt` None: it is the name, in which the words are marked."""

    name: tuple[Piece, ...]
    address: str
    about: tuple[str, ...]
    excerpt: Excerpt | None


@dataclass(frozen=True, slots=True)
class ShownGroup:
    """The things of one kind: those of `count` that are shown."""

    kind: str
    label: Message
    count: int
    hits: tuple[ShownHit, ...]


def shown_of_plans(group: Group) -> ShownGroup:
    """A kind of things in plans."""
    return ShownGroup(group.kind, KINDS_OF_PLANS[group.kind], group.count, tuple(map(_of_plan, group.hits)))


def shown_of_rooms(found: FoundOfKind) -> ShownGroup:
    """A kind of things in another room."""
    return ShownGroup(found.kind, found.label, found.count, tuple(map(_of_room, found.things)))


def _of_plan(hit: Hit) -> ShownHit:
    number, name, address = _place(hit)
    about = (spoken(_kind(hit)), hit.plan.name)
    if hit.excerpt.text == name:
        return ShownHit((*_plain(f"{number} " if number else ""), *hit.excerpt.pieces), address, about, None)
    return ShownHit(_plain(f"{number} {name}".strip()), address, about, hit.excerpt)


def _of_room(found: FoundThing) -> ShownHit:
    about, address = tuple(_about(found)), found.thing.address
    if found.excerpt.text == found.thing.title:
        return ShownHit(found.excerpt.pieces, address, about, None)
    return ShownHit(_plain(found.thing.title), address, about, found.excerpt)


def _plain(name: str) -> tuple[Piece, ...]:
    return (Piece(name, marked=False),)


def _about(found: FoundThing) -> Iterator[str]:
    if found.thing.day is not None:
        yield day_text(found.thing.day)
    if found.thing.where:
        yield found.thing.where


def _place(hit: Hit) -> tuple[str, str, str]:
    """Number and name of the thing, and its page."""
    plan, node = hit.plan, hit.node
    if isinstance(hit.entry, Department):
        return "", hit.entry.name, address_of("plans:department", plan.id, hit.entry.id)
    if node is None:
        return "", plan.name, address_of("plans:plan", plan.id)
    page = "plans:measure" if hit.is_measure else "plans:node"
    return node.number, node.name, address_of(page, plan.id, node.id) + hit.year


def _kind(hit: Hit) -> Message:
    match hit.entry:
        case Indicator(name=name):
            return message("search.named.indicators", name=name)
        case NodeYear(fiscal_year=year):
            return message("search.named.results", year=year)
        case BudgetProgram(name=name):
            return message("search.named.budget_programs", name=name)
    return message(f"search.kind.{hit.collection}")
