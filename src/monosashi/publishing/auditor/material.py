"""What a file set is made of: the plan as judged, the review of it, the editions, and what only the office knows."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from functools import cached_property

from monosashi.checks.finding import Review
from monosashi.core.plan import Plan
from monosashi.core.tree import Node, Role
from monosashi.evaluation.outcomes import MeasureOutcome
from monosashi.publishing.auditor.evidence import Evidence
from monosashi.publishing.editions import Content, Envelope, Link
from monosashi.publishing.output_files import OutputFile


@dataclass(frozen=True, slots=True)
class Preparer:
    """Who prepared a measure's answer for a year: post and department, never a person; `day` (ISO) is when."""

    post: str
    department: str
    day: str


@dataclass(frozen=True, slots=True)
class EvidenceFile:
    """A file that was handed in with an answer: its name as typed, and the SHA-256 of its bytes. The bytes stay in the house."""

    name: str
    sha256: str


@dataclass(frozen=True, slots=True)
class Sampling:
    """How samples are drawn: `size` measures; the same seed and population give the same sample."""

    seed: str = "1"
    size: int = 12


@dataclass(frozen=True)
class Material:
    """All that the file set is made of.

    `edition` is the edition's envelope, None where a plan file was given; `links` its folder's chain and `copies` the files of
    that folder, as they are. `previous` is the plan of an earlier year's edition, None where there is none. `preparers` by node
    and year, `handed_in` (files by the path of the figure that they show) and `event_heads` (name and hash of each head of the
    chain of events) are what the office knows; empty without it.
    """

    content: Content
    review: Review
    created: date
    software: str
    sampling: Sampling = field(default_factory=Sampling)
    edition: Envelope | None = None
    links: tuple[Link, ...] = ()
    copies: tuple[OutputFile, ...] = ()
    preparers: Mapping[tuple[str, int], Preparer] = field(default_factory=dict)
    handed_in: Mapping[str, tuple[EvidenceFile, ...]] = field(default_factory=dict)
    event_heads: tuple[tuple[str, str], ...] = ()

    @property
    def plan(self) -> Plan:
        """The plan that is audited."""
        return self.content.plan

    @property
    def fiscal_year(self) -> int:
        """The year that is audited."""
        return self.content.evaluation.fiscal_year

    @property
    def measures(self) -> tuple[MeasureOutcome, ...]:
        """The whole population, in the order of the plan."""
        return self.content.evaluation.measures

    @cached_property
    def evidence(self) -> Evidence:
        """Where each value was read."""
        return Evidence(self.plan)

    def has_evidence(self, path: str) -> bool:
        """Whether it is told where the value at `path` was read, or a file was handed in with it."""
        return path in self.handed_in or self.evidence.of(path) is not None

    def page_of(self, node: str) -> str:
        """The printed page on which the node stands in the source, "" where the source is not told."""
        found = self.evidence.of(f"nodes/{node}/name")
        return found.page if found else ""

    def leads(self, node: Node) -> tuple[str, ...]:
        """The names of the departments that answer for the node in the year that is audited."""
        departments = self.plan.index.department
        found = [part.department for part in node.parts_in(self.fiscal_year) if part.role is Role.LEAD]
        return tuple(departments[each].name if each in departments else each for each in found)
