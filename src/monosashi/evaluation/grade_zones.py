"""Which grade an indicator would get for which actual: only where the scheme makes the limits certain."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from decimal import Decimal
from typing import Any

from monosashi.core.indicators import Actual, Indicator
from monosashi.core.plan import Plan
from monosashi.core.values import number
from monosashi.evaluation.evaluate import evaluate_indicator
from monosashi.evaluation.indicator_facts import TARGET
from monosashi.evaluation.life_cycle import LifeCycle
from monosashi.evaluation.outcomes import IndicatorOutcome, Standing
from monosashi.evaluation.reference_points import Reference
from monosashi.evaluation.scheme import Rated, Scheme

_LIMITS = frozenset({TARGET, Reference.BASELINE.value})
_HOLD_WHATEVER_THE_ACTUAL = frozenset({"tag", "composition", "kind", "accumulation", "direction", "managed_by"})
_TOGETHER = frozenset({"all", "any", "none"})
_OF_PARTS = frozenset({"every_component", "some_component"})


@dataclass(frozen=True, slots=True)
class GradeZone:
    """Actuals that get one grade, in the indicator's unit, without the limits themselves; None is without end."""

    grade: str
    low: Decimal | None
    high: Decimal | None


def grade_zones(
    plan: Plan, outcome: IndicatorOutcome, fiscal_year: int, scheme: Scheme, life_cycle: LifeCycle | None
) -> tuple[GradeZone, ...]:
    """From low to high; none where the scheme judges by anything but the actual's place against baseline and target.

    Between two limits every actual is placed alike against both, so one is judged for all.
    """
    verdict, own = outcome.verdict, plan.index.indicator[outcome.indicator]
    if verdict is None or outcome.components or scheme.judging.tolerances or not _is_certain(verdict.step, scheme):
        return ()
    baseline, target = number(outcome.baseline), number(outcome.target)
    if baseline is None or target is None or baseline == target:
        return ()
    low, high = sorted((baseline, target))
    way = high - low
    tried = ((None, low, low - way), (low, high, (low + high) / 2), (high, None, high + way))
    zones = []
    for start, end, actual in tried:
        judged = evaluate_indicator(_with(plan, own, fiscal_year, actual), own.id, fiscal_year, scheme, life_cycle)
        if judged.verdict is None or judged.verdict.standing is not Standing.GRADED or judged.verdict.grade is None:
            return ()
        zones.append(GradeZone(judged.verdict.grade, start, end))
    return tuple(zones)


def _with(plan: Plan, own: Indicator, fiscal_year: int, actual: Decimal) -> Plan:
    """The plan as if this had been measured."""
    others = tuple(each for each in own.actuals if each.fiscal_year != fiscal_year)
    tried = replace(own, actuals=(*others, Actual(fiscal_year, actual)))
    return replace(plan, indicators=tuple(tried if each.id == own.id else each for each in plan.indicators))


def _is_certain(step: str, scheme: Scheme) -> bool:
    """Whether the step's branches ask for nothing but where the actual stands against baseline and target."""
    rating = next((each for each in scheme.steps if each.id == step), None)
    if rating is None or rating.rates is not Rated.INDICATOR or rating.points is not None:
        return False
    told = next(each for each in scheme.data["steps"] if each["id"] == step)
    return all(map(_is_by_limits, _conditions(told)))


def _conditions(step: Mapping[str, Any]) -> Iterator[Mapping[str, Any]]:
    yield from (branch["when"] for branch in step.get("branches", ()) if "when" in branch)


def _is_by_limits(condition: Mapping[str, Any]) -> bool:
    if together := _TOGETHER & condition.keys():
        return all(_is_by_limits(each) for key in together for each in condition[key])
    if "compare" in condition:
        return condition["compare"] == Reference.ACTUAL and condition["with"] in _LIMITS
    return "absent" in condition or bool((_HOLD_WHATEVER_THE_ACTUAL | _OF_PARTS) & condition.keys())
