"""Changes between two plans, as values: `apply(diff(a, b), a) == b`, with every figure as printed.

Records are compared field by field, lists entry by entry under the keys of `monosashi.core.paths`. Plan equality ignores the
scale of a figure; a change does not: 22.6 -> 22.60 is one.

`documents` and `provenance` stand outside a plan's equality. They are left out unless `diff` is asked for them; `apply` then
keeps those of the plan that it is given. With them, the plan that comes out has the same bytes in a file.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, fields, is_dataclass, replace
from decimal import Decimal
from enum import Enum
from functools import cache
from typing import TYPE_CHECKING, TypeAlias, TypeGuard

from monosashi.core.messages import InvalidInput, Message, Problem, message
from monosashi.core.paths import KEY_FIELDS, keyed
from monosashi.core.plan import Plan
from monosashi.core.values import Described, Span, same_as_printed

if TYPE_CHECKING:
    from _typeshed import DataclassInstance

Path: TypeAlias = tuple[str, ...]
"""The segments of a path: ("indicators", "i-069", "actuals", "2024", "value")."""


@dataclass(frozen=True, slots=True)
class Changed:
    """One field: a figure, a text, a list of plain words, or a record that was not there before or is not after."""

    path: Path
    before: object
    after: object


@dataclass(frozen=True, slots=True)
class Added:
    """An entry new in its list. `at` is its place among the entries afterwards, from 0."""

    path: Path
    value: object
    at: int


@dataclass(frozen=True, slots=True)
class Removed:
    """An entry gone from its list. `at` is its place among the entries before, from 0."""

    path: Path
    value: object
    at: int


@dataclass(frozen=True, slots=True)
class Reordered:
    """A list whose lasting entries stand in another order. `before` and `after` are their keys."""

    path: Path
    before: tuple[str, ...]
    after: tuple[str, ...]


Change: TypeAlias = Changed | Added | Removed | Reordered


def place_of(change: Change) -> str:
    """Where the change is, as people read it: `indicators/i-069/actuals/2024/value`."""
    return "/".join(change.path)


def diff(a: Plan, b: Plan, *, with_provenance: bool = False) -> tuple[Change, ...]:
    """What makes `b` out of `a`, in the order of the plan's fields. `with_provenance`: documents and provenance too."""
    return tuple(_between((), a, b, beside=with_provenance))


def inverse(changes: Iterable[Change]) -> tuple[Change, ...]:
    """What undoes the changes: `apply(inverse(diff(a, b)), b) == a`."""
    return tuple(_undone(change) for change in reversed(tuple(changes)))


def _undone(change: Change) -> Change:
    match change:
        case Changed(path, before, after):
            return Changed(path, after, before)
        case Added(path, value, at):
            return Removed(path, value, at)
        case Removed(path, value, at):
            return Added(path, value, at)
        case Reordered(path, keys_before, keys_after):
            return Reordered(path, keys_after, keys_before)


def _between(path: Path, a: object, b: object, *, beside: bool) -> Iterator[Change]:
    if a is b:
        return
    if _is_record(a) and type(a) is type(b):
        for name, compared in _named(type(a)):
            one, other = getattr(a, name), getattr(b, name)
            if one is not other and (compared or beside):
                yield from _between((*path, name), one, other, beside=beside)
    elif _is_list(a) and _is_list(b):
        yield from _between_lists(path, a, b, beside=beside)
    elif not _same(a, b):
        yield Changed(path, a, b)


def _between_lists(path: Path, a: tuple[object, ...], b: tuple[object, ...], *, beside: bool) -> Iterator[Change]:
    before, after = keyed(a), keyed(b)
    for at, (key, entry) in enumerate(before.items()):
        if key not in after:
            yield Removed((*path, key), entry, at)
    lasting, order = tuple(key for key in before if key in after), tuple(key for key in after if key in before)
    if lasting != order:
        yield Reordered(path, lasting, order)
    for at, (key, entry) in enumerate(after.items()):
        if key in before:
            yield from _between((*path, key), before[key], entry, beside=beside)
        else:
            yield Added((*path, key), entry, at)


@cache
def _named(kind: type[DataclassInstance]) -> tuple[tuple[str, bool], ...]:
    """Names of a record's fields, and whether they count where two are compared."""
    return tuple((field.name, field.compare) for field in fields(kind))


def _is_record(value: object) -> TypeGuard[DataclassInstance]:
    """Whether changes go into the fields of this value. A range or a described figure is one figure and changes whole."""
    return is_dataclass(value) and not isinstance(value, type | Span | Described)


def _is_list(value: object) -> TypeGuard[tuple[object, ...]]:
    """Whether changes go into the entries of this value. Plain words (tags) have no keys and change whole."""
    return isinstance(value, tuple) and all(type(entry) in KEY_FIELDS for entry in value)


def _same(a: object, b: object) -> bool:
    """Whether two values are equal, every figure in them with its scale."""
    if type(a) is not type(b):
        return False
    if isinstance(a, Decimal) and isinstance(b, Decimal):
        return same_as_printed(a, b)
    if isinstance(a, tuple) and isinstance(b, tuple):
        return len(a) == len(b) and all(_same(one, other) for one, other in zip(a, b, strict=True))
    if is_dataclass(a) and not isinstance(a, type):
        return all(_same(getattr(a, field.name), getattr(b, field.name)) for field in fields(a))
    return a == b


class DoesNotFit(InvalidInput):
    """The plan does not have what the changes start from. `problems` names every path at which it differs."""


def apply(changes: Iterable[Change], plan: Plan) -> Plan:
    """The plan after the changes, in whatever order they stand. Raises DoesNotFit, and then nothing is applied."""
    work = _Work()
    changed = work.below((), plan, tuple(changes))
    if work.problems or not isinstance(changed, Plan):
        raise DoesNotFit(tuple(work.problems))
    return changed


class _Work:
    """One application of changes, gathering what does not fit."""

    def __init__(self) -> None:
        self.problems: list[Problem] = []

    def below(self, path: Path, value: object, changes: Sequence[Change]) -> object:
        """The value at `path` after the changes at and below it."""
        for change in changes:
            if isinstance(change, Changed) and change.path == path:
                value = self._changed(value, change)
        rest = [change for change in changes if not (isinstance(change, Changed) and change.path == path)]
        if not rest:
            return value
        if _is_list(value):
            return self._list(path, value, rest)
        if _is_record(value):
            return self._record(path, value, rest)
        return self._refuse_all(rest, value)

    def _changed(self, value: object, change: Changed) -> object:
        if not _same(value, change.before):
            self._refuse(change, value, message("changes.value_differs", expected=_told(change.before)))
        return change.after

    def _record(self, path: Path, record: DataclassInstance, changes: Sequence[Change]) -> object:
        names = {field.name for field in fields(record)}
        replaced = {}
        for name, those in _grouped(path, changes).items():
            if name in names:
                replaced[name] = self.below((*path, name), getattr(record, name), those)
            else:
                self._refuse_all(those, None)
        return replace(record, **replaced)

    def _list(self, path: Path, entries: tuple[object, ...], changes: Sequence[Change]) -> tuple[object, ...]:
        found = keyed(entries)
        here = [change for change in changes if _is_of_list(change, path)]
        for key, those in _grouped(path, [change for change in changes if not _is_of_list(change, path)]).items():
            if key in found:
                found[key] = self.below((*path, key), found[key], those)
            else:
                self._refuse_all(those, None)
        return self._arranged(found, here)

    def _arranged(self, found: dict[str, object], changes: Sequence[Change]) -> tuple[object, ...]:
        """The entries after those that go have gone, those that stay have moved and those that come have come."""
        for removed in (change for change in changes if isinstance(change, Removed)):
            self._remove(found, removed)
        keys = list(found)
        for reordered in (change for change in changes if isinstance(change, Reordered)):
            keys = self._reordered(keys, reordered)
        for added in sorted((change for change in changes if isinstance(change, Added)), key=lambda change: change.at):
            self._add(found, keys, added)
        return tuple(found[key] for key in keys)

    def _remove(self, found: dict[str, object], change: Removed) -> None:
        key = change.path[-1]
        if key not in found:
            self._refuse(change, None, message("changes.nothing_there"))
        elif not _same(found.pop(key), change.value):
            self._refuse(change, key, message("changes.entry_differs"))

    def _add(self, found: dict[str, object], keys: list[str], change: Added) -> None:
        key = change.path[-1]
        if key in found:
            self._refuse(change, key, message("changes.already_there"))
            return
        found[key] = change.value
        keys.insert(change.at, key)

    def _reordered(self, keys: list[str], change: Reordered) -> list[str]:
        moving = set(change.before)
        present = tuple(key for key in keys if key in moving)
        if present != change.before:
            self._refuse(change, present, message("changes.order_differs", expected=change.before))
            return keys
        order = iter(change.after)
        return [next(order) if key in moving else key for key in keys]

    def _refuse_all(self, changes: Iterable[Change], value: object) -> object:
        for change in changes:
            self._refuse(change, value, message("changes.nothing_there"))
        return value

    def _refuse(self, change: Change, value: object, why: Message) -> None:
        self.problems.append(Problem(place_of(change), _told(value), why, message("changes.compare_again")))


def _is_of_list(change: Change, path: Path) -> bool:
    """Whether the change is one of the list at `path` itself, not of what an entry holds."""
    if isinstance(change, Added | Removed):
        return len(change.path) == len(path) + 1
    return isinstance(change, Reordered) and change.path == path


def _grouped(path: Path, changes: Iterable[Change]) -> dict[str, list[Change]]:
    """The changes below `path` by their next segment."""
    groups: dict[str, list[Change]] = {}
    for change in changes:
        groups.setdefault(change.path[len(path)] if len(change.path) > len(path) else "", []).append(change)
    return groups


def _told(value: object) -> str | None:
    """A value in a word, for whoever reads why a change does not fit. None for an empty field."""
    if value is None:
        return None
    if isinstance(value, tuple):
        return ", ".join(_told(entry) or "" for entry in value)
    if is_dataclass(value) and not isinstance(value, type):
        held = (getattr(value, field.name) for field in fields(value))
        return " ".join(filter(None, (_told(part) for part in held)))
    return str(value.value if isinstance(value, Enum) else value)
