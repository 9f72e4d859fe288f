"""年ごとの増分: what each year added to a running total, which hides a decline."""

from collections.abc import Iterator

from monosashi.checks.courses import baseline_is_one_years_amount
from monosashi.core.indicators import Indicator
from monosashi.core.messages import message
from monosashi.core.plan import of_year
from monosashi.evaluation.rounding import percent
from monosashi.publishing.auditor.figures_table import columns_of, year_of
from monosashi.publishing.auditor.material import Material
from monosashi.publishing.auditor.tables import Row, Table
from monosashi.publishing.charts.series import Increment, increments_of
from monosashi.publishing.comparison.places import told

_COLUMNS = (
    ("page", 8, False), ("measure", 34, False), ("indicator", 44, False), ("unit", 9, False), ("year", 14, False),
    ("level", 14, True), ("increment", 14, True), ("change", 12, True), ("remark", 34, False),
)  # fmt: skip


def increments_table(material: Material) -> Table:
    """Cumulative indicators, year by year. A year that added less than the one before is marked."""
    rows = tuple(_rows(material))
    return Table(
        "increments",
        message("auditor.increments"),
        message("auditor.increments.note", count=sum(row.marked for row in rows)),
        columns_of(_COLUMNS),
        rows,
        link_column=1,
        empty=message("auditor.increments.none"),
    )


def _rows(material: Material) -> Iterator[Row]:
    for indicator in material.plan.indicators:
        for each in increments_of(indicator, baseline_is_one_year=baseline_is_one_years_amount(indicator)):
            yield _row(indicator, each, material)


def _row(indicator: Indicator, each: Increment, material: Material) -> Row:
    actual = of_year(indicator.actuals, each.fiscal_year)
    level = indicator.baseline.value if each.from_baseline and indicator.baseline else actual and actual.value
    cells = (
        material.page_of(indicator.node), material.plan.index.node[indicator.node].name, indicator.name,
        indicator.unit, year_of(each.fiscal_year), told(level, material.plan), told(each.amount, material.plan),
        "" if each.change is None else percent(each.change), message("auditor.from_baseline") if each.from_baseline else "",
    )  # fmt: skip
    declined = each.change is not None and each.change < 0
    return Row(cells, leads_to=f"figures.html#{indicator.node}", marked=declined)
