"""Whether the chain of events is whole. Problems come in the order of the chain: the first is the first broken link."""

import json
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from itertools import islice

from monosashi.core.messages import Message, Problem, message
from monosashi.office.events.members import ids, ranges
from monosashi.office.events.models import Amendment, Event, EventPlace, Seal
from monosashi.office.events.queries import CORRECTED, DISPOSED, content_of
from monosashi.office.events.recording import salted_digest
from monosashi.office.events.sealing import head_over
from monosashi.office.events.transactions import should_be_sealed
from monosashi.office.events.values import Head

_AT_ONCE = 200
"""Seals looked at together."""

_MANY = 2000


@dataclass(frozen=True, slots=True)
class Verified:
    """What was looked at and what is wrong. `head` is None where nothing is sealed; `unsealed` events wait for the next seal."""

    seals: int
    events: int
    unsealed: int
    head: Head | None
    problems: tuple[Problem, ...]


def verify(expected: Head | None = None) -> Verified:
    """Look at every seal and every event. `expected` is a head that was written down elsewhere: it must stand in the chain."""
    chain = _Chain()
    problems = [problem for seals in _batches() for problem in chain.look_at(seals)]
    unsealed, outside = chain.not_in_chain()
    problems += outside
    if expected is not None:
        problems += _missing_head(expected)
    return Verified(chain.seals, chain.events + unsealed, unsealed, chain.head, tuple(problems))


def _batches() -> Iterator[list[Seal]]:
    seals = Seal.objects.order_by("number").iterator(_AT_ONCE)
    while batch := list(islice(seals, _AT_ONCE)):
        yield batch


class _Chain:
    """The chain as far as it was looked at."""

    def __init__(self) -> None:
        self.seals = self.events = 0
        self.head: Head | None = None
        self.horizon = 0
        self._sealed: list[tuple[int, int]] = []

    def look_at(self, seals: list[Seal]) -> Iterator[Problem]:
        events = _events_of(seals)
        for seal in seals:
            yield from self._link(seal, events)
            self.seals += 1
            self.head, self.horizon = Head(seal.number, seal.head), seal.horizon

    def _link(self, seal: Seal, events: Mapping[int, Event]) -> Iterator[Problem]:
        number, previous = (0, "") if self.head is None else (self.head.number, self.head.sha256)
        if seal.number != number + 1:
            yield _problem(f"seals/{number + 1}", message("events.seal_missing", last=seal.number - 1))
        elif seal.previous != previous:
            yield _problem(f"seals/{seal.number}", message("events.seal_not_linked"))
        members = _members(seal)
        self._sealed += [] if members is None else ranges(seal.members)
        held = [events[number] for number in members or () if number in events]
        self.events += len(held)
        yield from _inside(seal, members, held)

    def not_in_chain(self) -> tuple[int, list[Problem]]:
        """How many events wait for the next seal, and those that should have been in an earlier one."""
        waiting, outside = 0, []
        sealed = _Ranges(self._sealed)
        for event in Event.objects.order_by("id").iterator(_MANY):
            if event.pk in sealed:
                continue
            if should_be_sealed(event, self.horizon):
                outside.append(_problem(f"events/{event.pk}", message("events.outside_chain")))
            else:
                waiting += 1
                outside += _content_problems([event])
        return waiting, outside


class _Ranges:
    """Whether an id, asked for in ascending order, is in one of the ranges."""

    def __init__(self, found: Iterable[tuple[int, int]]) -> None:
        self._left = sorted(found, reverse=True)

    def __contains__(self, number: int) -> bool:
        while self._left and self._left[-1][1] < number:
            self._left.pop()
        return bool(self._left) and self._left[-1][0] <= number


def _inside(seal: Seal, members: list[int] | None, held: list[Event]) -> Iterator[Problem]:
    place = f"seals/{seal.number}"
    if members is None or len(members) != seal.count:
        yield _problem(place, message("events.seal_changed", at=seal.at.isoformat()))
        return
    there = {event.pk for event in held}
    for number in (number for number in members if number not in there):
        yield _problem(f"{place}/events/{number}", message("events.event_gone", number=number))
    if len(held) == len(members) and head_over(seal, held) != seal.head:
        yield _problem(place, message("events.row_changed", members=seal.members, at=seal.at.isoformat()))
    for problem in _content_problems(held):
        yield Problem(f"{place}/{problem.place}", problem.read, problem.why, problem.remedy)


def _members(seal: Seal) -> list[int] | None:
    try:
        return ids(seal.members)
    except ValueError:
        return None


def _events_of(seals: Iterable[Seal]) -> dict[int, Event]:
    """The events of these seals with contents. Missing ones are missing."""
    wanted = [number for seal in seals for number in _members(seal) or ()]
    if not wanted:
        return {}
    between = Event.objects.filter(id__gte=min(wanted), id__lte=max(wanted)).select_related("content")
    needed = set(wanted)
    return {event.pk: event for event in between.order_by("id").iterator(_MANY) if event.pk in needed}


def _content_problems(events: list[Event]) -> Iterator[Problem]:
    """Contents that are not what was written, or gone without a word; places that were added or taken away."""
    for start in range(0, len(events), _MANY):
        some = events[start : start + _MANY]
        amended, places = _amended(some), _places(some)
        for event in some:
            if why := _wrong_content(event, places.get(event.pk, frozenset()), amended=event.pk in amended):
                yield _problem(f"events/{event.pk}", why)


def _wrong_content(event: Event, places: frozenset[tuple[str, str]], *, amended: bool) -> Message | None:
    content = getattr(event, "content", None)
    if content is None:
        return None if amended else message("events.content_gone")
    if amended:
        return message("events.content_still_there")
    if salted_digest(content.salt, content.body) != event.digest:
        return message("events.content_changed")
    said = json.loads(content.body).get("places")
    if said is not None and {(kind, key) for kind, key in said} != places:
        return message("events.places_changed")
    return None


def _amended(events: list[Event]) -> frozenset[int]:
    """Those events whose content was removed as the newest event that tells of it says."""
    told = {}
    rows = Amendment.objects.filter(event__in=[event.pk for event in events], told_by__action__in=(CORRECTED, DISPOSED))
    for amendment in rows.select_related("told_by__content").order_by("id"):
        told[amendment.event_id] = amendment.told_by
    return frozenset(number for number, telling in told.items() if number in _removed(telling))


def _removed(telling: Event) -> list[object]:
    after = content_of(telling).get("after")
    removed = after.get("removed") if isinstance(after, dict) else None
    return removed if isinstance(removed, list) else []


def _places(events: list[Event]) -> dict[int, frozenset[tuple[str, str]]]:
    found: dict[int, set[tuple[str, str]]] = {}
    rows = EventPlace.objects.filter(event__in=[event.pk for event in events])
    for event, kind, key in rows.values_list("event_id", "kind", "object_id"):
        found.setdefault(event, set()).add((kind, key))
    return {event: frozenset(places) for event, places in found.items()}


def _missing_head(expected: Head) -> Iterator[Problem]:
    seal = Seal.objects.filter(number=expected.number).first()
    if seal is None or seal.head != expected.sha256:
        why = message("events.head_not_there", number=expected.number)
        yield Problem(f"seals/{expected.number}", str(expected), why, message("events.remedy"))


def _problem(place: str, why: Message) -> Problem:
    return Problem(place, None, why, message("events.remedy"))
