"""Which of the suggested moves in the life cycle the plan has taken on."""

from collections.abc import Iterable, Iterator

from monosashi.core.plan import Plan
from monosashi.evaluation.outcomes import SuggestedMove


def is_taken(move: SuggestedMove, plan: Plan, fiscal_year: int) -> bool:
    """Whether the plan says that the node stands in the suggested stage the year after the figures that suggest it."""
    held = plan.index.result.get((move.node, fiscal_year + 1))
    return held is not None and held.stage == move.to


def undecided_nodes(moves: Iterable[SuggestedMove], plan: Plan, fiscal_year: int) -> frozenset[str]:
    """The nodes of which none of the suggested moves is taken on."""
    suggested = tuple(moves)
    return frozenset(move.node for move in suggested) - frozenset(_taken(suggested, plan, fiscal_year))


def _taken(moves: Iterable[SuggestedMove], plan: Plan, fiscal_year: int) -> Iterator[str]:
    return (move.node for move in moves if is_taken(move, plan, fiscal_year))
