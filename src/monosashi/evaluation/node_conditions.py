"""Conditions on what was said of a node in the year. An indicator's step asks them of the node that it stands at."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING, Any

from monosashi.core.results import Answer, Execution, ManagedBy, Rater, Rating
from monosashi.evaluation.condition_reading import OF_INDICATORS, Form, Reading, check_known, read_bounds
from monosashi.evaluation.scheme import Condition, Rated
from monosashi.evaluation.table_reading import Table
from monosashi.evaluation.truth import Missing, Truth

if TYPE_CHECKING:
    from monosashi.evaluation.node_facts import NodeFacts


def _managed_by(table: Table, _rated: Rated, _context: Reading) -> Condition:
    wanted = frozenset(table.choices("managed_by", ManagedBy))

    def holds(facts: Any) -> Truth:  # noqa: ANN401 -- an indicator's or a node's facts
        managed_by = facts.node.managed_by
        return Missing(("managed_by",)) if managed_by is None else managed_by in wanted

    return holds


def _stage(table: Table, _rated: Rated, _context: Reading) -> Condition:
    wanted = frozenset(table.texts("stage"))

    def holds(facts: Any) -> Truth:  # noqa: ANN401 -- an indicator's or a node's facts
        stage = facts.node.stage
        return Missing(("stage",)) if stage is None else stage in wanted

    return holds


def _execution(table: Table, _rated: Rated, _context: Reading) -> Condition:
    wanted = frozenset(table.choices("execution", Execution))

    def holds(facts: Any) -> Truth:  # noqa: ANN401 -- an indicator's or a node's facts
        result = facts.node.result
        if result is None or result.execution is None:
            return Missing(("execution",))
        return result.execution in wanted

    return holds


def _milestones(table: Table, _rated: Rated, _context: Reading) -> Condition:
    state = table.text("milestones")
    check_known(table, "milestones", state, _MILESTONES)
    asked = _MILESTONES.get(state, _all_done)

    def holds(facts: Any) -> Truth:  # noqa: ANN401 -- an indicator's or a node's facts
        return asked(facts.node) if facts.node.tree_node.milestones else Missing(("milestones",))

    return holds


def _all_done(node: NodeFacts) -> bool:
    return node.milestones_done() == len(node.tree_node.milestones)


def _some_late(node: NodeFacts) -> bool:
    return node.milestones_late() > 0


def _none_done(node: NodeFacts) -> bool:
    return node.milestones_done() == 0


_MILESTONES: dict[str, Callable[[NodeFacts], bool]] = {
    "all_done": _all_done,
    "some_late": _some_late,
    "none_done": _none_done,
}


def _has(table: Table, _rated: Rated, _context: Reading) -> Condition:
    what = table.text("has")
    check_known(table, "has", what, _HAS)
    asked = _HAS.get(what, _has_indicators)
    return lambda facts: asked(facts.node)


def _has_indicators(node: NodeFacts) -> bool:
    return bool(node.indicators)


def _has_milestones(node: NodeFacts) -> bool:
    return bool(node.tree_node.milestones)


def _has_children(node: NodeFacts) -> bool:
    return bool(node.children)


_HAS: dict[str, Callable[[NodeFacts], bool]] = {
    "indicators": _has_indicators,
    "milestones": _has_milestones,
    "children": _has_children,
}


def _answer(table: Table, _rated: Rated, _context: Reading) -> Condition:
    question, wanted = table.text("answer"), frozenset(table.texts("one_of"))
    within = None if wanted else read_bounds(table)

    def holds(facts: Any) -> Truth:  # noqa: ANN401 -- an indicator's or a node's facts
        answer = find_answer(facts.node, question)
        if answer is None or (within and answer.number is None):
            return Missing((f"answer:{question}",))
        if within and answer.number is not None:
            return within(answer.number)
        return not wanted.isdisjoint(answer.choices or (answer.text,))

    return holds


def find_answer(node: NodeFacts, question: str) -> Answer | None:
    """The node's answer to a question, None where it gave none."""
    answers = node.result.answers if node.result else ()
    return next((answer for answer in answers if answer.question == question), None)


def _rating(table: Table, rated: Rated, _context: Reading) -> Condition:
    axis, rater = table.text("rating"), table.choice("rater", Rater)
    wanted = frozenset(table.texts("one_of", required=True))
    of_indicator = rated in OF_INDICATORS

    def holds(facts: Any) -> Truth:  # noqa: ANN401 -- an indicator's or a node's facts
        rating = find_rating(facts.node, axis, rater, facts.indicator.id if of_indicator else None)
        if rating is None or rating.grade is None:
            return Missing((f"rating:{axis}",))
        return rating.grade in wanted

    return holds


def find_rating(node: NodeFacts, axis: str, rater: Rater, indicator: str | None) -> Rating | None:
    """What this rater said on this axis, of the node (indicator None) or of one of its indicators."""
    ratings = node.result.ratings if node.result else ()
    return next((r for r in ratings if (r.axis, r.rater, r.indicator) == (axis, rater, indicator)), None)


NODE_FORMS: dict[str, Form] = {
    "managed_by": _managed_by,
    "stage": _stage,
    "execution": _execution,
    "milestones": _milestones,
    "has": _has,
    "answer": _answer,
    "rating": _rating,
}
