"""Answers that are chosen or written: a word of a list, ○ △ ×, yes or no, free text."""

from collections.abc import Mapping
from datetime import datetime, time, timedelta
from decimal import Decimal
from typing import TypeVar

from monosashi.core.messages import message
from monosashi.exchange.typed_cells import Cell, Certain, Reading, asked, noted, unusable, wrong
from monosashi.exchange.typed_text import folded, without_spaces
from monosashi.exchange.typed_words import WORDS

T = TypeVar("T")

TEXT_LIMIT = 32_767
"""Letters (UTF-16 units) that a cell of Excel holds."""

_MARK = {letter: mark for mark, letters in WORDS["marks"].items() for letter in (mark, *letters)}
_CIRCLED = {chr(0x2460 + at): str(at + 1) for at in range(20)}


def read_choice(cell: Cell, choices: Mapping[str, T]) -> Reading[T]:
    """The choice whose word stands there. `choices` maps the words as printed to values; look-alike letters are noted.

    △ is an answer here and never a sign. Two choices that look alike are told apart by the exact letter only.
    """
    if fault := unusable(cell):
        return fault
    text = _words(cell)
    if text is None:
        return Certain(None, message("typed.only_spaces") if cell.value else None)
    if text in choices:
        return noted(cell, choices[text], text, (message("typed.how.formula"),) if cell.is_formula else ())
    alike = {word: value for word, value in choices.items() if _alike(word) == _alike(text)}
    if len(alike) == 1:
        [(word, value)] = alike.items()
        return noted(cell, value, word, (message("typed.how.look_alike"),))
    why = message("typed.not_a_choice", read=text, choices=tuple(choices))
    if alike:
        return asked(cell, why, message("typed.not_a_choice.remedy"), tuple(alike.values()))
    return wrong(cell, why, message("typed.not_a_choice.remedy"))


def read_yes(cell: Cell) -> Reading[bool]:
    """Yes or no: ○, はい, 有, TRUE, 1 or ×, いいえ, 無, FALSE, 0."""
    if isinstance(cell.value, bool):
        return Certain(cell.value)
    answers = {_alike(word): answer == "yes" for answer, words in WORDS["agreement"].items() for word in words}
    if fault := unusable(cell):
        return fault
    text = _words(cell)
    if text is None:
        return Certain(None, message("typed.only_spaces") if cell.value else None)
    if _alike(text) in answers:
        return Certain(answers[_alike(text)])
    return asked(cell, message("typed.yes_or_no", read=text), message("typed.yes_or_no.remedy"), (True, False))


def read_text(cell: Cell) -> Reading[str]:
    """Words as typed: line breaks kept, spaces at the ends dropped. None where there are none.

    A number or day in a column of words is taken as it is shown; what people typed into it may be gone, so it is noted.
    """
    if fault := unusable(cell):
        return fault
    match cell.value:
        case None:
            return Certain(None)
        case str():
            return _text(cell, cell.value)
        case Decimal() | bool():
            shown = cell.shown or ""
            return noted(cell, shown, shown, (message("typed.how.number_for_text"),))
        case datetime() | time() | timedelta():
            shown = cell.shown or ""
            why = message("typed.date_for_text", read=shown)
            return asked(cell, why, message("typed.date_for_text.remedy"), (shown,))
    raise TypeError(cell.value)


def _text(cell: Cell, text: str) -> Reading[str]:
    lines = text.replace("\r\n", "\n").replace("\r", "\n").strip(" \n\t\u3000\u00a0")
    if odd := next((letter for letter in lines if _is_control(letter)), None):
        why = message("typed.control_character", code=f"U+{ord(odd):04X}")
        return wrong(cell, why, message("typed.control_character.remedy"))
    if not lines:
        return Certain(None, message("typed.only_spaces") if text else None)
    return noted(cell, lines, lines, (message("typed.how.formula"),) if cell.is_formula else ())


def _is_control(letter: str) -> bool:
    return (
        (letter < " " and letter not in "\n\t")
        or letter == "\x7f"
        or "\ud800" <= letter <= "\udfff"
        or letter in "\ufffe\uffff"
    )


def _words(cell: Cell) -> str | None:
    return folded(cell.shown or "").text or None


def _alike(word: str) -> str:
    """The word as it is compared: narrow, without spaces, small letters, one mark for all that look like it."""
    close = without_spaces(folded(word).text)
    if close in _MARK:
        return str(_MARK[close])
    circled: str = _CIRCLED.get(close, close)
    return circled.casefold()
