"""The report that Akita's plan was taken from, read by its layout: equal to the plan made by hand, or a doubt says why not."""

from collections.abc import Iterator, Mapping
from decimal import Decimal
from functools import cache
from pathlib import Path

import pytest

from cli.command_line import AKITA
from monosashi.core.money import BudgetStage
from monosashi.core.plan import Plan
from monosashi.core.values import Value
from monosashi.exchange.plan_file import read_plan
from monosashi.exchange.reading.document_sheets import read_sheets
from monosashi.exchange.reading.documents import document_lines
from monosashi.exchange.reading.drafting import Draft, draft
from monosashi.exchange.reading.layout import read_layout
from monosashi.exchange.reading.printed import alike

MEASURE = "l-5"
"""The measures' level in the plan made by hand."""


@pytest.fixture
def found(seeds: Path) -> Draft:
    (source,) = seeds.glob("002_*.txt")
    return drafted(source)


@cache
def drafted(source: Path) -> Draft:
    layout = read_layout(AKITA.parent / "report.layout.toml")
    return draft(read_sheets(document_lines(source), layout), layout)


@pytest.fixture
def by_hand() -> Plan:
    return read_plan(AKITA)


def pairs(found: Draft, by_hand: Plan) -> Iterator[tuple[str, str, str]]:
    """Name of each measure, its id in the draft and in the plan made by hand."""
    ids = {alike(node.name): node.id for node in found.plan.nodes if node.level == "measure"}
    for node in by_hand.nodes:
        if node.level == MEASURE:
            yield alike(node.name), ids[alike(node.name)], node.id


def doubted(found: Draft) -> set[str]:
    return {alike(doubt.place) for doubt in found.doubts}


def test_all_68_sheets_and_25_headings_are_read(found: Draft, by_hand: Plan) -> None:
    assert len(list(pairs(found, by_hand))) == 68
    names = [{alike(node.name) for node in plan.nodes} for plan in (found.plan, by_hand)]
    assert names[0] == names[1]


def test_stages_and_grades_are_those_of_every_sheet(found: Draft, by_hand: Plan) -> None:
    read = {result.node: (result.stage, [rating.grade for rating in result.ratings]) for result in found.plan.results}
    hand = {result.node: (result.stage, [rating.grade for rating in result.ratings]) for result in by_hand.results}
    assert [
        (name, read[one], hand[other]) for name, one, other in pairs(found, by_hand) if read[one] != hand[other]
    ] == []
    assert sum(grades == ["B"] for _, grades in read.values()) == 43


def figures(plan: Plan) -> Mapping[str, tuple[Value | None, ...]]:
    """Target, baseline and actual of the first indicator of each measure."""
    held: dict[str, tuple[Value | None, ...]] = {}
    for each in plan.indicators:
        actual = next((one.value for one in each.actuals if one.fiscal_year == 2024), None)
        baseline = each.baseline.value if each.baseline else None
        held.setdefault(each.node, (each.final_target, baseline, actual))
    return held


def test_a_figure_is_that_of_the_plan_made_by_hand_or_a_doubt(found: Draft, by_hand: Plan) -> None:
    read, hand, asked = figures(found.plan), figures(by_hand), doubted(found)
    both = [(name, read[one], hand[other]) for name, one, other in pairs(found, by_hand) if one in read]
    assert len(both) > 60
    assert [each for each in both if each[1] != each[2] and each[0] not in asked] == []
    taken = [pair for _, one, other in both for pair in zip(one, other, strict=True) if pair[0] is not None]
    assert [pair for pair in taken if pair[0] != pair[1]] == []


def spent(plan: Plan, stage: BudgetStage) -> Mapping[str, Decimal]:
    """What each measure's programs come to, by measure."""
    held: dict[str, Decimal] = {}
    for program in plan.budget_programs:
        for line in program.lines:
            if line.stage is stage and not line.item and line.source is None and isinstance(line.amount, Decimal):
                for share in program.shares:
                    held[share.node] = held.get(share.node, Decimal(0)) + line.amount
    return held


IN_A_FOOTNOTE = {alike("マイナンバーカードの取得促進")}
"""p. 73: 323 of another department stand in a sentence below the table."""


@pytest.mark.parametrize("stage", [BudgetStage.INITIAL, BudgetStage.SPENT])
def test_money_is_that_of_the_plan_made_by_hand_or_a_doubt(found: Draft, by_hand: Plan, stage: BudgetStage) -> None:
    read, hand, asked = spent(found.plan, stage), spent(by_hand, stage), doubted(found) | IN_A_FOOTNOTE
    both = [(name, read.get(one), hand.get(other)) for name, one, other in pairs(found, by_hand)]
    assert [each for each in both if each[1] != each[2] and each[0] not in asked] == []
    assert sum(one is not None and one == other for _, one, other in both) == 44


def test_28_places_are_left_to_a_person(found: Draft) -> None:
    reasons = [doubt.why.id.removeprefix("reading.doubt.") for doubt in found.doubts]
    assert {reason: reasons.count(reason) for reason in sorted(set(reasons))} == {
        "more_than_one_figure": 1,
        "no_amount": 4,
        "no_figure": 6,
        "no_money": 6,
        "several_sources": 10,
        "words_behind": 1,
    }
