"""How much two texts or sets of words have in common, in percent."""

from collections import Counter, defaultdict
from collections.abc import Sequence, Set
from decimal import Decimal
from functools import lru_cache
from itertools import chain, pairwise

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
    return overlap(letter_pairs(left), letter_pairs(right))


def alike(sets: Sequence[Set[str]], percent: Decimal) -> list[tuple[int, int, Decimal]]:
    """The positions of every two sets that overlap by `percent` (above 0) or more, in order, and by how much they do.

    Not each is laid beside each: two such sets share one of the first words of both, the rarest words being first, as many as may be
    missing from the common part and one more (prefix filtering: Chaudhuri, Ganti, Kaushik 2006).
    """
    often = Counter(chain.from_iterable(sets))
    rank = {word: at for at, word in enumerate(sorted(often, key=often.__getitem__))}
    part, whole = (percent / 100).as_integer_ratio()
    begins_with: dict[str, list[int]] = defaultdict(list)
    found = []
    for at in sorted(range(len(sets)), key=lambda position: len(sets[position])):
        own = sets[at]
        common = -(-len(own) * part // whole)
        first = sorted(own, key=rank.__getitem__)[: len(own) - common + 1]
        others = {other for word in first for other in begins_with[word]}
        for other in others:
            shared = len(own & sets[other])
            together = len(own) + len(sets[other]) - shared
            if shared * whole >= together * part:
                found.append((min(at, other), max(at, other), Decimal(100 * shared) / together))
        for word in first:
            begins_with[word].append(at)
    return sorted(found)


@lru_cache(maxsize=20_000)
def letter_pairs(text: str) -> frozenset[str]:
    """Every two letters that stand side by side, without marks and blanks."""
    return frozenset(a + b for a, b in pairwise(letters_of(text)))


def letters_of(text: str) -> str:
    """The letters and digits of a text in one spelling: what its letter pairs are made of."""
    return "".join(letter for letter in fold(text) if letter.isalnum())
