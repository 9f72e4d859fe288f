"""Workbooks that go back: the same files, their wrong cells coloured, with a comment that says what to do."""

import re
from pathlib import Path

from monosashi.core.messages import InvalidInput, message
from monosashi.exchange.answer_sheets.intake import Intake
from monosashi.exchange.answer_sheets.returned import Returned
from monosashi.exchange.file_reasons import reason_of
from monosashi.exchange.spreadsheets.faults import CellName
from monosashi.exchange.spreadsheets.reading import open_workbook
from monosashi.wording import Language

_OUR_SHAPE = re.compile(r'=(?:IF\(|ISNUMBER\(|AND\(|[A-Z]{1,3}\d+|-?\d+(?:\.\d+)?|"[^"]*"|[<>=,)])++')
"""All that the formulas of a page are made of. Whoever types a formula elsewhere on the page wants more, or does no harm."""


def mark_all(intake: Intake, folder: Path, language: Language = "ja") -> tuple[Path, ...]:
    """Write every file that has a faulty cell, marked, to the folder. Returns what was written.

    Raises InvalidInput where the folder is the one that the files came from: originals are kept.
    """
    from monosashi.exchange.spreadsheets.marking import mark  # noqa: PLC0415 -- its library is read by whoever marks, not at each start

    wrong = tuple(file for file in intake.files if intake.faults.get(file.path))
    targets = tuple(folder / file.name for file in wrong)
    for at, target in enumerate(targets):
        if target.exists() or target in targets[:at]:
            why = message("answer_sheets.marked_exists")
            raise InvalidInput.of(str(target), why, message("answer_sheets.marked_exists.remedy"))
    for file, target in zip(wrong, targets, strict=True):
        _make(folder)
        mark(
            file.path.read_bytes(),
            target,
            intake.faults[file.path],
            our_formulas=_our_formulas(file),
            our_shape=_OUR_SHAPE,
            language=language,
        )
    return targets


def _make(folder: Path) -> None:
    try:
        folder.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        why = message("spreadsheet.cannot_write", reason=reason_of(error))
        raise InvalidInput.of(str(folder), why, message("spreadsheet.cannot_write.remedy")) from None


def _our_formulas(file: Returned) -> frozenset[CellName]:
    """Formulas in rows without an answer: the live grade and the warning below it. Those in answer cells are not ours."""
    answers = {(answer.cell.sheet, answer.cell.address) for answer in file.cells}
    found: set[CellName] = set()
    for sheet in open_workbook(file.path).sheets:
        for _, cells in sheet.rows():
            found |= {(sheet.name, cell.address) for cell in cells.values() if cell.is_formula}
    return frozenset(found - answers)
