"""A list whose entries stand in another order: told by the fewest of them that moved, and behind what each stands now."""

from bisect import bisect_left
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, TypeAlias

from monosashi.core.changes import Reordered, place_of
from monosashi.core.indicators import Actual, Fraction, Indicator, SeriesPoint, Target
from monosashi.core.messages import Message, Param, message
from monosashi.core.money import MoneyLine
from monosashi.core.paths import keyed
from monosashi.core.plan import KeptTarget, OfYear, Plan, PlanYear
from monosashi.core.results import Answer, Choice, NodeYear, Note, Rating
from monosashi.core.tree import Department, Node, Prose, Succession
from monosashi.publishing.comparison.differences import Difference, DifferenceKind
from monosashi.publishing.comparison.places import field_of, money_field, named, place_in, subject_of, told
from monosashi.publishing.comparison.sides import Side
from monosashi.wording import word

_MOST_TOLD = 3
"""Moves told by name; of the others it is said how many they are."""

Entries: TypeAlias = Mapping[str, object]
"""The entries of a list by key, in its order."""

Family: TypeAlias = Callable[[object], object]
"""What an entry has in common with those that people see beside it."""


@dataclass(frozen=True, slots=True)
class _Stand:
    """An entry and the one of its family that it stands behind (None: it is the first). `under` None: the whole list."""

    entry: object
    behind: object
    under: object


_Run: TypeAlias = "tuple[str, _Run | None]"


def order_difference(change: Reordered, before: Side, after: Side) -> Difference:
    """The one entry that tells another order. It is of no kind of its own: no figure, word or department has changed."""
    place, old, new = place_in(change, before, after), _entries(change, before), _entries(change, after)
    subject, field = subject_of(place, after.plan), field_of(place)
    moved, family = _moved(change, old, new)
    stood, stands = _stands(old, family), _stands(new, family)
    moves = _told("move", moved, stands, after.plan)
    return Difference(
        kind=DifferenceKind.OTHER,
        path=place_of(change),
        node=place.node,
        subject=subject,
        field=field,
        before=_told("place", moved, stood, before.plan),
        after=_told("place", moved, stands, after.plan),
        message=message("comparison.reordered", subject=subject, field=field, moves=moves),
        fiscal_year=place.fiscal_year,
        changes=(change,),
    )


def fewest_moved(before: Sequence[str], after: Sequence[str]) -> tuple[str, ...]:
    """The keys to take out and put elsewhere to get the order `after`: all but the longest run that keeps its order."""
    at = {key: position for position, key in enumerate(before)}
    ends: list[int] = []
    runs: list[_Run] = []  # runs[n]: of those of n + 1 keys so far, the one that ends soonest in `before`, at ends[n]
    for key in after:
        length = bisect_left(ends, at[key])
        runs[length : length + 1] = [(key, runs[length - 1] if length else None)]
        ends[length : length + 1] = [at[key]]
    kept = set()
    run = runs[-1] if runs else None
    while run is not None:
        key, run = run
        kept.add(key)
    return tuple(key for key in after if key not in kept)


def _entries(change: Reordered, side: Side) -> dict[str, object]:
    found = side.trail(change.path)[-1]
    return keyed(found) if isinstance(found, tuple) else {}


def _moved(change: Reordered, old: Entries, new: Entries) -> tuple[tuple[str, ...], Family]:
    """Who moved among those that stand under the same; where nobody did, in the whole list. With what was held together."""
    families: dict[object, set[str]] = {}
    for key in change.after:
        if _above(old[key]) == _above(new[key]):
            families.setdefault(_above(new[key]), set()).add(key)
    apart = (fewest_moved(_only(change.before, keys), _only(change.after, keys)) for keys in families.values())
    moved = {key for keys in apart for key in keys}
    if moved:
        return _only(change.after, moved), _above
    return fewest_moved(change.before, change.after), lambda _: None


def _only(keys: Sequence[str], wanted: set[str]) -> tuple[str, ...]:
    return tuple(key for key in keys if key in wanted)


def _above(entry: object) -> object:
    """What the entry stands under, where its list holds entries of several; None for all others."""
    match entry:
        case Node() | Department():
            return entry.parent
        case Indicator():
            return entry.node, entry.part_of
    return None


def _stands(entries: Entries, family: Family) -> dict[str, _Stand]:
    """Where each entry stands in its family."""
    last: dict[object, object] = {}
    found = {}
    for key, entry in entries.items():
        under = family(entry)
        found[key] = _Stand(entry, last.get(under), under)
        last[under] = entry
    return found


def _told(how: str, moved: Sequence[str], stands: Mapping[str, _Stand], plan: Plan) -> tuple[Message, ...]:
    """Where the entries that moved go (`move`) or stand (`place`)."""
    said = tuple(_place(how, stands[key], plan) for key in moved[:_MOST_TOLD])
    more = len(moved) - len(said)
    return (*said, message("comparison.order.more", count=more)) if more else said


def _place(how: str, at: _Stand, plan: Plan) -> Message:
    name = _name_of(at.entry, plan)
    if at.behind is not None:
        return message(f"comparison.order.{how}.behind", name=name, other=_name_of(at.behind, plan))
    above = None if at.under is None else _parent(at.entry, plan)
    if above is not None:
        return message(f"comparison.order.{how}.first_under", name=name, above=_name_of(above, plan))
    return message(f"comparison.order.{how}.first", name=name)


def _parent(entry: object, plan: Plan) -> object:
    """The node, department or indicator that the entry stands under, None where it stands under none."""
    match entry:
        case Node():
            return plan.index.node.get(entry.parent or "")
        case Department():
            return plan.index.department.get(entry.parent or "")
        case Indicator():
            return plan.index.indicator.get(entry.part_of or "") or plan.index.node.get(entry.node)
    return None


def _name_of(entry: object, plan: Plan) -> Param:
    """What people call the entry of a list; never its id."""
    name = _NAMES.get(type(entry))
    return name(entry, plan) if name else told(entry, plan)


def _year(entry: OfYear, _plan: Plan) -> Param:
    return message("comparison.year", year=entry.fiscal_year)


def _answered(entry: Answer, plan: Plan) -> Param:
    return next((question.text for question in plan.questions if question.id == entry.question), None)


def _predecessor(entry: Succession, plan: Plan) -> Param:
    """The name of what it came out of; of an earlier plan's only how."""
    known = plan.index.node.get(entry.predecessor) or plan.index.indicator.get(entry.predecessor)
    return known.name if known else word(entry.kind)


def _rating(entry: Rating) -> Message:
    return message("comparison.said", field=message("comparison.rating", rater=word(entry.rater)), value=entry.grade)


def _of_year(entry: NodeYear | MoneyLine, field: Param) -> Message:
    return message("comparison.of_year", year=entry.fiscal_year, field=field)


_NAMES: Mapping[type, Callable[[Any, Plan], Param]] = {
    **dict.fromkeys((Target, Actual, Fraction, SeriesPoint, PlanYear), _year),
    Node: lambda entry, _: entry.label,
    NodeYear: lambda entry, plan: _of_year(entry, named("node", entry.node, plan)),
    MoneyLine: lambda entry, _: _of_year(entry, money_field(entry)),
    Rating: lambda entry, _: _rating(entry),
    Choice: lambda entry, _: entry.text,
    KeptTarget: lambda entry, plan: named("part_of", entry.indicator, plan),
    Prose: lambda entry, _: entry.heading,
    Note: lambda entry, _: entry.author,
    Answer: _answered,
    Succession: _predecessor,
}
