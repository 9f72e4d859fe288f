"""Fiscal years: what names one, what does not and why, and how one is printed."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from monosashi.core.fiscal_years import NotAFiscalYear, print_fiscal_year, read_fiscal_year
from monosashi.wording import LANGUAGES, render


@pytest.mark.parametrize(
    ("text", "year"),
    [
        ("令和6年度", 2024),
        ("R6", 2024),
        ("R6年度", 2024),
        ("r6", 2024),
        ("R.6", 2024),
        ("R06", 2024),
        ("Ｒ６", 2024),
        ("令和６年度", 2024),
        ("令和 6 年度", 2024),
        ("2024年度", 2024),
        ("2024", 2024),
        ("FY2024", 2024),
        ("令和元年度", 2019),
        ("令和1年度", 2019),
        ("R1", 2019),
        ("H31", 2019),
        ("平成31年度", 2019),
        ("平成30年度", 2018),
        ("平成元年度", 1989),
        ("S63", 1988),
        ("昭和63年度", 1988),
        ("令和八年度", 2026),
        ("平成三十一年度", 2019),
        ("昭和六十三年度", 1988),
        ("平成十年度", 1998),
        ("令和 十 年度", 2028),
        ("二〇二六年度", 2026),
    ],
)
def test_a_fiscal_year_is_read_from_the_ways_in_which_it_is_written(text: str, year: int) -> None:
    assert read_fiscal_year(text) == year


@pytest.mark.parametrize(
    ("text", "reason"),
    [
        ("令和6年", "fiscal_year.calendar_year"),
        ("2024年", "fiscal_year.calendar_year"),
        ("令和6", "fiscal_year.bare_era_year"),
        ("令和 8", "fiscal_year.bare_era_year"),
        ("令和八", "fiscal_year.bare_era_year"),
        ("昭和99", "fiscal_year.outside_era"),
        ("平成九十年度", "fiscal_year.outside_era"),
        ("令和十〇年度", "fiscal_year.unknown"),
        ("令和八年", "fiscal_year.calendar_year"),
        ("二〇二六年第一四半期", "fiscal_year.part_of_year"),
        ("-5", "fiscal_year.unknown"),
        ("令和6年度上半期", "fiscal_year.part_of_year"),
        ("2024年度第1四半期", "fiscal_year.part_of_year"),
        ("2024-Q3", "fiscal_year.part_of_year"),
        ("令和6年10月1日", "fiscal_year.day"),
        ("令和6年度末", "fiscal_year.day"),
        ("R6.4.1現在", "fiscal_year.day"),
        ("2024/04/01", "fiscal_year.day"),
        ("H32", "fiscal_year.outside_era"),
        ("昭和64年度", "fiscal_year.outside_era"),
        ("令和0年度", "fiscal_year.outside_era"),
        ("", "fiscal_year.unknown"),
        ("6", "fiscal_year.unknown"),
        ("約2024", "fiscal_year.unknown"),
    ],
)
def test_what_is_not_one_fiscal_year_is_refused_with_its_reason(text: str, reason: str) -> None:
    with pytest.raises(NotAFiscalYear) as refused:
        read_fiscal_year(text)
    assert refused.value.reason.id == reason
    assert all(render(refused.value.reason, language) for language in LANGUAGES)


@pytest.mark.parametrize(
    ("year", "printed"),
    [(2024, "令和6年度"), (2019, "令和元年度"), (2018, "平成30年度"), (1989, "平成元年度"), (1988, "昭和63年度")],
)
def test_a_fiscal_year_is_printed_in_its_era(year: int, printed: str) -> None:
    assert print_fiscal_year(year) == printed


@given(st.integers(1868, 2117))
def test_a_printed_fiscal_year_is_read_again(year: int) -> None:
    assert read_fiscal_year(print_fiscal_year(year)) == year


@given(st.text())
def test_any_text_is_a_fiscal_year_or_refused(text: str) -> None:
    try:
        assert isinstance(read_fiscal_year(text), int)
    except NotAFiscalYear as refused:
        assert refused.text == text  # noqa: PT017 -- both ways are right
