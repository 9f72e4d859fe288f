"""What stands in one answer cell, read as its slot asks."""

import re
from dataclasses import replace
from datetime import date
from decimal import Decimal

from monosashi.core.messages import Message, message
from monosashi.core.values import Absence, Described
from monosashi.exchange.answer_sheets.identity import ANSWER_COLOUR
from monosashi.exchange.answer_sheets.returned import AnswerCell
from monosashi.exchange.answer_sheets.slots import Slot, SlotKind, SlotValue
from monosashi.exchange.plan_workbook.cell_words import read_time
from monosashi.exchange.spreadsheets.faults import ASKED_COLOUR, WRONG_COLOUR
from monosashi.exchange.typed_cells import Asked, Cell, Certain, Reading, Wrong, asked, wrong
from monosashi.exchange.typed_dates import read_date, read_fiscal_year
from monosashi.exchange.typed_marks import read_choice, read_text, read_yes
from monosashi.exchange.typed_values import NumberColumn, read_figure, read_number
from monosashi.wording import Language, render

_WHEN = re.compile(r"\d{4}(?:-(?:0[1-9]|1[0-2])(?:-\d{2})?|-Q[1-4])?")
_OURS = {ANSWER_COLOUR, ASKED_COLOUR[-6:], WRONG_COLOUR[-6:], "FFFFFF"}

AnyReading = Reading[SlotValue]


def read_slot(answer: AnswerCell, slot: Slot, language: Language) -> AnyReading:
    """The answer. A blank is `Certain(None)`, a blank in another colour is asked about: a colour is no word."""
    cell = answer.cell
    if answer.covered:
        return _wrong(cell, "covered")
    if cell.value is None and not cell.is_formula and cell.fill and cell.fill.upper() not in _OURS:
        why = message("answer_sheets.coloured")
        return asked(cell, why, message("answer_sheets.coloured.remedy"))
    reading = _by_kind(cell, slot, language)
    if isinstance(reading, Certain) and cell.is_hidden and reading.value is not None:
        return Certain(reading.value, _hidden(cell, reading.note))
    return reading


def _hidden(cell: Cell, note: Message | None) -> Message:
    """That the cell is hidden, beside how it was read."""
    if note is None:
        return message("answer_sheets.hidden", read=cell.shown)
    return message("answer_sheets.hidden_and", read=cell.shown, note=note)


def _wrong(cell: Cell, why: str) -> Wrong:
    return wrong(cell, message(f"answer_sheets.fault.{why}"), message(f"answer_sheets.fault.{why}.remedy"))


def _by_kind(cell: Cell, slot: Slot, language: Language) -> AnyReading:
    match slot.kind:
        case SlotKind.TEXT:
            return _widened(read_text(cell))
        case SlotKind.FIGURE:
            return _figure(cell, slot)
        case SlotKind.NUMBER | SlotKind.AMOUNT:
            return _number(cell, slot)
        case SlotKind.CHOICE:
            return read_choice(cell, {_word(option.shown, language): option.value for option in slot.options})
        case SlotKind.MARK:
            reading = read_yes(cell)
            return Certain(None) if isinstance(reading, Certain) and not reading.value else _widened(reading)
    return _when(cell)


def _widened(reading: "Reading[str] | Reading[bool] | Reading[Decimal | Absence]") -> AnyReading:
    """The same reading, as one of whatever a slot may hold."""
    match reading:
        case Certain(value, note):
            return Certain(value, note)
        case Asked(problem, candidates):
            return Asked(problem, tuple(candidates))
    return reading


def _word(shown: Message | str, language: Language) -> str:
    return render(shown, language) if isinstance(shown, Message) else shown


def _figure(cell: Cell, slot: Slot) -> AnyReading:
    reading = read_figure(cell, NumberColumn(slot.unit))
    if slot.takes_words and isinstance(reading, Asked) and isinstance(next(iter(reading.candidates), None), Described):
        return Certain(Described(str(cell.shown).strip()))
    match reading:
        case Certain(value, note):
            return Certain(value, note)
        case Asked(problem, candidates):
            return Asked(problem, tuple(candidates))
    return reading


def _number(cell: Cell, slot: Slot) -> AnyReading:
    is_money = slot.kind is SlotKind.AMOUNT
    reading = read_number(cell, NumberColumn(slot.unit, money=is_money))
    value = reading.value if isinstance(reading, Certain) else None
    if isinstance(value, Absence) and not is_money:
        return _wrong(cell, "number_only")
    if isinstance(value, Decimal) and value < 0 and is_money:
        return _wrong(cell, "negative_amount")
    return _widened(reading)


def _when(cell: Cell) -> AnyReading:
    """A day, month, quarter or fiscal year, as the plan document or the plan's workbook writes them."""
    text = (cell.shown or "").strip()
    if _WHEN.fullmatch(text) and _is_in_the_calendar(text):
        return Certain(text)
    year = read_fiscal_year(cell)
    if isinstance(year, Certain):
        return Certain(None if year.value is None else str(year.value), year.note)
    day = read_date(cell)
    if isinstance(day, Certain):
        return Certain(day.value.isoformat() if isinstance(day.value, date) else None, day.note)
    found = read_time(text)
    if found is not None and _WHEN.fullmatch(found) and _is_in_the_calendar(found):
        return Certain(found)
    why, remedy = message("answer_sheets.not_when"), message("answer_sheets.not_when.remedy")
    if isinstance(day, Asked):
        return Asked(replace(day.problem), tuple(day.isoformat() for day in day.candidates))
    return wrong(cell, why, remedy)


def _is_in_the_calendar(text: str) -> bool:
    """Whether a text that names a day names one that there is."""
    try:
        return len(text) != len("2025-03-31") or date.fromisoformat(text) is not None
    except ValueError:
        return False
