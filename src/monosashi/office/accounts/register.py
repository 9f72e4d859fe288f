"""Rows -> the departments with their dates, and whose work they go on with, in one query each."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace
from datetime import date
from typing import Any

from monosashi.office.accounts.models import Department, Succession
from monosashi.office.accounts.organisation import FIRST, Tree, Unit
from monosashi.office.accounts.reading_once import read_once
from monosashi.office.accounts.written_once import Columns, Parameter

_OWN = ("code", "name", "is_group", "coordinating_office", "valid_from", "valid_to", "position")


_UNITS = Columns(
    lambda: Department.objects.order_by("position", "code", "moves__since", "moves__pk").values_list(
        *_OWN, "parent_id", "moves__since", "moves__parent_id", "members"
    )
)
_SUCCESSIONS = Columns(
    lambda: Succession.objects.filter(since__lte=Parameter("day")).values_list("successor_id", "predecessor_id")
)


def units() -> dict[str, Unit]:
    """All departments that ever were, in the order of the register."""
    found: dict[str, Unit] = {}
    under: dict[str, dict[date, str | None]] = {}
    members: dict[str, set[str]] = {}
    for *own, parent, since, moved_under, member in _UNITS():
        unit = Unit(**dict(zip(_OWN, own, strict=True)))
        found[unit.code] = unit
        places = under.setdefault(unit.code, {FIRST: parent})
        if since is not None:
            places[since] = moved_under
        if member is not None:
            members.setdefault(unit.code, set()).add(member)
    return {
        code: replace(unit, under=tuple(under[code].items()), members=frozenset(members.get(code, ())))
        for code, unit in found.items()
    }


@read_once
def tree_on(day: date) -> Tree:
    """The departments of one day."""
    return Tree(_all_units(), day)


def names_of(codes: Iterable[str]) -> dict[str, str]:
    """The names of departments, also of those that are gone. One query, on a page the one that `tree_on` takes."""
    known = _all_units()
    return {code: known[code].name for code in codes if code in known}


@read_once
def _all_units() -> dict[str, Unit]:
    return units()


def with_predecessors(codes: Iterable[str], day: date) -> frozenset[str]:
    """The departments with all whose work they go on with on a day, however often renamed, merged or split. One query."""
    came_from: dict[str, set[str]] = {}
    for successor, predecessor in _successions(day):
        came_from.setdefault(successor, set()).add(predecessor)
    return _reached(codes, came_from)


def with_successors(codes: Iterable[str], day: date) -> frozenset[str]:
    """The departments with all that go on with their work on a day, however often renamed, merged or split. One query."""
    return frozenset().union(*successors_of(codes, day).values())


def successors_of(codes: Iterable[str], day: date) -> Mapping[str, frozenset[str]]:
    """Each department with all that go on with its work on a day. One query."""
    went_on: dict[str, set[str]] = {}
    for successor, predecessor in _successions(day):
        went_on.setdefault(predecessor, set()).add(successor)
    return {code: _reached((code,), went_on) for code in codes}


@read_once
def _successions(day: date) -> Sequence[tuple[Any, ...]]:
    return _SUCCESSIONS(day=day)


def _reached(codes: Iterable[str], ways: Mapping[str, set[str]]) -> frozenset[str]:
    found: set[str] = set()
    waiting = list(codes)
    while waiting:
        code = waiting.pop()
        if code not in found:
            found.add(code)
            waiting += ways.get(code, ())
    return frozenset(found)
