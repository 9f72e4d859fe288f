"""What nobody has said yet of a measure in a year: the same on the first page and on the sheet of a round."""

from collections.abc import Iterator

from monosashi.core.results import Execution, ManagedBy, NodeYear
from monosashi.evaluation.outcomes import MeasureOutcome, own_rating
from monosashi.evaluation.scheme import Scheme
from monosashi.evaluation.shortfall import measure_unmet


def figures_asked(outcome: MeasureOutcome | None) -> bool:
    """Whether it is asked what the indicators reached: not where a measure is managed otherwise. None: it is judged by nothing."""
    return outcome is None or outcome.managed_by in {None, ManagedBy.INDICATOR, ManagedBy.WATCH}


def words_lacking(said: NodeYear, outcome: MeasureOutcome | None, scheme: Scheme | None) -> Iterator[str]:
    """What is not said yet, in the order of a sheet: fields of what is said, "self_grade" for the department's own grade.

    `outcome` None: the year is judged by nothing, so that nothing is short of its target and nobody grades themselves.
    """
    yield from (name for name in ("result", "disposition", "next_step") if not getattr(said, name))
    if outcome is None:
        return
    if measure_unmet(outcome, scheme):
        yield from _why_unmet(said)
    graded = scheme is not None and scheme.final is not None and bool(outcome.computed.axis)
    if graded and own_rating(said.ratings, outcome.computed.axis) is None:
        yield "self_grade"


def _why_unmet(said: NodeYear) -> Iterator[str]:
    """What was done as planned and missed its target all the same needs no reason."""
    if said.execution is None:
        yield "execution"
    elif said.execution is not Execution.AS_PLANNED and not said.unmet_reason:
        yield "unmet_reason"
