"""Text that we write never becomes a formula, and is never what a cell cannot hold.

CWE-1236: a program that opens a CSV takes `=`, `+`, `-`, `@`, a tab or a carriage return at the start of a field for a formula.
In a workbook a string is a string as long as its writer says so; `WRITER_OPTIONS` makes XlsxWriter say so.
"""

import re
from collections.abc import Iterator, Mapping
from types import MappingProxyType

from monosashi.core.messages import Problem, message
from monosashi.exchange.typed_marks import TEXT_LIMIT

WRITER_OPTIONS: Mapping[str, bool] = MappingProxyType(
    {"strings_to_formulas": False, "strings_to_urls": False, "strings_to_numbers": False}
)
"""For `xlsxwriter.Workbook(path, dict(WRITER_OPTIONS))`."""

_FORMULA_START = re.compile(r"'*(?:[\s\u200b\ufeff]*[=+\-@＝＋－＠]|[\t\r\n])")
_PLAIN_NUMBER = re.compile(r"[+-]?[0-9]+(?:\.[0-9]+)?")
_UNWRITABLE = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f\ud800-\udfff\ufffe\uffff]")
_ESCAPE_LIKE = re.compile(r"_(?=x[0-9A-Fa-f]{4}_)")
_ESCAPED = re.compile(r"_x(?!0000|[Dd][89A-Fa-f])([0-9A-Fa-f]{4})_")

_GUARD = "'"


def csv_field(text: str) -> str:
    """The text as a field of a CSV: what a spreadsheet would take for a formula gets an apostrophe before it.

    A plain number keeps its sign: -5 is not a formula.
    """
    if _FORMULA_START.match(text) and not _PLAIN_NUMBER.fullmatch(text):
        return _GUARD + text
    return text


def from_csv_field(text: str) -> str:
    """The text that `csv_field` made a field of."""
    rest = text.removeprefix(_GUARD)
    return rest if rest != text and _FORMULA_START.match(rest) else text


def escaped(text: str) -> str:
    """The text for the XML of a workbook, where `_x000D_` would be read as a carriage return."""
    return _ESCAPE_LIKE.sub("_x005F_", text)


def unescaped(text: str) -> str:
    """The text that Excel means by `_x000D_` and the like. What would be U+0000 or half a letter stays as it is written."""
    return _ESCAPED.sub(lambda found: chr(int(found[1], 16)), text) if "_x" in text else text


def unwritable(text: str, place: str) -> Iterator[Problem]:
    """Why a cell cannot hold the text: control characters, half a letter, more than 32,767 letters."""
    if odd := _UNWRITABLE.search(text):
        why = message("spreadsheet.control_character", code=f"U+{ord(odd[0]):04X}", position=odd.start() + 1)
        yield Problem(place, _beginning(text), why, message("spreadsheet.control_character.remedy"))
    if len(text) * 2 > TEXT_LIMIT and (length := letters(text)) > TEXT_LIMIT:
        why = message("spreadsheet.text_too_long", length=length, limit=TEXT_LIMIT)
        yield Problem(place, _beginning(text), why, message("spreadsheet.text_too_long.remedy"))


def letters(text: str) -> int:
    """How many letters Excel counts: those beyond the basic plane, such as 𠮷, count twice."""
    return len(text) + sum(letter > "\uffff" for letter in text)


def _beginning(text: str, shown: int = 30) -> str:
    clean = _UNWRITABLE.sub("\ufffd", text)
    return clean if len(clean) <= shown else clean[:shown] + "…"
