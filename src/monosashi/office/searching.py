"""How each room of the office is searched: what it says of its rows, for the page that finds things (`plans/views_search.py`).

A room says it once, as a `Searched` for each kind of thing, and joins `rooms` in its `AppConfig.ready`. Folding, counting, paging and the pieces of text that
are shown are the page's.
"""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from functools import lru_cache
from typing import Any, Generic, TypeVar

from django.db.models import Model, QuerySet

from monosashi.checks.folding import fold
from monosashi.core.messages import Message
from monosashi.office.accounts.standing import Person
from monosashi.office.joints import Joint

Row = TypeVar("Row")
Told = TypeVar("Told")
Of = TypeVar("Of", bound=Model)

MOST = 2_000
"""Rows of one kind that are read and folded for one search: of more, the first, and the page says so.

Their folded texts are remembered: 5,000 rows of several kinds take a process less than 0.1 s (docs/reference/performance.md).
"""

_KEPT = 16_384
"""Rows whose folded texts a process remembers: those of eight full kinds."""


@dataclass(frozen=True, slots=True)
class Asking:
    """What is searched for, and who asks. `words` are folded; what holds all of them is found. `plan` "": in every plan."""

    words: tuple[str, ...]
    by: Person
    today: date
    plan: str = ""

    def is_in(self, texts: tuple[str, ...]) -> bool:
        """Whether every word stands in one of the texts, however they are written."""
        whole = _folded(texts)
        return all(word in whole for word in self.words)

    def narrowed(self, rows: "QuerySet[Of, Told]", column: str) -> "QuerySet[Of, Told]":
        """The rows whose folded texts, a column of theirs, hold every word."""
        for word in self.words:
            rows = rows.filter(**{f"{column}__contains": word})
        return rows


@lru_cache(maxsize=_KEPT)
def _folded(texts: tuple[str, ...]) -> str:
    return "\n".join(map(fold.__wrapped__, texts))


@dataclass(frozen=True, slots=True)
class Thing:
    """Something that was found, as the page shows it. `where` says where it stands, "" nowhere in particular.

    `day` is the day it is of, None where it is of none. `texts` are those of which a piece is shown, None: those of its row.
    """

    title: str
    address: str
    where: str = ""
    day: date | None = None
    texts: tuple[str, ...] | None = None


@dataclass(frozen=True)
class Searched(Generic[Row]):
    """One kind of things that can be found.

    `kind` is ASCII and unique in the office: it stands in addresses; `label` is the word for it, a noun. `rows` are those that whoever
    asks may read, the newest first: one query, sliced by the page. `texts` are those of a row, what it is called first; None: the
    database has already left out what does not hold every word. `shown` makes of the few rows on the page what is shown of each, in
    their order, in a fixed number of queries.
    """

    kind: str
    label: Message
    rows: "Callable[[Asking], QuerySet[Any, Row] | Sequence[Row]]"
    texts: Callable[[Row], tuple[str, ...]] | None
    shown: Callable[[Sequence[Row], Asking], Iterable[Thing]]


rooms = Joint[tuple[Searched[Any], ...]]()
"""The kinds of each room. Rooms that stand higher are shown before those that they stand on, and what plans hold before them all."""


def kinds_of_rooms() -> tuple[Searched[Any], ...]:
    """Every kind, in the order in which it is shown."""
    return tuple(each for room in reversed(tuple(rooms)) for each in room)
