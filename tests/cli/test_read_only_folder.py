"""A folder in which nobody may write: a sentence, and what stood there before still stands."""

import os
import subprocess
import sys
from pathlib import Path

import pytest

from cli.command_line import ROOT

AKITA = ROOT / "examples" / "akita" / "akita.plan.json"
MONOSASHI = Path(sys.executable).parent / "monosashi"
AS_SOMEBODY = ("unshare", "--user", "--map-user=1000", "--map-group=1000") if os.geteuid() == 0 else ()
"""Root may write everywhere; in a user namespace of its own it may not."""


def as_somebody(*arguments: str | Path) -> subprocess.CompletedProcess[str]:
    return subprocess.run((*AS_SOMEBODY, MONOSASHI, *arguments), capture_output=True, text=True, check=False)


@pytest.mark.slow
@pytest.mark.parametrize(
    "arguments",
    [
        ("sheets", "out", AKITA, "--year", "2024", "--to", "out"),
        ("freeze", AKITA, "--year", "2024", "--to", "out"),
        ("convert", AKITA, "plan.xlsx"),
        ("convert", AKITA, "before.xlsx", "--force"),
    ],
)
def test_a_read_only_folder_is_told_and_left_as_it_was(arguments: tuple[str | Path, ...], tmp_path: Path) -> None:
    folder = tmp_path / "papers"
    folder.mkdir()
    (folder / "before.xlsx").write_bytes(b"before")
    folder.chmod(0o555)
    *given, target = arguments if arguments[-1] != "--force" else arguments[:-1]
    forced = ("--force",) if arguments[-1] == "--force" else ()
    result = as_somebody(*given, folder / str(target), *forced)
    folder.chmod(0o755)
    assert (result.returncode, "書き込め" in result.stderr, "Traceback" in result.stderr) == (2, True, False), (
        result.stderr
    )
    assert [(path.name, path.read_bytes()) for path in folder.iterdir()] == [("before.xlsx", b"before")]
