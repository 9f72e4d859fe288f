"""Why the system refused a file, in the language of the sentence that says so."""

import errno
import os
import re
from pathlib import Path

import pytest

from monosashi.core.messages import InvalidInput
from monosashi.exchange.file_bytes import bytes_of
from monosashi.exchange.file_reasons import reason_of
from monosashi.exchange.spreadsheets.saving import save_whole
from monosashi.publishing.output_files import cannot_write
from monosashi.wording import LANGUAGES, Language, render

SOURCE = Path(__file__).resolve().parents[2] / "src" / "monosashi"
USUAL = (
    "ENOENT", "EACCES", "EPERM", "ENOSPC", "EDQUOT", "EFBIG", "EEXIST", "ENOTEMPTY", "EISDIR", "ENOTDIR", "EROFS",
    "ENAMETOOLONG", "ELOOP", "EBUSY", "EMFILE", "EIO", "ESTALE", "ETIMEDOUT",
)  # fmt: skip


@pytest.mark.parametrize("name", USUAL)
def test_the_usual_reasons_are_said_without_the_words_of_the_system(name: str) -> None:
    number = getattr(errno, name)
    reason = reason_of(OSError(number, os.strerror(number)))
    assert not re.search("[A-Za-z]", render(reason, "ja"))
    assert render(reason, "en").endswith(".")


@pytest.mark.parametrize("language", LANGUAGES)
def test_any_other_reason_is_told_with_its_number_and_the_words_of_the_system(language: Language) -> None:
    told = render(reason_of(OSError(errno.EXDEV, "Invalid cross-device link")), language)
    assert f"（errno {errno.EXDEV}：Invalid cross-device link）" in told or f"(errno {errno.EXDEV}: " in told
    assert "gone wrong" in render(reason_of(OSError("gone wrong")), language)
    assert render(reason_of(ValueError("embedded null byte")), "ja") == "名前に使えない文字があります。"


def test_a_file_that_excel_has_open_is_no_lack_of_rights() -> None:
    error = PermissionError(errno.EACCES, "The process cannot access the file")
    error.winerror = 32  # type: ignore[attr-defined]
    assert reason_of(error) == reason_of(OSError(errno.EBUSY, "busy"))


def test_sentences_of_reading_and_writing_are_all_japanese(tmp_path: Path) -> None:
    beside = tmp_path / "紙"
    beside.write_bytes(b"")
    told = [cannot_write(tmp_path, FileExistsError(errno.EEXIST, "File exists"))]
    for refused in (lambda: bytes_of(beside / "計画"), lambda: save_whole(b"", beside / "計画")):
        with pytest.raises(InvalidInput) as caught:
            refused()
        told.append(caught.value)
    assert [render(error.problems[0].why, "ja") for error in told] == [
        "書き込めません。同じ名前のファイルかフォルダーがすでにあります。",
        "ファイルを開けません。フォルダーではないものがフォルダーとして書かれています。",
        "ファイルを書き込めません。フォルダーではないものがフォルダーとして書かれています。何も書き換えていません。",
    ]


def test_nothing_else_takes_the_words_of_the_system() -> None:
    rooms = ("exchange", "publishing", "cli", "office")
    taken = {
        path.name for room in rooms for path in (SOURCE / room).rglob("*.py") if "strerror" in path.read_text("utf-8")
    }
    assert taken == {"file_reasons.py"}
