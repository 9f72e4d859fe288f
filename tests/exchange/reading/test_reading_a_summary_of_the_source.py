"""Sasebo's summary read by its layout: the tables of eleven fields, equal to the plan that was made by hand."""

from functools import cache
from pathlib import Path

import pytest

from architecture.repository import ROOT
from monosashi.core.plan import Plan
from monosashi.exchange.plan_file import read_plan
from monosashi.exchange.reading.document_sheets import read_sheets
from monosashi.exchange.reading.documents import document_lines
from monosashi.exchange.reading.drafting import Draft, draft
from monosashi.exchange.reading.layout import read_layout

SASEBO = ROOT / "examples" / "sasebo"
LEFT_OUT = "教育"
"""The source says only that this field is out; it stands in a sentence, which nobody can read as a row."""


@cache
def drafted(source: Path) -> Draft:
    layout = read_layout(SASEBO / "summary.layout.toml")
    return draft(read_sheets(document_lines(source), layout), layout)


@pytest.fixture
def found(seeds: Path) -> Draft:
    (source,) = seeds.glob("000_*.txt")
    return drafted(source)


@pytest.fixture
def by_hand() -> Plan:
    return read_plan(SASEBO / "sasebo.plan.json")


def tree(plan: Plan) -> list[tuple[str, str, str, tuple[str, ...]]]:
    """Level, name, name of the parent and marks of every node, in the order of the plan's tree."""
    levels = {level.id: level.name for level in plan.levels}
    names = {node.id: node.name for node in plan.nodes}
    return sorted((levels[node.level], node.name, names.get(node.parent or "", ""), node.tags) for node in plan.nodes)


def test_56_nodes_with_their_marks_are_those_of_the_plan_made_by_hand(found: Draft, by_hand: Plan) -> None:
    nodes = tree(found.plan)
    assert nodes == [each for each in tree(by_hand) if each[1] != LEFT_OUT]
    assert len(nodes) == 56
    assert sum(tags == ("★",) for *_, tags in nodes) == 15


def indicators(plan: Plan) -> list[tuple[object, ...]]:
    names = {node.id: node.name for node in plan.nodes}
    return sorted((names[each.node], each.name, each.unit, each.targets, each.actuals) for each in plan.indicators)


def test_27_indicators_have_the_figures_of_the_plan_made_by_hand(found: Draft, by_hand: Plan) -> None:
    assert indicators(found.plan) == indicators(by_hand)
    assert len(found.plan.indicators) == 27


def lines_of_figures(plan: Plan) -> list[tuple[str, int]]:
    """Path behind the indicator's id, and the line, of every figure and name."""
    places = [(place.at.split("/", 2), place.line) for place in plan.provenance if place.at.startswith("indicators/")]
    return sorted((path[-1], line) for path, line in places if path[-1] != "unit")


def test_every_figure_has_the_line_that_was_noted_by_hand(found: Draft, by_hand: Plan) -> None:
    assert lines_of_figures(found.plan) == lines_of_figures(by_hand)


def said(plan: Plan, level: str) -> dict[str, tuple[object, bool, bool]]:
    """Of each measure: execution, whether there is a result and a response. Sentences of the plan by hand are our own."""
    names = {node.id: node.name for node in plan.nodes if node.level == level}
    return {
        names[each.node]: (each.execution, bool(each.result), bool(each.response))
        for each in plan.results
        if each.node in names
    }


def test_execution_result_and_response_stand_where_they_stand_by_hand(found: Draft, by_hand: Plan) -> None:
    assert said(found.plan, "measure") == said(by_hand, "l-3")


def test_the_printed_rate_is_a_note_of_the_city(found: Draft, by_hand: Plan) -> None:
    """By hand it stands with the field; read it stands with the measure, of which each field has one."""
    notes = [[note for each in plan.results for note in each.notes] for plan in (found.plan, by_hand)]
    assert sorted(map(repr, notes[0])) == sorted(map(repr, notes[1]))


def test_nothing_is_left_to_a_person(found: Draft) -> None:
    assert found.doubts == ()


def test_the_sum_and_the_sentences_are_listed(seeds: Path) -> None:
    (source,) = seeds.glob("000_*.txt")
    read = read_sheets(document_lines(source), read_layout(SASEBO / "summary.layout.toml"))
    listed = {line.number: line.text for line in read.unread}
    assert listed[39] == "計\t-\t81% (22/27)\t-"
    assert LEFT_OUT in listed[29]
    assert [number for number in listed if number > 41] == [45, 54, 62]
