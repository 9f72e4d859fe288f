"""The life cycle of a city's measures: stages, by what each is managed, and the moves that the figures suggest.

The system suggests; people decide.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

from monosashi.core.messages import Message
from monosashi.core.results import ManagedBy
from monosashi.evaluation.explanations import explain
from monosashi.evaluation.outcomes import StageCount, SuggestedMove
from monosashi.evaluation.scheme import Condition, Explanation, Source

if TYPE_CHECKING:
    from monosashi.evaluation.node_facts import NodeFacts


@dataclass(frozen=True, slots=True)
class Move:
    """A move that the city allows. `when` None: people see the reason, figures cannot suggest it."""

    to: str
    when: Condition | None = None
    explanation: Explanation | None = None


@dataclass(frozen=True, slots=True)
class Stage:
    """One stage, under the name the city prints; its id is what the plan says of a measure, such as 「3・4」."""

    id: str
    name: str
    managed_by: ManagedBy
    moves: tuple[Move, ...] = ()


@dataclass(frozen=True, slots=True)
class LifeCycle:
    """The stages of one city's measures in one version. `data` is the plain data that it was read from.

    What an indicator with an undeclared direction counts as is the scheme's to say, also for the moves.
    """

    id: str
    version: str
    title: Message
    source: Source
    stages: tuple[Stage, ...] = field(compare=False)
    data: Mapping[str, Any]
    messages: Mapping[str, Mapping[str, str]] = field(compare=False)
    by_id: Mapping[str, Stage] = field(compare=False)

    @property
    def reference(self) -> str:
        """How a plan names the life cycle: `id@version`."""
        return f"{self.id}@{self.version}"

    def managed_by(self, stage: str) -> ManagedBy | None:
        """By what a measure of this stage is managed; None for a stage the city does not know."""
        known = self.by_id.get(stage)
        return known.managed_by if known else None


def count_stages(stated: Iterable[str | None], life_cycle: LifeCycle | None) -> tuple[StageCount, ...]:
    """How many measures stand in each stage, in the order of the life cycle; unknown stages last, as printed.

    `stated` is each measure's stage, None where none was stated.
    """
    counts: dict[str, int] = {stage.id: 0 for stage in life_cycle.stages} if life_cycle else {}
    for stage in stated:
        if stage is not None:
            counts[stage] = counts.get(stage, 0) + 1
    known = life_cycle.by_id if life_cycle else {}
    return tuple(
        StageCount(stage, known[stage].name if stage in known else stage, count) for stage, count in counts.items()
    )


def suggest_moves(measures: Iterable[NodeFacts], life_cycle: LifeCycle | None) -> tuple[SuggestedMove, ...]:
    """The moves whose condition the year's figures meet. What the figures do not tell suggests nothing."""
    if life_cycle is None:
        return ()
    return tuple(move for measure in measures for move in _moves(measure, life_cycle))


def _moves(measure: NodeFacts, life_cycle: LifeCycle) -> Iterable[SuggestedMove]:
    stage = life_cycle.by_id.get(measure.stage or "")
    for move in stage.moves if stage else ():
        if move.when is not None and move.explanation is not None and move.when(measure) is True:
            yield SuggestedMove(measure.tree_node.id, measure.stage or "", move.to, explain(move.explanation, measure))
