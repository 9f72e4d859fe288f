"""A command whose output nobody gave a place for: a job without a console, `>&-` in a shell."""

import subprocess
import sys
from pathlib import Path

import pytest

from cli.command_line import AKITA

pytestmark = pytest.mark.slow  # each starts a process

CLOSED = {"output": ">&-", "errors": "2>&-", "both": ">&- 2>&-"}


def code_of(closed: str, *arguments: object) -> int:
    command = f'exec "$0" -m monosashi.cli "$@" {CLOSED[closed]}'
    return subprocess.run(
        ("sh", "-c", command, sys.executable, *map(str, arguments)), check=False, timeout=60
    ).returncode


@pytest.mark.parametrize("closed", CLOSED)
def test_what_was_written_is_no_defect_because_nobody_is_told(tmp_path: Path, closed: str) -> None:
    assert code_of(closed, "convert", AKITA, tmp_path / "akita.xlsx") == 0
    assert (tmp_path / "akita.xlsx").exists()


@pytest.mark.parametrize("closed", CLOSED)
def test_a_wrong_call_keeps_its_code_though_nobody_reads_why(closed: str) -> None:
    assert code_of(closed, "evaluate", AKITA, "--year", "1999") == 2
