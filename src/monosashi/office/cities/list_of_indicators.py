"""Indicators of many cities as lists: those that a search found, and those beside one. By city or likeness, never by what was reached."""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import replace
from decimal import Decimal

from monosashi.core.indicators import Indicator
from monosashi.core.messages import Message, message
from monosashi.office.cities.looking import Beside
from monosashi.office.cities.shown import (
    actual_cell,
    address_of_published,
    baseline_cell,
    latest_cell,
    target_cell,
)
from monosashi.office.ui.cells import Cell, absence
from monosashi.office.ui.language import spoken
from monosashi.office.ui.lists import Column, Filter, ListOf, Option, by_number, by_text
from monosashi.panel.looking import PublishedIndicator

YEARS = 5
"""The newest years whose actuals stand beside one another; earlier ones are in the chart of each."""

_BLANK = message("ui.blank")


def list_of_found(found: Sequence[PublishedIndicator]) -> ListOf[PublishedIndicator]:
    """What a search found. Figures cannot be sorted by: units differ, and more is not always better."""
    return ListOf(
        name="indicators-of-cities",
        caption=message("cities.search.caption"),
        columns=(_CITY, _NAME, _MEASURE, _UNIT, _KIND, _BASELINE, _LATEST, _TARGET),
        filters=(
            *_by("city", _CITY.heading, found, lambda each: each.municipality),
            *_by("unit", _UNIT.heading, found, lambda each: each.indicator.unit),
            *_by("kind", _KIND.heading, found, lambda each: spoken(each.indicator.kind)),
        ),
        empty=message("cities.search.none"),
        keep=("words",),
    )


def list_beside(beside: Beside) -> ListOf[PublishedIndicator]:
    """One indicator and those like it: a column for each of the newest years."""
    told = {actual.fiscal_year for each in beside.rows for actual in each.indicator.actuals}
    return ListOf(
        name="indicators-beside",
        caption=message("cities.beside.caption"),
        columns=(
            _CITY,
            replace(_NAME, cell=_leading_on),
            _MEASURE,
            _UNIT,
            _DIRECTION,
            _BASELINE,
            *map(_of_year, sorted(told)[-YEARS:]),
            _TARGET,
            _LIKENESS,
        ),
        filters=tuple(_by("unit", _UNIT.heading, beside.rows, lambda each: each.indicator.unit)),
    )


def _by(
    key: str, label: Message, rows: Sequence[PublishedIndicator], held: Callable[[PublishedIndicator], str]
) -> Iterator[Filter[PublishedIndicator]]:
    """A filter where there is anything to choose."""
    options = tuple(Option(each, each) for each in dict.fromkeys(map(held, rows)) if each)
    if len(options) > 1:
        yield Filter(key, label, options, lambda row, chosen: held(row) == chosen)


def _of_year(year: int) -> Column[PublishedIndicator]:
    return Column(
        f"actual-{year}",
        message("cities.of_year.actual", year=year),
        lambda each: actual_cell(each.indicator, year),
        figures=True,
        note=message("cities.of_year.firm", year=year),
    )


def _leading_on(each: PublishedIndicator) -> Cell:
    """The name, which leads to the indicator; that of the page's own leads nowhere."""
    return Cell(each.indicator.name, address="" if each.likeness is None else address_of_published(each))


def _likeness(each: PublishedIndicator) -> Cell:
    if each.likeness is None:
        return absence(message("cities.is_base"))
    return Cell(str(each.likeness), "%", each.likeness)


def _text(text: str) -> Cell:
    return Cell(text) if text else absence(_BLANK)


def _figure(name: str, cell: Callable[[Indicator], Cell]) -> Column[PublishedIndicator]:
    return Column(
        name,
        message(f"cities.column.{name}"),
        lambda each: cell(each.indicator),
        figures=True,
        note=message(f"cities.column.{name}_year"),
    )


_CITY: Column[PublishedIndicator] = Column(
    "city",
    message("cities.column.city"),
    lambda each: Cell(each.municipality, whole=True),
    lambda each: by_text(each.municipality),
)
_NAME: Column[PublishedIndicator] = Column(
    "indicator",
    message("cities.column.indicator"),
    lambda each: Cell(each.indicator.name, address=address_of_published(each)),
    lambda each: by_text(each.indicator.name),
    head=True,
)
_MEASURE: Column[PublishedIndicator] = Column(
    "measure", message("cities.column.measure"), lambda each: _text(each.measure), wide=True
)
_UNIT: Column[PublishedIndicator] = Column(
    "unit",
    message("cities.column.unit"),
    lambda each: _text(each.indicator.unit),
    lambda each: by_text(each.indicator.unit),
)
_KIND: Column[PublishedIndicator] = Column(
    "kind", message("cities.column.kind"), lambda each: Cell(spoken(each.indicator.kind))
)
_DIRECTION: Column[PublishedIndicator] = Column(
    "direction", message("cities.column.direction"), lambda each: Cell(spoken(each.indicator.direction))
)
_BASELINE = _figure("baseline", baseline_cell)
_LATEST = _figure("latest", latest_cell)
_TARGET = _figure("target", target_cell)
_LIKENESS: Column[PublishedIndicator] = Column(
    "likeness",
    message("cities.column.likeness"),
    _likeness,
    lambda each: by_number(Decimal(101) if each.likeness is None else each.likeness),
    figures=True,
)
