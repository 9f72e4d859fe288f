"""Each kind of human mistake gives its sentence: the place, what was read, why it is wrong, what to do."""

from collections import Counter
from collections.abc import Callable
from dataclasses import replace
from decimal import Decimal
from pathlib import Path

import pytest
from openpyxl import load_workbook
from openpyxl.styles import PatternFill
from openpyxl.workbook import Workbook

from exchange.answer_sheets.sheet_round import (
    ACTUAL,
    GRADE,
    HEALTH,
    NODE,
    REASON,
    akita,
    answer_cell,
    edited,
    example,
    filled,
    issued_to,
    judging,
    opened,
    page,
    round_of,
    sentences,
    take,
    typed,
)
from monosashi.core.messages import InvalidInput
from monosashi.exchange.answer_sheets.intake import Intake
from monosashi.exchange.answer_sheets.issuing import issue
from monosashi.exchange.answer_sheets.mending import mark_all
from monosashi.exchange.answer_sheets.returned import read_returned
from monosashi.exchange.answer_sheets.states import SheetState, states
from monosashi.wording import render

FILE = "回答_保健予防課.xlsx"
CELL = f"{FILE}「02_ウォーキングアプリによる健康づくりの推進」シート F"


def mistaken(tmp_path: Path, *edits: Callable[[Workbook], None]) -> Intake:
    return take(edited(issued_to(HEALTH, tmp_path), *edits))


@pytest.mark.parametrize(
    ("slot", "value", "words"),
    [
        (ACTUAL, "約80", ("約80", "備考")),
        (ACTUAL, "△84.8", ("△84.8",)),
        (ACTUAL, "―", ("―",)),
        (ACTUAL, "80人", ("80人", "%")),
    ],
)
@pytest.mark.slow
def test_what_may_be_right_is_asked_and_not_taken(
    slot: str, value: str, words: tuple[str, ...], tmp_path: Path
) -> None:
    intake = mistaken(tmp_path, typed(NODE, slot, value))
    assert intake.questions[0].place.startswith(CELL)
    assert intake.questions[0].read == value
    assert all(word in sentences(intake.questions) for word in words)
    assert (intake.changes, intake.awaits_decision) == ((), True)


@pytest.mark.parametrize(
    ("slot", "value", "words"),
    [
        (ACTUAL, "8O.5", ("8O.5",)),
        (ACTUAL, "=1/0", ("F",)),
        (GRADE, "E", ("E", "A", "D")),
        ("result/disposition", "がんばる", ("がんばる", "継続")),
        ("result/execution", True, ("TRUE",)),
    ],
)
@pytest.mark.slow
def test_what_cannot_be_right_is_wrong_with_its_place(
    slot: str, value: object, words: tuple[str, ...], tmp_path: Path
) -> None:
    intake = mistaken(tmp_path, typed(NODE, slot, value))
    assert intake.problems[0].place.startswith(CELL)
    assert all(word in sentences(intake.problems) for word in words)
    assert intake.changes == ()


@pytest.mark.slow
def test_a_percent_cell_is_taken_with_a_note(tmp_path: Path) -> None:
    def percent(workbook: Workbook) -> None:
        cell = answer_cell(workbook, NODE, ACTUAL)
        cell.value, cell.number_format = 0.848, "0.0%"

    intake = mistaken(tmp_path, percent)
    [change] = intake.cells
    assert change.given.value == Decimal("84.8")
    assert "84.8" in render(intake.notes[0][1], "ja")


@pytest.mark.slow
def test_self_grade_c_where_the_figures_give_d_goes_back_without_a_reason_and_stays_with_one(tmp_path: Path) -> None:
    """95.4 → 84.8: computed D."""
    wrong = mistaken(tmp_path, typed(NODE, ACTUAL, 84.8), typed(NODE, GRADE, "C"))
    assert "自己評価はCですが、実績値から計算した判定はDです" in sentences(wrong.problems)
    right = mistaken(
        tmp_path, typed(NODE, ACTUAL, 84.8), typed(NODE, GRADE, "C"), typed(NODE, REASON, "調査の方法が変わったため")
    )
    assert (right.problems, len(right.cells)) == ([], 3)


@pytest.mark.slow
def test_a_marked_workbook_goes_back_and_comes_in_again_when_it_is_mended(tmp_path: Path) -> None:
    wrong = mistaken(tmp_path, typed(NODE, ACTUAL, 84.8), typed(NODE, GRADE, "C"))
    [marked] = mark_all(wrong, tmp_path / "marked")
    workbook = load_workbook(marked)
    comment = answer_cell(workbook, NODE, REASON).comment
    assert comment is not None
    assert "判定はDです" in comment.text
    assert any(str(cell.value).startswith("=IF(ISNUMBER(F") for cell in page(workbook, NODE)["F"])
    mended = edited(marked, typed(NODE, REASON, "調査の方法が変わったため"))
    again = take(mended)
    assert (again.problems, again.questions, len(again.cells)) == ([], [], 3)


@pytest.mark.slow
@pytest.mark.parametrize(
    ("edits", "words"),
    [
        ((typed(NODE, "actual/i-p146/evidence", "アンケート"),), "実績値が空欄なのに"),
        ((typed(NODE, REASON, "増えた"),), "自己評価が選ばれていません"),
        ((typed(NODE, GRADE, "評価しない"),), "評価しない理由"),
    ],
)
def test_answers_that_do_not_go_together_are_wrong(
    edits: tuple[Callable[[Workbook], None], ...], words: str, tmp_path: Path
) -> None:
    assert words in sentences(mistaken(tmp_path, *edits).problems)


def remove_sheet(workbook: Workbook) -> None:
    del workbook[page(workbook, NODE).title]


def delete_ids(workbook: Workbook) -> None:
    sheet = page(workbook, NODE)
    for merged in list(sheet.merged_cells.ranges):
        sheet.unmerge_cells(str(merged))
    sheet.delete_cols(1)


def copy_sheet(workbook: Workbook) -> None:
    workbook.copy_worksheet(page(workbook, NODE))


def delete_row(workbook: Workbook) -> None:
    page(workbook, NODE).delete_rows(answer_cell(workbook, NODE, "result/response").row)


def copy_row(workbook: Workbook) -> None:
    page(workbook, NODE).cell(200, 1, "result/response")


def merge_answers(workbook: Workbook) -> None:
    row = answer_cell(workbook, NODE, "result/unmet_reason").row
    page(workbook, NODE).merge_cells(f"F{row}:F{row + 1}")


@pytest.mark.slow
@pytest.mark.parametrize(
    ("mistake", "words"),
    [
        (remove_sheet, "この施策のシートがありません"),
        (delete_ids, "A列"),
        (copy_sheet, "同じ施策のシートが2枚以上"),
        (delete_row, "1行なくなっています"),
        (copy_row, "同じ欄の行が2つ"),
        (merge_answers, "セルが結合されていて"),
    ],
)
def test_a_page_that_was_taken_apart_is_told(mistake: Callable[[Workbook], None], words: str, tmp_path: Path) -> None:
    intake = mistaken(tmp_path, mistake)
    assert words in sentences(intake.problems)
    assert FILE in intake.problems[0].place


@pytest.mark.slow
def test_a_renamed_sheet_and_inserted_rows_and_columns_do_no_harm(tmp_path: Path) -> None:
    def move(workbook: Workbook) -> None:
        sheet = page(workbook, NODE)
        sheet.title = "うちの課"
        for merged in list(sheet.merged_cells.ranges):
            sheet.unmerge_cells(str(merged))
        sheet.insert_rows(3)
        sheet.insert_cols(4)

    intake = mistaken(tmp_path, typed(NODE, ACTUAL, "84.8"), typed(NODE, GRADE, "D"), move)
    assert (intake.problems, intake.questions) == ([], [])
    assert intake.after.index.indicator["i-p146"].actuals[0].value == Decimal("84.8")
    assert "「うちの課」シート G" in intake.cells[0].given.answer.cell.place


@pytest.mark.slow
def test_a_colour_on_a_blank_is_asked_about(tmp_path: Path) -> None:
    def colour(workbook: Workbook) -> None:
        answer_cell(workbook, NODE, "result/execution").fill = PatternFill("solid", fgColor="FF00B050")

    assert "色では回答になりません" in sentences(mistaken(tmp_path, colour).questions)


@pytest.mark.slow
def test_another_citys_plans_or_years_workbook_is_refused(tmp_path: Path) -> None:
    path = edited(issued_to(HEALTH, tmp_path), typed(NODE, ACTUAL, 84.8), typed(NODE, GRADE, "D"))
    plan = akita()[0]
    other_city = replace(plan, municipality=replace(plan.municipality, code="422011"))
    assert "別の団体" in sentences(take(path, plan=other_city).problems)
    assert "別の計画" in sentences(take(path, plan=replace(plan, id="akita-3")).problems)
    other_year = replace(plan, years=(replace(plan.years[0], fiscal_year=2025),))
    found = take(path, plan=other_year, year=2025)
    assert "令和6年度の回答票です。いま取り込んでいるのは令和7年度です" in sentences(found.problems)
    assert found.changes == ()


@pytest.mark.slow
def test_a_workbook_that_is_none_of_ours_is_refused(tmp_path: Path) -> None:
    path = tmp_path / "回答.xlsx"
    Workbook().save(path)
    with pytest.raises(InvalidInput) as caught:
        read_returned(path)
    assert "Monosashi が出した回答票ではない" in sentences(list(caught.value.problems))


@pytest.mark.slow
@pytest.mark.parametrize(
    ("key", "value", "words"),
    [
        ("revision", "", "隠しシートが書き換えられていて"),
        ("revision", "9" * 5000, "隠しシートが書き換えられていて"),
        ("fiscal_year", "令和6年度", "隠しシートが書き換えられていて"),
        ("format", "2", "この版の Monosashi が読めない書式"),
    ],
)
def test_a_hidden_sheet_that_was_changed_is_refused(key: str, value: str, words: str, tmp_path: Path) -> None:
    def change(workbook: Workbook) -> None:
        for row in workbook["_monosashi"].iter_rows(max_row=6):
            if row[0].value == key:
                row[1].value = value

    path = edited(issued_to(HEALTH, tmp_path), change)
    with pytest.raises(InvalidInput) as caught:
        read_returned(path)
    assert words in sentences(list(caught.value.problems))


@pytest.mark.slow
def test_a_measure_that_the_plan_no_longer_has_is_told_and_the_rest_is_read(tmp_path: Path) -> None:
    path = edited(issued_to(HEALTH, tmp_path), typed(NODE, ACTUAL, 84.8))
    plan = akita()[0]
    programs = tuple(replace(p, shares=tuple(s for s in p.shares if s.node != NODE)) for p in plan.budget_programs)
    plan = replace(
        plan,
        nodes=tuple(n for n in plan.nodes if n.id != NODE),
        indicators=tuple(i for i in plan.indicators if i.node != NODE),
        results=tuple(r for r in plan.results if r.node != NODE),
        budget_programs=programs,
    )
    intake = take(path, plan=plan)
    assert "いまの計画にありません" in sentences(intake.problems)
    assert {problem.place.startswith(CELL) for problem in intake.problems} == {True}


@pytest.mark.slow
def test_a_department_with_a_wrong_cell_has_to_correct_and_the_others_have_not_answered(tmp_path: Path) -> None:
    intake = mistaken(tmp_path, typed(NODE, "result/disposition", "がんばる"))
    counted = Counter(state.state for state in states(intake, judging(intake.before).scheme))
    assert counted == {SheetState.TO_CORRECT: 1, SheetState.UNANSWERED: 37, SheetState.OPTIONAL: 6}


@pytest.mark.slow
def test_one_wrong_cell_hinders_no_other_from_being_shown(tmp_path: Path) -> None:
    path = filled(issued_to(HEALTH, tmp_path), example("akita"))
    intake = take(edited(path, typed(NODE, "result/disposition", "がんばる")))
    assert len(intake.problems) == 1
    assert len(intake.cells) > 4


@pytest.mark.slow
def test_text_that_begins_like_a_formula_is_written_as_text_and_comes_back(tmp_path: Path) -> None:
    harmful = '=HYPERLINK("http://example.com","開く")'
    plan = opened(example("akita"))
    nodes = tuple(replace(n, name="=1+1", summary=harmful) if n.id == NODE else n for n in plan.nodes)
    results = tuple(replace(r, result=harmful) if r.node == NODE else r for r in plan.results)
    plan = replace(plan, nodes=nodes, results=results)
    [file] = [f for f in issue(round_of(plan)) if HEALTH in f.name]
    path = tmp_path / file.name
    path.write_bytes(file.raw)
    sheet = page(load_workbook(path), NODE)
    formulas = [cell.value for row in sheet.iter_rows() for cell in row if cell.data_type == "f"]
    assert formulas
    assert all(str(formula).startswith(("=IF(ISNUMBER(F", "=IF(AND(F")) for formula in formulas)
    assert take(path, plan=plan).changes == ()


@pytest.mark.slow
def test_a_figure_that_is_answered_anew_no_longer_claims_its_old_source(tmp_path: Path) -> None:
    """84.8 was printed on p.146; 86 is not."""
    plan = example("akita")
    [file] = [f for f in issue(round_of(plan)) if HEALTH in f.name]
    path = tmp_path / file.name
    path.write_bytes(file.raw)
    at = "indicators/i-p146/actuals/2024/value"
    assert at in {source.at for source in plan.provenance}
    after = take(edited(path, typed(NODE, ACTUAL, 86)), plan=plan).after
    assert {source.at for source in plan.provenance} - {source.at for source in after.provenance} == {at}
    cleared = take(edited(path, typed(NODE, ACTUAL, None), typed(NODE, "actual/i-p146/status", None)), plan=plan)
    assert (cleared.problems, cleared.after.index.indicator["i-p146"].actuals) == ([], ())


@pytest.mark.slow
def test_a_figure_typed_in_last_years_column_is_pointed_out_and_not_passed_over(tmp_path: Path) -> None:
    def in_last_year(workbook: Workbook) -> None:
        page(workbook, NODE)["E12"].value = 84.8

    intake = mistaken(tmp_path, in_last_year)
    said = sentences(intake.problems)
    assert "E12" in said
    assert "84.8" in said
    assert "F12" in said
    assert [fault.address for fault in intake.faults[intake.files[0].path]] == ["E12"]
    beside = mistaken(tmp_path, in_last_year, typed(NODE, ACTUAL, 84.8))
    assert beside.problems == []


@pytest.mark.slow
def test_what_was_typed_in_a_hidden_column_is_told_as_hidden_however_it_was_read(tmp_path: Path) -> None:
    def hide(workbook: Workbook) -> None:
        page(workbook, NODE).column_dimensions["F"].hidden = True

    intake = mistaken(tmp_path, typed(NODE, ACTUAL, "８４．８"), hide)
    [(_, note)] = [told for told in intake.notes if told[0].endswith("F12")]
    said = render(note, "ja")
    assert "隠れた行・列・シート" in said
    assert "全角を半角に" in said
