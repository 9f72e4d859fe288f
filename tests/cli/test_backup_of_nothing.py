"""`monosashi office backup` in a folder where nothing is kept."""

from pathlib import Path

import pytest

from cli.command_line import run_process

pytestmark = pytest.mark.slow  # the command is a process that starts Django


def test_a_folder_in_which_nothing_was_ever_kept_has_no_backup(tmp_path: Path) -> None:
    called = ("office", "backup", "--home", tmp_path / "wrong", "--to", tmp_path / "backups")
    told = run_process(*called, DJANGO_SETTINGS_MODULE="monosashi.office.config.settings")
    assert (told.code, told.out) == (2, "")
    assert "monosashi office backup: データベースの準備が済んでいません" in told.err
    assert not list(tmp_path.rglob("*.zip"))
