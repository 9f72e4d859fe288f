"""What an indicator is held against in a year: a choice of its own, apart from how achievement is measured."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from decimal import Decimal
from enum import StrEnum

from monosashi.core.indicators import Indicator, Target
from monosashi.core.plan import Plan, of_year
from monosashi.core.values import Value, number


class Reference(StrEnum):
    """A figure of one indicator that stands for a fiscal year."""

    BASELINE = "baseline"
    TARGET_OF_YEAR = "target_of_year"
    INTERIM_TARGET = "interim_target"
    FINAL_TARGET = "final_target"
    PRORATED_TARGET = "prorated_target"
    PREVIOUS_ACTUAL = "previous_actual"
    ACTUAL = "actual"


class Path(StrEnum):
    """How a prorated target runs from the baseline to the final target."""

    STRAIGHT = "straight"  # one straight line
    STATED = "stated"  # straight lines between the stated interim and yearly targets


@dataclass(frozen=True, slots=True)
class YearOfPlan:
    """One fiscal year within a plan's period. `kept` holds, by indicator id, the final targets a settled year kept."""

    fiscal_year: int
    first_year: int
    last_year: int
    path: Path = Path.STRAIGHT
    kept: Mapping[str, Value] = field(default_factory=dict)


def year_of_plan(plan: Plan, fiscal_year: int, path: Path = Path.STRAIGHT) -> YearOfPlan:
    """The year as the plan stands, with what it kept."""
    year = plan.index.year.get(fiscal_year)
    kept = {target.indicator: target.value for target in year.kept_targets} if year else {}
    return YearOfPlan(fiscal_year, plan.first_year, plan.last_year, path, kept)


def value_at(indicator: Indicator, reference: Reference, year: YearOfPlan) -> Value | None:
    """The indicator's own figure, None where nothing stands there. Components are not looked at.

    `target_of_year` is the stated one, and in the final year the final target. `interim_target` is that of the year,
    else the next one due. A settled year's kept target wins over the plan's final target.
    """
    if reference is Reference.ACTUAL:
        return _actual(indicator, year.fiscal_year)
    if reference is Reference.BASELINE:
        return indicator.baseline.value if indicator.baseline else None
    if reference is Reference.FINAL_TARGET:
        return final_target(indicator, year)
    if reference is Reference.PREVIOUS_ACTUAL:
        return _actual(indicator, year.fiscal_year - 1)
    return _dated_target(indicator, reference, year)


def year_of_target(plan: Plan, indicator: Indicator, target: Value | None, fiscal_year: int) -> int:
    """The fiscal year for which a target was promised: the final one's, by default the plan's last, else the year that is judged."""
    if target is None or indicator.final_target is None or target != indicator.final_target:
        return fiscal_year
    return plan.last_year if indicator.final_year is None else indicator.final_year


def final_target(indicator: Indicator, year: YearOfPlan) -> Value | None:
    """The target that a settled year kept, else the plan's final target."""
    return year.kept.get(indicator.id, indicator.final_target) if year.kept else indicator.final_target


def final_year(indicator: Indicator, year: YearOfPlan) -> int:
    """The year in which the final target is due: the indicator's own, else the plan's last."""
    return year.last_year if indicator.final_year is None else indicator.final_year


def prorated_target(indicator: Indicator, year: YearOfPlan) -> Decimal | None:
    """Where the indicator should be by now on its way from the baseline to the final target, exact.

    A baseline without a year counts as that of the year before the plan. None where an end of the way is no number.
    """
    points = _path_points(indicator, year)
    if points is None:
        return None
    years, now = sorted(points), year.fiscal_year
    if now in points or not years[0] < now < years[-1]:
        return points[min(max(now, years[0]), years[-1])]
    before = max(at for at in years if at < now)
    after = min(at for at in years if at > now)
    return points[before] + (points[after] - points[before]) * (now - before) / (after - before)


def _actual(indicator: Indicator, fiscal_year: int) -> Value | None:
    for actual in indicator.actuals:  # asked for every indicator of a plan: a plain loop is twice as fast as of_year
        if actual.fiscal_year == fiscal_year:
            return actual.value
    return None


def _dated_target(indicator: Indicator, reference: Reference, year: YearOfPlan) -> Value | None:
    if reference is Reference.TARGET_OF_YEAR:
        stated = of_year(indicator.targets, year.fiscal_year)
        if stated is None and year.fiscal_year == final_year(indicator, year):
            return final_target(indicator, year)
        return stated.value if stated else None
    if reference is Reference.INTERIM_TARGET:
        due = [target for target in indicator.interim_targets if target.fiscal_year >= year.fiscal_year]
        return min(due, key=_year).value if due else None
    return prorated_target(indicator, year)


def _path_points(indicator: Indicator, year: YearOfPlan) -> dict[int, Decimal] | None:
    baseline = number(indicator.baseline.value) if indicator.baseline else None
    final = number(final_target(indicator, year))
    if baseline is None or final is None or indicator.baseline is None:
        return None
    start = year.first_year - 1 if indicator.baseline.fiscal_year is None else indicator.baseline.fiscal_year
    points = {start: baseline}
    if year.path is Path.STATED:
        stated = ((t.fiscal_year, number(t.value)) for t in (*indicator.interim_targets, *indicator.targets))
        points |= {at: value for at, value in stated if value is not None}
    return points | {final_year(indicator, year): final}


def _year(target: Target) -> int:
    return target.fiscal_year
