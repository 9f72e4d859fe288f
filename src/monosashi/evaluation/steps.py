"""Runs the steps of a scheme, in order, over the facts of a plan or of one measure."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from decimal import Decimal
from typing import Any

from monosashi.core.messages import message
from monosashi.evaluation.explanations import beside, explain, refusal, with_direction
from monosashi.evaluation.indicator_facts import IndicatorFacts
from monosashi.evaluation.node_conditions import find_rating
from monosashi.evaluation.node_facts import NodeFacts
from monosashi.evaluation.outcomes import Standing, Verdict
from monosashi.evaluation.scheme import Branch, Judged, Rated, Step
from monosashi.evaluation.truth import Missing


def run_steps(steps: Iterable[Step], nodes: Sequence[NodeFacts]) -> None:
    """Put each step's verdict on everything that it rates. A later step sees what earlier ones said."""
    for step in steps:
        for facts in _rated(step, nodes):
            facts_verdict = verdict_of(step, facts)
            if facts_verdict is not None:
                facts.verdicts[step.id] = facts_verdict


def verdict_of(step: Step, facts: Any) -> Verdict | None:  # noqa: ANN401 -- an indicator's or a node's facts
    """What the step says, None where it does not apply. An excluded node, with its indicators, is left out."""
    excluded = facts.node.excluded
    if excluded is not None:
        reason = message(f"exclusion_reason.{excluded.reason.value}")
        return Verdict(step.id, step.axis, Standing.LEFT_OUT, message("evaluation.excluded", reason=reason))
    _forget_direction(facts)
    applies = True if step.applies is None else step.applies(facts)
    if isinstance(applies, Missing):
        return _refused(step, facts, applies.names)
    if not applies:
        return None
    return _judged(step, step.judged, facts) if step.judged else _computed(step, facts)


def _computed(step: Step, facts: Any) -> Verdict:  # noqa: ANN401 -- an indicator's or a node's facts
    points = None
    if step.points is not None:
        points = facts.points[step.id] = step.points(facts)
        if isinstance(points, Missing) and not step.branches:
            return _refused(step, facts, points.names)
    if not step.branches and step.explanation is not None and isinstance(points, Decimal):
        said = with_direction(explain(step.explanation, facts), facts)
        return Verdict(step.id, step.axis, Standing.GRADED, said, points=points)
    return _branched(step, facts, points if isinstance(points, Decimal) else None)


def _branched(step: Step, facts: Any, points: Decimal | None) -> Verdict:  # noqa: ANN401 -- either kind of facts
    for branch in step.branches:
        holds = True if branch.when is None else branch.when(facts)
        if isinstance(holds, Missing):
            return _refused(step, facts, holds.names)
        if holds:
            return _taken(step, branch, facts, points)
    return Verdict(step.id, step.axis, Standing.NOT_RATED, message("evaluation.no_branch"))


def _taken(step: Step, branch: Branch, facts: Any, points: Decimal | None) -> Verdict:  # noqa: ANN401 -- either kind
    if branch.points is not None:
        points = facts.points[step.id] = branch.points
    said = with_direction(explain(branch.explanation, facts), facts)
    if branch.standing is not Standing.GRADED:
        points = None
        facts.points[step.id] = Missing(branch.refuses or (f"step:{step.id}",))
    return Verdict(step.id, step.axis, branch.standing, said, branch.grade, points, branch.id, branch.refuses)


def _refused(step: Step, facts: Any, missing: tuple[str, ...]) -> Verdict:  # noqa: ANN401 -- either kind of facts
    facts.points[step.id] = Missing(missing)
    return Verdict(step.id, step.axis, Standing.REFUSED, refusal(missing, facts), missing=missing)


def _judged(step: Step, judged: Judged, facts: Any) -> Verdict:  # noqa: ANN401 -- an indicator's or a node's facts
    indicator = facts.indicator.id if isinstance(facts, IndicatorFacts) else None
    rating = find_rating(facts.node, judged.axis, judged.rater, indicator)
    shown = [facts.verdicts[name] for name in step.shows if name in facts.verdicts]
    if rating is None or rating.grade is None or step.explanation is None:
        waiting = message("evaluation.awaiting", beside=beside(shown) or None)
        return Verdict(step.id, step.axis, Standing.AWAITING, waiting, missing=(f"rating:{judged.axis}",))
    said = explain(step.explanation, facts, shown)
    return Verdict(step.id, step.axis, Standing.GRADED, said, grade=rating.grade)


def _rated(step: Step, nodes: Sequence[NodeFacts]) -> Iterator[Any]:
    if step.rates is Rated.MEASURE:
        return (node for node in nodes if node.measure)
    if step.rates is Rated.NODE:
        return (node for node in nodes if node.tree_node.level == step.level)
    indicators = (indicator for node in nodes for indicator in node.indicators)
    if step.rates is Rated.INDICATOR:
        return indicators
    return (part for indicator in indicators for part in indicator.components)


def _forget_direction(facts: Any) -> None:  # noqa: ANN401 -- an indicator's or a node's facts
    if isinstance(facts, IndicatorFacts):
        facts.direction_asked = False
        for part in facts.components:
            part.direction_asked = False
