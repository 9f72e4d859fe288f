"""The `steps` of a scheme: each table becomes a step whose conditions are plain functions."""

from __future__ import annotations

from monosashi.core.messages import message
from monosashi.core.results import Rater
from monosashi.evaluation.condition_reading import OF_INDICATORS, Reading
from monosashi.evaluation.conditions import never, read_condition
from monosashi.evaluation.explanations import INDICATOR_PARAMS, NODE_PARAMS
from monosashi.evaluation.holes import hole_between
from monosashi.evaluation.outcomes import Standing
from monosashi.evaluation.points import read_points
from monosashi.evaluation.scheme import Branch, Condition, Explanation, Judged, Judging, PointsRule, Rated, Step
from monosashi.evaluation.sentences import Sentences
from monosashi.evaluation.table_reading import Table, one_of

_OUTCOMES = {
    "refuses": Standing.REFUSED,
    "not_rated": Standing.NOT_RATED,
    "awaits": Standing.AWAITING,
    "left_out": Standing.LEFT_OUT,
}

_RESERVED = frozenset({"title", "legend", "incomplete"})
"""Sentences of the scheme itself have these ids."""


class StepReader:
    """Reads the steps in order; `examples` holds each branch's worked example by step and branch id."""

    def __init__(self, scheme: str, sentences: Sentences, judging: Judging, grades: frozenset[tuple[str, str]]) -> None:
        self.scheme = scheme
        self.sentences = sentences
        self.printed = judging.rates.apply if judging.judges_rounded else None
        self.grades = grades
        self.earlier: dict[str, Rated] = {}
        self.given: dict[str, frozenset[str]] = {}
        self.examples: dict[tuple[str, str], Table] = {}

    def steps(self, table: Table) -> tuple[Step, ...]:
        """All steps, each knowing those before it."""
        return tuple(self._step(within) for within in table.tables("steps"))

    def _step(self, table: Table) -> Step:
        step_id = table.text("id")
        if step_id in self.earlier:
            table.refuse("id", message("evaluation.data.duplicate_id"), message("evaluation.data.another_id"))
        if step_id in _RESERVED:
            table.advise("id", message("evaluation.data.reserved_id"), message("evaluation.data.another_id"))
        rated = table.choice("rates", Rated)
        context = Reading(step_id, self.earlier, self.printed, self.given)
        axis = table.text("axis")
        points = self._points(table, rated, context)
        judged = self._judged(table)
        branches = self._branches(table, step_id, axis, rated, context)
        step = Step(
            id=step_id,
            axis=axis,
            rates=rated,
            level=table.text("level") if rated is Rated.NODE else None,
            applies=self._condition(table, "applies", rated, context),
            points=points,
            branches=branches,
            judged=judged,
            shows=self._shows(table),
            explanation=self._own_explanation(table, step_id, rated, needed=not branches),
        )
        self._check(table, step)
        table.finish()
        self.earlier[step_id] = rated
        given = self._given(step)
        if given is not None:
            self.given[step_id] = given
        return step

    def _given(self, step: Step) -> frozenset[str] | None:
        """The symbols that the step can give; None where people say them and the legend does not list them."""
        if step.judged:
            return frozenset(g for axis, g in self.grades if axis in {step.axis, step.judged.axis}) or None
        return frozenset(branch.grade for branch in step.branches if branch.grade)

    def _points(self, table: Table, rated: Rated, context: Reading) -> PointsRule | None:
        within = table.table("points")
        return read_points(within, rated, context) if within else None

    @staticmethod
    def _judged(table: Table) -> Judged | None:
        within = table.table("judged")
        if within is None:
            return None
        judged = Judged(within.text("axis"), within.choice("rater", Rater))
        within.finish()
        return judged

    def _shows(self, table: Table) -> tuple[str, ...]:
        shows = table.texts("shows")
        for step in shows:
            if step not in self.earlier:
                why = message("evaluation.data.not_an_earlier_step", step=step)
                table.refuse("shows", why, one_of(tuple(self.earlier)))
        return shows

    def _own_explanation(self, table: Table, step_id: str, rated: Rated, *, needed: bool) -> Explanation | None:
        params = {*_params(rated), "beside"}
        return self.sentences.explanation(table, "explain", f"scheme.{self.scheme}.{step_id}", params, required=needed)

    def _check(self, table: Table, step: Step) -> None:
        if step.judged and (step.branches or step.points):
            table.refuse("judged", message("evaluation.data.judged_and_computed"), message("evaluation.data.two_steps"))
        if step.shows and not step.judged:
            table.advise(
                "shows", message("evaluation.data.shows_of_judged"), message("evaluation.data.judged_or_without")
            )
        if not step.judged and not step.branches and step.points is None:
            table.refuse("", message("evaluation.data.empty_step"), message("evaluation.data.write_branches"))
        if step.points is not None and not step.branches:
            self._example(table, step.id, "")

    def _branches(self, table: Table, step_id: str, axis: str, rated: Rated, context: Reading) -> tuple[Branch, ...]:
        branches: list[Branch] = []
        for within in table.tables("branches"):
            branch = self._branch(within, step_id, axis, rated, context)
            if any(branch.id == other.id for other in branches):
                within.refuse("id", message("evaluation.data.duplicate_id"), message("evaluation.data.another_id"))
            if branches and branches[-1].when is None:
                why = message("evaluation.data.after_otherwise", branch=branches[-1].id)
                within.refuse("", why, message("evaluation.data.otherwise_last"))
            branches.append(branch)
        hole = hole_between(within.plain("when") for within in table.tables("branches"))
        if hole:
            why = message("evaluation.data.hole", low=hole[0], high=hole[1])
            table.advise("", why, message("evaluation.data.close_hole"))
        return tuple(branches)

    def _branch(self, table: Table, step_id: str, axis: str, rated: Rated, context: Reading) -> Branch:
        branch_id = table.text("id")
        message_id = f"scheme.{self.scheme}.{step_id}.{branch_id}"
        explanation = self.sentences.explanation(table, "explain", message_id, _params(rated))
        branch = Branch(
            id=branch_id,
            standing=self._standing(table),
            when=self._condition(table, "when", rated, context),
            explanation=explanation or Explanation(message_id, ()),
            grade=self._grade(table, axis),
            points=table.number("points"),
            refuses=table.texts("refuses"),
        )
        self._example(table, step_id, branch_id)
        table.finish()
        return branch

    @staticmethod
    def _standing(table: Table) -> Standing:
        outcomes = [key for key in (*_OUTCOMES, "grade", "points") if key in table]
        flags = [key for key in outcomes if key in _OUTCOMES]
        for key in flags:
            if key != "refuses" and not table.flag(key) and table.plain(key) is False:
                table.refuse(key, message("evaluation.data.no_outcome"), message("evaluation.data.write_true", key=key))
        if not outcomes or (flags and len(outcomes) > 1):
            table.refuse("", message("evaluation.data.no_outcome"), message("evaluation.data.write_outcome"))
        return _OUTCOMES[flags[0]] if flags else Standing.GRADED

    def _grade(self, table: Table, axis: str) -> str | None:
        if "grade" not in table:
            return None
        grade = table.text("grade")
        if (axis, grade) not in self.grades:
            known = {g for a, g in self.grades if a == axis}
            remedy = one_of(known) if known else message("evaluation.data.write_legend", axis=axis)
            table.refuse("grade", message("evaluation.data.not_in_legend", axis=axis), remedy)
        return grade

    @staticmethod
    def _condition(table: Table, key: str, rated: Rated, context: Reading) -> Condition | None:
        within = table.table(key)
        if within is None:
            return never if key in table else None
        return read_condition(within, rated, context)

    def _example(self, table: Table, step_id: str, branch_id: str) -> None:
        example = table.table("example")
        if example is None:
            table.refuse("example", message("evaluation.data.no_example"), message("evaluation.data.write_example"))
        else:
            self.examples[step_id, branch_id] = example


def _params(rated: Rated) -> frozenset[str]:
    return frozenset(INDICATOR_PARAMS if rated in OF_INDICATORS else NODE_PARAMS)
