"""How an issued workbook looks to Excel: paper, locks, drop-downs, what it says of itself."""

from dataclasses import replace
from decimal import Decimal
from pathlib import Path

import pytest
from openpyxl import load_workbook

from exchange.answer_sheets.sheet_round import (
    akita,
    answer_cell,
    edited,
    example,
    issued_to,
    judging,
    page,
    round_of,
    take,
    typed,
)
from monosashi.core.indicators import Actual
from monosashi.core.messages import InvalidInput
from monosashi.core.results import (
    Choice,
    Exclusion,
    ExclusionReason,
    Execution,
    ManagedBy,
    NodeYear,
    Question,
    QuestionKind,
)
from monosashi.core.tree import Milestone, Responsibility, Role
from monosashi.evaluation.evaluate import evaluate_measure, shipped_scheme, shipped_schemes
from monosashi.exchange.answer_sheets.issuing import issue
from monosashi.exchange.answer_sheets.live_grades import live_grade
from monosashi.exchange.answer_sheets.page_answers import Round
from monosashi.exchange.answer_sheets.recipients import recipients
from monosashi.exchange.answer_sheets.sheet_names import sheet_name, told_apart

NODE = "n-p146"
YELLOW = "FFFFF8D8"


@pytest.mark.slow
def test_only_answers_are_unlocked_and_they_are_pale_yellow(tmp_path: Path) -> None:
    workbook = load_workbook(issued_to("保健予防課", tmp_path))
    for sheet in workbook.worksheets:
        assert sheet.protection.sheet
        assert not sheet.protection.password
        for row in sheet.iter_rows():
            for cell in row:
                assert cell.protection.locked is (cell.fill.fgColor.rgb != YELLOW)
    assert answer_cell(workbook, NODE, "result/result").fill.fgColor.rgb == YELLOW


@pytest.mark.slow
def test_pages_are_a4_portrait_and_the_workbook_says_for_whom_it_is(tmp_path: Path) -> None:
    workbook = load_workbook(issued_to("保健予防課", tmp_path))
    assert [sheet.sheet_state for sheet in workbook.worksheets] == ["visible"] * 3 + ["veryHidden"]
    sheet = page(workbook, NODE)
    assert (sheet.page_setup.paperSize, sheet.page_setup.orientation) == (9, "portrait")
    assert sheet.sheet_properties.pageSetUpPr is not None
    assert sheet.sheet_properties.pageSetUpPr.fitToPage
    assert (sheet.column_dimensions["A"].hidden, sheet.row_dimensions[1].hidden) == (True, True)
    head = {row[0].value: row[1].value for row in workbook["_monosashi"].iter_rows(max_row=6)}
    assert head == {
        "format": "1",
        "municipality": "052019",
        "plan": "akita-digital-2",
        "revision": "1",
        "fiscal_year": "2024",
        "department": next(d.id for d in akita()[0].departments if d.name == "保健予防課"),
    }


@pytest.mark.slow
def test_figures_keep_their_decimals_and_short_texts_do_not_become_dates(tmp_path: Path) -> None:
    """95.4 % has one decimal, 2,216,277 people none; 1-2 typed as evidence stays 1-2."""
    health = load_workbook(issued_to("保健予防課", tmp_path))
    people = load_workbook(issued_to("長寿福祉課", tmp_path))
    assert answer_cell(health, NODE, "actual/i-p146/value").number_format == "#,##0.0"
    assert answer_cell(people, "n-p145", "actual/i-p145/value").number_format == "#,##0"
    assert answer_cell(health, NODE, "actual/i-p146/evidence").number_format == "@"
    assert answer_cell(health, NODE, "result/result").number_format == "General"


@pytest.mark.slow
def test_grades_are_chosen_from_the_schemes_legend(tmp_path: Path) -> None:
    workbook = load_workbook(issued_to("保健予防課", tmp_path))
    cell = answer_cell(workbook, NODE, "rating/progress/grade")
    lists = {str(v.sqref): v.formula1 for v in page(workbook, NODE).data_validations.dataValidation}
    assert lists[cell.coordinate] == '"A,B,C,D,評価しない"'


@pytest.mark.slow
def test_last_year_stands_beside_this_year(tmp_path: Path) -> None:
    """Fiscal 2025 of Akita's plan: 84.8 and its texts of 2024 are shown, nothing is filled in."""
    plan = example("akita")
    by = judging(plan)
    [file] = [f for f in issue(Round(plan, 2025, by.scheme, by.life_cycle)) if "保健予防課" in f.name]
    path = tmp_path / file.name
    path.write_bytes(file.raw)
    workbook = load_workbook(path)
    actual, result = (answer_cell(workbook, NODE, slot) for slot in ("actual/i-p146/value", "result/result"))
    sheet = page(workbook, NODE)
    assert (actual.value, sheet.cell(actual.row, 5).value) == (None, "84.8")
    assert (result.value, sheet.cell(result.row, 3).value) == (None, plan.index.result[NODE, 2024].result)


@pytest.mark.slow
def test_a_year_without_results_gets_them_in_the_order_of_the_measures(tmp_path: Path) -> None:
    plan = replace(akita()[0], results=())
    paths = []
    for department, node in (("長寿福祉課", "n-p145"), ("保健予防課", NODE)):
        [file] = [f for f in issue(round_of(plan)) if department in f.name]
        path = tmp_path / file.name
        path.write_bytes(file.raw)
        paths.append(edited(path, typed(node, "result/next_step", "続ける。")))
    after = take(*reversed(paths), plan=plan).after
    assert after.results == (
        NodeYear("n-p145", 2024, next_step="続ける。"),
        NodeYear(NODE, 2024, next_step="続ける。"),
    )


def test_lead_and_related_departments_are_asked_and_a_group_as_a_whole() -> None:
    """44 departments, 38 of them leading."""
    asked = recipients(akita()[0], 2024)
    assert (len(asked), sum(bool(r.leading) for r in asked)) == (44, 38)
    assert [p.node.id for r in asked if r.department and r.department.members for p in r.pages] == ["n-p138"]


def test_who_is_responsible_on_the_last_day_of_the_year_is_asked_and_what_is_out_of_the_year_is_not() -> None:
    plan = akita()[0]
    handed_over = (
        Responsibility("d-03", Role.LEAD, valid_to="2024-09-30"),
        Responsibility("d-05", Role.LEAD, valid_from="2024-10-01"),
    )
    nodes = tuple(replace(n, responsibilities=handed_over) if n.id == NODE else n for n in plan.nodes)
    led = {r.id: {p.node.id for p in r.leading} for r in recipients(replace(plan, nodes=nodes), 2024)}
    assert (NODE in led["d-03"], NODE in led["d-05"]) == (False, True)
    out = Exclusion(ExclusionReason.FINISHED)
    results = tuple(replace(r, excluded=out) if r.node == NODE else r for r in plan.results)
    asked = recipients(replace(plan, results=results), 2024)
    assert NODE not in {p.node.id for r in asked for p in r.pages}


def test_a_year_with_nobody_to_ask_is_refused() -> None:
    plan = replace(akita()[0], levels=tuple(replace(level, answered=False) for level in akita()[0].levels))
    with pytest.raises(InvalidInput) as caught:
        issue(round_of(plan))
    assert caught.value.problems[0].why.id == "answer_sheets.nobody"


@pytest.mark.slow
def test_a_text_that_no_cell_can_hold_is_refused_with_its_place() -> None:
    plan = akita()[0]
    nodes = tuple(replace(n, summary="あ" * 32768) if n.id == NODE else n for n in plan.nodes)
    with pytest.raises(InvalidInput) as caught:
        issue(round_of(replace(plan, nodes=nodes)))
    assert [problem.place for problem in caught.value.problems] == [f"nodes/{NODE}"]


@pytest.mark.slow
def test_choices_too_long_for_a_drop_down_stand_in_words_and_are_read(tmp_path: Path) -> None:
    """12 choices of 30 letters are more than the 255 letters of Excel's list."""
    choices = tuple(Choice(str(n), f"{'長い選択肢' * 6}{n}") for n in range(12))
    question = Question("q-1", "l-5", "どれですか", QuestionKind.CHOICE, choices, required=True)
    plan = replace(akita()[0], questions=(question,))
    [file] = [f for f in issue(round_of(plan)) if "長寿福祉課" in f.name]
    path = tmp_path / file.name
    path.write_bytes(file.raw)
    cell = answer_cell(load_workbook(path), "n-p145", "answer/q-1")
    label = page(load_workbook(path), "n-p145").cell(cell.row, 2).value
    assert str(label).startswith("どれですか【必須】\n0 長い選択肢")
    chosen = take(edited(path, typed("n-p145", "answer/q-1", f"11 {'長い選択肢' * 6}11")), plan=plan)
    assert chosen.after.index.result["n-p145", 2024].answers[0].choices == ("11",)
    silent = take(edited(path, typed("n-p145", "answer/q-1", None), typed("n-p145", "result/result", "済")), plan=plan)
    assert [problem.why.id for problem in silent.problems] == ["answer_sheets.fault.unanswered"]


def test_only_schemes_that_compare_are_shown_live() -> None:
    """One measure run by its indicator, under every shipped scheme."""
    plan, _ = akita()
    stages, node = judging(plan).life_cycle, plan.index.node[NODE]
    shown = [s.reference for s in shipped_schemes() if live_grade(plan, node, 2024, s, stages)]
    assert shown == ["akita@1", "akita@2"]


@pytest.mark.slow
@pytest.mark.parametrize("reference", ["akita@1", "akita@2"])
def test_the_live_grade_is_the_engines_at_below_between_and_above_every_figure(reference: str) -> None:
    """Every measure of Akita that one figure decides, at its printed actual."""
    whole, scheme = example("akita"), shipped_scheme(reference)
    stages = judging(whole).life_cycle
    checked = 0
    for node in whole.index.measures:
        live = live_grade(whole, node, 2024, scheme, stages)
        actual = whole.index.indicator[live.indicator].actuals[0].value if live else None
        if live is None or not isinstance(actual, Decimal):
            continue
        below = sum(2 for bound in live.bounds if bound < actual) + (actual in live.bounds)
        assert live.grades[below] == evaluate_measure(whole, node.id, 2024, scheme, stages).computed.grade
        checked += 1
    assert checked == 42


@pytest.mark.parametrize(
    ("managed_by", "grades"),
    [(ManagedBy.INDICATOR, {"A", "B", "C", "D"}), (ManagedBy.SCHEDULE, None), (ManagedBy.WATCH, None), (None, None)],
)
def test_a_measure_run_by_schedule_is_silent_where_its_milestones_and_execution_count(
    managed_by: ManagedBy | None, grades: set[str] | None
) -> None:
    """The bus card, whose milestones are done: as it was run the figure decides, or its records, or nothing."""
    plan, _ = akita()
    steps = (Milestone("m-1", "運用開始", "2024-06", "2024-06"),)
    nodes = tuple(replace(n, milestones=steps) if n.id == NODE else n for n in plan.nodes)
    run = (NodeYear(NODE, 2024, managed_by=managed_by, execution=Execution.AS_PLANNED),)
    of = replace(plan, nodes=nodes, results=run)
    live = live_grade(of, of.index.node[NODE], 2024, shipped_scheme("akita@2"), None)
    assert (live and {grade for grade in live.grades if grade}) == grades


PLANNED = {"execution": "as_planned"}


@pytest.mark.parametrize(
    ("when", "is_live"),
    [
        ({"all": [{"stage": "1"}, PLANNED]}, True),
        ({"all": [{"none": [{"has": "indicators"}]}, PLANNED]}, True),
        ({"all": [{"any": [{"stage": "1"}, {"tag": "pilot"}]}, PLANNED]}, True),
        ({"all": [{"stage": "2"}, PLANNED]}, False),
        ({"all": [{"milestones": "all_done"}, PLANNED]}, False),
        ({"none": [{"execution": "delayed"}]}, False),
        ({"any": [{"stage": "1"}, PLANNED]}, False),
    ],
)
def test_a_branch_that_could_hold_and_rests_on_more_than_the_figure_makes_the_sheet_silent(
    when: dict[str, object], *, is_live: bool
) -> None:
    """The bus card, in stage 2 and run by its indicator, under Akita's first rule with one more branch before its own."""
    plan, _ = akita()
    first = shipped_scheme("akita@1")
    *steps, last = first.data["steps"]
    more = {**last, "branches": [{"id": "praised", "grade": "A", "when": when}, *last["branches"]]}
    scheme = replace(first, data={**first.data, "steps": [*steps, more]})
    live = live_grade(plan, plan.index.node[NODE], 2024, scheme, judging(plan).life_cycle)
    assert (live is not None) is is_live


def test_a_measure_of_two_figures_has_no_live_grade() -> None:
    plan = akita()[0]
    by = judging(plan)
    assert by.scheme is not None
    [indicator] = plan.index.indicators_of[NODE]
    another = replace(indicator, id="i-x", actuals=(Actual(2023, Decimal(1)),))
    assert live_grade(plan, plan.index.node[NODE], 2024, by.scheme, by.life_cycle) is not None
    two = replace(plan, indicators=(*plan.indicators, another))
    assert live_grade(two, two.index.node[NODE], 2024, by.scheme, by.life_cycle) is None


@pytest.mark.parametrize(
    ("name", "shown"), [("A/B:C*[D]?", "03_ABCD"), ("長" * 40, "03_" + "長" * 28), ("𠮷" * 20, "03_" + "𠮷" * 14)]
)
def test_sheet_names_are_what_excel_takes(name: str, shown: str) -> None:
    assert sheet_name(3, name) == shown


def test_two_departments_of_one_name_get_two_files() -> None:
    found = told_apart([("総務課", "消防本部"), ("総務課", "上下水道局"), ("総務課", "消防本部"), ("市民課", "市民部")])
    assert found == ("消防本部_総務課", "上下水道局_総務課", "消防本部_総務課_2", "市民課")
