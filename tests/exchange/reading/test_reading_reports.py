"""Sheets of a report read into a draft: what is certain with its line, what is not as a doubt, and nothing else."""

from decimal import Decimal
from pathlib import Path

import pytest

from exchange.reading.a_report import SHEET, doubted, drafted, read
from monosashi.core.money import BudgetStage, FundingSource
from monosashi.core.results import ManagedBy
from monosashi.core.tree import Role
from monosashi.exchange.plan_file import read_plan, write_plan
from monosashi.exchange.reading.headings import order_of
from monosashi.exchange.reading.reads import Reads


def test_a_sheet_becomes_a_measure_with_all_that_it_says(tmp_path: Path) -> None:
    found = drafted(tmp_path)
    plan = found.plan
    (measure,) = (node for node in plan.nodes if node.level == "measure")
    (indicator,), (program,), (result,) = plan.indicators, plan.budget_programs, plan.results
    assert found.doubts == ()
    assert (measure.name, measure.summary) == ("電子申請", "窓口に来なくてもよい手続を\n増やす")
    assert [(part.department, part.role) for part in measure.responsibilities] == [
        ("d-01", Role.LEAD),
        ("d-02", Role.RELATED),
    ]
    assert (indicator.name, indicator.unit, indicator.final_target) == ("電子申請の割合", "%", Decimal("30.0"))
    assert (indicator.baseline and indicator.baseline.value, str(indicator.actuals[0].value)) == (
        Decimal("21.1"),
        "22.60",
    )
    assert (program.name, program.part) == ("電子申請運用費", "うちシステム利用料")
    assert (result.stage, result.managed_by, result.ratings[0].grade) == ("2", ManagedBy.INDICATOR, "B")


def test_the_headings_above_are_the_tree(tmp_path: Path) -> None:
    text = f"{SHEET}\n(イ) 防災\n\n該当なし\n\n2 しごと\n\n(ア) 産業\n\n事業名\t商店街\n"
    plan = drafted(tmp_path, text).plan
    names = {node.id: node.name for node in plan.nodes}
    assert [(node.number, node.name, names.get(node.parent or "")) for node in plan.nodes] == [
        ("1", "くらし", None),
        ("(ア)", "窓口", "くらし"),
        ("(イ)", "防災", "くらし"),
        ("2", "しごと", None),
        ("(ア)", "産業", "しごと"),
        ("", "電子申請", "窓口"),
        ("", "商店街", "産業"),
    ]


def test_a_line_that_only_begins_like_a_heading_is_none(tmp_path: Path) -> None:
    found = read(tmp_path, f"{SHEET}\n1 回目の会議の資料\n")
    assert len(found.headings) == 2
    assert [line.text for line in found.unread] == ["1 回目の会議の資料"]


@pytest.mark.parametrize(
    ("text", "order"),
    [
        ("Ⅱ 基盤", "roman"),
        ("（ⅱ）人材", None),
        ("(ii) 人材", "roman in brackets"),
        ("③ 窓口", "circled"),
        ("アプリ", None),
    ],
)
def test_numbers_of_headings_are_known_by_their_order(text: str, order: str | None) -> None:
    assert order_of(text) == order


def test_a_row_without_label_goes_on_with_the_one_above_also_on_the_next_page(tmp_path: Path) -> None:
    text = "事業名\t電子申請\n説明\t窓口を\n\n\t減らす\n担当課\t市民課\n"
    (sheet,) = read(tmp_path, text).sheets
    assert sheet.fields[Reads.SUMMARY].text == "窓口を\n減らす"
    assert sheet.fields[Reads.SUMMARY].line.number == 2


@pytest.mark.parametrize("broken", ["指標\n(KPI)\t件数\n", "指標\t件数\n\n(KPI)\t\n"])
def test_a_label_that_was_broken_in_two_is_put_together(tmp_path: Path, broken: str) -> None:
    found = read(tmp_path, f"事業名\t電子申請\n{broken}")
    assert found.sheets[0].fields[Reads.INDICATOR].text == "件数"
    assert found.unread == ()


def test_amounts_are_those_of_the_rows_and_a_dash_is_none(tmp_path: Path) -> None:
    (program,) = drafted(tmp_path).plan.budget_programs
    assert [(line.stage, line.item, line.source, line.amount) for line in program.lines] == [
        (BudgetStage.INITIAL, "委託料", None, Decimal(1200)),
        (BudgetStage.SPENT, "委託料", None, Decimal(1100)),
        (BudgetStage.INITIAL, "", FundingSource.NATIONAL, Decimal(400)),
        (BudgetStage.SPENT, "", FundingSource.NATIONAL, Decimal(400)),
        (BudgetStage.INITIAL, "", FundingSource.GENERAL, Decimal(800)),
        (BudgetStage.SPENT, "", FundingSource.GENERAL, Decimal(700)),
        (BudgetStage.INITIAL, "", None, Decimal(1200)),
        (BudgetStage.SPENT, "", None, Decimal(1100)),
    ]


@pytest.mark.parametrize(
    ("old", "new", "doubt"),
    [
        ("委託料\t1,200", "委託料 使用料\t800 400", (15, "no_amount", "800 400")),
        ("国\t(400)\t(400)", "国 市債\t(400)\t-", (15, "several_sources", "(400)")),
        ("計\t1,200\t1,100\t計", "計\t1,300\t1,100\t計", (17, "sum_differs", "1,300")),
        ("段階\t拡大期", "段階\t未定", (9, "no_stage", "未定（指標で管理）")),
        ("評価\tB【", "評価\tE【", (12, "no_grade", "E【実績】22.60%/年（参考 43.8%）")),
        ("【基準】21.1%/年", "【基準】21.1件/年", (11, "units_differ", "21.1件/年")),
    ],
)
def test_what_is_not_certain_is_a_doubt_and_no_value(
    tmp_path: Path, old: str, new: str, doubt: tuple[int, str, str]
) -> None:
    assert old in SHEET
    assert doubt in doubted(drafted(tmp_path, SHEET.replace(old, new)))


def test_a_program_without_a_table_may_be_shared(tmp_path: Path) -> None:
    found = drafted(tmp_path, SHEET.partition("科目\t")[0])
    assert doubted(found) == [(8, "no_money", "電子申請運用費（うちシステム利用料）")]
    assert found.plan.budget_programs == ()


def test_two_tables_are_two_programs_named_by_the_lines_above_them(tmp_path: Path) -> None:
    table = SHEET.partition("科目\t")[2]
    text = f"{SHEET.partition('科目')[0]}(小学校の事業)\n\n(単位：千円)\n科目\t{table}\n(中学校の事業)\n科目\t{table}"
    found = drafted(tmp_path, text)
    assert [(program.id, program.name) for program in found.plan.budget_programs] == [
        ("b-001-1", "小学校の事業"),
        ("b-001-2", "中学校の事業"),
    ]
    assert found.doubts == ()


def test_every_value_has_its_line_and_the_draft_is_a_plan(tmp_path: Path) -> None:
    plan = drafted(tmp_path).plan
    again = read_plan(write_plan(plan))
    assert again == plan
    places = {place.at: (place.line, place.text) for place in again.provenance}
    assert places["indicators/i-001/final_target"] == (11, "30.0%/年")
    assert places["budget_programs/b-001/lines/2024.initial.委託料/amount"] == (15, "1,200")
    assert places["results/m-001.2024/ratings/progress.self/grade"][0] == 12


def test_what_stands_beside_a_label_twice_is_not_lost(tmp_path: Path) -> None:
    found = drafted(tmp_path, SHEET.replace("評価\tB", "目標と基準\t【目標】40.0%/年\n評価\tB"))
    assert (11, "more_than_one_figure", "30.0%/年\n40.0%/年") in doubted(found)


def test_a_label_before_the_first_sheet_is_listed(tmp_path: Path) -> None:
    found = read(tmp_path, f"担当課\t各課\n{SHEET}")
    assert [line.number for line in found.unread] == [1]
