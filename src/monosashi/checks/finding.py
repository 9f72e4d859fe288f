"""What a plan review says: findings (点検所見) with their evidence, and what it could not look at."""

from dataclasses import dataclass, field
from datetime import date
from enum import StrEnum

from monosashi.core.messages import Message, Param


class Severity(StrEnum):
    """How much a finding asks for."""

    ERROR = "error"  # 要修正
    WARNING = "warning"  # 要確認
    LOOK = "look"  # 参考


GRAVITY = (Severity.LOOK, Severity.WARNING, Severity.ERROR)
"""From the lightest to the gravest."""


DAYS_OF_EVIDENCE = frozenset({"due_date", "published"})
"""Names of evidence that is a day, a month or a quarter as a plan writes it (`2024-10`), not as people read it."""


@dataclass(frozen=True, slots=True)
class Source:
    """Where it was seen that this is looked at: a published document, its printed page, and which opinion, "" for none."""

    title: str
    page: int | None = None
    opinion: str = ""


@dataclass(frozen=True, slots=True)
class Proposal:
    """What could be done instead, as a suggestion. `drawn_from` are the city's own words that it rests on."""

    message: Message
    drawn_from: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Waiver:
    """A finding that the city puts out of scope: why, decided by which post (never a person), and until when.

    `place` is a path in the plan; it covers what lies below it. On the day after `expires` the finding speaks again.
    """

    rule: str
    place: str
    reason: str
    post: str
    expires: date

    def covers(self, finding: "Finding") -> bool:
        """Whether this waiver is about `finding`, whatever the date."""
        return finding.rule == self.rule and (finding.place == self.place or finding.place.startswith(f"{self.place}/"))


@dataclass(frozen=True, slots=True)
class Finding:
    """One thing that a rule found. "Needs a look", never a verdict.

    `place` is a path in the plan (`indicators/i-003/final_target`). `node` and `indicator` are ids, None where the finding
    is about the plan or a whole measure. `evidence` are the figures and words behind it, by the name of their kind.
    `expired` is the waiver that once put it out of scope and has run out.
    """

    rule: str
    name: str
    severity: Severity
    place: str
    node: str | None
    measure: str
    indicator: str | None
    fiscal_year: int
    message: Message
    evidence: tuple[tuple[str, Param], ...] = ()
    proposal: Proposal | None = None
    expired: Waiver | None = None


@dataclass(frozen=True, slots=True)
class Waived:
    """A finding that a waiver keeps out of scope today."""

    finding: Finding
    waiver: Waiver


@dataclass(frozen=True, slots=True)
class RuleNotRun:
    """A rule that could not speak and why. `failed`: the rule itself is broken, which is a fault of the software."""

    rule: str
    name: str
    reason: Message
    failed: bool = False


@dataclass(frozen=True, slots=True)
class RuleCost:
    """How long one rule took, in seconds of processor time, and on how many subjects it was run."""

    rule: str
    seconds: float
    subjects: int


@dataclass(frozen=True, slots=True)
class Review:
    """Everything that a plan review says of one fiscal year, findings in the order of the plan.

    `unused_waivers` are about nothing that was found. `costs` stand outside equality.
    """

    findings: tuple[Finding, ...]
    waived: tuple[Waived, ...]
    rules_not_run: tuple[RuleNotRun, ...]
    unused_waivers: tuple[Waiver, ...] = ()
    costs: tuple[RuleCost, ...] = field(default=(), compare=False)

    def at_least(self, severity: Severity) -> tuple[Finding, ...]:
        """The findings of this severity and graver ones."""
        return tuple(f for f in self.findings if GRAVITY.index(f.severity) >= GRAVITY.index(severity))
