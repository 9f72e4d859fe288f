"""The arithmetic of achievement, with the numbers in the tests."""

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from monosashi.core.indicators import Composition, Direction
from monosashi.core.values import Absence, Described, Span
from monosashi.evaluation.achievement import (
    Comparison,
    Tolerance,
    compare,
    compose,
    improvement,
    ratio,
    told_direction,
)

UP, DOWN, HOLD, RANGE = Direction.INCREASE, Direction.DECREASE, Direction.MAINTAIN, Direction.RANGE
BEYOND, SAME, SHORT = Comparison.BEYOND, Comparison.SAME, Comparison.SHORT
figures = st.decimals(min_value=-10_000, max_value=10_000, places=2)
positive = st.decimals(min_value=Decimal("0.01"), max_value=10_000, places=2)


@pytest.mark.parametrize(("actual", "rate"), [("12", "-20"), ("10", "0"), ("5", "50"), ("0", "100")])
def test_improvement_of_an_indicator_that_should_fall(actual: str, rate: str) -> None:
    assert improvement(Decimal(actual), baseline=Decimal(10), target=Decimal(0)) == Decimal(rate)


def test_improvement_is_refused_where_the_target_is_the_baseline() -> None:
    assert improvement(Decimal(70), baseline=Decimal(60), target=Decimal(60)) is None


def test_improvement_of_a_cumulative_count_leaves_the_baseline_out() -> None:
    assert improvement(Decimal(2216277), Decimal(1172820), Decimal(4470000)).quantize(Decimal("0.1")) == Decimal("31.6")  # type: ignore[union-attr]


@pytest.mark.parametrize(
    ("actual", "target", "direction", "rate"),
    [
        ("48", "20", UP, "240"),
        ("0", "20", UP, "0"),
        ("20", "10", DOWN, "50"),
        ("5", "10", DOWN, "200"),
        ("83.6", "100", HOLD, "83.6"),
        ("3", "0", UP, None),
        ("0", "10", DOWN, None),
        ("-5", "10", UP, None),
        ("-5", "-10", UP, None),
        ("5", "10", RANGE, None),
    ],
)
def test_ratio_follows_the_direction_and_needs_a_divisor(
    actual: str, target: str, direction: Direction, rate: str | None
) -> None:
    assert ratio(Decimal(actual), Decimal(target), direction) == (None if rate is None else Decimal(rate))


@pytest.mark.parametrize(
    ("actual", "reference", "direction", "placed"),
    [
        ("11", "10", UP, BEYOND),
        ("10.0", "10", UP, SAME),
        ("9", "10", UP, SHORT),
        ("9", "10", DOWN, BEYOND),
        ("11", "10", DOWN, SHORT),
        ("11", "10", HOLD, SHORT),
        ("9", "10", HOLD, SHORT),
        ("10", "10", HOLD, SAME),
        ("10", "10", Direction.UNDECLARED, SAME),
        ("11", "10", Direction.UNDECLARED, None),
    ],
)
def test_comparison_follows_the_direction(
    actual: str, reference: str, direction: Direction, placed: Comparison | None
) -> None:
    assert compare(Decimal(actual), Decimal(reference), direction) is placed


@pytest.mark.parametrize(("actual", "placed"), [("20", SAME), ("30", SAME), ("25", SAME), ("19", SHORT), ("31", SHORT)])
def test_a_range_is_reached_from_end_to_end(actual: str, placed: Comparison) -> None:
    assert compare(Decimal(actual), Span(Decimal(20), Decimal(30)), RANGE) is placed


def test_a_range_that_is_nearer_than_the_baseline_is_better() -> None:
    aim = Span(Decimal(20), Decimal(30))
    assert compare(Decimal(35), Decimal(50), RANGE, aim) is BEYOND
    assert compare(Decimal(15), Decimal(35), RANGE, aim) is SAME


@pytest.mark.parametrize(
    ("actual", "placed"),
    [
        (Span(Decimal(10), Decimal(30)), BEYOND),
        (Span(Decimal(9), Decimal(30)), SAME),
        (Span(Decimal(5), Decimal(8)), SHORT),
        (Span(Decimal(5), Decimal(30)), None),
        (Span(Decimal(10), None), BEYOND),
        (Span(None, Decimal(8)), SHORT),
    ],
)
def test_an_actual_that_is_a_range_counts_by_its_worse_end(actual: Span, placed: Comparison | None) -> None:
    assert compare(actual, Decimal(9), UP) is placed


def test_a_target_of_at_least_is_passed_only_by_more_where_more_is_better() -> None:
    assert compare(Decimal(8), Span(Decimal(10), None), UP) is SHORT
    assert compare(Decimal(12), Span(Decimal(10), None), UP) is SAME


def test_words_are_met_by_the_same_words_and_otherwise_judged_by_people() -> None:
    level = Described("レベルAA準拠")
    assert compare(level, Described("レベルAA準拠"), UP) is SAME
    assert compare(Described("レベルA準拠"), level, UP) is None


@pytest.mark.parametrize("absence", list(Absence))
def test_no_absence_is_ever_compared_as_zero(absence: Absence) -> None:
    assert compare(absence, Decimal(0), DOWN) is None
    assert compare(Decimal(0), absence, UP) is None


def test_within_the_tolerance_is_the_same() -> None:
    assert compare(Decimal(48), Decimal(50), UP, margin=Tolerance(points=Decimal(2)).margin(Decimal(50))) is SAME
    assert compare(Decimal("47.9"), Decimal(50), UP, margin=Tolerance(points=Decimal(2)).margin(Decimal(50))) is SHORT
    assert Tolerance(relative=Decimal(5)).margin(Decimal(-40)) == Decimal(2)


@pytest.mark.parametrize(
    ("parts", "composition", "whole"),
    [
        (("20.0", "40.0"), Composition.PRODUCT, "8.0"),
        (("18.1", "31.1"), Composition.PRODUCT, "5.6291"),
        (("1", "2", "6"), Composition.SUM, "9"),
        (("1", "2", "6"), Composition.MEAN, "3"),
        (("1", "2"), Composition.ALL, None),
        ((), Composition.SUM, None),
    ],
)
def test_components_make_the_whole(parts: tuple[str, ...], composition: Composition, whole: str | None) -> None:
    made = compose(tuple(map(Decimal, parts)), composition)
    assert made == (None if whole is None else Decimal(whole))


def test_a_direction_is_told_from_baseline_to_target_and_from_nothing_else() -> None:
    assert told_direction(Decimal(10), Decimal(20)) is UP
    assert told_direction(Decimal(20), Decimal(10)) is DOWN
    assert told_direction(Decimal(10), Decimal(10)) is None
    assert told_direction(Absence.NOT_STATED, Decimal(10)) is None
    assert told_direction(None, Span(Decimal(1), Decimal(2))) is RANGE


@given(figures, figures, figures, st.sampled_from([UP, DOWN]))
def test_moving_towards_better_never_compares_worse(a: Decimal, b: Decimal, ref: Decimal, way: Direction) -> None:
    worse, better = sorted((a, b), reverse=way is DOWN)
    placed_worse, placed_better = compare(worse, ref, way), compare(better, ref, way)
    assert placed_worse is not None
    assert placed_better is not None
    assert placed_worse <= placed_better


@given(positive, positive, positive, st.sampled_from([UP, DOWN]))
def test_a_ratio_does_not_depend_on_the_unit(actual: Decimal, target: Decimal, scale: Decimal, way: Direction) -> None:
    plain, scaled = ratio(actual, target, way), ratio(actual * scale, target * scale, way)
    assert plain is not None
    assert scaled is not None
    assert abs(plain - scaled) <= abs(plain) * Decimal("1e-20")


@given(figures, figures, figures, figures)
def test_an_improvement_does_not_depend_on_where_zero_is(a: Decimal, b: Decimal, t: Decimal, shift: Decimal) -> None:
    assert improvement(a, b, t) == improvement(a + shift, b + shift, t + shift)


@given(figures, figures)
def test_improvement_is_0_at_the_baseline_and_100_at_the_target(baseline: Decimal, target: Decimal) -> None:
    if baseline != target:
        assert improvement(baseline, baseline, target) == 0
        assert improvement(target, baseline, target) == 100
