"""Grades and texts: the sheets whose grade does not fit what they tell, and texts that stand twice."""

from dataclasses import replace

import pytest

from checks.akita_plan import akita, findings_of, nodes_of, reviewed, speaks, with_result
from monosashi.checks.finding import Severity
from monosashi.core.plan import Plan
from monosashi.core.results import NodeYear, Rater, Rating


def with_grade(plan: Plan, node: str, grade: str, reason: str = "") -> Plan:
    return with_result(plan, node, ratings=(Rating("progress", Rater.SELF, grade, reason),))


def test_no_grade_of_the_source_differs_from_its_scheme() -> None:
    assert findings_of("EVA001") == ()


def test_a_grade_better_than_the_figures_is_found_and_a_reason_makes_it_a_thing_to_look_at() -> None:
    assert speaks("EVA001", "n-p146", with_grade(akita(), "n-p146", "C"))
    (finding,) = findings_of("EVA001", with_grade(akita(), "n-p146", "C", "参加の期間を改めたため。"))
    assert finding.severity is Severity.LOOK


@pytest.mark.parametrize("node", ["n-p097b", "n-p098", "n-p100", "n-p124"])
def test_a_good_grade_against_the_facts_told_is_found_and_a_poor_one_silences(node: str) -> None:
    assert speaks("EVA002", node)
    assert not speaks("EVA002", node, with_grade(akita(), node, "C"))


def test_what_only_a_note_by_somebody_else_tells_weighs_less() -> None:
    (finding,) = [f for f in findings_of("EVA002") if f.node == "n-p124"]
    assert finding.severity is Severity.LOOK


@pytest.mark.parametrize(
    "result",
    [
        "仕様の調整が難航し、契約を翌年度に見送った。",
        "機器の納入が遅れ、試験を実施できなかった。",
        "業者との協議が進んでいない。",
    ],
)
def test_paraphrases_of_trouble_in_a_quiet_measure_are_found(result: str) -> None:
    assert not speaks("EVA002", "n-p104")
    assert speaks("EVA002", "n-p104", with_result(akita(), "n-p104", result=result))


def test_trouble_told_beside_a_grade_that_follows_from_the_figures_raises_nothing() -> None:
    told = with_result(akita(), "n-p091", result="一部の工事が遅れたが、50箇所を整備した。")
    assert not speaks("EVA002", "n-p091", told)


def test_the_text_that_stands_in_two_sheets_is_found_in_both_and_nowhere_else() -> None:
    assert nodes_of(findings_of("EVA003")) == ["n-p112", "n-p117"]
    changed = with_result(akita(), "n-p117", result="ネットワークと表計算の研修を動画にし、50本を公開した。")
    assert findings_of("EVA003", changed) == ()


def test_a_text_copied_into_a_quiet_measure_is_found() -> None:
    text = akita().index.result["n-p072", 2024].result
    assert speaks("EVA003", "n-p105", with_result(akita(), "n-p105", result=text))


def test_a_plan_in_which_nearly_everything_is_a_is_found() -> None:
    assert findings_of("EVA005") == ()
    results = tuple(replace(r, ratings=(Rating("progress", Rater.SELF, "A"),)) for r in akita().results)
    (finding,) = findings_of("EVA005", replace(akita(), results=results))
    assert finding.node is None


def test_a_source_without_any_reason_is_listed_and_where_others_give_one_the_missing_ones_are_found() -> None:
    (not_run,) = reviewed(akita(), "EVA006").rules_not_run
    assert not_run.reason.id == "check.lacks.unmet_reason"
    answered = with_result(akita(), "n-p146", unmet_reason="チラシを減らしたため。", response="チラシを増やす。")
    assert set(nodes_of(findings_of("EVA006", answered))) == {"n-p074", "n-p090", "n-p125", "n-p133", "n-p141"}


def test_results_are_told_for_every_measure() -> None:
    assert all(isinstance(result, NodeYear) and result.result for result in akita().results)
