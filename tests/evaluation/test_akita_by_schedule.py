"""Akita's measures managed by schedule, by the second version of the scheme: built, on course, late, or refused."""

from collections import Counter
from pathlib import Path

import pytest

from evaluation.evaluated_plans import YEAR, plan
from monosashi.core.results import Execution, ManagedBy, NodeYear
from monosashi.core.tree import Milestone, Node
from monosashi.evaluation.evaluate import evaluate, shipped_life_cycle, shipped_scheme
from monosashi.evaluation.outcomes import Evaluation, Verdict
from monosashi.exchange.plan_file import read_plan
from monosashi.wording import render

STAGES = shipped_life_cycle("akita@1")
EXAMPLE = Path(__file__).resolve().parents[2] / "examples" / "akita" / "akita.plan.json"

DONE, LATE, LATER = ("2024-06", "2024-07"), ("2024-12", None), ("2025", None)


def judged(execution: Execution | None, *milestones: tuple[str, str | None]) -> Verdict:
    steps = tuple(Milestone(f"m{i}", "工程", due, done) for i, (due, done) in enumerate(milestones, start=1))
    result = NodeYear("n1", YEAR, managed_by=ManagedBy.SCHEDULE, execution=execution)
    of = plan((), [result], [Node("n1", "measure", "施策", milestones=steps)])
    return evaluate(of, YEAR, shipped_scheme("akita@2"), STAGES).measures[0].computed


@pytest.mark.parametrize(
    ("execution", "milestones", "grade"),
    [
        (None, (DONE,), "A"),
        (Execution.AS_PLANNED, (DONE, ("2024-12", "2025-03-31")), "A"),
        (Execution.AS_PLANNED, (LATER,), "B"),
        (Execution.AS_PLANNED, (DONE, LATER), "B"),
        (Execution.DELAYED, (DONE, LATE), "C"),
        (Execution.DELAYED, (LATER,), "C"),
    ],
)
def test_a_measure_by_schedule_is_built_on_course_or_late(
    execution: Execution | None, milestones: tuple[tuple[str, str | None], ...], grade: str
) -> None:
    assert judged(execution, *milestones).grade == grade


@pytest.mark.parametrize(
    ("execution", "milestones", "missing"),
    [
        (None, (), "milestones"),
        (Execution.AS_PLANNED, (), "milestones"),
        (None, (LATER,), "execution"),
        (None, (DONE, LATE), "execution"),
        (None, (("2024-12", "2025-04-01"),), "execution"),
        (Execution.AS_PLANNED, (DONE, LATE), "schedule_progress"),
        (Execution.NOT_DONE, (LATE,), "schedule_progress"),
        (Execution.CARRIED_OVER, (LATER,), "schedule_progress"),
    ],
)
def test_where_a_record_is_absent_or_does_not_tell_the_rule_refuses(
    execution: Execution | None, milestones: tuple[tuple[str, str | None], ...], missing: str
) -> None:
    verdict = judged(execution, *milestones)
    assert (verdict.grade, verdict.missing) == (None, (missing,))


def test_the_explanation_names_the_records_that_it_rests_on() -> None:
    verdict = judged(Execution.DELAYED, DONE, LATE, LATER)
    messages = shipped_scheme("akita@2").messages
    ja, en = render(verdict.explanation, "ja", messages), render(verdict.explanation, "en", messages)
    assert all(part in ja for part in ("令和6年度", "「遅延」", "工程3件のうち1件が終わり", "終わっていないものは1件"))
    assert all(part in en for part in ("FY2024", "delayed", "of 3 milestones 1 is done and 1 is overdue"))


@pytest.fixture(scope="module")
def report() -> Evaluation:
    return evaluate(read_plan(EXAMPLE), YEAR, shipped_scheme("akita@2"), STAGES)


def test_of_68_printed_grades_45_agree_none_differs_and_23_are_refused(report: Evaluation) -> None:
    printed = {m.node: m.ratings[0].grade for m in report.measures}
    held = Counter(
        "refused" if m.computed.grade is None else "agrees" if m.computed.grade == printed[m.node] else "differs"
        for m in report.measures
    )
    assert held == {"agrees": 45, "refused": 23}


def test_of_23_measures_by_schedule_one_is_built_two_lack_the_execution_and_20_have_no_milestones(
    report: Evaluation,
) -> None:
    by_schedule = {m.node: m.computed for m in report.measures if m.managed_by is ManagedBy.SCHEDULE}
    assert {node: computed.grade for node, computed in by_schedule.items() if computed.grade} == {"n-p110": "A"}
    refused = {node: computed.missing for node, computed in by_schedule.items() if not computed.grade}
    assert {node for node, missing in refused.items() if missing == ("execution",)} == {"n-p075", "n-p104"}
    assert Counter(refused.values()) == {("execution",): 2, ("milestones",): 20}


def test_the_second_version_changes_nothing_where_indicators_decide(report: Evaluation) -> None:
    first = evaluate(read_plan(EXAMPLE), YEAR, shipped_scheme("akita@1"), STAGES)
    changed = [
        one.node
        for one, other in zip(first.measures, report.measures, strict=True)
        if (one.computed.grade, one.indicators) != (other.computed.grade, other.indicators)
    ]
    assert changed == ["n-p110"]


def test_what_is_built_by_schedule_is_not_counted_among_the_targets_reached(report: Evaluation) -> None:
    assert report.total is not None
    assert (report.total.counted, report.total.reached) == (44, 13)


def test_the_first_version_stays_as_it_was_and_both_are_told_apart_by_their_titles() -> None:
    first, second = shipped_scheme("akita@1"), shipped_scheme("akita@2")
    assert (first.source, first.legend) == (second.source, second.legend)
    titles = {render(scheme.title, "ja", scheme.messages) for scheme in (first, second)}
    assert len(titles) == 2
