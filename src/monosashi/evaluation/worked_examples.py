"""The worked examples of a scheme: each is a tiny plan on which the scheme must say what its author says it does."""

from __future__ import annotations

from collections.abc import Mapping
from decimal import Decimal
from typing import Any

from monosashi.core.indicators import Accumulation, Actual, Baseline, Composition, Direction, Indicator, Target
from monosashi.core.messages import Problem, message
from monosashi.core.plan import Municipality, Plan
from monosashi.core.results import (
    Answer,
    Exclusion,
    ExclusionReason,
    Execution,
    ManagedBy,
    NodeYear,
    Rater,
    Rating,
)
from monosashi.core.tree import Level, Milestone, Node
from monosashi.core.values import Absence, Described, Span, Value
from monosashi.evaluation.dates import fiscal_year_of
from monosashi.evaluation.outcomes import Standing, Verdict
from monosashi.evaluation.plan_facts import PlanFacts, facts_of_plan
from monosashi.evaluation.reference_points import Reference
from monosashi.evaluation.scheme import Rated, Scheme, Step
from monosashi.evaluation.steps import run_steps
from monosashi.evaluation.table_reading import Table

YEAR = 2024
_FINAL_YEAR = 2026
_MEASURE_LEVEL = "measure"


def check_examples(scheme: Scheme, examples: Mapping[tuple[str, str], Table], problems: list[Problem]) -> None:
    """Run every example; note those that end in another branch or with another grade than they say."""
    for position, step in enumerate(scheme.steps):
        for (step_id, branch_id), table in examples.items():
            if step_id == step.id:
                _check(scheme, scheme.steps[: position + 1], branch_id, table, problems)


def said_of_examples(
    scheme: Scheme, examples: Mapping[tuple[str, str], Table]
) -> Mapping[tuple[str, str], Verdict | None]:
    """What the scheme says of each of its examples, by step and branch; None where the step does not apply to it."""
    found = {}
    for position, step in enumerate(scheme.steps):
        for (step_id, branch_id), table in examples.items():
            if step_id == step.id:
                plan = _plan(scheme, step, table)
                found[step_id, branch_id] = _said(scheme, scheme.steps[: position + 1], plan)
    return found


def _plan(scheme: Scheme, step: Step, table: Table) -> Plan:
    return ExamplePlan(scheme.judging.reference).plan(step.rates, step.level, table)


def _said(scheme: Scheme, steps: tuple[Step, ...], plan: Plan) -> Verdict | None:
    facts = facts_of_plan(plan, YEAR, scheme.judging, None)
    run_steps(steps, tuple(facts.nodes.values()))
    return _verdict(steps[-1], facts)


def _check(scheme: Scheme, steps: tuple[Step, ...], branch_id: str, table: Table, problems: list[Problem]) -> None:
    before = len(problems)
    gives, points = table.text("gives", ""), table.number("points")
    plan = _plan(scheme, steps[-1], table)
    table.finish()
    if len(problems) > before:
        return
    verdict = _said(scheme, steps, plan)
    wanted = _told(branch_id, gives or None, points)
    got = _told(verdict.branch, _word(verdict), verdict.points) if verdict else "—"
    if verdict is None or not _agrees(verdict, branch_id, gives, points):
        why = message("evaluation.data.example_differs", wanted=wanted, got=got)
        problems.append(Problem(table.place, wanted, why, message("evaluation.data.mend_example")))


def _agrees(verdict: Verdict, branch_id: str, gives: str, points: Decimal | None) -> bool:
    return (
        verdict.branch == branch_id
        and (not gives or _word(verdict) == gives)
        and (points is None or verdict.points == points)
        and (bool(gives) or points is not None)
    )


def _word(verdict: Verdict) -> str | None:
    return verdict.grade if verdict.standing is Standing.GRADED else verdict.standing.value


def _told(branch: str, grade: str | None, points: Decimal | None) -> str:
    return " ".join(str(part) for part in (branch, grade, points) if part not in {None, ""})


def _verdict(step: Step, facts: PlanFacts) -> Verdict | None:
    node = facts.nodes["n1"]
    if step.rates in {Rated.MEASURE, Rated.NODE}:
        return node.verdicts.get(step.id)
    indicator = node.indicators[0]
    thing = indicator.components[0] if step.rates is Rated.COMPONENT else indicator
    return thing.verdicts.get(step.id)


class ExamplePlan:
    """Makes the tiny plan of one example. The first node, `n1`, or its first indicator is what is rated.

    `reference` is what `target` stands for, `stage` the stage of every node whose example names none.
    """

    def __init__(self, reference: Reference, stage: str | None = None) -> None:
        self.reference = reference
        self.stage = stage
        self.nodes: list[Node] = []
        self.indicators: list[Indicator] = []
        self.results: list[NodeYear] = []

    def plan(self, rates: Rated, of_level: str | None, table: Table) -> Plan:
        """The plan that the table describes. `of_level` is the level of the node that is rated, None: a measure."""
        level = of_level or _MEASURE_LEVEL
        if rates in {Rated.MEASURE, Rated.NODE}:
            self._node(table, level, None)
        else:
            self._node_of_indicator(rates, table)
        return Plan(
            id="example",
            name="",
            municipality=Municipality("", ""),
            first_year=YEAR,
            last_year=_FINAL_YEAR,
            levels=(
                *((Level(level, ""),) if level != _MEASURE_LEVEL else ()),
                Level(_MEASURE_LEVEL, "", answered=True),
            ),
            nodes=tuple(self.nodes),
            indicators=tuple(self.indicators),
            results=tuple(self.results),
        )

    def _node_of_indicator(self, rates: Rated, table: Table) -> None:
        self._node(table, _MEASURE_LEVEL, None)
        whole = None
        if rates is Rated.COMPONENT:
            whole = f"i{len(self.indicators) + 1}"
            self.indicators.append(Indicator(whole, "n1", "", composition=Composition.ALL))
        self._indicator(table, "n1", whole)

    def _node(self, table: Table, level: str, parent: str | None) -> None:
        node = f"n{len(self.nodes) + 1}"
        milestones = tuple(
            _milestone(within, position) for position, within in enumerate(table.tables("milestones"), start=1)
        )
        tags = table.texts("tags")
        self.nodes.append(Node(node, level, "", parent, tags=tags, milestones=milestones))
        self.results.append(_result(table, node, self.stage))
        for within in table.tables("indicators"):
            self._indicator(within, node, None)
            within.finish()
        for within in table.tables("children"):
            self._node(within, within.text("level", _MEASURE_LEVEL), node)
            within.finish()

    def _indicator(self, table: Table, node: str, whole: str | None) -> None:
        indicator = f"i{len(self.indicators) + 1}"
        components = table.tables("components")
        self.indicators.append(self._read_indicator(table, indicator, node, whole))
        for within in components:
            self._indicator(within, node, indicator)
            within.finish()

    def _read_indicator(self, table: Table, indicator: str, node: str, whole: str | None) -> Indicator:
        values = {reference: _value(table, reference.value) for reference in Reference}
        target = _value(table, "target")
        if target is not None:
            stands_for = Reference.FINAL_TARGET if self.reference is Reference.PRORATED_TARGET else self.reference
            values[stands_for] = target
        baseline = values[Reference.BASELINE]
        baseline_year = table.whole("baseline_year", YEAR - 1)
        return Indicator(
            id=indicator,
            node=node,
            name=table.text("name", ""),
            unit=table.text("unit", ""),
            direction=table.choice("direction", Direction, Direction.UNDECLARED),
            accumulation=table.choice("accumulation", Accumulation, Accumulation.UNDECLARED),
            part_of=whole,
            composition=table.choice("composition", Composition) if "composition" in table else None,
            baseline=None if baseline is None else Baseline(baseline, baseline_year),
            targets=_targets(YEAR, values[Reference.TARGET_OF_YEAR]),
            interim_targets=_targets(table.whole("interim_year", YEAR), values[Reference.INTERIM_TARGET]),
            final_target=values[Reference.FINAL_TARGET],
            final_year=table.whole("final_year", _FINAL_YEAR),
            actuals=(
                *_actuals(YEAR - 1, values[Reference.PREVIOUS_ACTUAL]),
                *_actuals(YEAR, values[Reference.ACTUAL]),
            ),
            tags=table.texts("tags"),
        )


def _targets(fiscal_year: int, value: Value | None) -> tuple[Target, ...]:
    return () if value is None else (Target(fiscal_year, value),)


def _actuals(fiscal_year: int, value: Value | None) -> tuple[Actual, ...]:
    return () if value is None else (Actual(fiscal_year, value),)


def _milestone(table: Table, position: int) -> Milestone:
    due, done = table.text("due"), table.text("done", "")
    for key, text in (("due", due), ("done", done)):
        if text and fiscal_year_of(text) is None:
            table.advise(key, message("evaluation.data.not_a_period"), message("evaluation.data.write_a_period"))
    table.finish()
    return Milestone(f"m{position}", "", due, done or None)


def _result(table: Table, node: str, stage: str | None) -> NodeYear:
    return NodeYear(
        node,
        YEAR,
        stage=table.text("stage", stage or "") or None,
        managed_by=table.choice("managed_by", ManagedBy) if "managed_by" in table else None,
        execution=table.choice("execution", Execution) if "execution" in table else None,
        answers=_answers(table.table("answers")),
        ratings=tuple(_rating(within) for within in table.tables("ratings")),
        excluded=Exclusion(ExclusionReason.NOT_STATED) if table.flag("excluded") else None,
    )


def _answers(table: Table | None) -> tuple[Answer, ...]:
    return tuple(_answer(key, table.plain(key)) for key in table.keys()) if table else ()  # noqa: SIM118 -- no mapping


def _answer(question: str, given: Any) -> Answer:  # noqa: ANN401 -- words, a number, or several words
    if isinstance(given, list):
        return Answer(question, choices=tuple(str(choice) for choice in given))
    if isinstance(given, int):
        return Answer(question, number=Decimal(given))
    text = str(given)
    return Answer(question, text=text, number=Decimal(text) if text.replace(".", "", 1).isdecimal() else None)


def _rating(table: Table) -> Rating:
    rating = Rating(table.text("axis"), table.choice("rater", Rater), table.text("grade"))
    table.finish()
    return rating


def _value(table: Table, key: str) -> Value | None:
    """A number, the name of an absence, a range as a table of `low` and `high`, or words as one of `text`."""
    if key not in table:
        return None
    given = table.plain(key)
    if isinstance(given, Mapping):
        within = table.table(key)
        return _words_or_range(within) if within else None
    if given in Absence.__members__.values():
        return Absence(given)
    return table.number(key)


def _words_or_range(table: Table) -> Described | Span:
    if "text" in table:
        value: Described | Span = Described(table.text("text"))
        table.finish()
        return value
    low, high = table.number("low"), table.number("high")
    table.finish()
    if ("low" not in table and "high" not in table) or (low is not None and high is not None and low > high):
        table.advise("", message("evaluation.data.unclear_range"), message("evaluation.data.write_a_range"))
    return Span(low, high)
