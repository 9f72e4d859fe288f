"""Rates with two decimals, ranks with ties, printed rates beside computed ones."""

from decimal import Decimal

import pytest

from monosashi.office.questionnaires.counting.rates import PrintedRate, ranks, rate

pytestmark = pytest.mark.without_database


@pytest.mark.parametrize(("count", "of", "percent"), [(319, 340, "93.82"), (208, 340, "61.18"), (1, 800, "0.13")])
def test_a_rate_has_two_decimals_halves_up(count: int, of: int, percent: str) -> None:
    assert rate(count, of) == Decimal(percent)


def test_a_share_of_nobody_is_no_rate() -> None:
    assert rate(0, 0) is None


def test_equal_counts_share_a_rank_and_what_has_no_count_has_none() -> None:
    assert ranks({"a": 91, "b": 205, "c": 91, "d": None, "e": 72}) == {"b": 1, "a": 2, "c": 2, "e": 4}


@pytest.mark.parametrize(
    ("printed", "count", "of", "differs"),
    [
        ("61.17", 208, 340, True),
        ("61.18", 208, 340, False),
        ("4.06", 5, 123, True),
        ("4.1", 5, 123, False),
        ("61", 208, 340, False),
    ],
)
def test_a_printed_rate_is_held_against_its_own_counts(printed: str, count: int, of: int, *, differs: bool) -> None:
    assert PrintedRate(Decimal(printed), count, of).differs is differs


def test_where_a_figure_was_not_printed_nothing_differs() -> None:
    assert not PrintedRate(Decimal("61.17"), None, 340).differs
    assert PrintedRate(None, 208, 340).computed == Decimal("61.18")
