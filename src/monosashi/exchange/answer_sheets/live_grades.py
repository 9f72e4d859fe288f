"""The computed grade as a formula of ours, so that it changes while somebody types the actual.

The rule is not translated. The engine itself is asked what it says below, at, between and above the figures at which its answer
can change (baseline, targets, earlier actuals, the ends of a tolerance around them), and the formula repeats its answers. That
holds as long as the scheme, for this measure, only compares the actual with known figures; where it does more (rates, points,
milestones, people's answers) there is no formula and the page says so.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from decimal import Decimal

from monosashi.core.indicators import Actual, Direction, Indicator
from monosashi.core.plan import Plan
from monosashi.core.tree import Node
from monosashi.core.values import Span, Value
from monosashi.evaluation.evaluate import evaluate_measure
from monosashi.evaluation.life_cycle import LifeCycle
from monosashi.evaluation.plan_facts import facts_of_measure
from monosashi.evaluation.scheme import Scheme
from monosashi.exchange.answer_sheets.decided_beforehand import only_compares
from monosashi.exchange.answer_sheets.slots import promised_values

_HALF = Decimal("0.5")
_BEYOND = Decimal(1)
_NONE = Decimal(0)


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
    if len(figures) != 1 or plan.index.components_of.get(figures[0].id):
        return None
    if not only_compares(scheme, facts_of_measure(plan, node, fiscal_year, scheme.judging, life_cycle)):
        return None
    [indicator] = figures
    bounds = tuple(sorted(set(_turning_points(indicator, fiscal_year, scheme))))
    if not bounds:
        return None
    own = replace(plan, indicators=tuple(i for i in plan.indicators if i.node == node.id), provenance=())
    grades = tuple(
        evaluate_measure(
            _supposed(own, indicator, fiscal_year, actual), node.id, fiscal_year, scheme, life_cycle
        ).computed.grade
        for actual in _probes(bounds)
    )
    return LiveGrade(indicator.id, *_without_idle(bounds, grades)) if any(grades) else None


def _without_idle(
    bounds: Sequence[Decimal], grades: Sequence[str | None]
) -> tuple[tuple[Decimal, ...], tuple[str | None, ...]]:
    """The bounds at which the grade changes, and the grades around them: a formula that says the same twice is hard to read."""
    kept = [at for at in range(len(bounds)) if len(set(grades[2 * at : 2 * at + 3])) > 1]
    around = (grades[2 * at + part] for at in kept for part in (1, 2))
    return tuple(bounds[at] for at in kept), (grades[0], *around)


def _turning_points(indicator: Indicator, fiscal_year: int, scheme: Scheme) -> Iterator[Decimal]:
    """Every actual at which a comparison can turn: the known figures, what lies as far beyond an aim, a tolerance about all these."""
    aims = tuple(promised_values(indicator)) if _is_aimed_at(indicator) else ()
    for figure in set(_known_figures(indicator, fiscal_year)):
        margins = {_NONE, *(tolerance.margin(figure) for tolerance in scheme.judging.tolerances)}
        for reach in {sign * margin for margin in margins for sign in (1, -1)}:
            yield figure + reach
            for ends in (tuple(_numbers(aim)) for aim in aims):
                away = {abs(figure - end) + reach for end in ends}
                yield from (end + side * each for end in ends for each in away for side in (1, -1))


def _is_aimed_at(indicator: Indicator) -> bool:
    """Whether nearer to an aim may be better, so that the figures on its other side count too."""
    aimed = {Direction.MAINTAIN, Direction.RANGE}
    return indicator.direction in aimed or any(isinstance(value, Span) for value in promised_values(indicator))


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
