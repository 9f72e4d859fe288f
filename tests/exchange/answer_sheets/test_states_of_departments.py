"""How far every department is: disputed answers, files decided against, sheets that are gone."""

from collections.abc import Callable
from pathlib import Path

import pytest
from openpyxl import load_workbook
from openpyxl.workbook import Workbook

from exchange.answer_sheets.sheet_round import (
    ACTUAL,
    GRADE,
    HEALTH,
    NODE,
    edited,
    issued_to,
    judging,
    page,
    sentences,
    take,
    typed,
)
from monosashi.exchange.answer_sheets.intake import Intake
from monosashi.exchange.answer_sheets.mending import mark_all
from monosashi.exchange.answer_sheets.states import SheetState, states
from monosashi.exchange.spreadsheets.faults import WRONG_COLOUR


def state_of(department: str, intake: Intake) -> SheetState:
    found = states(intake, judging(intake.before).scheme)
    return next(s.state for s in found if s.recipient.department and s.recipient.department.name == department)


@pytest.mark.slow
def test_a_file_that_was_decided_against_says_nothing_of_its_department(tmp_path: Path) -> None:
    good = edited(issued_to(HEALTH, tmp_path / "a"), typed(NODE, ACTUAL, 84.8), typed(NODE, GRADE, "D"))
    bad = edited(issued_to(HEALTH, tmp_path / "b"), typed(NODE, ACTUAL, "不明"), without(NODE))
    assert state_of(HEALTH, take(good, bad)) is SheetState.TO_CORRECT
    decided = take(good, bad, taken=(good,))
    assert (decided.problems, [file.path for file in decided.rejected]) == ([], [bad])
    assert state_of(HEALTH, decided) is SheetState.UNANSWERED  # its other measure has no answer yet
    assert state_of(HEALTH, take(good, bad, taken=(bad,))) is SheetState.TO_CORRECT


@pytest.mark.slow
def test_a_measure_whose_only_answer_is_disputed_is_answered(tmp_path: Path) -> None:
    """A department with one measure, another that is related to it: 82.9 here, 83.5 there."""
    node, slot = "n-p138", "actual/i-p138/value"
    lead = edited(issued_to("道路建設課", tmp_path), typed(node, slot, 100))
    related = edited(issued_to("公園課", tmp_path), typed(node, slot, 99))
    assert state_of("道路建設課", take(related)) is SheetState.SUBMITTED  # what somebody said of it is an answer
    intake = take(lead, related)
    assert len(intake.conflicts) == 1
    assert state_of("道路建設課", intake) is SheetState.SUBMITTED
    assert state_of("公園課", intake) is SheetState.OPTIONAL


@pytest.mark.slow
def test_a_department_that_leads_nothing_may_answer_and_need_not(tmp_path: Path) -> None:
    untouched = issued_to("公園課", tmp_path)
    assert state_of("公園課", take()) is SheetState.OPTIONAL
    assert state_of("公園課", take(untouched)) is SheetState.OPTIONAL
    wrong = edited(untouched, typed("n-p138", "actual/i-p138/value", "不明"))
    assert state_of("公園課", take(wrong)) is SheetState.TO_CORRECT


def without(node: str) -> Callable[[Workbook], None]:
    def remove(workbook: Workbook) -> None:
        workbook.remove(page(workbook, node))

    return remove


def copy_of(node: str) -> Callable[[Workbook], None]:
    def add(workbook: Workbook) -> None:
        workbook.copy_worksheet(page(workbook, node))

    return add


@pytest.mark.slow
def test_a_removed_sheet_is_marked_where_the_first_sheet_lists_it(tmp_path: Path) -> None:
    path = edited(issued_to(HEALTH, tmp_path / "back"), without(NODE))
    intake = take(path)
    assert "この施策のシートがありません" in sentences(intake.problems)
    [marked] = mark_all(intake, tmp_path / "marked")
    cover = load_workbook(marked).worksheets[0]
    [(value, colour, comment)] = [
        (c.value, c.fill.fgColor.rgb, c.comment.text) for row in cover.iter_rows() for c in row if c.comment
    ]
    assert (value, colour) == ("02", WRONG_COLOUR)
    assert "この施策のシートがありません" in comment
    assert "削除する前のファイル" in comment


@pytest.mark.slow
def test_a_removed_sheet_is_marked_on_what_is_left_where_the_first_sheet_is_gone_too(tmp_path: Path) -> None:
    path = edited(issued_to(HEALTH, tmp_path / "back"), without(NODE), lambda book: book.remove(book.worksheets[0]))
    [marked] = mark_all(take(path), tmp_path / "marked")
    sheet = load_workbook(marked).worksheets[0]
    assert [c.comment.text for row in sheet.iter_rows() for c in row if c.comment]


@pytest.mark.slow
def test_a_sheet_that_stands_twice_is_marked_on_both(tmp_path: Path) -> None:
    path = edited(issued_to(HEALTH, tmp_path / "back"), copy_of(NODE))
    intake = take(path)
    assert len(intake.problems) == 1
    [marked] = mark_all(intake, tmp_path / "marked")
    found = [s.title for s in load_workbook(marked).worksheets for row in s.iter_rows() for c in row if c.comment]
    assert len(found) == 2
