"""What is told of a plan, and of one of its measures: looked up once, asked for by year."""

from collections.abc import Mapping
from datetime import date
from functools import cached_property

from monosashi.core.indicators import Indicator
from monosashi.core.money import BudgetProgram
from monosashi.core.plan import Plan
from monosashi.core.results import NodeYear
from monosashi.core.tree import Node
from monosashi.evaluation.evaluate import evaluate, evaluate_measure
from monosashi.evaluation.known import known_life_cycle, known_scheme
from monosashi.evaluation.life_cycle import LifeCycle
from monosashi.evaluation.outcomes import Evaluation, GroupOutcome, IndicatorOutcome, MeasureOutcome, NodeOutcome
from monosashi.evaluation.scheme import Scheme

Rules = tuple[Scheme, LifeCycle | None]


class OfPlan:
    """A plan in the year that is filled for; `evaluation` and `scheme` are of that year, None where nothing judges it.

    Other years are judged by what the plan names for them, when they are asked for.
    """

    def __init__(
        self, plan: Plan, evaluation: Evaluation | None, fiscal_year: int, on: date, scheme: Scheme | None
    ) -> None:
        self.plan, self.fiscal_year, self.on = plan, fiscal_year, on
        self._evaluations: dict[int, Evaluation | None] = {fiscal_year: evaluation}
        self._scheme = scheme
        self._measures: dict[int, Mapping[str, MeasureOutcome]] = {}
        self._groups: dict[int, Mapping[str, GroupOutcome]] = {}
        self._nodes: dict[int, Mapping[str, NodeOutcome]] = {}

    def rules(self, fiscal_year: int) -> Rules | None:
        """By what the plan has another year judged; None where it names nothing that is known here."""
        year = self.plan.index.year.get(fiscal_year)
        if year is None or year.scheme is None:
            return None
        try:
            return known_scheme(year.scheme), known_life_cycle(year.life_cycle) if year.life_cycle else None
        except LookupError:
            return None

    def evaluation(self, fiscal_year: int) -> Evaluation | None:
        """What the year's figures mean; None where nothing judges it."""
        if fiscal_year not in self._evaluations:
            rules = self.rules(fiscal_year)
            self._evaluations[fiscal_year] = evaluate(self.plan, fiscal_year, *rules) if rules else None
        return self._evaluations[fiscal_year]

    def sentences(self, fiscal_year: int) -> Mapping[str, Mapping[str, str]] | None:
        """The sentences of the scheme that judges the year."""
        own = self._evaluations[self.fiscal_year] if fiscal_year == self.fiscal_year else None
        if own is not None:
            return (self._scheme or known_scheme(own.scheme)).messages
        rules = self.rules(fiscal_year)
        return rules[0].messages if rules else None

    def measure_outcome(self, node: str, fiscal_year: int) -> MeasureOutcome | None:
        """What the figures of a measure mean, None where nothing judges the year."""
        if fiscal_year not in self._measures:
            evaluation = self.evaluation(fiscal_year)
            self._measures[fiscal_year] = {each.node: each for each in evaluation.measures} if evaluation else {}
        return self._measures[fiscal_year].get(node)

    def group(self, node: str, fiscal_year: int) -> GroupOutcome | None:
        """How many of those below a node reached their target, None where the city makes no total there."""
        if fiscal_year not in self._groups:
            evaluation = self.evaluation(fiscal_year)
            self._groups[fiscal_year] = {each.node: each for each in evaluation.groups} if evaluation else {}
        return self._groups[fiscal_year].get(node)

    def node_outcome(self, node: str, fiscal_year: int) -> NodeOutcome | None:
        """What the scheme says of a node that is no measure, None where it says nothing."""
        if fiscal_year not in self._nodes:
            evaluation = self.evaluation(fiscal_year)
            self._nodes[fiscal_year] = {each.node: each for each in evaluation.nodes} if evaluation else {}
        return self._nodes[fiscal_year].get(node)


class OfMeasure:
    """One measure of the plan that `whole` tells of."""

    def __init__(self, whole: OfPlan, node: Node) -> None:
        self.whole, self.node = whole, node
        self._outcomes: dict[int, MeasureOutcome | None] = {}

    @property
    def plan(self) -> Plan:
        """The plan."""
        return self.whole.plan

    @cached_property
    def above(self) -> Mapping[str, Node]:
        """Level id -> the measure itself, or the nearest node of that level above it."""
        nearest_last = reversed((self.node, *self.plan.index.ancestors(self.node)))
        return {node.level: node for node in nearest_last}

    @property
    def indicators(self) -> tuple[Indicator, ...]:
        """Its indicators without their components, in the order of the plan."""
        return self.plan.index.indicators_of.get(self.node.id, ())

    @property
    def programs(self) -> tuple[BudgetProgram, ...]:
        """The programs in which it has a part."""
        return self.plan.index.programs_of.get(self.node.id, ())

    def said(self, fiscal_year: int) -> NodeYear:
        """What was said of it for the year."""
        return self.plan.index.result.get((self.node.id, fiscal_year)) or NodeYear(self.node.id, fiscal_year)

    def outcome(self, fiscal_year: int) -> MeasureOutcome | None:
        """What its figures of the year mean; None where nothing judges them. Of another year it alone is judged."""
        if fiscal_year not in self._outcomes:
            self._outcomes[fiscal_year] = self._outcome(fiscal_year)
        return self._outcomes[fiscal_year]

    def _outcome(self, fiscal_year: int) -> MeasureOutcome | None:
        if fiscal_year == self.whole.fiscal_year:
            return self.whole.measure_outcome(self.node.id, fiscal_year)
        rules = self.whole.rules(fiscal_year)
        return evaluate_measure(self.plan, self.node.id, fiscal_year, *rules) if rules else None

    def indicator_outcome(self, indicator: Indicator, fiscal_year: int) -> IndicatorOutcome | None:
        """What the figures of one of its indicators, or of a component, mean."""
        outcome = self.outcome(fiscal_year)
        wholes = outcome.indicators if outcome else ()
        every = (part for whole in wholes for part in (whole, *whole.components))
        return next((each for each in every if each.indicator == indicator.id), None)
