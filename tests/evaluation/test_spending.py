"""A year's money: shared programs once, current budgets as stated or made up, absence never 0."""

from dataclasses import replace
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from evaluation.evaluated_plans import YEAR, plan
from monosashi.core.money import BudgetProgram, BudgetStage, FundingSource, MoneyLine, Share
from monosashi.core.plan import Plan
from monosashi.core.values import Absence
from monosashi.evaluation.spending import (
    WHOLE,
    OffBudget,
    off_budget,
    spending_of,
    spending_of_node,
    spending_of_programs,
    taken_as_current,
)

INITIAL, SPENT = BudgetStage.INITIAL, BudgetStage.SPENT


def line(
    stage: BudgetStage, amount: str | Absence, item: str = "", source: FundingSource | None = None, year: int = YEAR
) -> MoneyLine:
    return MoneyLine(year, stage, amount if isinstance(amount, Absence) else Decimal(amount), item, source)


def program(*lines: MoneyLine, shares: tuple[Share, ...] = (), name: str = "b1") -> BudgetProgram:
    return BudgetProgram(name, name, shares=shares, lines=lines)


def costing(*programs: BudgetProgram) -> Plan:
    return replace(plan(), budget_programs=programs)


def test_a_program_of_four_measures_is_counted_once_and_the_plain_column_sum_stands_beside() -> None:
    shared = program(line(INITIAL, "2417"), shares=tuple(Share(n) for n in ("a", "b", "c", "d")))
    money = spending_of(costing(shared, program(line(INITIAL, "100"), shares=(Share("a"),), name="b2")), YEAR)
    assert (money.initial, money.initial_naive) == (Decimal(2517), Decimal(9768))


def test_a_divided_program_adds_its_parts_in_the_plain_column_sum() -> None:
    divided = program(line(INITIAL, "100"), shares=(Share("a", Decimal(60)), Share("b", Decimal(40))))
    assert spending_of(costing(divided), YEAR).initial_naive == Decimal(100)


def test_the_current_budget_is_the_stated_one_for_its_program_and_the_initial_elsewhere() -> None:
    stated = program(line(INITIAL, "20978"), line(BudgetStage.CURRENT, "52394"), line(SPENT, "52394"))
    money = spending_of(costing(stated, program(line(INITIAL, "100"), line(SPENT, "50"), name="b2")), YEAR)
    assert money.current == Decimal(52494)
    assert money.execution_of_current == Decimal(52444) * 100 / Decimal(52494)
    assert money.execution_of_initial == Decimal(52444) * 100 / Decimal(21078)


@pytest.mark.parametrize(
    ("stages", "count"),
    [
        ([INITIAL], 1),
        ([INITIAL, SPENT], 1),
        ([INITIAL, BudgetStage.CURRENT], 0),
        ([INITIAL, BudgetStage.SUPPLEMENTARY], 0),
        ([INITIAL, BudgetStage.CARRIED_IN], 0),
        ([SPENT], 0),
        ([], 0),
    ],
)
def test_an_initial_budget_is_taken_as_the_current_one_where_nothing_else_is_told(
    stages: list[BudgetStage], count: int
) -> None:
    told = program(*(line(stage, "100") for stage in stages), line(INITIAL, "90", year=YEAR + 1))
    assert taken_as_current([told], YEAR) == count
    assert (spending_of_programs([told], YEAR).current is None) == (not {INITIAL, BudgetStage.CURRENT} & set(stages))


def test_an_unstated_current_budget_is_made_of_its_parts() -> None:
    lines = [
        line(INITIAL, "100"),
        line(BudgetStage.SUPPLEMENTARY, "20"),
        line(BudgetStage.TRANSFER, "-5"),
        line(BudgetStage.RESERVE, "3"),
        line(BudgetStage.CARRIED_IN, "7"),
    ]
    assert spending_of(costing(program(*lines)), YEAR).current == Decimal(125)


def test_the_total_counts_and_without_it_the_items_and_without_them_the_sources() -> None:
    with_total = program(
        line(INITIAL, "10"), line(INITIAL, "4", "需用費"), line(INITIAL, "9", source=FundingSource.GENERAL)
    )
    items = program(
        line(INITIAL, "4", "需用費"), line(INITIAL, "5", "委託料"), line(INITIAL, "9", source=FundingSource.GENERAL)
    )
    sources = program(line(INITIAL, "4", source=FundingSource.BONDS), line(INITIAL, "5", source=FundingSource.GENERAL))
    totals = [spending_of(costing(made), YEAR).initial for made in (with_total, items, sources)]
    assert totals == [Decimal(10), Decimal(9), Decimal(9)]


def test_a_total_with_an_unknown_item_is_unknown_and_not_smaller() -> None:
    unknown = program(line(INITIAL, "4", "需用費"), line(INITIAL, Absence.NOT_STATED, "委託料"))
    assert spending_of(costing(unknown), YEAR).initial is None
    none = program(line(INITIAL, "4", "需用費"), line(INITIAL, Absence.NOT_APPLICABLE, "委託料"))
    assert spending_of(costing(none), YEAR).initial == Decimal(4)


def test_labour_stands_beside_and_is_never_added() -> None:
    money = spending_of(costing(program(line(SPENT, "8372"), line(BudgetStage.LABOUR, "50889"))), YEAR)
    assert (money.spent, money.labour) == (Decimal(8372), Decimal(50889))


@pytest.mark.parametrize("programs", [(), (program(line(INITIAL, "5", year=YEAR + 1)),)])
def test_without_money_of_the_year_nothing_is_known(programs: tuple[BudgetProgram, ...]) -> None:
    money = spending_of(costing(*programs), YEAR)
    assert money.initial is money.spent is money.current is money.execution_of_initial is None


def test_there_is_no_execution_rate_of_a_budget_of_0() -> None:
    assert spending_of(costing(program(line(INITIAL, "0"), line(SPENT, "0"))), YEAR).execution_of_initial is None


def test_a_nodes_money_is_that_of_its_programs() -> None:
    of = costing(program(line(INITIAL, "5"), shares=(Share("a"), Share("b"))), program(line(INITIAL, "3"), name="b2"))
    assert spending_of_node(of, "a", YEAR).initial == Decimal(5)
    assert spending_of_node(of, "z", YEAR).initial is None


@given(st.lists(st.tuples(st.integers(0, 10**6), st.integers(1, 5)), min_size=1, max_size=6))
def test_sharing_a_program_never_changes_the_total(programs: list[tuple[int, int]]) -> None:
    made = [
        program(line(INITIAL, str(amount)), shares=tuple(Share(f"n{i}") for i in range(sharers)), name=f"b{position}")
        for position, (amount, sharers) in enumerate(programs)
    ]
    money = spending_of(costing(*made), YEAR)
    assert money.initial == sum(amount for amount, _ in programs)
    assert money.initial_naive == sum(amount * sharers for amount, sharers in programs)


@pytest.mark.parametrize(
    ("spent", "off"),
    [
        ("0", OffBudget.UNSPENT),
        ("4996", OffBudget.UNSPENT),  # printed as 50.0 %
        ("5000", None),
        ("11000", None),
        ("11004", OffBudget.OVERSPENT),  # printed as 110.0 %
        (None, None),
    ],
)
def test_spending_is_far_from_the_budget_under_half_and_a_tenth_over_all_of_it_before_rounding(
    spent: str | None, off: OffBudget | None
) -> None:
    lines = [line(INITIAL, "10000"), *([line(SPENT, spent)] if spent is not None else [])]
    assert off_budget(spending_of(costing(program(*lines)), YEAR).execution_of_current) is off


def test_whoever_lets_nothing_over_the_budget_pass_is_told_of_the_first_yen() -> None:
    assert off_budget(Decimal("100.04"), WHOLE) is OffBudget.OVERSPENT
    assert off_budget(Decimal(100), WHOLE) is None


def test_the_money_of_all_programs_is_that_of_the_plan() -> None:
    of = costing(program(line(INITIAL, "10"), line(SPENT, "9")), program(line(INITIAL, "20"), name="b2"))
    assert spending_of_programs(of.budget_programs, YEAR) == spending_of(of, YEAR)
