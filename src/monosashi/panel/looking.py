"""Indicators of many cities, each whole as it was published: those that hold some words, those like another, or one."""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal, InvalidOperation
from enum import StrEnum
from importlib import import_module
from typing import Any, TypeVar

from monosashi.core.indicators import Accumulation, Actual, Baseline, Direction, Indicator, IndicatorKind, Target
from monosashi.core.values import Absence, Described, Span, Value, ValueStatus
from monosashi.panel.alike import likeness_of, order_of, rows_like
from monosashi.panel.engine import Rows, ibis
from monosashi.panel.figures import ACTUAL, BASELINE
from monosashi.panel.indicator_years import INDICATOR_KEY, PLAN_KEY
from monosashi.panel.indicators import NAMES
from monosashi.panel.opening import Panel, as_written

Row = Mapping[str, Any]
Key = tuple[str, str, str]
"""Municipality code, id of the plan, id of the indicator."""
Word = TypeVar("Word", bound=StrEnum)


@dataclass(frozen=True, slots=True)
class PublishedIndicator:
    """An indicator as its city published it. Figures keep their scale; what was not published is not there.

    `likeness` as in `OtherIndicator`, None where nothing was compared.
    """

    municipality_code: str
    plan_id: str
    municipality: str
    plan: str
    measure: str
    indicator: Indicator
    likeness: Decimal | None = None


@dataclass(frozen=True, slots=True)
class Looked:
    """What was found, and how many there are in all."""

    indicators: tuple[PublishedIndicator, ...]
    total: int


def indicators_holding(panel: Panel, words: Iterable[str], most: int) -> Looked:
    """Those of which each word stands in their name or in that of their measure, by municipality; `most` of them.

    Words are letters in one spelling (`letters_of`).
    """
    rows = panel.indicators
    for word in words:
        rows = rows.filter(ibis().or_(*(rows[f"{name}_letters"].contains(word) for name in NAMES)))
    first = _first(rows, order_of(rows), most)
    return Looked(_whole(panel, first), _total(rows, len(first), most))


def indicators_beside(panel: Panel, looked_for: frozenset[str], most: int, *, but: str = "") -> Looked:
    """Those of other municipalities than `but` that have enough of these letter pairs, the most alike first."""
    rows = rows_like(panel.indicators, looked_for)
    rows = rows.filter(rows.municipality_code != but)
    first = _first(rows, (rows.shared.desc(), *order_of(rows)), most)
    return Looked(_whole(panel, first, len(looked_for)), _total(rows, len(first), most))


def one_indicator(panel: Panel, key: Key) -> PublishedIndicator | None:
    """The one with this key; None where there is none."""
    rows = panel.indicators
    for name, value in zip(INDICATOR_KEY, key, strict=True):
        rows = rows.filter(rows[name] == value)
    return next(iter(_whole(panel, _first(rows, order_of(rows), 1))), None)


def _first(rows: Rows, order: Sequence[Rows], most: int) -> list[Row]:
    found: list[Row] = rows.order_by(order).limit(most).to_pyarrow().to_pylist()
    return found


def _total(rows: Rows, found: int, most: int) -> int:
    return found if found < most else int(rows.count().to_pyarrow().as_py())


def _whole(panel: Panel, rows: list[Row], pairs: int = 0) -> tuple[PublishedIndicator, ...]:
    """The rows with all their figures and the names of their plans: two queries however many they are."""
    if not rows:
        return ()
    figures: dict[Key, list[Row]] = defaultdict(list)
    for row in _of_these(panel.figures, rows, INDICATOR_KEY):
        figures[_key(row)].append(row)
    plans = {tuple(row[name] for name in PLAN_KEY): row["name"] for row in _of_these(panel.plans, rows, PLAN_KEY)}
    return tuple(
        PublishedIndicator(
            municipality_code=row["municipality_code"],
            plan_id=row["plan_id"],
            municipality=as_written(row["municipality"]),
            plan=as_written(plans[row["municipality_code"], row["plan_id"]]),
            measure=as_written(row["measure"]),
            indicator=_indicator(row, figures[_key(row)]),
            likeness=likeness_of(row["shared"], pairs) if pairs else None,
        )
        for row in rows
    )


def _of_these(table: Rows, rows: Sequence[Row], key: tuple[str, ...]) -> list[Row]:
    columns = {name: [row[name] for row in rows] for name in key}
    chosen = ibis().memtable(import_module("pyarrow").table(columns))
    found: list[Row] = table.semi_join(chosen, key).to_pyarrow().to_pylist()
    return found


def _key(row: Row) -> Key:
    return row["municipality_code"], row["plan_id"], row["indicator_id"]


def _indicator(row: Row, figures: Sequence[Row]) -> Indicator:
    of: dict[str, list[tuple[Row, Value]]] = defaultdict(list)
    for figure in sorted(figures, key=lambda each: each["fiscal_year"] or 0):
        if (value := _value(figure)) is not None:
            of[figure["what"]].append((figure, value))
    final, final_value = next(reversed(of["final"]), ({}, None))
    return Indicator(
        id=row["indicator_id"],
        node="",
        name=as_written(row["indicator"]),
        unit=as_written(row["unit"]),
        kind=_word(IndicatorKind, row["kind"], IndicatorKind.UNDECLARED),
        direction=_word(Direction, row["direction"], Direction.UNDECLARED),
        accumulation=_word(Accumulation, row["accumulation"], Accumulation.UNDECLARED),
        baseline=next(
            (Baseline(value, told["fiscal_year"], as_written(told["as_of"])) for told, value in of[BASELINE]), None
        ),
        targets=_targets(of["annual"]),
        interim_targets=_targets(of["interim"]),
        final_target=final_value,
        final_year=final.get("fiscal_year"),
        actuals=tuple(
            Actual(told["fiscal_year"], value, _word(ValueStatus, told["status"], ValueStatus.FINAL))
            for told, value in of[ACTUAL]
        ),
    )


def _targets(told: Iterable[tuple[Row, Value]]) -> tuple[Target, ...]:
    return tuple(Target(row["fiscal_year"], value) for row, value in told)


def _word(words: type[Word], code: str | None, otherwise: Word) -> Word:
    """What a code stands for; `otherwise` for none, and for one that a later version has."""
    return words(code) if code in list(words) else otherwise


def _value(row: Row) -> Value | None:
    """The figure as it was published; None for a row that says nothing. A code that is not known stands as a word."""
    if row["value"]:
        exact = _number(row["value"])
        return Described(row["value"]) if exact is None else exact
    if row["value_low"] or row["value_high"]:
        return Span(_number(row["value_low"]), _number(row["value_high"]))
    if row["value_text"]:
        return Described(as_written(row["value_text"]), as_written(row["value_criterion"]))
    if code := row["value_absence"]:
        return Absence(code) if code in list(Absence) else Described(code)
    return None


def _number(text: str | None) -> Decimal | None:
    try:
        exact = Decimal(text) if text else None
    except InvalidOperation:
        return None
    return exact if exact is not None and exact.is_finite() else None
