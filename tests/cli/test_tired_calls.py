"""Calls that go wrong late in the day: a letter for a number, a bracket left open, a disk that is full."""

import errno
import os
import subprocess
import sys
from pathlib import Path

import pytest

from cli.command_line import AKITA, ROOT, run

FULL = Path("/dev/full")


@pytest.mark.parametrize("typed", [("--samples", "十二"), ("--samples=十二",)])
def test_a_word_for_a_number_names_the_option_and_what_was_typed(tmp_path: Path, typed: tuple[str, ...]) -> None:
    told = run("auditor", "make", AKITA, "--to", tmp_path / "x", "--year", "2024", *typed)
    assert told.code == 2
    assert "「十二」: --samples N に書くのは整数です。" in told.err
    assert "integer" not in told.err


def test_a_negative_number_and_one_too_large_are_refused_by_its_limits(tmp_path: Path) -> None:
    told = run("auditor", "make", AKITA, "--to", tmp_path / "x", "--year", "2024", "--samples", "-3")
    assert (told.code, "標本の数は 1 から 10,000 までです" in told.err) == (2, True)


@pytest.mark.parametrize(
    "arguments",
    [
        ("publish", ROOT, "--to", "site", "--settings"),
        ("check", AKITA, "--year", "2024", "--config"),
    ],
)
def test_a_settings_file_that_is_no_toml_is_told_by_its_line_and_in_japanese(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, arguments: tuple[object, ...]
) -> None:
    monkeypatch.chdir(tmp_path)
    settings = tmp_path / "設定.toml"
    settings.write_text("# 一行目\nname = 市\n", encoding="utf-8")
    told = run(*arguments, settings)
    assert (told.code, "2行目" in told.err, "TOML" in told.err) == (2, True, True)
    assert [word for word in ("Invalid", "line", "column") if word in told.err] == []


@pytest.mark.slow
@pytest.mark.skipif(not FULL.exists(), reason="this system has no disk that is always full")
@pytest.mark.parametrize("form", ["table", "json"])
def test_output_that_finds_no_room_is_no_defect(form: str) -> None:
    with FULL.open("wb") as full:
        done = subprocess.run(
            (sys.executable, "-m", "monosashi.cli", "evaluate", AKITA, "--year", "2024", "--format", form),
            check=False,
            stdout=full,
            stderr=subprocess.PIPE,
            env={**os.environ, "LANG": "ja_JP.UTF-8"},
            timeout=60,
        )
    told = done.stderr.decode("utf-8")
    assert (done.returncode, "不具合" in told) == (2, False)
    assert "標準出力: 書き込めません。ディスクに空き容量がありません。" in told


NEW = ("--municipality-code", "052019", "--municipality", "秋田市", "--name", "計画", "--from", "R5", "--to", "R7")


@pytest.mark.parametrize(
    ("language", "reason"), [("ja", "名前が長すぎます。"), ("en", "The name is too long.")], ids=["ja", "en"]
)
def test_a_name_too_long_for_the_disk_is_no_defect(tmp_path: Path, language: str, reason: str) -> None:
    file = tmp_path / f"{'計画' * 100}.plan.json"
    told = run("new", file, *NEW, "--levels", "柱,施策", "--lang", language)
    assert (told.code, reason in told.err, "Errno" in told.err) == (2, True, False)
    assert list(tmp_path.iterdir()) == []


def test_a_full_disk_that_nobody_expected_is_told_by_its_reason(monkeypatch: pytest.MonkeyPatch) -> None:
    def refused(*_: object) -> None:
        raise OSError(errno.ENOSPC, "No space left on device")

    monkeypatch.setattr("monosashi.cli.commands.evaluate.judge", refused)
    told = run("evaluate", AKITA, "--year", "2024")
    assert (told.code, told.out) == (2, "")
    assert "monosashi: 読み書きできません。ディスクに空き容量がありません。" in told.err


def test_a_file_of_monosashi_itself_that_is_missing_is_a_defect(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("monosashi.cli.commands.evaluate.judge", lambda *_: Path("nowhere").read_bytes())
    assert run("evaluate", AKITA, "--year", "2024").code == 3
