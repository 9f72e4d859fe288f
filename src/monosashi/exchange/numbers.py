"""Figures as they stand in a plan document, and back: decimal strings, absence codes, ranges, words with a criterion."""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from decimal import Decimal

from pydantic_core import PydanticCustomError

from monosashi.core.values import Absence, Described, Span, Value

PLAIN_NUMBER = re.compile(r"-?(?:0|[1-9][0-9]{0,27})(?:\.[0-9]{1,28})?")
"""A number without exponent, thousands commas, unit or leading zeros."""

_ABSENCES: Mapping[object, Absence] = {absence.value: absence for absence in Absence}
_SPAN_KEYS = frozenset({"low", "high"})
_DESCRIBED_KEYS = frozenset({"text", "criterion"})


@dataclass(frozen=True, slots=True)
class NotPlain:
    """A bare JSON number that no figure may be: NaN, Infinity, or one with an exponent. `text` is as written."""

    text: str


def bare_number(text: str) -> Decimal | NotPlain:
    """A JSON number with fraction or exponent, its scale kept."""
    return Decimal(text) if PLAIN_NUMBER.fullmatch(text) else NotPlain(text)


def read_decimal(read: object) -> Decimal:
    """The number that a decimal string or a bare JSON number stands for."""
    if type(read) is str:
        if PLAIN_NUMBER.fullmatch(read):
            return Decimal(read)
    elif type(read) is Decimal:
        return read
    elif type(read) is int:
        return read_decimal(str(read))
    raise _refusal(read, "number")


def read_amount(read: object) -> Decimal | Absence:
    """A number or an absence code."""
    if type(read) is str and read in _ABSENCES:
        return _ABSENCES[read]
    try:
        return read_decimal(read)
    except PydanticCustomError:
        raise _refusal(read, "amount") from None


def read_value(read: object) -> Value:
    """A number, an absence code, a range or words with a criterion."""
    if type(read) is str and PLAIN_NUMBER.fullmatch(read):
        return Decimal(read)
    if type(read) is dict:
        return _compound(read)
    try:
        return read_amount(read)
    except PydanticCustomError:
        raise _refusal(read, "value") from None


def _compound(read: Mapping[str, object]) -> Span | Described:
    if read and read.keys() <= _SPAN_KEYS:
        ends = {end: None if number is None else read_decimal(number) for end, number in read.items()}
        if any(number is not None for number in ends.values()):
            return Span(**ends)
    elif "text" in read and read.keys() <= _DESCRIBED_KEYS and all(type(words) is str for words in read.values()):
        return Described(**{key: str(words) for key, words in read.items()})
    raise PydanticCustomError("document.value_keys", "neither a range nor words with a criterion")


def _refusal(read: object, expected: str) -> PydanticCustomError:
    if isinstance(read, NotPlain):
        finite = read.text.lstrip("-")[0].isdigit()
        return PydanticCustomError(
            "document.number_exponent" if finite else "document.number_not_finite", "not a plain number"
        )
    return PydanticCustomError(f"document.not_{expected}", "not a figure")


def plain_value(value: Value) -> object:
    """The figure as it is written."""
    match value:
        case Decimal():
            return plain_decimal(value)
        case Absence():
            return value.value
        case Span():
            ends = (("low", value.low), ("high", value.high))
            return {end: plain_decimal(number) for end, number in ends if number is not None}
        case Described():
            return {"text": value.text} | ({"criterion": value.criterion} if value.criterion else {})


def plain_decimal(number: Decimal) -> str:
    """Digits without exponent: a number's scale is kept, and Decimal("1E+3") is 1000."""
    return format(number, "f")
