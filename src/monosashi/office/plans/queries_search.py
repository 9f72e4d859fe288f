"""What was searched for -> the measures, indicators, departments … that hold it, by kind. Two queries whatever is found."""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass

from django.db.models import Count, F, QuerySet, Window
from django.db.models.functions import RowNumber

from monosashi.checks.folding import fold
from monosashi.core.indicators import Indicator
from monosashi.core.money import BudgetProgram
from monosashi.core.paths import LeadsNowhere, resolve
from monosashi.core.plan import Plan
from monosashi.core.results import NodeYear
from monosashi.core.tree import Department, Node
from monosashi.office.plans.models import Entry
from monosashi.office.plans.queries import held_as, rows_held
from monosashi.office.plans.search.excerpts import Excerpt, excerpt_of, whole_marked
from monosashi.office.plans.search.numbers import forms_of, same_number
from monosashi.office.plans.search.texts import folded, texts_of
from monosashi.office.plans.year.in_year import latest_year

FEWEST = 2
"""Characters that a search takes: one would find nearly everything. A number of a measure may be shorter."""
FIRST = 20
"""Entries of each kind that a search shows where it shows all kinds."""
MOST = 200
"""Entries that it shows of one kind alone."""
SEARCHED = ("nodes", "indicators", "results", "budget_programs", "questions", "departments", "related_plans")
"""The kinds, in the order in which they are shown."""
_NUMBERED = ("nodes", "budget_programs")


@dataclass(frozen=True, slots=True)
class Hit:
    """One entry that holds every word. `node` is the node it belongs to, None where it belongs to none."""

    plan: Plan
    collection: str
    entry: object
    node: Node | None
    excerpt: Excerpt

    @property
    def is_measure(self) -> bool:
        """Whether the node is one that is answered for."""
        return self.node in self.plan.index.measures

    @property
    def year(self) -> str:
        """The part of an address that asks for the year it was said of; "" where that is shown unasked."""
        year = self.entry.fiscal_year if isinstance(self.entry, NodeYear) else latest_year(self.plan)
        return "" if year == latest_year(self.plan) else f"?year={year}"


@dataclass(frozen=True, slots=True)
class Group:
    """What was found of one kind: the first of `count`."""

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


def search(text: str, plan_id: str = "", kind: str = "") -> Found:
    """The entries that hold every word of the text, however it is written, or whose number it is; these stand first.

    In one plan, or in all of them ("") ; of one kind, or of all ("").
    """
    words = _words(text)
    kinds, most = ((kind,), MOST) if kind else (SEARCHED, FIRST)
    rows_of_plans = {row.pk: row for row in rows_held() if plan_id in {"", row.pk}}
    typed = forms_of(text)
    plans = {each: held_as(row).plan for each, row in rows_of_plans.items()} if typed else {}
    numbered = [hit for plan in plans.values() for hit in _numbered(plan, typed, kinds)]
    long_enough = _long_enough(words)
    if not long_enough and not numbered:
        return Found(words, (), too_short=True)
    rows = list(_rows(words, tuple(rows_of_plans), kinds, most)) if long_enough else []
    plans |= {each: held_as(rows_of_plans[each]).plan for each in {row[0] for row in rows} - plans.keys()}
    hits = [hit for row in rows if (hit := _hit(plans[row[0]], row[1], row[2], words))]
    counts = {row[1]: row[3] for row in rows}
    return Found(words, tuple(_groups(words, numbered, hits, counts, most)))


def _words(text: str) -> tuple[str, ...]:
    """The words, folded. Where each is a single letter, they are what they are together: R P A, 市 民."""
    words = tuple(folded_word for word in text.split() if (folded_word := fold(word)))
    return words if _long_enough(words) else tuple(fold(" ".join(words)).split())


def _long_enough(words: tuple[str, ...]) -> bool:
    return max(map(len, words), default=0) >= FEWEST


def _rows(
    words: tuple[str, ...], plans: tuple[str, ...], kinds: tuple[str, ...], most: int
) -> QuerySet[Entry, tuple[str, str, str, int]]:
    """Plan, kind and key of the first of each kind, and how many there are of it."""
    rows = Entry.objects.filter(collection__in=kinds, plan_id__in=plans)
    for word in words:
        rows = rows.filter(folded__contains=word)
    numbered = rows.annotate(
        nth=Window(RowNumber(), partition_by=F("collection"), order_by=("plan_id", "position")),
        of_kind=Window(Count("pk"), partition_by=F("collection")),
    )
    first = numbered.filter(nth__lte=most).order_by("collection", "nth")
    return first.values_list("plan_id", "collection", "key", "of_kind")


def _groups(
    words: tuple[str, ...], numbered: list[Hit], hits: list[Hit], counts: Mapping[str, int], most: int
) -> Iterator[Group]:
    """The kinds of which there is something. What has the number and holds the words too is told once."""
    by_kind: dict[str, list[Hit]] = defaultdict(list)
    for hit in (*numbered, *hits):
        if not any(hit.entry is other.entry for other in by_kind[hit.collection]):
            by_kind[hit.collection].append(hit)
    for kind in SEARCHED:
        if found := by_kind.get(kind):
            besides = sum(hit.collection == kind and not _holds(hit.entry, words) for hit in numbered)
            yield Group(kind, counts.get(kind, 0) + besides, tuple(found[:most]))


def _holds(entry: object, words: tuple[str, ...]) -> bool:
    """Whether the words alone find it."""
    return _long_enough(words) and all(word in folded(entry) for word in words)


def _numbered(plan: Plan, typed: frozenset[str], kinds: Iterable[str]) -> Iterator[Hit]:
    """What has this number or code."""
    for kind in _NUMBERED:
        for entry in getattr(plan, kind) if kind in kinds else ():
            written = entry.number if isinstance(entry, Node) else entry.code
            if same_number(typed, written):
                yield Hit(plan, kind, entry, _node_of(entry, plan), whole_marked(written))


def _hit(plan: Plan, collection: str, key: str, words: tuple[str, ...]) -> Hit | None:
    """The entry; None where it was removed since it was found."""
    try:
        entry = resolve(plan, f"{collection}/{key}")
    except LeadsNowhere:
        return None
    return Hit(plan, collection, entry, _node_of(entry, plan), excerpt_of(texts_of(entry), words))


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
