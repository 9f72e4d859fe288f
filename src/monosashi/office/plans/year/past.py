"""Which state of a plan is looked at where it is not the present one: an edition or a revision."""

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from monosashi.core.messages import Message, message

KEPT = 3
"""Past states that a process keeps of each kind: one of a plan of 2,000 measures takes 25 MB."""


class PastKind(StrEnum):
    """What kind of state it is. The value is the part of the address that asks for one."""

    EDITION = "edition"
    REVISION = "revision"


STAYS = ("year", *(kind.value for kind in PastKind))
"""The parts of an address that say which plan is looked at: they stay while a list is narrowed, sorted, taken out."""


@dataclass(frozen=True, slots=True)
class Past:
    """One state. `at` is when it was frozen or saved, `label` what an edition is called, "" for a revision.

    `recorded` are measures, by name, with the grade that the edition recorded ("" for none) where another one comes of the same
    figures today; () where all come out again.
    """

    kind: PastKind
    number: int
    at: datetime
    label: str = ""
    recorded: tuple[tuple[str, str], ...] = ()

    @property
    def asked(self) -> dict[str, str]:
        """The part of an address that asks for it."""
        return {self.kind.value: str(self.number)}

    @property
    def stem(self) -> str:
        """What the names of files of this state have in them: `edition-2`."""
        return f"{self.kind.value}-{self.number}"

    @property
    def name(self) -> Message:
        """第2版「令和6年度 確定」, 第12改訂."""
        if self.kind is PastKind.EDITION:
            return message("plans.past.edition", number=self.number, label=self.label)
        return message("plans.revision", number=self.number)
