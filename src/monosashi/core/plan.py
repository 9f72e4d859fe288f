"""The plan: the immutable value on which everything else works."""

from collections.abc import Iterable
from dataclasses import dataclass, field, replace
from enum import StrEnum
from functools import cached_property
from typing import Protocol, TypeVar

from monosashi.core.indicators import Indicator
from monosashi.core.money import BudgetProgram
from monosashi.core.results import NodeYear, Question
from monosashi.core.tree import Department, Level, Node, Post
from monosashi.core.values import Value


@dataclass(frozen=True, slots=True)
class Municipality:
    """Who promises. `code` is the six-digit 全国地方公共団体コード with its check digit."""

    code: str
    name: str


class YearState(StrEnum):
    """How far a year is closed."""

    OPEN = "open"
    PROVISIONAL = "provisional"  # 速報
    SETTLED = "settled"  # 決算確定


@dataclass(frozen=True, slots=True)
class KeptTarget:
    """The target that a settled year judged an indicator by, whatever the plan says since."""

    indicator: str
    value: Value


@dataclass(frozen=True, slots=True)
class PlanYear:
    """How one fiscal year is judged: `scheme` and `life_cycle` are `id@version`, None where the city has none.

    A settled year keeps the final targets it was judged by in `kept_targets`.
    """

    fiscal_year: int
    scheme: str | None = None
    life_cycle: str | None = None
    state: YearState = YearState.OPEN
    kept_targets: tuple[KeptTarget, ...] = ()


@dataclass(frozen=True, slots=True)
class RelatedPlan:
    """Another plan or grant that this one answers to (総合計画, 行革大綱)."""

    id: str
    name: str
    kind: str = ""


@dataclass(frozen=True, slots=True)
class Document:
    """A published document that figures were taken from."""

    id: str
    title: str
    publisher: str = ""
    published: str = ""


@dataclass(frozen=True, slots=True)
class Provenance:
    """Where one value came from. `at` is its path in the plan (`indicators/i-069/actuals/2024/value`).

    `page` is as printed, "" where unknown; `line` the 1-based line of the text or 0; `text` the words read.
    """

    at: str
    document: str
    page: str = ""
    line: int = 0
    cell: str = ""
    text: str = ""


@dataclass(frozen=True)
class Plan:
    """A municipality's plan with its years. `documents` and `provenance` stand beside it, outside equality.

    `revision` counts saves, from 1. `edition` is the printed name of this state of the plan (第2.0版).
    `money_unit` is the unit of every amount, as printed.
    """

    id: str
    name: str
    municipality: Municipality
    first_year: int
    last_year: int
    levels: tuple[Level, ...]
    edition: str = ""
    revision: int = 1
    money_unit: str = "千円"
    years: tuple[PlanYear, ...] = ()
    departments: tuple[Department, ...] = ()
    posts: tuple[Post, ...] = ()
    related_plans: tuple[RelatedPlan, ...] = ()
    nodes: tuple[Node, ...] = ()
    indicators: tuple[Indicator, ...] = ()
    budget_programs: tuple[BudgetProgram, ...] = ()
    questions: tuple[Question, ...] = ()
    results: tuple[NodeYear, ...] = ()
    documents: tuple[Document, ...] = field(default=(), compare=False)
    provenance: tuple[Provenance, ...] = field(default=(), compare=False)

    @cached_property
    def index(self) -> "PlanIndex":
        """Look-ups into this plan, made once."""
        return PlanIndex(self)


class PlanIndex:
    """Look-ups by id and by relation. Lists keep the plan's own order; what is not there is an empty tuple."""

    def __init__(self, plan: Plan) -> None:
        self._results, self._told_of = plan.results, plan.years
        self.level = {level.id: level for level in plan.levels}
        self.node = {node.id: node for node in plan.nodes}
        self.department = {department.id: department for department in plan.departments}
        self.indicator = {indicator.id: indicator for indicator in plan.indicators}
        self.year = {year.fiscal_year: year for year in plan.years}
        self.children = _grouped((node.parent or "", node) for node in plan.nodes)
        self.indicators_of = _grouped((i.node, i) for i in plan.indicators if i.part_of is None)
        self.components_of = _grouped((i.part_of, i) for i in plan.indicators if i.part_of is not None)
        self.programs_of = _grouped((s.node, p) for p in plan.budget_programs for s in p.shares)
        self.result = {(result.node, result.fiscal_year): result for result in plan.results}
        answered = {level.id for level in plan.levels if level.answered}
        self.measures = tuple(node for node in plan.nodes if node.level in answered)

    @cached_property
    def years(self) -> tuple[int, ...]:
        """The fiscal years of which the plan says something, oldest first."""
        told = {year.fiscal_year for year in self._told_of} | {result.fiscal_year for result in self._results}
        return tuple(sorted(told))

    @cached_property
    def reported_years(self) -> frozenset[int]:
        """The fiscal years of which anything was said but a stage and what others noted."""
        return frozenset(
            each.fiscal_year
            for each in self._results
            if each != NodeYear(each.node, each.fiscal_year, stage=each.stage, notes=each.notes)
        )

    @cached_property
    def newest_reported(self) -> int | None:
        """The newest of the years that were reported, None where none was."""
        return max(self.reported_years, default=None)

    def ancestors(self, node: Node) -> tuple[Node, ...]:
        """The nodes above, nearest first. The plan must be free of cycles."""
        above = []
        parent = node.parent
        while parent is not None:
            node = self.node[parent]
            above.append(node)
            parent = node.parent
        return tuple(above)

    def descendants(self, node: Node) -> tuple[Node, ...]:
        """All nodes below, in depth-first order."""
        below: list[Node] = []
        for child in self.children.get(node.id, ()):
            below.append(child)
            below.extend(self.descendants(child))
        return tuple(below)


Item = TypeVar("Item")


def _grouped(pairs: Iterable[tuple[str, Item]]) -> dict[str, tuple[Item, ...]]:
    groups: dict[str, list[Item]] = {}
    for key, item in pairs:
        groups.setdefault(key, []).append(item)
    return {key: tuple(items) for key, items in groups.items()}


class OfYear(Protocol):
    """Anything that stands for one fiscal year."""

    @property
    def fiscal_year(self) -> int:
        """The Western year in which the fiscal year starts."""
        ...


Yearly = TypeVar("Yearly", bound=OfYear)


def of_year(entries: Iterable[Yearly], fiscal_year: int) -> Yearly | None:
    """The entry for a fiscal year, None where there is none."""
    return next((entry for entry in entries if entry.fiscal_year == fiscal_year), None)


def with_result(plan: Plan, result: NodeYear) -> Plan:
    """The plan with this result in place of the one of its node and year; behind the others where there was none."""
    key = (result.node, result.fiscal_year)
    if key not in plan.index.result:
        return replace(plan, results=(*plan.results, result))
    return replace(
        plan, results=tuple(result if (each.node, each.fiscal_year) == key else each for each in plan.results)
    )
