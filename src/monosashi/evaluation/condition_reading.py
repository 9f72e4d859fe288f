"""What the readers of conditions share: the surroundings of a condition, bounds, limits, and refusals."""

from __future__ import annotations

from collections.abc import Callable, Collection, Mapping
from decimal import Decimal
from typing import TypeAlias

from monosashi.core.messages import message
from monosashi.evaluation.scheme import Condition, Rated
from monosashi.evaluation.table_reading import Table, one_of

OF_INDICATORS = frozenset({Rated.COMPONENT, Rated.INDICATOR})


class Reading:
    """What the reader of a condition must know of the rest.

    `step` is the one being read, `earlier` what the steps before it rate, `grades` the symbols that they may give,
    `printed` rounds the rates that bands look at (None: bands look at exact ones).
    """

    def __init__(
        self,
        step: str,
        earlier: Mapping[str, Rated],
        printed: Callable[[Decimal], Decimal] | None,
        grades: Mapping[str, frozenset[str]],
    ) -> None:
        self.step = step
        self.earlier = earlier
        self.printed = printed
        self.grades = grades


Form: TypeAlias = Callable[[Table, Rated, Reading], Condition]
"""Reads one form of condition."""


def read_limits(table: Table) -> tuple[int, int | None]:
    """How many at least and at most (None: any number), from `exactly`, `at_least`, `at_most`."""
    if "exactly" in table:
        exactly = table.whole("exactly")
        return exactly, exactly
    least, most = table.whole("at_least", 0), table.whole("at_most") if "at_most" in table else None
    if most is not None and least > most:
        table.advise("", message("evaluation.data.empty_bounds"), message("evaluation.data.mend_bounds"))
    return least, most


def read_bounds(table: Table) -> Callable[[Decimal], bool]:
    """Strict and non-strict bounds: `at_least`, `above`, `at_most`, `below`, `equals`. One at least must stand."""
    least, above = table.number("at_least"), table.number("above")
    most, below, equals = table.number("at_most"), table.number("below"), table.number("equals")
    if not any(key in table for key in ("at_least", "above", "at_most", "below", "equals")):
        table.refuse("", message("evaluation.data.no_bound"), message("evaluation.data.write_bound"))
    if _is_empty(least, above, most, below):
        table.advise("", message("evaluation.data.empty_bounds"), message("evaluation.data.mend_bounds"))

    def within(number: Decimal) -> bool:
        return (
            (least is None or number >= least)
            and (above is None or number > above)
            and (most is None or number <= most)
            and (below is None or number < below)
            and (equals is None or number == equals)
        )

    return within


def _is_empty(least: Decimal | None, above: Decimal | None, most: Decimal | None, below: Decimal | None) -> bool:
    """Whether no number at all lies within the bounds."""
    low = max((bound for bound in (least, above) if bound is not None), default=None)
    high = min((bound for bound in (most, below) if bound is not None), default=None)
    if low is None or high is None:
        return False
    return low > high or (low == high and (low == above or high == below))


def check_known(table: Table, key: str, word: str, known: Collection[str]) -> None:
    """Refuse a word that is none of the known ones."""
    if word not in known and (word or key in table):
        table.refuse(key, message("evaluation.data.not_one_of"), one_of(tuple(sorted(known))))


def check_of_indicators(table: Table, key: str, rated: Rated) -> None:
    """Refuse a question about an indicator in a step that rates nodes."""
    if rated not in OF_INDICATORS:
        table.refuse(key, message("evaluation.data.asks_an_indicator"), message("evaluation.data.use_every_indicator"))
