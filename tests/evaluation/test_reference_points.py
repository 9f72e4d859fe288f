"""What an indicator is held against in a year."""

from dataclasses import replace
from decimal import Decimal

import pytest

from evaluation.evaluated_plans import indicator, plan
from monosashi.core.indicators import Actual, Baseline, Target
from monosashi.core.plan import KeptTarget, PlanYear
from monosashi.core.values import Absence, Value
from monosashi.evaluation.reference_points import Path, Reference, YearOfPlan, value_at, year_of_plan

LINE = replace(
    indicator("10", "40"),
    baseline=Baseline(Decimal(10), 2023),
    interim_targets=(Target(2025, Decimal(16)),),
    targets=(Target(2024, Decimal(12)),),
    actuals=(Actual(2023, Decimal(10)), Actual(2024, Absence.NOT_YET_COUNTED)),
)


def at(year: int, path: Path = Path.STRAIGHT) -> YearOfPlan:
    return YearOfPlan(year, first_year=2024, last_year=2026, path=path)


@pytest.mark.parametrize(
    ("reference", "year", "value"),
    [
        (Reference.BASELINE, 2024, "10"),
        (Reference.FINAL_TARGET, 2024, "40"),
        (Reference.TARGET_OF_YEAR, 2024, "12"),
        (Reference.TARGET_OF_YEAR, 2025, None),
        (Reference.TARGET_OF_YEAR, 2026, "40"),
        (Reference.INTERIM_TARGET, 2024, "16"),
        (Reference.INTERIM_TARGET, 2025, "16"),
        (Reference.INTERIM_TARGET, 2026, None),
        (Reference.PREVIOUS_ACTUAL, 2024, "10"),
        (Reference.PREVIOUS_ACTUAL, 2023, None),
        (Reference.PRORATED_TARGET, 2024, "20"),
        (Reference.PRORATED_TARGET, 2022, "10"),
        (Reference.PRORATED_TARGET, 2030, "40"),
    ],
)
def test_each_reference_has_its_own_figure(reference: Reference, year: int, value: str | None) -> None:
    assert value_at(LINE, reference, at(year)) == (None if value is None else Decimal(value))


@pytest.mark.parametrize(("year", "value"), [(2023, "10"), (2024, "12"), (2025, "16"), (2026, "40")])
def test_a_stated_path_runs_through_the_stated_targets(year: int, value: str) -> None:
    assert value_at(LINE, Reference.PRORATED_TARGET, at(year, Path.STATED)) == Decimal(value)


def test_an_absent_actual_stays_absent() -> None:
    assert value_at(LINE, Reference.ACTUAL, at(2024)) is Absence.NOT_YET_COUNTED


@pytest.mark.parametrize("end", [None, Absence.NOT_SET])
def test_nothing_is_prorated_towards_a_target_that_is_no_number(end: Value | None) -> None:
    assert value_at(replace(LINE, final_target=end), Reference.PRORATED_TARGET, at(2024)) is None


def test_a_settled_year_keeps_the_target_it_was_judged_by() -> None:
    kept = (PlanYear(2024, kept_targets=(KeptTarget("i1", Decimal(30)),)),)
    settled = replace(plan([LINE]), years=kept)
    assert value_at(LINE, Reference.FINAL_TARGET, year_of_plan(settled, 2024)) == Decimal(30)
    assert value_at(LINE, Reference.FINAL_TARGET, year_of_plan(settled, 2025)) == Decimal(40)


def test_a_baseline_without_a_year_is_that_of_the_year_before_the_plan() -> None:
    undated = replace(LINE, baseline=Baseline(Decimal(10), None, "令和5年10月1日"))
    assert value_at(undated, Reference.PRORATED_TARGET, at(2024)) == Decimal(20)
