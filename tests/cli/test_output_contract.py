"""docs/reference/output-contract.md and what is printed say the same."""

import csv
import io
import re
from pathlib import Path
from typing import Any

import pytest
from rich.cells import cell_len

from cli.command_line import AKITA, ROOT, SASEBO, changed, entry, run
from monosashi.cli.evaluation_sheets import CSV_COLUMNS
from monosashi.cli.sheets import csv_text
from monosashi.cli.summary_rows import SUMMARY_COLUMNS

CONTRACT = (ROOT / "docs" / "reference" / "output-contract.md").read_text(encoding="utf-8")

TOP = ("fiscal_year", "scheme", "measures", "summary")
MEASURE = ("id", "number", "name", "stage", "managed_by", "ratings", "computed_grade", "explanation", "indicators")
RATING = ("axis", "rater", "grade", "reason")
INDICATOR = ("id", "name", "achievement_rate")
SUMMARY = ("groups", "grades", "money")
GROUP = ("node_id", "name", "counted", "reached", "rate_printed", "excluded")


def keys(data: Any) -> set[str]:
    """Every key of the document, except those that are data themselves (axes, raters, grades)."""
    if isinstance(data, list):
        return set().union(*map(keys, data)) if data else set()
    if not isinstance(data, dict):
        return set()
    below = (keys(value) for key, value in data.items() if key not in {"grades", "shares"})
    return set(data).union(*below)


def test_the_promised_keys_are_there() -> None:
    document = run("evaluate", AKITA, "--year", "2024", "--format", "json").data
    assert set(TOP) <= document.keys()
    for measure in document["measures"]:
        assert set(MEASURE) <= measure.keys()
        assert all(set(RATING) <= rating.keys() for rating in measure["ratings"])
        assert all(set(INDICATOR) <= indicator.keys() for indicator in measure["indicators"])
    assert set(SUMMARY) <= document["summary"].keys()
    assert all(set(GROUP) <= group.keys() for group in document["summary"]["groups"])


@pytest.mark.parametrize(("command", "plan", "year"), [("evaluate", AKITA, "2024"), ("summary", SASEBO, "2022")])
def test_every_key_that_is_printed_stands_in_the_contract(command: str, plan: Path, year: str) -> None:
    document = run(command, plan, "--year", year, "--format", "json").data
    assert {key for key in keys(document) if f"`{key}`" not in CONTRACT} == set()


@pytest.mark.parametrize("column", sorted({*CSV_COLUMNS, *SUMMARY_COLUMNS}))
def test_every_csv_column_stands_in_the_contract(column: str) -> None:
    assert f"`{column}`" in CONTRACT


@pytest.mark.parametrize("command", ["evaluate", "summary"])
def test_csv_is_utf8_without_byte_order_mark_and_whole(command: str) -> None:
    told = run(command, AKITA, "--year", "2024", "--format", "csv")
    rows = list(csv.reader(io.StringIO(told.out)))
    assert not told.out.startswith("\ufeff")
    assert {len(row) for row in rows} == {len(rows[0])}
    assert rows[0][0] == "fiscal_year"


@pytest.mark.parametrize(
    ("cell", "written"),
    [
        ("=1+1", "'=1+1"),
        ("@SUM(A1)", "'@SUM(A1)"),
        ("+cmd", "'+cmd"),
        ("-cmd|' /C calc'!A0", "'-cmd|' /C calc'!A0"),
        ("\t=1", "'\t=1"),
        ("＝1", "'＝1"),
        ("-12.5", "-12.5"),
        ("+3", "+3"),
        ("-1,234", "'-1,234"),
        ("-1,5", "'-1,5"),
        (" =1+1", "' =1+1"),
        ("\u200b=1+1", "'\u200b=1+1"),
        ("\n=1", "'\n=1"),
        ("'=1", "''=1"),
        ("△5", "△5"),
        ("令和6年度", "令和6年度"),
        ("", ""),
    ],
)
def test_a_cell_that_a_spreadsheet_would_run_gets_a_quote_mark(cell: str, written: str) -> None:
    [_, row] = csv.reader(io.StringIO(csv_text(["name"], [[cell, ""]]), newline=""))
    assert row[0] == written


def test_a_measure_named_like_a_formula_is_neutral_in_csv(tmp_path: Path) -> None:
    def rename(document: Any) -> None:
        entry(document, "nodes", "n-p069")["name"] = '=HYPERLINK("x")'

    told = run("evaluate", changed(AKITA, tmp_path / "f.plan.json", rename), "--year", "2024", "--format", "csv")
    assert '\'=HYPERLINK("x")' in [row["measure"] for row in csv.DictReader(io.StringIO(told.out))]


@pytest.mark.parametrize("width", [60, 80, 120])
@pytest.mark.parametrize(
    "arguments",
    [
        ("evaluate", AKITA, "-y", "2024"),
        ("summary", SASEBO, "-y", "2022"),
        ("show", AKITA, "n-p094"),
        ("schemes", "akita"),
    ],
    ids=lambda arguments: str(arguments[0]),
)
def test_no_line_of_a_table_is_wider_than_the_terminal(
    monkeypatch: pytest.MonkeyPatch, arguments: tuple[object, ...], width: int
) -> None:
    monkeypatch.setenv("COLUMNS", str(width))
    lines = run(*arguments).out.splitlines()
    assert max(map(cell_len, lines)) <= width
    assert not [line for line in lines if line != line.rstrip()]


@pytest.mark.parametrize("width", [60, 80, 120])
def test_no_line_begins_with_a_closing_mark_and_no_number_is_broken(
    monkeypatch: pytest.MonkeyPatch, width: int
) -> None:
    monkeypatch.setenv("COLUMNS", str(width))
    shown = run("evaluate", AKITA, "-y", "2024").out
    assert not [line for line in shown.splitlines() if re.match(r"\s*[、。）」』ー]", line)]
    assert shown.count("21,408") == run("evaluate", AKITA, "-y", "2024", "-f", "md").out.count("21,408")


def test_colour_is_for_terminals_only() -> None:
    assert "\x1b" not in run("evaluate", AKITA, "-y", "2024").out


@pytest.mark.slow
def test_a_grade_that_differs_from_the_self_grade_is_marked(tmp_path: Path) -> None:
    def lower(document: Any) -> None:
        result = next(r for r in document["results"] if r["node"] == "n-p069")
        result["ratings"][0]["grade"] = "A"

    shown = run("evaluate", changed(AKITA, tmp_path / "d.plan.json", lower), "--year", "2024").out
    (line,) = [line for line in shown.splitlines() if line.startswith("n-p069")]
    assert line.split()[2:6] == ["2", "A", "B", "≠"]
    assert shown.count("≠") == 2
    assert "≠" not in run("evaluate", AKITA, "-y", "2024").out


def test_markdown_rows_have_as_many_cells_as_the_head() -> None:
    for command, plan, year in (("evaluate", AKITA, "2024"), ("summary", SASEBO, "2022")):
        shown = run(command, plan, "-y", year, "-f", "md").out
        tables = re.split(r"\n(?!\|)", shown)
        for table in tables:
            counts = {len(re.findall(r"(?<!\\)\|", line)) for line in table.splitlines() if line.startswith("|")}
            assert len(counts) <= 1
