"""Places in a parsed document: from positions to the path language of `core.paths`, and back."""

from dataclasses import MISSING, fields, is_dataclass
from functools import cache
from types import NoneType
from typing import get_args, get_origin, get_type_hints

from monosashi.core.paths import KEY_FIELDS, escaped, key_from, repeated
from monosashi.core.plan import Plan
from monosashi.exchange.structure import Hint, alternatives

_TOP: type | None = Plan

Steps = tuple[str | int, ...]
"""Keys and 0-based positions from the top of a document to a value."""


class Places:
    """Paths in one document, each of its lists keyed once."""

    def __init__(self, document: object) -> None:
        self._document = document
        self._keys: dict[int, list[str]] = {}

    def place_of(self, steps: Steps) -> str:
        """The path to a value. An entry too broken to have a key is named by its 1-based position, `#6`."""
        segments: list[str] = []
        held, kind = self._document, _TOP
        for step in steps:
            keys = self._list_keys(kind, held) if isinstance(held, list) and isinstance(step, int) else None
            segments.append(escaped(str(step)) if keys is None else keys[int(step)])
            held, kind = _below(held, kind, step)
        return "/".join(segments)

    def steps_of(self, place: str) -> Steps:
        """The positions that a path stands for, as far as the document goes."""
        steps: list[str | int] = []
        held, kind = self._document, _TOP
        for segment in place.split("/"):
            step = self._step(held, kind, segment)
            if step is None:
                break
            steps.append(step)
            held, kind = _below(held, kind, step)
        return tuple(steps)

    def _step(self, held: object, kind: type | None, segment: str) -> str | int | None:
        if isinstance(held, list):
            keys = self._list_keys(kind, held)
            return keys.index(segment) if segment in keys else None
        if isinstance(held, dict):
            return next((key for key in held if escaped(key) == segment), None)
        return None

    def _list_keys(self, kind: type | None, entries: list[object]) -> list[str]:
        if id(entries) not in self._keys:
            self._keys[id(entries)] = list_keys(kind, entries)
        return self._keys[id(entries)]


def kind_at(steps: Steps) -> type | None:
    """The kind of value that a plan has at these positions, or in the list there. None where it has none."""
    kind: type | None = Plan
    for step in steps:
        kind = _kind_below(kind, step)
    return kind


def list_keys(kind: type | None, entries: list[object]) -> list[str]:
    """The segment of each entry of a list that should hold values of this kind."""
    taken: dict[str, object] = {}
    for position, entry in enumerate(entries, start=1):
        key = _key(kind, entry) or f"#{position}"
        taken[key if key not in taken else repeated(key, taken)] = entry
    return list(taken)


def _key(kind: type | None, entry: object) -> str:
    if kind is None or kind not in KEY_FIELDS or not isinstance(entry, dict):
        return ""
    names = KEY_FIELDS[kind]
    if any(type(entry.get(name)) not in (str, int) for name in _required(kind).intersection(names)):
        return ""
    return key_from(names, entry.get)


def _below(held: object, kind: type | None, step: str | int) -> tuple[object, type | None]:
    below: object = None
    if isinstance(held, dict) or (isinstance(held, list) and isinstance(step, int) and step < len(held)):
        below = held.get(step) if isinstance(held, dict) else held[int(step)]
    return below, _kind_below(kind, step)


def _kind_below(kind: type | None, step: str | int) -> type | None:
    if isinstance(step, int) or kind is None:
        return kind
    return _kinds_below(kind).get(step)


@cache
def _required(kind: type) -> frozenset[str]:
    return frozenset(field.name for field in fields(kind) if field.default is MISSING)


@cache
def _kinds_below(kind: type) -> dict[str, type | None]:
    return {name: _dataclass_of(hint) for name, hint in get_type_hints(kind).items()}


def _dataclass_of(hint: Hint) -> type | None:
    kinds = alternatives(hint) - {NoneType}
    (kind,) = kinds if len(kinds) == 1 else (NoneType,)
    if get_origin(kind) is tuple:
        return _dataclass_of(get_args(kind)[0])
    return kind if is_dataclass(kind) and isinstance(kind, type) else None
