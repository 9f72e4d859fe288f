"""Whether an indicator falls short of what was promised."""

from monosashi.core.values import number
from monosashi.evaluation.outcomes import IndicatorOutcome, Standing
from monosashi.evaluation.scheme import Scheme

_WHOLE = 100


def falls_short(indicator: IndicatorOutcome, scheme: Scheme | None) -> bool:
    """By the city's own rule where it has one for indicators, else by an achievement rate below 100 %."""
    reached = scheme.reached if scheme else None
    verdict = indicator.verdict
    if reached is not None and verdict is not None and verdict.step == reached.step:
        return verdict.standing is Standing.GRADED and verdict.grade not in reached.grades
    rate = number(indicator.achievement_rate)
    return rate is not None and rate < _WHOLE
