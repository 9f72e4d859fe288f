"""An indicator's figures with the years that they are of: its baseline, what was reached, the target it is judged by."""

from dataclasses import dataclass, replace

from monosashi.core.indicators import Indicator
from monosashi.core.messages import message
from monosashi.core.plan import of_year
from monosashi.core.values import Value, ValueStatus
from monosashi.evaluation.outcomes import IndicatorOutcome
from monosashi.evaluation.reference_points import year_of_target
from monosashi.office.plans.year.in_year import InYear
from monosashi.office.ui.cells import Cell, figure
from monosashi.office.ui.dates import period_text
from monosashi.office.ui.language import spoken
from monosashi.wording import word


@dataclass(frozen=True, slots=True)
class FiguresInYears:
    """Three figures of one indicator, each with its year small below. Where there is no figure, no year stands there."""

    baseline: Cell
    actual: Cell
    target: Cell


def figures_in_years(year: InYear, outcome: IndicatorOutcome) -> FiguresInYears:
    """The figures that the year's outcome was judged by."""
    indicator = year.plan.index.indicator[outcome.indicator]
    return FiguresInYears(
        with_year(figure(outcome.baseline, outcome.unit, blank=message("plans.no_baseline")), of_baseline(indicator)),
        with_year(
            figure(outcome.actual, outcome.unit, blank=message("plans.no_actual")),
            of_actual(indicator, year.fiscal_year),
        ),
        with_year(
            figure(outcome.target, outcome.unit, blank=message("plans.no_target")),
            of_target(year, indicator, outcome.target),
        ),
    )


def with_year(cell: Cell, year: str) -> Cell:
    """The figure with its year below; a cell without a figure as it is."""
    return cell if cell.absent else replace(cell, note=" ".join(part for part in (year, cell.note) if part))


def of_baseline(indicator: Indicator) -> str:
    """The year or the day that the baseline is of, "" where the plan tells neither."""
    baseline = indicator.baseline
    if baseline is None:
        return ""
    return _said(baseline.fiscal_year) if baseline.fiscal_year is not None else period_text(baseline.as_of)


def of_actual(indicator: Indicator, fiscal_year: int) -> str:
    """The year of an actual; of one that is not final, how firm it is."""
    actual = of_year(indicator.actuals, fiscal_year)
    firm = "" if actual is None or actual.status is ValueStatus.FINAL else spoken(word(actual.status))
    return " ".join(filter(None, (_said(fiscal_year), firm)))


def of_target(year: InYear, indicator: Indicator, target: Value | None) -> str:
    """The year for which this target was promised: the plan's end for the final one, else the year that is looked at."""
    return _said(year_of_target(year.plan, indicator, target, year.fiscal_year))


def _said(fiscal_year: int) -> str:
    return spoken(message("ui.fiscal_year", year=fiscal_year))
