"""Ids and keys: usable, and each standing once."""

import re
from collections import Counter
from collections.abc import Callable, Iterator
from dataclasses import fields
from functools import cache
from operator import attrgetter
from typing import TYPE_CHECKING, Any, get_args, get_origin, get_type_hints

from monosashi.core.messages import Problem, message
from monosashi.core.paths import KEY_FIELDS, MAY_REPEAT, key_of, keyed, place
from monosashi.core.plan import Plan
from monosashi.core.validation_words import called

if TYPE_CHECKING:
    from _typeshed import DataclassInstance

_ID = re.compile(r"[A-Za-z0-9][A-Za-z0-9._-]{0,63}")

_LISTS_WITH_IDS = (
    "levels",
    "departments",
    "posts",
    "related_plans",
    "nodes",
    "indicators",
    "budget_programs",
    "questions",
    "documents",
)


Owner = tuple[object, ...]
"""The segments of the place of whatever has an id."""


def ids(plan: Plan) -> Iterator[tuple[str, Owner]]:
    """Every id that the plan gives, with its owner."""
    yield plan.id, ()
    for name in _LISTS_WITH_IDS:
        for entry in getattr(plan, name):
            yield entry.id, (name, entry)
    for node in plan.nodes:
        for milestone in node.milestones:
            yield milestone.id, ("nodes", node, "milestones", milestone)


def is_usable_id(given: str) -> bool:
    """Whether it could stand in an address and in a file name."""
    return _ID.fullmatch(given) is not None


def unusable_ids(plan: Plan) -> Iterator[Problem]:
    """Ids that could not stand in an address or a file name."""
    for given, owner in ids(plan):
        if not is_usable_id(given):
            yield Problem(place(*owner, "id"), given, message("plan.unusable_id"), message("plan.write_id"))


def duplicate_ids(plan: Plan) -> Iterator[Problem]:
    """An id given twice, whatever to: ids are unique in a municipality across all kinds."""
    owners: dict[str, Owner] = {}
    repeats: Counter[str] = Counter()
    for given, owner in ids(plan):
        if given in owners:
            at = place(*owner)
            repeats[at] += 1
            same_list = place(*owners[given]) == at
            why = message("plan.duplicate_id", id=given, other=place(*owners[given], "id"))
            yield Problem(
                f"{at}#{repeats[at] + 1}/id" if same_list else f"{at}/id", given, why, message("plan.give_another_id")
            )
        owners.setdefault(given, owner)


def duplicate_entries(plan: Plan) -> Iterator[Problem]:
    """Two entries of one list for the same year, department, question and so on. Ids are told by `duplicate_ids`."""
    return _duplicates_below((), plan, plan)


def _duplicates_below(above: tuple[object, ...], record: "DataclassInstance", plan: Plan) -> Iterator[Problem]:
    for name, identity, has_lists in _lists_of(type(record)):
        entries = getattr(record, name)
        if not entries:
            continue
        if identity is not None and len(entries) > 1 and len(set(map(identity, entries))) != len(entries):
            yield from _repeated((*above, name), entries, plan)
        for entry in entries if has_lists else ():
            yield from _duplicates_below((*above, name, entry), entry, plan)


def _repeated(above: tuple[object, ...], entries: tuple[object, ...], plan: Plan) -> Iterator[Problem]:
    for key, entry in keyed(entries).items():
        if key != key_of(entry):
            why = message("plan.duplicate_entry", named=called(entry, plan))
            yield Problem(place(*above, key), None, why, message("plan.keep_one_entry"))


_List = tuple[str, Callable[[Any], Any] | None, bool]
"""A field that holds a list, what its entries must differ in (None: nothing, or told elsewhere), and whether they hold lists."""


@cache
def _lists_of(kind: "type[DataclassInstance]") -> tuple[_List, ...]:
    hints = get_type_hints(kind)
    held = {f.name: get_args(hints[f.name])[0] for f in fields(kind) if get_origin(hints[f.name]) is tuple}
    lists = ((name, _identity(entry), bool(_lists_of(entry))) for name, entry in held.items() if entry in KEY_FIELDS)
    return tuple((name, identity, has_lists) for name, identity, has_lists in lists if identity or has_lists)


def _identity(kind: type) -> Callable[[Any], Any] | None:
    names = KEY_FIELDS[kind]
    return None if kind in MAY_REPEAT or names == ("id",) else attrgetter(*names)
