"""An indicator as a measure's page shows it: chart, ruler, figures of every year, what the chosen year means."""

from dataclasses import dataclass
from decimal import Decimal

from monosashi.core.indicators import (
    Accumulation,
    Actual,
    Direction,
    Fraction,
    Indicator,
    IndicatorKind,
    ReferenceSeries,
)
from monosashi.core.plan import of_year
from monosashi.core.values import Value, ValueStatus, number
from monosashi.evaluation.outcomes import IndicatorOutcome
from monosashi.evaluation.shortfall import indicator_unmet
from monosashi.office.plans.year.in_year import InYear
from monosashi.office.ui.cells import GradeMark
from monosashi.office.ui.language import language, spoken
from monosashi.publishing.charts.chart import Chart
from monosashi.publishing.charts.increments_chart import increments_chart
from monosashi.publishing.charts.ruler import Judged, large_ruler, ruler_of
from monosashi.publishing.charts.series import increments_of, series_of
from monosashi.publishing.charts.series_chart import series_chart

_TWO = 2


@dataclass(frozen=True, slots=True)
class YearOfIndicator:
    """One year of an indicator. `change` is against the year before, None where either is no number."""

    fiscal_year: int
    target: Value | None
    actual: Actual | None
    provisional: bool
    change: Decimal | None
    current: bool


@dataclass(frozen=True, slots=True)
class ShownIndicator:
    """One whole indicator. `why` is what the scheme says of it, "" where it says nothing."""

    indicator: Indicator
    unit: str
    kinds: tuple[str, ...]
    chart: Chart
    increments: Chart | None
    ruler: Chart | None
    years: tuple[YearOfIndicator, ...]
    outcome: IndicatorOutcome | None
    actual: Actual | None
    last: Actual | None
    mark: GradeMark | None
    why: str
    unmet: bool
    fraction: Fraction | None
    components: tuple["ShownIndicator", ...]
    series: tuple[ReferenceSeries, ...]
    to_go: Decimal | None
    """What is left to the target: positive while it is not reached, whichever way it goes; None where that is no number."""


def shown_indicators(year: InYear, node: str) -> tuple[ShownIndicator, ...]:
    """The whole indicators of a node, in the plan's order."""
    return tuple(shown_indicator(year, each) for each in year.plan.index.indicators_of.get(node, ()))


def shown_indicator(year: InYear, indicator: Indicator) -> ShownIndicator:
    """One indicator with its components."""
    outcome = year.indicator_outcome.get(indicator.id)
    actual = of_year(indicator.actuals, year.fiscal_year)
    increments = increments_of(indicator)
    return ShownIndicator(
        indicator=indicator,
        unit=indicator.unit,
        kinds=_kinds(indicator),
        chart=series_chart(series_of(indicator), language(), f"c-{indicator.id}"),
        increments=increments_chart(indicator.name, indicator.unit, increments, language(), f"n-{indicator.id}")
        if len(increments) >= _TWO
        else None,
        ruler=_ruler(year, indicator, outcome),
        years=_years(year, indicator),
        outcome=outcome,
        actual=actual,
        last=of_year(indicator.actuals, year.fiscal_year - 1),
        mark=year.graded(outcome.verdict) if outcome else None,
        why=year.said(outcome.verdict.explanation) if outcome and outcome.verdict else "",
        unmet=bool(outcome and indicator_unmet(outcome, year.scheme)),
        fraction=of_year(indicator.fractions, year.fiscal_year),
        components=tuple(shown_indicator(year, each) for each in year.plan.index.components_of.get(indicator.id, ())),
        series=indicator.reference_series,
        to_go=_to_go(outcome),
    )


def _kinds(indicator: Indicator) -> tuple[str, ...]:
    declared = (
        (indicator.kind, IndicatorKind.UNDECLARED),
        (indicator.accumulation, Accumulation.UNDECLARED),
        (indicator.direction, Direction.UNDECLARED),
    )
    return tuple(spoken(each) for each, undeclared in declared if each is not undeclared)


def _ruler(year: InYear, indicator: Indicator, outcome: IndicatorOutcome | None) -> Chart | None:
    if outcome is None:
        return None
    ruler = ruler_of(indicator, Judged(year.fiscal_year, outcome.baseline, outcome.actual, outcome.target))
    chart = large_ruler(ruler, language(), f"r-{indicator.id}") if ruler else None
    return chart if chart and chart.svg else None


def _years(year: InYear, indicator: Indicator) -> tuple[YearOfIndicator, ...]:
    targets = {each.fiscal_year: each.value for each in (*indicator.interim_targets, *indicator.targets)}
    if indicator.final_year is not None and indicator.final_target is not None:
        targets[indicator.final_year] = indicator.final_target
    actuals = {each.fiscal_year: each for each in indicator.actuals}
    levels = {each.fiscal_year: number(each.value) for each in indicator.actuals}
    baseline = indicator.baseline
    if baseline and baseline.fiscal_year is not None:
        levels.setdefault(baseline.fiscal_year, number(baseline.value))
    return tuple(
        YearOfIndicator(
            fiscal_year=each,
            target=targets.get(each),
            actual=actuals.get(each),
            provisional=each in actuals and actuals[each].status is not ValueStatus.FINAL,
            change=_difference(levels.get(each), levels.get(each - 1)),
            current=each == year.fiscal_year,
        )
        for each in sorted({*targets, *actuals})
    )


def _difference(now: Decimal | None, before: Decimal | None) -> Decimal | None:
    return None if now is None or before is None else now - before


def _to_go(outcome: IndicatorOutcome | None) -> Decimal | None:
    target, actual = (number(outcome.target), number(outcome.actual)) if outcome else (None, None)
    if outcome is None or target is None or actual is None:
        return None
    if outcome.direction is Direction.DECREASE:
        return actual - target
    return target - actual if outcome.direction is Direction.INCREASE else None
