"""Workbooks into which people typed: from nothing, and over what was there."""

import re
from dataclasses import replace
from decimal import Decimal

import pytest

from exchange.plan_workbook.workbooks_by_hand import put_row, row_added, saved_by_libreoffice, typed
from monosashi.core.indicators import Direction
from monosashi.core.money import BudgetStage
from monosashi.core.plan import Municipality, Plan, PlanYear
from monosashi.core.results import Rater
from monosashi.core.tree import Level, Role
from monosashi.core.values import Absence, Described, Span, ValueStatus
from monosashi.exchange.plan_workbook import read_plan_workbook, read_workbook, write_plan_workbook
from opened_by_hand import opened_book, saved_book
from sample_plans import sample_plan

pytestmark = pytest.mark.slow


def empty_plan() -> Plan:
    return Plan(
        id="p-012025",
        name="見本市デジタル計画",
        municipality=Municipality("012025", "見本市"),
        first_year=2024,
        last_year=2026,
        levels=(Level("l-1", "分野", grouped=True), Level("l-2", "施策", answered=True)),
        years=(PlanYear(2024),),
    )


def typed_from_nothing() -> bytes:
    book = opened_book(write_plan_workbook(empty_plan()))
    rows: tuple[tuple[str, int, dict[str, object]], ...] = (
        ("部署", 5, {"部署の名称": "総務部"}),
        ("部署", 6, {"部署の名称": "情報課", "上の部署": "総務部", "事務局": "○"}),
        ("施策体系", 5, {"階層": "分野", "番号": "1", "施策の名称": "窓口"}),
        ("施策体系", 6, {"階層": "施策", "施策の名称": "電子申請", "上の施策": "窓口", "目印": "★、重点"}),
        ("担当部署", 5, {"施策": "電子申請", "部署": "情報課", "役割": "主担当課"}),
        (
            "評価指標",
            5,
            {"施策": "電子申請", "指標の名称": "申請率", "単位": "%", "望ましい方向": "増やす", "最終目標値": 60},
        ),
        (
            "評価指標",
            6,
            {"施策": "電子申請", "指標の名称": "準拠", "最終目標値": "「レベルAA準拠」（基準：検査に合格）"},
        ),
        ("目標値・実績値", 5, {"指標": "申請率", "年度": "R6", "年度目標値": "18〜22.5", "実績値": "２２．６０"}),
        ("目標値・実績値", 6, {"指標": "申請率", "年度": "令和7年度", "実績値": "未集計", "実績の状態": "見込"}),
        ("予算事業", 5, {"予算事業の名称": "情報化経費"}),
        ("予算の配分", 5, {"予算事業": "情報化経費", "施策": "電子申請"}),
        ("金額", 5, {"予算事業": "情報化経費", "年度": "令和6年度", "段階": "補正予算額", "金額": "△1,000"}),
        (
            "評価",
            5,
            {"施策": "電子申請", "年度": "令和6年度", "評価の軸": "progress", "評価した者": "自己評価", "評価": "B"},
        ),
    )
    for sheet, number, values in rows:
        put_row(book[sheet], number, values)
    return saved_book(book)


def test_a_workbook_typed_from_nothing_becomes_a_plan() -> None:
    plan = read_plan_workbook(typed_from_nothing())
    rate, level = plan.indicators
    [office] = [department for department in plan.departments if department.coordinating_office]
    assert plan.index.department[office.parent or ""].name == "総務部"
    assert plan.nodes[1].parent == plan.nodes[0].id
    assert plan.nodes[1].tags == ("★", "重点")
    assert plan.nodes[1].responsibilities[0].role is Role.LEAD
    assert (rate.direction, rate.final_target) == (Direction.INCREASE, Decimal(60))
    assert rate.targets[0].value == Span(Decimal(18), Decimal("22.5"))
    assert [(actual.fiscal_year, str(actual.value), actual.status) for actual in rate.actuals] == [
        (2024, "22.60", ValueStatus.FINAL),
        (2025, Absence.NOT_YET_COUNTED, ValueStatus.ESTIMATED),
    ]
    assert level.final_target == Described("レベルAA準拠", "検査に合格")
    [line] = plan.budget_programs[0].lines
    assert (line.stage, line.amount) == (BudgetStage.SUPPLEMENTARY, Decimal(-1000))
    assert [(r.node, r.fiscal_year, r.ratings[0].rater) for r in plan.results] == [(plan.nodes[1].id, 2024, Rater.SELF)]


def test_rows_without_an_id_get_one_that_nothing_else_has_and_that_stays_when_other_cells_change() -> None:
    raw = typed_from_nothing()
    once = read_workbook(raw)
    again = read_plan_workbook(typed(raw, {"施策体系": {"F6": "窓口に来なくてもよくする。"}}))
    plan = once.plan
    ids = [*(d.id for d in plan.departments), *(n.id for n in plan.nodes), *(i.id for i in plan.indicators)]
    assert once.new_ids == len(ids) + len(plan.budget_programs) == 7
    assert len(set(ids)) == len(ids)
    assert all(re.fullmatch(r"[a-z]+-[a-z2-7]{10}", id_) for id_ in ids)
    assert [node.id for node in again.nodes] == [node.id for node in once.plan.nodes]


def test_a_row_typed_anew_in_a_later_revision_gets_another_id() -> None:
    def id_in(revision: int) -> str:
        raw = write_plan_workbook(replace(empty_plan(), revision=revision))
        return read_plan_workbook(row_added(raw, "部署", 5, 部署の名称="総務部")).departments[0].id

    assert id_in(1) != id_in(2)


def test_the_empty_workbook_is_the_empty_plan() -> None:
    assert read_plan_workbook(write_plan_workbook(empty_plan())) == empty_plan()


def test_what_was_read_otherwise_than_typed_is_noted() -> None:
    notes = read_workbook(typed_from_nothing()).notes
    assert [note.place for note in notes] == ["「目標値・実績値」シート F5", "「金額」シート F5"]


def test_a_measure_renamed_in_its_own_sheet_keeps_all_that_refers_to_it() -> None:
    raw = typed(write_plan_workbook(sample_plan()), {"施策体系": {"D7": "電子申請の拡大"}})
    plan = read_plan_workbook(raw)
    assert plan.index.node["m-online"].name == "電子申請の拡大"
    assert replace(plan, nodes=sample_plan().nodes) == sample_plan()


def test_a_column_inserted_and_columns_moved_change_nothing() -> None:
    book = opened_book(write_plan_workbook(sample_plan()))
    book["評価指標"].insert_cols(3)
    book["評価指標"].cell(4, 3).value = "課内のメモ"
    book["評価指標"].cell(5, 3).value = "確認済み"
    book["年度の回答"].move_range("F4:F20", cols=20)
    assert read_plan_workbook(saved_book(book)) == sample_plan()


def test_remarks_are_counted_and_not_taken() -> None:
    raw = row_added(write_plan_workbook(sample_plan()), "部署", 5, 備考="4月に移転")
    reading = read_workbook(raw)
    assert (reading.plan, reading.remarks) == (sample_plan(), 1)


def test_a_name_typed_with_other_letters_is_still_the_name() -> None:
    raw = row_added(write_plan_workbook(sample_plan()), "担当部署", 6, 施策="水位計 ", 部署="市　民課", 役割="関連課")
    responsibility = read_plan_workbook(raw).index.node["m-sensor"].responsibilities[0]
    assert (responsibility.department, responsibility.role) == ("d-citizens", Role.RELATED)


def test_a_new_department_can_be_chosen_at_once_in_other_sheets() -> None:
    raw = row_added(write_plan_workbook(sample_plan()), "部署", 8, 部署の名称="防災課")
    lists_sheet = opened_book(saved_by_libreoffice(raw), data_only=True)["選択肢"]
    lists = [[cell.value for cell in column] for column in lists_sheet.iter_cols()]
    [offered] = [column[1:5] for column in lists if column[0] == "departments"]
    assert offered == ["推進本部", "市民課", "各センター", "防災課"]


@pytest.mark.parametrize(
    ("written", "due"),
    [
        ("令和7年3月31日", "2025-03-31"),
        ("2025年3月", "2025-03"),
        ("令和6年度第4四半期", "2024-Q4"),
        ("R6", "2024"),
        ("2025/3/31", "2025-03-31"),
    ],
)
def test_a_milestone_is_due_on_a_day_in_a_month_a_quarter_or_a_year(written: str, due: str) -> None:
    raw = row_added(write_plan_workbook(sample_plan()), "工程", 7, 施策="電子申請", 工程="見直し", 期限=written)
    assert read_plan_workbook(raw).index.node["m-online"].milestones[2].due == due
