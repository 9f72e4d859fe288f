"""A disk that is full: a sentence, nothing half-written, and what stood there before still stands."""

import resource
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from cli.command_line import ROOT

AKITA = ROOT / "examples" / "akita" / "akita.plan.json"
MONOSASHI = Path(sys.executable).parent / "monosashi"
BYTES_LEFT = 5_000


def on_a_full_disk(*arguments: str | Path) -> subprocess.CompletedProcess[str]:
    """Run the command where no file can grow beyond a few kilobytes, as the system says when space runs out."""
    return subprocess.run(
        (MONOSASHI, *arguments),
        capture_output=True,
        text=True,
        check=False,
        preexec_fn=lambda: resource.setrlimit(resource.RLIMIT_FSIZE, (BYTES_LEFT, BYTES_LEFT)),
    )


def told_in_a_sentence(result: subprocess.CompletedProcess[str]) -> bool:
    return result.returncode == 2 and "書き込め" in result.stderr and "Traceback" not in result.stderr


@pytest.mark.slow
@pytest.mark.parametrize("arguments", [("sheets", "out"), ("freeze",)])
def test_a_folder_of_papers_is_written_whole_or_not_at_all(arguments: tuple[str, ...], tmp_path: Path) -> None:
    target = tmp_path / "out"
    assert told_in_a_sentence(on_a_full_disk(*arguments, AKITA, "--year", "2024", "--to", target))
    assert [path for path in tmp_path.rglob("*") if path.is_file()] == []


@pytest.mark.slow
def test_a_workbook_that_stood_there_still_stands(tmp_path: Path) -> None:
    target = tmp_path / "計画.xlsx"
    target.write_bytes(b"before")
    assert told_in_a_sentence(on_a_full_disk("convert", AKITA, target, "--force"))
    assert [(path.name, path.read_bytes()) for path in tmp_path.iterdir()] == [("計画.xlsx", b"before")]


@pytest.mark.slow
def test_a_plan_that_money_was_to_be_saved_in_still_stands(tmp_path: Path) -> None:
    finance = AKITA.parent / "finance.csv"
    plan = tmp_path / "計画.plan.json"
    shutil.copy(AKITA, plan)
    plan.write_text(plan.read_text("utf-8").replace('"state": "settled"', '"state": "provisional"'), "utf-8")
    before = plan.read_bytes().replace(b'"amount": "52394"', b'"amount": "52395"')
    plan.write_bytes(before)
    mapping = AKITA.parent / "finance.mapping.toml"
    result = on_a_full_disk(
        "money", "in", plan, finance, "--mapping", mapping, "--year", "2024", "--settled", "--apply"
    )
    assert told_in_a_sentence(result), result.stderr
    assert [(path.name, path.read_bytes()) for path in tmp_path.iterdir()] == [(plan.name, before)]
