"""Whom a change of a plan concerns: from its path to the departments whose measure it is, and to the permission it takes.

A department may change what is known of its measures. What the plan consists of, and what others say of a measure, is the
coordinating office's.
"""

from collections.abc import Iterable, Iterator
from dataclasses import fields
from datetime import date

from monosashi.core.changes import Change, Changed, Reordered
from monosashi.core.indicators import Indicator
from monosashi.core.money import BudgetProgram
from monosashi.core.paths import keyed
from monosashi.core.plan import Plan
from monosashi.core.results import NodeYear, Rater, Rating
from monosashi.core.tree import Node
from monosashi.exchange.finance import only_money
from monosashi.office.accounts.permissions import Permission, Place, Standing, check, may
from monosashi.office.plans.queries import departments_of

Path = tuple[str, ...]

_ONE_PART = 2
"""`nodes/n-001`: the path of an entry itself."""

_NOT_THEIRS: dict[str, frozenset[str]] = {
    "nodes": frozenset({"parent", "level", "number", "responsibilities", "cross_listed_under", "succeeds"}),
    "indicators": frozenset({"node", "part_of", "succeeds"}),
    "budget_programs": frozenset({"shares", "department"}),
    "results": frozenset({"stage", "managed_by", "notes", "excluded"}),
}
"""Fields by which the plan is built, or in which others speak of a measure."""


def check_changes(
    changes: Iterable[Change], plan: Plan, standing: Standing, base: Plan | None = None, *, today: date
) -> None:
    """Raises NotAllowed where one of the changes is not this person's to make in the plan as it stands.

    `base` is the plan that they were thought out on: what others have taken away since is looked up there.
    """
    if may(standing, Permission.EDIT_PLAN, Place(plan.id)):
        return
    reach = Reach(plan, base, today=today)
    brings_money = may(standing, Permission.BRING_IN_MONEY, Place(plan.id))
    for change in changes:
        if brings_money and is_money(change, plan):
            continue
        for path in _paths(change):
            permission, place = reach.of(path)
            check(standing, permission, place)


def is_money(change: Change, plan: Plan) -> bool:
    """Whether the change is of amounts in one of the plan's years, or says where they came from: finance's to make."""
    years = range(plan.first_year, plan.last_year + 1)
    return change.path[0] != "years" and any(only_money.is_money(change, year) for year in years)


class Reach:
    """Looks up many paths in one plan, each list indexed once."""

    def __init__(self, plan: Plan, base: Plan | None = None, *, today: date) -> None:
        self._plan = plan
        self._base = base
        self._today = today
        self._lists: dict[str, dict[str, object]] = {}
        self._places: dict[tuple[str, ...], Place] = {}

    def of(self, path: Path) -> tuple[Permission, Place]:
        """What it takes to change what stands at a path, and where that is."""
        nodes = self._nodes(path)
        if nodes is None:
            return Permission.EDIT_PLAN, Place(self._plan.id)
        return Permission.EDIT_MEASURE, self.place_of(nodes)

    def place_of(self, nodes: Iterable[str]) -> Place:
        """The place of what belongs to these nodes: the departments that have a part in one of them today."""
        asked = tuple(nodes)
        if asked not in self._places:
            known = (self._plan.index.node[node] for node in asked if node in self._plan.index.node)
            codes = frozenset(code for node in known for code in departments_of(node, self._today))
            self._places[asked] = Place(self._plan.id, codes)
        return self._places[asked]

    def nodes_of(self, collection: str, key: str) -> tuple[str, ...] | None:
        """The nodes that an entry belongs to; None where the plan has no such entry."""
        if collection == "results":
            return _answered(key, self._plan)
        if collection not in self._lists:
            gone = keyed(getattr(self._base, collection)) if self._base is not None else {}
            self._lists[collection] = {**gone, **keyed(getattr(self._plan, collection))}
        match self._lists[collection].get(key):
            case Node() as node:
                return (node.id,)
            case Indicator() as indicator:
                return (indicator.node,)
            case BudgetProgram() as program:
                return tuple(share.node for share in program.shares)
        return None

    def _nodes(self, path: Path) -> tuple[str, ...] | None:
        """The nodes whose departments may change it; None where only the coordinating office may."""
        if path[0] not in _NOT_THEIRS or len(path) < _ONE_PART:
            return None
        if len(path) == _ONE_PART and path[0] != "results":
            return None
        if len(path) > _ONE_PART and (path[2] in _NOT_THEIRS[path[0]] or _is_anothers_rating(path)):
            return None
        return self.nodes_of(path[0], path[1])


def _answered(key: str, plan: Plan) -> tuple[str, ...] | None:
    """The node of the results with this key, reported or not."""
    node = key.partition("#")[0].rpartition(".")[0].replace("~2", ".")
    return (node,) if node in plan.index.node else None


def _is_anothers_rating(path: Path) -> bool:
    """Whether the path leads to a rating that is not the department's own."""
    if path[0] != "results" or path[2] != "ratings" or len(path) <= _ONE_PART + 1:
        return False
    return Rater.SELF.value not in path[3].split("#")[0].split(".")[1:2] and not path[3].startswith("~+")


def _paths(change: Change) -> Iterator[Path]:
    """Where a change changes something: an entry of results that comes or goes is as much as the fields that say something."""
    if isinstance(change, Changed | Reordered) or change.path[0] != "results" or len(change.path) > _ONE_PART:
        yield change.path
        return
    yield change.path
    if not isinstance(change.value, NodeYear):
        return
    for field in fields(change.value):
        held = getattr(change.value, field.name)
        if field.name in _NOT_THEIRS["results"] and held != field.default:
            yield (*change.path, field.name)
    yield from ((*change.path, "ratings", _rating_key(rating)) for rating in change.value.ratings)


def _rating_key(rating: Rating) -> str:
    return next(iter(keyed((rating,))))
