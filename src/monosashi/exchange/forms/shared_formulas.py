"""Formulas of a sheet before its rows move: those that cells share are given to each, what cannot be moved is refused."""

from monosashi.core.messages import message
from monosashi.exchange.forms.formulas import UnreadableFormula, translated
from monosashi.exchange.forms.growth import Growth
from monosashi.exchange.forms.parts import FormFile
from monosashi.exchange.forms.sheet_rows import SheetCell
from monosashi.exchange.forms.sheets import FormSheet
from monosashi.exchange.forms.tree import Element
from monosashi.exchange.spreadsheets.addresses import NotAnAddress, address, area


def apart(form: FormFile, sheet: FormSheet) -> None:
    """Every cell that shares a formula gets its own."""
    shared: dict[str, tuple[str, str]] = {}
    for cell, formula in formulas(sheet):
        if formula.attributes.get("t") != "shared":
            continue
        number, at = formula.attributes.get("si", ""), address(cell.row, cell.column)
        if text := formula.text():
            shared[number] = (text, at)
        try:
            formula.children[:] = [_meant(shared.get(number), at)]
        except UnreadableFormula:
            place = sheet.place(cell)
            form.problem(place, None, message("forms.formula_unreadable"), message("forms.formula_unreadable.remedy"))
        for name in ("t", "ref", "si"):
            formula.attributes.pop(name, None)


def _meant(origin: tuple[str, str] | None, at: str) -> str:
    if origin is None:
        raise UnreadableFormula
    return origin[0] if origin[1] == at else translated(origin[0], origin[1], at)


def formulas(sheet: FormSheet) -> list[tuple[SheetCell, Element]]:
    """The cells with formulas."""
    return [(cell, formula) for row in sheet.rows for cell in row.cells if (formula := cell.formula) is not None]


def move_arrays(form: FormFile, sheet: FormSheet, growth: Growth) -> None:
    """Formulas for several cells below the block move with them; one that the block touches is refused."""
    for cell, formula in formulas(sheet):
        if "ref" not in formula.attributes:
            continue
        try:
            (first, left), (last, right) = area(formula.attributes["ref"])
        except NotAnAddress:
            (first, left), (last, right) = (cell.row, cell.column), (cell.row, cell.column)
        is_table = formula.attributes.get("t") == "dataTable" and last >= growth.first
        if is_table or not growth.is_apart(first, last):
            form.problem(sheet.place(cell), None, message("forms.array_formula"), message("forms.array_formula.remedy"))
        elif first > growth.last:
            ends = address(growth.moved(first), left), address(growth.moved(last), right)
            formula.attributes["ref"] = ends[0] if ends[0] == ends[1] else ":".join(ends)
