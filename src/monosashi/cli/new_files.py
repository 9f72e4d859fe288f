"""Several new files in a folder: all or none of them, and none in the place of one that is there."""

from collections.abc import Sequence
from pathlib import Path
from typing import Protocol

from monosashi.core.messages import InvalidInput, message
from monosashi.exchange.file_reasons import reason_of
from monosashi.exchange.spreadsheets.saving import save_whole


class NewFile(Protocol):
    """A file that is to be written."""

    @property
    def name(self) -> str:
        """What it is called in the folder."""
        ...

    @property
    def raw(self) -> bytes:
        """Its bytes."""
        ...


def write_new(files: Sequence[NewFile], folder: Path) -> None:
    """Write the files into the folder, which is made where there is none.

    Raises InvalidInput where one of the names is taken or something cannot be written; then none of them is there.
    """
    _refuse_existing(files, folder)
    made = not folder.exists()
    try:
        folder.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        why = message("cli.cannot_write", reason=reason_of(error))
        raise InvalidInput.of(str(folder), why, message("cli.check_folder")) from None
    written: list[Path] = []
    try:
        for file in files:
            save_whole(file.raw, folder / file.name)
            written.append(folder / file.name)
    except BaseException:
        _take_back(written, folder if made else None)
        raise


def _refuse_existing(files: Sequence[NewFile], folder: Path) -> None:
    """A file that is there may hold somebody's work. Raises InvalidInput."""
    for file in files:
        if (folder / file.name).exists():
            place = str(folder / file.name)
            raise InvalidInput.of(place, message("cli.sheets.exists"), message("cli.sheets.choose_folder"))


def _take_back(written: list[Path], made: Path | None) -> None:
    for path in written:
        path.unlink(missing_ok=True)
    if made is not None:
        made.rmdir()
