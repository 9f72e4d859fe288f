"""The typed tree of a plan: levels, nodes, who answers for them."""

from dataclasses import dataclass
from datetime import date
from enum import StrEnum


@dataclass(frozen=True, slots=True)
class Level:
    """One kind of node, named by the city (柱, 分野, 取組事項, 個別施策). Levels are listed from the top down.

    `answered`: nodes of this level are measures, answered for once a year.
    `grouped`: yearly summaries make totals at this level.
    """

    id: str
    name: str
    answered: bool = False
    grouped: bool = False


class Role(StrEnum):
    """What a department has to do with a node."""

    LEAD = "lead"  # 主担当課
    RELATED = "related"  # 関連課
    BUDGET = "budget"  # 予算所管


@dataclass(frozen=True, slots=True)
class Responsibility:
    """A department's part in a node, from one date to another (ISO dates; None is without limit)."""

    department: str
    role: Role
    valid_from: str | None = None
    valid_to: str | None = None

    def holds_on(self, day: date) -> bool:
        """Whether the department has this part on a day; the last day counts."""
        return self._holds(day.isoformat())

    def holds_in(self, fiscal_year: int) -> bool:
        """Whether the department has this part on the last day of a fiscal year, 31 March of the next calendar year."""
        return self._holds(f"{fiscal_year + 1}-03-31")

    def _holds(self, iso: str) -> bool:
        return (self.valid_from or iso) <= iso <= (self.valid_to or iso)


class SuccessionKind(StrEnum):
    """How one node or indicator came out of another."""

    RENAMED = "renamed"
    SPLIT = "split"
    MERGED = "merged"
    REPLACED = "replaced"


@dataclass(frozen=True, slots=True)
class Succession:
    """This node or indicator succeeds `predecessor` (an id, which may be of an earlier plan) from a fiscal year on.

    `comparable` says whether figures before and after may stand in one series; a changed denominator may not.
    """

    predecessor: str
    kind: SuccessionKind
    fiscal_year: int
    comparable: bool = False


@dataclass(frozen=True, slots=True)
class Milestone:
    """A dated step of a schedule-managed measure.

    `due` and `done` are a date, month, quarter or fiscal year: `2025-03-31`, `2025-03`, `2024-Q4`, `2024`.
    `done` is None while it is not reached.
    """

    id: str
    name: str
    due: str
    done: str | None = None


@dataclass(frozen=True, slots=True)
class Prose:
    """A piece of plan text at a node, under its own heading."""

    heading: str
    text: str


@dataclass(frozen=True, slots=True)
class Node:
    """One node of the plan's tree. `id` is opaque and never reused; `number` is what the city prints ("" when nothing).

    `parent` is None for a root. `cross_listed_under` (再掲) names further parents; the node is never copied.
    `effect` is the expected effect (見込まれる効果). `tags` are the city's own marks (★ リーディング).
    `related_plans` holds ids of `Plan.related_plans`.
    """

    id: str
    level: str
    name: str
    parent: str | None = None
    number: str = ""
    summary: str = ""
    effect: str = ""
    responsibilities: tuple[Responsibility, ...] = ()
    cross_listed_under: tuple[str, ...] = ()
    tags: tuple[str, ...] = ()
    milestones: tuple[Milestone, ...] = ()
    prose: tuple[Prose, ...] = ()
    related_plans: tuple[str, ...] = ()
    succeeds: tuple[Succession, ...] = ()

    @property
    def label(self) -> str:
        """How it is called in a list: its printed number, where it has one, and its name."""
        return f"{self.number} {self.name}".strip()

    def parts_in(self, fiscal_year: int | None) -> tuple[Responsibility, ...]:
        """Who answers for a fiscal year: the parts that hold on its last day. None: every part, whenever it holds."""
        if fiscal_year is None:
            return self.responsibilities
        return tuple(part for part in self.responsibilities if part.holds_in(fiscal_year))


@dataclass(frozen=True, slots=True)
class Department:
    """A department, section or office. `parent` is its 部局. A group (各市民サービスセンター) names its `members`."""

    id: str
    name: str
    parent: str | None = None
    members: tuple[str, ...] = ()
    coordinating_office: bool = False
    valid_from: str | None = None
    valid_to: str | None = None


@dataclass(frozen=True, slots=True)
class Post:
    """A post in a department (係長). Never a person."""

    id: str
    name: str
    department: str
