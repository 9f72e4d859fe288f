"""What the command prints of the three real plans is what the cities printed."""

import csv
import io
import random
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest

from cli.command_line import AKITA, NAGASAKI, SASEBO, changed, entry, run

PRINTED_IN_AKITA = {"A": 18, "B": 43, "C": 4, "D": 2, "": 1}
TIED = {"n-p114", "n-p118", "n-p138", "n-p141b"}


def akita_grades(plan: Path = AKITA) -> dict[str, str | None]:
    told = run("evaluate", plan, "--year", "2024", "--format", "json")
    assert (told.code, told.err) == (0, "")
    return {measure["id"]: measure["computed_grade"] for measure in told.data["measures"]}


@pytest.mark.parametrize("year", ["2024", "令和6年度", "R6", "2024年度"])
def test_45_computed_grades_of_akita_are_the_printed_ones(year: str) -> None:
    measures = run("evaluate", AKITA, "--year", year, "--format", "json").data["measures"]
    assert len(measures) == 68
    decided = [measure for measure in measures if measure["computed_grade"] is not None]
    assert len(decided) == 45
    assert [m["id"] for m in decided if m["ratings"][0]["grade"] != m["computed_grade"]] == []


def test_the_other_23_measures_of_akita_name_the_missing_fact() -> None:
    measures = run("evaluate", AKITA, "--year", "2024", "--format", "json").data["measures"]
    refused = [measure for measure in measures if measure["computed_grade"] is None]
    assert len(refused) == 23
    assert [m["id"] for m in refused if not m["missing"] or m["standing"] != "refused" or not m["explanation"]] == []


@pytest.mark.parametrize(("language", "words"), [("ja", "両方に当たる"), ("en", "A comes first in the rule")])
def test_the_four_ties_of_akita_are_a_and_say_so(language: str, words: str) -> None:
    told = run("evaluate", AKITA, "--year", "2024", "--format", "json", "--lang", language)
    tied = {m["id"]: m["computed_grade"] for m in told.data["measures"] if words in m["explanation"]}
    assert tied == dict.fromkeys(TIED, "A")


def test_grades_come_out_the_same_without_self_grades_with_other_names_and_shuffled(tmp_path: Path) -> None:
    def anonymous(document: Any) -> None:
        order = random.Random(20240401)  # noqa: S311 -- the same order on every run
        for group in ("nodes", "indicators", "departments", "budget_programs"):
            for number, each in enumerate(document[group]):
                each["name"] = f"名称{number}"
        for result in document["results"]:
            result["ratings"] = []
        for group in ("nodes", "indicators", "results"):
            order.shuffle(document[group])
        document["provenance"] = []

    plan = changed(AKITA, tmp_path / "other.plan.json", anonymous)
    assert akita_grades(plan) == akita_grades()


@pytest.mark.parametrize(
    ("indicator", "actual", "measure", "grade"),
    [
        ("i-p069", "30.0", "n-p069", "A"),
        ("i-p069", "21.1", "n-p069", "C"),
        ("i-p069", "21.0", "n-p069", "D"),
        ("i-p074", "3", "n-p074", "A"),
        ("i-p077", "5722", "n-p077", "C"),
    ],
)
def test_an_actual_moved_over_a_boundary_changes_that_grade_and_no_other(
    tmp_path: Path, indicator: str, actual: str, measure: str, grade: str
) -> None:
    def move(document: Any) -> None:
        entry(document, "indicators", indicator)["actuals"][0]["value"] = actual

    before, after = akita_grades(), akita_grades(changed(AKITA, tmp_path / "moved.plan.json", move))
    assert {key: (before[key], after[key]) for key in before if before[key] != after[key]} == {
        measure: (before[measure], grade)
    }


def test_the_money_of_akita_is_the_printed_money() -> None:
    told = run("summary", AKITA, "--year", "2024", "--format", "json")
    assert told.data["summary"]["money"] == {
        "initial": "640613",
        "initial_naive": "651818",
        "current": "672029",
        "spent": "611662",
        "labour": None,
        "execution_of_initial": "95.5",
        "execution_of_current": "91.0",
    }


def test_the_table_of_akita_shows_the_printed_totals() -> None:
    shown = run("summary", AKITA, "--year", "2024").out
    lines = [line.split() for line in shown.splitlines()]
    assert ["全体", "自己評価", "18", "43", "4", "2", "1", "68"] in lines
    assert ["方式による判定", "14", "25", "4", "2", "23", "68"] in lines
    assert ["当初予算額", "640,613"] in lines
    assert ["決算額", "611,662"] in lines
    assert ["執行率（当初予算に対して）", "95.5%"] in lines
    assert ["執行率（予算現額に対して）", "91.0%"] in lines
    assert "651,818" in shown


def test_the_self_grades_and_stages_of_akita_are_counted_as_printed() -> None:
    summary = run("summary", AKITA, "--year", "2024", "--format", "json").data["summary"]
    assert summary["grades"]["progress"]["self"] == PRINTED_IN_AKITA
    counts = {stage["stage"]: stage["count"] for stage in summary["stages"] if stage["count"]}
    assert counts == {"1": 9, "2": 42, "3・4": 13, "4": 4}


SASEBO_FIELDS = {
    "観光": (2, 2, "100"),
    "農林水産": (2, 2, "100"),
    "子ども・子育て": (3, 4, "75"),
    "都市整備": (1, 1, "100"),
    "土木": (2, 2, "100"),
    "保健福祉": (2, 3, "66"),
    "防災": (1, 1, "100"),
    "窓口": (1, 2, "50"),
    "多様化": (3, 5, "60"),
    "業務効率化": (3, 3, "100"),
    "職場環境": (2, 2, "100"),
}


def test_every_field_of_sasebo_is_counted_as_printed() -> None:
    groups = run("summary", SASEBO, "--year", "R4", "--format", "json").data["summary"]["groups"]
    counted = {g["name"]: (g["reached"], g["counted"], g["rate_printed"]) for g in groups if not g["excluded"]}
    assert counted == SASEBO_FIELDS
    assert [group["name"] for group in groups if group["excluded"]] == ["教育"]


@pytest.mark.parametrize(("name", "printed"), SASEBO_FIELDS.items())
def test_the_table_of_sasebo_shows_the_printed_line(name: str, printed: tuple[int, int, str]) -> None:
    lines = [line.split() for line in run("summary", SASEBO, "--year", "2022").out.splitlines()]
    assert [name, *map(str, printed)] in lines


def test_akita_lists_31_unmet_indicators_and_of_one_no_rate_is_told() -> None:
    """Of three counts of followers the city prints one as 未達成; together they have a grade, B, but no rate."""
    unmet = run("summary", AKITA, "--year", "2024", "--format", "json").data["unmet"]
    assert len(unmet) == 31
    assert [each["measure_id"] for each in unmet if each["achievement_rate"] is None] == ["n-p080"]


def test_sasebo_lists_its_five_unmet_indicators_with_the_response() -> None:
    unmet = run("summary", SASEBO, "--year", "2022", "--format", "json").data["unmet"]
    assert [entry["achievement_rate"] for entry in unmet] == ["70.0", "40.0", "33.0", "78.0", "51.0"]
    assert all(entry["response"] for entry in unmet)


def test_all_eight_rates_of_nagasaki_are_the_printed_ones() -> None:
    rates = []
    for year in ("2019", "2020"):
        told = run("evaluate", NAGASAKI, "--year", year, "--format", "csv")
        rows = csv.DictReader(io.StringIO(told.out))
        rates += [row["achievement_rate"] for row in rows if row["achievement_rate"]]
    assert rates == ["250", "107", "240", "40", "275", "107", "50", "90"]


def test_rates_and_amounts_are_decimal_strings_everywhere() -> None:
    def figures(data: Any) -> None:
        if isinstance(data, dict):
            for value in data.values():
                figures(value)
        elif isinstance(data, list):
            for value in data:
                figures(value)
        else:
            assert not isinstance(data, float)

    for plan, year in ((AKITA, "2024"), (SASEBO, "2022"), (NAGASAKI, "2020")):
        document = run("evaluate", plan, "--year", year, "--format", "json").data
        figures(document)
        rates = [i["achievement_rate"] for m in document["measures"] for i in m["indicators"] if i["achievement_rate"]]
        assert all(isinstance(rate, str) and Decimal(rate) >= 0 for rate in rates)
