"""How far a figure has come: comparison in the indicator's own direction, ratio, improvement, pace.

Rates are exact, in percent. None always means that the figures do not decide, never 0.
"""

from dataclasses import dataclass
from decimal import Decimal
from enum import IntEnum

from monosashi.core.indicators import Composition, Direction
from monosashi.core.values import Absence, Described, Span, Value

_ZERO = Decimal(0)
_HUNDRED = Decimal(100)


class Comparison(IntEnum):
    """Where a figure stands against a reference, better being greater. `>= SAME` is to reach it."""

    SHORT = -1
    SAME = 0
    BEYOND = 1


@dataclass(frozen=True, slots=True)
class Tolerance:
    """How far from a reference still counts as equal, for indicators with `tag` ("": all).

    Either `points`, in the indicator's unit, or `relative`, in percent of the reference. `against` names the
    references it holds for, empty: all.
    """

    tag: str = ""
    points: Decimal | None = None
    relative: Decimal | None = None
    against: tuple[str, ...] = ()

    def margin(self, reference: Decimal) -> Decimal:
        """The distance from this reference that still counts as equal."""
        if self.points is not None:
            return self.points
        return abs(reference) * (self.relative or _ZERO) / _HUNDRED


def compare(
    actual: Value, reference: Value, direction: Direction, aim: Value | None = None, margin: Decimal = _ZERO
) -> Comparison | None:
    """Whether `actual` is beyond, at or short of `reference`, in the direction in which better lies.

    An indicator that is to be maintained or kept in a range is better the nearer it is to `aim` (default: the
    reference). A range as actual counts by its worse end. None: words, absences, or a range that straddles.
    """
    if isinstance(actual, Decimal) and isinstance(reference, Decimal):
        return _compare_numbers(actual, reference, direction, reference if aim is None else aim, margin)
    if isinstance(actual, Absence) or isinstance(reference, Absence):
        return None
    if isinstance(actual, Described) or isinstance(reference, Described):
        return Comparison.SAME if actual == reference else None
    return _compare_spans(actual, reference, direction, reference if aim is None else aim, margin)


def told_direction(baseline: Value | None, target: Value | None) -> Direction | None:
    """The direction in which the target lies from the baseline; None where they are equal or not two numbers."""
    if isinstance(target, Span):
        return Direction.RANGE
    if not isinstance(baseline, Decimal) or not isinstance(target, Decimal) or baseline == target:
        return None
    return Direction.INCREASE if target > baseline else Direction.DECREASE


def ratio(actual: Decimal, target: Decimal, direction: Direction) -> Decimal | None:
    """The achievement rate: actual / target, or target / actual where less is better.

    None where the divisor is 0, where a figure is below 0 (its ratio says nothing), and for a range.
    """
    over, under = (target, actual) if direction is Direction.DECREASE else (actual, target)
    if under <= 0 or over < 0 or direction is Direction.RANGE:
        return None
    return over * _HUNDRED / under


def improvement(actual: Decimal, baseline: Decimal, target: Decimal) -> Decimal | None:
    """How much of the way from baseline to target is done: (a - b) / (t - b). None where target = baseline."""
    return None if target == baseline else (actual - baseline) * _HUNDRED / (target - baseline)


def compose(values: tuple[Decimal, ...], composition: Composition) -> Decimal | None:
    """The whole that components make. A product is one of rates in percent: 20.0 x 40.0 is 8.0.

    None where there are no components, and for `all` and `any`, which make no figure.
    """
    if not values:
        return None
    if composition is Composition.SUM:
        return sum(values, _ZERO)
    if composition is Composition.MEAN:
        return sum(values, _ZERO) / len(values)
    if composition is Composition.PRODUCT:
        product = values[0]
        for value in values[1:]:
            product = product * value / _HUNDRED
        return product
    return None


def _compare_numbers(
    actual: Decimal, reference: Decimal, direction: Direction, aim: Value, margin: Decimal
) -> Comparison | None:
    if direction is Direction.INCREASE:
        better_by = actual - reference
    elif direction is Direction.DECREASE:
        better_by = reference - actual
    elif actual == reference:
        return Comparison.SAME
    elif direction is Direction.UNDECLARED or not isinstance(aim, Decimal | Span):
        return None
    else:
        better_by = _distance(reference, aim) - _distance(actual, aim)
    return _placed(better_by, margin)


def _placed(better_by: Decimal, margin: Decimal) -> Comparison:
    if better_by > margin:
        return Comparison.BEYOND
    return Comparison.SHORT if better_by < -margin else Comparison.SAME


def _distance(number: Decimal, aim: Decimal | Span) -> Decimal:
    low, high = (aim.low, aim.high) if isinstance(aim, Span) else (aim, aim)
    if low is not None and number < low:
        return low - number
    return number - high if high is not None and number > high else _ZERO


def _compare_spans(
    actual: Decimal | Span, reference: Decimal | Span, direction: Direction, aim: Value, margin: Decimal
) -> Comparison | None:
    if isinstance(actual, Decimal):
        return _against_span(actual, reference, direction, aim, margin)
    ends = {_end(end, actual, reference, direction, aim, margin) for end in ("low", "high")}
    if len(ends) == 1:
        return ends.pop()
    return Comparison.SAME if ends == {Comparison.SAME, Comparison.BEYOND} else None


def _end(
    end: str, actual: Span, reference: Decimal | Span, direction: Direction, aim: Value, margin: Decimal
) -> Comparison | None:
    number = actual.low if end == "low" else actual.high
    if number is not None:
        return _against_span(number, reference, direction, aim, margin)
    better = Direction.INCREASE if end == "high" else Direction.DECREASE
    return Comparison.BEYOND if direction is better else Comparison.SHORT


def _against_span(
    actual: Decimal, reference: Decimal | Span, direction: Direction, aim: Value, margin: Decimal
) -> Comparison | None:
    if isinstance(reference, Decimal):
        return _compare_numbers(actual, reference, direction, aim, margin)
    if direction is Direction.UNDECLARED:
        return None
    outside = _distance(actual, reference)
    if outside <= margin:
        return Comparison.SAME
    above = reference.high is not None and actual > reference.high
    beyond = Direction.INCREASE if above else Direction.DECREASE
    return Comparison.BEYOND if direction is beyond else Comparison.SHORT
