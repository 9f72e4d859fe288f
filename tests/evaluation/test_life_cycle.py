"""The life cycle: by what a stage is managed, and which moves the figures suggest."""

from dataclasses import replace
from pathlib import Path

import pytest

from evaluation.evaluated_plans import YEAR, indicator, plan
from monosashi.core.indicators import Indicator
from monosashi.core.results import Exclusion, ExclusionReason, ManagedBy, NodeYear
from monosashi.core.tree import Milestone, Node
from monosashi.core.values import Absence
from monosashi.evaluation.dates import fiscal_year_of
from monosashi.evaluation.evaluate import evaluate, shipped_life_cycle, shipped_life_cycles, shipped_scheme
from monosashi.evaluation.life_cycle import LifeCycle
from monosashi.evaluation.life_cycle_loader import (
    UnknownLifeCycle,
    life_cycle_from_data,
    load_life_cycle,
    read_life_cycle,
    shipped_life_cycle_file,
    worked_moves,
)
from monosashi.evaluation.outcomes import SuggestedMove
from monosashi.evaluation.table_reading import NotUsable
from monosashi.wording import render

STAGES = shipped_life_cycle("akita@1")
AKITA = shipped_scheme("akita@1")


def moves(stage: str, *indicators: Indicator, milestones: tuple[Milestone, ...] = ()) -> tuple[SuggestedMove, ...]:
    node = Node("n1", "measure", "施策", milestones=milestones)
    of = plan(indicators, [NodeYear("n1", YEAR, stage=stage)], [node])
    return evaluate(of, YEAR, AKITA, STAGES).moves


@pytest.mark.parametrize(
    ("stage", "managed_by"),
    [
        ("1", ManagedBy.SCHEDULE),
        ("2", ManagedBy.INDICATOR),
        ("3", ManagedBy.WATCH),
        ("3・4", ManagedBy.SCHEDULE),
        ("4", ManagedBy.INDICATOR),
        ("5", ManagedBy.NOTHING),
        ("6", None),
    ],
)
def test_a_stage_says_by_what_a_measure_is_managed(stage: str, managed_by: ManagedBy | None) -> None:
    assert STAGES.managed_by(stage) is managed_by


@pytest.mark.parametrize(
    ("stage", "figures", "to"),
    [
        ("2", ("10", "20", "20"), ["3"]),
        ("2", ("10", "20", "15"), []),
        ("2", ("10", "20", "9"), ["4"]),
        ("3", ("10", "20", "19"), ["4"]),
        ("3", ("10", "20", "20"), []),
        ("3", ("10", "20", Absence.NOT_YET_COUNTED), []),
        ("4", ("10", "20", "11"), ["2"]),
        ("5", ("10", "20", "9"), []),
    ],
)
def test_the_figures_suggest_moves(stage: str, figures: tuple[str, ...], to: list[str]) -> None:
    assert [move.to for move in moves(stage, indicator(*figures))] == to


def test_a_stable_measure_below_its_target_is_still_not_graded() -> None:
    of = plan([indicator("10", "20", "19")], [NodeYear("n1", YEAR, stage="3")])
    assert evaluate(of, YEAR, AKITA, STAGES).measures[0].computed.grade is None


@pytest.mark.parametrize(("done", "to"), [("2025-03-31", ["2"]), ("2024-Q4", ["2"]), ("2025-04", []), (None, [])])
def test_a_built_measure_moves_on_when_all_milestones_are_done_by_the_end_of_the_year(
    done: str | None, to: list[str]
) -> None:
    built = (Milestone("m1", "設計", "2024-Q2", "2024-09"), Milestone("m2", "構築", "2025-03-31", done))
    assert [move.to for move in moves("1", milestones=built)] == to


def test_an_excluded_measure_is_not_to_be_moved() -> None:
    out = NodeYear("n1", YEAR, stage="2", excluded=Exclusion(ExclusionReason.FINISHED))
    assert evaluate(plan([indicator("10", "20", "20")], [out]), YEAR, AKITA, STAGES).moves == ()


def test_without_milestones_nothing_is_suggested() -> None:
    assert moves("1") == ()


def test_a_move_says_why_in_both_languages() -> None:
    (move,) = moves("2", indicator("10", "20", "20"))
    assert render(move.reason, "ja", STAGES.messages) == "令和6年度に評価指標1件がすべて最終目標値に達した"
    assert render(move.reason, "en", STAGES.messages) == "In FY2024 1 of 1 indicator reached its final target"
    (both,) = moves("2", indicator("10", "20", "20"), indicator("10", "20", "20", id="i2"))
    assert render(both.reason, "en", STAGES.messages) == "In FY2024 2 of 2 indicators reached their final targets"


def test_a_sentence_of_one_milestone_is_in_the_singular() -> None:
    done = Milestone("m1", "設計", due="2024-10", done="2024-10")
    (move,) = moves("1", milestones=(done,))
    assert render(move.reason, "en", STAGES.messages) == "1 of 1 milestone was done by the end of FY2024"
    (changed,) = moves("3・4", milestones=(done, done))
    assert (
        render(changed.reason, "en", STAGES.messages)
        == "2 of 2 milestones of the change were done by the end of FY2024"
    )


def test_measures_are_counted_by_stage_and_excluded_ones_are_not() -> None:
    nodes = [Node(f"n{i}", "measure", "") for i in range(4)]
    out = Exclusion(ExclusionReason.FINISHED)
    given = [NodeYear("n0", YEAR, stage="2"), NodeYear("n1", YEAR, stage="2"), NodeYear("n2", YEAR, stage="9")]
    done = evaluate(plan((), [*given, NodeYear("n3", YEAR, stage="2", excluded=out)], nodes), YEAR, AKITA, STAGES)
    counts = {count.stage: (count.name, count.count) for count in done.stages}
    assert counts["2"] == ("拡大期", 2)
    assert counts["5"][1] == 0
    assert counts["9"] == ("9", 1)


@pytest.mark.parametrize(
    ("text", "year"),
    [("2025-03-31", 2024), ("2025-04-01", 2025), ("2025-03", 2024), ("2024-Q4", 2024), ("2024", 2024), ("未定", None)],
)
def test_a_milestone_falls_into_a_fiscal_year(text: str, year: int | None) -> None:
    assert fiscal_year_of(text) == year


def test_a_life_cycle_goes_through_plain_data_and_comes_back_the_same() -> None:
    assert life_cycle_from_data(STAGES.data, "edition") == STAGES
    assert [life_cycle.reference for life_cycle in shipped_life_cycles()] == ["akita@1"]


def test_a_move_to_a_stage_that_is_not_there_is_refused() -> None:
    spoiled = {**STAGES.data, "stages": [{**STAGES.data["stages"][0], "moves": [{"to": "8"}]}]}
    with pytest.raises(NotUsable) as refusal:
        life_cycle_from_data(spoiled, "city.toml")
    assert [problem.place for problem in refusal.value.problems] == ["city.toml/stages/1/moves/1/to"]


def test_an_unknown_life_cycle_names_those_there_are() -> None:
    with pytest.raises(UnknownLifeCycle) as unknown:
        shipped_life_cycle("akita@2")
    assert unknown.value.known == ("akita@1",)


def test_a_citys_own_life_cycle_is_read_from_its_path(tmp_path: Path) -> None:
    path = tmp_path / "ours.toml"
    text = 'id = "ours"\nversion = "1"\ntitle = { ja = "段階", en = "Stages" }\nsource = { document = "要綱" }\n'
    path.write_text(f'{text}[[stages]]\nid = "始"\nname = "開始"\nmanaged_by = "indicator"\n', encoding="utf-8")
    assert load_life_cycle(path).managed_by("始") is ManagedBy.INDICATOR


def test_several_indicators_must_all_be_reached_before_a_move_to_the_stable_stage() -> None:
    second = replace(indicator("10", "20", "15"), id="i2")
    assert moves("2", indicator("10", "20", "20"), second) == ()


MOVE = (
    '[[stages.moves]]\nto = "2"\nwhen = { milestones = "all_done" }\n'
    'explain = { ja = "{milestones}件が終わった", en = "all {milestones} done" }\nexample = EXAMPLE\n'
)


def with_example(example: str) -> LifeCycle:
    head = 'id = "ours"\nversion = "1"\ntitle = { ja = "段階", en = "Stages" }\nsource = { document = "要綱" }\n'
    first = '[[stages]]\nid = "1"\nname = "構築"\nmanaged_by = "schedule"\n' + MOVE.replace("EXAMPLE", example)
    return read_life_cycle(
        f'{head}{first}[[stages]]\nid = "2"\nname = "拡大"\nmanaged_by = "indicator"\n'.encode(), "c"
    )


def test_every_move_that_figures_suggest_in_akita_has_an_example_that_suggests_it() -> None:
    said = worked_moves(STAGES)
    assert said.keys() == {(stage.id, move.to) for stage in STAGES.stages for move in stage.moves if move.when}
    assert all(move.to == to and move.stage == stage for (stage, to), move in said.items())
    assert "工程2件がすべて終わっている" in render(said["1", "2"].reason, "ja", STAGES.messages)


def test_an_example_that_does_not_suggest_its_move_is_refused() -> None:
    with pytest.raises(NotUsable) as refusal:
        with_example('{ milestones = [{ due = "2024", done = "2025" }] }')
    (problem,) = refusal.value.problems
    assert problem.place == "c/stages/1/moves/1/example"
    assert render(problem.why, "ja") == "計算例のような施策に、段階「2」への移行は勧められません。"


def test_a_mistake_in_the_example_of_a_move_is_told() -> None:
    with pytest.raises(NotUsable) as refusal:
        with_example('{ milestone = [{ due = "2024", done = "2024" }] }')
    assert [problem.place for problem in refusal.value.problems] == ["c/stages/1/moves/1/example/milestone"]


def test_an_example_of_a_move_that_figures_cannot_suggest_is_refused() -> None:
    with pytest.raises(NotUsable) as refusal:
        read_life_cycle(
            shipped_life_cycle_file("akita@1").replace(
                b'[[stages.moves]]\nto = "3"\n', b'[[stages.moves]]\nto = "3"\nexample = { indicators = [] }\n', 1
            ),
            "c",
        )
    assert [problem.place for problem in refusal.value.problems] == ["c/stages/1/moves/2/example"]
