"""A plan's tree as its page shows it: every node with what stands below it, cross-listed ones where they are listed again."""

from dataclasses import dataclass, replace

from monosashi.core.tree import Node
from monosashi.evaluation.outcomes import GroupOutcome
from monosashi.office.plans.pages import node_address
from monosashi.office.plans.year.in_year import InYear
from monosashi.office.plans.year.rows_of_measures import MeasureRow, measures_of
from monosashi.office.ui.cells import GradeMark

MOST_LEAVES = 300
"""Measures that a tree shows one by one."""


@dataclass(frozen=True, slots=True)
class Branch:
    """One node. `measure` is its row where it is answered for, None for a node above. `count` is of measures below.

    `again`: the node is listed here a second time (再掲). `open`: shown unfolded.
    """

    node: Node
    level: str
    address: str
    children: tuple["Branch", ...]
    measure: MeasureRow | None
    mark: GradeMark | None
    self_mark: GradeMark | None
    count: int
    group: GroupOutcome | None
    again: bool = False
    open: bool = False


def tree_of(year: InYear) -> tuple[Branch, ...]:
    """The roots with all below them. Of a large plan without its measures: they stand on the pages of their nodes."""
    return _Tree(year, leaves=len(year.plan.index.measures) <= MOST_LEAVES).below("", 0)


class _Tree:
    """Look-ups for one walk through the tree."""

    def __init__(self, year: InYear, *, leaves: bool = True) -> None:
        self.year, self.index, self.leaves = year, year.plan.index, leaves
        self.rows = {row.node.id: row for row in measures_of(year)}
        self.again: dict[str, list[Node]] = {}
        for node in year.plan.nodes:
            for parent in node.cross_listed_under:
                self.again.setdefault(parent, []).append(node)

    def below(self, parent: str, depth: int) -> tuple[Branch, ...]:
        own = tuple(self._branch(node, depth) for node in self.index.children.get(parent, ()))
        return own + tuple(self._leaf(node, again=True) for node in self.again.get(parent, ()))

    def with_children(self, node: Node) -> Branch:
        """One node, a measure too, with all below it."""
        leaf = self._leaf(node)
        return replace(leaf, children=self.below(node.id, 1))

    def _branch(self, node: Node, depth: int) -> Branch:
        if node.id in self.rows or not self.index.children.get(node.id):
            return self._leaf(node)
        children = self.below(node.id, depth + 1)
        if not self.leaves:
            count = sum(each.count for each in children if not each.again)
            shown = tuple(each for each in children if each.measure is None)
            return replace(self._leaf(node), children=shown, count=count, open=depth < 1)
        count = sum(each.count for each in children if not each.again)
        group = self.year.group.get(node.id)
        return Branch(
            node,
            self._level(node),
            node_address(self.year, node),
            children,
            None,
            None,
            None,
            count,
            group,
            open=depth < 1,
        )

    def _leaf(self, node: Node, *, again: bool = False) -> Branch:
        row = self.rows.get(node.id)
        outcome = row.outcome if row else None
        return Branch(
            node=node,
            level=self._level(node),
            address=node_address(self.year, node),
            children=(),
            measure=row,
            mark=self.year.graded(outcome.computed) if outcome else None,
            self_mark=self.year.mark(outcome.computed.axis, row.self_grade) if row and outcome else None,
            count=1 if row else 0,
            group=self.year.group.get(node.id),
            again=again,
        )

    def _level(self, node: Node) -> str:
        known = self.index.level.get(node.level)
        return known.name if known else ""


def branch_of(year: InYear, node: Node) -> Branch:
    """One node with all below it."""
    tree = _Tree(year)
    return tree.with_children(node)
