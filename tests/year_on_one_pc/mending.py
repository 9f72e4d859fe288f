"""A department mends its workbook: what the comments ask for is put right, in the workbook that came back marked."""

from copy import copy
from pathlib import Path

from openpyxl import load_workbook
from openpyxl.worksheet.worksheet import Worksheet

from opened_by_hand import opened_book
from year_on_one_pc.year_papers import answer_cell, page, pages


def mended(source: Path, meant: Path, target: Path) -> Path:
    """The workbook with what the department meant in every answer, and with the look that the cells had when issued."""
    workbook, right = load_workbook(source), opened_book(meant)
    for sheet in pages(workbook):
        _unmerge_answers(sheet)
        own = page(right, str(sheet["B1"].value))
        for slot in [str(cell.value) for cell in sheet["A"][1:] if cell.value]:
            cell, wanted = answer_cell(sheet, slot), answer_cell(own, slot)
            cell.value, cell.number_format, cell.fill = wanted.value, wanted.number_format, copy(wanted.fill)
    workbook.save(target)
    return target


def _unmerge_answers(sheet: Worksheet) -> None:
    """Cells that somebody merged from one row to the next; ours are merged along the row."""
    for area in list(sheet.merged_cells.ranges):
        if area.min_row != area.max_row:
            sheet.unmerge_cells(str(area))
