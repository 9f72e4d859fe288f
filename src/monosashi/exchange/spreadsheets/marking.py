"""Marks what is wrong in a workbook that we made, so that a person sees it where it is: a colour and a comment on the cell.

Only for workbooks of our own making: openpyxl drops shapes and stamp boxes of a city's form. Drop-downs, locks, very hidden
sheets, widths and printing stay. What a cell looked like before is kept on a very hidden sheet, so that marking again or
`faults=()` takes the old marks away.
"""

import io
import json
import re
from collections.abc import Collection, Iterable
from pathlib import Path
from typing import NamedTuple

from openpyxl import load_workbook
from openpyxl.cell.cell import Cell as OpenCell
from openpyxl.cell.cell import MergedCell
from openpyxl.comments import Comment
from openpyxl.styles import PatternFill
from openpyxl.styles.colors import Color
from openpyxl.workbook import Workbook as OpenWorkbook
from openpyxl.worksheet.worksheet import Worksheet

from monosashi.core.messages import InvalidInput, Problem, message
from monosashi.exchange.spreadsheets.addresses import address, position
from monosashi.exchange.spreadsheets.faults import ASKED_COLOUR, WRONG_COLOUR, CellName, Fault
from monosashi.exchange.spreadsheets.packages import UnreadablePart, open_package
from monosashi.exchange.spreadsheets.reading import Workbook, open_workbook
from monosashi.exchange.spreadsheets.saving import save_whole
from monosashi.exchange.spreadsheets.xml_parts import refuse_entities
from monosashi.exchange.typed_cells import Cell, ErrorValue
from monosashi.wording import Language, render

AUTHOR = "Monosashi"
MEMORY_SHEET = "_monosashi_marks"
"""The very hidden sheet that remembers how marked cells looked."""
_OUR_SHEETS = "_monosashi"
"""What the names of very hidden sheets of ours begin with."""

_COMMENT_WIDTH, _COMMENT_HEIGHT = 360, 170
_OURS = {WRONG_COLOUR, ASKED_COLOUR}

_CELLS = re.compile(r"(?:'[^'\[]++'|[^'!(),\[]++)!\$?[A-Z]{0,3}\$?\d*+(?::\$?[A-Z]{0,3}\$?\d*+)?")
"""What a name of cells stands for: `'01_施策'!$A$1:$F$40`."""


class _Memory(NamedTuple):
    """How a marked cell looked before, and what its comment says now. A workbook that was marked long ago has no `written`."""

    sheet: str
    at: str
    fill: str
    comment: str
    written: str


def mark(
    path_in: Path | bytes,
    path_out: Path,
    faults: Iterable[Fault],
    *,
    our_formulas: Collection[CellName] = (),
    our_shape: re.Pattern[str] | None = None,
    language: Language = "ja",
) -> tuple[Fault, ...]:
    """Write the workbook with exactly these marks; faults whose sheet is gone are given back.

    Formulas that are not among `our_formulas`, or not as a whole of `our_shape` where one is given, are replaced by their
    saved results, and names that stand for a formula are dropped: nobody else's formula is passed on.
    Raises InvalidInput: unreadable, or not to be written.
    """
    raw = path_in if isinstance(path_in, bytes) else path_in.read_bytes()
    as_read = open_workbook(path_in, path_out.name)
    opened = _opened(raw, path_out.name)
    _replace_formulas(opened, as_read, our_formulas, our_shape)
    _drop_names(opened)
    _unmark(opened)
    homeless = _mark_all(opened, tuple(faults), language)
    _hide(opened)
    written = io.BytesIO()
    opened.save(written)
    save_whole(written.getvalue(), path_out)
    return homeless


def _opened(raw: bytes, name: str) -> OpenWorkbook:
    try:
        refuse_entities(open_package(raw, name))
        return load_workbook(io.BytesIO(raw), keep_links=False)
    except UnreadablePart as fault:
        raise InvalidInput.of(name, fault.why, message("spreadsheet.kind.damaged.remedy")) from fault
    except Exception as error:  # openpyxl names no exceptions of its own for broken parts
        raise InvalidInput.of(
            name, message("spreadsheet.cannot_mark"), message("spreadsheet.kind.damaged.remedy")
        ) from error


def _replace_formulas(
    opened: OpenWorkbook, as_read: Workbook, ours: Collection[CellName], shape: re.Pattern[str] | None
) -> None:
    for sheet in as_read.sheets:
        for _, cells in sheet.rows():
            for cell in cells.values():
                if cell.is_formula:
                    target, is_ours = opened[sheet.name][cell.address], (sheet.name, cell.address) in ours
                    if not is_ours or (shape is not None and not shape.fullmatch(str(target.value))):
                        _put_value(target, cell)


def _drop_names(opened: OpenWorkbook) -> None:
    """A name may stand for any formula; only those of cells stay."""
    holders: list[OpenWorkbook | Worksheet] = [opened, *opened.worksheets]
    for holder in holders:
        for name, meant in list(holder.defined_names.items()):
            if not _CELLS.fullmatch(meant.attr_text or ""):
                del holder.defined_names[name]


def _put_value(target: OpenCell, cell: Cell) -> None:
    value = cell.value.text if isinstance(cell.value, ErrorValue) else cell.value
    target.value = value
    if isinstance(value, str):
        target.data_type = "s"


def _hide(opened: OpenWorkbook) -> None:
    """LibreOffice saves our very hidden sheets as hidden ones, which anybody shows by chance."""
    for sheet in opened.worksheets:
        if sheet.title.startswith(_OUR_SHEETS):
            sheet.sheet_state = "veryHidden"


def _mark_all(opened: OpenWorkbook, faults: tuple[Fault, ...], language: Language) -> tuple[Fault, ...]:
    """Several faults of one cell stand in one comment."""
    memory: list[_Memory] = []
    homeless = tuple(fault for fault in faults if fault.sheet not in opened.sheetnames)
    by_cell: dict[CellName, list[Fault]] = {}
    for fault in faults:
        if fault not in homeless:
            by_cell.setdefault((fault.sheet, _anchor(opened[fault.sheet], fault.address)), []).append(fault)
    for (sheet, at), found in by_cell.items():
        cell = opened[sheet][at]
        fill, before = _fill_kept(cell), cell.comment.text if cell.comment else ""
        memory.append(_Memory(sheet, at, fill, before, _mark_cell(cell, found, language)))
    _remember(opened, memory)
    return homeless


def _anchor(sheet: Worksheet, at: str) -> str:
    row, column = position(at)
    for area in sheet.merged_cells.ranges:
        if area.min_row <= row <= area.max_row and area.min_col <= column <= area.max_col:
            return address(area.min_row, area.min_col)
    return address(row, column)


def _mark_cell(cell: OpenCell, faults: list[Fault], language: Language) -> str:
    """Colour the cell and write the comment. Returns its text."""
    is_question = all(fault.is_question for fault in faults)
    cell.fill = PatternFill("solid", fgColor=ASKED_COLOUR if is_question else WRONG_COLOUR)
    before = [cell.comment.text] if cell.comment else []
    text = "\n\n".join([*(_sentences(fault.problem, language) for fault in faults), *before])
    cell.comment = Comment(text, AUTHOR, height=_COMMENT_HEIGHT, width=_COMMENT_WIDTH)
    return text


def _sentences(problem: Problem, language: Language) -> str:
    return render(
        message("marking.comment", read=problem.read or "", why=problem.why, remedy=problem.remedy)
        if problem.read
        else message("marking.comment_on_blank", why=problem.why, remedy=problem.remedy),
        language,
    )


def _fill_kept(cell: OpenCell) -> str:
    fill, colour = cell.fill, cell.fill.fgColor
    if getattr(fill, "patternType", None) is None:
        return ""
    return json.dumps([fill.patternType, colour.type, colour.value, colour.tint])


def _fill_of(kept: str) -> PatternFill:
    if not kept:
        return PatternFill()
    pattern, kind, value, tint = json.loads(kept)
    return PatternFill(pattern, fgColor=Color(**{kind: value, "tint": tint}))


def _remember(opened: OpenWorkbook, memory: list[_Memory]) -> None:
    if not memory:
        return
    sheet = opened.create_sheet(MEMORY_SHEET)
    for row, entry in enumerate(memory, start=1):
        for column, text in enumerate(entry, start=1):
            cell = sheet.cell(row, column, text)
            cell.data_type = "s"


def _unmark(opened: OpenWorkbook) -> None:
    """Old marks go; a mark's colour that was copied onto another cell goes too."""
    memory = _remembered(opened)
    written = frozenset(each.written for each in memory)
    for each in memory:
        _restore(opened, each, written)
    if MEMORY_SHEET in opened.sheetnames:
        del opened[MEMORY_SHEET]
    for sheet in opened.worksheets:
        for row in sheet.iter_rows():
            for cell in row:
                _clear_stray(cell, written)


def _remembered(opened: OpenWorkbook) -> list[_Memory]:
    if MEMORY_SHEET not in opened.sheetnames:
        return []
    blank = ("",) * len(_Memory._fields)
    rows = opened[MEMORY_SHEET].iter_rows(values_only=True)
    return [_Memory(*(str(text or "") for text in (*row, *blank)[: len(blank)])) for row in rows]


def _restore(opened: OpenWorkbook, each: _Memory, written: Collection[str]) -> None:
    if each.sheet not in opened.sheetnames:
        return
    cell = opened[each.sheet][each.at]
    if cell.fill.fgColor.rgb in _OURS:
        cell.fill = _fill_of(each.fill)
    if cell.comment is None or _is_ours(cell.comment, written):
        before = each.comment
        cell.comment = Comment(before, "", height=_COMMENT_HEIGHT, width=_COMMENT_WIDTH) if before else None


def _clear_stray(cell: OpenCell | MergedCell, written: Collection[str]) -> None:
    if cell.has_style and cell.fill.fgColor.rgb in _OURS:
        cell.fill = PatternFill()
    if isinstance(cell, OpenCell) and cell.comment is not None and _is_ours(cell.comment, written):
        cell.comment = None


def _is_ours(comment: Comment, written: Collection[str]) -> bool:
    """By its author, or by its text where the program that saved it wrote no author, as LibreOffice does."""
    return comment.author == AUTHOR or comment.text in written
