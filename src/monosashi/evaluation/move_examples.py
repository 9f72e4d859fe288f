"""The worked examples of a life cycle: each is a tiny plan whose one measure must be suggested its move."""

from __future__ import annotations

from collections.abc import Mapping

from monosashi.core.messages import Problem, message
from monosashi.evaluation.life_cycle import LifeCycle, suggest_moves
from monosashi.evaluation.outcomes import SuggestedMove
from monosashi.evaluation.plan_facts import facts_of_plan
from monosashi.evaluation.reference_points import Reference
from monosashi.evaluation.scheme import Judging, Rated
from monosashi.evaluation.table_reading import Table
from monosashi.evaluation.worked_examples import YEAR, ExamplePlan


def check_moves(life_cycle: LifeCycle, examples: Mapping[tuple[str, str], Table], problems: list[Problem]) -> None:
    """Run every example, by stage and target; note those to which their move is not suggested."""
    for (stage, to), table in examples.items():
        before = len(problems)
        move = _suggested(life_cycle, stage, to, table)
        table.finish()
        if move is None and len(problems) == before:
            why = message("evaluation.data.move_not_suggested", to=to)
            problems.append(Problem(table.place, None, why, message("evaluation.data.mend_move_example")))


def said_of_moves(
    life_cycle: LifeCycle, examples: Mapping[tuple[str, str], Table]
) -> Mapping[tuple[str, str], SuggestedMove]:
    """What is suggested to each example, by stage and target."""
    found = ((key, _suggested(life_cycle, *key, table)) for key, table in examples.items())
    return {key: move for key, move in found if move is not None}


def _suggested(life_cycle: LifeCycle, stage: str, to: str, table: Table) -> SuggestedMove | None:
    plan = ExamplePlan(Reference.FINAL_TARGET, stage).plan(Rated.MEASURE, None, table)
    facts = facts_of_plan(plan, YEAR, Judging(), life_cycle)
    moves = suggest_moves([facts.nodes["n1"]], life_cycle)
    return next((move for move in moves if (move.stage, move.to) == (stage, to)), None)
