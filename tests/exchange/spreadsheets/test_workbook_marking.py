"""Marks on wrong cells of a workbook that we made, and nothing else of it changed."""

from pathlib import Path

import openpyxl
import pytest
import xlsxwriter

from exchange.spreadsheets.made_workbooks import resaved_by_libreoffice, rewritten
from monosashi.core.messages import InvalidInput, Problem, message
from monosashi.exchange.spreadsheets import Visibility, open_workbook
from monosashi.exchange.spreadsheets.faults import ASKED_COLOUR, WRONG_COLOUR, Fault, fault_of
from monosashi.exchange.spreadsheets.marking import mark
from monosashi.exchange.typed_values import NumberColumn, read_number

NUMBER = NumberColumn("人")


@pytest.fixture
def sheet_of_answers(tmp_path: Path) -> Path:
    """A workbook as ours are: drop-down, locks, a very hidden sheet, widths, a note, a colour, a formula of ours and one not."""
    path = tmp_path / "回答_環境部.xlsx"
    book = xlsxwriter.Workbook(path)
    open_cell = book.add_format({"locked": False, "bg_color": "#E8F0FE"})
    sheet = book.add_worksheet("実績")
    sheet.set_column("B:B", 33)
    sheet.freeze_panes(1, 0)
    sheet.write("A2", "参加者数")
    sheet.write_string("B2", "約80", open_cell)
    sheet.write_string("B3", "なしよ", open_cell)
    sheet.write_number("B4", 12, open_cell)
    sheet.write_string("B5", "=1+1", open_cell)
    sheet.write_formula("C2", '=IF(B4>10,"A","B")', None, "A")
    sheet.write_formula("C3", '=HYPERLINK("http://example.jp")', None, "押す")
    sheet.write_comment("B3", "前年度の数も見てください")
    sheet.data_validation("D2:D9", {"validate": "list", "source": ["拡充", "継続"]})
    sheet.merge_range("E2:F3", "結合", open_cell)
    sheet.protect("", {"format_cells": True})
    ids = book.add_worksheet("_monosashi")
    ids.write("A1", "i-069")
    ids.very_hidden()
    book.close()
    return path


def faults(path: Path) -> list[Fault]:
    sheet = open_workbook(path).sheet("実績")
    assert sheet is not None
    found = [fault_of(sheet.at(at), read_number(sheet.at(at), NUMBER)) for at in ("B2", "B3", "B4")]
    return [fault for fault in found if fault is not None]


OURS = {("実績", "C2")}


def test_wrong_and_asked_cells_are_coloured_and_say_what_was_read_why_and_what_to_do(
    sheet_of_answers: Path, tmp_path: Path
) -> None:
    out = tmp_path / "要修正_環境部.xlsx"
    wrong = Fault("実績", "B4", Problem("", "12", message("typed.boolean", read="12"), message("typed.boolean.remedy")))
    assert mark(sheet_of_answers, out, [*faults(sheet_of_answers), wrong], our_formulas=OURS) == ()
    sheet = open_workbook(out).sheet("実績")
    assert sheet is not None
    assert [sheet.at(at).fill for at in ("B2", "B4", "B5")] == [ASKED_COLOUR[2:], WRONG_COLOUR[2:], "E8F0FE"]
    assert sheet.comments["B2"].splitlines() == [
        "【読み取った内容】約80",
        "【理由】「約80」は数だけではありません。",
        "【お願い】数だけを入力し、「約」「程度」「見込」などは備考欄に移してください。",
    ]
    assert sheet.comments["B3"].endswith("\n\n前年度の数も見てください")


def test_drop_downs_locks_hidden_sheets_widths_and_our_formulas_stay(sheet_of_answers: Path, tmp_path: Path) -> None:
    out = tmp_path / "out.xlsx"
    mark(sheet_of_answers, out, faults(sheet_of_answers), our_formulas=OURS)
    book = openpyxl.load_workbook(out)
    sheet = book["実績"]
    [rule] = sheet.data_validations.dataValidation
    assert (rule.formula1, str(rule.sqref)) == ('"拡充,継続"', "D2:D9")
    assert sheet.protection.sheet
    assert (sheet["B2"].protection.locked, sheet["A2"].protection.locked) == (False, True)
    assert sheet.column_dimensions["B"].width == pytest.approx(33, abs=1)
    assert sheet.freeze_panes == "A2"
    assert sheet["C2"].value == '=IF(B4>10,"A","B")'
    assert [s.name for s in open_workbook(out).sheets if s.visibility is Visibility.VERY_HIDDEN] == [
        "_monosashi",
        "_monosashi_marks",
    ]


def test_nobody_elses_formula_is_passed_on(sheet_of_answers: Path, tmp_path: Path) -> None:
    out = tmp_path / "out.xlsx"
    mark(sheet_of_answers, out, faults(sheet_of_answers), our_formulas=OURS)
    sheet = open_workbook(out).sheet("実績")
    assert sheet is not None
    formulas = [cell.address for _, row in sheet.rows() for cell in row.values() if cell.is_formula]
    assert formulas == ["C2"]
    assert (sheet.at("C3").value, sheet.at("B5").value) == ("押す", "=1+1")


def test_marking_again_takes_the_old_marks_away(sheet_of_answers: Path, tmp_path: Path) -> None:
    first, second, clean = (tmp_path / name for name in ("1.xlsx", "2.xlsx", "3.xlsx"))
    found = faults(sheet_of_answers)
    mark(sheet_of_answers, first, found, our_formulas=OURS)
    mark(first, second, found[1:], our_formulas=OURS)
    mark(second, clean, (), our_formulas=OURS)
    for path, colours in ((second, ["E8F0FE", ASKED_COLOUR[2:]]), (clean, ["E8F0FE", "E8F0FE"])):
        sheet = open_workbook(path).sheet("実績")
        assert sheet is not None
        assert [sheet.at(at).fill for at in ("B2", "B3")] == colours
        assert "B2" not in sheet.comments
    after = open_workbook(clean)
    assert after.sheets[0].comments == {"B3": "前年度の数も見てください"}
    assert [s.name for s in after.sheets] == ["実績", "_monosashi"]


def test_a_mark_copied_with_its_cell_goes_too(sheet_of_answers: Path, tmp_path: Path) -> None:
    first, copied, clean = (tmp_path / name for name in ("1.xlsx", "2.xlsx", "3.xlsx"))
    mark(sheet_of_answers, first, faults(sheet_of_answers), our_formulas=OURS)
    book = openpyxl.load_workbook(first)
    book["実績"]["A9"] = "写し"
    book["実績"]["A9"].fill = openpyxl.styles.PatternFill("solid", fgColor=ASKED_COLOUR)
    book.save(copied)
    mark(copied, clean, (), our_formulas=OURS)
    assert open_workbook(clean).sheets[0].at("A9").fill is None


def test_a_fault_in_a_merged_area_stands_on_its_first_cell_and_one_of_a_lost_sheet_comes_back(
    sheet_of_answers: Path, tmp_path: Path
) -> None:
    out = tmp_path / "out.xlsx"
    problem = Problem("", None, message("typed.boolean", read="x"), message("typed.boolean.remedy"))
    lost = Fault("消えた", "A1", problem)
    assert mark(sheet_of_answers, out, [Fault("実績", "F3", problem), lost]) == (lost,)
    sheet = open_workbook(out).sheets[0]
    assert sheet.at("E2").fill == WRONG_COLOUR[2:]
    assert sheet.comments["E2"].startswith("【理由】")


def test_a_workbook_that_cannot_be_written_leaves_nothing(sheet_of_answers: Path, tmp_path: Path) -> None:
    before = sorted(tmp_path.iterdir())
    with pytest.raises(InvalidInput):
        mark(sheet_of_answers, tmp_path / "ない" / "out.xlsx", ())
    assert sorted(tmp_path.iterdir()) == before


def test_a_harmful_workbook_is_not_given_to_another_library(sheet_of_answers: Path, tmp_path: Path) -> None:

    bomb = b'<?xml version="1.0"?><!DOCTYPE x [<!ENTITY a "ha">]><a>&a;</a>'
    raw = rewritten(sheet_of_answers.read_bytes(), {"docProps/app.xml": bomb})
    with pytest.raises(InvalidInput) as refused:
        mark(raw, tmp_path / "out.xlsx", ())
    assert refused.value.problems[0].why.id == "spreadsheet.entity"


@pytest.mark.slow
def test_marks_survive_libreoffice(sheet_of_answers: Path, tmp_path: Path) -> None:
    out = tmp_path / "印.xlsx"
    mark(sheet_of_answers, out, faults(sheet_of_answers), our_formulas=OURS)
    saved = resaved_by_libreoffice(out, tmp_path)
    again = open_workbook(saved).sheets[0]
    assert again.at("B2").fill == ASKED_COLOUR[2:]
    assert again.comments["B2"].startswith("【読み取った内容】約80")
    assert again.at("C2").value == "A"
    _goes_back_with_the_marks_that_are_still_true(saved, tmp_path)


def _goes_back_with_the_marks_that_are_still_true(saved: Path, folder: Path) -> None:
    """LibreOffice writes no author of a comment, and hides a very hidden sheet no more than others."""
    second = folder / "2回目.xlsx"
    mark(saved, second, faults(saved)[1:], our_formulas=OURS)
    book = open_workbook(second)
    assert list(book.sheets[0].comments) == ["B3"]
    assert book.sheets[0].comments["B3"].count("【読み取った内容】なしよ") == 1
    assert book.sheets[0].comments["B3"].endswith("前年度の数も見てください")
    assert [s.visibility for s in book.sheets[1:]] == [Visibility.VERY_HIDDEN] * 2
