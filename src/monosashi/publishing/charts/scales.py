"""From figures to places: an axis whose marks are round numbers, and always has 0 on it."""

from collections.abc import Iterable
from dataclasses import dataclass
from decimal import Decimal

from monosashi.evaluation.rounding import half_up

_MOST_MARKS = 5
_ROUND = (Decimal(1), Decimal(2), Decimal("2.5"), Decimal(5), Decimal(10))


@dataclass(frozen=True, slots=True)
class Axis:
    """An upright axis. `top` and `bottom` are pixels from above; `marks` the round figures on it, lowest first."""

    marks: tuple[Decimal, ...]
    top: float
    bottom: float

    def place(self, figure: Decimal) -> float:
        """Pixels from above."""
        low, high = self.marks[0], self.marks[-1]
        return round(self.bottom - float((figure - low) / (high - low)) * (self.bottom - self.top), 1)


def axis(figures: Iterable[Decimal], *, top: float, bottom: float) -> Axis:
    """The axis on which all of the figures have a place."""
    told = (*figures, Decimal(0))
    low, high = min(told), max(told)
    if low == high:
        high = low + 1
    step = _round_step((high - low) / _MOST_MARKS)
    first, last = (low / step).to_integral_value("ROUND_FLOOR"), (high / step).to_integral_value("ROUND_CEILING")
    return Axis(tuple(_plain(step * number) for number in range(int(first), int(last) + 1)), top, bottom)


def _round_step(least: Decimal) -> Decimal:
    power = Decimal(10) ** least.adjusted()
    return next(round_ * power for round_ in _ROUND if round_ * power >= least)


def _plain(mark: Decimal) -> Decimal:
    """Without needless zeros and without an exponent."""
    whole = mark.to_integral_value()
    return half_up(whole) if mark == whole else mark.normalize()
