"""What somebody tells of a body, a meeting, an item or a decision: as a form gives it, as a row holds it, as an event says it.

A form carries a digest of what it showed. Who saves second is told what stands there now; what was sent twice is done once.
"""

import hashlib
import json
from collections.abc import Mapping
from dataclasses import dataclass, fields
from datetime import date, time
from uuid import uuid4

from monosashi.core.messages import message
from monosashi.office.accounts.refusals import ChangedMeanwhile

Plain = Mapping[str, object]
"""Data that JSON can hold, by the names of the form's fields."""


class ChangedSince(ChangedMeanwhile):
    """Somebody else changed what the form showed. Nothing was kept; `now` is what stands there, `who` changed it."""

    def __init__(self, now: Plain, who: str) -> None:
        super().__init__(message("meetings.changed_meanwhile", who=who))
        self.now = now


@dataclass(frozen=True, slots=True)
class Told:
    """What can be told of a thing, all of it at once."""

    @property
    def plain(self) -> dict[str, object]:
        """Its fields as JSON can hold them."""
        return {field.name: _plain(getattr(self, field.name)) for field in fields(self)}


@dataclass(frozen=True, slots=True)
class BodyTold(Told):
    """A body. `part_of` is the key of the body above, None for none; `secretariat` a code, "" for none."""

    name: str
    kind: str
    part_of: int | None = None
    rests_on: str = ""
    secretariat: str = ""


@dataclass(frozen=True, slots=True)
class MemberTold(Told):
    """A seat. `account` is the name by which its holder logs in, "" where none is known."""

    role: str
    who: str
    account: str = ""
    since: date | None = None
    until: date | None = None


@dataclass(frozen=True, slots=True)
class MeetingTold(Told):
    """A meeting. `number` None: the next of its fiscal year. `round` is a round's number, `edition` one of the plan's, None for none."""

    plan: str
    day: date
    number: int | None = None
    begins: time | None = None
    place: str = ""
    round: int | None = None
    edition: int | None = None


@dataclass(frozen=True, slots=True)
class ItemTold(Told):
    """An item of the agenda, with the ids of the measures that it is about."""

    kind: str
    title: str
    measures: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class DecisionTold(Told):
    """A decision. `item` is the key of the item to which it was taken; `departments` are codes, `measures` ids."""

    item: int
    text: str
    departments: tuple[str, ...] = ()
    measures: tuple[str, ...] = ()
    due: date | None = None


@dataclass(frozen=True, slots=True)
class Seat:
    """How one member took part. `proxy` says who came instead."""

    state: str
    proxy: str = ""


@dataclass(frozen=True, slots=True)
class MinutesTold(Told):
    """The minutes: the day on which they were made, whether the papers are all that is known, texts by item, attendance by member."""

    day: date
    inferred: bool
    said: tuple[tuple[int, str], ...] = ()
    attendance: tuple[tuple[int, Seat], ...] = ()


def seen(plain: Plain) -> str:
    """What a form carries of what it showed."""
    return hashlib.sha256(json.dumps(plain, ensure_ascii=False, sort_keys=True).encode()).hexdigest()[:32]


def is_news(now: Told, wanted: Told, based_on: str, who: str) -> bool:
    """Whether anything is to be changed; not where it stands there already. `who` changed it last. Raises ChangedSince."""
    if now.plain == wanted.plain:
        return False
    if seen(now.plain) != based_on:
        raise ChangedSince(now.plain, who)
    return True


def new_token() -> str:
    """What a form is known by that makes something."""
    return uuid4().hex


def _plain(value: object) -> object:
    match value:
        case date() | time():
            return value.isoformat()
        case Seat():
            return [value.state, value.proxy]
        case tuple():
            return [_plain(each) for each in value]
    return value
