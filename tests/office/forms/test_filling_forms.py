"""Forms are filled with what the plan says today: one measure, a department's, all; what is blank or unknown is told before."""

import io
import zipfile
from collections.abc import Callable
from dataclasses import replace
from time import perf_counter
from typing import Any

import openpyxl
import pytest
from django.test import Client

from benchmarks.synthetic_plans import synthetic_plan
from monosashi.core.changes import diff
from monosashi.core.plan import Plan
from monosashi.core.results import Question
from monosashi.core.tree import Role as Part
from monosashi.office.accounts.permissions import Role
from monosashi.office.accounts.standing import Person
from monosashi.office.forms import actions
from monosashi.office.forms.models import CityForm
from monosashi.office.plans.actions import keep_new_plan, save
from office.forms.city_forms import COVER, LIST, MEASURE, SHEET, YEAR, workbook

MEASURES = 120


@pytest.fixture
def reader(kept: Plan, logged_in: Callable[..., Client]) -> Client:
    return logged_in(Role.EMPLOYEE)


def form_in(plan: Plan, raw: bytes, by: Person, name: str = "調書", file: str = "調書.xlsx") -> CityForm:
    return actions.bring_in(plan_id=plan.id, name=name, file=actions.Sent(file, raw), by=by)


def where(row: CityForm, asked: str = "") -> str:
    return f"/plans/{row.plan_id}/forms/{row.pk}/{asked}"


def cells(raw: bytes) -> list[list[Any]]:
    [sheet] = openpyxl.load_workbook(io.BytesIO(raw)).worksheets
    return [list(row) for row in sheet.iter_rows(values_only=True)]


def text_in(raw: bytes) -> str:
    """What a reader of an Excel or Word file sees."""
    if "word/document.xml" in names_in(raw):
        return zipfile.ZipFile(io.BytesIO(raw)).read("word/document.xml").decode()
    return " ".join(str(cell) for row in cells(raw) for cell in row)


def names_in(raw: bytes) -> list[str]:
    return zipfile.ZipFile(io.BytesIO(raw)).namelist()


def led_by(plan: Plan, code: str) -> list[str]:
    return [
        node.id
        for node in plan.index.measures
        if any(part.department == code and part.role is Part.LEAD for part in node.parts_in(YEAR))
    ]


def test_one_measure_is_one_file_named_by_it(reader: Client, kept: Plan, coordinator: Person) -> None:
    row = form_in(kept, SHEET, coordinator)
    answer = reader.get(where(row, f"filled/?measure={MEASURE}"))
    node = kept.index.node[MEASURE]
    assert cells(answer.content)[0] == ["施策名", node.name]
    assert cells(answer.content)[1] == ["取組結果", kept.index.result[MEASURE, YEAR].result]
    assert answer["Content-Disposition"].startswith("attachment")
    assert answer["Content-Disposition"].endswith(".xlsx")


def test_all_measures_are_a_zip_with_a_file_for_each(reader: Client, kept: Plan, coordinator: Person) -> None:
    answer = reader.get(where(form_in(kept, SHEET, coordinator), "filled/"))
    names = names_in(answer.content)
    assert len(names) == len(kept.index.measures)
    assert any(kept.index.node[MEASURE].name[:10] in name for name in names)
    assert answer["Content-Type"] == "application/zip"


def test_a_form_that_repeats_is_one_file_with_every_measure(reader: Client, kept: Plan, coordinator: Person) -> None:
    found = cells(reader.get(where(form_in(kept, LIST, coordinator), "filled/")).content)
    assert found[0][0] == kept.name
    assert [row[1] for row in found[2:]] == [node.name for node in kept.index.measures]


def test_a_department_gets_the_measures_that_it_leads(reader: Client, kept: Plan, coordinator: Person) -> None:
    code = next(part.department for part in kept.index.node[MEASURE].parts_in(YEAR) if part.role is Part.LEAD)
    found = cells(reader.get(where(form_in(kept, LIST, coordinator), f"filled/?department={code}")).content)
    assert [row[1] for row in found[2:]] == [kept.index.node[each].name for each in led_by(kept, code)]


def test_by_department_is_a_folder_for_each(reader: Client, kept: Plan, coordinator: Person) -> None:
    names = names_in(reader.get(where(form_in(kept, LIST, coordinator), "filled/?by=department")).content)
    assert len(names) == len({name.partition("/")[0] for name in names}) > 10


def test_a_form_of_the_plan_alone_is_one_file(reader: Client, kept: Plan, coordinator: Person) -> None:
    assert cells(reader.get(where(form_in(kept, COVER, coordinator), "filled/")).content) == [[kept.name]]


@pytest.mark.parametrize("asked", ["measure=nobody", "department=nobody"])
def test_what_the_plan_does_not_have_is_not_found(reader: Client, kept: Plan, coordinator: Person, asked: str) -> None:
    assert reader.get(where(form_in(kept, SHEET, coordinator), f"filled/?{asked}")).status_code == 404


def test_what_will_be_blank_is_told_with_links_before_anything_is_made(
    reader: Client, kept: Plan, coordinator: Person
) -> None:
    silent = [n for n in kept.index.measures if not getattr(kept.index.result.get((n.id, YEAR)), "unmet_reason", "")]
    row = form_in(kept, workbook([["{{施策名}}"], ["{{未達の理由}}"]]), coordinator)
    page = reader.get(where(row, f"?year={YEAR}")).content.decode()
    assert f"{{{{未達の理由}}}}が空欄の施策: {len(silent)}" in page
    assert f'href="/plans/{kept.id}/measures/{silent[0].id}/' in page
    assert "{{施策名}}が空欄" not in page


def test_the_page_shows_each_place_with_the_value_of_a_measure(reader: Client, kept: Plan, coordinator: Person) -> None:
    page = reader.get(where(form_in(kept, SHEET, coordinator), f"?measure={MEASURE}")).content.decode()
    assert "B1" in page
    assert "{{施策名}}" in page
    assert kept.index.node[MEASURE].name in page.partition('id="places"')[2].partition("</select>")[2]


def test_a_field_that_the_plan_lost_is_told_and_printed_blank(reader: Client, kept: Plan, coordinator: Person) -> None:
    level = kept.index.level[kept.index.node[MEASURE].level]
    asked = replace(kept, questions=(*kept.questions, Question("q-voice", level.id, "現場の声")))
    saved = save(
        plan_id=kept.id, based_on=kept.revision, changes=diff(kept, asked), by=coordinator, why="質問を増やした"
    )
    row = form_in(kept, workbook([["{{施策名}}"], ["{{現場の声}}"]]), coordinator)
    assert "差し込めない記号" not in reader.get(where(row)).content.decode()
    save(plan_id=kept.id, based_on=saved.revision, changes=diff(asked, kept), by=coordinator, why="質問を外した")
    page = reader.get(where(row)).content.decode()
    assert "いまの計画では差し込めない記号が1件あります" in page
    assert "差し込めない記号 1件" in reader.get(f"/plans/{kept.id}/forms/").content.decode()
    assert cells(reader.get(where(row, f"filled/?measure={MEASURE}")).content)[1] in ([], [None], [""])


def test_the_page_of_a_measure_has_its_forms_one_click_away(reader: Client, kept: Plan, coordinator: Person) -> None:
    row = form_in(kept, SHEET, coordinator, "実施計画調書")
    form_in(kept, COVER, coordinator, "表紙", "表紙.xlsx")
    page = reader.get(f"/plans/{kept.id}/measures/{MEASURE}/").content.decode()
    assert f'href="{where(row, f"filled/?measure={MEASURE}")}"' in page
    assert "表紙" not in page
    assert "実施計画調書" not in reader.get(f"/plans/{kept.id}/measures/{MEASURE}/?revision=999").content.decode()


def test_every_sample_is_a_form_that_this_plan_takes(reader: Client, kept: Plan, coordinator: Person) -> None:
    for name, file in (("sheet", "a.xlsx"), ("list", "b.xlsx"), ("document", "c.docx")):
        raw = reader.get(f"/plans/{kept.id}/forms/samples/{name}/").content
        row = form_in(kept, raw, coordinator, name, file)
        assert row.of_measures
        assert "Sheet1" not in reader.get(where(row)).content.decode()
        made = reader.get(where(row, f"filled/?measure={MEASURE}")).content
        assert "{{" not in text_in(made)
        assert kept.index.node[MEASURE].name in text_in(made)
    assert reader.get(f"/plans/{kept.id}/forms/samples/other/").status_code == 404


def test_the_fields_are_searched_and_taken_as_a_file(reader: Client, kept: Plan) -> None:
    page = reader.get(f"/plans/{kept.id}/forms/fields/?q=支出済額").content.decode()
    assert "{{支出済額}}" in page
    assert "{{施策名}}</" not in page.partition("<tbody>")[2]
    assert reader.get(f"/plans/{kept.id}/forms/fields/?format=csv")["Content-Type"].startswith("text/csv")


def test_values_are_japanese_on_an_english_page(reader: Client, kept: Plan, coordinator: Person) -> None:
    row = form_in(kept, workbook([["{{施策名}}"], ["{{年度}}"]]), coordinator)
    reader.post("/language/", {"language": "en", "next": "/"})
    assert "The form itself" in reader.get(where(row)).content.decode()
    made = reader.get(where(row, f"filled/?measure={MEASURE}&year={YEAR}")).content
    assert "令和6" in str(cells(made)[1][0])


@pytest.mark.slow
def test_120_measures_are_filled_in_a_few_seconds(coordinator: Person, logged_in: Callable[..., Client]) -> None:
    plan = synthetic_plan(MEASURES, 2)
    keep_new_plan(plan, by=coordinator)
    reader, row = logged_in(Role.EMPLOYEE), form_in(plan, SHEET, coordinator)
    reader.get(where(row))
    begun = perf_counter()
    assert len(names_in(reader.get(where(row, "filled/")).content)) == MEASURES
    assert perf_counter() - begun < 5
