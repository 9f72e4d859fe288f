from collections.abc import Callable
from dataclasses import replace
from decimal import Decimal
from random import Random
from typing import TypeVar

import pytest
from hypothesis import given
from hypothesis import strategies as st
from hypothesis.strategies import SearchStrategy

from monosashi.core.changes import (
    Added,
    Change,
    Changed,
    DoesNotFit,
    Removed,
    Reordered,
    apply,
    diff,
    inverse,
    place_of,
)
from monosashi.core.indicators import Actual, Baseline, Indicator, Target
from monosashi.core.money import BudgetProgram, BudgetStage, FundingSource, MoneyLine, Share
from monosashi.core.plan import Document, Municipality, Plan, PlanYear, Provenance, YearState
from monosashi.core.results import Disposition, Exclusion, ExclusionReason, NodeYear, Note, Rater, Rating
from monosashi.core.tree import Level, Node, Prose
from monosashi.core.values import Absence, Described, Span, same_as_printed
from monosashi.exchange.plan_file import write_plan

Item = TypeVar("Item")

BUS_USE = Indicator(
    "i-069",
    "n-145",
    "バスの利用回数",
    unit="回",
    baseline=Baseline(Decimal(1000), 2021),
    targets=(Target(2024, Decimal("22.6")), Target(2025, Decimal(30))),
    actuals=(Actual(2024, Decimal("22.6")),),
)


def plan_with(*indicators: Indicator, **fields: object) -> Plan:
    plan = Plan(
        id="p-1",
        name="計画",
        municipality=Municipality("052019", "秋田市"),
        first_year=2021,
        last_year=2025,
        levels=(Level("measure", "個別施策", answered=True),),
        nodes=(Node("n-145", "measure", "バス"), Node("n-146", "measure", "電車"), Node("n-147", "measure", "船")),
        indicators=indicators or (BUS_USE,),
    )
    return replace(plan, **fields)  # type: ignore[arg-type]


def test_a_figure_is_named_by_its_path() -> None:
    later = replace(BUS_USE, actuals=(Actual(2024, Decimal(25)),))
    (change,) = diff(plan_with(), plan_with(later))
    assert change == Changed(("indicators", "i-069", "actuals", "2024", "value"), Decimal("22.6"), Decimal(25))
    assert place_of(change) == "indicators/i-069/actuals/2024/value"


def test_a_zero_at_the_end_of_a_figure_is_a_change_although_the_plans_are_equal() -> None:
    a, b = plan_with(), plan_with(replace(BUS_USE, actuals=(Actual(2024, Decimal("22.60")),)))
    assert a == b
    (change,) = diff(a, b)
    assert isinstance(change, Changed)
    assert (str(change.before), str(change.after)) == ("22.6", "22.60")
    printed = apply((change,), a).indicators[0].actuals[0].value
    assert isinstance(printed, Decimal)
    assert same_as_printed(printed, Decimal("22.60"))


def test_an_entry_of_a_list_comes_or_goes_whole() -> None:
    target = Target(2025, Decimal(30))
    shorter = replace(BUS_USE, targets=BUS_USE.targets[:1])
    path = ("indicators", "i-069", "targets", "2025")
    assert diff(plan_with(), plan_with(shorter)) == (Removed(path, target, at=1),)
    assert diff(plan_with(shorter), plan_with()) == (Added(path, target, at=1),)


def test_a_range_a_described_figure_or_a_record_that_comes_is_one_change() -> None:
    described = replace(BUS_USE, baseline=None, final_target=Span(Decimal(1)), targets=(Target(2024, Described("AA")),))
    b = plan_with(described)
    paths = [place_of(change) for change in diff(plan_with(replace(BUS_USE, targets=BUS_USE.targets[:1])), b)]
    at = "indicators/i-069"
    assert paths == [f"{at}/baseline", f"{at}/targets/2024/value", f"{at}/final_target"]


def test_a_range_changes_whole() -> None:
    a = plan_with(replace(BUS_USE, final_target=Span(Decimal(1))))
    b = plan_with(replace(BUS_USE, final_target=Span(Decimal(1), Decimal(5))))
    path = ("indicators", "i-069", "final_target")
    assert diff(a, b) == (Changed(path, Span(Decimal(1)), Span(Decimal(1), Decimal(5))),)


def test_marks_without_a_key_change_as_one_list() -> None:
    b = plan_with(replace(BUS_USE, tags=("★", "再掲")))
    assert diff(plan_with(), b) == (Changed(("indicators", "i-069", "tags"), (), ("★", "再掲")),)


def test_an_entry_in_the_middle_returns_to_its_place() -> None:
    a = plan_with()
    b = replace(a, nodes=(a.nodes[0], a.nodes[2]))
    assert diff(a, b) == (Removed(("nodes", "n-146"), a.nodes[1], at=1),)
    assert apply(inverse(diff(a, b)), b) == a
    assert inverse(diff(b, a)) == diff(a, b)


def test_the_order_of_measures_is_a_change() -> None:
    a = plan_with()
    b = replace(a, nodes=a.nodes[::-1])
    keys = ("n-145", "n-146", "n-147")
    assert diff(a, b) == (Reordered(("nodes",), keys, keys[::-1]),)
    assert apply(diff(a, b), a) == b


def test_two_notes_by_one_author_are_told_apart_by_their_order() -> None:
    notes = (Note("監査人", "一"), Note("監査人", "二"))
    a = plan_with(results=(NodeYear("n-145", 2024, notes=notes),))
    b = plan_with(results=(NodeYear("n-145", 2024, notes=notes[1:]),))
    assert apply(diff(a, b), a) == b
    assert apply(inverse(diff(a, b)), b) == a


def test_provenance_is_left_out_and_kept_unless_asked_for() -> None:
    a = plan_with(documents=(Document("d-1", "報告書"),), provenance=(Provenance("name", "d-1", line=3),))
    b = replace(a, provenance=(Provenance("name", "d-1", line=4),))
    assert diff(a, b) == ()
    assert diff(a, b, with_provenance=True) == (Changed(("provenance", "name", "line"), 3, 4),)
    assert apply(diff(a, plan_with(name="別")), a).provenance == a.provenance


def test_a_plan_that_has_moved_on_is_refused_with_every_path_at_which_it_differs() -> None:
    a = plan_with()
    b = plan_with(replace(BUS_USE, unit="件", targets=BUS_USE.targets[:1]), name="新計画")
    moved_on = plan_with(replace(BUS_USE, unit="人", targets=(Target(2025, Decimal("30.0")),)))
    with pytest.raises(DoesNotFit) as refusal:
        apply(diff(a, b), moved_on)
    told = [(problem.place, problem.read, problem.why.id) for problem in refusal.value.problems]
    assert told == [
        ("indicators/i-069/unit", "人", "changes.value_differs"),
        ("indicators/i-069/targets/2025", "2025", "changes.entry_differs"),
    ]


@pytest.mark.parametrize(
    ("change", "why"),
    [
        (Changed(("indicators", "i-404", "unit"), "回", "件"), "changes.nothing_there"),
        (Changed(("indicators", "i-069", "colour"), "", "red"), "changes.nothing_there"),
        (Changed(("name", "letter"), "計", "画"), "changes.nothing_there"),
        (Changed(("indicators", "i-069", "baseline"), None, Baseline(Decimal(1))), "changes.value_differs"),
        (Added(("indicators", "i-069"), BUS_USE, at=0), "changes.already_there"),
        (Added(("municipality", "x"), BUS_USE, at=0), "changes.nothing_there"),
        (Removed(("nodes", "n-404"), Node("n-404", "measure", "無い"), at=0), "changes.nothing_there"),
        (Reordered(("nodes",), ("n-146", "n-145"), ("n-145", "n-146")), "changes.order_differs"),
        (Reordered(("name",), ("a", "b"), ("b", "a")), "changes.nothing_there"),
        (Reordered((), ("a", "b"), ("b", "a")), "changes.nothing_there"),
    ],
)
def test_a_change_that_does_not_fit_names_its_path(change: Change, why: str) -> None:
    with pytest.raises(DoesNotFit) as refusal:
        apply((change,), plan_with())
    (problem,) = refusal.value.problems
    assert (problem.place, problem.why.id) == (place_of(change), why)


# Plans over few ids, so that two of them share much and differ in places.

figures = st.one_of(
    st.decimals(-99, 99, places=1), st.decimals(0, 9, places=2), st.sampled_from(Absence), st.just(Span(Decimal(1)))
)
years = st.sampled_from((2023, 2024, 2025))
words = st.sampled_from(("", "増えた", "減った"))
node_ids = st.sampled_from(("n-1", "n-2", "n-3", "n-4"))


def lists_of(kind: SearchStrategy[Item], key: Callable[[Item], object]) -> SearchStrategy[tuple[Item, ...]]:
    return st.lists(kind, max_size=4, unique_by=key).map(tuple)


targets = lists_of(st.builds(Target, years, figures), lambda target: target.fiscal_year)
actuals = lists_of(st.builds(Actual, years, figures, note=words), lambda actual: actual.fiscal_year)
nodes = st.builds(
    Node,
    node_ids,
    st.just("measure"),
    words,
    tags=st.sampled_from(((), ("★",), ("★", "再掲"))),
    prose=st.lists(st.builds(Prose, words, words), max_size=3).map(tuple),
)
indicators = st.builds(
    Indicator,
    st.sampled_from(("i-1", "i/2", "i~3")),
    node_ids,
    words,
    baseline=st.none() | st.builds(Baseline, figures, years),
    targets=targets,
    actuals=actuals,
)
lines = st.builds(
    MoneyLine,
    years,
    st.sampled_from(BudgetStage),
    st.decimals(0, 999, places=0),
    st.sampled_from(("", "委託料", "a.b/c", "general")),
    st.sampled_from((None, *FundingSource)),
)
programs = st.builds(
    BudgetProgram,
    st.sampled_from(("b-1", "b-2")),
    words,
    shares=lists_of(st.builds(Share, node_ids), lambda share: share.node),
    lines=st.lists(lines, max_size=4).map(tuple),
)
results = st.builds(
    NodeYear,
    node_ids,
    years,
    result=words,
    disposition=st.none() | st.sampled_from(Disposition),
    ratings=st.lists(st.builds(Rating, words, st.sampled_from(Rater), words), max_size=2).map(tuple),
    notes=st.lists(st.builds(Note, words, words), max_size=3).map(tuple),
    excluded=st.none() | st.builds(Exclusion, st.sampled_from(ExclusionReason), words),
)
plans = st.builds(
    Plan,
    id=st.just("p-1"),
    name=words,
    municipality=st.just(Municipality("052019", "秋田市")),
    first_year=st.just(2023),
    last_year=years,
    levels=st.just((Level("measure", "個別施策"),)),
    years=lists_of(
        st.builds(PlanYear, years, state=st.sampled_from(YearState)), lambda plan_year: plan_year.fiscal_year
    ),
    nodes=lists_of(nodes, lambda node: node.id),
    indicators=lists_of(indicators, lambda indicator: indicator.id),
    budget_programs=lists_of(programs, lambda program: program.id),
    results=lists_of(results, lambda result: (result.node, result.fiscal_year)),
    documents=lists_of(st.builds(Document, st.sampled_from(("d-1", "d-2")), words), lambda document: document.id),
    provenance=st.lists(st.builds(Provenance, words, st.just("d-1"), line=years), max_size=3).map(tuple),
)


@pytest.mark.slow
@given(plans, plans)
def test_applying_the_difference_makes_the_other_plan_byte_for_byte(a: Plan, b: Plan) -> None:
    assert apply(diff(a, b), a) == b
    assert write_plan(apply(diff(a, b, with_provenance=True), a)) == write_plan(b)


@pytest.mark.slow
@given(plans, plans, st.randoms())
def test_the_inverse_undoes_changes_in_whatever_order_they_stand(a: Plan, b: Plan, chance: Random) -> None:
    changes = list(diff(a, b, with_provenance=True))
    chance.shuffle(changes)
    assert write_plan(apply(inverse(changes), apply(changes, a))) == write_plan(a)


@pytest.mark.slow
@given(plans)
def test_a_plan_does_not_differ_from_itself(a: Plan) -> None:
    assert diff(a, replace(a, nodes=tuple(replace(node) for node in a.nodes)), with_provenance=True) == ()
