"""What people type where a figure is wanted: numbers, ranges, absences. Certain things are taken with a note, the rest is asked.

The rules with their examples stand in docs/algorithms/reading-typed-values.md.
"""

import re
import unicodedata
from dataclasses import dataclass
from datetime import datetime, time, timedelta
from decimal import Decimal

from monosashi.core.messages import Message, message
from monosashi.core.values import Absence, Described, Span, Value
from monosashi.exchange.typed_cells import Asked, Cell, Certain, Reading, Wrong, asked, noted, unusable, wrong
from monosashi.exchange.typed_dates import looks_like_date
from monosashi.exchange.typed_number_cells import read_number_cell
from monosashi.exchange.typed_numbers import Misgrouped, Sign, Spelled, spelled
from monosashi.exchange.typed_text import folded, without_spaces
from monosashi.exchange.typed_units import NumberColumn, in_unit
from monosashi.exchange.typed_words import ABSENCES, OFFICIAL_ABSENCES, UNCLEAR_ABSENCES, WORDS

__all__ = ["NumberColumn", "is_plainly_read", "read_figure", "read_number"]

_CIRCLED = {chr(0x2460 + at): Decimal(at + 1) for at in range(20)}
_DASHES = frozenset(WORDS["dashes"])
_BEFORE = sorted(WORDS["qualifiers"]["before"], key=len, reverse=True)
_AFTER = sorted(WORDS["qualifiers"]["after"], key=len, reverse=True)
_MARKS = frozenset("".join((*WORDS["marks"], *WORDS["marks"].values()))) | frozenset(WORDS["money_minus_signs"])

_PLAINLY_READ = frozenset({"typed.how.commas", "typed.how.spaces", "typed.how.text"})


@dataclass(frozen=True, slots=True)
class _Typed:
    """Text in a cell of one column, folded."""

    cell: Cell
    column: NumberColumn
    text: str
    how: tuple[Message, ...]

    def asked(self, why: str, *candidates: Value) -> Asked[Value]:
        """Asked, for the reason with this id."""
        return asked(self.cell, self._why(why), message(f"typed.figure.{why}.remedy"), candidates)

    def wrong(self, why: str) -> Wrong:
        """Wrong, for the reason with this id."""
        return wrong(self.cell, self._why(why), message(f"typed.figure.{why}.remedy"))

    def _why(self, why: str) -> Message:
        return message(f"typed.figure.{why}", read=self.cell.shown, unit=self.column.unit)


def is_plainly_read(note: Message) -> bool:
    """Whether a note tells nothing that anybody needs to hear where all is typed: commas, spaces, a number as text."""
    how = dict(note.params).get("how")
    return isinstance(how, tuple) and {step.id for step in how if isinstance(step, Message)} <= _PLAINLY_READ


def read_number(cell: Cell, column: NumberColumn) -> Reading[Decimal | Absence]:
    """The number in the column's unit, or why there is none. A range is asked about, words are wrong."""
    reading = read_figure(cell, column)
    if isinstance(reading, Certain):
        value = reading.value
        if value is None or isinstance(value, Decimal | Absence):
            return Certain(value, reading.note)
        why = message("typed.range_for_number", read=cell.shown)
        return asked(cell, why, message("typed.range_for_number.remedy"), _ends(value))
    if isinstance(reading, Asked):
        return Asked(reading.problem, tuple(v for v in reading.candidates if isinstance(v, Decimal | Absence)))
    return reading


def read_figure(cell: Cell, column: NumberColumn) -> Reading[Value]:
    """What an indicator may hold: a number, a range or an absence. Words are asked about, never taken."""
    if fault := unusable(cell):
        return fault
    match cell.value:
        case None:
            return Certain(None)
        case bool():
            return wrong(cell, message("typed.boolean", read=cell.shown), message("typed.boolean.remedy"))
        case Decimal():
            return read_number_cell(cell, cell.value, column)
        case datetime() | time() | timedelta():
            return _date_for_number(cell)
        case str():
            step = folded(cell.value)
            return _read_text(_Typed(cell, column, step.text, step.how)) if step.text else _blank(cell)
    raise TypeError(cell.value)


def _blank(cell: Cell) -> Certain[Value]:
    return Certain(None, message("typed.only_spaces") if cell.value else None)


def _date_for_number(cell: Cell) -> Asked[Value]:
    why = message("typed.date_for_number", read=cell.shown)
    spans: tuple[Value, ...] = ()
    if isinstance(cell.value, datetime) and cell.value.month < cell.value.day:
        spans = (Span(Decimal(cell.value.month), Decimal(cell.value.day)),)
    return asked(cell, why, message("typed.date_for_number.remedy"), spans)


def _read_text(typed: _Typed) -> Reading[Value]:
    for read in (_absence, _range, _number_or_qualified, _sign_or_date):
        if (reading := read(typed)) is not None:
            return reading
    return _words(typed)


def _number_or_qualified(typed: _Typed) -> Reading[Value] | None:
    number = _number(typed)
    return number if isinstance(number, Certain) else _qualified(typed) or number


def _absence(typed: _Typed) -> Reading[Value] | None:
    word = without_spaces(typed.text).strip("()（）")
    if word and set(word) <= _DASHES:
        return typed.asked("dash", *Absence)
    if word in ABSENCES:
        absence = ABSENCES[word]
        official = typed.text in OFFICIAL_ABSENCES
        return noted(typed.cell, absence, absence, () if official else (message("typed.how.absence"),))
    if word in UNCLEAR_ABSENCES:
        return typed.asked("unclear_absence", *UNCLEAR_ABSENCES[word])
    return None


def _number(typed: _Typed) -> Reading[Value] | None:
    number = spelled(typed.text)
    if number is None:
        return None
    if isinstance(number, Misgrouped):
        return typed.asked("misgrouped", *(-n if number.sign.is_negative else n for n in number.readings))
    taken = in_unit(number, typed.column)
    value = -taken.value if number.sign.is_negative and taken.value else taken.value
    if taken.doubt:
        return typed.asked(taken.doubt, *(-each if number.sign.is_negative else each for each in taken.readings))
    if _is_doubtful(number, typed.column):
        return typed.asked("sign_outside_money", -taken.value)
    how = (*typed.how, *_sign_note(number.sign), *taken.how)
    return noted(typed.cell, value, value, how or (message("typed.how.text"),))


def _is_doubtful(number: Spelled, column: NumberColumn) -> bool:
    return not column.is_money and number.sign in {Sign.TRIANGLE, Sign.PARENTHESES, Sign.DASH}


def _sign_note(sign: Sign) -> tuple[Message, ...]:
    if sign is Sign.PLUS:
        return (message("typed.how.plus"),)
    return (message("typed.how.negative"),) if sign.is_negative and sign is not Sign.MINUS else ()


def _range(typed: _Typed) -> Reading[Value] | None:
    text = without_spaces(typed.text)
    for sign in (*WORDS["range_signs"], *WORDS["range_words"]):
        if text.count(sign) == 1:
            low, _, high = text.partition(sign)
            return _span(typed, low, high)
    if re.fullmatch(r"[0-9.]+[-‐–][0-9.]+\D*", text) and not looks_like_date(text):
        low, high = re.split(r"[-‐–]", text)
        span = _span(typed, low, high)
        candidates = (span.value,) if isinstance(span, Certain) and span.value is not None else ()
        return typed.asked("hyphen_range", *candidates)
    return _open_range(typed, text)


def _open_range(typed: _Typed, text: str) -> Reading[Value] | None:
    for word in WORDS["qualifiers"]["at_least"]:
        if text.endswith(word):
            return _span(typed, text.removesuffix(word), "")
    for word in WORDS["qualifiers"]["at_most"]:
        if text.endswith(word):
            return _span(typed, "", text.removesuffix(word))
    return None


def _span(typed: _Typed, low: str, high: str) -> Reading[Value] | None:
    """Both ends in the column's unit, which may stand at the last end only."""
    for end in filter(None, (low, high)):
        if doubt := _doubt(typed, end):
            return typed.asked(doubt)
    ends = [None if not end else _end(typed, end) for end in (low, high)]
    if (low and ends[0] is None) or (high and ends[1] is None) or not (low or high):
        return None
    if ends[0] is not None and ends[1] is not None and ends[0] > ends[1]:
        return typed.asked("range_falls", Span(ends[1], ends[0]))
    span = Span(ends[0], ends[1])
    return noted(typed.cell, span, span, (*typed.how, message("typed.how.range")))


def _doubt(typed: _Typed, end: str) -> str:
    """Why the unit of an end is to be asked about, "" where it is not, or where the end is no number."""
    number = spelled(end)
    return in_unit(number, typed.column).doubt if isinstance(number, Spelled) else ""


def _end(typed: _Typed, text: str) -> Decimal | None:
    number = spelled(text)
    if not isinstance(number, Spelled) or number.sign not in {Sign.NONE, Sign.MINUS}:
        return None
    taken = in_unit(number, typed.column)
    return -taken.value if number.sign is Sign.MINUS and taken.value else taken.value


def _qualified(typed: _Typed) -> Reading[Value] | None:
    """約80, 80人程度: the number is known, how exact it is is not."""
    text = without_spaces(typed.text)
    bare = next((text.removeprefix(word) for word in _BEFORE if text.startswith(word)), text)
    bare = next((bare.removesuffix(word) for word in _AFTER if bare.endswith(word)), bare)
    if bare == text:
        return None
    number = _number(_Typed(typed.cell, typed.column, bare, ()))
    if number is None:
        return None
    if isinstance(number, Asked) and not number.candidates:
        return number
    taken = (number.value,) if isinstance(number, Certain) else number.candidates if isinstance(number, Asked) else ()
    return typed.asked("approximate", *(value for value in taken if value is not None))


def _sign_or_date(typed: _Typed) -> Reading[Value] | None:
    text = without_spaces(typed.text)
    if text in _CIRCLED:
        return typed.asked("circled", _CIRCLED[text])
    if len(text) == 1 and text in _MARKS:
        return typed.wrong("mark_for_number")
    return typed.asked("date_text_for_number") if looks_like_date(text) else None


def _words(typed: _Typed) -> Reading[Value]:
    if re.search(r"\w", typed.text) and not any(unicodedata.category(letter).startswith("N") for letter in typed.text):
        return typed.asked("words", Described(typed.text))
    return typed.wrong("not_a_number")


def _ends(span: Value) -> tuple[Decimal | Absence, ...]:
    return tuple(end for end in (span.low, span.high) if end is not None) if isinstance(span, Span) else ()
