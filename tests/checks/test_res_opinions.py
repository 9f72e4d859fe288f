"""Results that fall, stand still or lag: what the auditor saw is found, repaired it is silent, planted it is raised."""

from dataclasses import replace
from decimal import Decimal

import pytest

from checks.akita_plan import (
    akita,
    findings_of,
    indicator,
    nodes_of,
    speaks,
    with_actual,
    with_figures,
    with_indicator,
)
from monosashi.checks.finding import Severity
from monosashi.core.indicators import Accumulation, Fraction, ReferenceSeries, SeriesPoint


@pytest.mark.parametrize(("node", "repaired"), [("n-p146", "96.0"), ("n-p141", "84.5")])  # opinion 21
def test_an_actual_below_the_baseline_is_found_and_one_above_it_silences(node: str, repaired: str) -> None:
    assert speaks("RES001", node)
    assert not speaks("RES001", node, with_actual(akita(), f"i{node[1:]}", repaired))


def test_nothing_else_in_akita_fell_below_its_baseline() -> None:
    assert nodes_of(findings_of("RES001")) == ["n-p141", "n-p146"]


def test_a_fall_in_a_quiet_measure_is_found() -> None:
    assert not speaks("RES001", "n-p137")
    assert speaks("RES001", "n-p137", with_actual(akita(), "i-p137", "1.2"))


@pytest.mark.parametrize(  # opinions 8, 16 and 17
    ("node", "repaired"), [("n-p074", "3"), ("n-p125", "1"), ("n-p133", "2"), ("n-p090", "34")]
)
def test_an_actual_that_stands_still_is_found_and_a_step_forward_silences(node: str, repaired: str) -> None:
    assert speaks("RES002", node)
    assert not speaks("RES002", node, with_actual(akita(), f"i{node[1:]}", repaired))


def test_standing_still_in_a_quiet_measure_is_found() -> None:
    assert len(findings_of("RES002")) == 4
    assert speaks("RES002", "n-p137", with_actual(akita(), "i-p137", "2.0"))


def test_the_share_of_electronic_applications_is_behind_its_pace_and_24_1_percent_silences() -> None:  # opinion 7
    (finding,) = [f for f in findings_of("RES003") if f.node == "n-p069"]
    evidence = dict(finding.evidence)
    assert (evidence["due"], evidence["done"]) == (Decimal("24.1"), Decimal(51))
    assert finding.proposal is not None
    assert dict(finding.proposal.message.params)["reached"] == Decimal("25.6")
    assert not speaks("RES003", "n-p069", with_actual(akita(), "i-p069", "24.1"))


def test_falling_behind_in_a_quiet_measure_is_found() -> None:
    assert not speaks("RES003", "n-p105")
    changed = with_actual(akita(), "i-p105", "330")
    assert [f.severity for f in findings_of("RES003", changed) if f.node == "n-p105"] == [Severity.WARNING]


def test_a_running_total_of_bus_rides_hides_a_fall_of_11_percent() -> None:
    (finding,) = findings_of("RES004")
    evidence = dict(finding.evidence)
    assert finding.node == "n-p145"
    assert (evidence["increment"], evidence["earlier"]) == (Decimal(1043457), Decimal(1172820))
    assert evidence["change"] == Decimal("-11.0")
    assert not speaks("RES004", "n-p145", with_actual(akita(), "i-p145", "2400000"))


def test_a_fall_under_a_running_total_in_a_quiet_measure_is_found() -> None:
    told = with_indicator(akita(), "i-p120", rationale="基準値は令和5年度の1年間の受講者である。")
    assert not speaks("RES004", "n-p120", told)
    assert speaks("RES004", "n-p120", with_actual(told, "i-p120", "160"))


def test_plus_30_is_the_distance_from_the_target_and_plus_47_silences() -> None:
    (finding,) = findings_of("RES005")
    assert finding.node == "n-p103"
    assert finding.message.id == "check.RES005.against_target"
    actual = indicator("i-p103").actuals[0]
    repaired = with_indicator(akita(), "i-p103", actuals=(replace(actual, note="(+47)"),))
    assert findings_of("RES005", repaired) == ()


def test_a_misprinted_change_in_a_quiet_measure_is_found() -> None:
    actual = indicator("i-p091").actuals[0]
    changed = with_indicator(akita(), "i-p091", actuals=(replace(actual, note="(+500)"),))
    assert speaks("RES005", "n-p091", changed)


@pytest.mark.parametrize("node", ["n-p136", "n-p137"])
def test_a_yearly_figure_called_cumulative_is_found_and_a_label_that_fits_silences(node: str) -> None:
    assert speaks("RES006", node)
    id_ = f"i{node[1:]}"
    actual = replace(indicator(id_).actuals[0], note="")
    repaired = with_indicator(akita(), id_, accumulation=Accumulation.ANNUAL, actuals=(actual,))
    assert not speaks("RES006", node, repaired)


def test_a_reference_rate_with_another_denominator_is_found() -> None:
    assert "n-p069" in nodes_of(findings_of("RES007"))
    repaired = with_indicator(akita(), "i-p069", reference_series=())
    assert not speaks("RES007", "n-p069", repaired)
    series = ReferenceSeries("電子化した手続を分母とする割合", "%", (SeriesPoint(2024, Decimal(62)),))
    planted = with_indicator(akita(), "i-p087", reference_series=(series,))
    assert speaks("RES007", "n-p087", planted)


def test_a_rate_that_is_not_its_fraction_is_found_and_the_printed_ones_raise_nothing() -> None:
    assert findings_of("RES008") == ()
    wrong = with_indicator(akita(), "i-p087", fractions=(Fraction(2024, Decimal(3111), Decimal(9695)),))
    assert speaks("RES008", "n-p087", wrong)


def test_a_product_that_is_not_its_parts_is_found_and_the_printed_one_raises_nothing() -> None:
    assert findings_of("RES012") == ()
    assert speaks("RES012", "n-p070", with_actual(akita(), "i-p070", "7.3"))


def test_a_slipped_digit_and_an_empty_actual_are_found_in_quiet_measures() -> None:
    assert findings_of("RES010") == findings_of("RES011") == ()
    assert speaks("RES010", "n-p105", with_figures(akita(), "i-p105", "278", "1200", "6370"))
    assert speaks("RES011", "n-p105", with_indicator(akita(), "i-p105", actuals=()))
