"""The conditions of a scheme: tables read once into plain functions of an indicator's or a node's facts.

Each form is known by one key. `docs/algorithms/scheme-language.md` lists them.
"""

from __future__ import annotations

from collections.abc import Callable
from enum import StrEnum
from typing import TYPE_CHECKING, Any

from monosashi.core.indicators import Accumulation, Composition, Direction, IndicatorKind
from monosashi.core.messages import message
from monosashi.core.values import Absence
from monosashi.evaluation import truth
from monosashi.evaluation.achievement import Comparison
from monosashi.evaluation.condition_reading import (
    OF_INDICATORS,
    Form,
    Reading,
    check_known,
    check_of_indicators,
    read_bounds,
    read_limits,
)
from monosashi.evaluation.indicator_facts import FIGURES, VALUES
from monosashi.evaluation.node_conditions import NODE_FORMS
from monosashi.evaluation.result_conditions import RESULT_FORMS
from monosashi.evaluation.scheme import Condition, Rated
from monosashi.evaluation.table_reading import Table, one_of
from monosashi.evaluation.truth import Missing, Truth

if TYPE_CHECKING:
    from monosashi.evaluation.indicator_facts import IndicatorFacts
    from monosashi.evaluation.node_facts import NodeFacts

_PLACES: dict[str, frozenset[Comparison]] = {
    "reaches": frozenset({Comparison.SAME, Comparison.BEYOND}),
    "beyond": frozenset({Comparison.BEYOND}),
    "same": frozenset({Comparison.SAME}),
    "short": frozenset({Comparison.SHORT}),
    "not_beyond": frozenset({Comparison.SAME, Comparison.SHORT}),
}


def read_condition(table: Table, rated: Rated, context: Reading) -> Condition:
    """The condition that a table states of what the step rates. Refuses what it does not know, through the table."""
    forms = [key for key in table.keys() if key in FORMS]  # noqa: SIM118 -- a Table is no mapping
    if len(forms) != 1:
        table.refuse("", message("evaluation.data.not_one_condition"), one_of(tuple(sorted(FORMS))))
        return never
    condition = FORMS[forms[0]](table, rated, context)
    table.finish()
    return condition


def never(_: object) -> Truth:
    """Stands for a condition that could not be read; the file is refused for it."""
    return False


def _several(table: Table, key: str, rated: Rated, context: Reading) -> list[Condition]:
    inner = table.tables(key)
    if not inner and table.plain(key) in ([], ()):
        table.advise(key, message("evaluation.data.empty"), message("evaluation.data.write_conditions", key=key))
    return [read_condition(each, rated, context) for each in inner]


def _all(table: Table, rated: Rated, context: Reading) -> Condition:
    conditions = _several(table, "all", rated, context)
    return lambda facts: truth.every(condition(facts) for condition in conditions)


def _any(table: Table, rated: Rated, context: Reading) -> Condition:
    conditions = _several(table, "any", rated, context)
    return lambda facts: truth.some(condition(facts) for condition in conditions)


def _none(table: Table, rated: Rated, context: Reading) -> Condition:
    conditions = _several(table, "none", rated, context)
    return lambda facts: truth.negated(truth.some(condition(facts) for condition in conditions))


def _count_of(table: Table, rated: Rated, context: Reading) -> Condition:
    conditions = _several(table, "count_of", rated, context)
    least, most = read_limits(table)
    return lambda facts: truth.counted((condition(facts) for condition in conditions), least, most)


def _compare(table: Table, rated: Rated, _context: Reading) -> Condition:
    left, right, place = table.text("compare"), table.text("with"), table.text("is")
    check_known(table, "compare", left, VALUES)
    check_known(table, "with", right, VALUES)
    check_known(table, "is", place, _PLACES)
    check_of_indicators(table, "compare", rated)
    places = _PLACES.get(place, frozenset())

    def holds(facts: IndicatorFacts) -> Truth:
        placed = facts.compare(left, right)
        return placed if isinstance(placed, Missing) else placed in places

    return holds


def _figure(table: Table, rated: Rated, context: Reading) -> Condition:
    name = table.text("figure")
    check_known(table, "figure", name, FIGURES)
    check_of_indicators(table, "figure", rated)
    within = read_bounds(table)
    printed = context.printed if name not in VALUES else None

    def holds(facts: IndicatorFacts) -> Truth:
        figure = facts.figure(name)
        if isinstance(figure, Missing):
            return figure
        return within(printed(figure) if printed else figure)

    return holds


def _absent(table: Table, rated: Rated, _context: Reading) -> Condition:
    name, kinds = table.text("absent"), frozenset(table.choices("as", Absence))
    check_known(table, "absent", name, VALUES)
    check_of_indicators(table, "absent", rated)

    def holds(facts: IndicatorFacts) -> Truth:
        value = facts.value(name)
        if isinstance(value, Absence):
            return not kinds or value in kinds
        return value is None and not kinds

    return holds


def _stated(key: str, kind: type[StrEnum]) -> Form:
    """Conditions on what the plan states of an indicator: `composition`, `kind`, `accumulation`, `direction`."""

    def read(table: Table, rated: Rated, _context: Reading) -> Condition:
        wanted = frozenset(table.choices(key, kind))
        check_of_indicators(table, key, rated)
        return lambda facts: getattr(facts.indicator, key) in wanted

    return read


def _tag(table: Table, rated: Rated, _context: Reading) -> Condition:
    wanted = frozenset(table.texts("tag"))
    if rated in OF_INDICATORS:
        return lambda facts: not wanted.isdisjoint(facts.indicator.tags)
    return lambda facts: not wanted.isdisjoint(facts.tree_node.tags)


def _within(key: str, inner_rated: Rated, absent: str | None, combine: Callable[[Any], Truth]) -> Form:
    """`every_…` and `some_…`: one condition asked of every indicator or component. `some_…` may say how many."""

    def read(table: Table, _rated: Rated, context: Reading) -> Condition:
        inner = table.table(key, required=True)
        condition = read_condition(inner, inner_rated, context) if inner else never
        parts = _components if inner_rated is Rated.COMPONENT else _indicators
        together = _how_many(table) or combine

        def holds(facts: Any) -> Truth:  # noqa: ANN401 -- an indicator's or a node's facts
            things = parts(facts)
            if not things:
                return Missing((absent,)) if absent else False
            return together(condition(thing) for thing in things)

        return holds

    return read


def _how_many(table: Table) -> Callable[[Any], Truth] | None:
    if not any(key in table for key in ("exactly", "at_least", "at_most")):
        return None
    least, most = read_limits(table)
    return lambda truths: truth.counted(truths, least, most)


def _components(facts: IndicatorFacts) -> tuple[IndicatorFacts, ...]:
    return facts.components


def _indicators(facts: NodeFacts) -> list[IndicatorFacts]:
    return facts.indicators


FORMS: dict[str, Form] = {
    "all": _all,
    "any": _any,
    "none": _none,
    "count_of": _count_of,
    "compare": _compare,
    "figure": _figure,
    "absent": _absent,
    "tag": _tag,
    "composition": _stated("composition", Composition),
    "kind": _stated("kind", IndicatorKind),
    "accumulation": _stated("accumulation", Accumulation),
    "direction": _stated("direction", Direction),
    "every_component": _within("every_component", Rated.COMPONENT, None, truth.every),
    "some_component": _within("some_component", Rated.COMPONENT, None, truth.some),
    "every_indicator": _within("every_indicator", Rated.INDICATOR, "indicator", truth.every),
    "some_indicator": _within("some_indicator", Rated.INDICATOR, "indicator", truth.some),
    **NODE_FORMS,
    **RESULT_FORMS,
}
