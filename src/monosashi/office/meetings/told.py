"""What somebody tells of a body, a meeting, an item or a decision (`entering/told.py`)."""

from dataclasses import dataclass
from datetime import date, time
from typing import NamedTuple

from monosashi.office.entering.told import Told


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


class Seat(NamedTuple):
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
