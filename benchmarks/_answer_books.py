"""Answer workbooks as departments fill them in, by openpyxl, which knows nothing of the product."""

import io
import zipfile
from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from openpyxl import load_workbook
from openpyxl.workbook import Workbook
from openpyxl.worksheet.worksheet import Worksheet

Answers = dict[tuple[str, str], str]
"""What stands in the answer cells, by measure and by the name of the cell."""


@dataclass(frozen=True, slots=True)
class Book:
    """A workbook that somebody filled in, and what they typed."""

    name: str
    raw: bytes
    typed: Answers


def filled(name: str, raw: bytes, words: Mapping[str, str]) -> Book:
    """Type into the cells of these names on every page; in a text `…` becomes the measure's id. Blank cells elsewhere stay so."""
    book = load_workbook(io.BytesIO(raw))
    typed: Answers = {}
    for node, slot, at in _cells(book):
        if slot in words:
            typed[node, slot] = words[slot].replace("…", node)
            at[0].cell(*at[1:]).value = typed[node, slot]
    out = io.BytesIO()
    book.save(out)
    return Book(name, out.getvalue(), typed)


def answers_in(raw: bytes) -> Answers:
    """What stands in every answer cell of a workbook."""
    found = _cells(load_workbook(io.BytesIO(raw)))
    return {(node, slot): str(sheet.cell(row, column).value) for node, slot, (sheet, row, column) in found}


def unzipped(raw: bytes) -> dict[str, bytes]:
    """The answer workbooks of a zip, by name: without the index and the letter."""
    with zipfile.ZipFile(io.BytesIO(raw)) as archive:
        return {name: archive.read(name) for name in archive.namelist() if name.startswith("回答_")}


def _cells(book: Workbook) -> Iterator[tuple[str, str, tuple[Worksheet, int, int]]]:
    """Measure, name and place of each answer: named in the hidden column A, in the column that the hidden first row calls so."""
    for sheet in book.worksheets:
        if sheet["A1"].value == "monosashi-page":
            column = next(cell.column for cell in sheet[1] if cell.value == "answer")
            for cell in sheet["A"][1:]:
                if cell.value:
                    yield str(sheet["B1"].value), str(cell.value), (sheet, cell.row, column)
