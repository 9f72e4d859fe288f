"""Files that are no plan: each refused with its place, what was read, why, and what to do."""

import json
from collections.abc import Callable
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest

from monosashi.core.messages import InvalidInput, Problem, message
from monosashi.exchange.plan_file import read_plan, write_plan
from monosashi.wording import LANGUAGES, render
from sample_plans import sample_plan

WRITTEN = write_plan(sample_plan())


def problems(source: Path | bytes) -> tuple[Problem, ...]:
    with pytest.raises(InvalidInput) as refused:
        read_plan(source)
    for problem in refused.value.problems:
        for language in LANGUAGES:
            assert render(problem.why, language)
            assert render(problem.remedy, language)
    return refused.value.problems


def only(source: Path | bytes) -> Problem:
    (problem,) = problems(source)
    return problem


def with_change(change: Callable[[Any], object]) -> bytes:
    document = json.loads(WRITTEN)
    change(document)
    return json.dumps(document, ensure_ascii=False, indent=2).encode()


@pytest.mark.parametrize(
    ("raw", "why"),
    [
        (b"", "file.empty"),
        (b" \n", "file.empty"),
        (b"[1]", "document.not_an_object"),
        (b"{}", "document.no_format"),
        (b'{"format": "other"}', "document.other_format"),
        (b'{"format": "monosashi.plan"}', "document.no_version"),
        (b'{"format": "monosashi.plan", "version": true}', "document.no_version"),
        (b'{"format": "monosashi.plan", "version": 2}', "document.newer_version"),
        (b"[" * 200_000, "json.too_deep"),
        (b'{"a":' * 200_000, "json.too_deep"),
        (b'{"a": ' + b"1" * 5000 + b"}", "json.number_too_long"),
        (b"PK\x03\x04\xff\xfe", "file.not_utf8"),
        (b"nonsense", "json.broken"),
        (WRITTEN[:700].rpartition(b'"')[0], "json.ends_early"),
        (WRITTEN[:-3], "json.ends_early"),
    ],
)
def test_what_is_no_plan_document_is_one_problem(raw: bytes, why: str) -> None:
    assert only(raw).why.id == why


def test_broken_json_is_told_with_line_and_column() -> None:
    problem = only(WRITTEN.replace(b'"first_year": 2023,', b'"first_year": 2023'))
    assert problem.why == message("json.broken", line=11, column=3)
    assert problem.line == 11
    assert problem.read is not None
    assert problem.read.startswith('"last_year": 2025')


def test_a_file_in_shift_jis_is_told_with_its_first_wrong_byte_and_what_it_seems_to_be() -> None:
    problem = only(WRITTEN.decode().encode("cp932"))
    assert problem.why == message("file.not_utf8", byte=78, value="0x8C")
    assert problem.remedy == message("file.save_as_utf8_from", encoding="Shift_JIS")
    assert problem.line == 5


@pytest.mark.parametrize(
    ("raw", "remedy"),
    [
        (b"\xff\xfe{\x00", message("file.save_as_utf8_from", encoding="UTF-16")),
        (b'"\xa4\xa2\xa4\xa4"', message("file.save_as_utf8_from", encoding="EUC-JP")),
        (b"PK\x03\x04\xff", message("file.is_zip")),
        (b'"\x89\xff"', message("file.save_as_utf8")),
    ],
)
def test_the_remedy_names_the_encoding_that_a_file_seems_to_have(raw: bytes, remedy: object) -> None:
    assert only(raw).remedy == remedy


@pytest.mark.parametrize(
    ("codec", "encoding"),
    [("utf-16-le", "UTF-16"), ("utf-16-be", "UTF-16"), ("iso2022_jp", "JIS (ISO-2022-JP)")],
)
def test_an_encoding_without_a_mark_is_named(codec: str, encoding: str) -> None:
    problem = only(WRITTEN.decode().encode(codec))
    assert problem.why == message("file.other_encoding", encoding=encoding)
    assert problem.remedy == message("file.save_as_utf8")


def test_a_plan_file_with_a_broken_end_is_not_taken_for_another_encoding() -> None:
    assert {problem.why.id for problem in problems(WRITTEN + b"\0\0\0\0")} == {"json.broken"}


def test_a_missing_file_and_a_folder_are_told_by_name(tmp_path: Path) -> None:
    missing = tmp_path / "ない.plan.json"
    assert (only(missing).place, only(missing).why.id) == (str(missing), "file.missing")
    assert (only(tmp_path).place, only(tmp_path).why.id) == (str(tmp_path), "file.is_folder")


def test_a_name_that_no_system_allows_is_a_problem() -> None:
    assert only(Path("a\0b")).why.id == "file.unreadable"
    assert only(Path("a" * 5000)).why.id == "file.unreadable"


def test_a_file_of_300_megabytes_is_refused_before_it_is_read(tmp_path: Path) -> None:
    path = tmp_path / "large.plan.json"
    with path.open("wb") as file:
        file.truncate(300_000_000)
    assert only(path).why == message("file.too_large", megabytes=300, limit=50)


def test_a_repeated_key_is_told_with_place_and_line() -> None:
    found = problems(WRITTEN.replace(b'"unit": "%"', b'"unit": "%",\n      "unit": "x"', 1))
    line = WRITTEN.decode().split('"unit": "%"')[0].count("\n") + 2
    assert [(p.place, p.read, p.why.id, p.line) for p in found] == [
        ("indicators/i-rate/unit", "unit", "document.repeated_key", line)
    ]


def _renamed(document: Any) -> None:
    document["indicators"][0]["targts"] = document["indicators"][0].pop("targets")


def _set(*steps: Any) -> Callable[[Any], None]:
    *way, last, new = steps

    def change(document: Any) -> None:
        for step in way:
            document = document[step]
        document[last] = new

    return change


def _removed(*steps: Any) -> Callable[[Any], None]:
    *way, last = steps

    def change(document: Any) -> None:
        for step in way:
            document = document[step]
        del document[last]

    return change


RATE = ("indicators", 0)
ACTUAL = (*RATE, "actuals", 1)
AMOUNT = ("budget_programs", 0, "lines", 4)


@pytest.mark.parametrize(
    ("change", "place", "read", "why", "remedy"),
    [
        (_set("name", 5), "name", "5", message("document.not_text"), message("document.write_text")),
        (_set("edition", None), "edition", "null", message("document.not_text"), message("document.write_text")),
        (
            _set("name", "\ud800"),
            "name",
            "\\ud800",
            message("document.not_unicode"),
            message("document.write_unicode"),
        ),
        (
            _set("name", "総合\0計画"),
            "name",
            "総合\\u0000計画",
            message("document.null_character"),
            message("document.remove_null_character"),
        ),
        (
            _set(*RATE, "name", "\0"),
            "indicators/i-rate/name",
            "\\u0000",
            message("document.null_character"),
            message("document.remove_null_character"),
        ),
        (
            _set(*ACTUAL, "fiscal_year", "令和6"),
            "indicators/i-rate/actuals/令和6/fiscal_year",
            "令和6",
            message("document.not_whole_number"),
            message("document.write_whole_number"),
        ),
        (
            _set("first_year", 2023.5),
            "first_year",
            "2023.5",
            message("document.not_whole_number"),
            message("document.write_whole_number"),
        ),
        (
            _set(*ACTUAL, "value", "1,234"),
            "indicators/i-rate/actuals/2024/value",
            "1,234",
            message("document.not_value"),
            message("document.write_value"),
        ),
        (
            _set(*ACTUAL, "value", "not_yet_count"),
            "indicators/i-rate/actuals/2024/value",
            "not_yet_count",
            message("document.not_value"),
            message("document.choose_near", near="not_yet_counted"),
        ),
        (
            _set(*ACTUAL, "value", float("nan")),
            "indicators/i-rate/actuals/2024/value",
            "NaN",
            message("document.number_not_finite"),
            message("document.write_plain_number"),
        ),
        (
            _set(*ACTUAL, "value", "NaN"),
            "indicators/i-rate/actuals/2024/value",
            "NaN",
            message("document.not_value"),
            message("document.write_value"),
        ),
        (
            _set(*ACTUAL, "value", 1e99),
            "indicators/i-rate/actuals/2024/value",
            "1e+99",
            message("document.number_exponent"),
            message("document.write_plain_number"),
        ),
        (
            _set(*ACTUAL, "value", {"low": "1", "text": "2"}),
            "indicators/i-rate/actuals/2024/value",
            "{…}",
            message("document.value_keys"),
            message("document.write_value"),
        ),
        (
            _set(*ACTUAL, "value", json.loads("true")),
            "indicators/i-rate/actuals/2024/value",
            "true",
            message("document.not_value"),
            message("document.write_value"),
        ),
        (
            _set(*AMOUNT, "amount", "△5"),
            "budget_programs/b-system/lines/2024.spent.general/amount",
            "△5",
            message("document.not_amount"),
            message("document.write_value"),
        ),
        (
            _set("budget_programs", 0, "shares", 0, "ratio", "60%"),
            "budget_programs/b-system/shares/m-online/ratio",
            "60%",
            message("document.not_number"),
            message("document.write_plain_number"),
        ),
        (
            _set(*RATE, "kind", "outcom"),
            "indicators/i-rate/kind",
            "outcom",
            message("document.unknown_code"),
            message("document.choose_near", near="outcome"),
        ),
        (
            _set(*RATE, "direction", "x"),
            "indicators/i-rate/direction",
            "x",
            message("document.unknown_code"),
            message("document.choose_code", codes=("increase", "decrease", "maintain", "range", "undeclared")),
        ),
        (
            _set("levels", 1, "answered", 1),
            "levels/measure/answered",
            "1",
            message("document.not_true_or_false"),
            message("document.write_true_or_false"),
        ),
        (_set("nodes", {}), "nodes", "{}", message("document.not_list"), message("document.write_list")),
        (_set("nodes", 1, []), "nodes/#2", "[]", message("document.not_object"), message("document.write_object")),
        (
            _removed("nodes", 2, "level"),
            "nodes/m-online/level",
            None,
            message("document.missing_key", key="level"),
            message("document.add_key"),
        ),
        (
            _removed("nodes", 2, "id"),
            "nodes/#3/id",
            None,
            message("document.missing_key", key="id"),
            message("document.add_key"),
        ),
        (
            _renamed,
            "indicators/i-rate/targts",
            "[…]",
            message("document.unknown_key", key="targts"),
            message("document.rename_key", near="targets"),
        ),
        (
            _set("municipality", "xyz", 1),
            "municipality/xyz",
            "1",
            message("document.unknown_key", key="xyz"),
            message("document.remove_key", known=("code", "name")),
        ),
    ],
)
def test_a_wrong_field_is_one_problem_with_place_what_was_read_why_and_remedy(
    change: Callable[[Any], object], place: str, read: str | None, why: object, remedy: object
) -> None:
    document = json.loads(WRITTEN)
    change(document)
    problem = only(json.dumps(document, indent=2).encode())
    assert (problem.place, problem.read, problem.why, problem.remedy) == (place, read, why, remedy)


def test_all_structural_problems_come_at_once_in_the_order_of_the_file_with_their_lines() -> None:
    def change(document: Any) -> None:
        document["first_year"] = "2023"
        document["indicators"][0]["kind"] = "?"
        del document["municipality"]["code"]
        document["results"][0]["ratings"][1]["grade"] = 4

    raw = with_change(change)
    found = problems(raw)
    assert [problem.place for problem in found] == [
        "municipality/code",
        "first_year",
        "indicators/i-rate/kind",
        "results/m-online.2024/ratings/progress.self.i-rate/grade",
    ]
    lines = raw.decode().splitlines()
    assert [lines[problem.line - 1].strip() for problem in found if problem.line] == [
        '"municipality": {',
        '"first_year": "2023",',
        '"kind": "?",',
        '"grade": 4,',
    ]


def test_what_the_plan_says_is_looked_at_only_when_every_field_can_be_read() -> None:
    def change(document: Any) -> None:
        document["municipality"]["code"] = "999998"
        document["indicators"][0]["node"] = "m-onlin"

    found = problems(with_change(change))
    assert [(problem.place, problem.why.id) for problem in found] == [
        ("municipality/code", "plan.wrong_check_digit"),
        ("indicators/i-rate/node", "plan.dangling_reference"),
    ]
    assert found[1].remedy == message("plan.refer_to_near", near="m-online")
    assert all(problem.line for problem in found)


def test_a_long_text_is_shown_in_part() -> None:
    problem = only(with_change(_set("first_year", "9" * 500)))
    assert problem.read == "9" * 60 + "…"


@pytest.mark.parametrize("digits", ["9" * 28, "0." + "1" * 28])
def test_a_number_of_28_digits_is_read_and_one_of_29_is_not(digits: str) -> None:
    plan = read_plan(with_change(_set(*ACTUAL, "value", digits)))
    assert plan.indicators[0].actuals[1].value == Decimal(digits)
    assert only(with_change(_set(*ACTUAL, "value", digits + "1"))).why.id == "document.not_value"
