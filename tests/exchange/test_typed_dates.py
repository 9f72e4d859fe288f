"""Days in three calendars, and fiscal years."""

from datetime import date, datetime
from decimal import Decimal

import pytest

from monosashi.exchange.typed_cells import Asked, Cell, CellValue, Certain, Wrong
from monosashi.exchange.typed_dates import read_date, read_fiscal_year, serial_date
from monosashi.wording import render


@pytest.mark.parametrize(
    ("typed", "day"),
    [
        ("令和6年10月1日", date(2024, 10, 1)),
        ("令和６年１０月１日", date(2024, 10, 1)),
        ("令和元年5月1日", date(2019, 5, 1)),
        ("平成31年4月30日", date(2019, 4, 30)),
        ("昭和64年1月7日", date(1989, 1, 7)),
        ("R6.10.1", date(2024, 10, 1)),
        ("r6/10/1", date(2024, 10, 1)),
        ("R06-10-01", date(2024, 10, 1)),
        ("令6.10.1", date(2024, 10, 1)),
        ("2024/10/1", date(2024, 10, 1)),
        ("2024-10-01", date(2024, 10, 1)),
        ("2024.10.1", date(2024, 10, 1)),
        ("2024年10月1日", date(2024, 10, 1)),
        ("2024年10月1日（火）", date(2024, 10, 1)),
        ("2024-10-01T00:00:00", date(2024, 10, 1)),
        ("20241001", date(2024, 10, 1)),
        (Decimal(20241001), date(2024, 10, 1)),
        (datetime(2024, 10, 1), date(2024, 10, 1)),  # noqa: DTZ001
        (None, None),
        (" ", None),
    ],
)
def test_a_day_is_read_from_three_calendars(typed: CellValue, day: date | None) -> None:
    reading = read_date(Cell(typed))
    assert isinstance(reading, Certain)
    assert reading.value == day


@pytest.mark.parametrize(
    ("typed", "candidates"),
    [
        ("6.10.1", (date(2024, 10, 1), date(1994, 10, 1), date(2006, 10, 1))),
        ("10月1日", ()),
        ("10/1", ()),
        (Decimal(45566), (date(2024, 10, 1),)),
    ],
)
def test_a_day_whose_year_is_unclear_is_asked(typed: CellValue, candidates: tuple[date, ...]) -> None:
    reading = read_date(Cell(typed))
    assert isinstance(reading, Asked)
    assert reading.candidates == candidates


@pytest.mark.parametrize(
    ("typed", "why"),
    [
        ("2024/2/30", "typed.no_day.no_such_day"),
        ("平成31年5月1日", "typed.no_day.outside_era"),
        ("令和0年5月1日", "typed.no_day.outside_era"),
        ("9999/1/1", "typed.no_day.year_out_of_reach"),
        ("2024年度", "typed.fiscal_year_for_date"),
        ("令和6年度", "typed.fiscal_year_for_date"),
        ("秋ごろ", "typed.not_a_date"),
        (Decimal(5), "typed.not_a_date"),
        (True, "typed.not_a_date"),
    ],
)
def test_what_names_no_day_is_wrong(typed: CellValue, why: str) -> None:
    reading = read_date(Cell(typed))
    assert isinstance(reading, Wrong)
    assert reading.problem.why.id == why


@pytest.mark.parametrize(
    ("serial", "from_1904", "shown"),
    [
        ("1", False, datetime(1900, 1, 1)),  # noqa: DTZ001
        ("59", False, datetime(1900, 2, 28)),  # noqa: DTZ001
        ("61", False, datetime(1900, 3, 1)),  # noqa: DTZ001
        ("45566", False, datetime(2024, 10, 1)),  # noqa: DTZ001
        ("45566.5", False, datetime(2024, 10, 1, 12)),  # noqa: DTZ001
        ("44104", True, datetime(2024, 10, 1)),  # noqa: DTZ001
        ("-1", False, None),
        ("99999999", False, None),
    ],
)
def test_a_serial_number_is_the_day_that_excel_shows(serial: str, from_1904: bool, shown: datetime | None) -> None:  # noqa: FBT001
    assert serial_date(Decimal(serial), from_1904=from_1904) == shown


@pytest.mark.parametrize(
    ("typed", "year"), [("令和6年度", 2024), ("R6", 2024), ("2024年度", 2024), (Decimal(2024), 2024), ("", None)]
)
def test_a_fiscal_year_is_read_from_text_and_number(typed: CellValue, year: int | None) -> None:
    reading = read_fiscal_year(Cell(typed))
    assert isinstance(reading, Certain)
    assert reading.value == year


def test_a_bare_6_may_be_of_two_eras() -> None:
    reading = read_fiscal_year(Cell(Decimal(6)))
    assert isinstance(reading, Asked)
    assert reading.candidates == (2024, 1994)


@pytest.mark.parametrize("typed", ["令和8", "令和 8", "令和八"])
def test_a_year_of_an_era_without_the_word_fiscal_is_asked_with_the_one_it_may_be(typed: str) -> None:
    reading = read_fiscal_year(Cell(typed))
    assert isinstance(reading, Asked)
    assert reading.candidates == (2026,)
    assert "「年度」が付いていない" in render(reading.problem.why, "ja")


@pytest.mark.parametrize("typed", ["昭和99", "-5", "令和八年"])
def test_what_is_no_fiscal_year_is_told_with_how_one_is_typed(typed: str) -> None:
    reading = read_fiscal_year(Cell(typed))
    assert isinstance(reading, Wrong)
    assert "「令和6年度」か「2024年度」" in render(reading.problem.remedy, "ja")


@pytest.mark.parametrize("typed", ["2024年", "令和6年10月1日", "6年度上半期", datetime(2024, 10, 1)])  # noqa: DTZ001
def test_a_calendar_year_or_day_is_no_fiscal_year(typed: CellValue) -> None:
    assert isinstance(read_fiscal_year(Cell(typed)), Wrong)
