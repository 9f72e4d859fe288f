"""An indicator out of a panel is the one of the plan: figures with their scale, absences by name, and what is not known as a word."""

from decimal import Decimal
from pathlib import Path

import duckdb
import pytest

from monosashi.core.indicators import Indicator
from monosashi.core.values import Absence, Described, Span, Value
from monosashi.exchange.plan_file import read_plan
from monosashi.panel.engine import Limits
from monosashi.panel.looking import PublishedIndicator, indicators_beside, indicators_holding, one_indicator
from monosashi.panel.opening import Panel, open_panel
from panel.published_cities import Table, made_of, republished
from publishing.public_folders import CITIES, EXAMPLES

pytestmark = [pytest.mark.slow, pytest.mark.xdist_group("panel")]


@pytest.fixture(scope="session")
def panel(panel_folder: Path) -> Panel:
    return open_panel(panel_folder, Limits(256, 1))


def figures_of(indicator: Indicator) -> list[object]:
    """What is printed of an indicator; blanks that say nothing are published nowhere."""
    told = (*indicator.targets, *indicator.interim_targets)
    targets = sorted((each.fiscal_year, str(each.value)) for each in told)
    final = (indicator.final_year, str(indicator.final_target)) if indicator.final_target is not None else None
    actuals = sorted((each.fiscal_year, str(each.value), each.status) for each in indicator.actuals)
    baseline = indicator.baseline and (indicator.baseline.fiscal_year, str(indicator.baseline.value))
    return [indicator.name, indicator.unit, indicator.kind, indicator.direction, baseline, targets, final, actuals]


def test_every_indicator_of_the_plans_comes_back_as_it_is_printed(panel: Panel) -> None:
    every = indicators_holding(panel, (), 1000).indicators
    found = {(each.plan_id, each.indicator.id): figures_of(each.indicator) for each in every}
    plans = (read_plan(EXAMPLES / city / f"{city}.plan.json") for city in CITIES)
    assert found == {(plan.id, each.id): figures_of(each) for plan in plans for each in plan.indicators}


@pytest.mark.parametrize(
    ("written", "value"),
    [
        ({"value": "0"}, Decimal(0)),
        ({"value": "22.60"}, Decimal("22.60")),
        ({"value": "NaN"}, Described("NaN")),
        ({"value_low": "1", "value_high": "2.0"}, Span(Decimal(1), Decimal("2.0"))),
        ({"value_text": "'=準拠", "value_criterion": "検査"}, Described("=準拠", "検査")),
        ({"value_absence": "survey_not_due"}, Absence.SURVEY_NOT_DUE),
        ({"value_absence": "of_a_later_version"}, Described("of_a_later_version")),
    ],
)
def test_a_figure_is_what_is_written(written: dict[str, str], value: Value, published: Path, tmp_path: Path) -> None:
    blank = dict.fromkeys(("value", "value_low", "value_high", "value_text", "value_criterion", "value_absence"), "")

    def other(rows: Table) -> Table:
        return [{**rows[0], **blank, **written}]

    city = republished(published / "sasebo", tmp_path / "sasebo", "actuals", other)
    panel = open_panel(made_of(city, to=tmp_path / "panel"))
    (actual,) = (a for each in indicators_holding(panel, (), 100).indicators for a in each.indicator.actuals)
    assert (actual.value, str(actual.value)) == (value, str(value))


def test_those_beside_one_are_of_other_cities_and_the_most_alike_first(panel: Panel) -> None:
    pairs = frozenset({"オン", "ンラ", "ライ", "イン", "申請"})
    found = indicators_beside(panel, pairs, 2, but="052019")
    assert {each.municipality for each in found.indicators} == {"佐世保市"}
    assert (len(found.indicators), found.total > 2) == (2, True)
    likeness = [each.likeness for each in found.indicators]
    assert likeness == sorted(likeness, key=lambda each: -(each or 0))


def test_one_that_is_not_there_is_none(panel: Panel) -> None:
    there = indicators_holding(panel, (), 1).indicators[0]
    assert isinstance(there, PublishedIndicator)
    key = (there.municipality_code, there.plan_id, there.indicator.id)
    assert one_indicator(panel, key) == there
    assert one_indicator(panel, (*key[:2], "elsewhere")) is None


def test_within_limits_no_other_file_is_opened_and_nothing_is_written(panel: Panel, tmp_path: Path) -> None:
    connection = panel.plans.get_backend()
    other, out = tmp_path / "other.csv", tmp_path / "out.csv"
    other.write_text("a\n1\n")
    for statement in (
        f"FROM '{other}'",
        f"COPY (SELECT 1) TO '{out}'",
        "SET enable_external_access = true",
    ):
        with pytest.raises(duckdb.Error):
            connection.raw_sql(statement)
    assert not out.exists()
