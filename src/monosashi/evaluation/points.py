"""Points: weighted terms from rates, answers and earlier steps, each with its own cap, then capped together."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from typing import Any

from monosashi.core.messages import message
from monosashi.evaluation.condition_reading import Reading, check_known, check_of_indicators
from monosashi.evaluation.indicator_facts import FIGURES
from monosashi.evaluation.node_conditions import find_answer
from monosashi.evaluation.outcomes import Standing
from monosashi.evaluation.result_conditions import read_relation
from monosashi.evaluation.rounding import Rounding, RoundingMode
from monosashi.evaluation.scheme import PointsRule, Rated
from monosashi.evaluation.table_reading import Table
from monosashi.evaluation.truth import Missing

_ONE = Decimal(1)
MOST_DECIMALS = 10
_GATHERED = ("sum", "mean", "lowest", "highest")
_OUT = frozenset({Standing.NOT_RATED, Standing.LEFT_OUT})


@dataclass(frozen=True, slots=True)
class _Term:
    value: PointsRule
    weight: Decimal


@dataclass(frozen=True, slots=True)
class _Limits:
    """None is no limit. The floor is applied before the cap."""

    floor: Decimal | None
    cap: Decimal | None

    def hold(self, points: Decimal) -> Decimal:
        if self.floor is not None and points < self.floor:
            points = self.floor
        return self.cap if self.cap is not None and points > self.cap else points


def read_points(table: Table, rated: Rated, context: Reading) -> PointsRule:
    """The rule that a `points` table states: `terms`, `combine` = sum or mean (weighted), `cap`, `floor`, `rounding`."""
    terms = [_read_term(term, rated, context) for term in table.tables("terms")]
    combine = table.text("combine", "sum")
    check_known(table, "combine", combine, ("sum", "mean"))
    limits, rounding = _read_limits(table), read_rounding(table.table("rounding"), None)
    if not terms:
        table.refuse("terms", message("evaluation.data.missing_key"), message("evaluation.data.write_key", key="terms"))
    if combine == "mean" and not sum((term.weight for term in terms), Decimal(0)):
        table.refuse("terms", message("evaluation.data.no_weight"), message("evaluation.data.write_a_number"))
    table.finish()

    def points(facts: Any) -> Decimal | Missing:  # noqa: ANN401 -- an indicator's or a node's facts
        values = [term.value(facts) for term in terms]
        missing = _all_missing(values)
        if missing:
            return missing
        total = limits.hold(_combined(terms, [v for v in values if isinstance(v, Decimal)], combine))
        return rounding.apply(total) if rounding else total

    return points


def read_rounding(table: Table | None, default: Rounding | None) -> Rounding | None:
    """`mode` and `decimals`; the default where the table is not there."""
    if table is None:
        return default
    rounding = Rounding(table.choice("mode", RoundingMode), table.whole_within("decimals", 0, MOST_DECIMALS))
    table.finish()
    return rounding


def _combined(terms: Sequence[_Term], values: Sequence[Decimal], combine: str) -> Decimal:
    total = sum((term.weight * value for term, value in zip(terms, values, strict=True)), Decimal(0))
    return total / sum((term.weight for term in terms), Decimal(0)) if combine == "mean" else total


def _read_limits(table: Table) -> _Limits:
    limits = _Limits(table.number("floor"), table.number("cap"))
    if limits.floor is not None and limits.cap is not None and limits.floor > limits.cap:
        table.refuse("floor", message("evaluation.data.empty_bounds"), message("evaluation.data.mend_bounds"))
    return limits


def _read_term(table: Table, rated: Rated, context: Reading) -> _Term:
    weight = table.number("weight")
    limits = _read_limits(table)
    if "figure" in table:
        value = _read_figure(table, rated)
    elif "answer" in table:
        value = _read_answer(table)
    else:
        value = _read_gathered(table, rated, context)
    table.finish()

    def limited(facts: Any) -> Decimal | Missing:  # noqa: ANN401 -- an indicator's or a node's facts
        points = value(facts)
        return points if isinstance(points, Missing) else limits.hold(points)

    return _Term(limited, _ONE if weight is None else weight)


def _read_figure(table: Table, rated: Rated) -> PointsRule:
    name = table.text("figure")
    check_known(table, "figure", name, FIGURES)
    check_of_indicators(table, "figure", rated)
    return lambda facts: facts.figure(name)


def _read_answer(table: Table) -> PointsRule:
    question = table.text("answer")

    def points(facts: Any) -> Decimal | Missing:  # noqa: ANN401 -- an indicator's or a node's facts
        answer = find_answer(facts.node, question)
        return Missing((f"answer:{question}",)) if answer is None or answer.number is None else answer.number

    return points


def _read_gathered(table: Table, rated: Rated, context: Reading) -> PointsRule:
    """The points of an earlier step over related things. `missing = "leave_out"` goes on without those it refused."""
    key = next((key for key in _GATHERED if key in table), "sum")
    step = table.text(key)
    relation = read_relation(table, step, rated, context)
    leave_out = table.text("missing", "refuse")
    check_known(table, "missing", leave_out, ("refuse", "leave_out"))
    weights = _read_weights(table.table("weight_by_tag"))
    gather = _GATHERERS[key]

    def points(facts: Any) -> Decimal | Missing:  # noqa: ANN401 -- an indicator's or a node's facts
        things = [t for t in relation.things(facts) if step in t.points and t.verdicts[step].standing not in _OUT]
        missing = None if leave_out == "leave_out" else _all_missing([thing.points[step] for thing in things])
        known = [(t.points[step], _weight(t, weights)) for t in things if isinstance(t.points[step], Decimal)]
        if missing or not known:
            return missing or Missing((relation.absent,))
        return gather(known)

    return points


def _read_weights(table: Table | None) -> Mapping[str, Decimal]:
    if table is None:
        return {}
    return {tag: table.number(tag) or Decimal(0) for tag in table.keys()}  # noqa: SIM118 -- a Table is no mapping


def _weight(thing: Any, weights: Mapping[str, Decimal]) -> Decimal:  # noqa: ANN401 -- an indicator's or a node's facts
    tags = thing.indicator.tags if hasattr(thing, "indicator") else thing.tree_node.tags
    return next((weights[tag] for tag in tags if tag in weights), _ONE)


def _all_missing(values: Sequence[Decimal | Missing]) -> Missing | None:
    names = dict.fromkeys(name for value in values if isinstance(value, Missing) for name in value.names)
    return Missing(tuple(names)) if names else None


def _sum(known: Sequence[tuple[Decimal, Decimal]]) -> Decimal:
    return sum((points * weight for points, weight in known), Decimal(0))


def _mean(known: Sequence[tuple[Decimal, Decimal]]) -> Decimal | Missing:
    weight = sum((weight for _, weight in known), Decimal(0))
    return _sum(known) / weight if weight else Missing(("weight",))


def _lowest(known: Sequence[tuple[Decimal, Decimal]]) -> Decimal:
    return min(points for points, _ in known)


def _highest(known: Sequence[tuple[Decimal, Decimal]]) -> Decimal:
    return max(points for points, _ in known)


_GATHERERS: dict[str, Callable[[Sequence[tuple[Decimal, Decimal]]], Decimal | Missing]] = {
    "sum": _sum,
    "mean": _mean,
    "lowest": _lowest,
    "highest": _highest,
}
