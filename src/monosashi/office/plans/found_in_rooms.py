"""What was searched for -> what the other rooms hold of it, by kind: one query for each kind, and those that its few shown rows take."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from monosashi.core.messages import Message
from monosashi.office.plans.queries_search import WindowOf
from monosashi.office.plans.search.excerpts import Excerpt, excerpt_of
from monosashi.office.searching import MOST, Asking, Searched, Thing, kinds_of_rooms


@dataclass(frozen=True, slots=True)
class FoundThing:
    """One thing with the piece of its texts in which the words stand."""

    thing: Thing
    excerpt: Excerpt


@dataclass(frozen=True, slots=True)
class FoundOfKind:
    """What was found of one kind: those of `count` that are shown. `whole`: every row was looked at, not the newest `MOST` alone."""

    kind: str
    label: Message
    count: int
    things: tuple[FoundThing, ...]
    whole: bool


def search_rooms(asking: Asking, kind: str, window: WindowOf) -> tuple[FoundOfKind, ...]:
    """What is found of one kind, or of all (""). Kinds of which nothing is are there too."""
    return tuple(_found(each, asking, window) for each in kinds_of_rooms() if kind in {"", each.kind})


def _found(searched: Searched[Any], asking: Asking, window: WindowOf) -> FoundOfKind:
    texts, rows = searched.texts, list(searched.rows(asking)[: MOST + 1])
    looked_at = rows[:MOST]
    found = looked_at if texts is None else [row for row in looked_at if asking.is_in(texts(row))]
    start, end = window(len(found))
    shown = found[max(start - 1, 0) : end]
    things = tuple(_things(searched, shown, asking)) if shown else ()
    return FoundOfKind(searched.kind, searched.label, len(found), things, whole=len(rows) <= MOST)


def _things(searched: Searched[Any], rows: list[Any], asking: Asking) -> Iterator[FoundThing]:
    for row, thing in zip(rows, searched.shown(rows, asking), strict=True):
        texts = searched.texts(row) if thing.texts is None and searched.texts else thing.texts or ()
        yield FoundThing(thing, excerpt_of(tuple(filter(None, texts)), asking.words))
