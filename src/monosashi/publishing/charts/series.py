"""An indicator's figures in the order of time, and what each year added to a running total."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from decimal import Decimal

from monosashi.core.indicators import Accumulation, Indicator
from monosashi.core.values import Absence, Value, ValueStatus, number

_LONGEST_GAP = 15
"""Years that are drawn between two figures although nothing is said of them."""


@dataclass(frozen=True, slots=True)
class Moment:
    """One place on the time axis: a fiscal year, or a day as printed (`as_of`) where the baseline has no year.

    None: nobody said anything. `final`: the target is that for the end of the plan.
    """

    fiscal_year: int | None
    as_of: str = ""
    baseline: Value | None = None
    target: Value | None = None
    final: bool = False
    actual: Value | None = None
    status: ValueStatus = ValueStatus.FINAL


@dataclass(frozen=True, slots=True)
class Series:
    """All that is drawn of an indicator, oldest first."""

    name: str
    unit: str
    accumulation: Accumulation
    moments: tuple[Moment, ...]


@dataclass(frozen=True, slots=True)
class Increment:
    """What one fiscal year added. `change` is in percent of the year before; None where that is not known or not above 0."""

    fiscal_year: int
    amount: Decimal | Absence
    change: Decimal | None = None
    from_baseline: bool = False
    """The amount is the baseline itself: the running total began with that year."""


def series_of(indicator: Indicator) -> Series:
    """The course of an indicator. Years between the first and the last figure are there even when empty."""
    baseline = indicator.baseline
    targets = {t.fiscal_year: t.value for t in (*indicator.interim_targets, *indicator.targets)}
    if indicator.final_target is not None and indicator.final_year is not None:
        targets[indicator.final_year] = indicator.final_target
    actuals = {a.fiscal_year: a for a in indicator.actuals}
    start = baseline.fiscal_year if baseline else None
    moments = [
        Moment(
            fiscal_year=year,
            baseline=baseline.value if baseline and year == start else None,
            target=targets.get(year),
            final=year == indicator.final_year and indicator.final_target is not None,
            actual=actuals[year].value if year in actuals else None,
            status=actuals[year].status if year in actuals else ValueStatus.FINAL,
        )
        for year in _years({*targets, *actuals, *(() if start is None else (start,))})
    ]
    if baseline and start is None:
        moments.insert(0, Moment(None, baseline.as_of, baseline=baseline.value))
    return Series(indicator.name, indicator.unit, indicator.accumulation, tuple(moments))


def increments_of(indicator: Indicator, *, baseline_is_one_year: bool = False) -> tuple[Increment, ...]:
    """What each year added to a running total, oldest first; nothing for an indicator that is none.

    `baseline_is_one_year`: the baseline is what its own year brought, so it is the first increment.
    """
    if indicator.accumulation is not Accumulation.CUMULATIVE:
        return ()
    levels = _levels(indicator)
    found: list[Increment] = []
    start = indicator.baseline.fiscal_year if indicator.baseline else None
    began = None if start is None else number(levels.get(start))
    if baseline_is_one_year and start is not None and began is not None:
        found.append(Increment(start, began, from_baseline=True))
    for actual in sorted(indicator.actuals, key=lambda each: each.fiscal_year):
        if actual.fiscal_year == start:
            continue
        added = _added(levels, actual.fiscal_year)
        found.append(Increment(actual.fiscal_year, added, _change(added, found, actual.fiscal_year)))
    return tuple(found)


def _years(told: set[int]) -> tuple[int, ...]:
    if not told:
        return ()
    every = range(min(told), max(told) + 1)
    return tuple(every) if len(every) <= _LONGEST_GAP else tuple(sorted(told))


def _levels(indicator: Indicator) -> Mapping[int, Value]:
    levels: dict[int, Value] = {}
    if indicator.baseline and indicator.baseline.fiscal_year is not None:
        levels[indicator.baseline.fiscal_year] = indicator.baseline.value
    return levels | {actual.fiscal_year: actual.value for actual in indicator.actuals}


def _added(levels: Mapping[int, Value], year: int) -> Decimal | Absence:
    now, before = number(levels.get(year)), number(levels.get(year - 1))
    return Absence.NOT_COMPUTABLE if now is None or before is None else now - before


def _change(added: Decimal | Absence, earlier: list[Increment], year: int) -> Decimal | None:
    before = earlier[-1] if earlier and earlier[-1].fiscal_year == year - 1 else None
    if before is None or not isinstance(added, Decimal) or not isinstance(before.amount, Decimal) or before.amount <= 0:
        return None
    return (added - before.amount) * 100 / before.amount


def figures(series: Series) -> Iterator[Decimal]:
    """Every number that is drawn, both ends of a range."""
    for moment in series.moments:
        for value in (moment.baseline, moment.target, moment.actual):
            yield from ends(value)


def ends(value: Value | None) -> tuple[Decimal, ...]:
    """The numbers of a value: itself, or the known ends of a range."""
    if isinstance(value, Decimal):
        return (value,)
    low_and_high = (getattr(value, "low", None), getattr(value, "high", None))
    return tuple(end for end in low_and_high if end is not None)
