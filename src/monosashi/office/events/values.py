"""What an event speaks of: who did it, and to what."""

from dataclasses import dataclass
from enum import StrEnum


@dataclass(frozen=True, slots=True)
class Actor:
    """Who acts. `id` is the account's, None for the system itself; `label` is how they are called that day."""

    id: int | None
    label: str


SYSTEM = Actor(None, "")
"""What the software does by itself, as the sealer does."""


@dataclass(frozen=True, slots=True)
class Subject:
    """What is acted on. Labels and ids, no foreign keys: an event outlives what it describes.

    `kind` is a word of the office (plan, measure, staff, …), `id` its key, `label` its name that day, `plan` the id of the plan
    it belongs to or "".
    """

    kind: str
    id: str
    label: str = ""
    plan: str = ""


@dataclass(frozen=True, slots=True)
class Touched:
    """A thing that an event touched beside its subject, in the same plan: its history shows the event too."""

    kind: str
    id: str


class Occasion(StrEnum):
    """When a seal was set."""

    MINUTE = "minute"
    CLOSE = "close"
    BACKUP = "backup"


@dataclass(frozen=True, slots=True)
class Head:
    """Where the chain ends: the number of the newest seal and its hash. Written down elsewhere, it shows a chain cut short."""

    number: int
    sha256: str

    def __str__(self) -> str:
        return f"{self.number}:{self.sha256}"
