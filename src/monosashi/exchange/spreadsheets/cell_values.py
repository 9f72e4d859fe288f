"""Raw cells into values: shared strings, the calendar, numbers without the noise of binary fractions."""

from datetime import timedelta
from decimal import ROUND_HALF_UP, Context, Decimal, DecimalException

from monosashi.exchange.spreadsheets.neutral import unescaped
from monosashi.exchange.spreadsheets.sheet_cells import RawCell
from monosashi.exchange.spreadsheets.workbook_parts import Styles
from monosashi.exchange.typed_cells import CellValue, ErrorValue
from monosashi.exchange.typed_dates import iso_datetime, serial_date
from monosashi.exchange.typed_formats import number_format

SIGNIFICANT_DIGITS = 15
"""Digits that Excel keeps of a number. The 16th and 17th are noise: 0.30000000000000004 is 0.3."""

_FIFTEEN = Context(prec=SIGNIFICANT_DIGITS, rounding=ROUND_HALF_UP)
_SHORTEN = _FIFTEEN.create_decimal
_NORMAL = _FIFTEEN.normalize

_DAMAGED = ErrorValue("#VALUE!")


def stored_number(text: str) -> Decimal:
    """The number as Excel shows it in full, without exponent or trailing zeros. Raises ValueError or DecimalException for nan, inf or no number."""
    if len(text) <= SIGNIFICANT_DIGITS and text.isdecimal() and text.isascii():
        return Decimal(text)
    number = _SHORTEN(text)
    if not number.is_finite():
        raise ValueError(text)
    shown = str(number)
    if shown[-1] != "0" and "E" not in shown:
        return number
    exact = _NORMAL(number)
    return exact if "E" not in str(exact) else Decimal(f"{exact:f}")


class CellValues:
    """What the cells of one workbook mean."""

    def __init__(self, strings: list[str], styles: Styles, *, from_1904: bool) -> None:
        self._strings = strings
        self._styles = styles
        self._from_1904 = from_1904
        forms = [number_format(code) for code in styles.formats]
        self._in_time = {str(at) for at, form in enumerate(forms) if form.is_date or form.is_duration}
        self._durations = {str(at) for at, form in enumerate(forms) if form.is_duration}

    def value(self, raw: RawCell) -> CellValue:
        """The value; None for a formula without its result. A cell that points nowhere is an error value."""
        kind, text, style, is_formula = raw
        try:
            if kind == "s":
                return self._strings[int(text or "0")]
            if kind == "n":
                return None if text is None else self._number(text, style)
        except (ValueError, IndexError, DecimalException):
            return _DAMAGED
        return _of_kind(kind, text, is_formula=is_formula)

    def _number(self, text: str, style: str) -> CellValue:
        number = stored_number(text)
        if style not in self._in_time:
            return number
        if style in self._durations:
            return _duration(number)
        day = serial_date(number, from_1904=self._from_1904)
        return number if day is None else day

    def number_format(self, raw: RawCell) -> str:
        """The code of the cell's number format."""
        return self._styles.number_format(int(raw[2])) if raw[2].isdecimal() else "General"

    def fill(self, raw: RawCell) -> str | None:
        """The cell's background."""
        return self._styles.fill(int(raw[2])) if raw[2].isdecimal() else None

    def fill_styles(self) -> dict[str, str]:
        """Style numbers that have a background, with it."""
        return {str(at): fill for at, fill in enumerate(self._styles.fills) if fill}


def _duration(number: Decimal) -> CellValue:
    try:
        return timedelta(days=float(number))
    except OverflowError:
        return number


def _of_kind(kind: str, text: str | None, *, is_formula: bool) -> CellValue:
    if kind in {"str", "inlineStr"}:
        return unescaped(text or "")
    if text is None:
        return None if is_formula else ""
    if kind == "b":
        return text.strip() in {"1", "true"}
    if kind == "d":
        return iso_datetime(text) or text
    return ErrorValue(text) if kind == "e" else _DAMAGED
