"""A workbook that came back: what it is, and what stands in every answer cell, with the place."""

import hashlib
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path

from monosashi.core.messages import InvalidInput, Message, Problem, message
from monosashi.exchange.answer_sheets.identity import (
    ANSWER_MARK,
    ENTRIES_MARK,
    FORMAT_VERSION,
    HEAD_KEYS,
    HEAD_SHEET,
    PAGE_MARK,
    Entry,
    Head,
)
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
    """One workbook that came back. `problems` concern the whole file or a page; cells are judged against a plan later.

    `digest` is the same for two files with the same answers.
    """

    path: Path
    digest: str
    head: Head
    cells: tuple[AnswerCell, ...]
    problems: tuple[Problem, ...] = ()
    notes: tuple[Message, ...] = ()

    @property
    def name(self) -> str:
        """The file's name, as errors have it."""
        return self.path.name


def read_returned(path: Path) -> Returned:
    """The workbook. Raises InvalidInput: no workbook, or none of ours."""
    workbook = open_workbook(path)
    sheet = workbook.sheet(HEAD_SHEET)
    if sheet is None:
        raise _refused(workbook, "not_ours")
    head, entries = _head(workbook, sheet)
    found = tuple(page for page in (_page(sheet) for sheet in workbook.sheets) if page)
    problems = tuple(_page_problems(workbook, entries, found))
    pages = {page.node: page for page in found}
    cells = tuple(cell for entry in entries if entry.node in pages for cell in _cell(pages[entry.node], entry))
    lost = tuple(_lost_rows(entries, pages))
    return Returned(path, _digest(head, cells), head, cells, (*problems, *lost), workbook.notes)


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


@dataclass(frozen=True, slots=True)
class _FoundPage:
    """A sheet that says of which measure it is. `rows`: the row of each slot; `again`: slots that stand twice."""

    sheet: Sheet
    node: str
    column: int
    rows: Mapping[str, int]
    again: tuple[str, ...]


def _page(sheet: Sheet) -> _FoundPage | None:
    """Wherever its rows and columns have moved. None: the sheet is no page, or its hidden marks are gone."""
    for row, cells in sheet.rows():
        for column, cell in cells.items():
            if cell.value == PAGE_MARK:
                return _marked_page(sheet, row, column)
    return None


def _marked_page(sheet: Sheet, mark_row: int, ids: int) -> _FoundPage | None:
    node, answers = "", 0
    rows: dict[str, int] = {}
    again: list[str] = []
    for row, cells in sheet.rows():
        if row == mark_row:
            texts = {column: str(cell.value) for column, cell in cells.items() if column > ids}
            node = texts[min(texts)] if texts else ""
            answers = next((column for column, text in texts.items() if text == ANSWER_MARK), 0)
        elif ids in cells and isinstance(value := cells[ids].value, str):
            again += [value] if value in rows else []
            rows.setdefault(value, row)
    return _FoundPage(sheet, node, answers, rows, tuple(again)) if node and answers else None


def _page_problems(workbook: Workbook, entries: tuple[Entry, ...], found: tuple[_FoundPage, ...]) -> Iterator[Problem]:
    """Pages that are gone, whose marks are gone, or that stand twice; answers that stand twice."""
    present = [page.node for page in found]
    for node, name in {entry.node: entry.sheet for entry in entries}.items():
        sheet = workbook.sheet(name)
        if node not in present and sheet is not None:
            yield _problem(sheet.place(), "marks_gone")
        elif node not in present:
            yield _problem(workbook.name, "sheet_gone", name)
        elif present.count(node) > 1:
            names = tuple(page.sheet.name for page in found if page.node == node)
            yield _problem(workbook.name, "sheet_twice", ", ".join(names))
    for page in found:
        for slot in page.again:
            yield _problem(page.sheet.place(f"A{page.rows[slot]}"), "row_twice")


def _problem(place: str, why: str, read: str | None = None) -> Problem:
    return Problem(place, read, message(f"answer_sheets.fault.{why}"), message(f"answer_sheets.fault.{why}.remedy"))


def _cell(page: _FoundPage, entry: Entry) -> Iterator[AnswerCell]:
    row = page.rows.get(entry.slot)
    if row is not None:
        covered = page.sheet.anchor(row, page.column) != (row, page.column)
        yield AnswerCell(entry.node, entry.slot, page.sheet.cell(row, page.column), entry.issued, covered)


def _lost_rows(entries: tuple[Entry, ...], pages: Mapping[str, _FoundPage]) -> Iterator[Problem]:
    lost: dict[str, int] = {}
    for entry in entries:
        if entry.node in pages and entry.slot not in pages[entry.node].rows:
            lost[entry.node] = lost.get(entry.node, 0) + 1
    for node, count in lost.items():
        why = message("answer_sheets.rows_gone", count=count)
        yield Problem(pages[node].sheet.place(), None, why, message("answer_sheets.rows_gone.remedy"))
