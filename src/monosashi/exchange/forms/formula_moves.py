"""Formulas wherever they stand in a workbook whose rows are repeated."""

from collections.abc import Sequence

from monosashi.core.messages import Message, message
from monosashi.exchange.forms.formulas import Beside, Grown, PartOfBlock, Place, Reference, UnreadableFormula
from monosashi.exchange.forms.growth import Growth
from monosashi.exchange.forms.parts import FormFile
from monosashi.exchange.forms.sheets import FormSheet
from monosashi.exchange.spreadsheets.addresses import LAST_COLUMN, column_number


def moved_formula(form: FormFile, grown: Grown, text: str, place: Place, shown: Message) -> str:
    """The formula as it is then. One that cannot be moved is noted, with where it is shown to stand."""
    try:
        return grown.formula(text, place)
    except UnreadableFormula:
        why, remedy = message("forms.formula_unreadable"), message("forms.formula_unreadable.remedy")
    except PartOfBlock:
        why, remedy = message("forms.formula_part_of_block"), message("forms.formula_part_of_block.remedy")
    form.problem(shown, f"={text}", why, remedy)
    return text


def grown_sheets(sheets: Sequence[FormSheet], times: int) -> Grown:
    """The sheets whose blocks are repeated so many times, at least once."""
    growths = {
        sheet.name.lower(): Growth(sheet.name, *sheet.block, max(times, 1))
        for sheet in sheets
        if sheet.block is not None
    }
    return Grown(growths, _beside(sheets))


def _beside(sheets: Sequence[FormSheet]) -> Beside:
    by_name = {sheet.name: sheet for sheet in sheets}

    def beside(growth: Growth, found: Reference) -> bool:
        end = found.last or found.first
        columns = range(_column(found.first.column, 1), _column(end.column, LAST_COLUMN) + 1)
        return any(
            cell.holds and cell.column in columns
            for row in by_name[growth.sheet].rows
            if growth.holds(row.number) and not found.first.row <= row.number <= end.row
            for cell in row.cells
        )

    return beside


def _column(written: str, otherwise: int) -> int:
    letters = written.strip("$")
    return column_number(letters) if letters else otherwise
