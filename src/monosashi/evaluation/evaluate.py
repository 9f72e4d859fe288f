"""What a plan's figures of one fiscal year mean under one scheme: the way in to this room."""

from __future__ import annotations

from monosashi.core.indicators import Direction, Indicator
from monosashi.core.messages import message
from monosashi.core.plan import Plan
from monosashi.core.results import ManagedBy, NodeYear
from monosashi.core.tree import Node
from monosashi.core.values import Value
from monosashi.evaluation.indicator_facts import TARGET, IndicatorFacts
from monosashi.evaluation.life_cycle import LifeCycle, count_stages, suggest_moves
from monosashi.evaluation.life_cycle_loader import shipped_life_cycle, shipped_life_cycles
from monosashi.evaluation.node_facts import NodeFacts
from monosashi.evaluation.outcomes import (
    Evaluation,
    IndicatorOutcome,
    Judgements,
    MeasureOutcome,
    NodeOutcome,
    Standing,
    Verdict,
)
from monosashi.evaluation.plan_facts import PlanFacts, facts_of_measure, facts_of_plan
from monosashi.evaluation.reference_points import Reference
from monosashi.evaluation.roll_up import grade_counts, group_outcomes
from monosashi.evaluation.scheme import Rated, Scheme
from monosashi.evaluation.shipped import shipped_scheme, shipped_schemes
from monosashi.evaluation.spending import spending_of
from monosashi.evaluation.steps import run_steps
from monosashi.evaluation.truth import Missing

__all__ = [
    "evaluate",
    "evaluate_indicator",
    "evaluate_measure",
    "judged_anew",
    "shipped_life_cycle",
    "shipped_life_cycles",
    "shipped_scheme",
    "shipped_schemes",
]


def evaluate(plan: Plan, fiscal_year: int, scheme: Scheme, life_cycle: LifeCycle | None) -> Evaluation:
    """Every measure's grade and why, the totals, the money, the life cycle. The plan's tree must be free of cycles.

    Without a life cycle a measure is managed by what is stated for the year alone.
    """
    facts = facts_of_plan(plan, fiscal_year, scheme.judging, life_cycle)
    run_steps(scheme.steps, tuple(facts.nodes.values()))
    measures = tuple(_measure_outcome(measure, scheme) for measure in facts.measures)
    groups, total = group_outcomes(plan, facts, scheme)
    in_year = [measure for measure in facts.measures if measure.excluded is None]
    return Evaluation(
        fiscal_year=fiscal_year,
        scheme=scheme.reference,
        measures=measures,
        groups=groups,
        total=total,
        grades=grade_counts(facts.measures, [measure.computed for measure in measures], scheme),
        money=spending_of(plan, fiscal_year),
        stages=count_stages([measure.stage for measure in in_year], life_cycle),
        moves=suggest_moves(in_year, life_cycle),
        nodes=_node_outcomes(facts, scheme),
    )


def evaluate_measure(
    plan: Plan, node: str, fiscal_year: int, scheme: Scheme, life_cycle: LifeCycle | None
) -> MeasureOutcome:
    """One measure alone, as a form asks at every keystroke: the same outcome as in the whole. Raises KeyError."""
    return _measure_outcome(_judged_alone(plan, node, fiscal_year, scheme, life_cycle), scheme)


def judged_anew(before: Evaluation, plan: Plan, node: str, scheme: Scheme, life_cycle: LifeCycle | None) -> Judgements:
    """The judgements of a plan that differs from the one evaluated `before` in the figures of one measure. Raises KeyError."""
    facts = _judged_alone(plan, node, before.fiscal_year, scheme, life_cycle)
    anew = _measure_outcome(facts, scheme)
    measures = tuple(anew if each.node == node else each for each in before.measures)
    own_moves = suggest_moves([] if facts.excluded else [facts], life_cycle)
    return Judgements(
        measures=measures,
        stages=count_stages((each.stage for each in measures if each.excluded is None), life_cycle),
        moves=(*(move for move in before.moves if move.node != node), *own_moves),
    )


def _judged_alone(plan: Plan, node: str, fiscal_year: int, scheme: Scheme, life_cycle: LifeCycle | None) -> NodeFacts:
    facts = facts_of_measure(plan, plan.index.node[node], fiscal_year, scheme.judging, life_cycle)
    run_steps([step for step in scheme.steps if step.rates is not Rated.NODE], (facts,))
    return facts


def evaluate_indicator(
    plan: Plan, indicator: str, fiscal_year: int, scheme: Scheme, life_cycle: LifeCycle | None
) -> IndicatorOutcome:
    """One indicator alone, with its components, or one component. Raises KeyError."""
    of: Indicator = plan.index.indicator[indicator]
    measure = evaluate_measure(plan, of.node, fiscal_year, scheme, life_cycle)
    outcomes = [part for whole in measure.indicators for part in (whole, *whole.components)]
    return {outcome.indicator: outcome for outcome in outcomes}[indicator]


def _measure_outcome(facts: NodeFacts, scheme: Scheme) -> MeasureOutcome:
    result: NodeYear | None = facts.result
    node: Node = facts.tree_node
    managed_by: ManagedBy | None = facts.managed_by
    return MeasureOutcome(
        node=node.id,
        number=node.number,
        name=node.name,
        stage=facts.stage,
        managed_by=managed_by,
        excluded=facts.excluded,
        ratings=result.ratings if result else (),
        computed=_computed(facts, scheme),
        verdicts=tuple(facts.verdicts.values()),
        indicators=tuple(_indicator_outcome(indicator, scheme) for indicator in facts.indicators),
    )


def _computed(facts: NodeFacts, scheme: Scheme) -> Verdict:
    """The last word on a measure. Where it is for people and they have given none, it stays open."""
    verdict = facts.verdicts.get(scheme.final or "")
    if verdict is not None:
        return verdict
    if facts.verdicts:
        return next(reversed(facts.verdicts.values()))
    if facts.excluded is not None:
        reason = message(f"exclusion_reason.{facts.excluded.reason.value}")
        return Verdict("", "", Standing.LEFT_OUT, message("evaluation.excluded", reason=reason))
    return Verdict("", "", Standing.NOT_RATED, scheme.incomplete or message("evaluation.no_step"))


def _indicator_outcome(facts: IndicatorFacts, scheme: Scheme) -> IndicatorOutcome:
    rates = scheme.judging.rates
    achievement, improvement, gain = facts.achievement_rate(), facts.improvement_rate(), facts.gain()
    indicator = facts.indicator
    direction = facts.direction or indicator.direction
    value = facts.value
    baseline: Value | None = value(Reference.BASELINE)
    return IndicatorOutcome(
        indicator=indicator.id,
        name=indicator.name,
        unit=indicator.unit,
        baseline=baseline,
        target=value(TARGET),
        actual=value(Reference.ACTUAL),
        achievement_rate=None if isinstance(achievement, Missing) else rates.apply(achievement),
        improvement_rate=None if isinstance(improvement, Missing) else rates.apply(improvement),
        gain=None if isinstance(gain, Missing) else gain,
        verdict=next(reversed(facts.verdicts.values()), None),
        components=tuple(_indicator_outcome(part, scheme) for part in facts.components),
        direction=direction,
        direction_declared=facts.assumption is None and direction is not Direction.UNDECLARED,
    )


def _node_outcomes(facts: PlanFacts, scheme: Scheme) -> tuple[NodeOutcome, ...]:
    steps = {step.id for step in scheme.steps if step.rates is Rated.NODE}
    if not steps:
        return ()
    return tuple(
        NodeOutcome(node.tree_node.id, node.tree_node.number, node.tree_node.name, node.tree_node.level, verdicts)
        for node in facts.nodes.values()
        if (verdicts := tuple(v for step, v in node.verdicts.items() if step in steps))
    )
