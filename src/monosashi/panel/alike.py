"""What other cities do about the same thing: indicators whose name, or whose measure's name, is like what was typed."""

from collections.abc import Mapping
from dataclasses import dataclass
from decimal import ROUND_HALF_UP, Decimal
from functools import reduce
from importlib import import_module
from operator import add
from typing import Any

from monosashi.checks.similarity import letter_pairs
from monosashi.core.messages import InvalidInput, message
from monosashi.panel.engine import Rows, ibis
from monosashi.panel.indicator_years import INDICATOR_KEY
from monosashi.panel.indicators import NAMES
from monosashi.panel.opening import Panel, as_written, number_of

ALIKE_FROM = 60
"""Percent: of オンライン申請 and 電子申請のオンライン利用率 83 is shared, of 学習用端末 and 端末の更新 25."""


@dataclass(frozen=True, slots=True)
class OtherIndicator:
    """An indicator of some city, with its latest actual and its final target, else that of the same year.

    None where no number was published. `likeness` is how much of the text that was looked for stands in its name or in that of its measure, whichever has more,
    in percent of letter pairs.
    """

    municipality: str
    measure: str
    indicator: str
    unit: str
    kind: str | None
    baseline: Decimal | None
    fiscal_year: int | None
    actual: Decimal | None
    target_year: int | None
    target: Decimal | None
    likeness: Decimal


@dataclass(frozen=True, slots=True)
class Alike:
    """What was found: the most alike, and how many there are in all."""

    indicators: tuple[OtherIndicator, ...]
    total: int


def looked_for_in(text: str) -> frozenset[str]:
    """The letter pairs to look for. Raises InvalidInput for a text without two letters side by side."""
    pairs = letter_pairs(text)
    if not pairs:
        raise InvalidInput.of("TEXT", message("panel.too_short"), message("panel.write_two_letters"), read=text)
    return pairs


def indicators_like(panel: Panel, looked_for: frozenset[str], most: int) -> Alike:
    """Those that have enough of these letter pairs, the most alike first, then by municipality; `most` of them."""
    alike = rows_like(panel.indicators, looked_for)
    first = alike.order_by(alike.shared.desc(), *order_of(alike)).limit(most).to_pyarrow().to_pylist()
    figures = _figures(panel, first)
    found = tuple(_other(row, figures.get(_key(row), {}), len(looked_for)) for row in first)
    return Alike(found, len(found) if len(found) < most else alike.count().to_pyarrow().as_py())


def rows_like(rows: Rows, looked_for: frozenset[str]) -> Rows:
    """The indicators that have enough of the letter pairs; `shared` is how many."""
    shared = ibis().greatest(*(_shared(rows[f"{name}_letters"], looked_for) for name in NAMES))
    return rows.mutate(shared=shared).filter(shared * 100 >= ALIKE_FROM * len(looked_for))


def order_of(rows: Rows) -> tuple[Rows, ...]:
    """By municipality, then by name."""
    return tuple(rows[name] for name in ("municipality_code", "measure", "indicator", "indicator_id"))


def likeness_of(shared: int, pairs: int) -> Decimal:
    """How many of so many letter pairs, in whole percent."""
    return (Decimal(100 * shared) / pairs).quantize(Decimal(1), ROUND_HALF_UP)


def _shared(letters: Rows, looked_for: frozenset[str]) -> Rows:
    """How many of the letter pairs stand in the letters of a name."""
    return reduce(add, (letters.contains(pair).cast("int64") for pair in sorted(looked_for)))


def _figures(panel: Panel, rows: list[dict[str, Any]]) -> dict[tuple[str, ...], dict[str, Any]]:
    """What was published of these indicators in the latest year that has an actual, else in the latest."""
    if not rows:
        return {}
    keys = {name: [row[name] for row in rows] for name in INDICATOR_KEY}
    chosen = ibis().memtable(import_module("pyarrow").table(keys))
    years = panel.indicator_years.semi_join(chosen, INDICATOR_KEY)
    order = (years.actual.isnull(), years.fiscal_year.desc())
    window = ibis().window(group_by=INDICATOR_KEY, order_by=order)
    latest = years.mutate(place=ibis().row_number().over(window))
    return {_key(row): row for row in latest.filter(latest.place == 0).to_pyarrow().to_pylist()}


def _key(row: Mapping[str, Any]) -> tuple[str, ...]:
    return tuple(row[name] for name in INDICATOR_KEY)


def _other(row: Mapping[str, Any], figures: Mapping[str, Any], pairs: int) -> OtherIndicator:
    final = figures.get("final")
    return OtherIndicator(
        municipality=as_written(row["municipality"]),
        measure=as_written(row["measure"]),
        indicator=as_written(row["indicator"]),
        unit=as_written(row["unit"]),
        kind=row["kind"],
        baseline=number_of(figures.get("baseline")),
        fiscal_year=figures.get("fiscal_year"),
        actual=number_of(figures.get("actual")),
        target_year=figures.get("fiscal_year" if final is None else "final_year"),
        target=number_of(figures.get("due") if final is None else final),
        likeness=likeness_of(row["shared"], pairs),
    )
