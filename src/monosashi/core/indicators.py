"""Indicators (評価指標, KPI): what is measured, from where, to where, and what came of it each year."""

from dataclasses import dataclass
from decimal import Decimal
from enum import StrEnum

from monosashi.core.tree import Succession
from monosashi.core.values import Value, ValueStatus


class IndicatorKind(StrEnum):
    """Stored only where the source states it."""

    OUTPUT = "output"  # 活動指標
    OUTCOME = "outcome"  # 成果指標
    UNDECLARED = "undeclared"


class Direction(StrEnum):
    """Which way is better. Never guessed silently: where the source says nothing it is undeclared."""

    INCREASE = "increase"
    DECREASE = "decrease"
    MAINTAIN = "maintain"
    RANGE = "range"
    UNDECLARED = "undeclared"


class Accumulation(StrEnum):
    """What one year's figure covers. A printed 「累計」 covers different things: a running total or a stock."""

    CUMULATIVE = "cumulative"  # 累計
    ANNUAL = "annual"  # 単年度
    POINT_IN_TIME = "point_in_time"  # 時点
    UNDECLARED = "undeclared"


class Composition(StrEnum):
    """How the figures of an indicator's components make the whole."""

    ALL = "all"
    ANY = "any"
    PRODUCT = "product"  # of rates in percent: 20.0 % x 40.0 % = 8.0 %
    SUM = "sum"
    MEAN = "mean"


@dataclass(frozen=True, slots=True)
class Baseline:
    """Where the indicator started. `fiscal_year` is None where the source gives a day instead (`as_of`, as printed)."""

    value: Value
    fiscal_year: int | None = None
    as_of: str = ""


@dataclass(frozen=True, slots=True)
class Target:
    """A promised value of one indicator for one fiscal year.

    `value` is in the indicator's unit, as printed: a rate of 45.2 % is Decimal("45.2").
    `fiscal_year` is the Western year in which it starts (令和6年度 -> 2024).
    """

    fiscal_year: int
    value: Value


@dataclass(frozen=True, slots=True)
class Actual:
    """What was reached in one fiscal year, with how firm it is. `evidence` says on what the figure rests."""

    fiscal_year: int
    value: Value
    status: ValueStatus = ValueStatus.FINAL
    evidence: str = ""
    note: str = ""


@dataclass(frozen=True, slots=True)
class Fraction:
    """Numerator and denominator behind a rate, for one fiscal year. None where the source does not print it."""

    fiscal_year: int
    numerator: Decimal | None = None
    denominator: Decimal | None = None


@dataclass(frozen=True, slots=True)
class SeriesPoint:
    """One year of a reference series."""

    fiscal_year: int
    value: Value


@dataclass(frozen=True, slots=True)
class ReferenceSeries:
    """Figures the city prints beside an indicator without judging by them (参考値)."""

    name: str
    unit: str
    points: tuple[SeriesPoint, ...] = ()


@dataclass(frozen=True, slots=True)
class Indicator:
    """One KPI of one node. `id` is opaque and never reused; a changed denominator makes a new, succeeding indicator.

    `part_of` is the id of the indicator that this one is a component of, None for a whole.
    `composition` says how components make the whole, None where there are none.
    `final_target` is the promise for the end of the plan, reached in `final_year`; `targets` are those of single years
    (年度目標) and `interim_targets` the milestones between (中間目標).
    `rationale` is why the target is what it is (目標値の考え方); `computation` is the formula as the city prints it.
    """

    id: str
    node: str
    name: str
    unit: str = ""
    kind: IndicatorKind = IndicatorKind.UNDECLARED
    direction: Direction = Direction.UNDECLARED
    accumulation: Accumulation = Accumulation.UNDECLARED
    part_of: str | None = None
    composition: Composition | None = None
    computation: str = ""
    rationale: str = ""
    baseline: Baseline | None = None
    targets: tuple[Target, ...] = ()
    interim_targets: tuple[Target, ...] = ()
    final_target: Value | None = None
    final_year: int | None = None
    actuals: tuple[Actual, ...] = ()
    fractions: tuple[Fraction, ...] = ()
    reference_series: tuple[ReferenceSeries, ...] = ()
    tags: tuple[str, ...] = ()
    shared_with_plans: tuple[str, ...] = ()
    succeeds: tuple[Succession, ...] = ()
