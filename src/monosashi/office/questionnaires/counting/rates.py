"""Rates with two decimals, ranks with ties, and printed rates beside computed ones."""

from collections.abc import Mapping
from dataclasses import dataclass
from decimal import ROUND_HALF_UP, Decimal

_HUNDREDTH = Decimal("0.01")


def rate(count: int, of: int) -> Decimal | None:
    """Percent with two decimals, halves up; None of nobody: a share of nothing is not 0 %."""
    return (Decimal(count) * 100 / of).quantize(_HUNDREDTH, ROUND_HALF_UP) if of else None


def ranks(counts: Mapping[str, int | None]) -> dict[str, int]:
    """The rank of each by its count, the highest first: equal counts share a rank and the next one is left out (1, 2, 2, 4).

    Who has no count has no rank.
    """
    known = [count for count in counts.values() if count is not None]
    return {key: 1 + sum(other > count for other in known) for key, count in counts.items() if count is not None}


@dataclass(frozen=True, slots=True)
class PrintedRate:
    """A rate as printed, beside the counts printed with it. None: that figure was not printed."""

    printed: Decimal | None
    count: int | None
    of: int | None

    @property
    def computed(self) -> Decimal | None:
        """What the counts come to, None where they are not all there."""
        return None if self.count is None or not self.of else rate(self.count, self.of)

    @property
    def differs(self) -> bool:
        """Whether the print is not what its own counts come to, at as many decimals as were printed."""
        if self.printed is None or self.count is None or not self.of:
            return False
        exact = Decimal(self.count) * 100 / self.of
        return exact.quantize(self.printed, ROUND_HALF_UP) != self.printed
