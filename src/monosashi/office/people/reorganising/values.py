"""What a reorganisation is, as values: which departments end, which go on with their work, and what moves to whom."""

import hashlib
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, timedelta
from enum import StrEnum

from monosashi.core.messages import Message
from monosashi.office.accounts.actions import NewDepartment


class ReorganisationKind(StrEnum):
    """What is done to departments from a day on."""

    RENAME = "rename"
    MERGE = "merge"
    SPLIT = "split"
    END = "end"
    MOVE = "move"


@dataclass(frozen=True, slots=True)
class Reorganisation:
    """What somebody wants to do. `since` is the first day on which it holds.

    `old` are the departments that end (for a move: that moves). Their work goes on in `new`, departments that begin, or in `into`,
    one that is there already; an end without either leaves its work without a department. `under` is where a moved department
    stands afterwards, None at the top. `shares` says of single pieces of work of a split department to which of `new` (from 0) they
    go; what it does not name goes to the first.
    """

    kind: ReorganisationKind
    since: date
    old: tuple[str, ...]
    new: tuple[NewDepartment, ...] = ()
    into: str | None = None
    under: str | None = None
    shares: Mapping[str, int] = field(default_factory=dict)

    @property
    def last_day(self) -> date:
        """The last day of what ends."""
        return self.since - timedelta(days=1)


def typed(wanted: Reorganisation) -> str:
    """The hash of what somebody typed. `shares` are no part of it: they are chosen beside the preview."""
    begun = [(new.name, new.code) for new in wanted.new]
    told = (wanted.kind.value, wanted.since.isoformat(), wanted.old, begun, wanted.into, wanted.under)
    return hashlib.sha256(repr(told).encode()).hexdigest()


class Work(StrEnum):
    """What hangs on a department and moves with it."""

    ROLE = "role"
    POSTING = "posting"
    ACTING = "acting"
    BELOW = "below"
    GROUP = "group"
    RESPONSIBILITY = "responsibility"
    PROGRAM = "program"
    PLAN_POST = "plan_post"


@dataclass(frozen=True, slots=True)
class Moving:
    """One piece of work that moves, named by its `key`.

    `old` is the department it leaves, `to` the place among `new` (from 0) to which it goes, None where it goes to nobody.
    """

    key: str
    kind: Work
    old: str
    label: Message
    to: int | None = 0


@dataclass(frozen=True, slots=True)
class Preview:
    """Everything that will move, and the hashes of what was typed and of the state that it was worked out on."""

    movings: tuple[Moving, ...]
    state: str

    def of(self, kind: Work) -> tuple[Moving, ...]:
        """The pieces of one kind."""
        return tuple(moving for moving in self.movings if moving.kind is kind)
