"""A plan's facts of one year, laid out for the steps of a scheme."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from monosashi.core.indicators import Indicator
from monosashi.core.plan import Plan
from monosashi.core.results import Exclusion, ManagedBy, NodeYear
from monosashi.core.tree import Node
from monosashi.evaluation.indicator_facts import IndicatorFacts
from monosashi.evaluation.life_cycle import LifeCycle
from monosashi.evaluation.node_facts import NodeFacts
from monosashi.evaluation.reference_points import YearOfPlan, year_of_plan
from monosashi.evaluation.scheme import Judging


@dataclass(frozen=True, slots=True)
class PlanFacts:
    """All nodes of a plan in one year, by id, and its measures in the plan's order."""

    nodes: dict[str, NodeFacts]
    measures: tuple[NodeFacts, ...]


def facts_of_plan(plan: Plan, fiscal_year: int, judging: Judging, life_cycle: LifeCycle | None) -> PlanFacts:
    """The facts of every node with its indicators. The plan's tree must be free of cycles."""
    year = year_of_plan(plan, fiscal_year, judging.path)
    nodes = {node.id: _facts(plan, node, year, judging, life_cycle) for node in plan.nodes}
    measures = tuple(nodes[node.id] for node in plan.index.measures)
    for measure in measures:
        measure.measure = True
    for node in plan.nodes:
        if node.parent in nodes:
            nodes[node.parent].children.append(nodes[node.id])
    for root in (facts for facts in nodes.values() if facts.tree_node.parent not in nodes):
        _exclude(root, None)
    return PlanFacts(nodes, measures)


def facts_of_measure(
    plan: Plan, node: Node, fiscal_year: int, judging: Judging, life_cycle: LifeCycle | None
) -> NodeFacts:
    """The facts of one measure alone, as a form needs them while one types."""
    facts = _facts(plan, node, year_of_plan(plan, fiscal_year, judging.path), judging, life_cycle)
    facts.measure = True
    for above in (node, *plan.index.ancestors(node)):
        result = plan.index.result.get((above.id, fiscal_year))
        facts.excluded = facts.excluded or (result.excluded if result else None)
    return facts


def _facts(plan: Plan, node: Node, year: YearOfPlan, judging: Judging, life_cycle: LifeCycle | None) -> NodeFacts:
    result = plan.index.result.get((node.id, year.fiscal_year))
    facts = NodeFacts(node, result, year.fiscal_year, managed_by(result, life_cycle), judging)
    facts.indicators.extend(
        facts_of_indicator(indicator, plan.index.components_of.get(indicator.id, ()), facts, judging, year)
        for indicator in plan.index.indicators_of.get(node.id, ())
    )
    return facts


def facts_of_indicator(
    indicator: Indicator, components: Iterable[Indicator], node: NodeFacts, judging: Judging, year: YearOfPlan
) -> IndicatorFacts:
    """The facts of an indicator with those of its components."""
    facts = IndicatorFacts(indicator, node, judging, year)
    facts.components = tuple(IndicatorFacts(part, node, judging, year, facts) for part in components)
    return facts


def managed_by(result: NodeYear | None, life_cycle: LifeCycle | None) -> ManagedBy | None:
    """What is stated for the year, else what the life-cycle stage says; None where neither tells."""
    if result is None:
        return None
    if result.managed_by is not None or life_cycle is None or result.stage is None:
        return result.managed_by
    return life_cycle.managed_by(result.stage)


def _exclude(facts: NodeFacts, above: Exclusion | None) -> None:
    """A node is out of the year with all that is below it."""
    own = facts.result.excluded if facts.result else None
    facts.excluded = own or above
    for child in facts.children:
        _exclude(child, facts.excluded)
