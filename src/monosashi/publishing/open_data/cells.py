"""Values as the fields of a CSV: UTF-8 without byte order mark, commas, CRLF, nothing that a spreadsheet would run.

An empty field is a blank. A figure that is not there has its code in the column `…_absence`. A text that a spreadsheet would
take for a formula gets one apostrophe before it; `exchange.spreadsheets.neutral.from_csv_field` takes it away again.
"""

import csv
import io
import json
import re
from collections.abc import Iterable, Sequence
from decimal import Decimal
from enum import Enum

from monosashi.core.values import Absence, Described, Span, Value
from monosashi.exchange.numbers import plain_decimal
from monosashi.exchange.spreadsheets.neutral import csv_field

Cell = object
"""None, str, int, bool, Decimal, a coded word or a tuple of words."""

_NO_FIGURE = ("", "", "", "", "", "")
_PERHAPS_FORMULA = re.compile(r"['\s\u200b\ufeff=+\-@＝＋－＠]")


def field(cell: Cell) -> str:  # noqa: PLR0911 -- one line for each kind of value
    """One field."""
    if cell is None:
        return ""
    if isinstance(cell, Enum):
        return str(cell.value)
    if isinstance(cell, str):
        return csv_field(cell) if _PERHAPS_FORMULA.match(cell) else cell
    if isinstance(cell, bool):
        return "true" if cell else "false"
    if isinstance(cell, Decimal):
        return plain_decimal(cell)
    if isinstance(cell, tuple | list):
        return json.dumps(cell, ensure_ascii=False) if cell else ""
    return str(cell)


def figure(value: Value | None) -> tuple[Cell, ...]:
    """The six fields of a figure: number, ends of a range, words, criterion, code of an absence."""
    match value:
        case None:
            return _NO_FIGURE
        case Decimal():
            return (value, "", "", "", "", "")
        case Absence():
            return ("", "", "", "", "", value)
        case Span():
            return ("", value.low, value.high, "", "", "")
        case Described():
            return ("", "", "", value.text, value.criterion, "")


def csv_bytes(heading: Sequence[str], rows: Iterable[Iterable[Cell]]) -> bytes:
    """The file: the names of the columns, then the rows."""
    target = io.StringIO(newline="")
    writer = csv.writer(target, lineterminator="\r\n")
    writer.writerow(heading)
    writer.writerows([field(cell) for cell in row] for row in rows)
    return target.getvalue().encode()
