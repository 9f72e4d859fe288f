"""Stages that the life cycle of their year does not have: told before a file is applied."""

from dataclasses import replace

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client

from monosashi.core.plan import Plan
from monosashi.exchange.plan_file import write_plan
from monosashi.office.accounts.models import Department
from monosashi.office.accounts.standing import Person
from monosashi.office.plans.year.unknown_stages import stages_without_life_cycle, unknown_stages
from monosashi.wording import LANGUAGES, render
from office.plans.as_browser import text_of


def with_stage(plan: Plan, stage: str, count: int = 1) -> Plan:
    changed = (replace(each, stage=stage) for each in plan.results[:count])
    return replace(plan, results=(*changed, *plan.results[count:]))


@pytest.mark.without_database
def test_the_stages_of_a_real_plan_are_all_known(akita: Plan) -> None:
    assert not list(unknown_stages(akita))


@pytest.mark.without_database
def test_an_unknown_stage_is_told_once_with_its_year_its_measures_and_those_that_are_known(akita: Plan) -> None:
    (remark,) = unknown_stages(with_stage(akita, "９", 2))
    told = render(remark, "ja")
    name = akita.index.node[akita.results[0].node].name
    assert all(words in told for words in ("「９」", "令和6年度", "2施策", name, "1 構築期"))
    assert all(render(remark, language) for language in LANGUAGES)


@pytest.mark.without_database
def test_a_year_without_a_life_cycle_knows_no_wrong_stage(akita: Plan) -> None:
    years = tuple(replace(year, life_cycle=None) for year in akita.years)
    assert not list(unknown_stages(replace(with_stage(akita, "９"), years=years)))


@pytest.mark.without_database
def test_stages_of_a_year_that_names_no_life_cycle_are_told_where_the_year_is_graded(akita: Plan) -> None:
    years = tuple(replace(year, life_cycle=None) for year in akita.years)
    (remark,) = stages_without_life_cycle(replace(akita, years=years))
    assert "令和6年度は68施策に段階が書かれていますが" in render(remark, "ja")
    assert render(remark, "en")
    ungraded = tuple(replace(year, scheme=None) for year in years)
    assert not [*stages_without_life_cycle(akita), *stages_without_life_cycle(replace(akita, years=ungraded))]


@pytest.mark.slow
def test_a_file_with_an_unknown_stage_says_so_before_it_is_applied(kept: Plan, coordinator: Person) -> None:
    browser = Client()
    browser.force_login(coordinator.staff)
    raw = write_plan(with_stage(kept, "９"))
    answer = browser.post("/plans/import/", {"file": SimpleUploadedFile("akita.plan.json", raw)})
    assert "「９」という段階は、令和6年度のライフサイクルにありません" in text_of(browser.get(answer["Location"]))


def test_a_file_whose_departments_the_register_has_under_other_codes_says_so_before_it_is_applied(
    akita: Plan, coordinator: Person
) -> None:
    Department.objects.create(code="0301", name="市民課")
    browser = Client()
    browser.force_login(coordinator.staff)
    answer = browser.post("/plans/import/", {"file": SimpleUploadedFile("akita.plan.json", write_plan(akita))})
    assert "「市民課」は計画では d-07、組織では 0301" in text_of(browser.get(answer["Location"]))
