"""A backup that is whole but cannot be read: nobody is sent to look for another one."""

import errno
import zipfile
from pathlib import Path

import pytest

from monosashi.core.messages import InvalidInput, message
from monosashi.office.operation.backup_file import opened


def test_a_backup_that_may_not_be_read_is_not_called_broken(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def refused(*_: object) -> None:
        raise PermissionError(errno.EACCES, "Permission denied")

    monkeypatch.setattr(zipfile, "ZipFile", refused)
    with pytest.raises(InvalidInput) as caught, opened(tmp_path / "控え.zip"):
        pass
    (problem,) = caught.value.problems
    assert problem.why == message("file.unreadable", reason=message("file.reason.no_right"))
    assert problem.remedy == message("file.check_rights")


def test_a_folder_is_named_as_one(tmp_path: Path) -> None:
    with pytest.raises(InvalidInput) as caught, opened(tmp_path):
        pass
    assert caught.value.problems[0].why == message("file.unreadable", reason=message("file.reason.is_folder"))
