"""Indicators that did not reach what the city calls reached, with what the department means to do."""

from collections.abc import Iterator
from dataclasses import dataclass

from monosashi.cli.judging import Judged
from monosashi.core.results import NodeYear
from monosashi.evaluation.outcomes import IndicatorOutcome, MeasureOutcome
from monosashi.evaluation.shortfall import indicator_unmet


@dataclass(frozen=True, slots=True)
class Unmet:
    """One unmet indicator. `reason` and `response` are the department's words, "" where it said nothing."""

    measure: MeasureOutcome
    indicator: IndicatorOutcome
    reason: str
    response: str


def unmet_indicators(judged: Judged) -> tuple[Unmet, ...]:
    """In the order of the plan. Measures that are out of this year's evaluation are left out."""
    return tuple(_unmet(judged))


def _unmet(judged: Judged) -> Iterator[Unmet]:
    for measure in judged.evaluation.measures:
        if measure.excluded is not None:
            continue
        said = judged.plan.index.result.get((measure.node, judged.fiscal_year)) or NodeYear(measure.node, 0)
        for indicator in measure.indicators:
            if indicator_unmet(indicator, judged.scheme):
                yield Unmet(measure, indicator, said.unmet_reason, said.response or said.next_step)
