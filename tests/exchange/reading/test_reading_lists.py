"""A list with one row for each measure, as many cities publish it: labels are the heads of its columns."""

from decimal import Decimal
from pathlib import Path

from exchange.reading.a_report import LAYOUT, doubted, layout_of, lines_of
from monosashi.core.values import Absence
from monosashi.exchange.reading.document_sheets import read_sheets
from monosashi.exchange.reading.drafting import Draft, draft

LIST_LAYOUT = f"""
{LAYOUT.partition("[sheet]")[0]}
[sheet]
form = "rows"
level = "施策"
grades = ["○", "△"]

[sheet.labels]
"事業" = "name"
"所管" = "departments"
"指標" = "indicator"
"基準値" = "baseline"
"目標値" = "target"
"実績" = "actual"
"評価" = "rating"

[[headings]]
level = "分野"
first = "分野"
"""
LIST = """進捗の一覧
分野\t事業\t所管\t指標\t基準値\t目標値\t実績\t評価
くらし\t電子申請\t市民課\t申請の割合\t21.1%\t30.0%\t22.6%\t○
\t防災メール\t防災課\t登録者\t500人\t800人\t未集計\t△
\t\t広報課\t\t\t\t\t
分野\t事業\t所管\t指標\t基準値\t目標値\t実績\t評価
しごと\t商店街\t商工課\t店舗\t3店\t5～6店\t4店\t○
"""


def of_list(folder: Path, text: str = LIST) -> Draft:
    layout = layout_of(folder, LIST_LAYOUT)
    return draft(read_sheets(lines_of(text), layout), layout)


def test_each_row_is_a_measure_under_the_heading_of_its_column(tmp_path: Path) -> None:
    plan = of_list(tmp_path).plan
    names = {node.id: node.name for node in plan.nodes}
    assert [(node.name, names.get(node.parent or "")) for node in plan.nodes] == [
        ("くらし", None),
        ("しごと", None),
        ("電子申請", "くらし"),
        ("防災メール", "くらし"),
        ("商店街", "しごと"),
    ]
    assert [result.ratings[0].grade for result in plan.results] == ["○", "△", "○"]


def test_figures_stand_in_columns_of_their_own(tmp_path: Path) -> None:
    first, second, third = of_list(tmp_path).plan.indicators
    assert (first.unit, first.final_target, first.actuals[0].value) == ("%", Decimal("30.0"), Decimal("22.6"))
    assert second.actuals[0].value is Absence.NOT_YET_COUNTED
    assert third.final_target is None


def test_a_range_is_a_doubt_with_its_line(tmp_path: Path) -> None:
    assert doubted(of_list(tmp_path)) == [(7, "more_than_one_figure", "5～6店")]


def test_a_row_without_a_name_goes_on_with_the_measure_above(tmp_path: Path) -> None:
    plan = of_list(tmp_path).plan
    names = {department.id: department.name for department in plan.departments}
    assert [
        [names[part.department] for part in node.responsibilities] for node in plan.nodes if node.level == "measure"
    ] == [
        ["市民課"],
        ["防災課", "広報課"],
        ["商工課"],
    ]


def test_what_stands_above_the_list_is_listed(tmp_path: Path) -> None:
    layout = layout_of(tmp_path, LIST_LAYOUT)
    assert [line.text for line in read_sheets(lines_of(LIST), layout).unread] == ["進捗の一覧"]


def test_a_value_without_an_indicator_is_a_doubt(tmp_path: Path) -> None:
    found = of_list(tmp_path, LIST.replace("申請の割合", "該当なし"))
    assert (3, "no_indicator", "30.0%") in doubted(found)
