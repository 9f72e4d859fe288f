"""Where rooms join in: what each has to tell as things stand, and to whom."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import date

from monosashi.core.messages import Message
from monosashi.office.joints import Joint
from monosashi.office.letters.kinds import LetterKind


@dataclass(frozen=True, slots=True)
class Told:
    """What some people are to know. `about` names the thing within its kind and `state` how it stands: another state is told anew.

    `to` are keys of accounts. `subject` says what and by when; `changed` stands instead of it where the person was told another state
    before, None: the same. `address` is the path of the page that the letter leads to.
    """

    kind: LetterKind
    about: str
    state: str
    to: tuple[int, ...]
    subject: Message
    says: tuple[Message, ...]
    address: str
    changed: Message | None = None


@dataclass(frozen=True, slots=True)
class Writing:
    """A room that writes. `tells` gives all that people are to know as things stand on a day, told already or not."""

    kinds: frozenset[LetterKind]
    tells: Callable[[date], Iterable[Told]]


writing = Joint[Writing]()
"""Rooms that write."""
