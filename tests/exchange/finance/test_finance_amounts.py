"""Amounts of a finance CSV: spelling, sign, unit, what is no amount, what is told twice."""

from dataclasses import replace
from decimal import Decimal

import pytest

from exchange.finance.finance_samples import P94, amount, mapping, problems, read, row
from monosashi.core.messages import InvalidInput
from monosashi.core.money import BudgetStage, FundingSource
from monosashi.core.values import Absence
from monosashi.evaluation.spending import amounts, current_of

CURRENT, SPENT, SUPPLEMENTARY = BudgetStage.CURRENT, BudgetStage.SPENT, BudgetStage.SUPPLEMENTARY


def test_the_programme_of_page_94_has_a_current_budget_of_52394_and_was_executed_in_full() -> None:
    money = read(row(initial="20,978,000", current="52,394,000", spent="52,394,000"))
    program = next(p for p in money.applied().budget_programs if p.name == P94)
    totals = amounts(program, 2024)
    current = current_of(totals)
    assert current == Decimal(52394)
    assert totals[SPENT] * 100 / current == 100


@pytest.mark.parametrize(
    "text", ["△1,000,000", "▲1000000", "(1,000,000)", "-1000000", "－１，０００，０００", "△ 1,000,000"]
)
def test_every_way_to_write_a_negative_amount_is_negative(text: str) -> None:
    assert amount(read(row(supplementary=text)), SUPPLEMENTARY) == Decimal(-1000)


@pytest.mark.parametrize("stage", ["initial", "current", "spent", "carried_out", "unused"])
def test_only_supplements_and_transfers_may_be_negative(stage: str) -> None:
    (problem,) = problems(row(**{stage: "△1,000"}))
    assert (problem.why.id, problem.line, problem.read) == ("finance.negative", 2, "△1,000")


def test_a_blank_is_not_zero_and_changes_nothing() -> None:
    money = read(row(initial="20,978,000", spent="  "))
    assert amount(money, SPENT) == Decimal(52394)
    assert [change for change in money.changes if change.path[0] != "years"] == []


@pytest.mark.parametrize("text", ["-----", "―", "ー", "－－－－－"])
def test_dashes_are_asked_about_and_nothing_is_applied(text: str) -> None:
    money = read(row(current="52,394,000", carried_out=text))
    assert [(q.line, q.place, q.read) for q in money.questions] == [(2, "翌年度繰越額", text)]
    assert (BudgetStage.CARRIED_OUT, "", None) not in money.told["b-p094"]
    with pytest.raises(InvalidInput):
        money.applied()


@pytest.mark.parametrize(
    ("meaning", "expected"), [("blank", None), ("zero", Decimal(0)), ("not_applicable", Absence.NOT_APPLICABLE)]
)
def test_what_a_dash_means_can_be_stated(meaning: str, expected: Decimal | Absence | None) -> None:
    money = read(row(carried_out="-----"), layout=mapping(f'dash = "{meaning}"'))
    assert amount(money, BudgetStage.CARRIED_OUT) == expected


def test_yen_that_are_no_whole_thousands_are_refused_until_rounding_is_stated() -> None:
    (problem,) = problems(row(spent="52,394,500"))
    assert (problem.why.id, problem.line, problem.place) == ("finance.not_exact", 2, "支出済額")


@pytest.mark.parametrize(("rounding", "thousands"), [("half_up", 52395), ("down", 52394), ("up", 52395)])
def test_yen_are_rounded_as_stated(rounding: str, thousands: int) -> None:
    money = read(row(current="52,394,500"), layout=mapping(f'rounding = "{rounding}"'))
    assert amount(money, CURRENT) == Decimal(thousands)


@pytest.mark.parametrize(("unit", "text"), [("円", "52394000"), ("千円", "52,394"), ("百万円", "52.394")])
def test_every_unit_of_yen_comes_to_the_plans_thousands(unit: str, text: str) -> None:
    layout = replace(mapping(), unit=unit)
    assert amount(read(row(current=text), layout=layout), CURRENT) == Decimal(52394)


@pytest.mark.parametrize("text", ["=1+1", "＝SUM(A1:A3)", '=""52394000""'])
def test_a_formula_is_never_an_amount(text: str) -> None:
    (problem,) = problems(row(spent=text))
    assert (problem.why.id, problem.line) == ("finance.formula", 2)


def test_a_formula_is_never_a_name_or_an_item() -> None:
    found = problems(row("=HYPERLINK(A1)"), row(item="=1+1", spent="1000"))
    assert [(p.why.id, p.line, p.place) for p in found] == [
        ("finance.formula", 2, "事業名"),
        ("finance.formula", 3, "節"),
    ]


def test_every_cell_that_is_no_amount_is_told_at_once() -> None:
    found = problems(row(spent="5２394 000b"), row(item="委託料", spent="12a4"))
    assert [(p.line, p.place) for p in found] == [(2, "支出済額"), (3, "支出済額")]


def test_rows_of_programmes_that_the_plan_lacks_may_hold_anything() -> None:
    assert problems(row("道路維持費", spent="別紙", source="謎の財源")) == ()


def test_an_amount_told_twice_is_asked_about_with_both_lines() -> None:
    money = read(row(current="52,394,000", spent="52,394,000"), row(current="52,394,000", spent="52,394,000"))
    (question,) = money.questions
    assert (question.why.id, question.line, dict(question.why.params)["line"]) == ("finance.told_twice", 3, 2)


def test_amounts_told_twice_are_added_up_where_that_is_stated() -> None:
    rows = (
        row(item="委託料", spent="50,000,000"),
        row(item="委託料", spent="2,394,500"),
        row(item="委託料", spent="△500"),
    )
    money = read(*rows, layout=mapping('repeated = "sum"'))
    assert money.told["b-p094"][(SPENT, "委託料", None)].kept == Decimal(52394)


def test_an_item_is_found_however_its_letters_are_written() -> None:
    name = "スマート農業導入支援事業"
    money = read(row(name, item="負担金,補助 及び交付金", spent="9,646,000"))
    assert [change for change in money.changes if change.path[0] == "budget_programs"] == []


def test_an_item_can_be_led_to_the_plans_name_for_it() -> None:
    layout = mapping("", '[items]\n"12委託料" = "委託料"\n')
    money = read(row(item="12 委託料", current="52,394,000"), layout=layout)
    assert amount(money, CURRENT, "委託料") == Decimal(52394)


def test_totals_can_be_left_to_be_summed() -> None:
    rows = (row(item="委託料", current="50,000,000"), row(item="使用料", current="2,394,000"))
    assert amount(read(*rows, layout=mapping('totals = "sum"')), CURRENT) == Decimal(52394)
    assert amount(read(*rows), CURRENT) is None


def test_a_source_is_known_by_its_words_and_an_unknown_one_is_wrong() -> None:
    assert amount(read(row(source="一般財源", current="9,950,000")), CURRENT, source=FundingSource.GENERAL) == Decimal(
        9950
    )
    (problem,) = problems(row(source="宝くじ", current="9,950,000"))
    assert (problem.why.id, problem.read) == ("finance.unknown_source", "宝くじ")
    layout = mapping("", '[words.sources]\nother = ["宝くじ"]\n')
    assert amount(read(row(source="宝くじ", current="1000"), layout=layout), CURRENT, source=FundingSource.OTHER) == 1


def test_items_of_the_plan_that_finance_lacks_stay_or_go_as_stated() -> None:
    name, stage = "個人番号カード発行関係経費", BudgetStage.SPENT
    rows = (row(name, item="報酬", spent="54,509,000"), row(name, item="職員手当", spent="42,146,000"))
    layout = mapping('missing = "remove"')
    money = read(*rows, layout=layout)
    assert [amount(money, stage, item, program="b-p073") for item in ("報酬", "職員手当", "共済費", "その他")] == [
        Decimal(54509),
        Decimal(42146),
        None,
        None,
    ]
    kept = read(*rows)
    assert [problem.why.id for problem in kept.sums] == ["finance.sum.items"]


def test_an_equal_amount_keeps_its_scale() -> None:
    money = read(row(spent="52394.0"), layout=replace(mapping(), unit="千円"))
    assert money.changes == ()


def test_how_an_amount_was_read_is_noted_unless_it_stands_there_plainly() -> None:
    money = read(row(supplementary="△1,000", current=" 52,394,000 ", spent="５２３９４０００"))
    assert [(note.line, note.place) for note in money.notes] == [(2, "補正"), (2, "支出済額")]


def test_an_amount_of_sixteen_digits_is_a_shifted_column() -> None:
    (problem,) = problems(row(spent="1234567890123456"))
    assert (problem.why.id, problem.line) == ("finance.too_much", 2)
