"""From when and until when a document is kept."""

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from monosashi.office.records.periods import begins_after, last_day, last_day_with, year_ends

pytestmark = pytest.mark.without_database

YEARS = st.integers(1, 100)
DAYS = st.dates(date(1950, 1, 1), date(2100, 12, 31))


def test_what_was_made_in_fiscal_2025_and_is_kept_for_5_years_is_kept_until_31_march_2031() -> None:
    assert begins_after(2025) == date(2026, 4, 1)
    assert last_day(begins_after(2025), 5) == date(2031, 3, 31)


@given(DAYS)
def test_a_permanent_period_has_no_last_day_however_often_it_is_extended(begins: date) -> None:
    assert last_day(begins, None) is None
    assert last_day_with(begins, None, [1, 5]) is None


@pytest.mark.parametrize("years", [0, -1, 101])
def test_a_period_of_no_year_or_of_more_than_100_is_refused(years: int) -> None:
    with pytest.raises(ValueError, match=str(years)):
        last_day(date(2026, 4, 1), years)


@given(DAYS, YEARS)
def test_a_period_ends_on_the_day_before_its_anniversary(begins: date, years: int) -> None:
    ends = last_day(begins, years)
    assert ends is not None
    after = ends + timedelta(days=1)
    assert after.year == begins.year + years
    assert (after.month, after.day) == (begins.month, begins.day) or (begins.month, begins.day) == (2, 29)


@pytest.mark.parametrize("years", [1, 4])
def test_a_period_from_29_february_ends_on_28_february_whether_the_year_has_a_29th_or_not(years: int) -> None:
    assert last_day(date(2024, 2, 29), years) == date(2024 + years, 2, 28)


@given(st.integers(1950, 2100), st.lists(st.integers(1, 30), max_size=3), st.integers(1, 30))
def test_extensions_of_a_period_by_fiscal_years_add_up(year: int, extensions: list[int], years: int) -> None:
    assert last_day_with(begins_after(year), years, extensions) == year_ends(year + years + sum(extensions))
