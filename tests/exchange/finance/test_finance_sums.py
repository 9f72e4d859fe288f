"""Sums of a finance CSV: each that does not come out is a sentence with its line."""

import pytest

from exchange.finance.finance_samples import mapping, read, row
from monosashi.core.messages import InvalidInput
from monosashi.exchange.finance.money_reading import MoneyRead
from monosashi.wording import render


def sums(money: MoneyRead) -> list[tuple[str, int | None]]:
    return [(problem.why.id.rpartition(".")[2], problem.line) for problem in money.sums]


def test_a_current_budget_is_the_initial_one_with_what_was_added() -> None:
    fine = row(initial="20,978,000", supplementary="42,444,000", transfer="△11,028,000", current="52,394,000")
    assert sums(read(fine)) == []
    wrong = row(initial="20,978,000", supplementary="42,444,000", transfer="△11,028,000", current="52,395,000")
    money = read(wrong)
    assert sums(money) == [("current", 2)]
    assert render(money.sums[0].why, "ja") == (
        "「基幹系システム標準化事業」の予算現額 52,395,000円が、当初予算額 20,978,000、補正予算額 42,444,000、流用 △11,028,000 の合計 "
        "52,394,000円と合いません（空欄: 予備費充用、前年度繰越額）。"
    )


def test_a_current_budget_without_anything_added_explains_itself() -> None:
    assert sums(read(row(initial="20,978,000", current="52,394,000"))) == []


def test_a_blank_carry_over_takes_nothing_off_and_is_named() -> None:
    assert sums(read(row(current="52,394,000", spent="52,394,000", unused="0"))) == []
    (problem,) = read(row(current="52,394,000", spent="52,394,000", unused="1,000")).sums
    assert "（空欄: 翌年度繰越額）" in render(problem.why, "ja")


def test_what_is_left_of_the_current_budget_is_unused() -> None:
    fine = row(current="52,394,000", spent="50,000,000", carried_out="2,000,000", unused="394,000")
    assert [name for name, _ in sums(read(fine)) if name == "unused"] == []
    wrong = row(current="52,394,000", spent="50,000,000", carried_out="2,000,000", unused="934,000")
    assert ("unused", 2) in sums(read(wrong))


def test_items_and_sources_make_the_total() -> None:
    rows = (
        row(spent="52,394,000"),
        row(item="委託料", spent="52,000,000"),
        row(source="一般財源", spent="10,135,000"),
        row(source="その他", spent="42,258,000"),
    )
    assert sums(read(*rows)) == [("items", 2), ("sources", 2)]


def test_an_item_that_the_csv_lacks_counts_as_the_plan_has_it_and_is_named_so() -> None:
    money = read(row(spent="52,000,000"))
    assert sums(money) == [("items", 2), ("sources", 2)]
    assert "委託料 52,394,000（計画の額）" in render(money.sums[0].why, "ja")


def test_sums_are_checked_before_rounding() -> None:
    rows = (
        row(current="1,000,900", spent="1,000,900"),
        row(item="委託料", current="500,450", spent="500,450"),
        row(item="使用料", current="500,450", spent="500,450"),
    )
    money = read(*rows, layout=mapping('rounding = "down"'))
    assert [name for name, _ in sums(money) if name == "items"] == []


@pytest.mark.parametrize(("spent", "wrong"), [("52,394,999", []), ("52,395,001", [("items", 2)])])
def test_an_amount_that_the_plan_keeps_may_be_off_by_its_rounding(spent: str, wrong: list[tuple[str, int]]) -> None:
    """p.94 has one item and two sources in the plan: each may be off by up to 1,000 yen."""
    assert sums(read(row(spent=spent), layout=mapping('rounding = "down"'))) == wrong


def test_a_wrong_sum_keeps_everything_from_being_applied_until_it_is_accepted() -> None:
    wrong = row(initial="20,978,000", current="52,394,000", spent="52,394,000", carried_out="0", unused="1,000")
    with pytest.raises(InvalidInput):
        read(wrong).applied()
    accepted = read(wrong, layout=mapping("", '[decisions]\naccept_sums = ["b-p094"]\n'))
    assert (accepted.sums, len(accepted.accepted_sums)) == ((), 1)
    assert accepted.applied().revision == 2
