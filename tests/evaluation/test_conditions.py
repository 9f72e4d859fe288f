"""Every form of condition, in a scheme of one step that says yes or no."""

from collections.abc import Mapping
from dataclasses import replace
from decimal import Decimal
from typing import Any

import pytest

from evaluation.evaluated_plans import YEAR, indicator, plan
from monosashi.core.indicators import Direction, IndicatorKind
from monosashi.core.results import Answer, Execution, ManagedBy, NodeYear, Rater, Rating
from monosashi.core.tree import Milestone, Node
from monosashi.core.values import Absence
from monosashi.evaluation.evaluate import evaluate
from monosashi.evaluation.node_facts import NodeFacts
from monosashi.evaluation.outcomes import Verdict
from monosashi.evaluation.scheme import Judging, Scheme
from monosashi.evaluation.scheme_loader import scheme_from_data

SENTENCE = {"ja": "{name}", "en": "{name}"}
YES = NodeYear(
    "n1",
    YEAR,
    stage="3・4",
    managed_by=ManagedBy.SCHEDULE,
    execution=Execution.AS_PLANNED,
    ratings=(Rating("effect", Rater.SECOND, "高"), Rating("effect", Rater.SELF, None)),
    answers=(Answer("need", choices=("必要",)), Answer("score", number=Decimal(7)), Answer("words", text="あり")),
)
NODE = Node(
    "n1",
    "measure",
    "施策",
    tags=("★",),
    milestones=(Milestone("m1", "", "2024-Q2", "2024-09"), Milestone("m2", "", "2024-Q4"), Milestone("m3", "", "2025")),
)


def judging(rates: str, when: Mapping[str, Any], example: Mapping[str, Any], *steps: Mapping[str, Any]) -> Scheme:
    """A scheme whose last step says 可 where the condition holds and nothing elsewhere."""
    branch = {"id": "yes", "grade": "可", "when": when, "explain": SENTENCE, "example": {**example, "gives": "可"}}
    words = {"ja": "x", "en": "x"}
    data = {
        "id": "t",
        "version": "1",
        "title": words,
        "source": {"document": "x"},
        "incomplete": words,
        "judging": {"undeclared_direction": ["from_target"]},
        "legend": [{"axis": "a", "grade": "可", "text": words}],
        "steps": [*steps, {"id": "s", "axis": "a", "rates": rates, "branches": [branch]}],
    }
    return scheme_from_data(data, "t.toml")


def verdict(scheme: Scheme, *results: NodeYear) -> Verdict:
    kpi = indicator("10", "20", "15", tags=("core",))
    return evaluate(plan([kpi], results or [YES], [NODE]), YEAR, scheme, None).measures[0].computed


MEASURE_CONDITIONS: list[tuple[dict[str, Any], dict[str, Any], bool]] = [
    ({"stage": ["3・4"]}, {"stage": "3・4"}, True),
    ({"stage": ["1"]}, {"stage": "1"}, False),
    ({"managed_by": "schedule"}, {"managed_by": "schedule"}, True),
    ({"execution": "as_planned"}, {"execution": "as_planned"}, True),
    ({"execution": ["delayed", "not_done"]}, {"execution": "delayed"}, False),
    ({"milestones": "some_late"}, {"milestones": [{"due": "2024-Q1"}]}, True),
    ({"milestones": "all_done"}, {"milestones": [{"due": "2024", "done": "2024-06"}]}, False),
    ({"milestones": "none_done"}, {"milestones": [{"due": "2025"}]}, False),
    ({"none": [{"milestones": "none_done"}]}, {"milestones": [{"due": "2025", "done": "2024"}]}, True),
    ({"has": "milestones"}, {"milestones": [{"due": "2024"}]}, True),
    ({"has": "children"}, {"children": [{}]}, False),
    ({"tag": "★"}, {"tags": ["★"]}, True),
    ({"answer": "need", "one_of": ["必要"]}, {"answers": {"need": ["必要"]}}, True),
    ({"answer": "words", "one_of": ["なし"]}, {"answers": {"words": "なし"}}, False),
    ({"answer": "score", "above": "6", "below": "8"}, {"answers": {"score": "7"}}, True),
    ({"answer": "score", "at_most": "6"}, {"answers": {"score": "6"}}, False),
    (
        {"rating": "effect", "rater": "second", "one_of": ["高"]},
        {"ratings": [{"axis": "effect", "rater": "second", "grade": "高"}]},
        True,
    ),
    (
        {"count_of": [{"has": "indicators"}, {"stage": "3・4"}, {"tag": "x"}], "exactly": 2},
        {"stage": "3・4", "indicators": [{}]},
        True,
    ),
    ({"some_indicator": {"tag": "core"}, "at_least": 1, "at_most": 1}, {"indicators": [{"tags": ["core"]}]}, True),
    ({"every_indicator": {"direction": "decrease"}}, {"indicators": [{"direction": "decrease"}]}, False),
]


@pytest.mark.parametrize(("when", "example", "holds"), MEASURE_CONDITIONS)
def test_a_condition_on_a_measure(when: dict[str, Any], example: dict[str, Any], holds: bool) -> None:  # noqa: FBT001 -- a table's column
    assert (verdict(judging("measure", when, example)).grade == "可") is holds


INDICATOR_CONDITIONS: list[tuple[dict[str, Any], dict[str, Any], bool]] = [
    ({"figure": "improvement", "equals": "50"}, {"baseline": "0", "target": "2", "actual": "1"}, True),
    ({"figure": "betterment", "above": "5"}, {"baseline": "9", "target": "1", "actual": "3"}, False),
    ({"figure": "gain", "at_least": "5"}, {"baseline": "0", "actual": "5"}, True),
    ({"figure": "actual", "below": "15"}, {"actual": "14.9"}, False),
    ({"compare": "actual", "with": "target", "is": "short"}, {"baseline": "0", "target": "2", "actual": "1"}, True),
    (
        {"compare": "actual", "with": "baseline", "is": "not_beyond"},
        {"baseline": "1", "target": "2", "actual": "1"},
        False,
    ),
    ({"absent": "previous_actual"}, {"actual": "1"}, True),
    ({"absent": "actual", "as": "not_set"}, {"actual": "not_set"}, False),
    ({"tag": "core"}, {"tags": ["core"]}, True),
    ({"stage": "3・4"}, {"stage": "3・4"}, True),
]


@pytest.mark.parametrize(("when", "example", "holds"), INDICATOR_CONDITIONS)
def test_a_condition_on_an_indicator(when: dict[str, Any], example: dict[str, Any], holds: bool) -> None:  # noqa: FBT001 -- a table's column
    scheme = judging("indicator", when, example)
    kpi = indicator("10", "20", "15", tags=("core",))
    outcome = evaluate(plan([kpi], [YES], [NODE]), YEAR, scheme, None).measures[0].indicators[0]
    assert outcome.verdict is not None
    assert (outcome.verdict.grade == "可") is holds


@pytest.mark.parametrize(
    ("when", "example", "missing"),
    [
        ({"stage": "1"}, {"stage": "1"}, "stage"),
        ({"managed_by": "watch"}, {"managed_by": "watch"}, "managed_by"),
        ({"execution": "delayed"}, {"execution": "delayed"}, "execution"),
        ({"answer": "need", "one_of": ["x"]}, {"answers": {"need": "x"}}, "answer:need"),
        (
            {"rating": "effect", "rater": "self", "one_of": ["A"]},
            {"ratings": [{"axis": "effect", "rater": "self", "grade": "A"}]},
            "rating:effect",
        ),
    ],
)
def test_what_nobody_said_is_missing_and_not_no(when: dict[str, Any], example: dict[str, Any], missing: str) -> None:
    assert verdict(judging("measure", when, example), NodeYear("n1", YEAR)).missing == (missing,)


def points_step(**more: Any) -> dict[str, Any]:
    when = {"compare": "actual", "with": "target", "is": "reaches"}
    reached = {
        "id": "r",
        "points": "10",
        "when": when,
        "explain": SENTENCE,
        "example": {"direction": "increase", "target": "1", "actual": "1", "points": "10"},
    }
    return {"id": "k", "axis": "a", "rates": "indicator", "branches": [reached], **more}


def mean_of(kpis: list[Any], missing: str) -> Verdict:
    total = {
        "id": "t",
        "axis": "a",
        "rates": "measure",
        "points": {"terms": [{"mean": "k", "missing": missing}]},
        "explain": SENTENCE,
        "example": {"indicators": [{"direction": "increase", "target": "1", "actual": "2"}], "points": "10"},
    }
    scheme = judging(
        "measure",
        {"points": "t", "at_least": "10"},
        {"indicators": [{"direction": "increase", "target": "1", "actual": "1"}]},
        points_step(),
        total,
    )
    return next(v for v in evaluate(plan(kpis), YEAR, scheme, None).measures[0].verdicts if v.step == "t")


def test_a_mean_over_indicators_is_refused_where_one_lacks_its_figures_unless_the_scheme_leaves_it_out() -> None:
    done = indicator(None, "1", "1", direction=Direction.INCREASE)
    unmeasured = indicator(None, "1", Absence.NOT_YET_COUNTED, id="i2", direction=Direction.INCREASE)
    assert mean_of([done, unmeasured], "refuse").missing == ("actual",)
    assert mean_of([done, unmeasured], "leave_out").points == Decimal(10)


def test_the_last_word_is_that_of_the_last_step_that_applies() -> None:
    first = {
        "id": "f",
        "axis": "a",
        "rates": "measure",
        "branches": [{"id": "yes", "grade": "可", "explain": SENTENCE, "example": {"gives": "可"}}],
    }
    scheme = judging("measure", {"has": "indicators"}, {"stage": "1", "indicators": [{}]}, first)
    data = {**scheme.data, "steps": [first, {**scheme.data["steps"][1], "applies": {"stage": "1"}}]}
    computed = verdict(scheme_from_data(data, "t.toml"))
    assert (computed.step, computed.grade) == ("f", "可")


@pytest.mark.parametrize(("kind", "holds"), [("outcome", True), ("output", False)])
def test_a_kind_that_the_source_states_can_be_asked_for(kind: str, holds: bool) -> None:  # noqa: FBT001 -- a table's column
    scheme = judging("measure", {"some_indicator": {"kind": "undeclared"}}, {"indicators": [{}]})
    assert verdict(scheme).grade == "可"
    branch = {**scheme.data["steps"][0]["branches"][0], "when": {"none": [{"some_indicator": {"kind": kind}}]}}
    data = {**scheme.data, "steps": [{**scheme.data["steps"][0], "branches": [branch]}]}
    kpi = replace(indicator("10", "20", "15"), kind=IndicatorKind.OUTCOME)
    computed = evaluate(plan([kpi]), YEAR, scheme_from_data(data, "t.toml"), None).measures[0].computed
    assert (computed.grade is None) is holds


def test_a_milestone_is_late_when_its_year_has_passed_without_it() -> None:
    facts = NodeFacts(NODE, None, YEAR, None, Judging())
    assert (facts.milestones_done(), facts.milestones_late()) == (1, 1)


def test_points_of_a_refused_branch_are_not_averaged() -> None:
    doubtful = {
        "id": "doubtful",
        "refuses": ["evidence"],
        "when": {"tag": "doubtful"},
        "explain": SENTENCE,
        "example": {"tags": ["doubtful"], "gives": "refused"},
    }
    sure = {"id": "sure", "grade": "可", "explain": SENTENCE, "example": {"actual": "3", "points": "3"}}
    kpi = {
        "id": "k",
        "axis": "a",
        "rates": "indicator",
        "points": {"terms": [{"figure": "actual"}]},
        "branches": [doubtful, sure],
    }
    when, example = {"points": "t", "at_least": "0"}, {"indicators": [{"actual": "1"}]}
    total = {
        "id": "t",
        "axis": "a",
        "rates": "measure",
        "points": {"terms": [{"mean": "k"}]},
        "explain": SENTENCE,
        "example": {"indicators": [{"actual": "1"}], "points": "1"},
    }
    scheme = judging("measure", when, example, kpi, total)
    kpis = [indicator(actual="4"), indicator(actual="8", id="i2", tags=("doubtful",))]
    computed = evaluate(plan(kpis), YEAR, scheme, None).measures[0].computed
    assert computed.missing == ("evidence",)
