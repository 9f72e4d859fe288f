"""What stands in cells into values, with everything that is wrong with it."""

import difflib
import unicodedata
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import datetime
from decimal import Decimal
from types import MappingProxyType
from typing import Any

from monosashi.core.messages import Message, Problem, message
from monosashi.core.values import Absence, Span
from monosashi.exchange.plan_workbook import cell_words
from monosashi.exchange.plan_workbook.codes import words_of
from monosashi.exchange.plan_workbook.label_resolving import Labels, Unresolved
from monosashi.exchange.plan_workbook.labels import choice_labels
from monosashi.exchange.plan_workbook.layout import Column, Kind
from monosashi.exchange.typed_cells import Cell, Certain, Reading, unusable
from monosashi.exchange.typed_dates import read_date, read_fiscal_year
from monosashi.exchange.typed_formats import number_format
from monosashi.exchange.typed_marks import read_choice, read_text, read_yes
from monosashi.exchange.typed_values import NumberColumn, read_figure, read_number


class WrongCell(ValueError):
    """The cell cannot be read. `problem` says where, what, why and what to do."""

    def __init__(self, problem: Problem) -> None:
        super().__init__(problem.place)
        self.problem = problem


@dataclass(frozen=True, slots=True)
class Note:
    """Something that was read otherwise than it was typed. Nothing is wrong."""

    place: str
    sentence: Message


@dataclass(slots=True)
class Known:
    """What cells are read against: what references may name, units, and the notes that are gathered on the way."""

    labels: Mapping[str, Labels]
    units: dict[str, str] = field(default_factory=dict)
    choices: dict[str, list[tuple[str, str]]] = field(default_factory=dict)
    money_unit: str = ""
    notes: list[Note] = field(default_factory=list)

    def offer(self, question: str, value: str, text: str) -> None:
        """One more choice of a question."""
        self.choices.setdefault(question, []).append((value, text))

    def choices_of(self, question: str) -> dict[str, str]:
        """The values that may be chosen, by what they are called in cells."""
        return {label: value for value, label in choice_labels(self.choices.get(question, ())).items()}


def is_blank(cell: Cell) -> bool:
    """Whether nothing, or nothing that one can see, stands in the cell."""
    return not cell.is_formula and (cell.value is None or (isinstance(cell.value, str) and not cell.value.strip()))


def value_in(cell: Cell, column: Column, row: Mapping[str, Any], known: Known) -> Any:  # noqa: ANN401
    """The field's value, None where the cell is blank. `row` is what was read to the left. Raises WrongCell."""
    return None if cell.value in (None, "") and not cell.is_formula else _READERS[column.kind](cell, column, row, known)


def _taken(reading: Reading[Any], cell: Cell, known: Known) -> Any:  # noqa: ANN401
    if not isinstance(reading, Certain):
        raise WrongCell(reading.problem)
    if reading.note is not None:
        known.notes.append(Note(cell.place, reading.note))
    return reading.value


def _wrong(cell: Cell, why: Message, remedy: Message) -> WrongCell:
    return WrongCell(Problem(cell.place, cell.shown, why, remedy))


def _text(cell: Cell, _column: Column, _row: Mapping[str, Any], known: Known) -> Any:  # noqa: ANN401
    """Words exactly as they stand: whoever compares two plans sees a space that was added."""
    if isinstance(cell.value, str) and unusable(cell) is None:
        return cell.value
    return _taken(read_text(cell), cell, known)


def _mark(cell: Cell, _column: Column, _row: Mapping[str, Any], known: Known) -> Any:  # noqa: ANN401
    return _taken(read_yes(cell), cell, known)


def _code(cell: Cell, column: Column, _row: Mapping[str, Any], known: Known) -> Any:  # noqa: ANN401
    words = words_of(column.of)
    reading = read_choice(cell, words)
    if isinstance(reading, Certain):
        return _taken(reading, cell, known)
    near = _near(cell.shown or "", tuple(words))
    remedy = message("plan_workbook.near_word", near=near) if near else message("plan_workbook.choose_word")
    raise _wrong(cell, message("plan_workbook.not_a_word", words=tuple(words)), remedy)


def _near(text: str, words: tuple[str, ...]) -> str | None:
    close = unicodedata.normalize("NFKC", text).strip()
    found = difflib.get_close_matches(close, words, n=1, cutoff=0.5)
    return found[0] if found else None


def _reference(cell: Cell, column: Column, _row: Mapping[str, Any], known: Known) -> Any:  # noqa: ANN401
    return _resolved(cell, str(_text(cell, column, _row, known) or ""), column, known)


def _references(cell: Cell, column: Column, _row: Mapping[str, Any], known: Known) -> Any:  # noqa: ANN401
    names = cell_words.split(str(_text(cell, column, _row, known) or ""))
    return tuple(_resolved(cell, name, column, known) for name in names)


def _resolved(cell: Cell, name: str, column: Column, known: Known) -> str | None:
    try:
        return known.labels[column.of].resolve(name)
    except Unresolved as fault:
        raise WrongCell(Problem(cell.place, name, fault.why, fault.remedy)) from None


def _words(cell: Cell, column: Column, row: Mapping[str, Any], known: Known) -> Any:  # noqa: ANN401
    return cell_words.split(str(_text(cell, column, row, known) or ""))


def _choices(cell: Cell, column: Column, row: Mapping[str, Any], known: Known) -> Any:  # noqa: ANN401
    values = known.choices_of(row.get("question") or "")
    chosen = []
    for name in cell_words.split(str(_text(cell, column, row, known) or "")):
        if name not in values:
            near = _near(name, tuple(values))
            remedy = message("plan_workbook.near_word", near=near) if near else message("plan_workbook.choose_word")
            raise WrongCell(Problem(cell.place, name, message("plan_workbook.not_a_word", words=tuple(values)), remedy))
        chosen.append(values[name])
    return tuple(chosen)


def _year(cell: Cell, _column: Column, _row: Mapping[str, Any], known: Known) -> Any:  # noqa: ANN401
    return _taken(read_fiscal_year(cell), cell, known)


def _day(cell: Cell, _column: Column, _row: Mapping[str, Any], known: Known) -> Any:  # noqa: ANN401
    day = _taken(read_date(cell), cell, known)
    return None if day is None else day.isoformat()


def _time(cell: Cell, _column: Column, _row: Mapping[str, Any], _known: Known) -> Any:  # noqa: ANN401
    if fault := unusable(cell):
        raise WrongCell(fault.problem)
    if isinstance(cell.value, datetime):
        return cell.value.date().isoformat()[: 10 if "d" in _bare(cell.number_format) else 7]
    text = cell.shown or ""
    found = cell_words.read_time(text) if text.strip() else None
    if text.strip() and found is None:
        raise _wrong(cell, message("plan_workbook.not_a_time"), message("plan_workbook.write_time"))
    return found


def _bare(code: str) -> str:
    """The code of a date format without what it prints as it stands."""
    return "".join(code.lower().split('"')[::2]) if number_format(code).is_date else "d"


def _figure(cell: Cell, _column: Column, row: Mapping[str, Any], known: Known) -> Any:  # noqa: ANN401
    if isinstance(cell.value, str) and (words := cell_words.read_described(cell.value.strip())) is not None:
        return words
    unit = str(known.units.get(row.get("indicator") or "") or row.get("unit") or "")
    reading = read_figure(cell, NumberColumn(unit))
    if isinstance(reading, Certain) and isinstance(reading.value, Span):
        return reading.value
    return _taken(reading, cell, known)


def _number(cell: Cell, _column: Column, _row: Mapping[str, Any], known: Known) -> Any:  # noqa: ANN401
    value = _taken(read_number(cell, NumberColumn()), cell, known)
    if isinstance(value, Absence):
        raise _wrong(cell, message("plan_workbook.number_wanted"), message("plan_workbook.leave_blank"))
    return value


def _part(cell: Cell, _column: Column, _row: Mapping[str, Any], known: Known) -> Any:  # noqa: ANN401
    """Numerator or denominator: a number, or the word that says that none is printed."""
    value = _taken(read_number(cell, NumberColumn()), cell, known)
    if isinstance(value, Absence) and value is not Absence.NOT_STATED:
        raise _wrong(cell, message("plan_workbook.number_wanted"), message("plan_workbook.leave_blank"))
    return value


def _percent(cell: Cell, _column: Column, _row: Mapping[str, Any], known: Known) -> Any:  # noqa: ANN401
    value = _taken(read_number(cell, NumberColumn("%")), cell, known)
    if isinstance(value, Absence):
        raise _wrong(cell, message("plan_workbook.number_wanted"), message("plan_workbook.leave_blank"))
    return value


def _amount(cell: Cell, _column: Column, _row: Mapping[str, Any], known: Known) -> Any:  # noqa: ANN401
    return _taken(read_number(cell, NumberColumn(known.money_unit, money=True)), cell, known)


def _whole(cell: Cell, _column: Column, _row: Mapping[str, Any], known: Known) -> Any:  # noqa: ANN401
    value = _taken(read_number(cell, NumberColumn()), cell, known)
    if not isinstance(value, Decimal) or value != int(value) or value < 0:
        raise _wrong(cell, message("plan_workbook.not_whole"), message("plan_workbook.write_whole"))
    return int(value)


_READERS: Mapping[Kind, Callable[[Cell, Column, Mapping[str, Any], Known], Any]] = MappingProxyType(
    {
        **dict.fromkeys((Kind.ID, Kind.TEXT, Kind.SHORT), _text),
        Kind.SHOWN: lambda *_given: None,
        Kind.MARK: _mark,
        Kind.CODE: _code,
        Kind.REF: _reference,
        Kind.REFS: _references,
        Kind.WORDS: _words,
        Kind.CHOICES: _choices,
        Kind.YEAR: _year,
        Kind.DATE: _day,
        Kind.TIME: _time,
        Kind.FIGURE: _figure,
        Kind.NUMBER: _number,
        Kind.PART: _part,
        Kind.PERCENT: _percent,
        Kind.AMOUNT: _amount,
        Kind.WHOLE: _whole,
    }
)
