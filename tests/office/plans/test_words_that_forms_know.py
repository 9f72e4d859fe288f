"""Cells that take only what the city's rules or the plan itself know: stage, axis, grade, predecessor."""

from dataclasses import replace
from typing import Any

import pytest

from monosashi.core.plan import Plan
from monosashi.core.results import NodeYear, Rating
from monosashi.core.tree import Succession, SuccessionKind
from monosashi.core.validation import problems_of
from monosashi.office.plans.editing.record import Draft, draft, subject_in
from monosashi.office.plans.forms.building import Fault, faults_of
from monosashi.office.plans.forms.drawing import Cell, State, draw
from monosashi.office.plans.forms.sent import Sent
from monosashi.office.plans.forms.surroundings import Surroundings
from monosashi.wording import LANGUAGES, render
from sample_plans import sample_plan

pytestmark = pytest.mark.without_database

RESULT, NODE = "n-p145.2024", "n-p145"


def cells_of(plan: Plan, collection: str, key: str) -> dict[str, Cell]:
    record = subject_in(plan, collection, key).record
    drawn = draw(Surroundings(plan, type(record), record), State(Sent({}), {}, lambda _path: True, {}))
    return {cell.name: cell for cell in drawn.every_cell}


def drafted(plan: Plan, collection: str, key: str, typed: dict[str, str]) -> Draft:
    shown = {name: cell.text for name, cell in cells_of(plan, collection, key).items()}
    return draft(plan, subject_in(plan, collection, key), Sent(shown | typed), "token")


def of_year(plan: Plan, typed: dict[str, str]) -> Draft:
    return drafted(plan, "results", RESULT, typed)


def told(fault: Fault) -> str:
    assert all(render(each, language) for each in (fault.why, fault.remedy) for language in LANGUAGES)
    return render(fault.why, "ja") + render(fault.remedy, "ja")


def stage_of(after: Draft) -> Any:
    return after.built.record.stage


@pytest.mark.parametrize(
    ("typed", "stage"),
    [
        ("２", "2"),
        ("構築期", "1"),
        ("3･4", "3・4"),
        ("３・４", "3・4"),
        ("4 環境変化対応期", "4"),
        (" 2 ", "2"),
        ("", None),
    ],
)
def test_a_stage_is_known_by_its_number_or_its_name_however_wide(akita: Plan, typed: str, stage: str | None) -> None:
    after = of_year(akita, {"stage": typed})
    assert not after.faults
    assert stage_of(after) == stage


@pytest.mark.parametrize("typed", ["９", "拡張期", "2・3"])
def test_a_stage_that_the_life_cycle_does_not_have_is_refused_with_those_it_has(akita: Plan, typed: str) -> None:
    after = of_year(akita, {"stage": typed})
    assert set(after.faults) == {"stage"}
    assert after.changes == ()
    words = told(after.faults["stage"])
    assert all(each in words for each in (typed, "令和6年度", "1 構築期", "3・4 安定期・環境変化対応期"))


def test_a_year_without_a_life_cycle_takes_a_stage_as_it_is_printed(akita: Plan) -> None:
    plan = replace(akita, years=tuple(replace(year, life_cycle=None) for year in akita.years))
    assert stage_of(of_year(plan, {"stage": "第９期"})) == "第９期"


def test_a_stage_that_stands_there_already_stays_while_something_else_is_typed(akita: Plan) -> None:
    results = tuple(
        replace(each, stage="9") if (each.node, each.fiscal_year) == (NODE, 2024) else each for each in akita.results
    )
    after = of_year(replace(akita, results=results), {"result": "別の文。"})
    assert not after.faults
    assert stage_of(after) == "9"


def rating_of(after: Draft, at: int = 0) -> Rating:
    record: NodeYear = after.built.record
    return record.ratings[at]


def test_a_grade_typed_wide_is_the_schemes(akita: Plan) -> None:
    before = of_year(akita, {}).built.record.ratings[0]
    typed = {"A": "Ｄ"}.get(before.grade or "", "Ａ")
    after = of_year(akita, {"ratings/progress.self/grade": typed})
    assert not after.faults
    assert rating_of(after).grade == {"Ｄ": "D", "Ａ": "A"}[typed]


@pytest.mark.parametrize(("field", "typed", "known"), [("grade", "Z", "D"), ("axis", "あ", "progress")])
def test_a_grade_or_axis_that_the_scheme_does_not_have_is_refused_with_those_it_has(
    akita: Plan, field: str, typed: str, known: str
) -> None:
    name = f"ratings/progress.self/{field}"
    after = of_year(akita, {name: typed})
    assert set(after.faults) == {name}
    assert typed in told(after.faults[name])
    assert known in told(after.faults[name])


def test_the_only_axis_of_a_scheme_need_not_be_typed(akita: Plan) -> None:
    row = "ratings/~+0"
    after = of_year(akita, {f"{row}/rater": "second", f"{row}/grade": "C"})
    assert not after.faults
    assert (rating_of(after, 1).axis, rating_of(after, 1).grade) == ("progress", "C")


def test_whoever_grades_from_outside_has_grades_of_their_own(akita: Plan) -> None:
    row = "ratings/~+0"
    after = of_year(akita, {f"{row}/rater": "external", f"{row}/axis": "有効性", f"{row}/grade": "妥当"})
    assert not after.faults
    assert rating_of(after, 1).grade == "妥当"


def test_grades_are_suggested_with_what_they_mean_though_nobody_has_graded_yet(akita: Plan) -> None:
    plan = replace(akita, results=tuple(replace(each, ratings=()) for each in akita.results))
    cells = cells_of(plan, "results", RESULT)
    options = cells["ratings/~+0/grade"].options
    assert [option.value for option in options] == ["A", "B", "C", "D"]
    assert all(option.label for option in options)
    assert [option.value for option in cells["ratings/~+0/axis"].options] == ["progress"]


def test_schemes_and_life_cycles_are_suggested_with_what_they_are(akita: Plan) -> None:
    cells = cells_of(akita, "years", "2024")
    for name, known in (("scheme", "akita@2"), ("life_cycle", "akita@1")):
        assert "秋田市" in str({option.value: option.label for option in cells[name].options}[known])


ROW = "succeeds/~+0"


def succeeding(plan: Plan, typed: str, collection: str = "nodes", key: str = NODE) -> Draft:
    given = {f"{ROW}/predecessor": typed, f"{ROW}/kind": "renamed", f"{ROW}/fiscal_year": "令和6年度"}
    return drafted(plan, collection, key, given)


@pytest.mark.parametrize("typed", ["m-online", "電子申請", "1-(1)", "１-（１）", "1-(1) 電子申請"])
def test_a_predecessor_is_named_by_its_name_its_number_or_its_id(typed: str) -> None:
    after = succeeding(sample_plan(), typed, key="m-sensor")
    assert not after.faults
    assert after.built.record.succeeds[0].predecessor == "m-online"


def test_an_indicator_comes_from_an_indicator_which_is_told_from_others_by_its_measure(akita: Plan) -> None:
    indicator, other = akita.indicators[0], akita.indicators[-1]
    label = f"{other.name}（{akita.index.node[other.node].name}）"
    after = succeeding(akita, label, "indicators", indicator.id)
    assert not after.faults
    assert after.built.record.succeeds[0].predecessor == other.id


def test_predecessors_are_suggested_and_shown_by_name(akita: Plan) -> None:
    other = next(each for each in akita.index.measures if each.id != NODE)
    options = [option.value for option in cells_of(akita, "nodes", NODE)[f"{ROW}/predecessor"].options]
    assert any(other.name in option for option in options)
    nodes = tuple(
        replace(node, succeeds=(Succession(other.id, SuccessionKind.MERGED, 2024),)) if node.id == NODE else node
        for node in akita.nodes
    )
    shown = cells_of(replace(akita, nodes=nodes), "nodes", NODE)
    assert other.name in shown[f"succeeds/{other.id}.merged/predecessor"].text


@pytest.mark.parametrize("typed", ["どこにもない施策", "a b", NODE, "d-07"])
def test_what_names_no_measure_and_can_be_no_id_of_one_is_refused(akita: Plan, typed: str) -> None:
    after = succeeding(akita, typed)
    assert set(after.faults) == {f"{ROW}/predecessor"}
    assert told(after.faults[f"{ROW}/predecessor"])


def test_an_id_of_a_plan_that_is_not_kept_here_is_taken_as_it_is(akita: Plan) -> None:
    after = succeeding(akita, "old-12")
    assert not after.faults
    assert after.built.record.succeeds[0].predecessor == "old-12"


def test_a_name_that_several_measures_have_is_asked(akita: Plan) -> None:
    first, second = [node for node in akita.index.measures if node.id != NODE][:2]
    alike = tuple(replace(node, name="同じ名前") if node in (first, second) else node for node in akita.nodes)
    fault = succeeding(replace(akita, nodes=alike), "同じ名前").faults[f"{ROW}/predecessor"]
    assert len(fault.candidates) == 2


def test_a_year_that_may_be_of_the_calendar_is_asked_as_a_fiscal_year(akita: Plan) -> None:
    after = drafted(akita, "indicators", akita.indicators[0].id, {"final_year": "令和 8"})
    assert after.faults["final_year"].candidates == ("令和8年度",)
    assert "「年度」が付いていない" in told(after.faults["final_year"])


def test_a_final_year_before_the_baseline_is_told_at_its_cell(akita: Plan) -> None:
    indicator = akita.index.indicator["i-p145"]
    after = drafted(akita, "indicators", indicator.id, {"final_year": "令和元年度"})
    faults = faults_of(after.built, problems_of(after.after), f"indicators/{indicator.id}")
    assert set(faults) == {"final_year"}
    assert "最終目標の年度（令和元年度）が、基準値の年度（令和5年度）より前です" in told(faults["final_year"])


def test_an_axis_that_is_cleared_is_the_only_one_and_a_cleared_predecessor_is_missed(akita: Plan) -> None:
    assert rating_of(of_year(akita, {"ratings/progress.self/axis": " "})).axis == "progress"
    nodes = tuple(
        replace(node, succeeds=(Succession("old-12", SuccessionKind.MERGED, 2024),)) if node.id == NODE else node
        for node in akita.nodes
    )
    name = "succeeds/old-12.merged/predecessor"
    assert set(drafted(replace(akita, nodes=nodes), "nodes", NODE, {name: ""}).faults) == {name}
