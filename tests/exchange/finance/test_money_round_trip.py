"""Writing a plan's money as a CSV and reading it back changes nothing."""

from dataclasses import replace

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from exchange.finance.finance_samples import akita
from exchange.finance.money_written import money_csv
from monosashi.core.money import Account, BudgetStage
from monosashi.core.plan import Plan
from monosashi.exchange.finance.mapping import Columns, FinanceMapping, StageColumn
from monosashi.exchange.finance.money_reading import MoneyRead, read_money
from strategies import FIRST_YEAR, LAST_YEAR, plans

EVERYTHING = Columns("コード", "事業名", "内訳", "会計", "所属", "節", "財源", "年度")
WIDE = FinanceMapping("円", EVERYTHING, {stage: stage.value for stage in BudgetStage})
LONG = FinanceMapping("円", EVERYTHING, stage=StageColumn("区分", "金額"), delimiter="\t")


def told_apart(plan: Plan) -> Plan:
    """The plan with a code for each programme: names alone do not tell them apart in a plan of any shape."""
    programs = tuple(replace(p, code=f"0{at}") for at, p in enumerate(plan.budget_programs, start=1))
    return replace(plan, budget_programs=programs)


def read_back(plan: Plan, fiscal_year: int, mapping: FinanceMapping) -> MoneyRead:
    return read_money(plan, money_csv(plan, fiscal_year, mapping), mapping, fiscal_year)


@pytest.mark.slow
@settings(max_examples=150, deadline=None)
@given(plans(), st.integers(FIRST_YEAR, LAST_YEAR), st.sampled_from((WIDE, LONG)))
def test_money_written_and_read_back_changes_nothing(plan: Plan, year: int, layout: FinanceMapping) -> None:
    plan = told_apart(plan)
    if not any(line.fiscal_year == year for program in plan.budget_programs for line in program.lines):
        return
    money = read_back(plan, year, replace(layout, unit=plan.money_unit))
    assert [change for change in money.changes if change.path[0] != "years"] == []
    assert {question.why.id for question in money.questions} <= {"finance.settled_already"}
    assert money.unmatched_rows == ()


@pytest.mark.parametrize("encoding", ["utf-8", "cp932"])
@pytest.mark.parametrize("layout", [WIDE, LONG])
@pytest.mark.parametrize("unit", ["円", "千円", "百万円"])
def test_akitas_money_is_read_back_in_every_unit(encoding: str, layout: FinanceMapping, unit: str) -> None:
    mapping = replace(layout, unit=unit)
    money = read_money(akita(), money_csv(akita(), 2024, mapping, encoding=encoding), mapping, 2024)
    assert (money.changes, money.undecided, money.unmatched_rows, money.unmatched_programs) == ((), (), (), ())


def test_no_formula_reaches_a_csv_that_is_written() -> None:
    program = replace(akita().budget_programs[0], name="=HYPERLINK(A1)", part="", account=Account.GENERAL)
    plan = replace(akita(), budget_programs=(program,))
    assert "'=HYPERLINK(A1)" in money_csv(plan, 2024, WIDE).decode("utf-8-sig")
