"""How pages of other cities show figures: as printed, with unit and year, absences by name, nothing ranked."""

from dataclasses import replace

from monosashi.core.indicators import Actual, Indicator
from monosashi.core.messages import message
from monosashi.core.values import Value, ValueStatus
from monosashi.office.ui.addresses import address_of
from monosashi.office.ui.cells import Cell, figure
from monosashi.office.ui.language import language, spoken
from monosashi.panel.looking import PublishedIndicator
from monosashi.publishing.charts.chart import Chart
from monosashi.publishing.charts.series import series_of
from monosashi.publishing.charts.series_chart import series_chart


def year_text(year: int | None) -> str:
    """令和6年度; "" for none."""
    return "" if year is None else spoken(message("ui.fiscal_year", year=year))


def baseline_cell(indicator: Indicator) -> Cell:
    """The baseline with its year, or the day that is printed."""
    told = indicator.baseline
    if told is None:
        return figure(None)
    return _noted(figure(told.value, indicator.unit), year_text(told.fiscal_year) or told.as_of)


def target_cell(indicator: Indicator) -> Cell:
    """The final target with its year, else the last one that was published."""
    told = [(each.fiscal_year, each.value) for each in (*indicator.targets, *indicator.interim_targets)]
    last: tuple[int | None, Value | None] = max(told, key=lambda each: each[0], default=(None, None))
    if indicator.final_target is not None:
        last = indicator.final_year, indicator.final_target
    return _noted(figure(last[1], indicator.unit), year_text(last[0]))


def latest_cell(indicator: Indicator) -> Cell:
    """The newest actual with its year and, where it is not final, how firm it is."""
    told = max(indicator.actuals, key=lambda each: each.fiscal_year, default=None)
    if told is None:
        return figure(None)
    return _noted(figure(told.value, indicator.unit), year_text(told.fiscal_year), _firm(told))


def actual_cell(indicator: Indicator, year: int) -> Cell:
    """What was reached in a year."""
    told = next((each for each in indicator.actuals if each.fiscal_year == year), None)
    return figure(None) if told is None else _noted(figure(told.value, indicator.unit), _firm(told))


def address_of_published(each: PublishedIndicator) -> str:
    """The page of an indicator of a panel; "" for an id that no address can hold."""
    parts = (each.municipality_code, each.plan_id, each.indicator.id)
    return "" if any("/" in part or not part for part in parts) else address_of("cities:indicator", *parts)


def chart_of(each: PublishedIndicator, key: str) -> Chart:
    """The course of an indicator with its targets."""
    return series_chart(series_of(each.indicator), language(), key)


def _firm(actual: Actual) -> str:
    return "" if actual.status is ValueStatus.FINAL else spoken(actual.status)


def _noted(cell: Cell, *notes: str) -> Cell:
    return replace(cell, note=" ".join(filter(None, (*notes, cell.note))))
