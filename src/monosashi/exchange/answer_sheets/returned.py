"""A workbook that came back: what it is, and what stands in every answer cell, with the place."""

import hashlib
import re
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from monosashi.core.messages import InvalidInput, Message, Problem, message
from monosashi.exchange.answer_sheets.found_pages import FoundPage, faults_of_pages, found_pages
from monosashi.exchange.answer_sheets.identity import (
    ENTRIES_MARK,
    FORMAT_VERSION,
    HEAD_KEYS,
    HEAD_SHEET,
    Entry,
    Head,
)
from monosashi.exchange.spreadsheets.faults import Fault
from monosashi.exchange.spreadsheets.reading import Sheet, Workbook, open_workbook
from monosashi.exchange.typed_cells import Cell

_COUNT = re.compile(r"[0-9]{1,9}")


@dataclass(frozen=True, slots=True)
class AnswerCell:
    """One answer cell as it came back. `covered`: it lies under a merged area, so that nothing can be read of it."""

    node: str
    slot: str
    cell: Cell
    issued: str
    covered: bool = False


@dataclass(frozen=True, slots=True)
class Returned:
    """One workbook that came back; what stands in its answers is judged against a plan later.

    `faults` concern a page as a whole, each at a cell where a person sees it. `digest` is the same for two files with the same answers.
    """

    path: Path
    digest: str
    head: Head
    cells: tuple[AnswerCell, ...]
    faults: tuple[Fault, ...] = ()
    notes: tuple[Message, ...] = ()

    @property
    def name(self) -> str:
        """The file's name, as errors have it."""
        return self.path.name

    @property
    def problems(self) -> tuple[Problem, ...]:
        """What is wrong with its pages."""
        problems: list[Problem] = []
        problems += (fault.problem for fault in self.faults if fault.problem not in problems)
        return tuple(problems)


def read_returned(path: Path, raw: bytes | None = None) -> Returned:
    """The workbook. `raw` are its bytes where it is on no disk, and only the path's name counts.

    Raises InvalidInput: no workbook, or none of ours.
    """
    workbook = open_workbook(path) if raw is None else open_workbook(raw, path.name)
    sheet = workbook.sheet(HEAD_SHEET)
    if sheet is None:
        raise _refused(workbook, "not_ours")
    head, entries = _head(workbook, sheet)
    found = found_pages(workbook)
    faults = tuple(faults_of_pages(workbook, entries, found))
    pages = {page.node: page for page in found}
    cells = tuple(cell for entry in entries if entry.node in pages for cell in _cell(pages[entry.node], entry))
    return Returned(path, _digest(head, cells), head, cells, faults, workbook.notes)


def _digest(head: Head, cells: tuple[AnswerCell, ...]) -> str:
    """The same for two files that say the same, saved by whatever program."""
    said = [(c.node, c.slot, c.cell.value, c.cell.number_format, c.cell.is_formula, c.covered) for c in cells]
    return hashlib.sha256(repr((head, said)).encode()).hexdigest()


def _refused(workbook: Workbook, why: str, read: str | None = None) -> InvalidInput:
    return InvalidInput(
        (
            Problem(
                workbook.name, read, message(f"answer_sheets.fault.{why}"), message(f"answer_sheets.fault.{why}.remedy")
            ),
        )
    )


def _head(workbook: Workbook, sheet: Sheet) -> tuple[Head, tuple[Entry, ...]]:
    rows = [[cells[at].shown or "" if at in cells else "" for at in range(1, 5)] for _, cells in sheet.rows()]
    known = {row[0]: row[1] for row in rows[: len(HEAD_KEYS)]}
    marks = [at for at, row in enumerate(rows) if row[0] == ENTRIES_MARK]
    if (
        known.keys() != set(HEAD_KEYS)
        or not marks
        or not all(_COUNT.fullmatch(known[key]) for key in ("revision", "fiscal_year"))
    ):
        raise _refused(workbook, "head_damaged")
    if known["format"] != FORMAT_VERSION:
        raise _refused(workbook, "other_format", known["format"])
    head = Head(
        known["municipality"], known["plan"], int(known["revision"]), int(known["fiscal_year"]), known["department"]
    )
    return head, tuple(Entry(*row) for row in rows[marks[0] + 1 :])


def _cell(page: FoundPage, entry: Entry) -> Iterator[AnswerCell]:
    row = page.rows.get(entry.slot)
    if row is not None:
        covered = page.sheet.anchor(row, page.column) != (row, page.column)
        yield AnswerCell(entry.node, entry.slot, page.sheet.cell(row, page.column), entry.issued, covered)
