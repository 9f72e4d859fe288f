"""Each subcommand does what its help says."""

import json
import re
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest
from jsonschema import Draft202012Validator

import monosashi
from cli.command_line import AKITA, NAGASAKI, SASEBO, changed, entry, run, run_process
from monosashi.cli.main import SUBCOMMANDS
from monosashi.evaluation.evaluate import shipped_schemes
from monosashi.exchange.plan_file import read_plan

KANA = re.compile(r"[\u3041-\u30ff]")
NEW = ("--municipality-code", "052019", "--municipality", "秋田市", "--name", "計画", "--from", "R6", "--to", "R8")


@pytest.mark.parametrize("name", SUBCOMMANDS)
def test_every_command_has_its_help_in_both_languages(name: str) -> None:
    japanese, english = run(name, "--help"), run(name, "--help", "--lang", "en")
    assert (japanese.code, english.code) == (0, 0)
    assert KANA.search(japanese.out)
    assert "Usage: monosashi" in english.out
    assert not KANA.search(english.out)


def test_the_first_page_lists_every_command() -> None:
    for told in (run(), run("--help"), run("--lang", "en", "help")):
        assert told.code == 0
        assert [name for name in SUBCOMMANDS if f"  {name} " not in told.out] == []


def test_the_first_word_of_a_command_lists_what_may_follow() -> None:
    for told in (run("office", "--help"), run("help", "office"), run("office", "help")):
        assert told.code == 0
        of_office = [name for name in SUBCOMMANDS if name.startswith("office ")]
        assert [name for name in SUBCOMMANDS if f"  {name} " in told.out] == of_office


def test_the_version_is_that_of_the_package() -> None:
    assert run("--version").out == f"monosashi {monosashi.__version__}\n"


@pytest.mark.parametrize(
    ("environment", "options", "usage"),
    [
        ({}, (), "使い方"),
        ({"LANG": "C.UTF-8"}, (), "使い方"),
        ({"LANG": "ja_JP.UTF-8"}, (), "使い方"),
        ({"LANG": "en_GB.UTF-8"}, (), "Usage"),
        ({"LANG": "en_GB.UTF-8", "MONOSASHI_LANG": "ja"}, (), "使い方"),
        ({"LC_ALL": "ja_JP.UTF-8", "LANG": "en_GB.UTF-8"}, (), "使い方"),
        ({"MONOSASHI_LANG": "ja"}, ("--lang", "en"), "Usage"),
        ({"MONOSASHI_LANG": "en"}, ("--lang=ja",), "使い方"),
    ],
)
def test_the_language_is_the_option_then_the_variable_then_the_locale(
    environment: dict[str, str], options: tuple[str, ...], usage: str
) -> None:
    assert usage in run("evaluate", *options, "--help", environment=environment or {"TERM": "dumb"}).out


def test_show_finds_a_measure_by_id_by_number_and_by_part_of_its_name() -> None:
    assert run("show", AKITA, "n-p094").out == run("show", AKITA, "基幹系システムの標準化").out
    assert "電子県庁推進事業" in run("show", NAGASAKI, "3").out


def test_show_has_the_measures_years() -> None:
    document = run("show", NAGASAKI, "3", "--format", "json").data
    rates = [[i["achievement_rate"] for i in year["indicators"]] for year in document["years"]]
    assert rates == [["250", "107"], ["275", "107"]]
    assert run("show", AKITA, "n-p094", "--lang", "en").out.count("100.0%") == 1


def test_diff_of_a_plan_with_itself_is_empty() -> None:
    told = run("diff", AKITA, AKITA)
    assert (told.code, told.out.strip()) == (0, "違いはありません。")


def test_diff_names_what_changed_and_leaves_code_1(tmp_path: Path) -> None:
    def change(document: Any) -> None:
        entry(document, "indicators", "i-p069")["actuals"][0]["value"] = "22.60"
        document["nodes"].remove(entry(document, "nodes", "n-p150"))
        document["results"] = [result for result in document["results"] if result["node"] != "n-p150"]
        for group in ("indicators", "budget_programs", "provenance"):
            document[group] = [each for each in document[group] if "p150" not in json.dumps(each)]

    other = changed(AKITA, tmp_path / "other.plan.json", change)
    told = run("diff", AKITA, other, "--format", "json")
    assert told.code == 1
    first, *rest = sorted(told.data["changes"], key=lambda found: found["kind"])
    path = "indicators/i-p069/actuals/2024/value"
    assert first == {"kind": "changed", "path": path, "before": "22.6", "after": "22.60"}
    assert {found["kind"] for found in rest} == {"removed"}
    table = run("diff", AKITA, other)
    assert "電子申請による手続件数の割合" in table.out
    assert "22.60" in table.out


def test_validate_tells_each_file_and_leaves_code_2_when_one_is_bad(tmp_path: Path) -> None:
    assert run("validate", AKITA, SASEBO, NAGASAKI).code == 0
    bad = tmp_path / "bad.plan.json"
    bad.write_text("{", encoding="utf-8")
    told = run("validate", AKITA, bad)
    assert told.code == 2
    assert "akita.plan.json に誤りはありません。" in told.out
    assert "bad.plan.json" in told.err


def test_the_schema_holds_for_the_examples() -> None:
    schema = run("schema").data
    validator = Draft202012Validator(schema)
    for plan in (AKITA, SASEBO, NAGASAKI):
        assert validator.is_valid(json.loads(plan.read_text(encoding="utf-8")))


def test_new_writes_a_plan_that_can_be_evaluated(tmp_path: Path) -> None:
    file = tmp_path / "new.plan.json"
    told = run("new", file, *NEW, "--levels", "柱,分野、個別施策", "--scheme", "ratio-bands@1")
    assert (told.code, told.err) == (0, "")
    plan = read_plan(file)
    assert [(level.name, level.answered, level.grouped) for level in plan.levels] == [
        ("柱", False, False),
        ("分野", False, True),
        ("個別施策", True, False),
    ]
    assert [year.fiscal_year for year in plan.years] == [2024, 2025, 2026]
    assert run("evaluate", file, "--year", "R6").code == 0
    assert run("summary", file, "--year", "R6").code == 0


def test_new_never_overwrites(tmp_path: Path) -> None:
    file = tmp_path / "new.plan.json"
    file.write_text("mine", encoding="utf-8")
    told = run("new", file, *NEW, "--levels", "施策")
    assert told.code == 2
    assert file.read_text(encoding="utf-8") == "mine"


@pytest.mark.parametrize(
    ("option", "value", "words"),
    [
        ("--municipality-code", "052010", "052010"),
        ("--to", "R5", "last_year"),
        ("--levels", " , ", "--levels"),
        ("--name", " ", "name"),
        ("--from", "2024年", "--from"),
    ],
)
def test_new_refuses_what_no_plan_may_say(tmp_path: Path, option: str, value: str, words: str) -> None:
    file = tmp_path / "new.plan.json"
    arguments = dict(zip(NEW[::2], NEW[1::2], strict=True)) | {"--levels": "施策"} | {option: value}
    told = run("new", file, *(part for pair in arguments.items() for part in pair))
    assert told.code == 2
    assert words in told.err or value in told.err
    assert not file.exists()


def test_schemes_lists_all_and_tells_one_in_full() -> None:
    shown = run("schemes").out
    assert [s.reference for s in shipped_schemes() if s.reference not in shown] == []
    one = run("schemes", "akita").out
    assert "目標値に達した" in one
    assert "例: managed_by=indicator, baseline=95.4, target=100, actual=84.8, gives=D" in re.sub(r"\s+", " ", one)


@pytest.mark.parametrize("scheme", [scheme.reference for scheme in shipped_schemes()])
def test_every_shipped_scheme_is_told_in_both_languages(scheme: str) -> None:
    for language in ("ja", "en"):
        for form in ("table", "json", "md"):
            told = run("schemes", scheme, "--format", form, "--lang", language)
            assert (told.code, told.err) == (0, "")


def shipped_toml(name: str) -> Path:
    return Path(monosashi.__file__).parent / "evaluation" / "schemes" / f"{name}.toml"


def test_a_citys_own_scheme_is_checked_and_used(tmp_path: Path) -> None:
    own = tmp_path / "own.toml"
    text = shipped_toml("akita").read_text(encoding="utf-8")
    own.write_text(text.replace('id = "akita"', 'id = "own"', 1), encoding="utf-8")
    assert run("schemes", "--check", own).code == 0
    told = run("evaluate", AKITA, "--year", "2024", "--scheme", own, "--format", "json")
    assert told.data["scheme"] == "own@1"


def test_a_scheme_whose_example_comes_out_otherwise_is_refused(tmp_path: Path) -> None:
    own = tmp_path / "own.toml"
    text = shipped_toml("akita").read_text(encoding="utf-8")
    own.write_text(text.replace('actual = "84.8", gives = "D"', 'actual = "84.8", gives = "C"', 1), encoding="utf-8")
    told = run("schemes", "--check", own)
    assert (told.code, told.out) == (2, "")
    assert "own.toml" in told.err


@pytest.mark.slow
def test_a_process_prints_utf8_whatever_the_code_page() -> None:
    told = run_process("evaluate", AKITA, "--year", "2024", "--format", "json", PYTHONIOENCODING="cp932", LC_ALL="C")
    assert told.code == 0
    assert told.data["measures"][0]["name"] == "オンライン化による行政サービスの推進"


@pytest.mark.slow
def test_a_reader_who_leaves_early_is_no_fault() -> None:
    command = (sys.executable, "-m", "monosashi.cli", "evaluate", str(AKITA), "-y", "2024", "-f", "json")
    with subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.PIPE) as process:
        assert process.stdout is not None
        assert process.stderr is not None
        process.stdout.close()
        assert process.stderr.read() == b""
        assert process.wait(timeout=30) == 0


def test_a_defect_is_told_in_a_sentence_with_code_3(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("monosashi.cli.commands.evaluate.judge", lambda *_: 1 // 0)
    told = run("evaluate", AKITA, "--year", "2024")
    assert (told.code, told.out) == (3, "")
    assert "ZeroDivisionError" in told.err
    assert "Traceback" not in told.err
    with pytest.raises(ZeroDivisionError):
        run("evaluate", AKITA, "--year", "2024", environment={"MONOSASHI_DEBUG": "1", "LANG": "ja"})


@pytest.mark.parametrize(
    ("language", "promises", "says"),
    [("ja", "書き換えていません", "保存されたかどうか"), ("en", "not changed", "whether it was saved")],
)
def test_a_defect_after_saving_does_not_say_that_nothing_was_written(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, language: str, promises: str, says: str
) -> None:
    monkeypatch.setattr("monosashi.cli.commands.convert.write_out", lambda *_: 1 // 0)
    told = run("convert", AKITA, tmp_path / "akita.xlsx", "--lang", language)
    assert (told.code, (tmp_path / "akita.xlsx").exists()) == (3, True)
    assert (promises in told.err, says in told.err) == (False, True)
