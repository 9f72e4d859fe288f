"""The departments with their dates as one value: the tree of any day. No database here."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from datetime import date, timedelta
from functools import cached_property

FIRST = date.min


@dataclass(frozen=True, slots=True)
class Unit:
    """A department. `under` says where it stands, from a day on, oldest first; the first entry counts from the beginning.

    `valid_from`, `valid_to` are its first and last day, None without limit. A group names its `members`.
    """

    code: str
    name: str
    under: tuple[tuple[date, str | None], ...] = ((FIRST, None),)
    members: frozenset[str] = frozenset()
    is_group: bool = False
    coordinating_office: bool = False
    valid_from: date | None = None
    valid_to: date | None = None
    position: int = 0

    def stands_on(self, day: date) -> bool:
        """Whether the department exists on a day."""
        return in_force_on(self.valid_from, self.valid_to, day)

    def parent_on(self, day: date) -> str | None:
        """Under which it stands on a day, None under none."""
        return [parent for since, parent in self.under if since <= day][-1]

    def moved(self, since: date, under: str | None) -> "Unit":
        """The same, under another from a day on until it moves again."""
        kept = [place for place in self.under if place[0] != since]
        return replace(self, under=tuple(sorted([*kept, (since, under)], key=lambda place: place[0])))

    @property
    def day_after(self) -> date | None:
        """The first day on which it is gone, None where it stays."""
        return None if self.valid_to in {None, date.max} else self.valid_to + timedelta(days=1)


def in_force_on(valid_from: date | None, valid_to: date | None, day: date) -> bool:
    """Whether a day lies between two days, both included; None is without limit."""
    return (valid_from is None or valid_from <= day) and (valid_to is None or valid_to >= day)


@dataclass(frozen=True)
class Tree:
    """The departments that exist on one day."""

    units: Mapping[str, Unit]
    day: date

    @cached_property
    def standing(self) -> tuple[Unit, ...]:
        """Those that exist, in the order of the register."""
        return tuple(unit for unit in self.units.values() if unit.stands_on(self.day))

    @cached_property
    def children(self) -> Mapping[str | None, tuple[Unit, ...]]:
        """Existing departments by the one above. What stands under one that is gone, or below itself, stands at the top."""
        found: dict[str | None, tuple[Unit, ...]] = {}
        for unit in self.standing:
            above = None if self.in_circle(unit.code) else self.over(unit)
            found[above] = (*found.get(above, ()), unit)
        return found

    def over(self, unit: Unit) -> str | None:
        """The one that it stands under, None at the top, where what stands under one that is gone stands too."""
        above = unit.parent_on(self.day)
        over = self.units.get(above) if above is not None else None
        return over.code if over is not None and over.stands_on(self.day) else None

    def in_circle(self, code: str) -> bool:
        """Whether a department stands below itself."""
        at, seen = self.over(self.units[code]), set[str]()
        while at is not None and at not in seen:
            if at == code:
                return True
            seen.add(at)
            at = self.over(self.units[at])
        return False

    def with_all_below(self, code: str) -> frozenset[str]:
        """The department itself, all below it, and for a group its members with all below them. Circles end."""
        found: set[str] = set()
        waiting = [code]
        while waiting:
            at = waiting.pop()
            if at not in found:
                found.add(at)
                waiting.extend(unit.code for unit in self.children.get(at, ()))
                waiting.extend(self._members(at))
        return frozenset(found)

    def above(self, code: str) -> tuple[Unit, ...]:
        """The departments above, nearest first."""
        found: list[Unit] = []
        unit = self.units.get(code)
        while unit is not None and (parent := unit.parent_on(self.day)) is not None:
            unit = self.units.get(parent)
            if unit is None or unit in found:
                break
            found.append(unit)
        return tuple(found)

    def _members(self, code: str) -> Iterable[str]:
        unit = self.units.get(code)
        return (one for one in unit.members if self.units[one].stands_on(self.day)) if unit else ()


def days_of_change(units: Iterable[Unit], after: date) -> tuple[date, ...]:
    """The days after one on which departments begin, are gone or stand elsewhere, in order."""
    return tuple(sorted({day for unit in units for day in _changes(unit) if day > after}))


def _changes(unit: Unit) -> Iterator[date]:
    yield from filter(None, (unit.valid_from, unit.day_after))
    yield from (since for since, _ in unit.under)
