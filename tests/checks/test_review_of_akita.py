"""What the review says of a real plan: the opinions of its auditor are found, and elsewhere it is quiet."""

from dataclasses import replace
from datetime import date
from decimal import Decimal
from functools import cache
from pathlib import Path

import pytest

from checks.evaluated import evaluation_of
from checks.small_plans import CASES, silent_on
from monosashi.checks.finding import Finding, Review, Severity
from monosashi.checks.registry import all_rules
from monosashi.checks.review import review
from monosashi.checks.rule import AnyRule
from monosashi.checks.tokenizer import SudachiTokenizer
from monosashi.core.indicators import Indicator
from monosashi.core.plan import Plan
from monosashi.exchange.plan_file import read_plan

EXAMPLES = Path(__file__).resolve().parents[2] / "examples"
TODAY = date(2025, 5, 12)

OUTPUT_ONLY = (  # opinions 5, 10, 12, 14, 15 and 18
    *("n-p087b", "n-p089", "n-p090", "n-p091", "n-p103", "n-p117", "n-p118", "n-p121", "n-p122", "n-p126", "n-p130"),
    *("n-p079", "n-p106", "n-p114", "n-p119", "n-p120", "n-p138"),
)
NAMED_BY_AN_OPINION = {
    *OUTPUT_ONLY,
    *("n-p069", "n-p074", "n-p076", "n-p093", "n-p094", "n-p096", "n-p097", "n-p097b", "n-p098", "n-p099", "n-p100"),
    *("n-p101", "n-p112", "n-p125", "n-p133", "n-p141b", "n-p144", "n-p146", "n-p147"),
}


@cache
def akita() -> Plan:
    return read_plan(EXAMPLES / "akita" / "akita.plan.json")


@cache
def tokenizer() -> SudachiTokenizer:
    return SudachiTokenizer()


def reviewed(plan: Plan, *rules: type[AnyRule]) -> Review:
    return review(
        plan,
        2024,
        today=TODAY,
        rules=rules or None,
        evaluation=evaluation_of(plan, 2024),
        tokenizer=tokenizer(),
    )


@cache
def akita_reviewed() -> Review:
    return reviewed(akita())


def spoken(result: Review, rule: str, node: str) -> list[Finding]:
    return [finding for finding in result.findings if finding.rule == rule and finding.node == node]


def rule(code: str) -> type[AnyRule]:
    return next(each for each in all_rules() if each.code == code)


def with_indicators(plan: Plan, node: str, *indicators: Indicator) -> Plan:
    """The plan with other indicators on one measure."""
    others = tuple(indicator for indicator in plan.indicators if indicator.node != node)
    return replace(plan, indicators=(*others, *indicators))


def own(plan: Plan, node: str) -> Indicator:
    return plan.index.indicators_of[node][0]


def test_no_rule_breaks_on_a_real_plan() -> None:
    assert [each for each in akita_reviewed().rules_not_run if each.failed] == []


def test_thirty_two_measures_are_named_by_no_opinion() -> None:
    assert len({node.id for node in akita().index.measures} - NAMED_BY_AN_OPINION) == 32


def test_at_most_a_third_of_the_measures_that_no_opinion_names_carry_more_than_a_thing_to_look_at() -> None:
    marked = {finding.node for finding in akita_reviewed().at_least(Severity.WARNING)}
    quiet = {node.id for node in akita().index.measures} - NAMED_BY_AN_OPINION
    assert len(marked & quiet) <= len(quiet) // 3


@pytest.mark.parametrize("each", all_rules(), ids=lambda each: each.code)
def test_every_rule_is_silent_on_the_real_measures_that_its_case_file_names(each: type[AnyRule]) -> None:
    *_, family, module = each.__module__.split(".")
    nodes = silent_on(CASES / family / f"{module}.toml")
    known = {node.id for node in akita().index.measures}
    assert len(nodes) >= 2
    assert set(nodes) <= known
    assert [f for f in akita_reviewed().findings if f.rule == each.code and f.node in nodes] == []


@pytest.mark.parametrize("node", OUTPUT_ONLY)
def test_measures_that_only_count_activity_are_found_and_an_outcome_beside_it_silences(node: str) -> None:
    assert len(spoken(akita_reviewed(), "KPI001", node)) == 1
    counted = own(akita(), node)
    outcome = replace(counted, id="i-new", name="利用者の満足度", unit="%", final_target=Decimal(80))
    assert spoken(reviewed(with_indicators(akita(), node, counted, outcome), rule("KPI001")), "KPI001", node) == []


@pytest.mark.parametrize("node", ["n-p105", "n-p141"])
def test_counting_activity_alone_in_a_quiet_measure_is_found(node: str) -> None:
    counted = replace(own(akita(), node), name="説明会の開催回数", unit="回")
    changed = with_indicators(akita(), node, counted)
    assert spoken(akita_reviewed(), "KPI001", node) == []
    assert [f.severity for f in spoken(reviewed(changed, rule("KPI001")), "KPI001", node)] == [Severity.WARNING]


@pytest.mark.parametrize("node", ["n-p112", "n-p141b"])  # opinions 13 and 19
def test_a_purpose_that_is_not_measured_is_found_and_measuring_it_silences(node: str) -> None:
    (finding,) = spoken(akita_reviewed(), "KPI002", node)
    assert finding.severity is Severity.WARNING
    assert finding.proposal is not None
    assert finding.proposal.drawn_from
    measured = replace(own(akita(), node), name="削減した作業の時間", unit="時間")
    assert spoken(reviewed(with_indicators(akita(), node, measured), rule("KPI002")), "KPI002", node) == []


def test_counting_uses_where_the_purpose_is_efficiency_is_found_in_a_quiet_measure() -> None:
    counted = replace(own(akita(), "n-p111"), name="機器の利用回数", unit="回")
    changed = with_indicators(akita(), "n-p111", counted)
    assert spoken(akita_reviewed(), "KPI002", "n-p111") == []
    assert len(spoken(reviewed(changed, rule("KPI002")), "KPI002", "n-p111")) == 1


def test_an_indicator_for_one_of_three_works_is_found_and_a_second_indicator_silences() -> None:  # opinion 19
    (finding,) = spoken(akita_reviewed(), "KPI009", "n-p141b")
    assert "保育士が作る帳票" in dict(finding.evidence)["left"]  # type: ignore[operator]
    counted = own(akita(), "n-p141b")
    second = replace(counted, id="i-new", name="デジタル化した帳票の種類", unit="種類")
    changed = with_indicators(akita(), "n-p141b", counted, second)
    assert spoken(reviewed(changed, rule("KPI009")), "KPI009", "n-p141b") == []


@pytest.mark.parametrize("node", ["n-p108", "n-p114", "n-p118", "n-p138", "n-p141b"])
def test_a_target_at_its_baseline_is_found_and_a_target_beyond_it_silences(node: str) -> None:
    assert len(spoken(akita_reviewed(), "TGT002", node)) == 1
    baseline = own(akita(), node).baseline
    assert baseline is not None
    assert isinstance(baseline.value, Decimal)
    lower = replace(baseline, value=baseline.value - 1)
    changed = with_indicators(akita(), node, replace(own(akita(), node), baseline=lower))
    assert spoken(reviewed(changed, rule("TGT002")), "TGT002", node) == []


def test_a_target_set_back_to_its_baseline_in_a_quiet_measure_is_found() -> None:
    indicator = own(akita(), "n-p070")
    changed = with_indicators(akita(), "n-p070", replace(indicator, final_target=Decimal("5.6")))
    assert len(spoken(reviewed(changed, rule("TGT002")), "TGT002", "n-p070")) == 1


@pytest.mark.parametrize(
    ("node", "reached", "severity"),
    [
        ("n-p089", 9, Severity.WARNING),
        ("n-p106", 29, Severity.WARNING),
        ("n-p117", 154, Severity.WARNING),
        ("n-p116", 3628, Severity.LOOK),
    ],
)
def test_a_rationale_that_does_not_reach_the_target_is_found_and_the_reached_figure_as_target_silences(
    node: str, reached: int, severity: Severity
) -> None:
    (finding,) = spoken(akita_reviewed(), "TGT005", node)
    assert finding.severity is severity
    assert dict(finding.evidence)["reached"] == Decimal(reached)
    repaired = replace(own(akita(), node), final_target=Decimal(reached))
    assert spoken(reviewed(with_indicators(akita(), node, repaired), rule("TGT005")), "TGT005", node) == []


def test_a_target_moved_away_from_its_rationale_in_a_quiet_measure_is_found() -> None:
    indicator = replace(own(akita(), "n-p091"), final_target=Decimal(260), rationale="毎年度50箇所を整備する。")
    changed = with_indicators(akita(), "n-p091", indicator)
    (finding,) = spoken(reviewed(changed, rule("TGT005")), "TGT005", "n-p091")
    assert dict(finding.evidence)["reached"] == Decimal(200)


def test_the_three_measures_with_one_indicator_and_target_are_found_together() -> None:
    found = {finding.node for finding in akita_reviewed().findings if finding.rule == "KPI003"}
    assert found == {"n-p077", "n-p084", "n-p139"}


@pytest.mark.parametrize(("node", "code"), [("n-p072", "TGT004"), ("n-p134", "TGT004"), ("n-p107", "TGT006")])
def test_targets_reached_early_or_by_far_are_found_and_a_higher_target_silences(node: str, code: str) -> None:
    assert len(spoken(akita_reviewed(), code, node)) == 1
    higher = replace(own(akita(), node), final_target=Decimal(9000), targets=())
    assert spoken(reviewed(with_indicators(akita(), node, higher), rule(code)), code, node) == []


def test_the_proposal_for_a_target_reached_early_tells_the_pace() -> None:
    (finding,) = spoken(akita_reviewed(), "TGT004", "n-p134")
    assert finding.proposal is not None
    params = dict(finding.proposal.message.params)
    assert (params["pace"], params["leads_to"]) == (Decimal(3102), Decimal(14361))
