"""The parts of one measure's sheet as parts of a plan: the node, its indicator, its money, what became of it in the year."""

import re
from collections.abc import Mapping
from dataclasses import replace
from decimal import Decimal
from typing import TypeVar

from monosashi.core.indicators import Accumulation, Actual, Baseline, Indicator
from monosashi.core.messages import message
from monosashi.core.money import BudgetProgram, MoneyLine, Share
from monosashi.core.results import NodeYear, Rater, Rating
from monosashi.core.tree import Department, Node, Responsibility, Role
from monosashi.core.values import Value
from monosashi.exchange.reading.figures import Figure, absence_in, figure_in, names_in, parted, without_remark
from monosashi.exchange.reading.layout import Layout, Mark, Reads
from monosashi.exchange.reading.money_rows import Amount, amounts, sums_that_differ
from monosashi.exchange.reading.noted import NotedOfSheet
from monosashi.exchange.reading.printed import WORDS, Printed, alike
from monosashi.exchange.reading.sheets import Sheet, TableOfMoney

MEASURES = "measure"
"""The id of the measures' level."""

Word = TypeVar("Word")

_ALONE = {Reads.TARGET: Mark.TARGET, Reads.BASELINE: Mark.BASELINE, Reads.ACTUAL: Mark.ACTUAL}
"""Figures that stand beside a label of their own."""

_PART = re.compile(rf"[(\uff08]\s*{re.escape(WORDS['part_of_programme'])}(?P<part>.*)[)\uff09]\s*", re.DOTALL)

_OUTER_BRACKETS = re.compile(r"\A[(\uff08](.*)[)\uff09]\Z", re.DOTALL)


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


def node(sheet: Sheet, id_: str, parent: str | None, departments: Departments, noted: NotedOfSheet) -> Node:
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
    number = sheet.fields.get(Reads.NUMBER)
    return Node(
        id_,
        MEASURES,
        _one_line(sheet.name.text),
        parent=parent,
        number=number.text if number else "",
        summary=_text(sheet, Reads.SUMMARY),
        effect=_text(sheet, Reads.EFFECT),
        responsibilities=tuple(parts.values()),
    )


def indicator(sheet: Sheet, id_: str, measure: str, layout: Layout, noted: NotedOfSheet) -> Indicator | None:
    """The measure's indicator with target, baseline and the year's actual; None where the document names none."""
    figures = _figures(sheet, layout)
    named = sheet.fields.get(Reads.INDICATOR)
    if named is None or not named.text or absence_in(named.text):
        for figure, printed in figures.values():
            if figure.doubt or isinstance(figure.value, Decimal):
                noted.doubt(printed, message("reading.doubt.no_indicator"))
        return None
    noted.place(f"indicators/{id_}/name", named)
    name, remark = map(_one_line, without_remark(named.text))
    made = Indicator(
        id_,
        measure,
        name or remark,
        unit=_unit(figures, noted),
        accumulation=_accumulation([figure for figure, _ in figures.values()]),
        rationale="\n".join(filter(None, (_text(sheet, Reads.RATIONALE), remark if name else ""))),
    )
    return _with_values(made, figures, layout, noted)


def _unit(figures: Mapping[Mark, tuple[Figure, Printed]], noted: NotedOfSheet) -> str:
    """The unit of all figures, "" where none has one or two differ."""
    units: dict[str, Printed] = {}
    for figure, printed in figures.values():
        if figure.unit:
            units.setdefault(figure.unit, printed)
    if len(units) > 1:
        noted.doubt(list(units.values())[-1], message("reading.doubt.units_differ", units=tuple(units)))
    return next(iter(units)) if len(units) == 1 else ""


def _with_values(
    made: Indicator, figures: Mapping[Mark, tuple[Figure, Printed]], layout: Layout, noted: NotedOfSheet
) -> Indicator:
    year, last = layout.plan.fiscal_year, layout.plan.last_year
    at = {Mark.TARGET: "final_target", Mark.BASELINE: "baseline/value", Mark.ACTUAL: f"actuals/{year}/value"}
    taken = {mark: _taken(figure, printed, noted) for mark, (figure, printed) in figures.items()}
    for mark, value in taken.items():
        if value is not None:
            noted.place(f"indicators/{made.id}/{at[mark]}", figures[mark][1])
    target, baseline, actual = (taken.get(mark) for mark in (Mark.TARGET, Mark.BASELINE, Mark.ACTUAL))
    if target is not None:
        made = replace(made, final_target=target, final_year=last)
    if baseline is not None:
        made = replace(made, baseline=Baseline(baseline))
    if actual is not None:
        made = replace(made, actuals=(Actual(year, actual, note=figures[Mark.ACTUAL][0].remark),))
    return made


def _figures(sheet: Sheet, layout: Layout) -> Mapping[Mark, tuple[Figure, Printed]]:
    """The figures behind their marks. An absence in the place of target and baseline is both of them."""
    found: dict[Mark, tuple[Figure, Printed]] = {}
    for reads in (Reads.FIGURES, Reads.RATING):
        printed = sheet.fields.get(reads)
        if printed is None:
            continue
        before, behind = parted(printed.text, layout.marks)
        if reads is Reads.FIGURES and not behind:
            behind = dict.fromkeys((Mark.TARGET, Mark.BASELINE), before)
        for mark, words in behind.items():
            found.setdefault(mark, (figure_in(words), Printed(words, printed.line)))
    for reads, mark in _ALONE.items():
        if printed := sheet.fields.get(reads):
            found[mark] = (figure_in(printed.text), printed)
    return found


def _taken(figure: Figure, printed: Printed, noted: NotedOfSheet) -> Value | None:
    if figure.doubt:
        noted.doubt(printed, figure.doubt)
    return figure.value


def _accumulation(figures: list[Figure]) -> Accumulation:
    told = {figure.accumulation for figure in figures} - {Accumulation.UNDECLARED}
    return told.pop() if len(told) == 1 else Accumulation.UNDECLARED


def programs(sheet: Sheet, id_: str, measure: str, layout: Layout, noted: NotedOfSheet) -> tuple[BudgetProgram, ...]:
    """The measure's budget programs with their amounts of the year, one for each table of money."""
    if layout.money is None:
        return ()
    printed = sheet.fields.get(Reads.PROGRAMS)
    if printed is None or not printed.text or absence_in(printed.text):
        printed = sheet.name
    elif not sheet.money:
        noted.doubt(printed, message("reading.doubt.no_money"))
    if len(sheet.money) == 1:
        return (_program(sheet.money[0], id_, measure, printed, layout, noted),)
    each = enumerate(sheet.money, start=1)
    return tuple(_program(table, f"{id_}-{at}", measure, table.title or printed, layout, noted) for at, table in each)


def _program(
    table: TableOfMoney, id_: str, measure: str, printed: Printed, layout: Layout, noted: NotedOfSheet
) -> BudgetProgram:
    rows = amounts(table.rows, layout.money) if layout.money else ()
    for doubtful, why in sums_that_differ(rows):
        noted.doubt(doubtful, why)
    lines: dict[tuple[object, ...], MoneyLine] = {}
    for amount in rows:
        _add(amount, id_, layout.plan.fiscal_year, lines, noted)
    name, part = _parted_name(_OUTER_BRACKETS.sub(r"\1", printed.text))
    noted.place(f"budget_programs/{id_}/name", printed)
    return BudgetProgram(id_, name, part=part, shares=(Share(measure),), lines=tuple(lines.values()))


def _add(amount: Amount, id_: str, year: int, lines: dict[tuple[object, ...], MoneyLine], noted: NotedOfSheet) -> None:
    if amount.doubt or amount.value is None:
        noted.doubt(amount.printed, amount.doubt or message("reading.doubt.no_amount"))
        return
    line = MoneyLine(year, amount.stage, amount.value, item=amount.item, source=amount.source)
    key = (line.stage, line.item, line.source)
    if key not in lines:
        which = [str(year), str(line.stage), *filter(None, (line.item, line.source))]
        noted.place(f"budget_programs/{id_}/lines/{'.'.join(which)}/amount", amount.printed)
    elif lines[key].amount != line.amount:
        noted.doubt(amount.printed, message("reading.doubt.amount_twice"))
    lines.setdefault(key, line)


def _parted_name(text: str) -> tuple[str, str]:
    """The name of a budget program, and the part of it that the measure has."""
    found = _PART.search(text)
    if found is None:
        return _one_line(text), ""
    return _one_line(text[: found.start()]), f"{WORDS['part_of_programme']}{_one_line(found['part'])}"


def result(sheet: Sheet, measure: str, layout: Layout, noted: NotedOfSheet) -> NodeYear:
    """What the document says of the measure's year."""
    year = layout.plan.fiscal_year
    return NodeYear(
        measure,
        year,
        stage=_stage(sheet, f"results/{measure}.{year}/stage", layout, noted),
        managed_by=_word_in(sheet, layout.managed),
        result=_text(sheet, Reads.RESULT),
        unmet_reason=_text(sheet, Reads.UNMET_REASON),
        response=_text(sheet, Reads.RESPONSE),
        next_step=_text(sheet, Reads.NEXT_STEP),
        ratings=_ratings(sheet, f"results/{measure}.{year}/ratings/{layout.axis}.{Rater.SELF}/grade", layout, noted),
    )


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


def _one_line(text: str) -> str:
    return " ".join(text.split())
