"""The computed grade as a formula of ours, so that it changes while somebody types the actual.

The rule is not translated. The engine itself is asked what it says below, at, between and above the figures that are known
(baseline, targets, earlier actuals), and the formula repeats its answers. That holds as long as the scheme only compares the
actual with those figures; where it does more (rates, points, people's answers) there is no formula and the page says so.
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from decimal import Decimal
from typing import Any

from monosashi.core.indicators import Actual, Indicator
from monosashi.core.plan import Plan
from monosashi.core.tree import Node
from monosashi.core.values import Span, Value
from monosashi.evaluation.evaluate import evaluate_measure
from monosashi.evaluation.life_cycle import LifeCycle
from monosashi.evaluation.scheme import Scheme
from monosashi.exchange.answer_sheets.slots import promised_values

_LOGIC = frozenset({"any", "all", "none", "every", "some", "grade", "some_component", "composition", "absent", "as"})
_CONSTANT = frozenset({"managed_by", "stage", "tag"})
_COMPARING = frozenset({"compare", "with", "is"})
_KNOWN_FIGURES = frozenset({"target", "baseline", "final_target", "target_of_year", "previous_actual"})
_HALF = Decimal("0.5")
_BEYOND = Decimal(1)


@dataclass(frozen=True, slots=True)
class LiveGrade:
    """Grades of one measure by one figure.

    `grades` are those below the first of `bounds`, at it, between it and the second … above the last; None: no grade there.
    """

    indicator: str
    bounds: tuple[Decimal, ...]
    grades: tuple[str | None, ...]

    def formula(self, cell: str, ungraded: str) -> str:
        """The formula that shows the grade of the number in `cell`, "" for a blank, `ungraded` where there is none."""
        shown = [_quoted(grade or ungraded) for grade in self.grades]
        tail = shown[-1]
        for at in reversed(range(len(self.bounds))):
            bound = f"{self.bounds[at]:f}"
            tail = f"IF({cell}<{bound},{shown[2 * at]},IF({cell}={bound},{shown[2 * at + 1]},{tail}))"
        return f'=IF(ISNUMBER({cell}),{tail},"")'


def live_grade(
    plan: Plan, node: Node, fiscal_year: int, scheme: Scheme, life_cycle: LifeCycle | None
) -> LiveGrade | None:
    """The measure's grade by its one figure; None where it hangs on more, or where no figure gives a grade."""
    figures = plan.index.indicators_of.get(node.id, ())
    if len(figures) != 1 or plan.index.components_of.get(figures[0].id) or not only_compares(scheme):
        return None
    [indicator] = figures
    bounds = tuple(sorted(set(_known_figures(indicator, fiscal_year))))
    if not bounds:
        return None
    own = replace(plan, indicators=tuple(i for i in plan.indicators if i.node == node.id), provenance=())
    grades = tuple(
        evaluate_measure(
            _supposed(own, indicator, fiscal_year, actual), node.id, fiscal_year, scheme, life_cycle
        ).computed.grade
        for actual in _probes(bounds)
    )
    return LiveGrade(indicator.id, bounds, grades) if any(grades) else None


def only_compares(scheme: Scheme) -> bool:
    """Whether grades hang on nothing but comparisons of the actual with figures that are known beforehand."""
    if scheme.judging.tolerances or any(step.points is not None or step.judged for step in scheme.steps):
        return False
    conditions = (part for step in scheme.data.get("steps", ()) for part in _conditions(step))
    return all(_is_simple(condition) for condition in conditions)


def _conditions(step: Mapping[str, Any]) -> Iterator[object]:
    yield step.get("applies", {})
    for branch in step.get("branches", ()):
        yield branch.get("when", {})


def _is_simple(condition: object) -> bool:
    if isinstance(condition, list):
        return all(_is_simple(part) for part in condition)
    if not isinstance(condition, dict):
        return True
    if "compare" in condition:
        figures = {condition["compare"], condition.get("with")}
        return condition.keys() <= _COMPARING and figures - {"actual"} <= _KNOWN_FIGURES and "actual" in figures
    return condition.keys() <= _LOGIC | _CONSTANT and all(_is_simple(part) for part in condition.values())


def _known_figures(indicator: Indicator, fiscal_year: int) -> Iterator[Decimal]:
    earlier = (actual.value for actual in indicator.actuals if actual.fiscal_year != fiscal_year)
    for value in (*promised_values(indicator), *earlier):
        yield from _numbers(value)


def _numbers(value: Value) -> Iterator[Decimal]:
    ends = (value.low, value.high) if isinstance(value, Span) else (value,)
    yield from (end for end in ends if isinstance(end, Decimal))


def _probes(bounds: Sequence[Decimal]) -> Iterator[Decimal]:
    yield bounds[0] - _BEYOND
    for at, bound in enumerate(bounds):
        yield bound
        yield (bound + bounds[at + 1]) * _HALF if at + 1 < len(bounds) else bound + _BEYOND


def _supposed(plan: Plan, indicator: Indicator, fiscal_year: int, actual: Decimal) -> Plan:
    rest = tuple(entry for entry in indicator.actuals if entry.fiscal_year != fiscal_year)
    supposed = replace(indicator, actuals=(*rest, Actual(fiscal_year, actual)))
    return replace(plan, indicators=(supposed,))


def _quoted(text: str) -> str:
    return '"' + text.replace('"', '""') + '"'
