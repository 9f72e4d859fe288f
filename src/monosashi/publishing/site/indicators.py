"""One indicator on the page of its node: chart, yearly increments, unit cost, what became of it, in order."""

from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal

from monosashi.checks.courses import baseline_is_one_years_amount
from monosashi.core.indicators import Actual, Direction, Fraction, Indicator
from monosashi.core.plan import of_year
from monosashi.core.values import Value, number
from monosashi.publishing.charts.chart import Chart
from monosashi.publishing.charts.increments_chart import increments_chart, rounded_change
from monosashi.publishing.charts.ruler import Judged, large_ruler, ruler_of
from monosashi.publishing.charts.series import Increment, increments_of, series_of
from monosashi.publishing.charts.series_chart import series_chart
from monosashi.publishing.site.editions import Outcome, SiteEdition
from monosashi.publishing.site.grades import Grade, indicator_grade
from monosashi.publishing.site.targets import MovedTarget, kept_otherwise
from monosashi.publishing.site.unit_cost import UnitCost, unit_cost_of
from monosashi.publishing.site.unmet import is_unmet
from monosashi.publishing.site.words import SiteTongue

_FEWEST_INCREMENTS = 1


@dataclass(frozen=True, slots=True)
class Distance:
    """How far the year's actual is from what was promised, in the indicator's unit, never below 0."""

    kind: str
    actual: Decimal
    target: Decimal
    due_year: int
    left: Decimal


@dataclass(frozen=True, slots=True)
class IndicatorView:
    """All that a page says of one indicator. `outcome` is None where the year's evaluation does not hold it."""

    indicator: Indicator
    outcome: Outcome | None
    grade: Grade | None
    unmet: bool
    chart: Chart
    ruler: Chart | None
    actual: Actual | None
    target: Value | None
    distance: Distance | None
    increments: Chart | None
    last_increment: Increment | None
    change: Decimal | None
    unit_cost: UnitCost | None
    fraction: Fraction | None
    moved: tuple[MovedTarget, ...]
    kept: Value | None
    components: tuple["IndicatorView", ...] = ()


def indicator_views(
    edition: SiteEdition, node: str, moved: dict[str, tuple[MovedTarget, ...]], tongue: SiteTongue
) -> tuple[IndicatorView, ...]:
    """The indicators of a node, in the order of the plan."""
    told = edition.outcomes.get(node)
    outcomes = {each["id"]: each for each in told["indicators"]} if told else {}
    index = edition.plan.index
    return tuple(_view(edition, i, outcomes.get(i.id), moved, tongue) for i in index.indicators_of.get(node, ()))


def _view(
    edition: SiteEdition,
    indicator: Indicator,
    outcome: Outcome | None,
    moved: dict[str, tuple[MovedTarget, ...]],
    tongue: SiteTongue,
) -> IndicatorView:
    parts = edition.plan.index.components_of.get(indicator.id, ())
    of_parts = {each["id"]: each for each in outcome["components"]} if outcome else {}
    added = increments_of(indicator, baseline_is_one_year=baseline_is_one_years_amount(indicator))
    last = of_year(added, edition.fiscal_year)
    actual = of_year(indicator.actuals, edition.fiscal_year)
    return IndicatorView(
        indicator=indicator,
        outcome=outcome,
        grade=indicator_grade(edition, outcome) if outcome else None,
        unmet=outcome is not None and is_unmet(edition, outcome),
        chart=series_chart(series_of(indicator), tongue.language, f"chart-{indicator.id}"),
        ruler=_ruler(edition, indicator, outcome, tongue),
        actual=actual,
        target=tongue.read(outcome["target"]) if outcome else None,
        distance=_distance(edition, indicator, outcome),
        increments=_increments(indicator, added, tongue),
        last_increment=last if last and isinstance(last.amount, Decimal) else None,
        change=rounded_change(last.change) if last and last.change is not None else None,
        unit_cost=unit_cost_of(edition.plan, indicator, edition.fiscal_year),
        fraction=of_year(indicator.fractions, edition.fiscal_year),
        moved=moved.get(indicator.id, ()),
        kept=kept_otherwise(edition, indicator),
        components=tuple(_view(edition, part, of_parts.get(part.id), moved, tongue) for part in parts),
    )


def _ruler(edition: SiteEdition, indicator: Indicator, outcome: Outcome | None, tongue: SiteTongue) -> Chart | None:
    """Where the year stands between baseline and target; None where there are no two figures to lie between."""
    if outcome is None:
        return None
    figures = (tongue.read(outcome[name]) for name in ("baseline", "actual", "target"))
    ruler = ruler_of(indicator, Judged(edition.fiscal_year, *figures))
    chart = large_ruler(ruler, tongue.language, f"ruler-{indicator.id}") if ruler else None
    return chart if chart and chart.svg else None


def _increments(indicator: Indicator, added: Sequence[Increment], tongue: SiteTongue) -> Chart | None:
    if sum(isinstance(each.amount, Decimal) for each in added if not each.from_baseline) < _FEWEST_INCREMENTS:
        return None
    return increments_chart(indicator.name, indicator.unit, tuple(added), tongue.language, f"added-{indicator.id}")


def _distance(edition: SiteEdition, indicator: Indicator, outcome: Outcome | None) -> Distance | None:
    """Against the final target, else against that of the year; the direction is the one judged by."""
    actual = of_year(indicator.actuals, edition.fiscal_year)
    reached = number(actual.value) if actual else None
    this_year = of_year(indicator.targets, edition.fiscal_year)
    final = number(indicator.final_target)
    target, due = (final, indicator.final_year) if final is not None else (None, None)
    if target is None and this_year is not None:
        target, due = number(this_year.value), edition.fiscal_year
    if reached is None or target is None or due is None or outcome is None:
        return None
    way = {Direction.INCREASE.value: 1, Direction.DECREASE.value: -1}.get(outcome["direction"])
    if way is None:
        return None
    left = (target - reached) * way
    return Distance("reached" if left <= 0 else "left", reached, target, due, abs(left))
