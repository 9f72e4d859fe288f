"""A workbook with its values."""

from collections.abc import Sequence

from monosashi.exchange.forms.beside_sheets import BesideSheet
from monosashi.exchange.forms.formula_moves import grown_sheets, moved_formula
from monosashi.exchange.forms.formulas import Grown, Place
from monosashi.exchange.forms.parts import FormFile
from monosashi.exchange.forms.shared_formulas import apart, formulas, move_arrays
from monosashi.exchange.forms.sheet_filling import SheetFilling
from monosashi.exchange.forms.sheet_moves import SheetMoves, move_rules
from monosashi.exchange.forms.sheets import FormSheet, WorkbookForm
from monosashi.exchange.forms.values import Lookup, nothing
from monosashi.exchange.forms.values_in import Filling
from monosashi.exchange.forms.workbook_names import (
    drop_calculation_order,
    forget_results,
    move_charts,
    move_names,
    refuse_pivot_sources,
)


def fill_workbook(form: FormFile, workbook: WorkbookForm, whole: Lookup, measures: Sequence[Lookup]) -> None:
    """Fill the trees of the form. What is wrong with values is noted in it.

    Raises UnreadablePart, and InvalidInput where rows cannot be repeated.
    """
    grown = grown_sheets(workbook.sheets, len(measures))
    changed = {sheet.name for sheet in workbook.sheets if sheet.texts or sheet.block}
    if grown.sheets:
        _move(form, workbook, grown)
        form.refuse()
    forget_results(form, workbook, changed)
    filling = Filling(form)
    for sheet in workbook.sheets:
        growth = grown.sheets.get(sheet.name.lower())
        SheetFilling(sheet, workbook.styles, filling, grown, growth).fill(whole, measures or (nothing,))
        if sheet.is_filled():
            form.changed(sheet.entry.part)


def _move(form: FormFile, workbook: WorkbookForm, grown: Grown) -> None:
    for sheet in workbook.sheets:
        growth = grown.sheets.get(sheet.name.lower())
        if growth is not None:
            apart(form, sheet)
            move_arrays(form, sheet, growth)
            SheetMoves(form, sheet, growth, grown).move()
            BesideSheet(form, sheet, growth, grown).move()
        elif _mentions(sheet, grown):
            apart(form, sheet)
            form.changed(sheet.entry.part)
        if growth is None:
            move_rules(form, sheet, grown)
        _move_formulas(form, sheet, grown)
    refuse_pivot_sources(form, grown)
    move_names(form, workbook, grown)
    move_charts(form, grown)
    drop_calculation_order(form, workbook)


def _mentions(sheet: FormSheet, grown: Grown) -> bool:
    texts = "\n".join(formula.text() for _, formula in formulas(sheet)).lower()
    return any(name.replace("'", "''") in texts for name in grown.sheets)


def _move_formulas(form: FormFile, sheet: FormSheet, grown: Grown) -> None:
    """Formulas outside the block; those in it are moved with each copy."""
    for cell, formula in formulas(sheet):
        if not sheet.in_block(cell.row) and (text := formula.text()):
            moved = moved_formula(form, grown, text, Place(sheet.name), sheet.place(cell))
            if moved != text:
                formula.children[:] = [moved]
                form.changed(sheet.entry.part)
