"""The page on the auditor's opinions is fresh, every opinion on measures is found, every other finding is explained."""

from pathlib import Path
from typing import Any

import pytest

from monosashi.checks.registry import all_rules
from monosashi.core.paths import Paths
from scripts.generate_opinion_page import PAGE, named, page, plan_of, review_of, speaking, unnamed_findings, words

OPINIONS = words()["opinions"]


@pytest.mark.slow
def test_the_page_is_fresh() -> None:
    assert PAGE.read_text(encoding="utf-8") == page(), "run scripts/generate_opinion_page.py"


def test_the_22_opinions_are_gone_through_in_order() -> None:
    assert [opinion["number"] for opinion in OPINIONS] == list(range(1, 23))


@pytest.mark.parametrize("opinion", OPINIONS, ids=lambda opinion: f"opinion {opinion['number']}")
def test_an_opinion_on_measures_is_found_on_each_of_them_by_a_rule_of_its_kind(opinion: dict[str, Any]) -> None:
    found = {finding.node for finding in speaking(opinion)}
    assert found == set(opinion.get("measures", ()))
    assert opinion.get("seen" if found else "unseen")


def test_the_rules_and_measures_named_there_exist() -> None:
    codes = {rule.code for rule in all_rules()}
    assert {code for opinion in OPINIONS for code in opinion.get("rules", ())} <= codes
    assert named() <= {node.id for node in plan_of("akita").index.measures}
    assert len(plan_of("akita").index.measures) - len(named()) == 32


def test_every_finding_above_a_look_on_an_unnamed_measure_is_explained_and_no_explanation_is_left_over() -> None:
    found = {(finding.rule, finding.node) for finding in unnamed_findings()}
    assert {(entry["rule"], entry["node"]) for entry in words()["true"]} == found
    assert len({node for _, node in found}) <= 32 // 3


@pytest.mark.parametrize(("name", "year"), [("akita", 2024), ("sasebo", 2022), ("nagasaki", 2020)])
def test_the_place_of_every_finding_leads_to_something_in_the_plan(name: str, year: int) -> None:
    paths = Paths(plan_of(name))
    for finding in review_of(name, year).findings:
        paths.resolve(finding.place)


def test_the_page_copies_no_sentence_of_the_source(seeds: Path) -> None:
    (source,) = seeds.glob("002_*.txt")
    original = source.read_text(encoding="utf-8")
    told = [str(opinion.get(key, "")) for opinion in OPINIONS for key in ("about", "seen", "unseen")]
    for text in told:
        assert not any(text[at : at + 24] in original for at in range(len(text) - 24)), text
