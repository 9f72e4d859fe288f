"""What is unmet (未達): the one rule for an indicator and the one for a measure, asked by everything that counts or lists them.

A grade is a word of its axis: where a city says which grades of an axis are reached, a grade of that axis says it of an
indicator as well as of a measure. So an indicator of which one count in three is short is unmet although it has no rate.
"""

from dataclasses import dataclass
from decimal import Decimal

from monosashi.core.indicators import Direction
from monosashi.core.results import ManagedBy
from monosashi.core.values import Value
from monosashi.evaluation.achievement import ratio
from monosashi.evaluation.outcomes import IndicatorOutcome, MeasureOutcome
from monosashi.evaluation.scheme import Scheme

_WHOLE = 100


@dataclass(frozen=True, slots=True)
class Goal:
    """The grades of an axis that a city calls reached."""

    axis: str
    grades: tuple[str, ...]


def goal_of(scheme: Scheme | None) -> Goal | None:
    """None where there is no scheme or it does not say what is reached."""
    reached = scheme.reached if scheme else None
    if scheme is None or reached is None:
        return None
    return Goal(next(step.axis for step in scheme.steps if step.id == reached.step), reached.grades)


def is_short(goal: Goal | None, axis: str, grade: str | None, rate: Decimal | None) -> bool:
    """Whether an indicator with this grade and this exact achievement rate (None: neither is told) is unmet.

    By the city's own rule where it graded the indicator on the axis of its goal, else by a rate below 100 %.
    """
    if goal is not None and grade is not None and axis == goal.axis:
        return grade not in goal.grades
    return rate is not None and rate < _WHOLE


def exact_rate(
    actual: Value | None, target: Value | None, direction: Direction, printed: Decimal | None
) -> Decimal | None:
    """The achievement rate before it was rounded: 99.96 % is printed as 100.0 % and is not reached. None as printed."""
    if printed is None or not isinstance(actual, Decimal) or not isinstance(target, Decimal):
        return printed
    exact = ratio(actual, target, direction)
    return printed if exact is None else exact


def indicator_unmet(indicator: IndicatorOutcome, scheme: Scheme | None) -> bool:
    """Whether it did not reach its target: by its grade where that tells (`is_short`), else by its figures."""
    verdict = indicator.verdict
    axis, grade = (verdict.axis, verdict.grade) if verdict else ("", None)
    rate = exact_rate(indicator.actual, indicator.target, indicator.direction, indicator.achievement_rate)
    return is_short(goal_of(scheme), axis, grade, rate)


def parts_unmet(indicator: IndicatorOutcome, scheme: Scheme | None) -> tuple[IndicatorOutcome, ...]:
    """Where an unmet indicator is short: its components that are, else itself. Empty where it is not unmet."""
    if not indicator_unmet(indicator, scheme):
        return ()
    return tuple(part for part in indicator.components if indicator_unmet(part, scheme)) or (indicator,)


def measure_unmet(measure: MeasureOutcome, scheme: Scheme | None) -> bool:
    """Whether one of its indicators is unmet, or its own grade is none that the city calls reached.

    The grade tells of targets only where the measure is managed by indicators and has some: one that is run by schedule
    may be late, but misses no target. What is out of the year's evaluation is not unmet.
    """
    if measure.excluded is not None:
        return False
    return any(indicator_unmet(each, scheme) for each in measure.indicators) or bool(missed_grade(measure, scheme))


def missed_grade(measure: MeasureOutcome, scheme: Scheme | None) -> str | None:
    """The measure's own grade where it says by itself that targets were missed; None where it says no such thing."""
    reached = scheme.reached if scheme else None
    if reached is None or not measure.indicators or measure.managed_by not in {None, ManagedBy.INDICATOR}:
        return None
    own = (verdict.grade for verdict in measure.verdicts if verdict.step == reached.step)
    return next((grade for grade in own if grade is not None and grade not in reached.grades), None)
