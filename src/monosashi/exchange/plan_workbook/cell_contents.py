"""Values into what stands in cells: numbers as numbers with their scale, codes and references as words."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from enum import StrEnum
from types import MappingProxyType
from typing import Any

from monosashi.core.fiscal_years import print_fiscal_year
from monosashi.core.messages import Message, message
from monosashi.core.validation_years import is_day
from monosashi.core.values import Absence, Described, Span
from monosashi.exchange.plan_workbook import cell_words
from monosashi.exchange.plan_workbook.codes import UNDECLARED, word_for
from monosashi.exchange.plan_workbook.layout import WORDS, Column, Kind
from monosashi.exchange.spreadsheets.neutral import unwritable

Content = str | Decimal | date | None
"""What stands in a cell; None: nothing."""

DIGITS_LIMIT = 15
"""Significant digits that a spreadsheet keeps of a number."""

_FIRST_DAY, _LAST_DAY = date(1901, 1, 1), date(2199, 12, 31)


class OutsideDomain(ValueError):
    """A cell cannot hold the value. `why` and `remedy` say so."""

    def __init__(self, read: str, why: Message, remedy: Message) -> None:
        super().__init__(read)
        self.read = read
        self.why = why
        self.remedy = remedy


@dataclass(frozen=True, slots=True)
class References:
    """What ids are called in cells: by list, and the choices of each question."""

    labels: Mapping[str, Mapping[str, str]]
    choices: Mapping[str, Mapping[str, str]]


def content(column: Column, value: Any, row: Mapping[str, Any], references: References) -> Content:  # noqa: ANN401
    """What stands in the cell of a column for a field's value. Raises OutsideDomain."""
    if value is None or value == () or value is False:
        return None
    made = _WRITERS[column.kind](column, value, row, references)
    if isinstance(made, str):
        _refuse_unwritable(made)
    return made


def _refuse_unwritable(text: str) -> None:
    for problem in unwritable(text, ""):
        raise OutsideDomain(problem.read or "", problem.why, problem.remedy)
    if "\r" in text:
        why = message("plan_workbook.carriage_return")
        raise OutsideDomain(text[:30], why, message("plan_workbook.carriage_return.remedy"))


def _text(_column: Column, value: str, _row: Mapping[str, Any], _references: References) -> Content:
    return value or None


def _mark(*_given: object) -> Content:
    yes: str = WORDS["yes"]
    return yes


def _code(_column: Column, value: StrEnum, _row: Mapping[str, Any], _references: References) -> Content:
    return None if value.value == UNDECLARED else word_for(value)


def _reference(column: Column, value: str, _row: Mapping[str, Any], references: References) -> Content:
    return references.labels[column.of][value]


def _references(column: Column, value: tuple[str, ...], _row: Mapping[str, Any], references: References) -> Content:
    return cell_words.joined(references.labels[column.of][id_] for id_ in value)


def _words(_column: Column, value: tuple[str, ...], _row: Mapping[str, Any], _references: References) -> Content:
    return cell_words.joined(value)


def _choices(_column: Column, value: tuple[str, ...], row: Mapping[str, Any], references: References) -> Content:
    called = references.choices[row["question"]]
    return cell_words.joined(called[chosen] for chosen in value)


def _year(_column: Column, value: int, _row: Mapping[str, Any], _references: References) -> Content:
    return print_fiscal_year(value)


def _day(_column: Column, value: str, _row: Mapping[str, Any], _references: References) -> Content:
    day = date.fromisoformat(value) if is_day(value) else None
    if day is None or not _FIRST_DAY <= day <= _LAST_DAY:
        raise OutsideDomain(value, message("plan_workbook.date_out_of_reach"), message("plan_workbook.shorten_in_json"))
    return day


def _time(_column: Column, value: str, _row: Mapping[str, Any], _references: References) -> Content:
    return cell_words.time_words(value)


def _figure(_column: Column, value: object, _row: Mapping[str, Any], _references: References) -> Content:
    match value:
        case Decimal():
            return _number(value)
        case Absence():
            return word_for(value)
        case Span(low=low, high=high):
            for end in (low, high):
                if end is not None:
                    _number(end)
            return cell_words.span(value)
        case Described():
            return cell_words.described(value)
    raise TypeError(value)


def _whole(_column: Column, value: int, _row: Mapping[str, Any], _references: References) -> Content:
    return _number(Decimal(value)) if value else None


def _number(number: Decimal) -> Decimal:
    """The number where a spreadsheet keeps it whole. Raises OutsideDomain."""
    plain = Decimal(f"{number:f}")
    scale = -int(plain.as_tuple().exponent)
    if max(cell_words.digits(plain), scale) > DIGITS_LIMIT:
        why = message("plan_workbook.too_many_digits", limit=DIGITS_LIMIT)
        raise OutsideDomain(f"{number:f}", why, message("plan_workbook.too_many_digits.remedy", limit=DIGITS_LIMIT))
    if plain.is_zero() and plain.is_signed():
        why = message("plan_workbook.negative_zero")
        raise OutsideDomain(f"{number:f}", why, message("plan_workbook.negative_zero.remedy"))
    return plain


_Writer = Callable[[Column, Any, Mapping[str, Any], References], Content]

_WRITERS: Mapping[Kind, _Writer] = MappingProxyType(
    {
        **dict.fromkeys((Kind.ID, Kind.TEXT, Kind.SHORT, Kind.SHOWN), _text),
        **dict.fromkeys((Kind.FIGURE, Kind.AMOUNT, Kind.NUMBER, Kind.PART, Kind.PERCENT), _figure),
        Kind.MARK: _mark,
        Kind.CODE: _code,
        Kind.REF: _reference,
        Kind.REFS: _references,
        Kind.WORDS: _words,
        Kind.CHOICES: _choices,
        Kind.YEAR: _year,
        Kind.DATE: _day,
        Kind.TIME: _time,
        Kind.WHOLE: _whole,
    }
)
