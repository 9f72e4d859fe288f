"""Nagasaki's sheet read by its layout: each value equal to the plan that was made by hand, or a doubt with its line."""

from decimal import Decimal
from functools import cache
from pathlib import Path

import pytest

from architecture.repository import ROOT
from exchange.reading.a_report import doubted
from monosashi.core.indicators import Indicator, IndicatorKind
from monosashi.core.plan import Plan
from monosashi.core.tree import Node
from monosashi.exchange.plan_file import read_plan
from monosashi.exchange.reading.document_sheets import read_sheets
from monosashi.exchange.reading.documents import document_lines
from monosashi.exchange.reading.drafting import Draft, draft
from monosashi.exchange.reading.layout import read_layout

NAGASAKI = ROOT / "examples" / "nagasaki"
MARK_LOST = "RPA作成ロボット利用所属数(累計)"
"""Line 39: the mark of its kind is lost. By hand it is an outcome because it stands in the lower row."""
IN_DOUBT = {
    ("実用化された、ICTを活用したサービスや仕組みの数(累計)", 2021),  # line 24: one figure, two years to be of
    (MARK_LOST, 2021),  # line 40: its figure stands behind other words
}


@cache
def drafted(source: Path) -> Draft:
    layout = read_layout(NAGASAKI / "sheet.layout.toml")
    return draft(read_sheets(document_lines(source), layout), layout)


@pytest.fixture
def found(seeds: Path) -> Draft:
    (source,) = seeds.glob("001_*.txt")
    return drafted(source)


@pytest.fixture
def by_hand() -> Plan:
    return read_plan(NAGASAKI / "nagasaki.plan.json")


def tree(plan: Plan) -> list[tuple[object, ...]]:
    """Number, name, names above and marks of every node."""
    names = {node.id: node.name for node in plan.nodes}

    def one(node: Node) -> tuple[object, ...]:
        others = tuple(names[each] for each in node.cross_listed_under)
        return (node.number, node.name, names.get(node.parent or "", ""), others, node.tags)

    return sorted(map(one, plan.nodes), key=repr)


def test_the_tree_and_what_each_stands_under_are_those_of_the_plan_made_by_hand(found: Draft, by_hand: Plan) -> None:
    assert tree(found.plan) == tree(by_hand)


def leads(plan: Plan) -> set[tuple[str, str]]:
    departments = {department.id: department.name for department in plan.departments}
    return {(node.name, departments[part.department]) for node in plan.nodes for part in node.responsibilities}


def test_each_department_leads_what_it_leads_by_hand(found: Draft, by_hand: Plan) -> None:
    assert leads(found.plan) == leads(by_hand)
    assert len(leads(by_hand)) == 4


def figures(indicator: Indicator) -> dict[tuple[str, object], object]:
    """Every number, by what it is and its year."""
    held: dict[tuple[str, object], object] = {("target", each.fiscal_year): each.value for each in indicator.targets}
    held.update({("actual", each.fiscal_year): each.value for each in indicator.actuals})
    if indicator.baseline:
        held["baseline", indicator.baseline.fiscal_year] = indicator.baseline.value
    held["final", indicator.final_year] = indicator.final_target
    return {key: value for key, value in held.items() if isinstance(value, Decimal)}


def test_every_figure_is_that_of_the_plan_made_by_hand_but_for_two_in_doubt(found: Draft, by_hand: Plan) -> None:
    read = {each.name: figures(each) for each in found.plan.indicators}
    hand = {each.name: figures(each) for each in by_hand.indicators}
    assert set(read) == set(hand)
    wanting = {
        (name, year): value for name in hand for (what, year), value in (hand[name].items() - read[name].items())
    }
    assert set(wanting) == IN_DOUBT
    assert [name for name in hand if read[name].items() - hand[name].items()] == []
    assert sum(map(len, read.values())) == 33


def test_units_kinds_and_marks_of_indicators_are_those_made_by_hand(found: Draft, by_hand: Plan) -> None:
    read, hand = (
        {each.name: (each.unit, each.kind, each.accumulation, each.tags) for each in plan.indicators}
        for plan in (found.plan, by_hand)
    )
    assert [name for name in hand if read[name] != hand[name]] == [MARK_LOST]
    assert read[MARK_LOST][1] is IndicatorKind.UNDECLARED


def money(plan: Plan) -> set[tuple[object, ...]]:
    return {
        (program.name, line.fiscal_year, line.stage, line.source, line.amount)
        for program in plan.budget_programs
        for line in program.lines
        if isinstance(line.amount, Decimal)
    }


def test_21_amounts_of_three_years_are_those_made_by_hand(found: Draft, by_hand: Plan) -> None:
    assert money(found.plan) == money(by_hand)
    assert len(money(found.plan)) == 21


def decided(plan: Plan) -> set[tuple[object, ...]]:
    """What is to become of each, and which viewpoints it was looked at from."""
    names = {node.id: node.name for node in plan.nodes}
    return {
        (names[each.node], each.disposition, tuple(answer.choices for answer in each.answers))
        for each in plan.results
        if each.disposition
    }


def test_direction_and_viewpoints_are_those_made_by_hand(found: Draft, by_hand: Plan) -> None:
    assert decided(found.plan) == decided(by_hand)
    assert len(decided(by_hand)) == 4


def test_five_places_are_left_to_a_person(found: Draft) -> None:
    assert doubted(found) == [
        (54, "told_otherwise", "取組項目 i iii iv vii"),
        (24, "years_unclear", "3"),
        (55, "told_otherwise", "取組項目 i iii"),
        (40, "figures_moved", "県職員 15"),
        (39, "mark_lost", MARK_LOST),
    ]
