"""Figures with their unit, absences as words, days and years as people read them."""

from datetime import date
from decimal import Decimal

import pytest
from django.utils import translation

from monosashi.core.values import Absence, Described, Span, Value
from monosashi.office.ui.cells import Cell, figure, signed
from monosashi.office.ui.dates import day_text, period_text
from monosashi.office.ui.markup import cell_markup


@pytest.mark.parametrize(
    ("value", "text"),
    [
        (Decimal("1234567.50"), "1,234,567.50"),
        (Decimal(-16474), "△16,474"),
        (Decimal(0), "0"),
        (Absence.NOT_YET_COUNTED, "未集計"),
        (Span(Decimal(10), None), "10以上"),
        (Described("レベルAA準拠"), "レベルAA準拠"),
        (None, "記載なし"),
    ],
)
def test_a_value_is_printed_with_its_scale_and_an_absence_is_a_word(value: Value | None, text: str) -> None:
    assert figure(value, "件").text == text


def test_an_absence_is_told_apart_from_a_figure_and_has_no_unit() -> None:
    assert cell_markup(figure(None, "千円")) == '<span class="abs">記載なし</span>'
    assert cell_markup(figure(Decimal(0), "千円")) == '<span class="num">0<span class="u">千円</span></span>'


def test_a_difference_shows_its_sign() -> None:
    assert [signed(Decimal(number)).text for number in ("5408", "-3", "0")] == ["＋5,408", "△3", "0"]


@pytest.mark.parametrize(
    ("period", "text"),
    [
        ("2024", "令和6年度"),
        ("2024-Q4", "令和6年度第4四半期"),
        ("2019-05", "令和元年5月"),
        ("2019-04-30", "平成31年4月30日"),
        ("2025-02-30", "2025-02-30"),
        ("令和8年春", "令和8年春"),
    ],
)
def test_a_period_of_a_plan_is_printed_in_japanese_years(period: str, text: str) -> None:
    assert period_text(period) == text


def test_in_english_a_day_is_printed_as_it_is_sorted() -> None:
    with translation.override("en"):
        assert (day_text(date(2025, 3, 31)), figure(Decimal(-5)).text) == ("2025-03-31", "-5")


def test_what_stands_in_a_cell_is_escaped() -> None:
    assert cell_markup(Cell("<i>", tag="done", note="<b>")) == (
        '<span class="tag tag--done">&lt;i&gt;</span><br><span class="small quiet">&lt;b&gt;</span>'
    )


def test_a_day_in_a_narrow_column_stays_on_one_line() -> None:
    held = '<span class="nowrap">11月27日</span>'
    assert cell_markup(Cell("11月27日", exact="2026-11-27", whole=True)) == f'<span class="num">{held}</span>'
