"""Conditions on what earlier steps said: of the thing itself, its components, its indicators, or the nodes below."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from decimal import Decimal
from typing import Any

from monosashi.core.messages import message
from monosashi.evaluation import truth
from monosashi.evaluation.condition_reading import OF_INDICATORS, Form, Reading, check_known, read_bounds, read_limits
from monosashi.evaluation.outcomes import Standing, Verdict
from monosashi.evaluation.scheme import Condition, Rated
from monosashi.evaluation.table_reading import Table, one_of
from monosashi.evaluation.truth import Missing, Truth

Things = Callable[[Any], Iterator[Any]]


@dataclass(frozen=True, slots=True)
class Relation:
    """Which things an earlier step's verdicts are taken from; `absent` names what is missing where there are none."""

    things: Things
    absent: str


_OUT = frozenset({Standing.NOT_RATED, Standing.LEFT_OUT})
_UNKNOWN = frozenset({Standing.REFUSED, Standing.AWAITING})


def _own(facts: Any) -> Iterator[Any]:  # noqa: ANN401 -- an indicator's or a node's facts
    yield facts


def _components(facts: Any) -> Iterator[Any]:  # noqa: ANN401 -- an indicator's or a node's facts
    for indicator in getattr(facts, "indicators", (facts,)):
        yield from indicator.components


def _indicators(facts: Any) -> Iterator[Any]:  # noqa: ANN401 -- a node's facts
    yield from facts.indicators
    for child in facts.children:
        yield from _indicators(child)


def _measures(facts: Any) -> Iterator[Any]:  # noqa: ANN401 -- a node's facts
    yield from facts.measures()


def _children(facts: Any) -> Iterator[Any]:  # noqa: ANN401 -- a node's facts
    yield from facts.children


_RELATIONS: dict[str, Things] = {
    "own": _own,
    "components": _components,
    "indicators": _indicators,
    "measures": _measures,
    "children": _children,
}
_ABSENT = {
    "components": "component",
    "indicators": "indicator",
    "measures": "measures",
    "children": "children",
}
_RELATION_OF_STEP = {
    Rated.COMPONENT: "components",
    Rated.INDICATOR: "indicators",
    Rated.MEASURE: "measures",
    Rated.NODE: "children",
}


def read_relation(table: Table, step: str, rated: Rated, context: Reading) -> Relation:
    """The things whose verdict of an earlier step is meant: `of`, else what follows from what both steps rate."""
    if step and step not in context.earlier:
        why = message("evaluation.data.not_an_earlier_step", step=step)
        table.refuse("", why, one_of(tuple(context.earlier)))
        return Relation(_own, "")
    earlier = context.earlier.get(step, rated)
    usual = "own" if earlier is rated and rated is not Rated.NODE else _RELATION_OF_STEP[earlier]
    name = table.text("of", usual)
    check_known(table, "of", name, _RELATIONS)
    if rated in OF_INDICATORS and name not in {"own", "components"}:
        table.refuse("of", message("evaluation.data.not_below_an_indicator"), one_of(("own", "components")))
    return Relation(_RELATIONS.get(name, _own), _ABSENT.get(name, f"step:{step}"))


Selector = Callable[[Verdict], Truth]


def _selector(table: Table, given: frozenset[str] | None) -> Selector:
    """Which verdicts are meant. `given` are the symbols that the step can give, None where the step is not known."""
    standings = frozenset(table.choices("standing", Standing))
    grades = frozenset(table.texts("grade"))
    if "standing" not in table and "grade" not in table:
        table.refuse("", message("evaluation.data.no_grade"), message("evaluation.data.write_grade"))
    if given is not None and not grades <= given:
        table.advise("grade", message("evaluation.data.not_given_by_step"), one_of(given))

    def select(verdict: Verdict) -> Truth:
        if verdict.standing in standings:
            return True
        if verdict.standing in _UNKNOWN and grades:
            return Missing(verdict.missing or (f"step:{verdict.step}",))
        return verdict.grade in grades

    return select


@dataclass(frozen=True, slots=True)
class _Results:
    """What an earlier step said of the things concerned. What it left out or does not rate is not there."""

    step: str
    relation: Relation
    select: Selector
    counts_out: bool

    def truths(self, facts: Any) -> list[Truth]:  # noqa: ANN401 -- an indicator's or a node's facts
        verdicts = (thing.verdicts.get(self.step) for thing in self.relation.things(facts))
        return [self.select(v) for v in verdicts if v is not None and (self.counts_out or v.standing not in _OUT)]


def _results(table: Table, key: str, rated: Rated, context: Reading) -> _Results:
    step = table.text(key)
    select = _selector(table, context.grades.get(step))
    return _Results(step, read_relation(table, step, rated, context), select, "standing" in table)


def _of_results(key: str, combine: Callable[[list[Truth]], Truth], *, needs_one: bool) -> Form:
    def read(table: Table, rated: Rated, context: Reading) -> Condition:
        results = _results(table, key, rated, context)

        def holds(facts: Any) -> Truth:  # noqa: ANN401 -- an indicator's or a node's facts
            found = results.truths(facts)
            return Missing((results.relation.absent,)) if needs_one and not found else combine(found)

        return holds

    return read


def _count(table: Table, rated: Rated, context: Reading) -> Condition:
    results = _results(table, "count", rated, context)
    least, most = read_limits(table)
    return lambda facts: truth.counted(results.truths(facts), least, most)


def _share(table: Table, rated: Rated, context: Reading) -> Condition:
    results, within = _results(table, "share", rated, context), read_bounds(table)

    def holds(facts: Any) -> Truth:  # noqa: ANN401 -- an indicator's or a node's facts
        found = results.truths(facts)
        missing = tuple(dict.fromkeys(name for t in found if isinstance(t, Missing) for name in t.names))
        if missing or not found:
            return Missing(missing or (results.relation.absent,))
        return within(_percent(found.count(True), len(found)))

    return holds


def _percent(part: int, whole: int) -> Decimal:
    return Decimal(part) * 100 / whole


def _points(table: Table, _rated: Rated, context: Reading) -> Condition:
    step, within = table.text("points"), read_bounds(table)
    if step not in context.earlier and step != context.step:
        why = message("evaluation.data.not_an_earlier_step", step=step)
        table.refuse("points", why, one_of(tuple(context.earlier)))

    def holds(facts: Any) -> Truth:  # noqa: ANN401 -- an indicator's or a node's facts
        points = facts.points.get(step, Missing((f"step:{step}",)))
        return points if isinstance(points, Missing) else within(points)

    return holds


RESULT_FORMS: dict[str, Form] = {
    "every": _of_results("every", truth.every, needs_one=True),
    "some": _of_results("some", truth.some, needs_one=False),
    "no": _of_results("no", lambda found: truth.negated(truth.some(found)), needs_one=False),
    "count": _count,
    "share": _share,
    "points": _points,
}
