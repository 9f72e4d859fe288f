"""How a city prints numbers: rounding is the scheme's, and some make shares add up to 100."""

from collections.abc import Sequence
from dataclasses import dataclass
from decimal import ROUND_CEILING, ROUND_FLOOR, ROUND_HALF_EVEN, ROUND_HALF_UP, Context, Decimal
from enum import StrEnum
from functools import cache

_HUNDRED = Decimal(100)
_WIDE = Context(prec=200)
"""Room for the digits of any figure that a plan can hold."""


class RoundingMode(StrEnum):
    """What becomes of the digits that are not printed."""

    HALF_UP = "half_up"  # 四捨五入
    FLOOR = "floor"  # 切捨て
    HALF_EVEN = "half_even"
    CEIL = "ceil"  # 切上げ


_DECIMAL_MODES = {
    RoundingMode.HALF_UP: ROUND_HALF_UP,
    RoundingMode.FLOOR: ROUND_FLOOR,
    RoundingMode.HALF_EVEN: ROUND_HALF_EVEN,
    RoundingMode.CEIL: ROUND_CEILING,
}


@dataclass(frozen=True, slots=True)
class Rounding:
    """A mode and the number of decimals that are printed."""

    mode: RoundingMode = RoundingMode.HALF_UP
    decimals: int = 1

    def apply(self, number: Decimal) -> Decimal:
        """The number as printed, with its scale: 66.67 under floor and no decimals is Decimal("66")."""
        return number.quantize(_unit(self.decimals), _DECIMAL_MODES[self.mode], _WIDE)


_PERCENT = Rounding()
"""One decimal, halves up: how budgets and reports print an execution rate, a share, a change."""


def half_up(number: Decimal, decimals: int = 0) -> Decimal:
    """四捨五入, for figures on which no scheme has a word. -0.04 to one decimal is Decimal("-0.0")."""
    return Rounding(decimals=decimals).apply(number)


def percent(exact: Decimal | None) -> Decimal | None:
    """A percentage as every page, file and sentence prints it: one decimal, halves up. None stays None."""
    return None if exact is None else _PERCENT.apply(exact)


@cache
def _unit(decimals: int) -> Decimal:
    return Decimal(1).scaleb(-decimals)


def shares_to_total(parts: Sequence[Decimal], decimals: int = 0, total: Decimal = _HUNDRED) -> tuple[Decimal, ...]:
    """Shares of the parts that add up to `total` exactly, by largest remainder; of equal remainders the first gains.

    Parts are counts or amounts, none below 0. Empty where the parts sum to 0: there is nothing to share.
    """
    whole = sum(parts, Decimal(0))
    if whole == 0:
        return ()
    step = _unit(decimals)
    exact = [part * total / whole for part in parts]
    printed = [share.quantize(step, ROUND_FLOOR) for share in exact]
    left = int((total - sum(printed, Decimal(0))) / step)
    by_remainder = sorted(range(len(parts)), key=lambda i: (printed[i] - exact[i], i))
    for i in by_remainder[:left]:
        printed[i] += step
    return tuple(printed)
