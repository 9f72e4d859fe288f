"""By what a measure is managed in the reviewed year."""

from collections.abc import Iterable

from monosashi.checks.subjects import Desk, MeasureSubject
from monosashi.core.results import ManagedBy


def managed_by(at: MeasureSubject) -> ManagedBy | None:
    """What is stated for the year, else what the life cycle says of its stage; None where neither tells."""
    if at.result and at.result.managed_by:
        return at.result.managed_by
    return at.outcome.managed_by if at.outcome else None


def by_indicator(at: MeasureSubject) -> bool:
    """Whether its indicators are what it is judged by."""
    return managed_by(at) is ManagedBy.INDICATOR


def by_schedule(at: MeasureSubject) -> bool:
    """Whether its schedule is what it is judged by."""
    return managed_by(at) is ManagedBy.SCHEDULE


def in_first_stage(at: MeasureSubject) -> bool:
    """Whether the measure stands in the stage with which the city's life cycle begins, before anything is in use."""
    return at.stage is not None and at.stage == next(iter(_stages(at.desk)), None)


def suggested_stage(at: MeasureSubject) -> str | None:
    """The stage to which the figures suggest to move the measure, None where they suggest none."""
    moves = at.desk.evaluation.moves if at.desk.evaluation else ()
    return next((move.to for move in moves if move.node == at.node.id), None)


def _stages(desk: Desk) -> Iterable[str]:
    """The stages in the order of the life cycle, none where the year has no life cycle or no evaluation."""
    year = desk.index.year.get(desk.fiscal_year)
    if desk.evaluation is None or year is None or year.life_cycle is None:
        return ()
    return (count.stage for count in desk.evaluation.stages)
