"""How high a row must be for its longest text: no program that opens the file works it out for us."""

from collections.abc import Iterable, Mapping
from unicodedata import east_asian_width

from monosashi.exchange.plan_workbook.cell_contents import Content
from monosashi.exchange.plan_workbook.layout import Column, Kind

_LEAST, _MOST = 18.0, 409.0
"""Points. Excel shows no row higher than the latter."""

_LINE = 13.5
_PADDING = 4.5
_WIDE = 1.75
_MARGIN = 2
"""Half-width letters that stay free at the sides of a cell."""

_WRAPPED = frozenset({Kind.TEXT, Kind.SHORT, Kind.REF, Kind.REFS, Kind.WORDS, Kind.CHOICES, Kind.TIME, Kind.FIGURE})


def height_of(contents: Mapping[str, Content], columns: Iterable[Column]) -> float:
    """Points for a row with these contents."""
    texts = ((contents.get(column.field), column) for column in columns if column.kind in _WRAPPED)
    lines = max((lines_of(text, column.width) for text, column in texts if isinstance(text, str)), default=1)
    return min(_MOST, max(_LEAST, lines * _LINE + _PADDING))


def lines_of(text: str, width: int) -> int:
    """Lines that the text takes in a column of this width."""
    room = max(2, width - _MARGIN)
    return sum(max(1, -(-_letters(line) // room)) for line in text.split("\n"))


def _letters(line: str) -> int:
    """The line's width in digits, of which a column's width is a number; a kanji of a proportional font takes less than two."""
    return round(sum(_WIDE if east_asian_width(letter) in "WFA" else 1 for letter in line))
