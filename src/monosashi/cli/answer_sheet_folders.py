"""A folder in which answers arrived: which of its files are workbooks to be read, which are left."""

from dataclasses import dataclass
from pathlib import Path

from monosashi.core.messages import InvalidInput, Problem, message
from monosashi.exchange.file_reasons import reason_of
from monosashi.wording import render

_WORKBOOKS = frozenset({".xlsx", ".xls", ".xlsm", ".ods"})


@dataclass(frozen=True, slots=True)
class Arrived:
    """What lies in a folder, by name. `left` are files and folders that can be no answers; our own and hidden ones stand in neither."""

    workbooks: tuple[Path, ...]
    left: tuple[Path, ...]


def arrived_in(folder: Path) -> Arrived:
    """The files of a folder, not of those in it. Raises InvalidInput where it cannot be read."""
    try:
        every = sorted(path for path in folder.iterdir() if not _is_passed_over(path))
        workbooks = tuple(path for path in every if path.suffix.lower() in _WORKBOOKS and not path.is_dir())
    except OSError as error:
        why = message("file.unreadable", reason=reason_of(error))
        raise InvalidInput.of(str(folder), why, message("cli.sheets.name_folder")) from None
    return Arrived(workbooks, tuple(path for path in every if path not in workbooks))


def is_of_somebody_else(path: Path, error: InvalidInput) -> bool:
    """Whether a workbook of a folder is left: it has nothing of an answer workbook, neither inside nor in its name."""
    answers = render(message("answer_sheets.file.answers", department=""), "ja")
    return error.problems[0].why.id == "answer_sheets.fault.not_ours" and not path.name.startswith(answers)


def left_alone(path: Path) -> Problem:
    """What is told of a file that is left."""
    why = message("cli.sheets.left_folder" if path.is_dir() else "cli.sheets.left_file")
    return Problem(path.name, None, why, message("cli.sheets.left.remedy"))


def index_name() -> str:
    """What the index of a round is called, which lies beside the workbooks."""
    return render(message("answer_sheets.file.index"), "ja") + ".xlsx"


def _is_passed_over(path: Path) -> bool:
    """The index and the letter of the round, files that Excel has open, hidden files."""
    letter = render(message("answer_sheets.file.letter"), "ja") + ".txt"
    return path.name in {index_name(), letter} or path.name.startswith(("~$", "."))
