"""What an event says of changes of a plan: what stood at each place before and after, and which nodes were touched."""

from collections.abc import Iterable, Iterator

from monosashi.core.changes import Added, Change, Changed, Removed, Reordered, place_of
from monosashi.core.indicators import Indicator
from monosashi.core.money import BudgetProgram
from monosashi.core.paths import keyed
from monosashi.core.plan import Plan, PlanYear
from monosashi.core.results import NodeYear
from monosashi.core.tree import Node
from monosashi.exchange.structure import plain
from monosashi.office.events.values import Touched

MOST_TOLD = 500
"""Changes whose values an event repeats. Of more it names the places; the values stand in the revisions."""


def told_before(changes: tuple[Change, ...], now: Plan) -> dict[str, object]:
    """The revision before, and by place what stood there. What was not there is left out."""
    values = {place_of(change): held for change in changes[:MOST_TOLD] for held in _before(change)}
    return {"revision": now.revision, "values": values}


def told_after(changes: tuple[Change, ...], after: Plan, closed: Iterable[PlanYear] = ()) -> dict[str, object]:
    """The revision after, the places, and by place what stands there. What is gone is left out.

    `closed` are the closed years that are touched: their states, by year, where there are any.
    """
    values = {place_of(change): held for change in changes[:MOST_TOLD] for held in _after(change)}
    told = {"revision": after.revision, "changes": [place_of(change) for change in changes], "values": values}
    years = {str(year.fiscal_year): {"state": year.state.value} for year in closed}
    return {**told, "closed_years": years} if years else told


def touched(changes: Iterable[Change], before: Plan, after: Plan) -> tuple[Touched, ...]:
    """The nodes whose history shows the changes: measures, and nodes that nobody answers for."""
    given = tuple(changes)
    found: dict[str, None] = {}
    for plan in (before, after):
        lists = {name: keyed(getattr(plan, name)) for name in _LISTS & {change.path[0] for change in given}}
        for change in given:
            entry = lists.get(change.path[0], {}).get(change.path[1]) if len(change.path) > 1 else None
            found |= dict.fromkeys(_nodes_of(entry))
    answered = {level.id for level in after.levels if level.answered}
    nodes = {**before.index.node, **after.index.node}
    return tuple(Touched("measure" if nodes[id_].level in answered else "node", id_) for id_ in found if id_ in nodes)


_LISTS = frozenset({"nodes", "indicators", "budget_programs", "results"})


def _nodes_of(entry: object) -> Iterator[str]:
    match entry:
        case Node():
            yield entry.id
        case Indicator() | NodeYear():
            yield entry.node
        case BudgetProgram():
            yield from (share.node for share in entry.shares)


def _before(change: Change) -> Iterator[object]:
    match change:
        case Changed(_, held, _) | Removed(_, held, _):
            yield _plain(held)
        case Reordered(_, keys, _):
            yield list(keys)
        case Added():
            return


def _after(change: Change) -> Iterator[object]:
    match change:
        case Changed(_, _, held) | Added(_, held, _):
            yield _plain(held)
        case Reordered(_, _, keys):
            yield list(keys)
        case Removed():
            return


def _plain(value: object) -> object:
    return None if value is None else plain(value)
