"""Answers <-> the text of a cell on a sheet. What is shown is what the browser sends back of a cell that nobody touched."""

from decimal import Decimal
from enum import Enum

from monosashi.core.messages import message
from monosashi.core.values import Absence, Described, Span
from monosashi.exchange.answer_sheets.returned import AnswerCell
from monosashi.exchange.answer_sheets.slot_reading import AnyReading, read_slot
from monosashi.exchange.answer_sheets.slots import Slot, SlotKind, SlotValue
from monosashi.exchange.typed_cells import Cell, Certain, wrong
from monosashi.office.plans.forms.texts import YES, lines, shown_figure

_MOST_LETTERS = 32_767
"""What a cell of Excel holds: an answer has to fit on either way in."""


def text_of(slot: Slot, value: SlotValue) -> str:
    """The value as it stands in its cell; of a choice its code. "" for a blank."""
    match value:
        case None:
            return ""
        case bool():
            return YES if value else ""
        case Absence() | Decimal() | Span() | Described():
            return shown_figure(value)
        case Enum():
            return str(value.value)
    return lines(str(value)) if slot.kind is SlotKind.TEXT else str(value)


def reading_of(slot: Slot, text: str) -> AnyReading:
    """What somebody typed or chose. Its problems name the slot's id as their place."""
    cell = Cell(lines(text), place=slot.id, address=slot.id)
    if not text.strip():
        return Certain(None)
    if len(text) > _MOST_LETTERS:
        return wrong(cell, message("rounds.too_long", most=_MOST_LETTERS), message("rounds.too_long.remedy"))
    if slot.kind is SlotKind.MARK:
        return Certain(value=True) if text == YES else _unknown(cell)
    if slot.kind is SlotKind.CHOICE:
        chosen = next((each for each in slot.options if text_of(slot, each.value) == text), None)
        return _unknown(cell) if chosen is None else Certain(chosen.value)
    return read_slot(AnswerCell("", slot.id, cell, ""), slot, "ja")


def _unknown(cell: Cell) -> AnyReading:
    return wrong(cell, message("rounds.not_an_option"), message("rounds.not_an_option.remedy"))
