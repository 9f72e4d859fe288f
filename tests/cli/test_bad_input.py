"""Bad input: exit code 2, a sentence with place, what was read, why and what to do; all at once; nothing written."""

import json
import os
import re
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from cli.command_line import AKITA, Told, changed, entry, run, run_process
from monosashi.cli.main import SUBCOMMANDS

READING = (
    ("evaluate", "--year", "2024"),
    ("summary", "--year", "2024"),
    ("show", "n-p069"),
    ("validate",),
    ("freeze", "--year", "2024", "--to", "editions"),
)

OF_FILES = [name for name in SUBCOMMANDS if not name.startswith(("office ", "demo"))]
"""Commands that work on files alone. Those of the office take an installation; `tests/office/operation` runs them."""


def indicator(document: Any) -> Any:
    return entry(document, "indicators", "i-p069")


def twice(document: Any) -> None:
    document["nodes"].append(dict(document["nodes"][-1]))


def circle(document: Any) -> None:
    entry(document, "nodes", "n-h01")["parent"] = "n-h03"


def set_to(path: str, value: object) -> Callable[[Any], None]:
    """Sets a field of the document: `indicators/i-p069/node`."""

    def change(document: Any) -> None:
        *way, last = path.split("/")
        for step in way:
            document = document[step] if isinstance(document, dict) else next(e for e in document if e["id"] == step)
        document[last] = value

    return change


FAULTS = {
    "an unknown version": (set_to("version", 99), "version", "99"),
    "a duplicate id": (twice, "n-p150", "n-p150"),
    "a cycle": (circle, "nodes/n-h01/parent", "n-h03"),
    "a dangling reference": (set_to("indicators/i-p069/node", "n-gone"), "indicators/i-p069/node", "n-gone"),
    "shares over 100 %": (
        set_to("budget_programs/b-p069/shares", [{"node": "n-p069", "ratio": "60"}, {"node": "n-p070", "ratio": "60"}]),
        "budget_programs/b-p069",
        "120",
    ),
    "a year outside the period": (
        lambda document: indicator(document)["actuals"].append({"fiscal_year": 1999, "value": "1"}),
        "indicators/i-p069/actuals/1999",
        "1999",
    ),
    "a wrong check digit": (set_to("municipality/code", "052010"), "municipality/code", "052010"),
    "a number in words": (
        lambda document: indicator(document)["actuals"][0].update(value="約80"),
        "indicators/i-p069/actuals/2024/value",
        "約80",
    ),
}


def nothing_written(folder: Path, before: set[str]) -> bool:
    return {path.name for path in folder.rglob("*")} == before


def assert_refused(told: Told, *words: str) -> None:
    assert (told.code, told.out) == (2, "")
    assert "Traceback" not in told.err
    assert [word for word in words if word not in told.err] == []


@pytest.mark.parametrize("fault", FAULTS)
@pytest.mark.parametrize("called", READING, ids=lambda called: called[0])
def test_a_fault_in_the_plan_is_refused_with_place_and_what_was_read(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, fault: str, called: tuple[str, ...]
) -> None:
    change, place, read = FAULTS[fault]
    plan = changed(AKITA, tmp_path / "bad.plan.json", change)
    monkeypatch.chdir(tmp_path)
    told = run(called[0], plan, *called[1:])
    assert_refused(told, "bad.plan.json", place, read)
    assert nothing_written(tmp_path, {"bad.plan.json"})


@pytest.mark.parametrize("language", ["ja", "en"])
@pytest.mark.parametrize("fault", FAULTS)
def test_every_fault_has_a_reason_and_a_remedy_in_both_languages(tmp_path: Path, fault: str, language: str) -> None:
    change, *_ = FAULTS[fault]
    told = run("validate", changed(AKITA, tmp_path / "bad.plan.json", change), "-f", "json", "--lang", language)
    (file,) = told.data["files"]
    japanese = re.compile(r"[\u3041-\u30ff]")
    assert file["problems"]
    for problem in file["problems"]:
        assert problem["why"]
        assert problem["remedy"]
        assert bool(japanese.search(problem["remedy"])) == (language == "ja")


def test_all_faults_are_told_at_once(tmp_path: Path) -> None:
    def several(document: Any) -> None:
        for name in ("a dangling reference", "a wrong check digit", "a year outside the period"):
            FAULTS[name][0](document)

    told = run("validate", changed(AKITA, tmp_path / "bad.plan.json", several))
    assert_refused(told, "n-gone", "052010", "1999")


@pytest.mark.parametrize(
    ("content", "words"),
    [
        (b'{"format": "monosashi.plan", ', ("1行目",)),
        (b"", ()),
        (b"[]", ()),
        (b"null", ()),
        (b"\xff\xfe\x00", ()),
        ("計画".encode("cp932"), ("Shift_JIS",)),
        (b'{"format": "monosashi.plan", "version": 1, "id": NaN}', ()),
        (b"[" * 100_000, ()),
        (b'{"a": ' + b"9" * 10_000 + b"}", ()),
    ],
    ids=["cut short", "empty", "a list", "null", "bytes", "Shift_JIS", "NaN", "deep", "long number"],
)
def test_a_file_that_is_no_plan_is_refused(tmp_path: Path, content: bytes, words: tuple[str, ...]) -> None:
    plan = tmp_path / "bad.plan.json"
    plan.write_bytes(content)
    assert_refused(run("evaluate", plan, "--year", "2024"), "bad.plan.json", *words)


def test_nan_for_a_figure_is_refused_where_it_stands(tmp_path: Path) -> None:
    text = AKITA.read_text(encoding="utf-8")
    plan = tmp_path / "bad.plan.json"
    plan.write_text(text.replace('"value": "22.6"', '"value": NaN', 1), encoding="utf-8")
    assert_refused(run("validate", plan), "indicators/i-p069/actuals/2024/value", "NaN")


def test_a_file_of_300_megabytes_is_refused_without_being_read(tmp_path: Path) -> None:
    plan = tmp_path / "large.plan.json"
    with plan.open("wb") as file:
        os.truncate(file.fileno(), 300_000_000)
    assert_refused(run("evaluate", plan, "--year", "2024"), "300")


@pytest.mark.parametrize(
    ("arguments", "words"),
    [
        (("evaluate",), ("PLAN",)),
        (("evaluate", AKITA), ("--year",)),
        (("evaluate", AKITA, "--year"), ("--year",)),
        (("evaluate", AKITA, "--year", "2024年"), ("2024年", "年度")),
        (("evaluate", AKITA, "--year", "2030"), ("2030", "令和6年度", "令和8年度")),
        (("evaluate", AKITA, "--year", "2024", "--format", "xml"), ("xml", "json")),
        (("evaluate", AKITA, "--year", "2024", "--scheme", "nowhere@1"), ("nowhere@1", "akita@1")),
        (("evaluate", AKITA, "--year", "2024", "--scheme", "nowhere.toml"), ("nowhere.toml",)),
        (("evaluate", AKITA, "--year", "2025"), ("years/2025/scheme",)),
        (("evaluate", "nowhere.plan.json", "--year", "2024"), ("nowhere.plan.json",)),
        (("evaluate", AKITA.parent, "--year", "2024"), (str(AKITA.parent),)),
        (("evaluate", AKITA, "extra", "--year", "2024"), ("extra",)),
        (("evaluate", AKITA, "--yaer", "2024"), ("--yaer",)),
        (("evalaute",), ("evalaute", "evaluate")),
        (("show", AKITA, "LINE"), ("LINE", "n-p077", "n-p141")),
        (("show", AKITA, "nobody"), ("nobody",)),
        (("freeze", AKITA, "--year", "2024", "--to", "x", "--date", "2025-02-30"), ("2025-02-30",)),
        (("verify", "nowhere"), ("nowhere",)),
        (("schemes", "nowhere@9"), ("nowhere@9", "akita@1")),
        (("--lang", "fr", "schemes"), ("fr", "ja")),
    ],
    ids=lambda part: " ".join(map(str, part))[:60] if isinstance(part, tuple) else "",
)
def test_a_wrong_call_is_refused_with_what_was_read_and_what_to_do(
    arguments: tuple[object, ...], words: tuple[str, ...]
) -> None:
    told = run(*arguments)
    assert_refused(told, *words)
    assert len(told.err.splitlines()) >= 2


def test_the_file_that_is_wrong_is_named_where_several_are_read(tmp_path: Path) -> None:
    bad = changed(AKITA, tmp_path / "bad.plan.json", FAULTS["a number in words"][0])
    book = tmp_path / "plan.xlsx"
    assert run("convert", AKITA, book).code == 0
    for called in (
        ("check", AKITA, "--year", "2024", "--previous", bad),
        ("check", bad, "--year", "2024"),
        ("convert", bad, tmp_path / "x.xlsx"),
        ("convert", book, tmp_path / "x.plan.json", "--expect", bad),
    ):
        assert_refused(run(*called), str(bad), "約80")


@pytest.mark.parametrize("name", ["plan.csv", "plan.xls", "plan"])
def test_a_new_plan_is_no_file_of_another_kind(tmp_path: Path, name: str) -> None:
    head = ("--municipality-code", "052019", "--municipality", "秋田市", "--name", "計画")
    told = run("new", tmp_path / name, *head, "--from", "2024", "--to", "2026", "--levels", "柱,施策")
    assert_refused(told, name, ".plan.json", ".xlsx")
    assert nothing_written(tmp_path, set())


def test_a_wrong_language_in_the_environment_is_refused() -> None:
    assert_refused(run("schemes", environment={"MONOSASHI_LANG": "fr"}), "MONOSASHI_LANG", "fr")


def test_what_stands_in_a_file_cannot_steer_the_terminal(tmp_path: Path) -> None:
    def escape(document: Any) -> None:
        document["municipality"]["code"] = "\x1b[2J05201\u202e"
        indicator(document)["name"] = "\x1b]0;x\x07"

    told = run("validate", changed(AKITA, tmp_path / "bad.plan.json", escape))
    assert told.code == 2
    assert not re.search(r"[\x00-\x09\x0b-\x1f\u202e]", told.err)


def test_a_name_with_control_letters_is_printed_without_them(tmp_path: Path) -> None:
    def escape(document: Any) -> None:
        entry(document, "nodes", "n-p069")["name"] = "\x1b[31m赤\x07"

    plan = changed(AKITA, tmp_path / "odd.plan.json", escape)
    assert "\x1b" not in run("evaluate", plan, "--year", "2024").out


@pytest.mark.slow
def test_a_process_with_bad_input_leaves_code_2_and_no_traceback(tmp_path: Path) -> None:
    plan = tmp_path / "bad.plan.json"
    plan.write_text("{", encoding="utf-8")
    assert_refused(run_process("evaluate", plan, "--year", "2024"), "bad.plan.json")


def keys_of(place: Any) -> list[Any]:
    return list(place) if isinstance(place, dict) else list(range(len(place)))


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return tmp_path_factory.mktemp("fuzz")


OPTIONS = (
    "--year",
    "--scheme",
    "--format",
    "--to",
    "--lang",
    "--date",
    "--check",
    "--help",
    "--",
    "-y",
    "-f",
    "--levels",
)


@pytest.mark.slow
@settings(max_examples=300, deadline=None)
@given(
    st.sampled_from([*OF_FILES, "help", "--version", "-h"]),
    st.lists(
        st.one_of(
            st.sampled_from(OPTIONS),
            st.sampled_from(["2024", "R6", "json", "csv", "ja", "en", "akita@1", str(AKITA), "n-p069"]),
            st.text(alphabet=st.characters(exclude_characters="\x00/"), max_size=12),
        ),
        max_size=6,
    ),
)
def test_any_arguments_end_in_a_known_exit_code(folder: Path, command: str, arguments: list[str]) -> None:
    before = Path.cwd()
    os.chdir(folder)
    try:
        told = run(command, *arguments)
    finally:
        os.chdir(before)
    assert told.code in {0, 1, 2}
    assert "Traceback" not in told.err


@pytest.mark.slow
@settings(max_examples=40, deadline=None)
@given(st.data())
def test_a_plan_with_anything_anywhere_ends_in_a_known_exit_code(folder: Path, data: st.DataObject) -> None:
    document = json.loads(AKITA.read_text(encoding="utf-8"))
    place: Any = document
    for _ in range(data.draw(st.integers(1, 6))):
        below = place[data.draw(st.sampled_from(keys_of(place)))]
        if not isinstance(below, dict | list) or not below:
            break
        place = below
    odd = st.one_of(st.none(), st.booleans(), st.integers(), st.text(max_size=8), st.lists(st.integers(), max_size=2))
    place[data.draw(st.sampled_from(keys_of(place)))] = data.draw(odd)
    plan = folder / "fuzz.plan.json"
    plan.write_text(json.dumps(document), encoding="utf-8")
    for called in (("evaluate", plan, "-y", "2024", "-f", "json"), ("summary", plan, "-y", "2024")):
        told = run(*called)
        assert told.code in {0, 2}, told.err
