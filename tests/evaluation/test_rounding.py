"""Rounding as cities print it."""

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from monosashi.evaluation.rounding import Rounding, RoundingMode, half_up, percent, shares_to_total


@pytest.mark.parametrize(
    ("number", "mode", "decimals", "printed"),
    [
        ("66.6667", RoundingMode.FLOOR, 0, "66"),
        ("66.6667", RoundingMode.HALF_UP, 0, "67"),
        ("2.5", RoundingMode.HALF_EVEN, 0, "2"),
        ("2.5", RoundingMode.HALF_UP, 0, "3"),
        ("2.01", RoundingMode.CEIL, 1, "2.1"),
        ("-2.01", RoundingMode.FLOOR, 1, "-2.1"),
        ("61.1764", RoundingMode.HALF_UP, 2, "61.18"),
        ("100", RoundingMode.FLOOR, 1, "100.0"),
    ],
)
def test_a_number_is_printed_by_mode_and_decimals(number: str, mode: RoundingMode, decimals: int, printed: str) -> None:
    assert str(Rounding(mode, decimals).apply(Decimal(number))) == printed


@pytest.mark.parametrize(
    ("exact", "printed"), [("0.25", "0.3"), ("0.35", "0.4"), ("91.049", "91.0"), ("100", "100.0"), ("-0.25", "-0.3")]
)
def test_a_percentage_has_one_decimal_and_halves_go_up(exact: str, printed: str) -> None:
    assert str(percent(Decimal(exact))) == printed


def test_no_percentage_stays_none() -> None:
    assert percent(None) is None


@pytest.mark.parametrize(("exact", "decimals", "rounded"), [("0.5", 0, "1"), ("2.5", 0, "3"), ("2.4565", 3, "2.457")])
def test_a_figure_without_a_scheme_is_rounded_halves_up(exact: str, decimals: int, rounded: str) -> None:
    assert str(half_up(Decimal(exact), decimals)) == rounded


def test_three_equal_shares_are_forced_to_100_and_the_first_gains() -> None:
    assert shares_to_total([Decimal(1)] * 3) == (Decimal(34), Decimal(33), Decimal(33))


def test_shares_of_nothing_are_none() -> None:
    assert shares_to_total([Decimal(0), Decimal(0)]) == ()


@given(st.lists(st.integers(0, 500), min_size=1, max_size=8), st.integers(0, 2))
def test_forced_shares_add_up_to_100_and_stay_within_one_unit(counts: list[int], decimals: int) -> None:
    parts = [Decimal(count) for count in counts]
    shares = shares_to_total(parts, decimals)
    if sum(counts):
        assert sum(shares) == 100
        unit = Decimal(1).scaleb(-decimals)
        whole = sum(parts)
        assert all(abs(s - p * 100 / whole) < unit for s, p in zip(shares, parts, strict=True))
