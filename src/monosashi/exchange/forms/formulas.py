"""Formulas when rows are repeated: what they refer to moves, grows, or goes along with the copy.

Outside the block a reference to rows below moves with them; a range over the block grows to all copies, and so does the block's
own cell where a sum or the like is made of it. In a copy of the block a relative reference to the block goes along with the
copy, as does one to the rows directly above (a running total) and one to another sheet; what has a `$` or stands
elsewhere is the same cell for all copies.
"""

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from functools import lru_cache
from typing import TYPE_CHECKING

from monosashi.exchange.forms.growth import Growth
from monosashi.exchange.spreadsheets.addresses import LAST_ROW, NotAnAddress, column_number

if TYPE_CHECKING:
    from openpyxl.formula.tokenizer import Token

AGGREGATES = frozenset(
    {
        "SUM", "AVERAGE", "COUNT", "COUNTA", "COUNTBLANK", "MAX", "MIN", "PRODUCT", "SUBTOTAL", "AGGREGATE", "MEDIAN",
        "SUMIF", "SUMIFS", "COUNTIF", "COUNTIFS", "AVERAGEIF", "AVERAGEIFS", "SUMPRODUCT", "STDEV", "AVERAGEA", "MAXA", "MINA",
    }
)  # fmt: skip
"""Functions that ask for all of something: the block's row alone in them means all its copies."""

_END = r"(\$?[A-Za-z]{1,3})?(\$?)([0-9]{1,7})"
_REFERENCE = re.compile(rf"((?:'(?:[^']|'')+'|[^'!\[\]]+)!)?{_END}(?::{_END})?(#?)")


class UnreadableFormula(Exception):
    """The formula is none that we can carry to another place."""


class PartOfBlock(Exception):
    """The formula refers to some rows of the block only, and others beside them hold something too."""


@dataclass(frozen=True, slots=True)
class End:
    """One end of a reference. `column` is as written with its `$`, "" in a reference to whole rows."""

    column: str
    is_fixed: bool
    row: int

    def at(self, row: int) -> "End":
        """The same in another row. Raises UnreadableFormula: below the last row of a sheet."""
        if row > LAST_ROW:
            raise UnreadableFormula
        return replace(self, row=row)

    def __str__(self) -> str:
        return f"{self.column}{'$' if self.is_fixed else ''}{self.row}"


@dataclass(frozen=True, slots=True)
class Reference:
    """A reference to cells. `before` is the sheet as written with its `!`, `sheet` its name, "" for the formula's own.

    `is_all`: it stands alone in a function that asks for all of something.
    """

    before: str
    sheet: str
    first: End
    last: End | None
    after: str
    is_all: bool

    @property
    def is_wide(self) -> bool:
        """Whether it has more than one column."""
        return self.last is not None and self.first.column.strip("$") != self.last.column.strip("$")

    def to(self, first: End, last: End | None) -> str:
        """The reference as written, to other cells."""
        return f"{self.before}{first}{'' if last is None else f':{last}'}{self.after}"

    def __str__(self) -> str:
        return self.to(self.first, self.last)


Beside = Callable[[Growth, Reference], bool]
"""Whether other rows of the block hold something in the reference's columns."""


@dataclass(frozen=True, slots=True)
class Place:
    """Where a formula stands: the sheet, and in which copy of its block (None: outside).

    `is_series`: a chart is drawn of it. One cell of the block means all its copies then, and a row stays a row. `is_area`: it is
    a stretch of the sheet and no values (what is printed, what is filtered), which grows even where it holds the block in part.
    """

    sheet: str
    copy: int | None = None
    is_series: bool = False
    is_area: bool = False


@dataclass(frozen=True, slots=True)
class Grown:
    """All sheets that grow, by their names in small letters."""

    sheets: Mapping[str, Growth]
    beside: Beside

    def formula(self, text: str, place: Place) -> str:
        """The formula as it stands then. Raises UnreadableFormula, PartOfBlock."""
        if not self.sheets:
            return text
        return "".join(piece if isinstance(piece, str) else self._reference(piece, place) for piece in pieces(text))

    def _reference(self, found: Reference, place: Place) -> str:
        if ":" in found.sheet:  # the same cells of several sheets
            raise UnreadableFormula
        growth = self.sheets.get((found.sheet or place.sheet).lower())
        if place.copy is None:
            return found.to(*self._outside(found, growth, place)) if growth else str(found)
        return found.to(*self._in_copy(found, growth, place.copy, self.sheets[place.sheet.lower()], place))

    def _in_copy(
        self, found: Reference, growth: Growth | None, copy: int, own: Growth, place: Place
    ) -> tuple[End, End | None]:
        if growth is None:
            shifted = [_shifted(end, copy * own.height) for end in (found.first, found.last)]
            return shifted[0] or found.first, shifted[1]
        reaches = own.height if growth.sheet == place.sheet else 0
        near = range(growth.first - reaches, growth.last + 1)
        ends = [found.first] if found.last is None else [found.first, found.last]
        along = [end.row in near and not end.is_fixed for end in ends]
        if not all(goes or end.is_fixed for goes, end in zip(along, ends, strict=True)) or not any(along):
            return self._outside(found, growth, place)
        there = [
            end.at(end.row + copy * growth.height if goes else growth.moved(end.row))
            for end, goes in zip(ends, along, strict=True)
        ]
        return there[0], None if found.last is None else there[1]

    def _outside(self, found: Reference, growth: Growth, place: Place) -> tuple[End, End | None]:
        first, last = found.first, found.last
        if last is None and not ((found.is_all or place.is_series) and growth.holds(first.row)):
            return first.at(growth.moved(first.row)), None
        end = last or first
        if growth.is_apart(first.row, end.row):
            return first.at(growth.moved(first.row)), last and last.at(growth.moved(last.row))
        if growth.extra == 0 or (place.is_series and found.is_wide):
            return first, last
        if not (place.is_area or growth.covers(first.row, end.row)) and self.beside(growth, found):
            raise PartOfBlock
        return first, end.at(end.row + growth.extra)


def _shifted(end: End | None, by: int) -> End | None:
    return end if end is None or end.is_fixed else end.at(end.row + by)


@lru_cache(maxsize=4096)
def pieces(text: str) -> tuple[str | Reference, ...]:
    """The formula cut into references and what stands between. Raises UnreadableFormula."""
    from openpyxl.formula.tokenizer import Tokenizer  # noqa: PLC0415 -- read by whoever fills a form, not at each start

    try:
        tokens = Tokenizer("=" + text).items
    except Exception as error:  # the tokenizer names its own exception for some faults only
        raise UnreadableFormula from error
    if _bare("".join(token.value for token in tokens)) != _bare(text):
        raise UnreadableFormula
    return tuple(_cut(tokens))


def _bare(text: str) -> str:
    """The tokenizer gives one blank for several."""
    return re.sub(r"\s+", "", text)


_FUNCTION, _PARENTHESIS, _OPERAND, _SEPARATOR, _BLANK = "FUNC", "PAREN", "OPERAND", "SEP", "WHITE-SPACE"
_OPENS, _IS_RANGE = "OPEN", "RANGE"
"""The tokenizer's kinds of tokens, and what more it says of some."""


def _cut(tokens: "list[Token]") -> list[str | Reference]:
    found: list[str | Reference] = []
    functions: list[str] = []
    for at, token in enumerate(tokens):
        if token.type in {_FUNCTION, _PARENTHESIS} and token.subtype == _OPENS:
            functions.append(token.value.rstrip("(").upper())
        elif token.type in {_FUNCTION, _PARENTHESIS} and functions:
            functions.pop()
        if token.type == _OPERAND and token.subtype == _IS_RANGE:
            is_all = bool(functions) and functions[-1] in AGGREGATES and _stands_alone(tokens, at)
            found.append(_reference(token.value, is_all=is_all))
        else:
            found.append(token.value)
    return found


def _stands_alone(tokens: "list[Token]", at: int) -> bool:
    behind = next((token for token in tokens[at + 1 :] if token.type != _BLANK), None)
    before = next((token for token in tokens[at - 1 :: -1] if token.type != _BLANK), None) if at else None
    return all(token is not None and token.type in {_SEPARATOR, _FUNCTION} for token in (before, behind))


def _reference(text: str, *, is_all: bool) -> str | Reference:
    found = _REFERENCE.fullmatch(text)
    if found is None:
        return text
    before, *ends, after = found.groups("")
    first, last = _end(*ends[:3]), _end(*ends[3:]) if ends[5] else None
    if first is None or (ends[5] and last is None) or (last is None and not first.column):
        return text
    sheet = before[:-1]
    name = sheet[1:-1].replace("''", "'") if sheet.startswith("'") else sheet
    if "[" in name or (last is not None and last.row < first.row):
        return text
    return Reference(before, name, first, last, after, is_all)


def _end(column: str, dollar: str, row: str) -> End | None:
    """None where it is no cell but a name such as ZZZ1."""
    try:
        if column.strip("$"):
            column_number(column.strip("$"))
    except NotAnAddress:
        return None
    if column == "$":  # of whole rows: `$5:$7`
        return None
    return End(column, bool(dollar), int(row)) if 1 <= int(row) <= LAST_ROW else None


def translated(text: str, origin: str, to: str) -> str:
    """A formula that others share, as it is meant in one of their cells. Raises UnreadableFormula."""
    from openpyxl.formula.translate import Translator  # noqa: PLC0415 -- as above

    try:
        return str(Translator("=" + text, origin).translate_formula(to)).removeprefix("=")
    except Exception as error:  # as above
        raise UnreadableFormula from error
