"""What of a scheme is decided for one measure before anybody types, and whether the rest rests on the typed actual alone."""

from collections.abc import Iterable, Iterator, Mapping
from itertools import chain
from typing import Any

from monosashi.evaluation.condition_reading import Reading
from monosashi.evaluation.conditions import read_condition
from monosashi.evaluation.node_facts import NodeFacts
from monosashi.evaluation.scheme import Rated, Scheme, Step
from monosashi.evaluation.table_reading import Table
from monosashi.evaluation.truth import Missing, Truth, every, negated, some

_LOGIC = frozenset({"any", "all", "none", "every", "some", "grade", "some_component", "absent", "as"})
_DECIDED = frozenset(
    {"managed_by", "stage", "tag", "has", "composition", "kind", "accumulation", "direction"},
)
"""Kept by the coordinating office, not asked on the sheet."""
_COMPARING = frozenset({"compare", "with", "is"})
_KNOWN_FIGURES = frozenset({"target", "baseline", "final_target", "target_of_year", "previous_actual"})
_NOT_YET = Missing(("typed",))


def only_compares(scheme: Scheme, measure: NodeFacts) -> bool:
    """Whether the measure's grade hangs on nothing but comparisons of the actual with figures that are known beforehand.

    `measure` are its facts as the sheet is issued. A branch that cannot hold for it, whatever is typed, is not looked at.
    """
    written: Iterable[Mapping[str, Any]] = scheme.data.get("steps", ())
    return all(
        _step_compares(step, data, facts)
        for step, data in zip(scheme.steps, written, strict=True)
        for facts in _rated(step, measure)
    )


def _rated(step: Step, measure: NodeFacts) -> Iterator[Any]:
    """Of what the step rates, the measure itself or its indicators: steps on components and on nodes above say nothing here."""
    if step.rates is Rated.MEASURE:
        yield measure
    elif step.rates is Rated.INDICATOR:
        yield from measure.indicators


def _step_compares(step: Step, data: Mapping[str, Any], facts: Any) -> bool:  # noqa: ANN401 -- either kind of facts
    applies = data.get("applies")
    if applies is not None and _beforehand(applies, step.rates, facts) is False:
        return True
    if step.points is not None or step.judged:
        return False
    reached = _reached(data.get("branches", ()), step.rates, facts)
    return all(_is_simple(condition) for condition in chain([applies], reached))


def _reached(branches: Iterable[Mapping[str, Any]], rated: Rated, facts: Any) -> Iterator[object]:  # noqa: ANN401
    """The conditions of the branches that could hold, up to the first that certainly does."""
    for branch in branches:
        when = branch.get("when")
        holds = True if when is None else _beforehand(when, rated, facts)
        if holds is not False:
            yield when
        if holds is True:
            return


def _beforehand(condition: Mapping[str, Any], rated: Rated, facts: Any) -> Truth:  # noqa: ANN401 -- either kind of facts
    """What the engine says of the condition, whatever is typed; Missing where that depends on what is typed."""
    [key, *more] = condition
    if key in {"all", "any", "none"}:
        inner = [_beforehand(each, rated, facts) for each in condition[key]]
        return every(inner) if key == "all" else some(inner) if key == "any" else negated(some(inner))
    if key in _DECIDED and not more:
        truth: Truth = read_condition(Table(condition, "", []), rated, Reading("", {}, None, {}))(facts)
        return truth
    return _NOT_YET


def _is_simple(condition: object) -> bool:
    if isinstance(condition, list):
        return all(_is_simple(part) for part in condition)
    if not isinstance(condition, dict):
        return True
    if "compare" in condition:
        figures = {condition["compare"], condition.get("with")}
        return condition.keys() <= _COMPARING and figures - {"actual"} <= _KNOWN_FIGURES and "actual" in figures
    return condition.keys() <= _LOGIC | _DECIDED and all(_is_simple(part) for part in condition.values())
