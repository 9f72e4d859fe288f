"""What an alternative costs and brings: the worked example of docs/algorithms/investments.md, absences, and what holds for any figures."""

from decimal import Decimal

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from monosashi.core.money import FundingSource
from monosashi.office.investments.figures import Amount, InvestmentLine, InvestmentUnknown, Sums

pytestmark = pytest.mark.without_database
_L, _U = InvestmentLine, InvestmentUnknown
YEARS = (2027, 2028, 2029, 2030, 2031)


def told(line: InvestmentLine, *values: int | None, source: FundingSource | None = None) -> tuple[Amount, ...]:
    """Figures of the years from 2027 on, None for none."""
    pairs = zip(YEARS, values, strict=False)
    return tuple(Amount(line, year, Decimal(value), source) for year, value in pairs if value is not None)


GENERAL, NATIONAL = FundingSource.GENERAL, FundingSource.NATIONAL
EXAMPLE = (
    *told(_L.INITIAL, 3000, source=NATIONAL),
    *told(_L.INITIAL, 3000, source=GENERAL),
    *told(_L.OPERATION, 0, 1200, 1200, 1200, 1200, source=GENERAL),
    *told(_L.LABOUR, 800, 300, 300, 300, 300),
    *told(_L.HOURS_SAVED, 0, 1000, 1000, 1000, 1000),
    *told(_L.MONEY_SAVED, 0, 900, 900, 900, 900),
)
SUMS = Sums(YEARS, EXAMPLE, Decimal(3200))


def without(line: InvestmentLine) -> Sums:
    return Sums(YEARS, tuple(each for each in EXAMPLE if each.line is not line), Decimal(3200))


def test_the_worked_example_comes_to_10800_with_labour_12800_and_pays_for_itself_in_2030() -> None:
    assert (SUMS.cost, SUMS.labour, SUMS.whole, SUMS.effect) == tuple(map(Decimal, (10800, 2000, 12800, 16400)))
    assert [year.net for year in SUMS.by_year] == [-6800, 2600, 2600, 2600, 2600]
    assert [year.cumulated for year in SUMS.by_year] == [-6800, -4200, -1600, 1000, 3600]
    assert (SUMS.payback, SUMS.running, SUMS.first_year) == (2030, Decimal(960), Decimal(6000))
    assert (SUMS.general_share, SUMS.per_hour) == (Decimal("72.2"), Decimal("3.2"))
    assert SUMS.per_unit(Decimal(20), Decimal(10)) == 1280


def test_labour_counts_8372_of_a_sheet_of_nagasaki_are_50889_with_it() -> None:
    sums = Sums((2020,), (Amount(_L.OPERATION, 2020, Decimal(8372)), Amount(_L.LABOUR, 2020, Decimal(42517))), None)
    assert (sums.cost, sums.labour, sums.whole) == (Decimal(8372), Decimal(42517), Decimal(50889))


@pytest.mark.parametrize(
    ("sums", "payback"),
    [
        (without(_L.LABOUR), _U.LABOUR_NOT_TOLD),
        (Sums(YEARS, EXAMPLE, None), _U.NO_RATE),
        (Sums(YEARS, EXAMPLE, Decimal(3200), is_present=True), _U.IS_PRESENT),
        (Sums((*YEARS, 2032), EXAMPLE, Decimal(3200)), _U.EFFECT_NOT_TOLD),
        (Sums(YEARS, tuple(e for e in EXAMPLE if e.line is not _L.HOURS_SAVED), None), _U.NOT_REACHED),
        (Sums(YEARS, told(_L.HOURS_SAVED, 1, 1, 1, 1, 1), Decimal(1)), _U.COST_NOT_TOLD),
    ],
)
def test_why_no_year_of_payback_can_be_told(sums: Sums, payback: InvestmentUnknown) -> None:
    assert sums.payback is payback


def test_a_year_for_which_no_cost_is_told_makes_the_sum_unknown_and_never_0() -> None:
    sums = Sums(YEARS, told(_L.INITIAL, 6000), None)
    assert (sums.first_year, sums.cost, sums.general_share) == (Decimal(6000), _U.COST_NOT_TOLD, _U.COST_NOT_TOLD)
    assert sums.by_year[1].cost is _U.COST_NOT_TOLD


def test_a_cost_without_a_source_leaves_the_share_of_general_revenue_unknown() -> None:
    assert Sums((2027,), told(_L.INITIAL, 10), None).general_share is _U.SOURCE_NOT_TOLD
    assert Sums((2027,), told(_L.INITIAL, 0), None).general_share is _U.NOTHING_TO_DIVIDE


def test_what_was_paid_back_and_falls_below_again_counts_from_when_it_stays_so() -> None:
    amounts = (*told(_L.INITIAL, 1, 9, 1), *told(_L.LABOUR, 0, 0, 0), *told(_L.MONEY_SAVED, 2, 0, 20))
    assert Sums(YEARS[:3], amounts, None).payback == 2029
    assert Sums(YEARS[:2], amounts, None).payback is _U.NOT_REACHED


AMOUNTS = st.lists(st.integers(0, 10**7), min_size=5, max_size=5)


@settings(max_examples=60)
@given(AMOUNTS, AMOUNTS, AMOUNTS, AMOUNTS, st.integers(0, 9999))
def test_the_last_cumulated_year_is_the_effect_less_cost_and_labour(
    cost: list[int], labour: list[int], hours: list[int], money: list[int], rate: int
) -> None:
    kinds = (_L.OPERATION, _L.LABOUR, _L.HOURS_SAVED, _L.MONEY_SAVED)
    figures = zip(kinds, (cost, labour, hours, money), strict=True)
    sums = Sums(YEARS, tuple(a for kind, values in figures for a in told(kind, *values)), Decimal(rate))
    assert sums.net == sum(money) + Decimal(sum(hours) * rate) / 1000 - sum(cost) - sum(labour)
    below = [year.fiscal_year for year in sums.by_year if isinstance(year.cumulated, Decimal) and year.cumulated < 0]
    first = next((year for year in YEARS if not below or year > below[-1]), None)
    assert sums.payback == (first or _U.NOT_REACHED)
