"""Values <-> the text of a cell. What is shown is what the browser sends back of a cell that nobody touched."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from decimal import Decimal
from enum import Enum
from types import MappingProxyType
from typing import Any, cast

from monosashi.core.fiscal_years import print_fiscal_year
from monosashi.core.messages import message
from monosashi.core.values import Absence, Described, Span
from monosashi.exchange.plan_workbook import cell_words
from monosashi.exchange.typed_cells import Cell, Certain, Reading, wrong
from monosashi.exchange.typed_dates import read_date, read_fiscal_year
from monosashi.exchange.typed_marks import read_text
from monosashi.exchange.typed_values import NumberColumn, read_figure, read_number
from monosashi.exchange.typed_words import WORDS
from monosashi.office.plans.forms.fields import FieldKind, Kind

YES, NO = "yes", "no"

ABSENCE_WORDS: Mapping[Absence, str] = MappingProxyType(
    {Absence(c): words[0] for c, words in WORDS["absences"].items()}
)
"""The word that is typed for each absence."""


def lines(text: str) -> str:
    """The text with the line ends of the plan document: browsers send others."""
    return text.replace("\r\n", "\n").replace("\r", "\n")


def shown(field: FieldKind, value: object) -> str:  # noqa: PLR0911 -- one line for each kind of value
    """The value as it stands in its cell, "" for none."""
    match value:
        case None | "" | ():
            return ""
        case bool():
            return YES if value else NO
        case Absence() | Decimal() | Span() | Described():
            return shown_figure(value)
        case Enum():
            return str(value.value)
        case tuple():
            return cell_words.joined(value) if field.kind is Kind.WORDS else "\n".join(value)
        case int():
            return print_fiscal_year(value)
        case str() if field.kind is Kind.TIME:
            return cell_words.time_words(value)
    return lines(str(value))


def shown_figure(value: Absence | Decimal | Span | Described) -> str:
    """A figure as it is typed."""
    match value:
        case Absence():
            return ABSENCE_WORDS[value]
        case Span():
            return cell_words.span(value)
        case Described():
            return cell_words.described(value)
    return f"{value:f}"


@dataclass(frozen=True, slots=True)
class Beside:
    """What a cell is read by: the unit of its figures, that of money, and the ids that it may name, with their labels."""

    unit: str
    money_unit: str
    options: Mapping[str, str]


def read(field: FieldKind, text: str, beside: Beside, place: str) -> Reading[Any]:
    """What somebody typed into a cell. A blank is None, or the empty text where the field is one."""
    cell = Cell(lines(text), place=place)
    if not text.strip():
        return Certain(_blank(field))
    return _READERS[field.kind](field, cell, beside)


def _blank(field: FieldKind) -> object:
    if field.nullable:
        return None
    return {Kind.WORDS: (), Kind.REFERENCES: (), Kind.TEXT: "", Kind.LONG_TEXT: ""}.get(field.kind)


def _text(_field: FieldKind, cell: Cell, _beside: Beside) -> Reading[Any]:
    return read_text(cell)


def _figure(_field: FieldKind, cell: Cell, beside: Beside) -> Reading[Any]:
    words = cell_words.read_described(str(cell.value).strip())
    if words is not None:
        return Certain(words)
    return read_figure(cell, NumberColumn(beside.unit))


def _amount(_field: FieldKind, cell: Cell, beside: Beside) -> Reading[Any]:
    return read_number(cell, NumberColumn(beside.money_unit, money=True))


def _number(field: FieldKind, cell: Cell, _beside: Beside) -> Reading[Any]:
    reading = read_number(cell, NumberColumn("%" if field.kind is Kind.PERCENT else ""))
    if isinstance(reading, Certain) and isinstance(reading.value, Absence):
        return wrong(cell, message("plans.form.number_wanted"), message("plans.form.number_wanted.remedy"))
    return reading


def _year(_field: FieldKind, cell: Cell, _beside: Beside) -> Reading[Any]:
    return read_fiscal_year(cell)


def _day(_field: FieldKind, cell: Cell, _beside: Beside) -> Reading[Any]:
    reading = read_date(cell)
    if isinstance(reading, Certain) and reading.value is not None:
        return Certain(reading.value.isoformat(), reading.note)
    return cast(Reading[Any], reading)


def _time(_field: FieldKind, cell: Cell, _beside: Beside) -> Reading[Any]:
    found = cell_words.read_time(str(cell.value))
    if found is None:
        return wrong(cell, message("plan.not_a_milestone_date"), message("plan.write_milestone_date"))
    return Certain(found)


def _yes(_field: FieldKind, cell: Cell, _beside: Beside) -> Reading[Any]:
    return Certain(cell.value == YES) if cell.value in (YES, NO) else _unknown(cell)


def _code(field: FieldKind, cell: Cell, _beside: Beside) -> Reading[Any]:
    try:
        return Certain(field.of(cell.value))
    except ValueError:
        return _unknown(cell)


def _reference(_field: FieldKind, cell: Cell, beside: Beside) -> Reading[Any]:
    found = _resolved(str(cell.value), beside)
    return _unknown(cell) if found is None else Certain(found)


def _references(_field: FieldKind, cell: Cell, beside: Beside) -> Reading[Any]:
    found = [_resolved(name, beside) for name in str(cell.value).split("\n") if name.strip()]
    return _unknown(cell) if None in found else Certain(tuple(found))


def _words(_field: FieldKind, cell: Cell, _beside: Beside) -> Reading[Any]:
    return Certain(cell_words.split(str(cell.value)))


def _resolved(name: str, beside: Beside) -> str | None:
    """The id that is meant: by itself or by the one label that reads so."""
    if name in beside.options:
        return name
    found = [id_ for id_, label in beside.options.items() if label == name.strip()]
    return found[0] if len(found) == 1 else None


def _unknown(cell: Cell) -> Reading[Any]:
    return wrong(cell, message("plans.form.not_an_option"), message("plans.form.not_an_option.remedy"))


_READERS: Mapping[Kind, Callable[[FieldKind, Cell, Beside], Reading[Any]]] = MappingProxyType(
    {
        **dict.fromkeys((Kind.TEXT, Kind.LONG_TEXT), _text),
        **dict.fromkeys((Kind.NUMBER, Kind.PERCENT), _number),
        Kind.FIGURE: _figure,
        Kind.AMOUNT: _amount,
        Kind.YEAR: _year,
        Kind.DAY: _day,
        Kind.TIME: _time,
        Kind.YES: _yes,
        Kind.CODE: _code,
        Kind.REFERENCE: _reference,
        Kind.REFERENCES: _references,
        Kind.WORDS: _words,
    }
)
