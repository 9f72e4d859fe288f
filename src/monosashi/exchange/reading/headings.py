"""Numbered headings over the sheets: which order a number belongs to, and whether it is the next of that order."""

import re
from collections.abc import Sequence

from monosashi.exchange.reading.printed import WORDS, Line, Printed, narrow

_KATAKANA = WORDS["numbering"]["katakana"]
_ROMAN_VALUES = {"i": 1, "v": 5, "x": 10}
_ROMAN = "ivxIVX"
_ORDERS = (
    ("circled", "[\u2460-\u2473]"),
    ("roman in brackets", rf"\([{_ROMAN}]+\)"),
    ("katakana in brackets", rf"\([{_KATAKANA}]\)"),
    ("digits in brackets", r"\([0-9]{1,2}\)"),
    ("roman", rf"[{_ROMAN}]+(?=\s)"),
    ("katakana", rf"[{_KATAKANA}](?=\s)"),
    ("digits", r"[0-9]{1,2}(?=[\s.])\.?"),
)
_NUMBERED = re.compile("|".join(f"(?P<o{at}>{pattern})" for at, (_, pattern) in enumerate(_ORDERS)))

Stack = tuple[Printed | None, ...]
"""The headings that something stands under, from the top down; None where a level has none."""


def order_of(text: str) -> str | None:
    """How a heading is counted (`katakana in brackets`), None where it has no number."""
    found = _NUMBERED.match(narrow(text))
    return None if found is None or found.lastgroup is None else _ORDERS[int(found.lastgroup[1:])][0]


def parted_heading(text: str) -> tuple[str, str]:
    """A heading's number and its name; "" where it has no number."""
    close = narrow(text)
    found = _NUMBERED.match(close)
    return ("", close) if found is None else (found[0], close[found.end() :].strip())


class Headings:
    """The headings as they come.

    `first` is the first number of each level, from the top down; without a number it is the head of the column with its headings.
    """

    def __init__(self, first: Sequence[str]) -> None:
        self._orders = [order_of(f"{number} x") for number in first]
        self._last = [0] * len(first)
        self.now: Stack = (None,) * len(first)
        self.all: list[Stack] = []

    def take(self, line: Line) -> bool:
        """Whether the line is a heading. One whose number is no further than the last of its level is none: a sentence may begin so."""
        text = line.cells[0]
        order = order_of(text)
        if order is None or order not in self._orders or len(line.cells) > 1:
            return False
        at, ordinal = self._orders.index(order), ordinal_of(text, order)
        if ordinal <= self._last[at] or not parted_heading(text)[1]:
            return False
        self._last[at:] = [ordinal, *([0] * (len(self._last) - at - 1))]
        self.put(at, Printed(text, line))
        return True

    def put(self, level: int, heading: Printed) -> None:
        """From here on everything stands under this heading, and under none of a lower level."""
        self.now = (*self.now[:level], heading, *((None,) * (len(self.now) - level - 1)))
        self.all.append(self.now)

    def list_(self, level: int, heading: Printed) -> None:
        """A heading among others of a list: what follows does not stand under it, but names it by its number."""
        self.all.append((*self.now[:level], heading, *((None,) * (len(self.now) - level - 1))))


def ordinal_of(text: str, order: str) -> int:
    """Which one of its order a heading is, from 1."""
    number = parted_heading(text)[0].strip("().")
    if "roman" in order:
        return _roman(number.lower())
    if "katakana" in order:
        return int(_KATAKANA.index(number)) + 1
    return ord(number) - 0x245F if order == "circled" else int(number)


def _roman(number: str) -> int:
    values = [_ROMAN_VALUES[letter] for letter in number]
    return sum(-one if one < following else one for one, following in zip(values, [*values[1:], 0], strict=True))
