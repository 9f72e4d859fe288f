"""Open data: every figure as printed, columns that are promised, nothing personal, the same bytes each time."""

import csv
import io
import json
import re
import subprocess
from collections import Counter
from dataclasses import replace
from datetime import date
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest

from monosashi.core.plan import Plan
from monosashi.core.values import Absence
from monosashi.exchange.numbers import plain_decimal
from monosashi.exchange.plan_file import read_plan
from monosashi.exchange.spreadsheets.neutral import from_csv_field
from monosashi.publishing.corrections import withdraw
from monosashi.publishing.editions import digest
from monosashi.publishing.editions_folder import freeze
from monosashi.publishing.open_data.columns import tables
from monosashi.publishing.open_data.licences import licences
from monosashi.publishing.open_data.making import open_data
from monosashi.publishing.open_data.plan_rows import PLAN_ROWS
from monosashi.publishing.open_data.year_rows import YEAR_ROWS
from monosashi.publishing.output_files import OutputFile, save_folder
from monosashi.publishing.public_editions import read_public_editions
from planted_persons import traces_in_folder
from publishing.public_folders import CITIES, SEPTEMBER, content_of, freeze_city, planted_folder

pytestmark = [pytest.mark.slow, pytest.mark.xdist_group("open_data")]  # judges real plans

LICENCE = licences()[0]
Rows = list[dict[str, str]]


@pytest.fixture(scope="module")
def folders(tmp_path_factory: pytest.TempPathFactory) -> dict[str, Path]:
    return {city: freeze_city(city, tmp_path_factory.mktemp(city)) for city in CITIES}


@pytest.fixture(scope="module")
def made(folders: dict[str, Path]) -> dict[str, tuple[OutputFile, ...]]:
    return {city: open_data(read_public_editions(folder), LICENCE) for city, folder in folders.items()}


def raw(files: tuple[OutputFile, ...], name: str) -> bytes:
    return next(file.raw for file in files if file.name == name)


def rows(files: tuple[OutputFile, ...], table: str) -> Rows:
    text = raw(files, f"tables/{table}.csv").decode("utf-8")
    return list(csv.DictReader(io.StringIO(text, newline="")))


def plan_in(files: tuple[OutputFile, ...]) -> Plan:
    newest = [row for row in rows(files, "editions") if row["newest_of_year"] == "true"][-1]
    return read_plan(raw(files, newest["plan_file"]))


def test_every_table_is_made_and_no_other() -> None:
    assert {table.name for table in tables()} == {"editions", *PLAN_ROWS, *YEAR_ROWS}
    assert {t.name for t in tables() if t.of == "newest_year"} == set(PLAN_ROWS)
    assert {t.name for t in tables() if t.of == "each_year"} == set(YEAR_ROWS)


@pytest.mark.parametrize("city", CITIES)
def test_every_row_has_a_field_for_each_promised_column(city: str, made: dict[str, tuple[OutputFile, ...]]) -> None:
    for table in tables():
        text = raw(made[city], table.file).decode("utf-8")
        lines = list(csv.reader(io.StringIO(text, newline="")))
        assert lines[0] == [column.name for column in table.columns]
        assert lines[0][:2] == ["municipality_code", "edition"]
        assert {len(line) for line in lines} == {len(table.columns)}, table.name


@pytest.mark.parametrize("city", CITIES)
def test_the_first_column_is_the_code_of_the_municipality(city: str, made: dict[str, tuple[OutputFile, ...]]) -> None:
    code = {"akita": "052019", "sasebo": "422029", "nagasaki": "420000"}[city]
    assert {row["municipality_code"] for table in tables() for row in rows(made[city], table.name)} == {code}


def test_csv_is_utf8_without_byte_order_mark_with_crlf(made: dict[str, tuple[OutputFile, ...]]) -> None:
    content = raw(made["akita"], "tables/indicators.csv")
    assert content.startswith(b"municipality_code,edition,indicator_id")
    assert content.endswith(b"\r\n")
    assert "�" not in content.decode("utf-8")
    outside_quotes = re.sub(rb'"[^"]*"', b"", content)
    assert outside_quotes.count(b"\n") == outside_quotes.count(b"\r\n") == len(rows(made["akita"], "indicators")) + 1


def test_figures_stand_as_they_were_printed(made: dict[str, tuple[OutputFile, ...]]) -> None:
    akita = made["akita"]
    actual = next(row for row in rows(akita, "actuals") if row["indicator_id"] == "i-p069")
    assert (actual["fiscal_year"], actual["value"], actual["unit"], actual["status"]) == ("2024", "22.6", "%", "final")
    final = next(row for row in rows(akita, "targets") if row["indicator_id"] == "i-p069")
    assert (final["kind"], final["fiscal_year"], final["value"]) == ("final", "2026", "30.0")
    sasebo = rows(made["sasebo"], "actuals")
    assert next(row["value"] for row in sasebo if row["indicator_id"] == "i-027") == "100.0"


def test_the_totals_are_those_of_the_sources(made: dict[str, tuple[OutputFile, ...]]) -> None:
    akita = made["akita"]
    counts = {row["grade"]: row["count"] for row in rows(akita, "grade_counts") if row["rater"] == "self"}
    assert counts == {"A": "18", "B": "43", "C": "4", "D": "2", "": "1"}
    (money,) = rows(akita, "money_totals")
    assert (money["initial"], money["initial_naive"], money["spent"]) == ("640613", "651818", "611662")
    assert (money["execution_of_initial"], money["execution_of_current"], money["unit"]) == ("95.5", "91.0", "千円")
    stages = {row["stage"]: row["count"] for row in rows(akita, "stage_counts")}
    assert [stages[stage] for stage in ("1", "2", "3・4", "4")] == ["9", "42", "13", "4"]
    groups = rows(made["sasebo"], "group_totals")
    assert ("27", "22") in {(row["counted"], row["reached"]) for row in groups}
    assert "66" in {row["rate"] for row in groups}


@pytest.mark.parametrize("city", CITIES)
def test_every_actual_of_the_plan_stands_in_the_table_and_no_other(
    city: str, made: dict[str, tuple[OutputFile, ...]]
) -> None:
    expected: Counter[tuple[str, str, str]] = Counter()
    for indicator in plan_in(made[city]).indicators:
        for actual in indicator.actuals:
            shown = plain_decimal(actual.value) if isinstance(actual.value, Decimal) else ""
            expected[indicator.id, str(actual.fiscal_year), shown] += 1
    told = Counter((r["indicator_id"], r["fiscal_year"], r["value"]) for r in rows(made[city], "actuals"))
    assert told == expected


def test_an_absence_is_its_code_and_never_0(made: dict[str, tuple[OutputFile, ...]]) -> None:
    plan = plan_in(made["akita"])
    absent = {i.id: i.final_target for i in plan.indicators if isinstance(i.final_target, Absence)}
    told = {row["indicator_id"]: row for row in rows(made["akita"], "targets") if row["kind"] == "final"}
    assert absent["i-p150"] is Absence.NOT_SET
    assert {id_: told[id_]["value_absence"] for id_ in absent} == {id_: str(each) for id_, each in absent.items()}
    assert {told[id_]["value"] for id_ in absent} == {""}


def test_dates_are_iso_and_hashes_lead_to_the_editions(
    made: dict[str, tuple[OutputFile, ...]], folders: dict[str, Path]
) -> None:
    first, second = rows(made["akita"], "editions")
    assert (first["created"], first["state"], first["newest_of_year"]) == ("2025-05-24", "provisional", "false")
    assert (second["created"], second["state"], second["newest_of_year"]) == ("2025-09-30", "settled", "true")
    assert second["previous_sha256"] == first["sha256"]
    assert first["sha256"] == digest((folders["akita"] / "0001-2024-provisional.edition.json").read_bytes())


def test_an_explanation_of_every_grade_stands_in_both_languages(made: dict[str, tuple[OutputFile, ...]]) -> None:
    grades = rows(made["akita"], "grades")
    assert len(grades) == 68
    assert all(row["explanation_ja"] and row["explanation_en"] for row in grades)
    bus = next(row for row in grades if row["measure_id"] == "n-p145")
    assert (bus["self_grade"], bus["computed_grade"], bus["state"]) == ("B", "B", "settled")


def test_tables_of_the_plan_are_of_the_newest_year_whatever_was_frozen_last(tmp_path: Path) -> None:
    for year in (2020, 2019):
        freeze(content_of("nagasaki", year), tmp_path, created=SEPTEMBER)
    files = open_data(read_public_editions(tmp_path), LICENCE)
    assert {row["edition"] for row in rows(files, "actuals")} == {"1"}
    assert {row["fiscal_year"] for row in rows(files, "actuals")} == {"2019", "2020"}
    assert {row["fiscal_year"] for row in rows(files, "grades")} == {"2019", "2020"}


FORMULAS = ["=1+1", "+81(0)", "-abc", "@SUM(1)", "\tx", "＝A1", "'=kept", " =1+1"]


def test_no_text_becomes_a_formula_and_each_can_be_had_back(tmp_path: Path) -> None:
    plan = content_of("sasebo", 2022).plan
    indicators = tuple(
        replace(indicator, rationale=text) for indicator, text in zip(plan.indicators, FORMULAS, strict=False)
    )
    freeze(
        content_of("sasebo", 2022, replace(plan, indicators=indicators + plan.indicators[len(FORMULAS) :])),
        tmp_path,
        created=SEPTEMBER,
    )
    files = open_data(read_public_editions(tmp_path), LICENCE)
    written = [row["rationale"] for row in rows(files, "indicators")][: len(FORMULAS)]
    assert [from_csv_field(text) for text in written] == FORMULAS
    assert [text[0] for text in written] == ["'"] * len(FORMULAS)
    fields = (field for table in tables() for row in rows(files, table.name) for field in row.values())
    assert [
        field for field in fields if re.match(r"[=+\-@\t\r＝＋－＠]", field) and not re.fullmatch(r"-?[\d.]+", field)
    ] == []


def test_the_same_editions_make_the_same_bytes(
    folders: dict[str, Path], made: dict[str, tuple[OutputFile, ...]]
) -> None:
    assert open_data(read_public_editions(folders["akita"]), LICENCE) == made["akita"]


def test_a_later_edition_changes_no_file_of_an_earlier_one(
    folders: dict[str, Path], made: dict[str, tuple[OutputFile, ...]], tmp_path: Path
) -> None:
    for path in folders["akita"].iterdir():
        (tmp_path / path.name).write_bytes(path.read_bytes())
    plan = content_of("akita", 2024).plan
    renamed = replace(plan, departments=tuple(replace(each, name=f"新{each.name}") for each in plan.departments))
    freeze(content_of("akita", 2024, renamed), tmp_path, created=date(2026, 1, 10))
    later = {file.name: file.raw for file in open_data(read_public_editions(tmp_path), LICENCE)}
    before = {file.name: file.raw for file in made["akita"] if file.name.startswith("editions/")}
    assert {name: later[name] for name in before} == before


def test_a_withdrawn_edition_keeps_hash_and_reason_and_nothing_else(tmp_path: Path) -> None:
    freeze_city("akita", tmp_path)
    withdraw(1, tmp_path, reason="集計の誤り。連絡先 taro@city.example.jp", day=date(2025, 10, 1))
    files = open_data(read_public_editions(tmp_path), LICENCE)
    first, second = rows(files, "editions")
    assert (first["withdrawn"], first["withdrawn_reason"]) == ("2025-10-01", "集計の誤り。連絡先 ［連絡先は非公開］")
    assert (first["plan_file"], first["created"], len(first["sha256"])) == ("", "", 64)
    assert second["withdrawn"] == ""
    assert [file.name for file in files if "0001-" in file.name] == []


def test_nobody_planted_in_an_edition_is_found_in_the_open_data(folders: dict[str, Path], tmp_path: Path) -> None:
    for city in CITIES:
        save_folder(open_data(planted_folder(folders[city]), LICENCE), tmp_path / city)
    assert traces_in_folder(tmp_path) == []


def test_sha256sum_reads_the_checksums_and_finds_a_changed_byte(
    made: dict[str, tuple[OutputFile, ...]], tmp_path: Path
) -> None:
    folder = tmp_path / "data"
    save_folder(made["sasebo"], folder)
    check = ("sha256sum", "-c", "--quiet", "SHA256SUMS")
    assert subprocess.run(check, cwd=folder, check=False, capture_output=True).returncode == 0
    listed = {line.split("  ")[1] for line in (folder / "SHA256SUMS").read_text("utf-8").splitlines()}
    there = {path.relative_to(folder).as_posix() for path in folder.rglob("*") if path.is_file()}
    assert there - listed == {"SHA256SUMS"}
    target = folder / "tables" / "actuals.csv"
    target.write_bytes(target.read_bytes().replace(b"100.0", b"100.1", 1))
    told = subprocess.run(check, cwd=folder, check=False, capture_output=True, text=True, env={"LC_ALL": "C"})
    assert told.returncode == 1
    assert "tables/actuals.csv: FAILED" in told.stdout


PATTERNS = {
    "integer": r"-?\d+",
    "number": r"-?\d+(\.\d+)?",
    "boolean": r"true|false",
    "date": r"\d{4}-\d{2}-\d{2}",
    "array": r"\[.*\]",
    "string": r"(?s).*",
}


@pytest.mark.parametrize("city", CITIES)
def test_the_data_package_describes_every_file_truly(city: str, made: dict[str, tuple[OutputFile, ...]]) -> None:
    files = made[city]
    package = json.loads(raw(files, "datapackage.json"))
    assert re.fullmatch(r"[a-z0-9._-]+", package["name"])
    assert package["licenses"][0]["name"] == "CC-BY-4.0"
    described = {resource["path"]: resource for resource in package["resources"]}
    data_files = {file.name for file in files if file.name.endswith((".csv", ".json"))} - {"datapackage.json"}
    assert set(described) == data_files
    names = [resource["name"] for resource in package["resources"]]
    assert len(set(names)) == len(names)
    for file in files:
        if file.name in described:
            resource = described[file.name]
            assert (resource["bytes"], resource["hash"]) == (len(file.raw), f"sha256:{digest(file.raw)}")


@pytest.mark.parametrize("city", CITIES)
def test_every_row_keeps_types_keys_and_references_of_its_schema(
    city: str, made: dict[str, tuple[OutputFile, ...]]
) -> None:
    files = made[city]
    package = json.loads(raw(files, "datapackage.json"))
    tabular = {
        r["name"]: (r["schema"], rows(files, r["name"].replace("-", "_")))
        for r in package["resources"]
        if "schema" in r
    }
    assert len(tabular) == len(tables())
    for name, (schema, table) in tabular.items():
        wrong = [
            (name, f["name"], row[f["name"]]) for row in table for f in schema["fields"] if not fits(row[f["name"]], f)
        ]
        assert wrong == []
        key = schema.get("primaryKey", [])
        keys = Counter(tuple(row[part] for part in key) for row in table) if key else Counter()
        assert [each for each, count in keys.items() if count > 1 or not all(each)] == [], name
        for foreign in schema.get("foreignKeys", []):
            reference = foreign["reference"]
            known = {row[reference["fields"]] for row in tabular[reference["resource"]][1]}
            assert {row[foreign["fields"]] for row in table} - known - {""} == set(), name


def fits(text: str, field: dict[str, Any]) -> bool:
    codes = field.get("constraints", {}).get("enum")
    if text == "":
        return True
    return re.fullmatch(PATTERNS[field["type"]], text) is not None and (codes is None or text in codes)


def test_every_code_in_the_tables_is_explained(made: dict[str, tuple[OutputFile, ...]]) -> None:
    text = raw(made["akita"], "codes.csv").decode("utf-8")
    codes = {(row["codes"], row["code"]): row for row in csv.DictReader(io.StringIO(text, newline=""))}
    assert codes["absence", "not_set"]["ja"] == "未設定"
    used = {
        (c.codes, row[c.name])
        for city in CITIES
        for t in tables()
        for c in t.columns
        if c.codes
        for row in rows(made[city], t.name)
    }
    assert {each for each in used if each[1]} - set(codes) == set()


def test_the_plan_file_of_an_edition_is_read_again(made: dict[str, tuple[OutputFile, ...]]) -> None:
    plan = plan_in(made["akita"])
    assert plan.budget_programs == content_of("akita", 2024).plan.budget_programs
    evaluation = json.loads(raw(made["akita"], "editions/0002-2024-settled.evaluation.json"))
    assert evaluation["edition_sha256"] == rows(made["akita"], "editions")[1]["sha256"]
    assert {"scheme", "life_cycle", "evaluation", "state"} <= evaluation.keys()
