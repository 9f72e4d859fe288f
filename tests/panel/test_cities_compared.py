"""The comparison of cities against the plans themselves, reckoned here in plain Python."""

from collections.abc import Iterator
from dataclasses import replace
from decimal import Decimal
from pathlib import Path
from statistics import median

import ibis
import pytest

from monosashi.core.indicators import Direction, Indicator
from monosashi.core.plan import Plan
from monosashi.evaluation.outcomes import Evaluation, IndicatorOutcome
from monosashi.exchange.plan_file import read_plan
from monosashi.panel.cities import CityYear, city_years, compared
from monosashi.panel.opening import open_panel
from publishing.public_folders import EXAMPLES, content_of

pytestmark = [pytest.mark.slow, pytest.mark.xdist_group("panel")]


@pytest.fixture(scope="session")
def by_city(panel_folder: Path) -> dict[str, CityYear]:
    return {each.municipality: each for each in city_years(open_panel(panel_folder)) if each.fiscal_year != 2019}


def judged(city: str, year: int) -> tuple[Plan, Evaluation]:
    return read_plan(EXAMPLES / city / f"{city}.plan.json"), content_of(city, year).evaluation


def leaves(outcome: IndicatorOutcome) -> Iterator[IndicatorOutcome]:
    if not outcome.components:
        yield outcome
    for component in outcome.components:
        yield from leaves(component)


def number(value: object) -> Decimal | None:
    return value if isinstance(value, Decimal) else None


def due(indicator: Indicator, year: int) -> Decimal | None:
    for target in (*indicator.targets, *indicator.interim_targets):
        if target.fiscal_year == year and number(target.value) is not None:
            return number(target.value)
    return number(indicator.final_target) if indicator.final_year == year else None


def expected(city: str, year: int) -> dict[str, object]:
    """What the comparison should say of the indicators, from plan and evaluation."""
    plan, evaluation = judged(city, year)
    there = {indicator.id: indicator for indicator in plan.indicators}
    found = [leaf for measure in evaluation.measures for whole in measure.indicators for leaf in leaves(whole)]
    reached, worse, ways = [], [], []
    for leaf in found:
        one, actual, baseline = there[leaf.indicator], number(leaf.actual), number(leaf.baseline)
        sign = {Direction.INCREASE: 1, Direction.DECREASE: -1}.get(leaf.direction)
        promised, final = due(one, year), number(one.final_target)
        if sign and actual is not None and promised is not None:
            reached.append(sign * (actual - promised) >= 0)
        if sign and actual is not None and baseline is not None:
            worse.append(sign * (actual - baseline) < 0)
        if actual is not None and baseline is not None and final is not None and final != baseline:
            ways.append(100 * (actual - baseline) / (final - baseline))
    return {
        "indicators": len(found),
        "outcome": sum(there[leaf.indicator].kind == "outcome" for leaf in found),
        "due": len(reached),
        "reached": sum(reached),
        "held_against_baseline": len(worse),
        "worse": sum(worse),
        "on_the_way": len(ways),
        "way_gone": round(median(ways), 1) if ways else None,
    }


@pytest.mark.parametrize(
    ("city", "name", "year"), [("akita", "秋田市", 2024), ("sasebo", "佐世保市", 2022), ("nagasaki", "長崎県", 2020)]
)
def test_indicators_are_counted_as_the_plan_has_them(
    city: str, name: str, year: int, by_city: dict[str, CityYear]
) -> None:
    said = expected(city, year)
    assert {field: getattr(by_city[name], field) for field in said} == said


def test_measures_grades_and_money_of_akita_are_those_of_the_report(by_city: dict[str, CityYear]) -> None:
    akita = by_city["秋田市"]
    assert (akita.measures, akita.excluded, akita.refused) == (68, 0, 23)
    assert (akita.graded_twice, akita.self_differs) == (45, 0)
    assert (akita.current, akita.spent, akita.execution) == (Decimal(672029), Decimal(611662), Decimal(91))
    assert akita.undeclared == akita.indicators == 70


def test_sasebo_reached_two_thirds_of_its_targets(by_city: dict[str, CityYear]) -> None:
    assert (by_city["佐世保市"].reached, by_city["佐世保市"].due) == (18, 27)


def test_what_a_city_did_not_publish_is_none_and_not_zero(by_city: dict[str, CityYear]) -> None:
    sasebo = by_city["佐世保市"]
    assert (sasebo.current, sasebo.spent, sasebo.execution, sasebo.way_gone) == (None, None, None, None)


def test_each_year_that_was_evaluated_is_a_row_and_one_alone_can_be_asked_for(panel_folder: Path) -> None:
    panel = open_panel(panel_folder)
    assert [(each.municipality, each.fiscal_year) for each in city_years(panel)] == [
        ("秋田市", 2024),
        ("長崎県", 2019),
        ("長崎県", 2020),
        ("佐世保市", 2022),
    ]
    assert [each.municipality for each in city_years(panel, 2022)] == ["佐世保市"]
    assert city_years(panel, 1999) == ()


@pytest.mark.parametrize(
    ("unit", "current"),
    [("円", Decimal("672.029")), ("千円", Decimal(672029)), ("百万円", Decimal(672029000)), ("ドル", None)],
)
def test_money_is_in_thousand_yen_whatever_the_unit_and_unknown_units_are_not_guessed(
    unit: str, current: Decimal | None, panel_folder: Path
) -> None:
    panel = open_panel(panel_folder)
    in_unit = replace(panel, money_totals=panel.money_totals.mutate(unit=ibis.literal(unit)))
    (akita,) = city_years(in_unit, 2024)
    assert akita.current == current
    assert akita.execution == Decimal(91)


@pytest.mark.parametrize("dialect", ["databricks", "postgres"])
def test_engines_beyond_one_machine_can_be_asked_the_same(dialect: str, panel_folder: Path) -> None:
    assert "GROUP BY" in ibis.to_sql(compared(open_panel(panel_folder)), dialect=dialect)
