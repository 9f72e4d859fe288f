"""The Akita scheme on single indicators: order, ties, components, absences, directions that nobody declared."""

from dataclasses import replace
from decimal import Decimal

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from evaluation.evaluated_plans import YEAR, Figure, indicator, plan
from monosashi.core.indicators import Composition, Direction, Indicator
from monosashi.core.plan import Plan
from monosashi.core.results import Exclusion, ExclusionReason, ManagedBy, NodeYear, Rater, Rating
from monosashi.core.tree import Node
from monosashi.core.values import Absence, Span
from monosashi.evaluation.evaluate import (
    evaluate,
    evaluate_indicator,
    evaluate_measure,
    shipped_life_cycle,
    shipped_scheme,
)
from monosashi.evaluation.outcomes import Standing, Verdict
from monosashi.wording import Language, render

AKITA = shipped_scheme("akita@1")
STAGES = shipped_life_cycle("akita@1")


def judged(of: Plan) -> Verdict:
    return evaluate(of, YEAR, AKITA, STAGES).measures[0].computed


def grade(*figures: Figure, direction: Direction = Direction.UNDECLARED) -> str | None:
    return judged(plan([indicator(*figures, direction=direction)])).grade


def said(verdict: Verdict, language: Language = "ja") -> str:
    return render(verdict.explanation, language, AKITA.messages)


@pytest.mark.parametrize(
    ("baseline", "target", "actual", "expected"),
    [
        ("7", "10", "10", "A"),
        ("183", "200", "230", "A"),
        ("21.1", "30.0", "22.6", "B"),
        ("2", "3", "2", "C"),
        ("84", "86", "83", "D"),
        ("60", "60", "60", "A"),
        ("246", "246", "358", "A"),
        ("60", "60", "59", "D"),
        ("10", "4", "4", "A"),
        ("10", "4", "5", "B"),
        ("10", "4", "11", "D"),
        ("0", "1", "0", "C"),
        ("100", "0", "0", "A"),
    ],
)
def test_a_figure_is_graded_against_final_target_and_baseline(
    baseline: str, target: str, actual: str, expected: str
) -> None:
    assert grade(baseline, target, actual) == expected


def test_where_target_baseline_and_actual_are_equal_a_comes_before_c_and_the_tie_is_named() -> None:
    verdict = judged(plan([indicator("60", "60", "60")]))
    assert verdict.grade == "A"
    assert "60件とも基準値60件とも同じ" in said(verdict)
    assert "equals both" in said(verdict, "en")


def test_the_explanation_carries_baseline_actual_target_year_and_unit() -> None:
    text = said(judged(plan([indicator("5722", "24000", "21408")])))
    assert all(part in text for part in ("令和6年度", "21,408件", "5,722件", "24,000件", "令和8年度"))


def test_a_direction_that_was_told_from_the_figures_is_said() -> None:
    assert "目標値が基準値より小さい" in said(judged(plan([indicator("10", "4", "5")])))
    assert "この方式の定めにより増えるほど良い" in said(judged(plan([indicator("246", "246", "358")])))
    declared = plan([indicator("10", "4", "5", direction=Direction.DECREASE)])
    assert "方向の記載がない" not in said(judged(declared))


@pytest.mark.parametrize(
    ("figures", "missing"),
    [
        (("10", "20", None), ("actual",)),
        (("10", None, "15"), ("target",)),
        ((None, "20", "15"), ("baseline",)),
        (("10", "20", Absence.NOT_YET_COUNTED), ("actual",)),
        (("10", Absence.NOT_SET, "15"), ("target",)),
        ((None, None, None), ("target", "actual")),
    ],
)
def test_what_is_absent_is_named_and_never_graded(figures: tuple[Figure, ...], missing: tuple[str, ...]) -> None:
    verdict = judged(plan([indicator(*figures)]))
    assert (verdict.standing, verdict.grade, verdict.missing) == (Standing.REFUSED, None, missing)


def test_the_refusal_says_how_the_figure_is_absent() -> None:
    assert "実績値（未集計）" in said(judged(plan([indicator("10", "20", Absence.NOT_YET_COUNTED)])))


def test_a_baseline_that_the_rule_does_not_need_may_be_absent() -> None:
    assert grade(None, "20", "20", direction=Direction.INCREASE) == "A"


def test_not_evaluated_says_so() -> None:
    verdict = judged(plan([indicator(None, Absence.NOT_EVALUATED, "73.0")]))
    assert verdict.standing is Standing.REFUSED
    assert "評価未実施" in said(verdict)


def parts(*figures: tuple[Figure, Figure, Figure], composition: Composition = Composition.ALL) -> Plan:
    whole = replace(indicator(id="i1"), composition=composition)
    components = (indicator(*f, id=f"i1-{i}", part_of="i1") for i, f in enumerate(figures, start=1))
    return plan([whole, *components])


def test_all_components_must_be_reached_and_some_are_b() -> None:
    fb, x, ig = ("1800", "1950", "1955"), ("14500", "15000", "14648"), ("14000", "16000", "16452")
    assert judged(parts(fb, ig)).grade == "A"
    verdict = judged(parts(fb, x, ig))
    assert verdict.grade == "B"
    assert "3項目のうちKPI i1-1、KPI i1-3" in said(verdict)
    assert judged(parts(fb, ("14500", "15000", "14000"))).grade == "B"
    assert judged(parts(("10", "20", "9"), x)).grade == "D"


def test_any_component_is_enough_where_the_city_says_any() -> None:
    assert judged(parts(("10", "20", "20"), ("10", "20", "5"), composition=Composition.ANY)).grade == "A"


def test_a_product_is_judged_by_its_printed_whole_or_else_by_its_components() -> None:
    rates = (("18.1", "20.0", "19.1"), ("31.1", "40.0", "33.1"))
    alone = parts(*rates, composition=Composition.PRODUCT)
    printed = replace(alone, indicators=(with_figures(alone.indicators[0], "5.6", "8.0", "6.3"), *alone.indicators[1:]))
    for made, whole in ((alone, "6.3221"), (printed, "6.3")):
        outcome = evaluate(made, YEAR, AKITA, STAGES).measures[0]
        assert outcome.computed.grade == "B"
        assert outcome.indicators[0].actual == Decimal(whole)
        assert len(outcome.indicators[0].components) == 2


def with_figures(whole: Indicator, baseline: str, target: str, actual: str) -> Indicator:
    figures = indicator(baseline, target, actual)
    return replace(whole, baseline=figures.baseline, final_target=figures.final_target, actuals=figures.actuals)


def test_one_component_alone_is_judged_as_in_the_whole() -> None:
    of = parts(("10", "20", "20"), ("10", "20", "9"))
    outcome = evaluate_indicator(of, "i1-2", YEAR, AKITA, STAGES)
    assert (outcome.actual, outcome.achievement_rate) == (Decimal(9), Decimal("45.0"))


def test_an_actual_printed_as_a_range_is_judged_by_its_worse_end() -> None:
    assert grade("3", "9", Span(Decimal(10), Decimal(30))) == "A"
    assert grade("3", "20", Span(Decimal(10), Decimal(30))) is None


def test_a_measure_managed_by_schedule_is_left_to_people_whatever_the_self_grade() -> None:
    rated = NodeYear("n1", YEAR, stage="1", ratings=(Rating("progress", Rater.SELF, "B"),))
    verdict = judged(plan([indicator("1", "2", "2")], [rated]))
    assert (verdict.standing, verdict.grade, verdict.missing) == (Standing.REFUSED, None, ("schedule_progress",))


def test_what_was_stated_for_the_year_wins_over_the_stage() -> None:
    by_schedule = NodeYear("n1", YEAR, stage="2", managed_by=ManagedBy.SCHEDULE)
    assert judged(plan([indicator("1", "2", "2")], [by_schedule])).missing == ("schedule_progress",)
    assert judged(plan([indicator("1", "2", "2")], [NodeYear("n1", YEAR, stage="2")])).grade == "A"


def test_a_measure_without_indicator_names_it() -> None:
    assert judged(plan()).missing == ("indicator",)


def test_an_excluded_measure_is_left_out_with_its_reason() -> None:
    out = NodeYear("n1", YEAR, excluded=Exclusion(ExclusionReason.FINISHED))
    verdict = judged(plan([indicator("1", "2", "2")], [out]))
    assert verdict.standing is Standing.LEFT_OUT
    assert "対象外" in said(verdict)


def test_one_measure_alone_is_judged_as_in_the_whole() -> None:
    of = plan([indicator("21.1", "30.0", "22.6")])
    whole = evaluate(of, YEAR, AKITA, STAGES).measures[0]
    assert evaluate_measure(of, "n1", YEAR, AKITA, STAGES) == whole
    assert evaluate_indicator(of, "i1", YEAR, AKITA, STAGES) == whole.indicators[0]


def test_one_measure_alone_knows_that_a_node_above_is_excluded() -> None:
    nodes = [Node("f", "field", "教育"), Node("n1", "measure", "", "f")]
    out = NodeYear("f", YEAR, excluded=Exclusion(ExclusionReason.NOT_STATED))
    of = plan([indicator("1", "2", "2")], [out], nodes)
    assert evaluate_measure(of, "n1", YEAR, AKITA, STAGES).computed.standing is Standing.LEFT_OUT


figures = st.integers(-500, 500).map(str)


@given(figures, figures, st.integers(-500, 500), st.integers(1, 500))
@settings(max_examples=60, deadline=None)
def test_a_better_actual_never_gives_a_worse_grade(baseline: str, target: str, actual: int, more: int) -> None:
    falling = Decimal(target) < Decimal(baseline)
    better = actual - more if falling else actual + more
    worse_grade, better_grade = grade(baseline, target, str(actual)), grade(baseline, target, str(better))
    assert worse_grade is not None
    assert better_grade is not None
    assert better_grade <= worse_grade


@given(figures, figures, figures, st.sampled_from(["0.01", "3", "1000"]))
@settings(max_examples=40, deadline=None)
def test_a_grade_does_not_depend_on_the_unit(baseline: str, target: str, actual: str, scale: str) -> None:
    scaled = (str(Decimal(f) * Decimal(scale)) for f in (baseline, target, actual))
    assert grade(*scaled) == grade(baseline, target, actual)
