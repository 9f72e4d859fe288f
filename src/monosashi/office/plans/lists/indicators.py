"""The list of a plan's indicators in one year."""

from collections.abc import Iterator
from dataclasses import dataclass

from monosashi.core.indicators import Accumulation, Direction, Indicator, IndicatorKind
from monosashi.core.messages import Message, message
from monosashi.core.tree import Node
from monosashi.core.values import Value, number
from monosashi.evaluation.outcomes import IndicatorOutcome
from monosashi.evaluation.shortfall import indicator_unmet
from monosashi.office.plans.pages import node_address
from monosashi.office.plans.year.in_year import InYear
from monosashi.office.plans.year.past import STAYS
from monosashi.office.plans.year.rows_of_measures import lacks_actual
from monosashi.office.plans.year.years_of_figures import of_actual, of_baseline, of_target, with_year
from monosashi.office.ui.cells import Cell, absence, figure, graded
from monosashi.office.ui.language import spoken
from monosashi.office.ui.lists import Column, Filter, ListOf, Option, by_number, by_text


@dataclass(frozen=True, slots=True)
class IndicatorRow:
    """One whole indicator in one year; `outcome` None where the year is not judged or its node is no measure."""

    indicator: Indicator
    node: Node
    outcome: IndicatorOutcome | None
    actual: Value | None
    target: Value | None
    unmet: bool


def indicators_of(year: InYear) -> tuple[IndicatorRow, ...]:
    """All whole indicators, in the plan's order."""
    return tuple(_row(year, each) for each in year.plan.indicators if each.part_of is None)


def list_of_indicators(year: InYear, rows: tuple[IndicatorRow, ...]) -> ListOf[IndicatorRow]:
    """Indicators with their measures, their figures of the year and whether they are unmet."""
    return ListOf(
        name=f"{year.stem}-indicators-{year.fiscal_year}",
        caption=message("plans.indicators.caption", year=year.fiscal_year),
        columns=tuple(_columns(year)),
        filters=tuple(each for each in _filters(rows) if len(each.options) > 1 or each.key == "met"),
        words=lambda row: (row.indicator.name, row.indicator.unit, row.node.name, row.node.number),
        empty=message("plans.indicators.none"),
        keep=STAYS,
    )


def _row(year: InYear, indicator: Indicator) -> IndicatorRow:
    outcome = year.indicator_outcome.get(indicator.id)
    actual = next((a.value for a in indicator.actuals if a.fiscal_year == year.fiscal_year), None)
    target = outcome.target if outcome else indicator.final_target
    measure = year.outcome.get(indicator.node)
    unmet = bool(outcome and measure and not measure.excluded and indicator_unmet(outcome, year.scheme))
    return IndicatorRow(indicator, year.plan.index.node[indicator.node], outcome, actual, target, unmet)


def _columns(year: InYear) -> Iterator[Column[IndicatorRow]]:
    yield Column(
        "name",
        message("plans.column.indicator"),
        lambda row: _name(year, row),
        lambda r: by_text(r.indicator.name),
        head=True,
    )
    yield Column(
        "measure",
        message("plans.column.measure"),
        lambda r: Cell(r.node.name),
        lambda r: by_text(r.node.name),
        wide=True,
    )
    yield Column("kind", message("plans.column.kind"), _kinds)
    yield Column("baseline", message("plans.column.baseline"), _baseline, figures=True)
    yield Column(
        "actual",
        message("plans.column.actual"),
        lambda r: with_year(
            figure(r.actual, r.indicator.unit, blank=_blank(r, "actual")), of_actual(r.indicator, year.fiscal_year)
        ),
        figures=True,
    )
    yield Column(
        "target",
        message("plans.column.target"),
        lambda r: _target(year, r),
        figures=True,
    )
    yield Column(
        "rate",
        message("plans.column.rate"),
        _rate,
        lambda r: by_number(number(r.outcome.achievement_rate) if r.outcome else None),
        figures=True,
    )
    if year.scheme:
        yield Column(
            "grade", message("plans.column.computed"), lambda row: _grade(year, row), lambda r: by_text(_symbol(r))
        )


def _name(year: InYear, row: IndicatorRow) -> Cell:
    note = spoken(message("plans.is_unmet")) if row.unmet else ""
    return Cell(row.indicator.name, address=f"{node_address(year, row.node)}#{row.indicator.id}", note=note)


def _kinds(row: IndicatorRow) -> Cell:
    """Only what is declared: what is not is said on the measure's page."""
    one = row.indicator
    declared = [each for each in (one.kind, one.accumulation, one.direction) if each not in _UNDECLARED]
    return Cell(" ".join(spoken(each) for each in declared)) if declared else absence(message("ui.blank"))


_UNDECLARED = (IndicatorKind.UNDECLARED, Accumulation.UNDECLARED, Direction.UNDECLARED)


def _baseline(row: IndicatorRow) -> Cell:
    baseline = row.indicator.baseline
    cell = figure(baseline.value if baseline else None, row.indicator.unit, blank=_blank(row, "baseline"))
    return with_year(cell, of_baseline(row.indicator))


def _target(year: InYear, row: IndicatorRow) -> Cell:
    cell = figure(row.target, row.indicator.unit, blank=_blank(row, "target"))
    return with_year(cell, of_target(year, row.indicator, row.target))


def _blank(row: IndicatorRow, kind: str) -> Message:
    if row.outcome and row.outcome.components:
        return message("plans.by_component")
    return _BLANK[kind]


_BLANK = {
    "actual": message("plans.no_actual"),
    "target": message("plans.no_target"),
    "baseline": message("plans.no_baseline"),
}


def _rate(row: IndicatorRow) -> Cell:
    return figure(row.outcome.achievement_rate if row.outcome else None, "%", blank=message("plans.not_computed"))


def _symbol(row: IndicatorRow) -> str:
    return (row.outcome.verdict.grade or "") if row.outcome and row.outcome.verdict else ""


def _grade(year: InYear, row: IndicatorRow) -> Cell:
    if row.outcome is None or row.outcome.verdict is None:
        return absence(message("plans.not_judged"))
    return graded(year.graded(row.outcome.verdict), message(f"standing.{row.outcome.verdict.standing.value}"))


def _filters(rows: tuple[IndicatorRow, ...]) -> Iterator[Filter[IndicatorRow]]:
    for key in ("kind", "accumulation", "direction"):
        members = sorted({getattr(row.indicator, key) for row in rows})
        options = tuple(Option(member.value, spoken(member)) for member in members)
        yield _of_kind(key, options)
    options = tuple(
        Option(key, spoken(message(f"plans.look.{key}"))) for key in _LOOKS if any(_looks(row, key) for row in rows)
    )
    yield Filter("met", message("plans.filter.look"), options, _looks)


_LOOKS = ("unmet", "no_actual", "no_target")


def _of_kind(key: str, options: tuple[Option, ...]) -> Filter[IndicatorRow]:
    def keeps(row: IndicatorRow, value: str) -> bool:
        return bool(getattr(row.indicator, key).value == value)

    return Filter(key, message(f"plans.filter.{key}"), options, keeps)


def _looks(row: IndicatorRow, key: str) -> bool:
    if key == "unmet":
        return row.unmet
    if key == "no_actual":
        return lacks_actual(row.outcome) if row.outcome else row.actual is None
    return row.target is None and not (row.outcome and row.outcome.components)
