"""The grade that a sheet shows while somebody types is the engine's, also under a tolerance and where nearer is better."""

from dataclasses import replace
from decimal import Decimal

import pytest

from exchange.answer_sheets.sheet_round import akita, judging
from monosashi.core.indicators import Actual, Direction, Indicator
from monosashi.core.plan import Plan
from monosashi.evaluation.achievement import Tolerance
from monosashi.evaluation.evaluate import evaluate_measure, shipped_scheme
from monosashi.evaluation.scheme import Scheme
from monosashi.exchange.answer_sheets.live_grades import LiveGrade, live_grade

NODE = "n-p146"
"""From 95.4 to 100."""

TOLERANCES = {
    "two points": Tolerance(points=Decimal(2)),
    "one percent of the target": Tolerance(relative=Decimal(1), against=("target",)),
    "of another kind of indicators": Tolerance(tag="survey", points=Decimal(2)),
}
EVERY_HALF = [Decimal(each) / 2 for each in range(170, 231)]
"""85, 85.5 … 115."""


def with_tolerance(*tolerances: Tolerance) -> Scheme:
    """Akita's first rule, with how far from a figure still counts as equal to it."""
    scheme = shipped_scheme("akita@1")
    return replace(scheme, judging=replace(scheme.judging, tolerances=tolerances))


def with_actual(plan: Plan, actual: Decimal) -> Plan:
    """The plan with this actual of the measure's only indicator."""
    [own] = plan.index.indicators_of[NODE]
    return with_indicator(plan, replace(own, actuals=(Actual(2024, actual),)))


def with_indicator(plan: Plan, own: Indicator) -> Plan:
    return replace(plan, indicators=tuple(own if each.id == own.id else each for each in plan.indicators))


def shown(live: LiveGrade, actual: Decimal) -> str | None:
    """What the formula shows for an actual."""
    return live.grades[sum(2 for bound in live.bounds if bound < actual) + (actual in live.bounds)]


def other_than_the_engines(plan: Plan, scheme: Scheme) -> list[Decimal]:
    """The actuals for which the formula shows another grade than the engine gives."""
    stages = judging(plan).life_cycle
    live = live_grade(plan, plan.index.node[NODE], 2024, scheme, stages)
    assert live is not None
    return [
        actual
        for actual in EVERY_HALF
        if shown(live, actual) != evaluate_measure(with_actual(plan, actual), NODE, 2024, scheme, stages).computed.grade
    ]


@pytest.mark.slow
@pytest.mark.parametrize("tolerance", TOLERANCES.values(), ids=list(TOLERANCES))
def test_under_a_tolerance_the_live_grade_is_the_engines_whatever_is_typed(tolerance: Tolerance) -> None:
    assert other_than_the_engines(akita()[0], with_tolerance(tolerance)) == []


@pytest.mark.slow
@pytest.mark.parametrize("tolerances", [(), (Tolerance(points=Decimal(2)),)], ids=["exactly", "within two points"])
def test_where_nearer_is_better_the_live_grade_is_the_engines_on_both_sides(tolerances: tuple[Tolerance, ...]) -> None:
    """To be kept at 100, from 95.4: 104.6 is as far away as the baseline, 106 is worse."""
    plan = akita()[0]
    [own] = plan.index.indicators_of[NODE]
    kept = with_indicator(plan, replace(own, direction=Direction.MAINTAIN))
    assert other_than_the_engines(kept, with_tolerance(*tolerances)) == []
