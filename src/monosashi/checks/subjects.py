"""What a rule is given: one thing of the plan with all that was said of it in the year, and nothing to look up twice."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import cached_property

from monosashi.checks.texts import Texts
from monosashi.core.indicators import Indicator
from monosashi.core.money import BudgetProgram
from monosashi.core.plan import Plan, PlanIndex
from monosashi.core.results import Exclusion, ManagedBy, NodeYear
from monosashi.core.tree import Node
from monosashi.core.values import Value
from monosashi.evaluation.known import known_life_cycle
from monosashi.evaluation.life_cycle import LifeCycle
from monosashi.evaluation.life_cycle_loader import UnknownLifeCycle
from monosashi.evaluation.outcomes import Evaluation, IndicatorOutcome, Judgements, MeasureOutcome
from monosashi.evaluation.scheme import Scheme


class Desk:
    """What lies on the reviewer's desk: the plan of one year, what it was evaluated to, its texts. Made once a review."""

    def __init__(
        self,
        plan: Plan,
        fiscal_year: int,
        texts: Texts,
        evaluation: Evaluation | Judgements | None = None,
        previous: Plan | None = None,
        scheme: Scheme | None = None,
    ) -> None:
        self.plan = plan
        self.fiscal_year = fiscal_year
        self.texts = texts
        self.evaluation = evaluation
        self.previous = previous
        self.scheme = scheme
        self.index: PlanIndex = plan.index
        outcomes = evaluation.measures if evaluation else ()
        self.outcome: Mapping[str, MeasureOutcome] = {outcome.node: outcome for outcome in outcomes}
        self.indicator_outcome = _by_indicator(i for outcome in outcomes for i in outcome.indicators)

    @cached_property
    def life_cycle(self) -> LifeCycle | None:
        """The life cycle of the reviewed year, None where the city has none or it is not known here."""
        year = self.index.year.get(self.fiscal_year)
        if year is None or year.life_cycle is None:
            return None
        try:
            return known_life_cycle(year.life_cycle)
        except UnknownLifeCycle:
            return None

    def exclusion(self, node: Node) -> Exclusion | None:
        """Why the node is out of this year's evaluation, by itself or by a node above; None where it is in."""
        for each in (node, *self.index.ancestors(node)):
            result = self.index.result.get((each.id, self.fiscal_year))
            if result and result.excluded:
                return result.excluded
        return None


def _by_indicator(outcomes: Iterable[IndicatorOutcome]) -> dict[str, IndicatorOutcome]:
    found: dict[str, IndicatorOutcome] = {}
    for outcome in outcomes:
        found[outcome.indicator] = outcome
        found.update(_by_indicator(outcome.components))
    return found


@dataclass(frozen=True)
class NodeSubject:
    """A node of any level with its year. `result` is None where nothing was said of it that year."""

    desk: Desk
    node: Node

    @property
    def plan(self) -> Plan:
        """The plan that the node stands in."""
        return self.desk.plan

    @property
    def fiscal_year(self) -> int:
        """The year that is reviewed."""
        return self.desk.fiscal_year

    @property
    def texts(self) -> Texts:
        """Folded text and words."""
        return self.desk.texts

    @property
    def place(self) -> str:
        """The path of what a finding is about."""
        return f"nodes/{self.node.id}"

    @cached_property
    def result(self) -> NodeYear | None:
        """What was said of the node in the year."""
        return self.desk.index.result.get((self.node.id, self.fiscal_year))

    @property
    def stage(self) -> str | None:
        """The life-cycle stage in the year, None where none is stated."""
        return self.result.stage if self.result else None

    @property
    def managed_by(self) -> ManagedBy | None:
        """By what it is managed in the year: as evaluated, else as stated; None where neither tells."""
        outcome = self.desk.outcome.get(self.node.id)
        return outcome.managed_by if outcome else self.result.managed_by if self.result else None

    @cached_property
    def excluded(self) -> Exclusion | None:
        """Why it is out of the year's evaluation, None where it is in."""
        return self.desk.exclusion(self.node)

    @cached_property
    def indicators(self) -> tuple[Indicator, ...]:
        """The whole indicators of the node, components left out."""
        return self.desk.index.indicators_of.get(self.node.id, ())

    def components(self, indicator: Indicator) -> tuple[Indicator, ...]:
        """The components of a whole indicator."""
        return self.desk.index.components_of.get(indicator.id, ())

    @cached_property
    def programs(self) -> tuple[BudgetProgram, ...]:
        """The budget programs that the node shares in."""
        return self.desk.index.programs_of.get(self.node.id, ())


@dataclass(frozen=True)
class MeasureSubject(NodeSubject):
    """A measure with its year."""

    @property
    def outcome(self) -> MeasureOutcome | None:
        """What the year's figures mean under the scheme, None without an evaluation."""
        return self.desk.outcome.get(self.node.id)


@dataclass(frozen=True)
class IndicatorSubject(NodeSubject):
    """An indicator, whole or component, with the node it belongs to and its year."""

    indicator: Indicator

    @property
    def place(self) -> str:
        """The path of what a finding is about."""
        return f"indicators/{self.indicator.id}"

    @property
    def is_component(self) -> bool:
        """Whether it is a part of another indicator."""
        return self.indicator.part_of is not None

    @property
    def parts(self) -> tuple[Indicator, ...]:
        """Its components, none for a simple indicator."""
        return self.components(self.indicator)

    @property
    def outcome(self) -> IndicatorOutcome | None:
        """What its figures mean under the scheme, None without an evaluation."""
        return self.desk.indicator_outcome.get(self.indicator.id)

    def actual(self, fiscal_year: int | None = None) -> Value | None:
        """The actual of a year (the reviewed one unless told), None where nothing was entered."""
        year = self.fiscal_year if fiscal_year is None else fiscal_year
        return next((a.value for a in self.indicator.actuals if a.fiscal_year == year), None)


@dataclass(frozen=True)
class PlanSubject:
    """The whole plan with its year: for what shows only between measures.

    `only` is the node whose findings are wanted, None: those of all. A rule that looks at it may leave out the others.
    """

    desk: Desk
    measures: tuple[MeasureSubject, ...]
    only: str | None = None

    @property
    def place(self) -> str:
        """The path of what a finding is about, when it is about the plan itself."""
        return ""


@dataclass(frozen=True)
class TwoYearsSubject:
    """A measure of the reviewed year (`now`) beside the same measure a year earlier (`before`).

    `before` stands in the plan as it was a year earlier where one was brought, else in the same plan.
    """

    now: MeasureSubject
    before: MeasureSubject

    @property
    def place(self) -> str:
        """The path of what a finding is about."""
        return self.now.place

    @property
    def texts(self) -> Texts:
        """Folded text and words."""
        return self.now.texts
