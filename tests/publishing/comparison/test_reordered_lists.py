"""Entries in another order: the fewest that moved are told, by name, with what they stand behind; no id is shown."""

import re
from dataclasses import fields, replace
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from monosashi.core.changes import Reordered, diff
from monosashi.core.indicators import Indicator
from monosashi.core.paths import KEY_FIELDS
from monosashi.core.plan import Plan
from monosashi.core.tree import Node
from monosashi.publishing.comparison import Difference, DifferenceKind, compare
from monosashi.publishing.comparison.document import shown_sides
from monosashi.publishing.comparison.reordered import fewest_moved
from monosashi.wording import render
from sample_plans import sample_plan

PLAN = sample_plan()


def with_order(plan: Plan, field: str, ids: tuple[str, ...]) -> Plan:
    by_id = {each.id: each for each in getattr(plan, field)}
    ordered: dict[str, Any] = {field: tuple(by_id[each] for each in ids)}
    return replace(plan, **ordered)


def sentences(before: Plan, after: Plan, language: Any = "ja") -> list[str]:
    return [render(each.message, language) for each in compare(before, after).differences]


def only(before: Plan, after: Plan) -> Difference:
    (found,) = compare(before, after).differences
    return found


@pytest.mark.parametrize(
    ("ids", "moves", "in_english"),
    [
        (
            ("f-desk", "f-data", "m-online", "m-school", "m-sensor"),
            "「教育」を「2 データ」の先頭へ",
            "“教育” moved to the front of “2 データ”",
        ),
        (
            ("f-data", "f-desk", "m-online", "m-sensor", "m-school"),
            "「2 データ」を先頭へ",
            "“2 データ” moved to the front",
        ),
    ],
    ids=["measures of a field", "fields"],
)
def test_two_neighbours_that_changed_places_are_one_move(ids: tuple[str, ...], moves: str, in_english: str) -> None:
    after = with_order(PLAN, "nodes", ids)
    assert sentences(PLAN, after) == [f"計画「見本市情報化計画」の取組の順が変わりました: {moves}。"]
    assert sentences(PLAN, after, "en") == [f"Plan “見本市情報化計画”: order of node changed: {in_english}."]


def test_a_field_that_goes_behind_another_with_all_below_it_is_one_move() -> None:
    flat = tuple(Node(f"f-{n}", "field", f"分野{n}") for n in (1, 2, 3))
    below = {f.id: tuple(Node(f"{f.id}-{n}", "measure", f"{f.name}の{n}", f.id) for n in range(9)) for f in flat}
    whole = {f.id: (f, *below[f.id]) for f in flat}
    before, after = (
        replace(PLAN, nodes=sum((whole[id_] for id_ in ids), ()), indicators=(), budget_programs=(), results=())
        for ids in (("f-1", "f-2", "f-3"), ("f-2", "f-3", "f-1"))
    )
    assert sentences(before, after) == [
        "計画「見本市情報化計画」の取組の順が変わりました: 「分野1」を「分野3」の次へ。"
    ]


def test_of_many_that_moved_three_are_told_and_the_others_counted() -> None:
    nodes = tuple(Node(f"m-{n}", "measure", f"施策{n}", number=str(n)) for n in range(1, 11))
    before = replace(PLAN, nodes=nodes, indicators=(), budget_programs=(), results=())
    told = "「10 施策10」を先頭へ、「9 施策9」を「10 施策10」の次へ、「8 施策8」を「9 施策9」の次へ、ほか6件"
    (sentence,) = sentences(before, replace(before, nodes=nodes[::-1]))
    assert sentence == f"計画「見本市情報化計画」の取組の順が変わりました: {told}。"


def test_the_order_of_a_measures_indicators_is_told_beside_those_of_the_same_measure() -> None:
    one, other = (Indicator(f"i-{n}", "m-online", f"指標{n}", "件") for n in (1, 2))
    apart = Indicator("i-3", "m-school", "指標3", "件")
    before = replace(PLAN, indicators=(one, other, apart), years=(), results=(), budget_programs=())
    found = only(before, replace(before, indicators=(apart, other, one)))
    assert render(found.message, "ja") == (
        "計画「見本市情報化計画」の評価指標の順が変わりました: 「指標2」を「1-(1) 電子申請」の先頭へ。"
    )
    assert shown_sides(found, lambda said: render(said, "ja")) == (
        "「指標2」は「指標1」の次",
        "「指標2」は「1-(1) 電子申請」の先頭",
    )


def test_the_order_of_levels_and_of_the_years_of_one_indicator_is_told_by_their_names() -> None:
    levels = replace(PLAN, levels=PLAN.levels[::-1])
    assert sentences(PLAN, levels) == ["計画「見本市情報化計画」の階層の順が変わりました: 「施策」を先頭へ。"]
    first, *rest = PLAN.indicators
    assert len(first.actuals) == 2
    years = replace(PLAN, indicators=(replace(first, actuals=first.actuals[::-1]), *rest))
    assert sentences(PLAN, years) == ["指標「電子申請率」の実績値の順が変わりました: 「令和6年度」を先頭へ。"]


def test_an_order_that_changed_across_measures_alone_is_told_by_the_whole_list() -> None:
    after = with_order(PLAN, "nodes", ("f-desk", "f-data", "m-sensor", "m-online", "m-school"))
    moved = "「水位計」を「2 データ」の次へ"
    assert sentences(PLAN, after) == [f"計画「見本市情報化計画」の取組の順が変わりました: {moved}。"]


def test_another_order_is_a_change_of_no_other_kind() -> None:
    node = next(each for each in PLAN.nodes if each.prose)
    prose = (replace(node.prose[0], heading="現状"), node.prose[1])
    before, after = (
        replace(PLAN, nodes=tuple(replace(n, prose=texts) if n is node else n for n in PLAN.nodes))
        for texts in (prose, prose[::-1])
    )
    assert only(before, after).kind is DifferenceKind.OTHER
    assert sentences(before, after) == ["「電子申請」の計画本文の順が変わりました: 「背景」を先頭へ。"]


@given(st.permutations(range(7)))
def test_what_did_not_move_keeps_its_order_and_one_fewer_moves_would_not_do(order: list[int]) -> None:
    before, after = tuple(map(str, range(7))), tuple(map(str, order))
    moved = fewest_moved(before, after)
    kept = [key for key in after if key not in moved]
    assert kept == sorted(kept)
    longest: list[int] = []
    for at, key in enumerate(after):
        longest.append(1 + max((n for n, other in zip(longest, after[:at], strict=True) if other < key), default=0))
    assert len(moved) == len(after) - max(longest)


def turned(value: Any) -> Any:
    """The value with every list of entries in it the other way round."""
    if isinstance(value, tuple) and all(type(each) in KEY_FIELDS for each in value):
        return tuple(map(turned, value))[::-1]
    if type(value) in (Plan, *KEY_FIELDS):
        return replace(value, **{each.name: turned(getattr(value, each.name)) for each in fields(value)})
    return value


def test_no_id_is_shown_of_any_list_that_is_turned_round() -> None:
    after = turned(PLAN)
    orders = [each for each in diff(PLAN, after) if isinstance(each, Reordered)]
    assert {each.path[-1] for each in orders} >= {"nodes", "levels", "departments", "results", "milestones", "ratings"}
    ids = {
        each.id
        for kept in (PLAN.levels, PLAN.nodes, PLAN.indicators, PLAN.departments, PLAN.questions)
        for each in kept
    }
    for difference in compare(PLAN, after).differences:
        if isinstance(difference.changes[0], Reordered):
            told = " ".join(
                (render(difference.message, "ja"), *shown_sides(difference, lambda said: render(said, "ja")))
            )
            assert not [id_ for id_ in ids if re.search(rf"\b{id_}\b", told)], told
