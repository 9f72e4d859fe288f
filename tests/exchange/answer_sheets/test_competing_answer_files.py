"""Files that compete: the same twice, two of one department, two departments of one measure, an older after a newer one."""

import shutil
from dataclasses import replace
from decimal import Decimal
from pathlib import Path

import pytest

from exchange.answer_sheets.sheet_round import (
    ACTUAL,
    GRADE,
    HEALTH,
    NODE,
    akita,
    edited,
    issued_to,
    round_of,
    sentences,
    take,
    typed,
)
from monosashi.exchange.answer_sheets.issuing import issue
from monosashi.wording import render

FILE = "回答_保健予防課.xlsx"
CELL = f"{FILE}「02_ウォーキングアプリによる健康づくりの推進」シート F"


@pytest.mark.slow
def test_the_same_file_twice_even_saved_again_is_taken_once_and_told(tmp_path: Path) -> None:
    path = edited(issued_to(HEALTH, tmp_path), typed(NODE, ACTUAL, 84.8), typed(NODE, GRADE, "D"))
    copy = edited(Path(shutil.copy(path, tmp_path / "コピー ～ 回答.xlsx")))
    assert copy.read_bytes() != path.read_bytes()
    intake = take(path, copy)
    assert len(intake.cells) == 2
    assert (intake.problems, intake.awaits_decision) == ([], False)
    assert intake.notes[0][0] == copy.name
    assert "内容が同じファイル" in render(intake.notes[0][1], "ja")


@pytest.mark.slow
def test_two_different_files_of_one_department_are_decided_by_a_person(tmp_path: Path) -> None:
    first = edited(issued_to(HEALTH, tmp_path / "a"), typed(NODE, ACTUAL, 84.8), typed(NODE, GRADE, "D"))
    second = edited(issued_to(HEALTH, tmp_path / "b"), typed(NODE, ACTUAL, 96), typed(NODE, GRADE, "B"))
    undecided = take(first, second)
    assert (undecided.changes, undecided.awaits_decision) == ((), True)
    assert "どれを採るか決まっていません" in sentences(undecided.choices)
    decided = take(first, second, taken=(second,))
    assert decided.after.index.indicator["i-p146"].actuals[0].value == 96
    assert not decided.awaits_decision


@pytest.mark.slow
def test_lead_and_related_department_that_answer_differently_are_decided_cell_by_cell(tmp_path: Path) -> None:
    """My Number cards: 情報統計課 leads, 市民課 is related. 82.9 here, 83.0 there."""
    node, slot = "n-p073", "actual/i-p073/value"
    lead = edited(issued_to("情報統計課", tmp_path), typed(node, slot, 82.9), typed(node, GRADE, "B"))
    related = edited(issued_to("市民課.xlsx", tmp_path), typed(node, slot, 83.5))
    undecided = take(lead, related)
    [conflict] = undecided.conflicts
    assert {one.value for one in conflict.answers} == {Decimal("82.9"), Decimal("83.5")}
    assert undecided.after.index.indicator["i-p073"].actuals == ()
    decided = take(lead, related, taken=(related,))
    assert decided.after.index.indicator["i-p073"].actuals[0].value == Decimal("83.5")
    assert decided.after.index.result[node, 2024].ratings[0].grade == "B"
    kept = take(lead, related, taken=(Path("plan.json"),))
    assert (kept.conflicts, kept.after.index.indicator["i-p073"].actuals) == ([], ())


@pytest.mark.slow
def test_both_departments_with_the_same_answer_are_no_conflict(tmp_path: Path) -> None:
    node, slot = "n-p073", "actual/i-p073/value"
    lead = edited(issued_to("情報統計課", tmp_path), typed(node, slot, 82.9))
    related = edited(issued_to("市民課.xlsx", tmp_path), typed(node, slot, "82.9"))
    intake = take(lead, related)
    assert (intake.conflicts, len(intake.cells)) == ([], 1)


@pytest.mark.slow
def test_an_older_file_after_a_newer_one_does_not_undo_it(tmp_path: Path) -> None:
    """The file issued from revision 1 says 84.8; the plan, revision 2, has got 96 since."""
    old = edited(issued_to(HEALTH, tmp_path), typed(NODE, ACTUAL, 84.8), typed(NODE, GRADE, "D"))
    newer = take(edited(issued_to(HEALTH, tmp_path / "b"), typed(NODE, ACTUAL, 96), typed(NODE, GRADE, "B"))).after
    newer = replace(newer, revision=2)
    intake = take(old, plan=newer)
    assert [conflict.plan_moved for conflict in intake.conflicts] == [True, True]
    assert intake.after == newer
    assert take(old, plan=newer, taken=(old,)).after.index.indicator["i-p146"].actuals[0].value == Decimal("84.8")
    kept = take(old, plan=newer, taken=(Path("plan.json"),))
    assert (kept.conflicts, kept.changes) == ([], ())
    reissued = tmp_path / "再提出.xlsx"
    [file] = [f for f in issue(round_of(newer)) if HEALTH in f.name]
    reissued.write_bytes(file.raw)
    both = take(old, reissued, plan=newer)
    assert "改訂1の計画から、再提出.xlsxは改訂2から" in sentences(both.choices)


@pytest.mark.slow
def test_a_file_of_a_later_revision_than_the_plans_is_refused(tmp_path: Path) -> None:
    plan = replace(akita()[0], revision=3)
    [file] = [f for f in issue(round_of(plan)) if HEALTH in f.name]
    path = tmp_path / file.name
    path.write_bytes(file.raw)
    assert "改訂3の計画から出した回答票ですが、指定された計画は改訂1" in sentences(take(path).problems)
