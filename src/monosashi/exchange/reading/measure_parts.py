"""The parts of one measure's sheet as parts of a plan: the node, what became of it in the year."""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from typing import TypeVar

from monosashi.core.messages import message
from monosashi.core.results import NodeYear, Note, Rater, Rating
from monosashi.core.tree import Department, Node, Prose, Responsibility, Role
from monosashi.exchange.reading.figures import absence_in, names_in, parted, without_remark
from monosashi.exchange.reading.layout import Layout
from monosashi.exchange.reading.noted import NotedOfSheet
from monosashi.exchange.reading.printed import WORDS, alike, in_one_line
from monosashi.exchange.reading.reads import Reads
from monosashi.exchange.reading.sheets import Sheet

MEASURES = "measure"
"""The id of the measures' level."""

Word = TypeVar("Word")


@dataclass(frozen=True, slots=True)
class Under:
    """What a measure stands under: ids of nodes, `parent` None where there is none."""

    parent: str | None
    others: tuple[str, ...] = ()


class Departments:
    """Departments as they are printed, each once, in the order in which they come."""

    def __init__(self) -> None:
        self._known: dict[str, Department] = {}

    def named(self, name: str) -> Department:
        """The department of this name, however it is spaced."""
        return self._known.setdefault(alike(name), Department(f"d-{len(self._known) + 1:02}", name))

    def all(self) -> tuple[Department, ...]:
        """All that were named."""
        return tuple(self._known.values())


def node(sheet: Sheet, id_: str, under: Under, departments: Departments, noted: NotedOfSheet) -> Node:
    """The measure. The department that stands first leads, as the sheets have it; the others have a part."""
    noted.place(f"nodes/{id_}/name", sheet.name)
    parts: dict[str, Responsibility] = {}
    if printed := sheet.fields.get(Reads.DEPARTMENTS):
        for name in names_in(printed.text):
            department = departments.named(name)
            if department.id in parts:
                continue
            part = parts[department.id] = Responsibility(department.id, Role.RELATED if parts else Role.LEAD)
            noted.place(f"nodes/{id_}/responsibilities/{department.id}.{part.role}/department", printed)
    number, period = sheet.fields.get(Reads.NUMBER), _text(sheet, Reads.PERIOD)
    tags = sheet.fields.get(Reads.TAG)
    return Node(
        id_,
        MEASURES,
        in_one_line(sheet.name.text),
        parent=under.parent,
        number=number.text if number else "",
        summary=_text(sheet, Reads.SUMMARY),
        effect=_text(sheet, Reads.EFFECT),
        responsibilities=tuple(parts.values()),
        cross_listed_under=under.others,
        tags=tuple(dict.fromkeys(map(in_one_line, tags.text.splitlines()))) if tags else (),
        prose=(Prose(WORDS["period"], period),) if period else (),
    )


def result(sheet: Sheet, measure: str, layout: Layout, noted: NotedOfSheet) -> NodeYear:
    """What the document says of the measure's year."""
    year = layout.plan.fiscal_year
    return NodeYear(
        measure,
        year,
        stage=_stage(sheet, f"results/{measure}.{year}/stage", layout, noted),
        managed_by=_word_in(sheet, layout.managed),
        execution=_one_of(sheet, Reads.EXECUTION, layout.execution, noted),
        result=_text(sheet, Reads.RESULT),
        unmet_reason=_text(sheet, Reads.UNMET_REASON),
        response=_text(sheet, Reads.RESPONSE),
        disposition=_one_of(sheet, Reads.DISPOSITION, layout.dispositions, noted),
        next_step=_text(sheet, Reads.NEXT_STEP),
        ratings=_ratings(sheet, f"results/{measure}.{year}/ratings/{layout.axis}.{Rater.SELF}/grade", layout, noted),
        notes=_notes(sheet, layout),
    )


def _notes(sheet: Sheet, layout: Layout) -> tuple[Note, ...]:
    printed = sheet.fields.get(Reads.NOTE)
    lines = () if printed is None else dict.fromkeys(filter(None, map(str.strip, printed.text.splitlines())))
    return tuple(Note(layout.plan.municipality.name, line) for line in lines)


def _one_of(sheet: Sheet, reads: Reads, words: Mapping[str, Word], noted: NotedOfSheet) -> Word | None:
    """What the word of the cell is read as. One that the layout does not have is a doubt."""
    printed = sheet.fields.get(reads)
    if printed is None or not printed.text:
        return None
    found = words.get(alike(printed.text))
    if found is None:
        noted.doubt(printed, message("reading.doubt.no_such_word", known=tuple(words)))
    return found


def _stage(sheet: Sheet, at: str, layout: Layout, noted: NotedOfSheet) -> str | None:
    printed = sheet.fields.get(Reads.LIFE_CYCLE)
    if printed is None or not layout.stages:
        return None
    stage = _word_in(sheet, layout.stages)
    if stage is None:
        noted.doubt(printed, message("reading.doubt.no_stage"))
    else:
        noted.place(at, printed)
    return stage


def _word_in(sheet: Sheet, words: Mapping[str, Word]) -> Word | None:
    """What the longest word that stands in the life cycle's cell is read as."""
    printed = sheet.fields.get(Reads.LIFE_CYCLE)
    there = [word for word in words if printed is not None and word in alike(printed.text)]
    return words[max(there, key=len)] if there else None


def _ratings(sheet: Sheet, at: str, layout: Layout, noted: NotedOfSheet) -> tuple[Rating, ...]:
    printed = sheet.fields.get(Reads.RATING)
    if printed is None:
        return ()
    before, _ = parted(printed.text, layout.marks)
    if absence_in(before):
        return (Rating(layout.axis, Rater.SELF, None, reason=without_remark(before)[1]),)
    grade = next((each for each in layout.grades if re.match(rf"{re.escape(each)}(?![A-Za-z0-9])", before)), None)
    if grade is None:
        noted.doubt(printed, message("reading.doubt.no_grade", grades=layout.grades))
        return ()
    noted.place(at, printed)
    return (Rating(layout.axis, Rater.SELF, grade),)


def _text(sheet: Sheet, reads: Reads) -> str:
    printed = sheet.fields.get(reads)
    return "" if printed is None or absence_in(printed.text) else printed.text
