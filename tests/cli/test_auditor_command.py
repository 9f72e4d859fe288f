"""`monosashi auditor make` and `auditor verify`, as they are called from a shell."""

import resource
import subprocess
import sys
from pathlib import Path

import pytest

from cli.command_line import AKITA, NAGASAKI, SASEBO, run

pytestmark = pytest.mark.slow  # every test judges a real plan

MONOSASHI = Path(sys.executable).parent / "monosashi"


def test_a_set_is_made_from_editions_verified_and_a_changed_file_named(tmp_path: Path) -> None:
    run("freeze", AKITA, "--year", "2024", "--to", tmp_path / "editions")
    made = run("auditor", "make", tmp_path / "editions", "--to", tmp_path / "set", "--date", "2025-10-10")
    assert (made.code, made.err) == (0, "")
    verified = run("auditor", "verify", tmp_path / "set")
    assert verified.code == 0
    assert verified.out.split()[-1] == made.out.split()[-1]
    page = tmp_path / "set" / "execution.html"
    page.write_bytes(page.read_bytes().replace(b"11.1", b"91.1", 1))
    told = run("auditor", "verify", tmp_path / "set")
    assert (told.code, told.out, "execution.html" in told.err) == (1, "", True)


@pytest.mark.parametrize(("plan", "year"), [(SASEBO, "2022"), (NAGASAKI, "2020")])
def test_a_set_is_made_from_every_example(tmp_path: Path, plan: Path, year: str) -> None:
    made = run("auditor", "make", plan, "--year", year, "--to", tmp_path / "set", "--lang", "en")
    assert (made.code, made.err) == (0, "")
    assert run("auditor", "verify", tmp_path / "set").code == 0


@pytest.mark.parametrize(
    ("arguments", "sentence"),
    [
        ((AKITA,), "計画ファイルから作るときは年度が要ります"),
        ((AKITA, "--year", "2024", "--samples", "0"), "標本の数は 1 から 10,000 までです"),
        ((AKITA, "--year", "2024", "--seed", " "), "--seed TEXT が空です"),
        (("nowhere.plan.json", "--year", "2024"), "nowhere.plan.json"),
    ],
)
def test_what_cannot_be_made_is_a_sentence_and_no_folder(
    tmp_path: Path, arguments: tuple[object, ...], sentence: str
) -> None:
    told = run("auditor", "make", *arguments, "--to", tmp_path / "set")
    assert (told.code, sentence in told.err) == (2, True)
    assert list(tmp_path.iterdir()) == []


@pytest.mark.parametrize(("language", "limits"), [("ja", "1から10,000まで"), ("en", "1 to 10,000")])
def test_the_help_names_the_limits_of_a_sample(language: str, limits: str) -> None:
    assert limits in " ".join(run("auditor", "make", "--help", "--lang", language).out.split())


def test_a_year_without_an_edition_names_those_there_are(tmp_path: Path) -> None:
    run("freeze", AKITA, "--year", "2024", "--to", tmp_path / "editions")
    told = run("auditor", "make", tmp_path / "editions", "--year", "2025", "--to", tmp_path / "set")
    assert (told.code, "第1版「令和6年度 決算確定」" in told.err) == (2, True)


def test_no_set_is_made_from_editions_that_were_changed(tmp_path: Path) -> None:
    run("freeze", AKITA, "--year", "2024", "--to", tmp_path / "editions")
    edition = next((tmp_path / "editions").glob("0001*"))
    edition.write_bytes(edition.read_bytes().replace(b"22.6", b"22.7", 1))
    told = run("auditor", "make", tmp_path / "editions", "--to", tmp_path / "set")
    assert (told.code, edition.name in told.err, (tmp_path / "set").exists()) == (2, True, False)


def test_on_a_full_disk_the_set_that_stood_there_still_stands(tmp_path: Path) -> None:
    run("auditor", "make", SASEBO, "--year", "2022", "--to", tmp_path / "set")
    before = {path: path.read_bytes() for path in tmp_path.rglob("*") if path.is_file()}
    told = subprocess.run(
        (MONOSASHI, "auditor", "make", AKITA, "--year", "2024", "--to", tmp_path / "set"),
        capture_output=True,
        text=True,
        check=False,
        preexec_fn=lambda: resource.setrlimit(resource.RLIMIT_FSIZE, (5_000, 5_000)),
    )
    assert (told.returncode, "書き込め" in told.stderr, "Traceback" in told.stderr) == (2, True, False)
    assert {path: path.read_bytes() for path in tmp_path.rglob("*") if path.is_file()} == before


@pytest.mark.parametrize("size", ["0", "10001", "99999999999"])
def test_a_sample_larger_than_any_plan_is_refused_before_anything_is_drawn(tmp_path: Path, size: str) -> None:
    told = run("auditor", "make", AKITA, "--year", "2024", "--to", tmp_path / "set", "--samples", size)
    assert (told.code, size in told.err, "10,000" in told.err, (tmp_path / "set").exists()) == (2, True, True, False)
