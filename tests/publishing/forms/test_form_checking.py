"""What a form asks in vain, what stays blank, and what the files are called."""

import pytest

from monosashi.core.plan import Plan
from monosashi.publishing.forms import (
    FieldOf,
    asks_for_measures,
    blanks_in,
    file_name_for,
    file_names_for,
    form_fields,
    unknown_in,
)
from monosashi.wording import render
from publishing.forms.filled_plans import example, form, of_measure, of_plan


@pytest.fixture
def plan() -> Plan:
    return example("akita")


def test_an_unknown_name_is_told_with_the_nearest(plan: Plan) -> None:
    (problem,) = unknown_in(form("実績値"), plan)
    assert (problem.place, problem.read) == ("シート『様式1』のB4", "{{実績値}}")
    assert "指標1の実績値" in render(problem.remedy, "ja")


def test_a_name_that_is_near_to_none_leads_to_the_list(plan: Plan) -> None:
    (problem,) = unknown_in(form("ゑ"), plan)
    assert "一覧" in render(problem.remedy, "ja")


@pytest.mark.parametrize("year", ["来来年", "上半期", "2024年", "R"])
def test_a_year_that_cannot_be_read_is_told(plan: Plan, year: str) -> None:
    (problem,) = unknown_in(form(f"指標1の実績値:{year}"), plan)
    assert f"年度「{year}」を読めません" in render(problem.why, "ja")


def test_a_year_behind_what_is_not_told_by_year_is_refused(plan: Plan) -> None:
    (problem,) = unknown_in(form("計画名:前年度"), plan)
    assert render(problem.remedy, "ja") == "年度を取り、{{計画名}} と書いてください。"


def test_a_field_of_a_measure_outside_of_what_is_repeated_is_refused(plan: Plan) -> None:
    assert len(unknown_in(form("施策名", "計画名", repeats=True), plan)) == 1
    assert unknown_in(form("施策名", "計画名", repeats=True, in_block=True), plan) == ()
    assert unknown_in(form("施策名", "計画名"), plan) == ()


def test_all_problems_are_told_at_once(plan: Plan) -> None:
    assert len(unknown_in(form("実績値", "計画名:R5", "指標1の実績値:来来年", "年度:R5"), plan)) == 3


OF_PLAN = ("計画名", "年度", "計画全体の支出済額", "計画全体の自己評価Aの件数")


@pytest.mark.parametrize("names", [("計画名", "施策名"), ("分野",), ("予算事業2の支出済額",)])
def test_a_file_is_made_for_each_measure_where_one_is_named_and_nothing_repeated(names: tuple[str, ...]) -> None:
    assert asks_for_measures(form(*names))
    assert not asks_for_measures(form(*names, repeats=True, in_block=True))


@pytest.mark.parametrize("names", [OF_PLAN, ()])
def test_one_file_is_made_of_a_form_that_names_the_plan_alone(names: tuple[str, ...]) -> None:
    assert not asks_for_measures(form(*names))


def test_what_the_plan_alone_tells_is_told_apart_as_its_fields_are(plan: Plan) -> None:
    wrong = [f.name for f in form_fields(plan) if asks_for_measures(form(f.name)) is (f.of is FieldOf.PLAN)]
    assert wrong == []


def test_blanks_are_told_once_with_the_measures_of_which_nothing_was_said(plan: Plan) -> None:
    nodes = [plan.index.node["n-p077"], plan.index.node["n-p094"]]
    measures = [(node, of_measure("akita", node.id)) for node in nodes]
    asked = form("指標1の実績値", "指標1の実績値", "施策名", "次年度の取組", "計画全体の人件費", "指標1の最終目標値")
    found = blanks_in(asked, of_plan("akita"), measures)
    assert [(b.written, [n.id for n in b.measures]) for b in found] == [
        ("{{指標1の実績値}}", ["n-p094"]),
        ("{{次年度の取組}}", ["n-p077", "n-p094"]),
        ("{{計画全体の人件費}}", []),
    ]
    assert render(found[1].told, "ja") == "2施策で『{{次年度の取組}}』が空欄です。"
    assert render(found[0].told, "en") == "{{指標1の実績値}} is blank for 1 measure."


def test_a_filled_form_keeps_the_name_and_kind_of_its_file(plan: Plan) -> None:
    node = plan.index.node["n-p077"]
    assert file_name_for("様式1.xlsm", None) == "様式1（記入済み）.xlsm"
    assert file_name_for("様式1.docx", node) == f"様式1_{node.name}.docx"
    assert len(set(file_names_for("様式1.docx", (node, node)))) == 2


def test_a_filled_forms_name_is_one_that_every_computer_takes(plan: Plan) -> None:
    node = plan.index.node["n-p077"]
    assert file_name_for("様式:1*<a>?.xlsx", None) == "様式1a（記入済み）.xlsx"
    assert file_name_for("様式:1.xlsx", node) == f"様式1_{node.name}.xlsx"
    assert len(file_name_for("あ" * 250 + ".docx", node).encode()) < 255 * 2
