"""From single grades to totals: n of m by group, and how many measures have which grade, by axis and rater."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from decimal import Decimal
from typing import TYPE_CHECKING, Any

from monosashi.core.plan import Plan
from monosashi.core.results import Exclusion, Rater
from monosashi.evaluation.node_facts import NodeFacts
from monosashi.evaluation.outcomes import GradeCount, GroupOutcome, Standing, Verdict
from monosashi.evaluation.rounding import Rounding, shares_to_total
from monosashi.evaluation.scheme import Rated, Reached, Scheme

if TYPE_CHECKING:
    from monosashi.evaluation.plan_facts import PlanFacts

_HUNDRED = Decimal(100)
_RATERS = (Rater.SELF, Rater.SECOND, Rater.EXTERNAL, Rater.COMPUTED)


def group_outcomes(
    plan: Plan, facts: PlanFacts, scheme: Scheme
) -> tuple[tuple[GroupOutcome, ...], GroupOutcome | None]:
    """How many of how many for every node of a grouped level, and for the plan. Nothing where the scheme does not say what n is."""
    rule = scheme.reached
    if rule is None:
        return (), None
    rates = next(step.rates for step in scheme.steps if step.id == rule.step)
    grouped = {level.id for level in plan.levels if level.grouped}
    nodes = [node for node in facts.nodes.values() if node.tree_node.level in grouped]
    groups = tuple(_group(node, rule, rates, scheme.judging.groups) for node in nodes)
    roots = [node for node in facts.nodes.values() if node.tree_node.parent not in facts.nodes]
    things = [thing for root in roots for thing in _things(root, rates)]
    total = _count(things, rule, ("", plan.name), scheme.judging.groups, None)
    return groups, total


def _group(node: NodeFacts, rule: Reached, rates: Rated, rounding: Rounding) -> GroupOutcome:
    things = [] if node.excluded else list(_things(node, rates))
    return _count(things, rule, (node.tree_node.id, node.tree_node.name), rounding, node.excluded)


def _count(
    things: Iterable[Any], rule: Reached, named: tuple[str, str], rounding: Rounding, excluded: Exclusion | None
) -> GroupOutcome:
    verdicts = [verdict for thing in things if (verdict := thing.verdicts.get(rule.step)) is not None]
    standings = {Standing.GRADED, *((Standing.REFUSED, Standing.AWAITING) if rule.among_all else ())}
    counted = [verdict for verdict in verdicts if verdict.standing in standings]
    reached = sum(verdict.grade in rule.grades for verdict in counted)
    rate = Decimal(reached) * _HUNDRED / len(counted) if counted else None
    printed = None if rate is None else str(rounding.apply(rate))
    return GroupOutcome(*named, len(counted), reached, rate, printed, excluded)


def _things(node: NodeFacts, rates: Rated) -> Iterator[Any]:
    if rates is Rated.MEASURE:
        yield from node.measures()
        return
    for indicator in node.indicators:
        yield from (indicator,) if rates is Rated.INDICATOR else indicator.components
    for child in node.children:
        yield from _things(child, rates)


def grade_counts(measures: Sequence[NodeFacts], computed: Sequence[Verdict], scheme: Scheme) -> tuple[GradeCount, ...]:
    """Stated ratings of measures by axis and rater, then the computed grades. Excluded measures are not counted."""
    judged = [measure for measure in measures if measure.excluded is None]
    given: dict[tuple[str, Rater], list[str | None]] = {}
    for measure in judged:
        for (axis, rater), grade in _stated(measure).items():
            given.setdefault((axis, rater), []).append(grade)
    counts = [
        count
        for (axis, rater), grades in sorted(given.items(), key=_by_axis_and_rater)
        for count in _counts(axis, rater.value, [*grades, *[None] * (len(judged) - len(grades))], scheme)
    ]
    by_axis: dict[str, list[str | None]] = {}
    for verdict in computed:
        if verdict.standing is not Standing.LEFT_OUT:
            by_axis.setdefault(verdict.axis, []).append(verdict.grade)
    counts += [
        c for axis, grades in by_axis.items() if axis for c in _counts(axis, Rater.COMPUTED.value, grades, scheme)
    ]
    return tuple(counts)


def _stated(measure: NodeFacts) -> Mapping[tuple[str, Rater], str | None]:
    """Ratings of the measure itself. One stated as computed is the plan's own claim and not counted with ours."""
    ratings = measure.result.ratings if measure.result else ()
    return {(r.axis, r.rater): r.grade for r in ratings if r.indicator is None and r.rater is not Rater.COMPUTED}


def _by_axis_and_rater(entry: tuple[tuple[str, Rater], object]) -> tuple[str, int]:
    (axis, rater), _ = entry
    return axis, _RATERS.index(rater)


def _counts(axis: str, rater: str, grades: Sequence[str | None], scheme: Scheme) -> Iterator[GradeCount]:
    order = [entry.grade for entry in scheme.legend if entry.axis == axis]
    others = sorted({grade for grade in grades if grade is not None} - set(order))
    symbols = [*order, *others, *([None] if None in grades else [])]
    shares = _shares([grades.count(symbol) for symbol in symbols], scheme.judging.shares_decimals)
    for position, symbol in enumerate(symbols):
        count = grades.count(symbol)
        if count:
            yield GradeCount(axis, rater, symbol, count, shares[position] if shares else None)


def _shares(counts: Sequence[int], decimals: int | None) -> tuple[str, ...]:
    if decimals is None:
        return ()
    return tuple(str(share) for share in shares_to_total([Decimal(count) for count in counts], decimals))
