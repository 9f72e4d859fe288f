"""The list of a plan's measures: columns, filters, what is searched."""

from collections.abc import Iterable, Iterator
from dataclasses import replace
from decimal import Decimal

from monosashi.core.messages import message
from monosashi.core.tree import Level
from monosashi.core.values import number
from monosashi.evaluation.outcomes import IndicatorOutcome
from monosashi.office.plans.lists.money_columns import Spending, money_columns
from monosashi.office.plans.pages import address
from monosashi.office.plans.year.in_year import InYear
from monosashi.office.plans.year.past import STAYS
from monosashi.office.plans.year.rows_of_measures import MeasureRow, lacks_actual
from monosashi.office.plans.year.totals import execution_of
from monosashi.office.ui.cells import Cell, absence, figure, graded
from monosashi.office.ui.language import spoken
from monosashi.office.ui.lists import Column, Filter, ListOf, Option, by_number, by_text

NO_GRADE = "-"
"""The value of the filter for measures without a grade."""


def list_of_measures(year: InYear, rows: tuple[MeasureRow, ...], of: str = "") -> ListOf[MeasureRow]:
    """The list, with the filters that tell these rows apart. `of` is the department or node that they are of, "" for all."""
    return ListOf(
        name="-".join(part for part in (year.stem, of, "measures", str(year.fiscal_year)) if part),
        caption=message("plans.measures.caption", year=year.fiscal_year),
        columns=tuple(_columns(year)),
        once=lambda row, make: year.once(("cells", row.node.id), make),
        filters=tuple(each for each in _filters(year, rows) if each.options),
        words=_words,
        empty=message("plans.measures.none"),
        keep=STAYS,
    )


def _columns(year: InYear) -> Iterator[Column[MeasureRow]]:
    yield Column(
        "name",
        message("plans.column.measure"),
        lambda row: _name(year, row),
        lambda r: by_text(r.node.name),
        head=True,
        note=message("plans.filter.department"),
    )
    if year.life_cycle:
        yield Column(
            "stage",
            message("plans.column.stage"),
            lambda r: _stage(year, r),
            lambda r: by_text(r.stage or ""),
            note=message("plans.column.stage_name"),
            later=True,
        )
    told = message("plans.column.indicator_state")
    yield Column("indicator", message("plans.column.indicator"), _indicator, wide=True, note=told, later=True)
    yield Column("actual", message("plans.column.actual"), lambda r: _value(r, "actual"), figures=True, later=True)
    yield Column("target", message("plans.column.target"), lambda r: _value(r, "target"), figures=True, later=True)
    yield Column("rate", message("plans.column.rate"), _rate, lambda r: by_number(_rate_number(r)), figures=True)
    if year.scheme:
        yield Column(
            "grade", message("plans.column.computed"), lambda r: grade_cell(year, r), lambda r: by_text(r.grade or "")
        )
        yield Column(
            "self", message("plans.column.self"), lambda r: self_cell(year, r), lambda r: by_text(r.self_grade or "")
        )
    yield from (replace(each, later=True) for each in money_columns(_spending, year.plan.money_unit))


def _spending(row: MeasureRow) -> Spending:
    return Spending(row.money.initial, row.money.spent, execution_of(row.money))


def grade_cell(year: InYear, row: MeasureRow) -> Cell:
    """The computed grade, or in a word why there is none."""
    if row.outcome is None:
        return absence(message("plans.not_judged"))
    return graded(year.graded(row.outcome.computed), message(f"standing.{row.outcome.computed.standing.value}"))


def self_cell(year: InYear, row: MeasureRow) -> Cell:
    """The department's own grade; told apart where the scheme says another."""
    own = row.outcome.own_rating if row.outcome else None
    if own is None or own.grade is None:
        return absence(message("plans.no_self_grade"))
    note = spoken(message("plans.differs")) if row.differs else ""
    return Cell(own.grade, grade=year.mark(own.axis, own.grade), note=note)


def _name(year: InYear, row: MeasureRow) -> Cell:
    note = spoken(message("plans.leads", names=row.leads)) if row.leads else ""
    name = row.node.label
    return Cell(name, address=address(year, "measure", row.node.id), note=note)


def _stage(year: InYear, row: MeasureRow) -> Cell:
    if not row.stage:
        return absence(message("ui.blank"))
    return Cell(row.stage, note=year.stage_name(row.stage).removeprefix(row.stage).strip())


def _indicator(row: MeasureRow) -> Cell:
    if row.first is None:
        return absence(message("plans.no_indicator"))
    more = len(row.indicators) - 1
    notes = [message("plans.more_indicators", count=more)] if more else []
    notes += [message("plans.is_unmet")] if row.unmet else []
    return Cell(row.first.name, note=" ".join(spoken(note) for note in notes))


def _value(row: MeasureRow, kind: str) -> Cell:
    first = row.first
    if first is None:
        return absence(message("absence.not_applicable"))
    blank = message("plans.by_component") if first.components else _BLANK[kind]
    return figure(getattr(first, kind), first.unit, blank=blank)


_BLANK = {"actual": message("plans.no_actual"), "target": message("plans.no_target")}


def _rate(row: MeasureRow) -> Cell:
    return figure(_rate_number(row), "%", blank=message("plans.not_computed"))


def _rate_number(row: MeasureRow) -> Decimal | None:
    first: IndicatorOutcome | None = row.first
    return number(first.achievement_rate) if first else None


def _words(row: MeasureRow) -> Iterable[str]:
    yield from (row.node.number, row.node.name, row.node.summary, row.node.effect, *row.leads, *row.node.tags)
    yield from (each.name for each in row.indicators)


def _filters(year: InYear, rows: tuple[MeasureRow, ...]) -> Iterator[Filter[MeasureRow]]:
    for level in year.plan.levels:
        if not level.answered and (level.grouped or not any(each.grouped for each in year.plan.levels)):
            yield _level_filter(level, rows)
    names = {each.department: year.department_name(each) for row in rows for each in row.parts}
    options = tuple(Option(code, name) for code, name in sorted(names.items()))
    yield Filter("department", message("plans.filter.department"), options, lambda row, code: code in row.departments)
    stages = tuple(dict.fromkeys(row.stage for row in rows if row.stage))
    options = tuple(Option(stage, year.stage_name(stage)) for stage in sorted(stages))
    yield Filter("stage", message("plans.filter.stage"), options, lambda row, stage: row.stage == stage)
    yield Filter(
        "grade", message("plans.filter.grade"), _grades(rows), lambda row, grade: (row.grade or NO_GRADE) == grade
    )
    options = tuple(
        Option(key, spoken(message(f"plans.look.{key}"))) for key in _LOOKS if any(_looks(row, key) for row in rows)
    )
    yield Filter("look", message("plans.filter.look"), options, _looks)


_LOOKS = ("unmet", "differs", "no_reason", "no_actual")


def _looks(row: MeasureRow, key: str) -> bool:
    """What somebody looks for: short of the target, graded otherwise, short without a word about it, without an actual."""
    if key == "unmet":
        return row.unmet
    if key == "differs":
        return row.differs
    if key == "no_reason":
        return row.silent
    return any(lacks_actual(each) for each in row.indicators)


def _level_filter(level: Level, rows: tuple[MeasureRow, ...]) -> Filter[MeasureRow]:
    found = {node.id: node.label for row in rows for node in row.above if node.level == level.id}
    options = tuple(Option(code, name) for code, name in found.items())
    return Filter(
        f"l-{level.id}",
        message("plans.level_filter", name=level.name),
        options,
        lambda row, code: any(node.id == code for node in row.above) or code in row.node.cross_listed_under,
    )


def _grades(rows: tuple[MeasureRow, ...]) -> tuple[Option, ...]:
    found = sorted({row.grade for row in rows if row.grade is not None})
    if not found:
        return ()
    without = (Option(NO_GRADE, spoken(message("plans.no_grade"))),) if any(row.grade is None for row in rows) else ()
    return (*(Option(grade, grade) for grade in found), *without)
