"""What a page says of a grade is what the command line says of the exported file, in a process of its own."""

import json
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest

from browser.a_city import PLAN, ROOT, YEAR
from browser.conftest import Desk, Desks
from monosashi.office.accounts.permissions import Role

pytestmark = [pytest.mark.slow, pytest.mark.xdist_group("in the browser, step by step")]

GRADES_IN_LIST = """() => [...document.querySelectorAll('table.t-list tbody tr')].map(row => [
  row.querySelector('a').getAttribute('href').split('/').at(-2),
  ...['評価（算定）', '自己評価'].map(head => row.querySelector(`[data-l="${head}"] .grade__l`)?.textContent ?? null)])"""
ON_PAGE = """() => ({ grade: document.querySelector('.answerbox__g > .grade--big .grade__l')?.textContent ?? null,
  why: document.querySelector('#grade .result p').textContent.trim() })"""


def exported(desk: Desk, file: Path) -> Path:
    answer = desk.context.request.get(f"{desk.office.address}/plans/{PLAN}/export/plan.json")
    file.write_bytes(answer.body())
    return file


def evaluated(file: Path) -> list[dict[str, Any]]:
    """The measures, as `monosashi evaluate` judges them; on a page a reason stands alone and ends like a sentence."""
    command = (sys.executable, "-m", "monosashi.cli", "evaluate", str(file), "--year", str(YEAR), "--lang", "ja")
    said = subprocess.run((*command, "--format", "json"), capture_output=True, check=False).stdout
    measures: list[dict[str, Any]] = json.loads(said)["measures"]
    return measures


def of_self(measure: dict[str, Any]) -> str | None:
    return next((each["grade"] for each in measure["ratings"] if each["rater"] == "self"), None)


def test_grades_and_reasons_on_the_pages_of_68_measures_are_those_of_the_command_line(
    desks: Desks, tmp_path: Path
) -> None:
    desk = desks.of(Role.EMPLOYEE)
    measures = evaluated(exported(desk, tmp_path / "plan.json"))
    told = {}
    for measure in measures:
        desk.page.goto(
            f"{desk.office.address}/plans/{PLAN}/measures/{measure['id']}/?year={YEAR}", wait_until="domcontentloaded"
        )
        told[measure["id"]] = desk.page.evaluate(ON_PAGE)
    assert len(told) == 68
    assert told == {
        m["id"]: {"grade": m["computed_grade"], "why": f"{m['explanation'].rstrip('。')}。"} for m in measures
    }
    assert desk.faults == []


def test_grades_in_the_list_of_measures_are_those_of_the_command_line(desks: Desks, tmp_path: Path) -> None:
    desk = desks.of(Role.EMPLOYEE)
    expected = evaluated(exported(desk, tmp_path / "plan.json"))
    told = []
    for number in (1, 2):
        desk.go(f"/plans/{PLAN}/measures/?year={YEAR}&page={number}")
        told += desk.page.evaluate(GRADES_IN_LIST)
    assert sorted(told) == sorted([m["id"], m["computed_grade"], of_self(m)] for m in expected)


@pytest.mark.parametrize("city", ["akita", "nagasaki"])
def test_an_example_brought_in_and_taken_out_again_is_the_same_bytes(empty_desks: Desks, city: str) -> None:
    desk = empty_desks.of(Role.COORDINATING_OFFICE)
    file = ROOT / "examples" / city / f"{city}.plan.json"
    desk.go("/plans/import/")
    desk.page.set_input_files("input[type=file]", file)
    desk.follow("main form .btn--main")
    desk.follow("main form .btn--main")
    plan = desk.page.url.rstrip("/").rpartition("/")[2]
    out = desk.context.request.get(f"{desk.office.address}/plans/{plan}/export/plan.json")
    assert out.body() == file.read_bytes()
    assert desk.faults == []


def test_a_workbook_taken_out_and_brought_in_again_changes_nothing(desks: Desks, tmp_path: Path) -> None:
    desk = desks.of(Role.COORDINATING_OFFICE)
    workbook = tmp_path / "計画.xlsx"
    workbook.write_bytes(desk.context.request.get(f"{desk.office.address}/plans/{PLAN}/export/workbook.xlsx").body())
    desk.go(f"/plans/{PLAN}/import/")
    desk.page.set_input_files("input[type=file]", workbook)
    desk.follow("main form .btn--main")
    assert "同じ" in desk.page.locator(".head__lead").inner_text()
