"""A plan without an entry, and without everything that says nothing without it."""

from collections.abc import Mapping
from dataclasses import fields, is_dataclass, replace
from types import MappingProxyType
from typing import Any

from monosashi.core.indicators import Indicator
from monosashi.core.money import BudgetProgram, Share
from monosashi.core.paths import keyed
from monosashi.core.plan import KeptTarget, Plan, Provenance
from monosashi.core.results import Answer, NodeYear, Question, Rating
from monosashi.core.tree import Department, Node, Post, Responsibility

Gone = set[tuple[str, str]]
"""List and id of what is no longer there."""

_NEEDS: Mapping[tuple[type, str], str] = MappingProxyType(
    {
        (Node, "parent"): "nodes",
        (Node, "level"): "levels",
        (Question, "level"): "levels",
        (Indicator, "node"): "nodes",
        (Indicator, "part_of"): "indicators",
        (NodeYear, "node"): "nodes",
        (Share, "node"): "nodes",
        (Responsibility, "department"): "departments",
        (Post, "department"): "departments",
        (KeptTarget, "indicator"): "indicators",
        (Rating, "indicator"): "indicators",
        (Answer, "question"): "questions",
        (Provenance, "document"): "documents",
    }
)
"""What goes with the entry that it names."""

_NAMES: Mapping[tuple[type, str], str] = MappingProxyType(
    {
        (Department, "parent"): "departments",
        (Department, "members"): "departments",
        (BudgetProgram, "department"): "departments",
        (Node, "cross_listed_under"): "nodes",
        (Node, "related_plans"): "related_plans",
        (Indicator, "shared_with_plans"): "related_plans",
    }
)
"""What stays when the entry that it names goes, and names it no longer."""

_LISTS = tuple(field.name for field in fields(Plan) if field.default == () or field.name == "levels")


def without(plan: Plan, collection: str, key: str) -> Plan:
    """The plan without an entry of one of its lists. A program goes with the last measure that had a share in it."""
    entry = keyed(getattr(plan, collection))[key]
    after = _replaced(plan, collection, tuple(each for each in getattr(plan, collection) if each is not entry))
    gone: Gone = {(collection, str(getattr(entry, "id", key)))}
    told: Gone = set()
    while gone - told:
        told = set(gone)
        for name in _LISTS:
            before = getattr(after, name)
            kept = tuple(left for each in before if (left := _left(each, gone)) is not None)
            gone |= {(name, each.id) for each in before if hasattr(each, "id")} - {
                (name, each.id) for each in kept if hasattr(each, "id")
            }
            if kept != before:
                after = _replaced(after, name, kept)
    return after


def _replaced(plan: Plan, collection: str, entries: tuple[Any, ...]) -> Plan:
    changed: dict[str, Any] = {collection: entries}
    return replace(plan, **changed)


def _left(record: Any, gone: Gone) -> Any:  # noqa: ANN401 -- any record of `core`
    """What is left of a record; None where it goes. One that loses nothing is itself."""
    changed: dict[str, Any] = {}
    for field in fields(record):
        held = getattr(record, field.name)
        needed, named = _NEEDS.get((type(record), field.name)), _NAMES.get((type(record), field.name))
        if needed and (needed, held) in gone:
            return None
        left = _without_names(held, named, gone) if named else _within(held, gone)
        if left is not held:
            changed[field.name] = left
    if isinstance(record, BudgetProgram) and record.shares and changed.get("shares") == ():
        return None
    return replace(record, **changed) if changed else record


def _without_names(held: Any, named: str, gone: Gone) -> Any:  # noqa: ANN401
    if isinstance(held, tuple):
        left = tuple(each for each in held if (named, each) not in gone)
        return held if len(left) == len(held) else left
    return None if (named, held) in gone else held


def _within(held: Any, gone: Gone) -> Any:  # noqa: ANN401
    if not isinstance(held, tuple) or not held or not is_dataclass(held[0]):
        return held
    left = tuple(kept for each in held if (kept := _left(each, gone)) is not None)
    same = len(left) == len(held) and all(one is other for one, other in zip(left, held, strict=True))
    return held if same else left
