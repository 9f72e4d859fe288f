"""What a plan says, its workbook says, and the other way round."""

from dataclasses import fields, is_dataclass, replace
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings

from exchange.plan_workbook.workbooks_by_hand import all_saved_by_libreoffice
from monosashi.core.messages import InvalidInput
from monosashi.core.plan import Plan
from monosashi.core.results import NodeYear
from monosashi.exchange.plan_file import read_plan, write_plan
from monosashi.exchange.plan_workbook import read_plan_workbook, read_workbook, write_plan_workbook
from opened_by_hand import opened_book, saved_book
from sample_plans import sample_plan
from strategies import plans

EXAMPLES = sorted(Path(__file__).parents[3].glob("examples/*/*.plan.json"))
through_libreoffice = pytest.mark.xdist_group("plan workbooks through LibreOffice")  # which is started once


def within_domain(held: Any) -> Any:
    """The value without the control characters that no cell holds."""
    if isinstance(held, str) and type(held) is str:
        return held.replace("\x7f", "消")
    if isinstance(held, tuple):
        return tuple(within_domain(entry) for entry in held)
    if is_dataclass(held) and not isinstance(held, type):
        return replace(held, **{each.name: within_domain(getattr(held, each.name)) for each in fields(held)})
    return held


@pytest.mark.slow
@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(plans())
def test_a_plan_written_as_a_workbook_reads_back_with_every_byte(plan: Plan) -> None:
    told = within_domain(plan)
    assert write_plan(read_plan_workbook(write_plan_workbook(told))) == write_plan(told)


@pytest.mark.slow
def test_a_plan_that_says_something_in_every_part_reads_back_with_every_byte() -> None:
    plan = sample_plan()
    assert write_plan(read_plan_workbook(write_plan_workbook(plan))) == write_plan(plan)


@pytest.mark.slow
@pytest.mark.parametrize("path", EXAMPLES, ids=lambda path: path.parent.name)
def test_json_to_workbook_to_json_gives_the_same_bytes(path: Path) -> None:
    assert write_plan(read_plan_workbook(write_plan_workbook(read_plan(path)))) == path.read_bytes()


@pytest.fixture(scope="module")
def saved_elsewhere() -> dict[str, bytes]:
    """City -> the workbook of its plan as LibreOffice has saved it; of the plan that says something in every part: "full"."""
    plans_of = {path.parent.name: read_plan(path) for path in EXAMPLES} | {"full": sample_plan()}
    return all_saved_by_libreoffice({name: write_plan_workbook(plan) for name, plan in plans_of.items()})


@pytest.mark.slow
@through_libreoffice
@pytest.mark.parametrize("path", EXAMPLES, ids=lambda path: path.parent.name)
def test_a_workbook_saved_by_libreoffice_reads_as_the_same_plan(path: Path, saved_elsewhere: dict[str, bytes]) -> None:
    assert write_plan(read_plan_workbook(saved_elsewhere[path.parent.name])) == path.read_bytes()


@pytest.mark.slow
@pytest.mark.parametrize("path", EXAMPLES, ids=lambda path: path.parent.name)
def test_a_workbook_saved_by_openpyxl_reads_as_the_same_plan(path: Path) -> None:
    raw = saved_book(opened_book(write_plan_workbook(read_plan(path))))
    assert write_plan(read_plan_workbook(raw)) == path.read_bytes()


@pytest.mark.slow
@through_libreoffice
def test_the_full_plan_survives_both_programs(saved_elsewhere: dict[str, bytes]) -> None:
    raw = saved_book(opened_book(saved_elsewhere["full"]))
    assert write_plan(read_plan_workbook(raw)) == write_plan(sample_plan())


@pytest.mark.slow
def test_nothing_is_noted_of_a_workbook_that_nobody_touched() -> None:
    reading = read_workbook(write_plan_workbook(sample_plan()))
    assert (reading.notes, reading.new_ids, reading.remarks) == ((), 0, 0)


@pytest.mark.slow
def test_the_same_plan_gives_the_same_workbook() -> None:
    assert write_plan_workbook(sample_plan()) == write_plan_workbook(sample_plan())


@pytest.mark.slow
@pytest.mark.parametrize(("printed", "shown"), [("22.60", "#,##0.00"), ("21408", "#,##0"), ("-0.5", "#,##0.0")])
def test_a_figure_is_a_number_that_shows_its_scale(printed: str, shown: str) -> None:
    plan = with_actual(Decimal(printed))
    sheet = opened_book(write_plan_workbook(plan))["目標値・実績値"]
    cell = next(row[5] for row in sheet.iter_rows(min_row=5) if row[2].value == "令和6年度")
    assert (Decimal(str(cell.value)), cell.number_format) == (Decimal(printed), shown)


@pytest.mark.slow
@pytest.mark.parametrize(
    "text", ["=1+1", "@SUM(A1)", "-1", "+81", "\t=1", "22.6", "○", " 前後の空白 ", "_x0041_", "改\n行"]
)
def test_a_text_stays_that_text_and_is_no_formula(text: str) -> None:
    plan = sample_plan()
    results = (replace(plan.results[0], result=text), *plan.results[1:])
    raw = write_plan_workbook(replace(plan, results=results))
    formulas = {
        cell.value for row in opened_book(raw)["年度の回答"].iter_rows() for cell in row if cell.data_type == "f"
    }
    assert read_plan_workbook(raw).results[0].result == text
    assert formulas == set()


@pytest.mark.slow
def test_the_only_formulas_are_those_of_the_hidden_lists() -> None:
    book = opened_book(write_plan_workbook(sample_plan()))
    with_formulas = {s.title for s in book for row in s.iter_rows() for cell in row if cell.data_type == "f"}
    assert with_formulas == {"選択肢"}
    assert {s.title: s.sheet_state for s in book if s.sheet_state != "visible"} == {
        "選択肢": "veryHidden",
        "monosashi": "veryHidden",
    }


@pytest.mark.parametrize(
    ("plan", "place", "why"),
    [
        (
            lambda: with_actual(Decimal("1234567890.123456")),
            "「目標値・実績値」シート F6",
            "plan_workbook.too_many_digits",
        ),
        (lambda: with_actual(Decimal("-0.0")), "「目標値・実績値」シート F6", "plan_workbook.negative_zero"),
        (lambda: with_result("a\x0bb"), "「年度の回答」シート F5", "spreadsheet.control_character"),
        (lambda: with_result("a\r\nb"), "「年度の回答」シート F5", "plan_workbook.carriage_return"),
        (lambda: with_result("あ" * 32_768), "「年度の回答」シート F5", "spreadsheet.text_too_long"),
        (
            lambda: replace(sample_plan(), results=(stage_of_no_letters(),)),
            "「年度の回答」シート C5",
            "plan_workbook.empty_text",
        ),
    ],
    ids=["16 digits", "-0", "control", "carriage return", "32,768 letters", "empty stage"],
)
def test_what_no_cell_can_hold_is_refused_with_its_cell(plan: Any, place: str, why: str) -> None:
    with pytest.raises(InvalidInput) as refused:
        write_plan_workbook(plan())
    assert [(problem.place, problem.why.id) for problem in refused.value.problems] == [(place, why)]


def with_actual(value: Decimal) -> Plan:
    plan = sample_plan()
    rate = plan.indicators[0]
    changed = tuple(replace(actual, value=value) if actual.fiscal_year == 2024 else actual for actual in rate.actuals)
    return replace(plan, indicators=(replace(rate, actuals=changed), *plan.indicators[1:]))


def with_result(text: str) -> Plan:
    plan = sample_plan()
    return replace(plan, results=(replace(plan.results[0], result=text), *plan.results[1:]))


def stage_of_no_letters() -> NodeYear:
    return NodeYear("m-online", 2024, stage="")
