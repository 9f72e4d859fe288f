"""Cells that take only what the rules of the year or the plan itself know: a stage, an axis, a grade, a predecessor.

What is suggested beside such a cell and what is taken from it come from the same lists.
"""

import unicodedata
from collections.abc import Callable
from dataclasses import dataclass, replace
from typing import Any

from monosashi.core.messages import Message, message
from monosashi.core.plan import PlanYear
from monosashi.core.results import NodeYear, Rater, Rating
from monosashi.core.tree import Node, Succession
from monosashi.core.validation_keys import ids, is_usable_id
from monosashi.evaluation.known import known_life_cycle, known_scheme
from monosashi.evaluation.life_cycle import Stage
from monosashi.evaluation.scheme import LegendEntry, Scheme
from monosashi.exchange.answer_sheets.slots import axes_of
from monosashi.exchange.typed_cells import Cell, Certain, Reading, asked, noted, wrong
from monosashi.exchange.typed_marks import read_choice
from monosashi.office.plans.forms.fields import FieldKind
from monosashi.office.plans.forms.surroundings import Surroundings

Reader = Callable[[Cell], Reading[Any]]

Said = Callable[[str], str]
"""What the cells of the same row say, by the name of the field; "" where nothing."""


@dataclass(frozen=True, slots=True)
class _Word:
    """One thing that may be typed: what is kept, and what it is called. Both may be typed, and both together."""

    value: str
    name: str = ""

    @property
    def label(self) -> str:
        """How it is listed: 「2 拡大期」."""
        return f"{self.value} {self.name}".strip()


def reader_of(around: Surroundings, kind: type, field: FieldKind, said: Said) -> Reader | None:
    """Reads a cell that takes only words that are known; None for one that takes any."""
    if (kind, field.name) == (Succession, "predecessor"):
        return lambda cell: _read_predecessor(around, cell)
    words = _words(around, kind, field, said)
    if not words:
        return None
    refusal, year = _REFUSALS[field.name], around.record.fiscal_year
    return lambda cell: _read_word(cell, words, message(refusal, read=cell.shown, year=year))


def word_for_blank(around: Surroundings, kind: type, field: FieldKind, said: Said) -> str | None:
    """What a cell says that nobody typed into: the only axis there is. None: nothing."""
    known = axes(around) if (kind, field.name) == (Rating, "axis") and _by_scheme(said) else ()
    return known[0] if len(known) == 1 else None


def stages(around: Surroundings) -> tuple[Stage, ...]:
    """The stages of the year's life cycle; none where the year has none that is known here."""
    year = _year(around)
    if year is None or year.life_cycle is None:
        return ()
    try:
        return known_life_cycle(year.life_cycle).stages
    except LookupError:
        return ()


def scheme_of(around: Surroundings) -> Scheme | None:
    """The year's scheme; None where the year has none that is known here."""
    year = _year(around)
    if year is None or year.scheme is None:
        return None
    try:
        return known_scheme(year.scheme)
    except LookupError:
        return None


def axes(around: Surroundings) -> tuple[str, ...]:
    """The axes on which the year's scheme has grades."""
    scheme = scheme_of(around)
    return axes_of(scheme) if scheme else ()


def grades(around: Surroundings, axis: str = "") -> tuple[LegendEntry, ...]:
    """The grades of the year's scheme: on this axis, or on all where it has no such axis."""
    scheme = scheme_of(around)
    legend = scheme.legend if scheme else ()
    return tuple(entry for entry in legend if entry.axis == axis) or legend


_REFUSALS = {
    "stage": "plans.form.unknown_stage",
    "axis": "plans.form.unknown_axis",
    "grade": "plans.form.unknown_grade",
}


def _year(around: Surroundings) -> PlanYear | None:
    record = around.record
    return around.plan.index.year.get(record.fiscal_year) if isinstance(record, NodeYear) else None


def _by_scheme(said: Said) -> bool:
    """Whether the row's grade is one of the scheme's: whoever grades from outside has grades of their own."""
    return said("rater") != Rater.EXTERNAL.value


def _words(around: Surroundings, kind: type, field: FieldKind, said: Said) -> tuple[_Word, ...]:
    if (kind, field.name) == (NodeYear, "stage"):
        return tuple(_Word(stage.id, stage.name) for stage in stages(around))
    if kind is not Rating or not _by_scheme(said):
        return ()
    if field.name == "axis":
        return tuple(_Word(axis) for axis in axes(around))
    if field.name == "grade":
        axis = unicodedata.normalize("NFKC", said("axis")).strip()
        return tuple(_Word(grade) for grade in dict.fromkeys(entry.grade for entry in grades(around, axis)))
    return ()


def _read_word(cell: Cell, words: tuple[_Word, ...], why: Message) -> Reading[Any]:
    """What the typed word stands for, however wide it was typed. What is not known is wrong, with the list of what is."""
    names = {text: word.value for word in words for text in (word.name, word.label) if text}
    choices = {_folded(text): value for text, value in (names | {word.value: word.value for word in words}).items()}
    typed = str(cell.value).strip()
    reading = read_choice(replace(cell, value=_folded(typed)), choices)
    if not isinstance(reading, Certain) or reading.value is None:
        remedy = message("plans.form.unknown_rules.remedy", known=tuple(word.label for word in words))
        return wrong(cell, why, remedy)
    how = () if typed in {reading.value, *names} else (message("typed.how.look_alike"),)
    return noted(cell, reading.value, reading.value, how)


def _read_predecessor(around: Surroundings, cell: Cell) -> Reading[Any]:
    """The measure or indicator that was named, as its id. An id of another plan is taken as it is."""
    typed = _folded(str(cell.value))
    labels = around.relatives()
    if typed in labels:
        return Certain(typed)
    found = [id_ for id_, label in labels.items() if _folded(label) == typed]
    found = found or [each.id for each in around.alike() if typed in {_folded(each.name), _number(each)}]
    if len(found) == 1:
        return Certain(found[0])
    if found:
        why = message("plans.form.several_predecessors", read=cell.shown)
        return asked(cell, why, message("plans.form.several_predecessors.remedy"), tuple(labels[id_] for id_ in found))
    return _of_elsewhere(around, cell, typed)


def _of_elsewhere(around: Surroundings, cell: Cell, typed: str) -> Reading[Any]:
    """An id that this plan does not give to anything, which may be one of an earlier plan."""
    if typed == around.record.id:
        return wrong(cell, message("plans.form.own_predecessor"), message("plans.form.unknown_predecessor.remedy"))
    if is_usable_id(typed) and typed not in {id_ for id_, _ in ids(around.plan)}:
        return Certain(typed)
    why = message("plans.form.unknown_predecessor", read=cell.shown)
    return wrong(cell, why, message("plans.form.unknown_predecessor.remedy"))


def _number(each: object) -> str:
    return _folded(each.number) if isinstance(each, Node) and each.number else ""


def _folded(text: str) -> str:
    return unicodedata.normalize("NFKC", text).strip()
