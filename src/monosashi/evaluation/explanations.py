"""Why a grade is what it is: the branch's sentence with the figures that its template asks for."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from decimal import Decimal
from typing import TYPE_CHECKING, Any

from monosashi.core.indicators import Composition
from monosashi.core.messages import Message, Param, message
from monosashi.core.values import Absence
from monosashi.evaluation.achievement import Comparison
from monosashi.evaluation.indicator_facts import TARGET, IndicatorFacts
from monosashi.evaluation.outcomes import Standing, Verdict
from monosashi.evaluation.reference_points import Reference, final_year
from monosashi.evaluation.scheme import Explanation, UndeclaredDirection
from monosashi.evaluation.truth import Missing

if TYPE_CHECKING:
    from monosashi.evaluation.node_facts import NodeFacts

FACTS = frozenset(
    {
        *(reference.value for reference in Reference),
        "target", "direction", "divisor", "distance_to_target", "managed_by", "stage", "execution",
        "milestones", "indicator", "component", "children", "measures", "schedule_progress", "weight",
        "comparable_actual", "evaluation",
    }
)  # fmt: skip
"""Facts that can be missing under any scheme. A scheme may refuse for others, under its own names."""


def explain(explanation: Explanation, facts: Any, so_far: Iterable[Verdict] = ()) -> Message:  # noqa: ANN401 -- either
    """The branch's sentence about these facts. `so_far` are verdicts that it may show beside its own."""
    makers = INDICATOR_PARAMS if isinstance(facts, IndicatorFacts) else NODE_PARAMS
    params: list[tuple[str, Param]] = []
    for name in explanation.asks:
        if name == "beside":
            params.append((name, beside(so_far)))
        else:
            params.append((name, makers[name](facts)))
    return Message(explanation.id, tuple(params))


def refusal(missing: tuple[str, ...], facts: Any) -> Message:  # noqa: ANN401 -- an indicator's or a node's facts
    """That the rule cannot decide, naming the facts that it lacks and how they are absent."""
    if isinstance(facts, IndicatorFacts):
        absent = tuple(_absent_figure(name, facts) for name in missing)
        return message("evaluation.refused_indicator", name=facts.indicator.name, facts=absent)
    below = _refused_below(facts)
    if below:
        return below[0] if len(below) == 1 else message("evaluation.refused_below", because=below)
    return message("evaluation.refused", facts=tuple(fact(name) for name in missing))


def fact(name: str) -> Message:
    """The words for a fact that is missing: 実績値, 基準値, an answer to a question."""
    if ":" in name:
        kind, _, which = name.partition(":")
        return message(f"evaluation.fact_of.{kind}", which=which)
    if name in FACTS:
        return message(f"evaluation.fact.{name}")
    return message("evaluation.fact_of.other", which=name)


def with_direction(explanation: Message, facts: Any) -> Message:  # noqa: ANN401 -- an indicator's or a node's facts
    """The same, saying also which direction was assumed where nobody declared one and the verdict rested on it."""
    if not isinstance(facts, IndicatorFacts):
        return explanation
    assumed = _assumed(facts)
    return message("evaluation.with_direction", explanation=explanation, direction=assumed) if assumed else explanation


def beside(verdicts: Iterable[Verdict]) -> Param:
    """Computed verdicts, as a judged step shows them."""
    shown = tuple(
        message("evaluation.beside", grade=v.grade or _standing_word(v), because=v.explanation) for v in verdicts
    )
    return shown[0] if len(shown) == 1 else shown


def _standing_word(verdict: Verdict) -> Message:
    return message(f"evaluation.standing.{verdict.standing.value}")


def _assumed(facts: IndicatorFacts) -> Message | None:
    asked = facts.direction_asked or any(part.direction_asked for part in facts.components)
    teller = next((f for f in (facts, *facts.components) if asked and f.assumption is not None), None)
    if teller is None or teller.direction is None or teller.assumption is None:
        return None
    how = "told" if teller.assumption is UndeclaredDirection.FROM_TARGET else "assumed"
    return message(f"evaluation.direction_{how}.{teller.direction.value}")


def _absent_figure(name: str, facts: IndicatorFacts) -> Message:
    value = facts.value(name) if name in {TARGET, *_REFERENCES} else None
    if isinstance(value, Absence):
        return message("evaluation.absent_as", fact=_named(name, facts), absence=value)
    return _named(name, facts)


def _named(name: str, facts: IndicatorFacts) -> Message:
    return fact(facts.judging.reference.value if name == TARGET else name)


def _refused_below(facts: NodeFacts) -> tuple[Message, ...]:
    return tuple(
        verdict.explanation
        for indicator in facts.indicators
        for verdict in list(indicator.verdicts.values())[-1:]
        if verdict.standing is Standing.REFUSED
    )


def _value_param(name: str) -> Callable[[IndicatorFacts], Param]:
    def param(facts: IndicatorFacts) -> Param:
        value = facts.value(name)
        if value is None and facts.by_components is not None:
            return tuple(part_value(part, name) for part in facts.components)
        return value

    return param


def part_value(part: IndicatorFacts, name: str) -> Message:
    """One component's figure with its name and unit."""
    return message("evaluation.component", name=part.indicator.name, value=part.value(name), unit=part.indicator.unit)


def _rate_param(name: str) -> Callable[[IndicatorFacts], Param]:
    def param(facts: IndicatorFacts) -> Param:
        rate = facts.figure(name)
        return None if isinstance(rate, Missing) else facts.judging.rates.apply(rate)

    return param


def _amount_param(name: str) -> Callable[[IndicatorFacts], Param]:
    def param(facts: IndicatorFacts) -> Param:
        amount = facts.figure(name)
        return None if isinstance(amount, Missing) else amount

    return param


def _reached_components(facts: IndicatorFacts) -> Param:
    reached = [part for part in facts.components if _reaches(part)]
    return tuple(part.indicator.name for part in reached)


def _reaches(part: IndicatorFacts) -> bool:
    placed = part.compare(Reference.ACTUAL, TARGET)
    return isinstance(placed, Comparison) and placed >= Comparison.SAME


def _composition(facts: IndicatorFacts) -> Param:
    composition = facts.indicator.composition or Composition.ALL
    return message(f"evaluation.composition.{composition.value}")


def _points(facts: Any) -> Param:  # noqa: ANN401 -- an indicator's or a node's facts
    """The last points, with no more decimals than the scheme prints of rates."""
    last = next(reversed(facts.points.values()), None)
    if not isinstance(last, Decimal):
        return None
    printed = facts.judging.rates.apply(last)
    return last if last == printed else printed


def _because(facts: NodeFacts) -> Param:
    """What the last step said of each of the measure's indicators."""
    said = tuple(v.explanation for i in facts.indicators for v in list(i.verdicts.values())[-1:])
    return said[0] if len(said) == 1 else said


def _verdicts_below(facts: NodeFacts) -> list[Verdict]:
    return [v for child in facts.children for v in list(child.verdicts.values())[-1:]]


def _below(facts: NodeFacts) -> Param:
    """What the last step said of each node right below."""
    return tuple(v.explanation for v in _verdicts_below(facts))


_REFERENCES = frozenset(reference.value for reference in Reference)
_RATES = ("achievement", "improvement", "pace")
_AMOUNTS = ("gain", "betterment", "change_on_year")

INDICATOR_PARAMS: dict[str, Callable[[IndicatorFacts], Param]] = {
    "name": lambda facts: facts.indicator.name,
    "unit": lambda facts: "" if facts.by_components else facts.indicator.unit,
    "year": lambda facts: facts.year.fiscal_year,
    "baseline_year": lambda facts: facts.indicator.baseline.fiscal_year if facts.indicator.baseline else None,
    "final_year": lambda facts: final_year(facts.indicator, facts.year),
    "reference": lambda facts: fact(facts.judging.reference.value),
    "composition": _composition,
    "reached_components": _reached_components,
    "components": lambda facts: len(facts.components),
    "points": _points,
    **{name: _value_param(name) for name in (TARGET, *sorted(_REFERENCES))},
    **{name: _rate_param(name) for name in _RATES},
    **{name: _amount_param(name) for name in _AMOUNTS},
}
NODE_PARAMS: dict[str, Callable[[NodeFacts], Param]] = {
    "name": lambda facts: facts.tree_node.name,
    "number": lambda facts: facts.tree_node.number,
    "year": lambda facts: facts.year,
    "stage": lambda facts: facts.stage,
    "indicators": lambda facts: len(facts.indicators),
    "milestones": lambda facts: len(facts.tree_node.milestones),
    "milestones_done": lambda facts: facts.milestones_done(),
    "milestones_late": lambda facts: facts.milestones_late(),
    "points": _points,
    "because": _because,
    "below": _below,
}
