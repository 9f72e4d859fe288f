"""The cities that stand in the comparison: what each published, what of it can be compared, and what is missing."""

import json
from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal
from typing import Any

from monosashi.core.messages import message
from monosashi.office.cities.models import CityData
from monosashi.office.cities.own_cities import OwnPlan
from monosashi.office.cities.shown import year_text
from monosashi.office.cities.states import Comparison
from monosashi.office.ui.addresses import address_of
from monosashi.office.ui.cells import Cell, absence, number_text
from monosashi.office.ui.dates import moment_text
from monosashi.office.ui.language import spoken
from monosashi.office.ui.lists import Column, ListOf, by_text


@dataclass(frozen=True, slots=True)
class CityLine:
    """A plan of a city. `counts` are those of its newest year in the panel, None where it is not in it. `row` None: one's own."""

    municipality: str
    plan: str
    years: str
    counts: dict[str, Any] | None
    row: CityData | None = None


def city_lines(now: Comparison) -> tuple[CityLine, ...]:
    """One's own plans first, then the others by code."""
    told = json.loads(now.made.plans) if now.is_there and now.made else []
    newest = {(each["code"], each["plan"]): each for each in told}  # years ascend
    return (*_own(now.own, newest), *_others(now.rows, newest))


def list_of_cities(*, keeps: bool, are_many: bool) -> ListOf[CityLine]:
    """The list; with its acts for whoever keeps it, and with a search where they do not fit one page."""
    return ListOf(
        name="cities",
        caption=message("cities.list.caption"),
        columns=(*_COLUMNS, _ACTS) if keeps else _COLUMNS,
        words=(lambda line: (line.municipality, line.plan)) if are_many else None,
    )


Counts = dict[tuple[str, str], dict[str, Any]]


def _own(plans: tuple[OwnPlan, ...], newest: Counts) -> Iterator[CityLine]:
    for each in plans:
        counts = newest.get((each.row.municipality_code, each.row.name))
        shown = None if each.missing else counts
        years = year_text(shown["fiscal_year"]) if shown else ""
        yield CityLine(each.row.municipality_name, each.row.name, years, shown)


def _others(rows: tuple[CityData, ...], newest: Counts) -> Iterator[CityLine]:
    for row in rows:
        counts = newest.get((row.municipality_code, row.plan))
        years = spoken(message("value.separator")).join(year_text(int(year)) for year in row.fiscal_years.split())
        yield CityLine(row.municipality, row.plan, years, counts, row)


def _city(line: CityLine) -> Cell:
    return Cell(line.municipality, whole=True, note="" if line.row else spoken(message("cities.is_own")))


def _count(name: str) -> Column[CityLine]:
    def cell(line: CityLine) -> Cell:
        if line.counts is None:
            return absence(message("cities.not_in_panel"))
        told = line.counts[name]
        if told is None:
            return absence(message("ui.blank"))
        return Cell(number_text(told), number=Decimal(told))

    return Column(name, message(f"cities.column.{name}"), cell, figures=True)


def _years(line: CityLine) -> Cell:
    return Cell(line.years) if line.years else absence(message("ui.blank"))


def _brought(line: CityLine) -> Cell:
    if line.row is None:
        return absence(message("cities.by_itself"))
    return Cell(moment_text(line.row.brought_at), note=line.row.brought_by_label)


def _plan(line: CityLine) -> Cell:
    """With the version of the software that wrote its open data, where that is told."""
    software = line.row.software if line.row else ""
    return Cell(line.plan, note=spoken(message("cities.software", version=software)) if software else "")


def _acts(line: CityLine) -> Cell:
    if line.row is None:
        return Cell("")
    acts = (("cities.act.replace", "cities:replace"), ("cities.act.take_out", "cities:take-out"))
    return Cell(links=tuple((spoken(message(words)), address_of(page, line.row.pk)) for words, page in acts))


_COLUMNS: tuple[Column[CityLine], ...] = (
    Column("city", message("cities.column.city"), _city, lambda line: by_text(line.municipality), head=True),
    Column("plan", message("cities.column.plan"), _plan, wide=True, note=message("cities.column.software")),
    Column("years", message("cities.column.years"), _years, wide=True),
    *map(_count, ("measures", "indicators", "with_baseline", "with_target", "with_actual")),
    Column("brought", message("cities.column.brought"), _brought, note=message("cities.column.brought_by")),
)
_ACTS: Column[CityLine] = Column("acts", message("cities.column.acts"), _acts)
