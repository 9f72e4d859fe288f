"""What the readers of conditions share: the surroundings of a condition, bounds, limits, and refusals."""

from __future__ import annotations

from collections.abc import Callable, Collection, Mapping
from decimal import Decimal
from typing import TypeAlias

from monosashi.core.messages import message
from monosashi.evaluation.scheme import Condition, Rated
from monosashi.evaluation.table_reading import Table

OF_INDICATORS = frozenset({Rated.COMPONENT, Rated.INDICATOR})


class Reading:
    """What the reader of a condition must know of the rest.

    `step` is the one being read, `earlier` what the steps before it rate, `printed` rounds the rates that bands look
    at (None: bands look at exact ones).
    """

    def __init__(self, step: str, earlier: Mapping[str, Rated], printed: Callable[[Decimal], Decimal] | None) -> None:
        self.step = step
        self.earlier = earlier
        self.printed = printed


Form: TypeAlias = Callable[[Table, Rated, Reading], Condition]
"""Reads one form of condition."""


def read_limits(table: Table) -> tuple[int, int | None]:
    """How many at least and at most (None: any number), from `exactly`, `at_least`, `at_most`."""
    if "exactly" in table:
        exactly = table.whole("exactly")
        return exactly, exactly
    return table.whole("at_least", 0), table.whole("at_most") if "at_most" in table else None


def read_bounds(table: Table) -> Callable[[Decimal], bool]:
    """Strict and non-strict bounds: `at_least`, `above`, `at_most`, `below`, `equals`. One at least must stand."""
    least, above = table.number("at_least"), table.number("above")
    most, below, equals = table.number("at_most"), table.number("below"), table.number("equals")
    if least is above is most is below is equals is None:
        table.refuse("", message("evaluation.data.no_bound"), message("evaluation.data.write_bound"))

    def within(number: Decimal) -> bool:
        return (
            (least is None or number >= least)
            and (above is None or number > above)
            and (most is None or number <= most)
            and (below is None or number < below)
            and (equals is None or number == equals)
        )

    return within


def check_known(table: Table, key: str, word: str, known: Collection[str]) -> None:
    """Refuse a word that is none of the known ones."""
    if word not in known and (word or key in table):
        remedy = message("evaluation.data.use_one_of", known=tuple(sorted(known)))
        table.refuse(key, message("evaluation.data.not_one_of"), remedy)


def check_of_indicators(table: Table, key: str, rated: Rated) -> None:
    """Refuse a question about an indicator in a step that rates nodes."""
    if rated not in OF_INDICATORS:
        table.refuse(key, message("evaluation.data.asks_an_indicator"), message("evaluation.data.use_every_indicator"))
