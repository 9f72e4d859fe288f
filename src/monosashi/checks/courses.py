"""The course of an indicator: which way is better, from where, to where. Absent facts are None, never 0."""

from decimal import Decimal

from monosashi.checks.sentences import sentences
from monosashi.checks.word_lists import word_list
from monosashi.core.indicators import Direction, Indicator
from monosashi.core.values import Value, number


def baseline_of(indicator: Indicator) -> Decimal | None:
    """The baseline where it is a number."""
    return number(indicator.baseline.value) if indicator.baseline else None


def final_target_of(indicator: Indicator) -> Decimal | None:
    """The final target where it is a number; without one, the target of the last year that has one."""
    stated = number(indicator.final_target)
    if stated is not None or indicator.final_target is not None:
        return stated
    last = max(indicator.targets, key=lambda target: target.fiscal_year, default=None)
    return number(last.value) if last else None


def has_target(indicator: Indicator) -> bool:
    """Whether something is promised: a number, a range or words, for any year."""
    promised = (indicator.final_target, *(t.value for t in (*indicator.targets, *indicator.interim_targets)))
    return any(map(is_stated, promised))


def is_stated(value: Value | None) -> bool:
    """Whether there is a value and not an absence."""
    return value is not None and not isinstance(value, str)


def better_way(indicator: Indicator) -> int | None:
    """1 where more is better, -1 where less is, None where neither or where nothing tells.

    An undeclared direction is read from baseline and final target, which is how the city itself draws it.
    """
    declared = {Direction.INCREASE: 1, Direction.DECREASE: -1}
    if indicator.direction is not Direction.UNDECLARED:
        return declared.get(indicator.direction)
    baseline, target = baseline_of(indicator), final_target_of(indicator)
    if baseline is None or target is None or baseline == target:
        return None
    return 1 if target > baseline else -1


def reaches(way: int, actual: Decimal, target: Decimal) -> bool:
    """Whether `actual` is at the target or beyond it, `way` as told by `better_way`."""
    return (actual - target) * way >= 0


def baseline_is_one_years_amount(indicator: Indicator) -> bool:
    """Whether the rationale says that the baseline of a running total is what one year brought."""
    baseline, yearly = (word_list("series").of_group(group) for group in ("baseline", "one_year"))
    return any(baseline.found_in(each) and yearly.found_in(each) for each in sentences(indicator.rationale))
