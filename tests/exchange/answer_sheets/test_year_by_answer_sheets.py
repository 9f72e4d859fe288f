"""A year played through with answer sheets comes back figure by figure."""

import os
import shutil
import subprocess
from collections import Counter
from dataclasses import replace
from pathlib import Path

import pytest
from openpyxl import load_workbook

from exchange.answer_sheets.sheet_round import (
    ACTUAL,
    akita,
    answer_cell,
    edited,
    example,
    filled,
    issued_to,
    judging,
    opened,
    round_of,
    take,
    typed,
    written,
)
from monosashi.core.changes import diff
from monosashi.core.values import Absence
from monosashi.evaluation.evaluate import shipped_scheme
from monosashi.exchange.answer_sheets.issuing import issue
from monosashi.exchange.answer_sheets.recipients import recipients
from monosashi.exchange.answer_sheets.states import SheetState, states

SOFFICE = shutil.which("soffice")
CI = os.environ.get("CI") == "true"
needs_soffice = pytest.mark.skipif(SOFFICE is None and not CI, reason="LibreOffice (soffice) is not installed")

pytestmark = pytest.mark.xdist_group("year by answer sheets")  # 44 workbooks are filled once


@pytest.fixture(scope="module")
def answered(tmp_path_factory: pytest.TempPathFactory) -> list[Path]:
    """The workbooks of Akita's departments, each with all its answers; nobody changes them."""
    _, files = akita()
    return [filled(path, example("akita")) for path in written(files, tmp_path_factory.mktemp("answered"))]


@pytest.mark.slow
def test_akitas_44_departments_answer_and_the_plan_equals_the_example_with_every_scale(answered: list[Path]) -> None:
    whole = example("akita")
    plan, _ = akita()
    intake = take(*answered)
    assert len(answered) == 44
    assert (intake.problems, intake.questions, intake.conflicts, intake.choices) == ([], [], [], [])
    assert diff(intake.after, whole) == ()
    assert intake.after == whole
    assert len(intake.changes) > 160
    counted = Counter(state.state for state in states(intake, judging(plan).scheme))
    assert counted == {SheetState.SUBMITTED: 38, SheetState.OPTIONAL: 6}


@pytest.mark.slow
@pytest.mark.parametrize(("city", "year"), [("sasebo", 2022), ("nagasaki", 2020)])
def test_other_cities_measures_come_back_as_they_were(city: str, year: int, tmp_path: Path) -> None:
    whole = example(city)
    plan = opened(whole, year)
    asked = {page.node.id for recipient in recipients(plan, year) for page in recipient.pages}
    paths = [filled(path, whole, year) for path in written(issue(round_of(plan, year)), tmp_path)]
    intake = take(*paths, plan=plan, year=year)
    assert (intake.problems, intake.questions, intake.conflicts, intake.choices) == ([], [], [], [])
    assert asked
    for node in asked:
        assert intake.after.index.result.get((node, year)) == whole.index.result.get((node, year))
        assert intake.after.index.indicators_of.get(node) == whole.index.indicators_of.get(node)


def libreoffice(paths: list[Path], folder: Path) -> list[Path]:
    assert SOFFICE is not None, "CI=true needs LibreOffice"
    profile = f"-env:UserInstallation=file://{folder / 'profile'}"
    command = [SOFFICE, profile, "--headless", "--convert-to", "xlsx", "--outdir", str(folder), *map(str, paths)]
    subprocess.run(command, check=True, capture_output=True, timeout=300)
    return [folder / path.name for path in paths]


GRADES = {"100": "A", "95.4": "C", "96": "B", "84.8": "D"}
"""Bus card: baseline 95.4, final target 100."""

VERSIONS = ("1", "2")
"""Of Akita's scheme. The second asks milestones and execution of measures run by schedule; the bus card is run by its figure."""


@pytest.fixture(scope="module")
def computed(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """For each version of the scheme and each actual a workbook that LibreOffice has opened, recalculated and saved."""
    folder = tmp_path_factory.mktemp("computed")
    indicator = example("akita").index.indicator["i-p146"]
    paths = []
    for version in VERSIONS:
        raw = issued_by(f"akita@{version}", lead_of(indicator.node))
        for actual in GRADES:
            path = folder / f"{version}-{actual}.xlsx"
            path.write_bytes(raw)
            paths.append(edited(path, typed(indicator.node, ACTUAL, float(actual))))
    libreoffice(paths, folder / "saved")
    return folder / "saved"


def issued_by(scheme: str, department: str) -> bytes:
    """The workbook of the department whose file name holds this, of a year that is graded by the scheme."""
    plan, _ = akita()
    files = issue(replace(round_of(plan), scheme=shipped_scheme(scheme)))
    return next(file.raw for file in files if file.recipient is not None and department in file.name)


def lead_of(node: str) -> str:
    whole = example("akita").index
    return next(whole.department[r.department].name for r in whole.node[node].responsibilities if r.role == "lead")


@needs_soffice
@pytest.mark.slow
@pytest.mark.parametrize("version", VERSIONS)
@pytest.mark.parametrize(("actual", "grade"), GRADES.items())
def test_the_grade_on_the_sheet_is_live_and_is_that_of_the_scheme(
    version: str, actual: str, grade: str, computed: Path
) -> None:
    workbook = load_workbook(computed / f"{version}-{actual}.xlsx", data_only=True)
    cells = [cell.value for sheet in workbook.worksheets if sheet["B1"].value == "n-p146" for cell in sheet["F"]]
    assert grade in cells


def test_an_unfilled_workbook_changes_nothing_and_leaves_its_department_unanswered(tmp_path: Path) -> None:
    plan, _ = akita()
    intake = take(issued_to("長寿福祉課", tmp_path))
    [state] = [s for s in states(intake, judging(plan).scheme) if s.files]
    assert intake.changes == ()
    assert (state.state, state.answered, state.asked) == (SheetState.UNANSWERED, 0, 1)


def test_an_absence_is_typed_in_the_citys_words_and_is_never_0(tmp_path: Path) -> None:
    path = edited(issued_to("長寿福祉課", tmp_path), typed("n-p145", "actual/i-p145/value", "未集計"))
    intake = take(path)
    [actual] = intake.after.index.indicator["i-p145"].actuals
    assert actual.value is Absence.NOT_YET_COUNTED


def test_what_stands_in_an_answer_cell_already_is_issued_with_it(tmp_path: Path) -> None:
    whole = example("akita")
    [file] = [f for f in issue(round_of(whole)) if "長寿福祉課" in f.name]
    path = tmp_path / file.name
    path.write_bytes(file.raw)
    workbook = load_workbook(path)
    assert answer_cell(workbook, "n-p145", "actual/i-p145/value").value == 2216277
    assert answer_cell(workbook, "n-p145", "rating/progress/grade").value == "B"
    assert take(path, plan=whole).changes == ()
