"""Which rows belong to which programme of the plan: never guessed."""

from dataclasses import replace

import pytest

from exchange.finance.finance_samples import P94, amount, in_may, mapping, problems, read, row, with_program
from monosashi.core.messages import InvalidInput
from monosashi.core.money import Account, BudgetProgram, BudgetStage

CURRENT = BudgetStage.CURRENT
WHOLE = "粗大ごみ戸別収集事業"


def test_a_code_decides_before_the_name_and_a_new_name_is_told() -> None:
    plan = with_program(in_may(), "b-p094", code="02-01-07")
    money = read(row("標準化事業", code="０２-０１-０７", current="52,394,000"), plan=plan)
    assert amount(money, CURRENT) == 52394
    assert [(p.why.id, p.read) for p in money.renamed] == [("finance.renamed", "標準化事業")]


def test_a_name_is_found_whatever_its_width_and_spaces() -> None:
    assert amount(read(row("庁内定型業務ＲＰＡ　運用経費", current="1,452,000")), CURRENT, program="b-p105") == 1452


def test_the_same_name_under_another_code_is_another_programme() -> None:
    plan = with_program(in_may(), "b-p094", code="02-01-07")
    money = read(row(code="02-01-08", current="1,000"), plan=plan)
    assert [group.identity.code for group in money.unmatched_rows] == ["02-01-08"]


def test_a_programme_of_another_account_is_not_meant() -> None:
    plan = with_program(in_may(), "b-p094", account=Account.GENERAL)
    assert amount(read(row(account="一般会計", current="52,394,000"), plan=plan), CURRENT) == 52394
    money = read(row(account="介護保険事業特別会計", current="52,394,000"), plan=plan)
    assert [group.line for group in money.unmatched_rows] == [2]


def test_an_account_that_no_word_knows_is_wrong_where_it_decides() -> None:
    assert problems(row(account="国保会計", current="1000")) == ()
    plan = with_program(in_may(), "b-p094", account=Account.GENERAL)
    with pytest.raises(InvalidInput) as refused:
        read(row(account="国保会計", current="1000"), plan=plan)
    assert [(p.why.id, p.read, p.line) for p in refused.value.problems] == [("finance.unknown_account", "国保会計", 2)]
    layout = mapping("", '[words.accounts]\ngeneral = ["普通会計"]\n')
    assert amount(read(row(account="普通会計", current="52,394,000"), plan=plan, layout=layout), CURRENT) == 52394


def test_the_same_name_in_two_accounts_is_asked_about_where_the_plan_has_none() -> None:
    money = read(row(account="一般会計", current="1,000"), row(account="下水道企業会計", current="2,000"))
    assert [(q.why.id, q.line) for q in money.questions] == [("finance.asked.several_rows", 3)]
    assert money.told == {}


def test_a_part_of_a_programme_is_not_taken_for_the_whole() -> None:
    money = read(row(WHOLE, spent="100,000,000"))
    assert [(q.why.id, q.line, q.read) for q in money.questions] == [("finance.asked.part_or_whole", 2, WHOLE)]
    assert "b-p070" not in [program.id for program in money.unmatched_programs]


def test_a_decision_of_the_mapping_is_followed() -> None:
    layout = mapping("", f'[[decisions.match]]\nprogram = "b-p070"\nname = "{WHOLE}"\n')
    assert amount(read(row(WHOLE, spent="905,000"), layout=layout), BudgetStage.SPENT, program="b-p070") == 905


def test_a_programme_that_is_left_out_is_neither_asked_about_nor_missing() -> None:
    layout = mapping("", '[decisions]\nleave = ["b-p070"]\n')
    money = read(row(WHOLE, spent="100,000,000"), layout=layout)
    assert (money.questions, money.unmatched_rows) == ((), ())
    assert "b-p070" not in [program.id for program in money.unmatched_programs]


def test_two_programmes_of_one_name_are_asked_about() -> None:
    plan = in_may()
    plan = replace(plan, budget_programs=(*plan.budget_programs, BudgetProgram("b-new", P94)))
    money = read(row(current="52,394,000"), plan=plan)
    assert [q.why.id for q in money.questions] == ["finance.asked.several_programs"]


def test_unmatched_rows_and_programmes_are_listed() -> None:
    money = read(
        row("道路維持費", code="08-02", spent="1"), row("道路維持費", code="08-02", item="委託料", spent="1"), row()
    )
    assert [(g.identity.name, [r.line for r in g.rows]) for g in money.unmatched_rows] == [("道路維持費", [2, 3])]
    assert len(money.unmatched_programs) == 46
    assert "b-p094" not in [program.id for program in money.unmatched_programs]
