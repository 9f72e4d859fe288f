"""Which fiscal year each row of a group is of: by its order, where there are as many rows as years in which the measure ran.

A measure that began later has no rows for the years before. Where the rows are neither all of its years nor all of those that are
over, nobody can tell which one is missing: that is a doubt.
"""

import re
from collections.abc import Iterator, Sequence

from monosashi.core.indicators import IndicatorKind
from monosashi.core.messages import message
from monosashi.core.money import BudgetStage, FundingSource
from monosashi.exchange.reading.figures import parted_unit, year_of
from monosashi.exchange.reading.money_rows import Amount, amount_in
from monosashi.exchange.reading.noted import NotedOfSheet
from monosashi.exchange.reading.printed import Printed, alike
from monosashi.exchange.reading.reads import AmountOf, Mark, Reads
from monosashi.exchange.reading.sheets import FigureRead, FigureRow, GroupIndicator, GroupRead, IndicatorRead, Sheet
from monosashi.exchange.reading.table_layout import YearRow
from monosashi.exchange.typed_words import WORDS

_DASHES = re.escape(WORDS["dashes"] + WORDS["range_signs"])
_FROM = re.compile(rf"(?:\([^()]*\))?(?P<first>[^{_DASHES}]+)[{_DASHES}].*")
"""A period: its first year, a dash, and the last one where there is one."""


def _years(sheet: Sheet, group: GroupRead) -> tuple[YearRow, ...]:
    """The years of the table in which the measure ran, in the order of its rows."""
    printed = sheet.fields.get(Reads.PERIOD)
    found = None if printed is None else _FROM.fullmatch(alike(printed.text))
    first = None if found is None else year_of(found["first"])
    return tuple(year for year in group.layout.years if first is None or year.fiscal_year >= first)


def amounts_by_year(sheet: Sheet, noted: NotedOfSheet) -> Iterator[tuple[int, Amount]]:
    """Every amount of the measure's groups with its fiscal year."""
    for group in sheet.groups:
        years = _years(sheet, group)
        if len(years) != len(group.amounts):
            for row in group.amounts:
                noted.doubt(next(iter(row.values())), message("reading.doubt.years_unclear"))
            continue
        for year, row in zip(years, group.amounts, strict=True):
            for of, printed in row.items():
                yield year.fiscal_year, _amount(of, printed, year)


def _amount(of: AmountOf, printed: Printed, year: YearRow) -> Amount:
    stage = BudgetStage.LABOUR if of is AmountOf.LABOUR else year.stage
    source = FundingSource(of.value) if of.value in FundingSource.__members__.values() else None
    value = amount_in(printed.text)
    doubt = message("reading.doubt.no_amount") if value is None else None
    return Amount(stage, value, printed, source=source, doubt=doubt)


def indicators_of_groups(sheet: Sheet, noted: NotedOfSheet) -> Iterator[IndicatorRead]:
    """The indicators of the measure's groups, their figures with their years where these are certain."""
    for group in sheet.groups:
        years = _years(sheet, group)
        for each in group.indicators:
            if each.name is not None:
                yield _indicator(each, each.name, group, years, noted)
            elif each.rows:
                noted.doubt(each.rows[0].target, message("reading.doubt.no_indicator"))


def _indicator(
    each: GroupIndicator, printed: Printed, group: GroupRead, years: Sequence[YearRow], noted: NotedOfSheet
) -> IndicatorRead:
    name, unit = parted_unit(printed.text) if group.layout.units_behind_names else (printed.text, "")
    if each.kind is IndicatorKind.UNDECLARED:
        noted.doubt(printed, message("reading.doubt.mark_lost"))
    read = IndicatorRead(Printed(name, printed.line), kind=each.kind, unit=unit)
    of_rows = _years_of(each.rows, years)
    if of_rows is None:
        noted.doubt(each.rows[0].target, message("reading.doubt.years_unclear"))
        return read
    for year, row in zip(of_rows, each.rows, strict=True):
        read.figures.append(FigureRead(Mark.YEAR_TARGET, row.target, year.fiscal_year))
        if row.actual is not None:
            read.figures.append(FigureRead(Mark.ACTUAL, row.actual, year.fiscal_year))
    return read


def _years_of(rows: Sequence[FigureRow], years: Sequence[YearRow]) -> Sequence[YearRow] | None:
    """The year of each row, None where it cannot be told. A year that is over has an actual; one that is not has none."""
    for some in (years, [year for year in years if year.reported]):
        if [row.actual is not None for row in rows] == [year.reported for year in some]:
            return some
    return None if rows else ()
