from dataclasses import replace
from decimal import Decimal

import pytest

from monosashi.core.indicators import Actual, Composition, Indicator, Target
from monosashi.core.money import BudgetProgram, Share
from monosashi.core.plan import Municipality, Plan, PlanYear, of_year, with_result
from monosashi.core.results import NodeYear, Note
from monosashi.core.tree import Department, Level, Node
from monosashi.core.values import Absence, Described, Span, number, same_as_printed


@pytest.fixture
def plan() -> Plan:
    """Two fields; the second measure shares a program with the first; bulky waste is a product of two rates."""
    return Plan(
        id="p-1",
        name="計画",
        municipality=Municipality("052019", "秋田市"),
        first_year=2024,
        last_year=2026,
        levels=(
            Level("pillar", "柱"),
            Level("field", "分野", grouped=True),
            Level("measure", "個別施策", answered=True),
        ),
        years=(PlanYear(2024, scheme="akita@1"), PlanYear(2025)),
        departments=(Department("d-1", "環境都市推進課"),),
        nodes=(
            Node("n-1", "pillar", "暮らし"),
            Node("n-2", "field", "環境", parent="n-1"),
            Node("n-3", "measure", "粗大ごみ", parent="n-2"),
            Node("n-4", "field", "交通", parent="n-1"),
            Node("n-5", "measure", "バス", parent="n-4"),
            Node("n-6", "measure", "電車", parent="n-4"),
        ),
        indicators=(
            Indicator("i-1", "n-3", "全体", unit="%", composition=Composition.PRODUCT),
            Indicator("i-2", "n-3", "対応率", unit="%", part_of="i-1"),
            Indicator("i-3", "n-3", "利用率", unit="%", part_of="i-1"),
            Indicator("i-4", "n-5", "利用回数", unit="回"),
        ),
        budget_programs=(
            BudgetProgram("b-1", "交通費", shares=(Share("n-5"), Share("n-6"))),
            BudgetProgram("b-2", "バス費", shares=(Share("n-5", Decimal(100)),)),
        ),
        results=(NodeYear("n-5", 2024, result="増えた"),),
    )


def test_measures_are_the_nodes_of_answered_levels_in_the_plans_order(plan: Plan) -> None:
    assert [node.id for node in plan.index.measures] == ["n-3", "n-5", "n-6"]


def test_a_year_of_which_there_is_a_stage_or_what_others_noted_is_no_reported_year(plan: Plan) -> None:
    ahead = NodeYear("n-6", 2025, stage="2", notes=(Note("監査委員", "意見", "回答"),))
    assert with_result(plan, ahead).index.newest_reported == 2024
    assert with_result(plan, replace(ahead, result="減った")).index.newest_reported == 2025


def test_things_are_found_by_their_id(plan: Plan) -> None:
    index = plan.index
    assert index.level["field"].name == "分野"
    assert index.node["n-5"].name == "バス"
    assert index.department["d-1"].name == "環境都市推進課"
    assert index.indicator["i-4"].unit == "回"
    assert index.year[2024].scheme == "akita@1"


def test_roots_are_the_children_of_nothing(plan: Plan) -> None:
    assert [node.id for node in plan.index.children[""]] == ["n-1"]
    assert [node.id for node in plan.index.children["n-1"]] == ["n-2", "n-4"]


def test_ancestors_are_told_from_the_nearest_and_descendants_depth_first(plan: Plan) -> None:
    assert [node.id for node in plan.index.ancestors(plan.index.node["n-6"])] == ["n-4", "n-1"]
    assert [node.id for node in plan.index.descendants(plan.index.node["n-1"])] == ["n-2", "n-3", "n-4", "n-5", "n-6"]


def test_an_indicators_components_are_not_indicators_of_the_measure(plan: Plan) -> None:
    assert [indicator.id for indicator in plan.index.indicators_of["n-3"]] == ["i-1"]
    assert [indicator.id for indicator in plan.index.components_of["i-1"]] == ["i-2", "i-3"]


def test_a_shared_program_is_found_from_each_of_its_measures(plan: Plan) -> None:
    assert [program.id for program in plan.index.programs_of["n-5"]] == ["b-1", "b-2"]
    assert [program.id for program in plan.index.programs_of["n-6"]] == ["b-1"]


def test_a_years_result_is_found_by_node_and_year(plan: Plan) -> None:
    assert plan.index.result["n-5", 2024].result == "増えた"
    assert ("n-5", 2025) not in plan.index.result


def test_another_result_stands_where_the_one_of_its_node_and_year_stood(plan: Plan) -> None:
    later, changed = NodeYear("n-6", 2024), NodeYear("n-5", 2024, result="減った")
    both = with_result(plan, later)
    assert both.results == (*plan.results, later)
    assert with_result(both, changed).results == (changed, later)


def test_the_index_is_made_once(plan: Plan) -> None:
    assert plan.index is plan.index


def test_the_entry_of_a_year_is_none_where_there_is_none() -> None:
    targets = (Target(2024, Decimal("22.6")), Target(2025, Decimal(30)))
    assert of_year(targets, 2025) == Target(2025, Decimal(30))
    assert of_year(targets, 2026) is None
    assert of_year(targets, 2023) is None
    assert of_year((), 2024) is None


def test_the_entry_of_a_year_may_be_an_absence() -> None:
    actual = of_year((Actual(2024, Absence.NOT_YET_COUNTED),), 2024)
    assert actual is not None
    assert actual.value is Absence.NOT_YET_COUNTED


@pytest.mark.parametrize("absence", list(Absence))
def test_an_absence_is_never_a_number(absence: Absence) -> None:
    assert number(absence) is None
    assert absence != Decimal(0)


def test_a_blank_a_range_and_words_are_no_numbers_and_zero_is_one() -> None:
    assert number(None) is None
    assert number(Span(Decimal(3), Decimal(5))) is None
    assert number(Described("レベルAA準拠")) is None
    assert number(Decimal(0)) == Decimal(0)


@pytest.mark.parametrize(
    ("left", "right", "same"),
    [
        ("22.6", "22.6", True),
        ("22.6", "22.60", False),
        ("100", "100.0", False),
        ("0", "0.0", False),
        ("-5", "-5", True),
        ("-5", "5", False),
    ],
)
def test_numbers_are_the_same_as_printed_only_with_the_same_scale(left: str, right: str, *, same: bool) -> None:
    assert same_as_printed(Decimal(left), Decimal(right)) is same
