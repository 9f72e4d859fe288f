"""How much two texts or sets of words have in common, in percent."""

from collections.abc import Set
from decimal import Decimal
from functools import lru_cache
from itertools import pairwise

from monosashi.checks.folding import fold


def overlap(left: Set[str], right: Set[str]) -> Decimal:
    """The shared part of two sets, 100 where they are equal; 0 where both are empty."""
    whole = len(left | right)
    return Decimal(100 * len(left & right)) / whole if whole else Decimal(0)


def coverage(left: Set[str], right: Set[str]) -> Decimal:
    """How much of the smaller set stands in the other, 100 where all of it does; 0 where it is empty."""
    smaller = min(len(left), len(right))
    return Decimal(100 * len(left & right)) / smaller if smaller else Decimal(0)


def likeness(left: str, right: str) -> Decimal:
    """How alike two texts are letter pair by letter pair, whatever their spelling; 0 where one is empty."""
    return overlap(_pairs(left), _pairs(right))


@lru_cache(maxsize=20_000)
def _pairs(text: str) -> frozenset[str]:
    letters = [letter for letter in fold(text) if letter.isalnum()]
    return frozenset(a + b for a, b in pairwise(letters))
