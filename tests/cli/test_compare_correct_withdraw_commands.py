"""`monosashi compare`, `correct` and `withdraw`, as they are called from a shell."""

import csv
import io
from pathlib import Path
from typing import Any

import pytest

from cli.command_line import AKITA, changed, entry, run

pytestmark = pytest.mark.slow  # every test judges a real plan

RATE = "indicators/i-p069/actuals/2024/value"


def mend(document: Any) -> None:
    entry(document, "indicators", "i-p069")["actuals"][0]["value"] = "23.6"


def reopen(document: Any) -> None:
    document["years"][0]["state"] = "provisional"
    entry(document, "budget_programs", "b-p069")["lines"][3]["amount"] = "2600"


@pytest.fixture
def editions(tmp_path: Path) -> Path:
    folder = tmp_path / "editions"
    provisional = changed(AKITA, tmp_path / "may.plan.json", reopen)
    for plan in (provisional, AKITA):
        assert run("freeze", plan, "--year", "2024", "--to", folder, "--date", "2025-09-30").code == 0
    return folder


def test_a_folder_alone_compares_its_two_newest_editions_and_money_is_settled_not_wrong(editions: Path) -> None:
    told = run("compare", editions)
    assert told.code == 1
    assert "決算確定" in told.out
    assert "2,600千円" in told.out
    assert "訂正" not in told.out.replace("の訂正です", "")
    document = run("compare", editions, "--format", "json").data
    assert document["counts"] == {"money_settled": 1, "other": 1}
    assert (document["before"]["number"], document["after"]["number"]) == (1, 2)


def test_the_same_edition_does_not_differ_and_leaves_code_0(editions: Path) -> None:
    told = run("compare", AKITA, editions)
    assert (told.code, "違いはありません" in told.out) == (0, True)


def test_csv_and_workbook_hold_the_same_differences(editions: Path, tmp_path: Path) -> None:
    rows = list(csv.DictReader(io.StringIO(run("compare", editions, "--format", "csv").out)))
    assert [row["kind"] for row in rows] == ["other", "money_settled"]
    told = run("compare", editions, "--to", tmp_path / "対照.xlsx")
    assert (told.code, (tmp_path / "対照.xlsx").read_bytes()[:2]) == (1, b"PK")
    first = (tmp_path / "対照.xlsx").read_bytes()
    run("compare", editions, "--to", tmp_path / "対照.xlsx")
    assert (tmp_path / "対照.xlsx").read_bytes() == first


def test_a_correction_needs_a_reason_for_each_value_and_is_told_by_verify(editions: Path, tmp_path: Path) -> None:
    right = changed(AKITA, tmp_path / "right.plan.json", mend)
    correct = ("correct", right, "--year", "2024", "--to", editions, "--number", "2")
    refused = run(*correct)
    assert (refused.code, RATE in refused.err, "理由がありません" in refused.err) == (2, True, True)
    reasons = tmp_path / "reasons.csv"
    reasons.write_text(f"path,reason\r\n{RATE},転記の誤り\r\n", encoding="utf-8")
    told = run(*correct, "--reasons", reasons)
    assert (told.code, "第3版は第2版の訂正です。" in told.out) == (0, True)
    assert "第3版は第2版の訂正です（正誤表 1件）。" in run("verify", editions).out


@pytest.mark.parametrize("text", ["", "a,b\n", "path,reason\nx\n"])
def test_a_list_of_reasons_that_is_none_is_refused(editions: Path, tmp_path: Path, text: str) -> None:
    (tmp_path / "reasons.csv").write_text(text, encoding="utf-8")
    told = run("correct", AKITA, "--year", "2024", "--to", editions, "-n", "2", "--reasons", tmp_path / "reasons.csv")
    assert (told.code, "Traceback" in told.err) == (2, False)


def test_a_withdrawn_edition_is_told_and_cannot_be_compared(editions: Path) -> None:
    told = run("withdraw", editions, "--number", "1", "--reason", "公表前の版", "--date", "2025-10-01")
    assert told.code == 0
    verified = run("verify", editions)
    assert (verified.code, "2025-10-01 に取り下げられました" in verified.out) == (0, True)
    assert "取り下げられた版です" in run("compare", next(editions.glob("0001*")), AKITA).err
    assert "比べられる版がありません" in run("compare", editions).err


@pytest.mark.parametrize("arguments", [("compare", "nowhere", "neither"), ("withdraw", "nowhere", "-n", "1", "--reason", "x")])  # fmt: skip
def test_what_is_not_there_is_a_sentence(tmp_path: Path, arguments: tuple[str, ...], monkeypatch: Any) -> None:
    monkeypatch.chdir(tmp_path)
    told = run(*arguments)
    assert (told.code, told.out, "nowhere" in told.err) == (2, "", True)


@pytest.mark.parametrize("name", ["may.plan.json", "editions/0001-2024-provisional.edition.json", "対照.csv"])
def test_a_comparison_is_never_written_over_a_plan_or_an_edition(editions: Path, name: str) -> None:
    target = editions.parent / name
    before = target.read_bytes() if target.exists() else None
    told = run("compare", editions.parent / "may.plan.json", AKITA, "--to", target)
    assert (told.code, str(target) in told.err, ".xlsx" in told.err) == (2, True, True)
    assert (target.read_bytes() if target.exists() else None) == before
