"""What was searched for -> the measures, indicators, departments … that hold it, by kind. Two queries whatever is found."""

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass

from django.db.models import Count, F, QuerySet, Window
from django.db.models.functions import RowNumber

from monosashi.checks.folding import words_of
from monosashi.core.indicators import Indicator
from monosashi.core.money import BudgetProgram
from monosashi.core.paths import LeadsNowhere, Paths
from monosashi.core.plan import Plan
from monosashi.core.results import NodeYear
from monosashi.core.tree import Department, Node
from monosashi.office.plans.kept.kept_once import kept_once
from monosashi.office.plans.models import Entry
from monosashi.office.plans.queries import Held, held_as, rows_held
from monosashi.office.plans.search.excerpts import Excerpt, excerpt_of, whole_marked
from monosashi.office.plans.search.numbers import forms_of, same_number
from monosashi.office.plans.search.texts import texts_of
from monosashi.office.plans.year.in_year import latest_year

FEWEST = 2
"""Characters that a search takes: one would find nearly everything. A number of a measure may be shorter."""
FIRST = 5
"""Things of each kind that a search shows where it shows all kinds."""
SEARCHED = ("nodes", "indicators", "results", "budget_programs", "questions", "departments", "related_plans")
"""The kinds, in the order in which they are shown."""
_NUMBERED = ("nodes", "budget_programs")

WindowOf = Callable[[int], tuple[int, int]]
"""Of so many the first and the last that are shown, from 1; (0, 0) for none."""
_Row = tuple[str, str, str, int]


@dataclass(frozen=True, slots=True)
class Hit:
    """One entry that holds every word. `node` is the node it belongs to, None where it belongs to none."""

    plan: Plan
    collection: str
    key: str
    entry: object
    node: Node | None
    excerpt: Excerpt

    @property
    def is_measure(self) -> bool:
        """Whether the node is one that is answered for."""
        return self.node is not None and self.plan.index.level[self.node.level].answered

    @property
    def year(self) -> str:
        """The part of an address that asks for the year it was said of; "" where that is shown unasked."""
        year = self.entry.fiscal_year if isinstance(self.entry, NodeYear) else latest_year(self.plan)
        return "" if year == latest_year(self.plan) else f"?year={year}"


@dataclass(frozen=True, slots=True)
class Group:
    """What was found of one kind: those of `count` that are shown."""

    kind: str
    count: int
    hits: tuple[Hit, ...]


@dataclass(frozen=True, slots=True)
class Found:
    """What a search found, by kind. `too_short`: nothing was searched."""

    words: tuple[str, ...]
    groups: tuple[Group, ...]
    too_short: bool = False

    @property
    def count(self) -> int:
        """How many entries there are, shown or not."""
        return sum(group.count for group in self.groups)

    @property
    def hits(self) -> tuple[Hit, ...]:
        """All that is shown."""
        return tuple(hit for group in self.groups for hit in group.hits)


def first_few(count: int) -> tuple[int, int]:
    """The window of a kind where all kinds are shown."""
    return min(count, 1), min(count, FIRST)


def search(text: str, plan_id: str = "", kind: str = "", window: WindowOf = first_few) -> Found:
    """The entries that hold every word of the text, however it is written, or whose number it is; these stand first.

    In one plan, or in all of them ("") ; of one kind, of which `window` shows a page, or of all (""), of each the first.
    """
    words = words_of(text)
    kinds = (kind,) if kind else SEARCHED
    rows_of_plans = {row.pk: row for row in rows_held() if plan_id in {"", row.pk}}
    typed = forms_of(text)
    states = {each: held_as(row) for each, row in rows_of_plans.items()} if typed else {}
    numbered = [hit for state in states.values() for hit in _numbered(state.plan, typed, kinds)]
    if not long_enough(words) and not numbered:
        return Found(words, (), too_short=True)
    rows = list(_rows(words, tuple(rows_of_plans), kinds, numbered)) if long_enough(words) else []

    def hit_of(row: _Row) -> Hit | None:
        if row[0] not in states:
            states[row[0]] = held_as(rows_of_plans[row[0]])
        return _hit(states[row[0]], row[1], row[2], words)

    return Found(words, tuple(_groups(kinds, numbered, rows, window, hit_of)))


def long_enough(words: tuple[str, ...]) -> bool:
    """Whether one of them is long enough to be searched for."""
    return max(map(len, words), default=0) >= FEWEST


def _rows(
    words: tuple[str, ...], plans: tuple[str, ...], kinds: tuple[str, ...], numbered: Iterable[Hit]
) -> QuerySet[Entry, _Row]:
    """Plan, kind and key of the first of each kind, of one kind alone of all, and how many there are of it."""
    rows = Entry.objects.filter(collection__in=kinds, plan_id__in=plans)
    for word in words:
        rows = rows.filter(folded__contains=word)
    for hit in numbered:
        rows = rows.exclude(plan_id=hit.plan.id, collection=hit.collection, key=hit.key)
    counted = rows.annotate(
        nth=Window(RowNumber(), partition_by=F("collection"), order_by=("plan_id", "position")),
        of_kind=Window(Count("pk"), partition_by=F("collection")),
    )
    shown = counted if len(kinds) == 1 else counted.filter(nth__lte=FIRST)
    return shown.order_by("collection", "nth").values_list("plan_id", "collection", "key", "of_kind")


def _groups(
    kinds: tuple[str, ...],
    numbered: list[Hit],
    rows: list[_Row],
    window: WindowOf,
    hit_of: Callable[[_Row], Hit | None],
) -> Iterator[Group]:
    """The kinds of which there is something. Of the entries only those that are shown are looked up."""
    for kind in kinds:
        first = [hit for hit in numbered if hit.collection == kind]
        others = [row for row in rows if row[1] == kind]
        count = len(first) + (others[0][3] if others else 0)
        start, end = window(count)
        every: list[Hit | _Row] = [*first, *others]
        found = every[max(start - 1, 0) : end]
        hits = (each if isinstance(each, Hit) else hit_of(each) for each in found)
        if count:
            yield Group(kind, count, tuple(hit for hit in hits if hit))


def _numbered(plan: Plan, typed: frozenset[str], kinds: Iterable[str]) -> Iterator[Hit]:
    """What has this number or code."""
    for kind in _NUMBERED:
        for entry in getattr(plan, kind) if kind in kinds else ():
            written = entry.number if isinstance(entry, Node) else entry.code
            if same_number(typed, written):
                yield Hit(plan, kind, entry.id, entry, _node_of(entry, plan), whole_marked(written))


def _hit(state: Held, collection: str, key: str, words: tuple[str, ...]) -> Hit | None:
    """The entry; None where it was removed since it was found."""
    plan = state.plan
    try:
        entry = _paths_of(state).resolve(f"{collection}/{key}")
    except LeadsNowhere:
        return None
    return Hit(plan, collection, key, entry, _node_of(entry, plan), excerpt_of(texts_of(entry), words))


@kept_once(4)
def _paths_of(state: Held) -> Paths:
    """The entries of a plan by their paths, each list looked through once while the plan stands so."""
    return Paths(state.plan)


def _node_of(entry: object, plan: Plan) -> Node | None:
    """The node that an entry is about."""
    match entry:
        case Node():
            return entry
        case Indicator() | NodeYear():
            return plan.index.node[entry.node]
        case BudgetProgram(shares=(first, *_)):
            return plan.index.node[first.node]
        case Department():
            return None
    return None
