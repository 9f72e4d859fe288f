"""The joint by which rooms bring what they keep into the register: each kind of documents joins once, in an `AppConfig.ready`.

The register knows of a document what stands here, and nothing else of its room.
"""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import date

from monosashi.core.messages import Message, message
from monosashi.office.joints import Joint


@dataclass(frozen=True, slots=True)
class Source:
    """A document that ought to be registered. `kind` and `key` name it for good.

    `fiscal_year` is the one in which it was made, `day` when that was, None where only the year is known. `department` is a code,
    "" where the coordinating office keeps it. `plan` is the plan it belongs to, "" for none.
    """

    kind: str
    key: str
    title: Message
    fiscal_year: int
    day: date | None
    department: str = ""
    plan: str = ""


@dataclass(frozen=True, slots=True)
class SourceKind:
    """A kind of documents. `name` stands in addresses, its word is `record_source.<name>`.

    `every` reads all that there are, in a fixed number of queries. `address` is the page of one by its key; `history` names the thing
    in the trail of events.
    """

    name: str
    every: Callable[[], Iterable[Source]]
    address: Callable[[str], str]
    history: str

    @property
    def word(self) -> Message:
        """What it is called."""
        return message(f"record_source.{self.name}")


kinds = Joint[SourceKind]()
"""The kinds of all rooms, in the order in which they are listed."""


def kind_named(name: str) -> SourceKind | None:
    """The kind, None for one that no room has any more."""
    return next((kind for kind in kinds if kind.name == name), None)


def every_source() -> tuple[Source, ...]:
    """All documents of all rooms."""
    return tuple(source for kind in kinds for source in kind.every())
