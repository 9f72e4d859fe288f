"""The life cycle: what the auditor said of stages and schedules is found, repaired it is silent, planted it is raised."""

from dataclasses import replace
from decimal import Decimal

import pytest

from checks.akita_plan import (
    akita,
    findings_of,
    nodes_of,
    reviewed,
    speaks,
    with_actual,
    with_figures,
    with_node,
    with_result,
)
from monosashi.core.plan import Plan
from monosashi.core.results import ManagedBy
from monosashi.core.tree import Milestone

STANDARDISATION = tuple(f"n-p{page}" for page in ("093", "094", "096", "097", "097b", "098", "099", "100", "101"))


def with_milestone(plan: Plan, node: str, done: str | None = None) -> Plan:
    return with_node(plan, node, milestones=(Milestone("m-new", "移行", "2024-12", done),))


@pytest.mark.parametrize("node", ["n-p074", "n-p114"])  # opinions 8 and 14
def test_a_trial_or_study_in_the_growth_stage_is_found_and_the_building_stage_silences(node: str) -> None:
    assert speaks("STG001", node)
    assert not speaks("STG001", node, with_result(akita(), node, stage="1"))


def test_a_service_that_was_started_is_no_longer_a_study() -> None:
    done = with_result(akita(), "n-p074", result="図書館カードとしての利用を開始し、12の窓口に機器を設置した。")
    assert not speaks("STG001", "n-p074", done)


@pytest.mark.parametrize(
    "result",
    [
        "先進地の取組を調査し、庁内で協議した。",
        "関係者へのヒアリングと情報収集を進めた。",
        "有識者と意見交換し、導入の可能性を研究した。",
    ],
)
def test_paraphrases_of_study_alone_are_found(result: str) -> None:
    planted = with_result(with_actual(akita(), "i-p143", "2.1"), "n-p143", result=result)
    assert not speaks("STG001", "n-p143")
    assert speaks("STG001", "n-p143", planted)


def test_a_name_that_says_trial_is_found_in_a_quiet_measure() -> None:
    assert speaks("STG001", "n-p105", with_node(akita(), "n-p105", name="文書分類の自動化に関する実証実験"))


@pytest.mark.parametrize("node", ["n-p144", "n-p147"])  # opinions 20 and 22
def test_a_building_stage_that_already_runs_is_found_and_the_growth_stage_silences(node: str) -> None:
    assert speaks("STG002", node)
    assert not speaks("STG002", node, with_result(akita(), node, stage="2"))


def test_operation_told_in_a_quiet_building_stage_is_found() -> None:
    assert nodes_of(findings_of("STG002")) == ["n-p144", "n-p147"]
    assert speaks("STG002", "n-p104", with_result(akita(), "n-p104", result="6月に本格稼働し、報告書を作った。"))


@pytest.mark.parametrize("node", ["n-p076", *STANDARDISATION])  # opinions 9 and 11
def test_an_indicator_in_place_of_milestones_is_found_and_a_milestone_silences(node: str) -> None:
    (finding,) = [f for f in findings_of("STG004") if f.node == node]
    assert finding.proposal is not None
    assert dict(finding.proposal.message.params) == {"first": 2025, "last": 2026}
    assert not speaks("STG004", node, with_milestone(akita(), node))


def test_a_quiet_measure_whose_milestones_are_taken_away_is_found() -> None:
    assert not speaks("STG004", "n-p104")
    assert speaks("STG004", "n-p104", with_node(akita(), "n-p104", milestones=()))
    assert not speaks("STG003", "n-p075")
    assert speaks("STG003", "n-p075", with_node(akita(), "n-p075", milestones=()))


@pytest.mark.parametrize("node", ["n-p138", "n-p141b", "n-p114", "n-p118"])  # opinion 18
def test_a_plateau_at_the_target_is_found_and_watching_alone_silences(node: str) -> None:
    (finding,) = [f for f in findings_of("STG005") if f.node == node]
    assert finding.proposal is not None
    assert dict(finding.proposal.message.params) == {"to": "3"}
    assert not speaks("STG005", node, with_result(akita(), node, managed_by=ManagedBy.WATCH))


def test_a_plateau_in_a_quiet_measure_is_found() -> None:
    assert len(findings_of("STG005")) == 4
    assert speaks("STG005", "n-p087", with_figures(akita(), "i-p087", "100", "100", "100"))


def test_a_target_reached_early_suggests_to_decide_on_the_stage_and_a_higher_target_silences() -> None:
    assert speaks("STG006", "n-p134")
    higher = replace(akita().index.indicator["i-p134"], final_target=Decimal(12000), targets=())
    changed = replace(akita(), indicators=tuple(higher if i.id == higher.id else i for i in akita().indicators))
    assert not speaks("STG006", "n-p134", changed)


def test_a_measure_managed_unlike_the_others_of_its_stage_is_found_and_its_real_stage_silences() -> None:
    assert nodes_of(findings_of("STG007")) == ["n-p083"]
    assert findings_of("STG007", with_result(akita(), "n-p083", stage="1")) == ()
    assert speaks("STG007", "n-p105", with_result(akita(), "n-p105", managed_by=ManagedBy.SCHEDULE))


def test_a_milestone_that_went_by_is_found_and_its_date_silences() -> None:
    assert findings_of("STG008") == ()
    assert speaks("STG008", "n-p104", with_milestone(akita(), "n-p104"))
    assert not speaks("STG008", "n-p104", with_milestone(akita(), "n-p104", done="2024-11"))


@pytest.mark.parametrize(("written", "meant"), [("２", "2"), ("3･4", "3・4"), ("拡大期", "2"), ("9", None)])
def test_a_stage_that_the_life_cycle_does_not_have_is_found_and_the_one_that_is_meant_is_proposed(
    written: str, meant: str | None
) -> None:
    assert findings_of("STG009") == ()
    (finding,) = findings_of("STG009", with_result(akita(), "n-p105", stage=written))
    assert finding.proposal is not None
    assert dict(finding.proposal.message.params).get("to") == meant


def test_without_an_evaluation_the_rules_of_stages_say_that_they_did_not_run() -> None:
    codes = ("STG001", "STG002", "STG003", "STG004", "STG005", "STG006")
    bare = replace(akita(), years=tuple(replace(year, scheme=None) for year in akita().years))
    results = replace(bare, results=tuple(replace(r, managed_by=None) for r in bare.results))
    assert {each.rule for each in reviewed(results, *codes).rules_not_run} == set(codes)
