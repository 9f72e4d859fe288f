"""What was searched for -> the measures, indicators and departments that hold it. One query, and the plans that were hit."""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass

from monosashi.checks.folding import fold
from monosashi.core.indicators import Indicator
from monosashi.core.money import BudgetProgram
from monosashi.core.paths import resolve
from monosashi.core.plan import Plan
from monosashi.core.results import NodeYear
from monosashi.core.tree import Department, Node
from monosashi.office.plans.models import Entry
from monosashi.office.plans.queries import held
from monosashi.office.plans.searched_texts import texts_of

FEWEST = 2
"""Characters that a search takes: one would find nearly everything."""
MOST = 200
"""Entries that one search shows."""
AROUND = 30
"""Characters of the text on either side of what was found."""
SEARCHED = ("nodes", "indicators", "results", "budget_programs", "questions", "departments", "related_plans")


@dataclass(frozen=True, slots=True)
class Excerpt:
    """A piece of text with what was found in it. `cut` says whether text was left out before and after."""

    before: str
    found: str
    after: str
    cut: tuple[bool, bool]


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


@dataclass(frozen=True, slots=True)
class Found:
    """What a search found. `more`: there is more than is shown. `too_short`: nothing was searched."""

    words: tuple[str, ...]
    hits: tuple[Hit, ...]
    more: bool = False
    too_short: bool = False


def search(text: str, plan_id: str = "") -> Found:
    """The entries that hold every word of the text, however it is written. In one plan, or in all of them."""
    words = tuple(fold(word) for word in text.split() if fold(word))
    if not words or max(map(len, words)) < FEWEST:
        return Found(words, (), too_short=True)
    rows = Entry.objects.filter(collection__in=SEARCHED)
    if plan_id:
        rows = rows.filter(plan_id=plan_id)
    for word in words:
        rows = rows.filter(folded__contains=word)
    keys = list(
        rows.order_by("plan_id", "collection", "position").values_list("plan_id", "collection", "key")[: MOST + 1]
    )
    return Found(words, tuple(_hits(keys[:MOST], words)), more=len(keys) > MOST)


def _hits(keys: Iterable[tuple[str, str, str]], words: tuple[str, ...]) -> list[Hit]:
    by_plan: dict[str, list[tuple[str, str]]] = defaultdict(list)
    for plan_id, collection, key in keys:
        by_plan[plan_id].append((collection, key))
    found = []
    for plan_id, places in by_plan.items():
        plan = held(plan_id).plan
        for collection, key in places:
            entry = resolve(plan, f"{collection}/{key}")
            found.append(Hit(plan, collection, entry, _node_of(entry, plan), _excerpt(entry, words)))
    return sorted(found, key=lambda hit: (SEARCHED.index(hit.collection), hit.plan.name))


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


def _excerpt(entry: object, words: tuple[str, ...]) -> Excerpt:
    """The first text that holds the first word, around it."""
    texts = texts_of(entry)
    text = next((text for text in texts if words[0] in fold(text)), texts[0] if texts else "")
    start, end = _where(text, words[0])
    first, last = max(0, start - AROUND), min(len(text), end + AROUND)
    return Excerpt(text[first:start], text[start:end], text[end:last], (first > 0, last < len(text)))


def _where(text: str, word: str) -> tuple[int, int]:
    """Where in the text as written the folded word stands: the shortest piece that folds to something holding it."""
    for start in range(len(text)):
        if not fold(text[start:]).startswith(word):
            continue
        end = next(
            (end for end in range(start + 1, len(text) + 1) if fold(text[start:end]).startswith(word)), len(text)
        )
        return start, end
    return 0, 0
