"""Indicators of other cities are found by what their names share with a text, most alike first."""

from decimal import Decimal
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from monosashi.checks.similarity import letter_pairs
from monosashi.core.messages import InvalidInput
from monosashi.panel.alike import ALIKE_FROM, Alike, indicators_like, looked_for_in
from monosashi.panel.opening import Panel, open_panel

pytestmark = [pytest.mark.slow, pytest.mark.xdist_group("panel")]


@pytest.fixture(scope="session")
def panel(panel_folder: Path) -> Panel:
    return open_panel(panel_folder)


def look(panel: Panel, text: str, most: int = 50) -> Alike:
    return indicators_like(panel, looked_for_in(text), most)


def test_indicators_of_two_cities_about_the_same_thing_stand_side_by_side(panel: Panel) -> None:
    found = look(panel, "オンライン申請").indicators
    assert {each.municipality for each in found} == {"秋田市", "佐世保市"}
    assert found[0].likeness == 100
    assert [each.likeness for each in found] == sorted((each.likeness for each in found), reverse=True)


def test_the_latest_actual_and_the_final_target_stand_beside_with_their_years(panel: Panel) -> None:
    akita = next(each for each in look(panel, "オンライン申請割合").indicators if each.municipality == "秋田市")
    assert (akita.baseline, akita.actual, akita.fiscal_year) == (Decimal("2.1"), Decimal("3.1"), 2024)
    assert (akita.target, akita.target_year, akita.unit) == (Decimal(5), 2026, "%")


def test_without_a_final_target_that_of_the_year_is_shown(panel: Panel) -> None:
    sasebo = next(each for each in look(panel, "オンライン申請利用率").indicators if each.municipality == "佐世保市")
    assert (sasebo.target, sasebo.target_year, sasebo.fiscal_year) == (Decimal(20), 2022, 2022)


def test_the_name_of_the_measure_finds_its_indicators(panel: Panel) -> None:
    found = look(panel, "スマート農業").indicators
    assert {each.measure for each in found if each.likeness == 100} == {"スマート農業の推進", "スマート農業導入の支援"}


@pytest.mark.parametrize("text", ["ｵﾝﾗｲﾝ申請", "オンライン 申請", "「オンライン申請」"])
def test_spelling_does_not_matter(text: str, panel: Panel) -> None:
    assert look(panel, text) == look(panel, "オンライン申請")


def test_how_many_more_there_are_is_known(panel: Panel) -> None:
    whole = look(panel, "オンライン申請")
    short = look(panel, "オンライン申請", most=2)
    assert (short.indicators, short.total) == (whole.indicators[:2], len(whole.indicators))


@pytest.mark.parametrize("text", ["", "あ", "・・・", " a "])
def test_a_text_without_two_letters_is_told(text: str) -> None:
    with pytest.raises(InvalidInput) as told:
        looked_for_in(text)
    assert told.value.problems[0].why.id == "panel.too_short"


@settings(max_examples=15, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.text("オンライン申請利用率の件数%_'", min_size=2, max_size=8))
def test_what_is_found_shares_enough_letter_pairs_whatever_is_typed(panel: Panel, text: str) -> None:
    pairs = letter_pairs(text)
    for each in look(panel, text).indicators if pairs else ():
        shared = max(len(pairs & letter_pairs(name)) for name in (each.indicator, each.measure))
        assert 100 * shared >= ALIKE_FROM * len(pairs)
