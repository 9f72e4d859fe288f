"""A plan's measures as rows of a list: each with its place in the tree, its grades, its figures and its money."""

from dataclasses import dataclass

from monosashi.core.results import NodeYear
from monosashi.core.tree import Node, Responsibility
from monosashi.evaluation.outcomes import IndicatorOutcome, MeasureOutcome, MoneyOutcome
from monosashi.evaluation.shortfall import measure_unmet
from monosashi.evaluation.spending import spending_of_node
from monosashi.office.plans.year.in_year import InYear


@dataclass(frozen=True, slots=True)
class MeasureRow:
    """One measure in one year. `outcome` is None where the year is not judged. `above` are the nodes above, topmost first.

    `parts` are those of the year, `leads` the names of the departments that lead it.
    """

    node: Node
    above: tuple[Node, ...]
    leads: tuple[str, ...]
    parts: tuple[Responsibility, ...]
    outcome: MeasureOutcome | None
    result: NodeYear | None
    indicators: tuple[IndicatorOutcome, ...]
    money: MoneyOutcome
    self_grade: str | None
    unmet: bool
    differs: bool

    @property
    def departments(self) -> frozenset[str]:
        """The codes of the departments that have a part in it in the year."""
        return frozenset(part.department for part in self.parts)

    @property
    def stage(self) -> str | None:
        """The life-cycle stage in the year."""
        return self.outcome.stage if self.outcome else self.result.stage if self.result else None

    @property
    def grade(self) -> str | None:
        """The computed grade."""
        return self.outcome.computed.grade if self.outcome else None

    @property
    def silent(self) -> bool:
        """Whether it is short of its target and nobody said why, or what is done about it."""
        return self.unmet and not (self.result and (self.result.unmet_reason or self.result.response))

    @property
    def first(self) -> IndicatorOutcome | None:
        """The first indicator, None where there is none."""
        return self.indicators[0] if self.indicators else None


def measures_of(year: InYear) -> tuple[MeasureRow, ...]:
    """All measures, in the plan's order."""
    return year.once("measures", lambda: tuple(_row(year, node) for node in year.plan.index.measures))


def lacks_actual(indicator: IndicatorOutcome) -> bool:
    """Whether nobody entered what was reached. Where components stand for the whole, one of them lacks it."""
    if indicator.actual is None and indicator.components:
        return any(lacks_actual(part) for part in indicator.components)
    return indicator.actual is None


def _row(year: InYear, node: Node) -> MeasureRow:
    outcome = year.outcome.get(node.id)
    return MeasureRow(
        node=node,
        above=tuple(reversed(year.plan.index.ancestors(node))),
        leads=year.leads[node.id],
        parts=year.parts(node),
        outcome=outcome,
        result=year.result(node.id),
        indicators=outcome.indicators if outcome else (),
        money=spending_of_node(year.plan, node.id, year.fiscal_year),
        self_grade=outcome.self_grade if outcome else None,
        unmet=bool(outcome and measure_unmet(outcome, year.scheme)),
        differs=bool(outcome and outcome.differs),
    )
