"""What a server puts aside: its own folder, empty; those of servers that are gone are taken away, those of others that run stay."""

import os
import subprocess
import sys
from pathlib import Path

import pytest

from monosashi.office.operation.temporary_folders import emptied, of_this_server

pytestmark = pytest.mark.without_database


def left_by(home: Path, name: str) -> Path:
    """A file that a server of this number left."""
    folder = home / "temporary" / name / "worker"
    folder.mkdir(parents=True)
    (folder / "plan.json").write_text("{}", "utf-8")
    return folder / "plan.json"


def test_what_servers_that_are_gone_left_is_taken_away_and_what_runs_keeps_its_own(tmp_path: Path) -> None:
    gone = subprocess.Popen((sys.executable, "-c", ""))
    gone.wait()
    dead, odd = left_by(tmp_path, str(gone.pid)), left_by(tmp_path, "no number")
    running, own = left_by(tmp_path, str(os.getppid())), left_by(tmp_path, str(os.getpid()))
    folder = of_this_server(tmp_path)
    assert folder == tmp_path / "temporary" / str(os.getpid())
    assert [each.exists() for each in (dead, odd, own)] == [False, False, False]
    assert running.exists()
    assert list(folder.iterdir()) == []
    assert folder.stat().st_mode & 0o777 == 0o700


def test_where_no_folder_can_be_made_nothing_fails(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("", "utf-8")
    assert not emptied(tmp_path / "file" / "worker").is_dir()
