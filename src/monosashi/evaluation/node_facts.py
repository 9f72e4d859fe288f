"""What can be asked of one node in one fiscal year."""

from __future__ import annotations

from decimal import Decimal
from typing import TYPE_CHECKING

from monosashi.core.results import Exclusion, ManagedBy, NodeYear
from monosashi.core.tree import Node
from monosashi.evaluation.dates import is_done_by, is_due_by
from monosashi.evaluation.scheme import Judging
from monosashi.evaluation.truth import Missing

if TYPE_CHECKING:
    from monosashi.evaluation.indicator_facts import IndicatorFacts
    from monosashi.evaluation.outcomes import Verdict


class NodeFacts:
    """One node in one year: what was said of it, its indicators, and the nodes right below it."""

    __slots__ = (
        "children",
        "excluded",
        "indicators",
        "judging",
        "managed_by",
        "measure",
        "node",
        "points",
        "result",
        "stage",
        "tree_node",
        "verdicts",
        "year",
    )

    def __init__(
        self, node: Node, result: NodeYear | None, fiscal_year: int, managed_by: ManagedBy | None, judging: Judging
    ) -> None:
        self.tree_node = node
        self.result = result
        self.year = fiscal_year
        self.managed_by = managed_by
        self.judging = judging
        self.stage = result.stage if result else None
        self.measure = False
        self.excluded: Exclusion | None = None
        self.indicators: list[IndicatorFacts] = []
        self.children: list[NodeFacts] = []
        self.verdicts: dict[str, Verdict] = {}
        self.points: dict[str, Decimal | Missing] = {}
        self.node = self

    def measures(self) -> list[NodeFacts]:
        """The measures at this node or below it, in the order of the tree."""
        if self.measure:
            return [self]
        return [measure for child in self.children for measure in child.measures()]

    def milestones_done(self) -> int:
        """How many milestones were done by the end of the year."""
        return sum(is_done_by(milestone, self.year) for milestone in self.tree_node.milestones)

    def milestones_late(self) -> int:
        """How many milestones were due by the end of the year and not done by then."""
        return sum(
            is_due_by(milestone, self.year) and not is_done_by(milestone, self.year)
            for milestone in self.tree_node.milestones
        )
