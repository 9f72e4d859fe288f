"""Rows <-> Plan. Nothing is lost either way; the plan's canonical bytes are the same before and after."""

import json
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, fields, replace
from typing import Any

from monosashi.core.paths import keyed
from monosashi.core.plan import Plan
from monosashi.exchange.plan_file import carefully_read
from monosashi.exchange.quick_reading import quickly_read
from monosashi.exchange.structure import plain, plain_record
from monosashi.exchange.upgrades import FORMAT, NEWEST
from monosashi.office.plans.search.texts import folded

COLLECTIONS = ("levels", *(field.name for field in fields(Plan) if field.default == ()))
"""The plan's lists, in its own order."""

BESIDE = ("documents", "provenance")
"""Lists that stand beside the plan, outside its equality. Pages do without them."""


@dataclass(frozen=True, slots=True)
class Row:
    """One entry as a row holds it."""

    collection: str
    key: str
    position: int
    body: str
    folded: str


def head_of(plan: Plan) -> str:
    """The fields that are no lists, as JSON."""
    bare: dict[str, Any] = dict.fromkeys(COLLECTIONS, ())
    return _json({name: held for name, held in plain_record(replace(plan, **bare)).items() if name not in COLLECTIONS})


def rows_of(plan: Plan, unlike: Plan | None = None) -> tuple[Row, ...]:
    """The plan's entries as rows. `unlike`: only those that do not stand just so, at the same place, in this other plan."""
    return tuple(
        Row(collection, key, position, _json(plain(entry)), folded(entry))
        for collection in COLLECTIONS
        for key, position, entry in _unlike(getattr(plan, collection), getattr(unlike, collection) if unlike else ())
    )


def gone(plan: Plan, before: Plan) -> tuple[tuple[str, str], ...]:
    """List and key of the entries that stood in `before` and stand no more."""
    return tuple(
        (collection, key)
        for collection in COLLECTIONS
        for key in keyed(getattr(before, collection)).keys() - keyed(getattr(plan, collection)).keys()
    )


def plan_of(head: str, rows: Iterable[tuple[str, str]]) -> Plan:
    """The plan that a head and its rows (list, body), in order of position, make up."""
    lists: dict[str, list[str]] = {}
    for collection, body in rows:
        lists.setdefault(collection, []).append(body)
    raw = f'{{"format":{_json(FORMAT)},"version":{NEWEST},{head[1:-1]}{_written(lists)}}}'.encode()
    return quickly_read(raw) or carefully_read(raw, "")


def _written(lists: Mapping[str, list[str]]) -> str:
    return "".join(f',"{name}":[{",".join(lists[name])}]' for name in COLLECTIONS if name in lists)


def _unlike(entries: Iterable[object], before: Iterable[object]) -> Iterator[tuple[str, int, object]]:
    """Key, position and entry of those that do not stand just so, as printed, among the others."""
    stood = _placed(before)
    for key, (position, entry) in _placed(entries).items():
        at, other = stood.get(key, (None, None))
        if at != position or not (other is entry or _json(plain(other)) == _json(plain(entry))):
            yield key, position, entry


def _placed(entries: Iterable[object]) -> dict[str, tuple[int, object]]:
    return {key: (position, entry) for position, (key, entry) in enumerate(keyed(entries).items())}


def _json(value: object) -> str:
    return json.dumps(value, ensure_ascii=False, separators=(",", ":"), allow_nan=False)
