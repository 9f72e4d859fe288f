"""The examples against their sources: the script passes on ours, and finds what it is there to find."""

import json
import shutil
import subprocess
import sys
from collections.abc import Callable
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest

from monosashi.core.money import MoneyLine
from monosashi.core.plan import Plan
from monosashi.exchange.plan_file import read_plan

ROOT = Path(__file__).resolve().parents[1]
AKITA = Path("akita") / "akita.plan.json"

pytestmark = pytest.mark.slow


@pytest.fixture(scope="module")
def akita() -> Plan:
    return read_plan(ROOT / "examples" / AKITA)


def hold(*, examples: Path = ROOT / "examples", seeds: Path) -> tuple[int, str]:
    command = (sys.executable, ROOT / "scripts" / "hold_examples.py", "--examples", examples, "--seeds", seeds)
    done = subprocess.run(command, check=False, capture_output=True, text=True)
    return done.returncode, done.stdout


def hold_changed(tmp_path: Path, seeds: Path, change: Callable[[Any], object]) -> tuple[int, str]:
    """Hold Akita's plan after a change of the document."""
    (tmp_path / "akita").mkdir()
    shutil.copy(ROOT / "examples" / "sources.toml", tmp_path)
    document = json.loads((ROOT / "examples" / AKITA).read_text(encoding="utf-8"))
    change(document)
    (tmp_path / AKITA).write_text(json.dumps(document, ensure_ascii=False), encoding="utf-8")
    return hold(examples=tmp_path, seeds=seeds)


def by_id(entries: list[dict[str, Any]], sought: str) -> dict[str, Any]:
    return next(entry for entry in entries if entry["id"] == sought)


def test_every_example_stands_on_its_sources(seeds: Path) -> None:
    code, printed = hold(seeds=seeds)
    assert code == 0, printed
    assert "akita.plan.json" in printed


def test_without_the_sources_it_says_so_and_passes(tmp_path: Path) -> None:
    assert hold(seeds=tmp_path / "seeds") == (
        0,
        "examples not held against their sources: seeds is not beside the checkout\n",
    )


def test_a_changed_actual_is_found(tmp_path: Path, seeds: Path) -> None:
    def change(document: Any) -> None:
        by_id(document["indicators"], "i-p069")["actuals"][0]["value"] = "22.7"

    code, printed = hold_changed(tmp_path, seeds, change)
    assert code == 1
    assert "indicators/i-p069/actuals/2024/value: 22.7 is not in 「22.6%/年」 (line 1905)" in printed
    assert "1 faults" in printed


def test_a_lost_decimal_place_is_found(tmp_path: Path, seeds: Path) -> None:
    def change(document: Any) -> None:
        by_id(document["indicators"], "i-p069")["final_target"] = "30"

    code, printed = hold_changed(tmp_path, seeds, change)
    assert code == 1
    assert "indicators/i-p069/final_target: 30 is not in 「30.0%/年」" in printed


def test_a_changed_grade_is_found(tmp_path: Path, seeds: Path) -> None:
    def change(document: Any) -> None:
        result = next(entry for entry in document["results"] if entry["node"] == "n-p069")
        result["ratings"][0]["grade"] = "A"

    code, printed = hold_changed(tmp_path, seeds, change)
    assert code == 1
    assert "results/n-p069.2024/ratings/progress.self/grade: A is not in" in printed


def test_a_figure_without_a_place_is_found(tmp_path: Path, seeds: Path) -> None:
    def change(document: Any) -> None:
        gone = "budget_programs/b-p069/lines/2024.spent/amount"
        document["provenance"] = [entry for entry in document["provenance"] if entry["at"] != gone]

    code, printed = hold_changed(tmp_path, seeds, change)
    assert code == 1
    assert "budget_programs/b-p069/lines/2024.spent/amount: 2653 has no place in a source" in printed


def test_words_read_from_another_line_are_found(tmp_path: Path, seeds: Path) -> None:
    def change(document: Any) -> None:
        place = next(e for e in document["provenance"] if e["at"] == "indicators/i-p069/final_target")
        place["line"] = 1903

    code, printed = hold_changed(tmp_path, seeds, change)
    assert code == 1
    assert "「30.0%/年」 is not on line 1903 of doc-akita-audit-r7" in printed


def test_a_copied_sentence_is_found(tmp_path: Path, seeds: Path) -> None:
    copied = (seeds / "002_f4c5c2cee7d28eb1.txt").read_text(encoding="utf-8").split("\n")[1903].split("\t")[1]

    def change(document: Any) -> None:
        by_id(document["nodes"], "n-p069")["effect"] = copied

    code, printed = hold_changed(tmp_path, seeds, change)
    assert code == 1
    assert (
        "nodes/n-p069/effect: 「時間や場所にとらわれず申請・届出等ができ」 stands in doc-akita-audit-r7 as well"
        in printed
    )


def test_a_number_that_nobody_printed_is_found(tmp_path: Path, seeds: Path) -> None:
    def change(document: Any) -> None:
        result = next(entry for entry in document["results"] if entry["node"] == "n-p091")
        result["result"] = "51987箇所を整備した。"

    code, printed = hold_changed(tmp_path, seeds, change)
    assert code == 1
    assert "results/n-p091.2024/result: no document prints 51987" in printed


@pytest.mark.parametrize(("stage", "measures"), [("1", 9), ("2", 42), ("3・4", 13), ("4", 4)])
def test_akita_has_its_printed_number_of_measures_in_each_stage(akita: Plan, stage: str, measures: int) -> None:
    assert sum(result.stage == stage for result in akita.results) == measures


@pytest.mark.parametrize(("grade", "measures"), [("A", 18), ("B", 43), ("C", 4), ("D", 2), (None, 1)])
def test_akita_has_its_printed_number_of_self_grades(akita: Plan, grade: str | None, measures: int) -> None:
    assert sum(result.ratings[0].grade == grade for result in akita.results) == measures


def test_akita_names_44_departments_and_20_times_the_coordinating_office_11_times_alone(akita: Plan) -> None:
    named = [
        {part.department for part in node.responsibilities if part.role != "budget"} for node in akita.index.measures
    ]
    (office,) = (department.id for department in akita.departments if department.coordinating_office)
    assert len(set().union(*named)) == 44
    assert sum(office in departments for departments in named) == 20
    assert sum(departments == {office} for departments in named) == 11


def summed(lines: list[MoneyLine]) -> Decimal:
    return sum((line.amount for line in lines if isinstance(line.amount, Decimal)), Decimal(0))


@pytest.mark.parametrize(("stage", "total"), [("initial", 640613), ("spent", 611662)])
def test_akita_money_counted_once(akita: Plan, stage: str, total: int) -> None:
    lines = [line for program in akita.budget_programs for line in program.lines if line.stage == stage]
    assert summed([line for line in lines if not line.item and line.source is None]) == total


def test_akita_items_and_sources_add_up_to_every_total(akita: Plan) -> None:
    for program in akita.budget_programs:
        for stage in {line.stage for line in program.lines}:
            lines = [line for line in program.lines if line.stage == stage]
            (total,) = (line.amount for line in lines if not line.item and line.source is None)
            assert summed([line for line in lines if line.item]) == total, (program.id, stage)
            assert summed([line for line in lines if line.source is not None]) == total, (program.id, stage)


def test_akita_has_51_measures_with_money_and_two_programs_shared_by_four(akita: Plan) -> None:
    assert len({share.node for program in akita.budget_programs for share in program.shares}) == 51
    assert [len(program.shares) for program in akita.budget_programs if len(program.shares) > 1] == [4, 4]
