"""A cell that holds a number: what its format makes of it. 0.226 shown as 22.6 % is 22.6."""

from decimal import Decimal

from monosashi.core.messages import Message, message
from monosashi.core.values import Value
from monosashi.evaluation.rounding import half_up
from monosashi.exchange.typed_cells import Asked, Cell, Reading, asked, noted
from monosashi.exchange.typed_formats import TEXT, NumberFormat, number_format
from monosashi.exchange.typed_text import folded, without_spaces
from monosashi.exchange.typed_units import NumberColumn
from monosashi.exchange.typed_words import PERCENT, contradict, same_unit

COMPUTED_DIGITS = 15
"""A number with so many significant digits came out of a division, not out of somebody's fingers."""

PERCENT_LIMIT = 1000
"""Percent. A percentage of this size or more was likely typed as 22.6 into a cell that shows 2260 %."""


def read_number_cell(cell: Cell, stored: Decimal, column: NumberColumn) -> Reading[Value]:
    """The number as shown, in the column's unit."""
    form = number_format(cell.number_format)
    how = (message("typed.how.formula"),) if cell.is_formula else ()
    if form.is_percent:
        return _percent(cell, stored, form, column, how)
    if form.thousands:
        return _question(cell, "shown_divided", stored.scaleb(-3 * form.thousands), stored)
    if form.unit and column.unit and not _unit_agrees(form.unit, column):
        stands = not contradict(without_spaces(folded(form.unit).text), column.folded_unit)
        return _question(cell, "format_unit", stored, unit=form.unit, wanted=column.unit, offered=stands)
    if column.is_percent and cell.number_format == "General" and 0 < abs(stored) < 1:
        return _question(cell, "fraction_or_percent", _shifted(stored, 2), stored)
    return _to_scale(cell, stored, form.decimals, how)


def _unit_agrees(unit: str, column: NumberColumn) -> bool:
    return same_unit(without_spaces(folded(unit).text), column.folded_unit)


def _percent(
    cell: Cell, stored: Decimal, form: NumberFormat, column: NumberColumn, how: tuple[Message, ...]
) -> Reading[Value]:
    shown = _shifted(stored, 2)
    if column.unit and not column.is_percent:
        stands = not contradict(PERCENT, column.folded_unit)
        return _question(cell, "percent_elsewhere", shown, stored, wanted=column.unit, offered=stands)
    if abs(shown) >= PERCENT_LIMIT:
        return _question(cell, "percent_large", stored, shown)
    # A format without decimals (0%) is what the button of the tool bar gives: it says nothing of the scale.
    decimals = form.decimals or (None if not _is_computed(cell, stored) else 0)
    return _to_scale(cell, shown, decimals, (*how, message("typed.how.percent")))


def _to_scale(cell: Cell, number: Decimal, decimals: int | None, how: tuple[Message, ...]) -> Reading[Value]:
    """The number with as many decimals as are shown. Fewer than are stored: rounded where it was computed, else asked."""
    if decimals is None:
        if cell.number_format != TEXT and _is_computed(cell, number) and _scale(number) > _LIKELY_DECIMALS:
            rounded = tuple(_rounded(number, places) for places in (1, 2, 0))
            return _question(cell, "long_tail", *rounded)
        return noted(cell, number, number, how)
    shown = _rounded(number, decimals)
    if shown == number:
        return noted(cell, shown, shown, how)
    if _is_computed(cell, number):
        return noted(cell, shown, shown, (*how, message("typed.how.rounded")))
    return _question(cell, "hidden_decimals", number, shown)


_LIKELY_DECIMALS = 6


def _is_computed(cell: Cell, number: Decimal) -> bool:
    return cell.is_formula or len(number.as_tuple().digits) >= COMPUTED_DIGITS


def _scale(number: Decimal) -> int:
    exponent = number.as_tuple().exponent
    return -exponent if isinstance(exponent, int) and exponent < 0 else 0


def _shifted(number: Decimal, places: int) -> Decimal:
    """The number with the point moved to the right, exactly and without exponent."""
    moved = number.scaleb(places)
    return moved if _scale(moved) else half_up(moved)


def _rounded(number: Decimal, decimals: int) -> Decimal:
    """Half away from zero, as Excel shows it."""
    return half_up(number, decimals)


def _question(
    cell: Cell, why: str, *candidates: Decimal, unit: str = "", wanted: str = "", offered: bool = True
) -> Asked[Value]:
    """Asked. What may be meant is said in the sentence; it is not `offered` where the cell is about something else."""
    first, last = candidates[0], candidates[-1]
    sentence = message(f"typed.stored.{why}", read=cell.shown, first=first, last=last, unit=unit, wanted=wanted)
    return asked(cell, sentence, message(f"typed.stored.{why}.remedy"), tuple(candidates) if offered else ())
