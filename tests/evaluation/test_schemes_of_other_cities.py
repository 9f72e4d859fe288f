"""Schemes that nobody prepared: TOML alone, no line of Python for any of them."""

from dataclasses import replace
from decimal import Decimal
from pathlib import Path

import pytest

from evaluation.evaluated_plans import YEAR, Figure, indicator, plan
from monosashi.core.indicators import Actual, Baseline, Direction, Indicator, Target
from monosashi.core.results import Answer, NodeYear, Rater, Rating
from monosashi.core.tree import Node
from monosashi.core.values import Absence
from monosashi.evaluation.evaluate import evaluate
from monosashi.evaluation.outcomes import MeasureOutcome, Standing
from monosashi.evaluation.scheme import Scheme
from monosashi.evaluation.scheme_loader import load_scheme
from monosashi.wording import render

FOLDER = Path(__file__).parent / "schemes_of_other_cities"


def scheme(name: str) -> Scheme:
    return load_scheme(FOLDER / f"{name}.toml")


def ingenuity(node: str, points: str) -> NodeYear:
    return NodeYear(node, YEAR, answers=(Answer("ingenuity", number=Decimal(points)),))


def test_points_are_capped_by_indicator_and_by_measure_and_averaged_over_children() -> None:
    nodes = [Node("f", "field", "分野"), *(Node(m, "measure", m, "f") for m in ("m1", "m2", "m3"))]
    indicators = [
        indicator(of_year="10", actual="30", id="a", node="m1"),
        indicator(of_year="10", actual="5", id="b", node="m1", tags=("core",)),
        indicator(of_year="10", actual="6", id="c", node="m2"),
        indicator(of_year="10", actual=Absence.NOT_YET_COUNTED, id="d", node="m3"),
    ]
    given = [ingenuity("m1", "99"), ingenuity("m2", "0"), ingenuity("m3", "10")]
    done = evaluate(plan(indicators, given, nodes), YEAR, scheme("points-with-caps"), None)
    by_node = {measure.node: measure.computed for measure in done.measures}
    assert by_node["m1"].points == Decimal("83.3")
    assert by_node["m1"].grade == "良"
    assert by_node["m2"].points == Decimal("60.0")
    assert (by_node["m3"].standing, by_node["m3"].missing) == (Standing.REFUSED, ("actual",))
    assert done.nodes[0].verdicts[0].points == Decimal(71)
    assert [(g.name, g.reached, g.counted, g.rate_printed) for g in done.groups] == [("分野", 2, 2, "100")]


def trend(before: str, now: Figure, name: str = "i1") -> Indicator:
    made = indicator(id=name, actual=now, direction=Direction.INCREASE)
    return replace(made, actuals=(Actual(YEAR - 1, Decimal(before)), *made.actuals))


def overall(grade: str | None, *indicators: Indicator) -> MeasureOutcome:
    ratings = () if grade is None else (Rating("overall", Rater.SECOND, grade),)
    result = NodeYear("n1", YEAR, ratings=ratings, answers=(Answer("emergency", text="no"),))
    return evaluate(plan(indicators, [result]), YEAR, scheme("judged-beside-computed"), None).measures[0]


def test_a_judged_step_takes_peoples_grade_and_shows_the_computed_one_beside_it() -> None:
    measure = overall("3", trend("1", "2"))
    assert measure.computed.grade == "3"
    assert [(verdict.step, verdict.grade) for verdict in measure.verdicts] == [("suggested", "5"), ("overall", "3")]
    said = render(measure.computed.explanation, "ja", scheme("judged-beside-computed").messages)
    assert "計算による評価は5（KPI i1：令和6年度の実績値2件は前年度の1件より良い）" in said


def test_a_judged_step_without_a_judgement_awaits_it_and_still_shows_the_computed_one() -> None:
    verdict = overall(None, trend("2", "1"), trend("2", "1", "i2")).computed
    assert (verdict.standing, verdict.grade, verdict.missing) == (Standing.AWAITING, None, ("rating:overall",))
    assert "計算による評価：1" in render(verdict.explanation, "ja", scheme("judged-beside-computed").messages)


def test_a_measure_left_out_of_the_denominator_is_not_computed() -> None:
    result = NodeYear("n1", YEAR, answers=(Answer("emergency", text="yes"),))
    measure = evaluate(plan((), [result]), YEAR, scheme("judged-beside-computed"), None).measures[0]
    assert measure.verdicts[0].standing is Standing.LEFT_OUT


@pytest.mark.parametrize(("actual", "grade"), [("50", "a"), ("49.9", "b"), ("24.9", "b"), ("24.4", "c"), ("0", "c")])
def test_interim_targets_are_prorated_and_bands_look_at_rates_as_printed(actual: str, grade: str) -> None:
    line = replace(
        indicator("0", "300", actual),
        baseline=Baseline(Decimal(0), 2022),
        interim_targets=(Target(2026, Decimal(100)),),
        final_year=2028,
    )
    done = evaluate(plan([line]), YEAR, scheme("interim-prorated"), None)
    assert done.measures[0].computed.grade == grade
    assert done.measures[0].indicators[0].target == Decimal(50)
