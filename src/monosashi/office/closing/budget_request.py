"""What finance asks of a department before it gives money: what it missed, what was said of it, what it promised, what it spent."""

from dataclasses import dataclass

from monosashi.core.messages import Message, message
from monosashi.core.results import Note, opinions_on
from monosashi.core.tree import Role
from monosashi.evaluation.outcomes import IndicatorOutcome
from monosashi.evaluation.shortfall import parts_unmet
from monosashi.office.closing.likely_questions import named
from monosashi.office.plans.lists.measures import grade_cell
from monosashi.office.plans.year.in_year import InYear
from monosashi.office.plans.year.rows_of_measures import MeasureRow, measures_of
from monosashi.office.plans.year.totals import execution_of
from monosashi.office.plans.year.years_of_figures import figures_in_years
from monosashi.office.ui.cells import Cell, amount, figure
from monosashi.office.ui.language import spoken


@dataclass(frozen=True, slots=True)
class Missed:
    """An indicator that fell short, with what the department said to it ("" nothing)."""

    name: str
    unit: str
    target: Cell
    actual: Cell
    reason: str
    response: str


@dataclass(frozen=True, slots=True)
class OfMeasure:
    """One measure that the department leads. `promised` is what it means to do next, "" nothing."""

    row: MeasureRow
    grade: Cell
    missed: tuple[Missed, ...]
    opinions: tuple[Note, ...]
    promised: str
    disposition: Message | None
    initial: Cell
    current: Cell
    spent: Cell
    execution: Cell


def of_department(year: InYear, codes: frozenset[str]) -> tuple[OfMeasure, ...]:
    """The measures that these departments lead in the year, in the plan's order."""
    return tuple(_measure(year, row) for row in measures_of(year) if _leads(row) & codes)


def _leads(row: MeasureRow) -> set[str]:
    return {part.department for part in row.parts if part.role is Role.LEAD}


def _measure(year: InYear, row: MeasureRow) -> OfMeasure:
    said, no_budget = row.result, message("plans.money.no_budget")
    return OfMeasure(
        row=row,
        grade=grade_cell(year, row),
        missed=tuple(_missed(year, row)),
        opinions=opinions_on(said, year.plan.municipality.name) if said else (),
        promised=said.next_step if said else "",
        disposition=message(f"disposition.{said.disposition.value}") if said and said.disposition else None,
        initial=amount(row.money.initial, year.plan.money_unit, blank=no_budget),
        current=amount(row.money.current, year.plan.money_unit, blank=no_budget),
        spent=amount(row.money.spent, year.plan.money_unit),
        execution=figure(execution_of(row.money), "%", blank=message("plans.not_computed")),
    )


def _missed(year: InYear, row: MeasureRow) -> list[Missed]:
    said = row.result
    return [
        Missed(
            _name(each, whole),
            each.unit,
            figures_in_years(year, each).target,
            figures_in_years(year, each).actual,
            said.unmet_reason if said else "",
            said.response if said else "",
        )
        for whole in row.indicators
        for each in parts_unmet(whole, year.scheme)
    ]


def _name(part: IndicatorOutcome, whole: IndicatorOutcome) -> str:
    name = named(part, whole)
    return name if isinstance(name, str) else spoken(name)
