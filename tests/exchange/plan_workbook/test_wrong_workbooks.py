"""What is wrong in a workbook is told all at once: the cell, what was read, why it is wrong, what to do."""

import random
from collections.abc import Callable
from contextlib import suppress
from dataclasses import replace
from datetime import date
from functools import cache

import pytest
from openpyxl import Workbook
from openpyxl.cell.cell import MergedCell

from exchange.plan_workbook.workbooks_by_hand import row_added, typed
from monosashi.core.messages import InvalidInput, Problem
from monosashi.exchange.plan_workbook import read_plan_workbook, write_plan_workbook
from monosashi.wording import LANGUAGES, render
from opened_by_hand import opened_book, saved_book
from sample_plans import sample_plan

pytestmark = pytest.mark.slow


@cache
def written() -> bytes:
    return write_plan_workbook(sample_plan())


def problems_in(raw: bytes) -> tuple[Problem, ...]:
    with pytest.raises(InvalidInput) as refused:
        read_plan_workbook(raw)
    for problem in refused.value.problems:
        for language in LANGUAGES:
            assert render(problem.why, language)
            assert render(problem.remedy, language)
    return refused.value.problems


def sentence(problem: Problem) -> str:
    return f"{problem.place}: 「{problem.read or ''}」{render(problem.why, 'ja')}{render(problem.remedy, 'ja')}"


def changed(change: Callable[[Workbook], object]) -> bytes:
    book = opened_book(written())
    change(book)
    return saved_book(book)


def test_a_missing_sheet_is_named() -> None:
    [problem] = problems_in(changed(lambda book: book.remove(book["評価指標"])))
    assert (problem.why.id, problem.remedy.id) == ("plan_workbook.sheet_missing", "plan_workbook.restore_sheet")


def test_a_renamed_sheet_is_recognised_in_the_remedy() -> None:
    [problem] = problems_in(changed(lambda book: setattr(book["評価指標"], "title", "評価指標（案）")))
    assert render(problem.remedy, "ja") == "「評価指標（案）」シートの名前を「評価指標」に戻してください。"


def test_a_renamed_header_is_recognised_in_the_remedy() -> None:
    [problem] = problems_in(typed(written(), {"評価指標": {"C4": "指標名"}}))
    assert sentence(problem) == (
        "「評価指標」シート C4: 「指標名」見出し「指標の名称」の列がありません。見出し「指標名」を「指標の名称」に戻してください。"
    )


def test_a_deleted_column_of_ids_is_no_new_plan() -> None:
    [problem] = problems_in(changed(lambda book: book["施策体系"].delete_cols(1)))
    assert (problem.place, problem.remedy.id) == ("「施策体系」シート", "plan_workbook.restore_ids")


def test_a_workbook_of_another_plan_or_revision_is_refused_where_one_is_expected() -> None:
    for expected, why in (
        (replace(sample_plan(), id="other"), "plan_workbook.other_plan"),
        (replace(sample_plan(), revision=4), "plan_workbook.other_revision"),
    ):
        with pytest.raises(InvalidInput) as refused:
            read_plan_workbook(written(), expected=expected)
        assert [problem.why.id for problem in refused.value.problems] == [why]


def test_any_other_workbook_is_none_of_ours() -> None:
    [problem] = problems_in(saved_book(Workbook()))
    assert problem.why.id == "plan_workbook.not_ours"


def test_a_newer_layout_is_not_guessed_at() -> None:
    [problem] = problems_in(typed(written(), {"monosashi": {"B2": "2"}}))
    assert (problem.read, problem.why.id) == ("2", "plan_workbook.newer")


def test_an_unknown_word_in_a_coded_column_comes_with_the_nearest_one() -> None:
    [problem] = problems_in(typed(written(), {"年度の回答": {"I5": "拡大"}}))
    assert (problem.place, problem.read) == ("「年度の回答」シート I5", "拡大")
    assert "拡充、改善、継続" in render(problem.why, "ja")
    assert "「拡充」のことではありませんか" in render(problem.remedy, "ja")


def test_a_copied_row_keeps_no_id() -> None:
    [problem] = problems_in(row_added(written(), "部署", 8, ID="d-citizens", 部署の名称="市民税課"))
    assert problem.place == "「部署」シート A8"
    assert render(problem.why, "ja") == "同じIDが 「部署」シート A6 にもあります。"


def test_two_rows_for_the_same_thing_are_told_at_the_second() -> None:
    [problem] = problems_in(
        row_added(written(), "担当部署", 6, 施策="電子申請", 部署="市民課", 役割="主担当課", いつから=date(2023, 4, 1))
    )
    assert (problem.place, problem.why.id) == ("「担当部署」シート A6", "plan.duplicate_entry")


def test_a_day_where_a_number_is_wanted_is_asked_about() -> None:
    [problem] = problems_in(typed(written(), {"目標値・実績値": {"F6": date(2024, 5, 10)}}))
    assert (problem.place, problem.read) == ("「目標値・実績値」シート F6", "2024-05-10")


@pytest.mark.parametrize("text", ["約80", "-", "なし", "=#REF!"])
def test_what_is_not_certain_is_never_taken_as_a_figure(text: str) -> None:
    [problem] = problems_in(typed(written(), {"目標値・実績値": {"F6": text}}))
    assert problem.place == "「目標値・実績値」シート F6"


def test_a_name_that_two_have_is_not_guessed() -> None:
    raw = row_added(written(), "部署", 8, 部署の名称="市民課")
    raw = row_added(raw, "職", 6, 職の名称="課長", 部署="市民課")
    places = {problem.place: problem.why.id for problem in problems_in(raw)}
    assert places["「職」シート C6"] == "plan_workbook.ambiguous_name"


def test_an_unknown_name_comes_with_the_nearest_one() -> None:
    [problem] = problems_in(row_added(written(), "職", 6, 職の名称="課長", 部署="市民科"))
    assert (problem.place, problem.read) == ("「職」シート C6", "市民科")
    assert "「市民課」のことではありませんか" in render(problem.remedy, "ja")


def test_two_names_exchanged_are_not_guessed() -> None:
    raw = typed(written(), {"施策体系": {"D7": "水位計", "D8": "電子申請"}})
    assert {problem.why.id for problem in problems_in(raw)} == {"plan_workbook.ambiguous_name"}


def test_blank_cells_that_a_row_needs_and_cells_that_say_nothing_alone_are_told() -> None:
    raw = row_added(written(), "評価指標", 8, 指標の名称="新しい指標", 基準値の年度="令和6年度")
    assert [(problem.place, problem.why.id) for problem in problems_in(raw)] == [
        ("「評価指標」シート B8", "plan_workbook.blank"),
        ("「評価指標」シート E8", "plan_workbook.lonely"),
    ]


def test_what_the_plan_may_not_say_is_told_at_its_cell() -> None:
    raw = typed(
        written(),
        {
            "計画": {"B7": "012021"},
            "目標値・実績値": {"C6": "令和20年度"},
            "予算の配分": {"C5": 160},
            "施策体系": {"E5": "電子申請"},
        },
    )
    assert {problem.place for problem in problems_in(raw)} >= {
        "「計画」シート B7",
        "「目標値・実績値」シート C6",
        "「予算の配分」シート C5",
        "「施策体系」シート E5",
    }


def test_everything_wrong_in_the_cells_is_told_at_once() -> None:
    raw = typed(
        written(),
        {
            "年度": {"A5": "令和6年"},
            "評価指標": {"M5": "積算"},
            "目標値・実績値": {"F6": "約22"},
            "金額": {"F5": "二千"},
            "工程": {"D5": "来年"},
        },
    )
    assert [problem.place for problem in problems_in(raw)] == [
        "「評価指標」シート M5",
        "「年度」シート A5",
        "「工程」シート D5",
        "「目標値・実績値」シート F6",
        "「金額」シート F5",
    ]


def test_the_plan_keeps_its_id() -> None:
    [problem] = problems_in(typed(written(), {"計画": {"B12": "another"}}))
    assert (problem.place, problem.why.id) == ("「計画」シート B12", "plan_workbook.plan_id_changed")


def test_a_year_that_the_plan_does_not_judge_keeps_no_targets() -> None:
    [problem] = problems_in(typed(written(), {"判定時の目標値": {"A5": "令和5年度"}}))
    assert (problem.place, problem.why.id) == ("「判定時の目標値」シート A5", "plan_workbook.no_owner")


JUNK = (
    "約80",
    "=1/0",
    "",
    " ",
    "△",
    "22.6",
    22.6,
    0,
    -1,
    1e300,
    True,
    date(2024, 4, 1),
    "令和6年度",
    "「」",
    "「a",
    "、、",
    "○",
    "x" * 300,
    "=A1",
)


@pytest.mark.parametrize("seed", range(6))
def test_whatever_is_typed_anywhere_comes_to_a_plan_or_to_sentences(seed: int) -> None:
    chance = random.Random(seed)  # noqa: S311 -- a repeatable choice of cells
    book = opened_book(written())
    for _ in range(15):
        sheet = chance.choice(book.worksheets[:-2])
        cell = sheet.cell(chance.randint(5, 9), chance.randint(1, sheet.max_column))
        if not isinstance(cell, MergedCell):
            cell.value = chance.choice(JUNK)
    with suppress(InvalidInput):
        read_plan_workbook(saved_book(book))
