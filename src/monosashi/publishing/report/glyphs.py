"""The letters that the font of the report has, and what stands for those that it lacks.

A letter without a glyph is printed as the geta mark that printers have always put there, and is listed with its number at the end of
the report: what was typed is in the edition and stays as it is.
"""

import struct
import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass, field
from functools import cache
from pathlib import Path
from typing import Any

FONTS = Path(__file__).parent / "fonts"
FONT = "BIZ UDPGothic"
_FILES = ("BIZUDPGothic-Regular.ttf", "BIZUDPGothic-Bold.ttf")

GETA = "\u3013"
_KEPT = frozenset("\n")
_BLANKS = frozenset("\t\r\v\f\u2028\u2029\u0085")
_TABLE, _SUBTABLE, _GROUP = ">4sLLL", ">HHL", ">LLL"
_WHOLE_UNICODE = (3, 10)
"""The platform and encoding of the subtable that knows every letter, of format 12."""


@dataclass
class Missing:
    """The letters that the font lacks, each with the parts of the report in which it would stand, in their order."""

    places: dict[str, dict[str, None]] = field(default_factory=dict)

    def printable(self, text: str, where: str) -> str:
        """The text with a geta mark for each letter that the font lacks; marks that are never seen are left out."""
        if text.isascii() and text.isprintable():
            return text
        return "".join(self._letter(letter, where) for letter in text)

    def all_printable(self, held: Any, where: str) -> Any:  # noqa: ANN401 -- plain data of any shape
        """The same for every text in plain data. Keys are ours."""
        match held:
            case str():
                return self.printable(held, where)
            case list():
                return [self.all_printable(each, where) for each in held]
            case dict():
                return {name: self.all_printable(each, where) for name, each in held.items()}
        return held

    def told(self) -> Iterator[tuple[str, str, tuple[str, ...]]]:
        """The number of each letter as `U+20BB7`, its name in Unicode, "" for none, and where it stands; by number."""
        for letter, places in sorted(self.places.items()):
            yield f"U+{ord(letter):04X}", unicodedata.name(letter, ""), tuple(places)

    def _letter(self, letter: str, where: str) -> str:
        if letter in _KEPT or letter in letters():
            return letter
        if letter in _BLANKS:
            return " "
        kind = unicodedata.category(letter)
        if kind in {"Cc", "Cf", "Cs"}:
            return ""
        self.places.setdefault(letter, {})[where] = None
        return "" if kind == "Mn" else GETA


@cache
def letters() -> frozenset[str]:
    """Every letter that both weights have."""
    regular, bold = (frozenset(_letters_of((FONTS / name).read_bytes())) for name in _FILES)
    return regular & bold


def _letters_of(raw: bytes) -> Iterator[str]:
    at = _cmap(raw)
    (count,) = struct.unpack_from(">H", raw, at + 2)
    for entry in struct.iter_unpack(_SUBTABLE, raw[at + 4 : at + 4 + 8 * count]):
        if entry[:2] == _WHOLE_UNICODE:
            yield from _format_12(raw, at + entry[2])


def _cmap(raw: bytes) -> int:
    (count,) = struct.unpack_from(">H", raw, 4)
    tables = struct.iter_unpack(_TABLE, raw[12 : 12 + 16 * count])
    return next(int(offset) for tag, _, offset, _ in tables if tag == b"cmap")


def _format_12(raw: bytes, at: int) -> Iterator[str]:
    """Groups of letters that follow one another, each with the glyph of its first; glyph 0 is that of no letter."""
    (count,) = struct.unpack_from(">L", raw, at + 12)
    for first, last, glyph in struct.iter_unpack(_GROUP, raw[at + 16 : at + 16 + 12 * count]):
        yield from (chr(code) for code in range(first, last + 1) if glyph + code - first)
