"""An office without any file of its plan begins with an empty workbook, made on the page."""

from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client

from monosashi.exchange.plan_workbook import read_workbook
from monosashi.office.accounts.standing import Person
from office.plans.as_browser import text_of

TOLD = {
    "code": "422029",
    "municipality": "佐世保市",
    "name": "DX計画",
    "first": "2026",
    "last": "2030",
    "levels": "柱、施策",
    "scheme": "akita@2",
    "life_cycle": "akita@1",
}


def test_the_empty_workbook_of_the_page_is_taken_in_as_it_is(coordinator: Person) -> None:
    browser = Client()
    browser.force_login(coordinator.staff)
    assert 'href="/plans/import/empty-workbook/"' in browser.get("/plans/import/").content.decode()
    made = browser.post("/plans/import/empty-workbook/", TOLD)
    answer = browser.post("/plans/import/", {"file": SimpleUploadedFile("DX計画.xlsx", made.content)})
    begun = read_workbook(made.content).plan
    assert {(year.scheme, year.life_cycle) for year in begun.years} == {("akita@2", "akita@1")}
    assert "「DX計画」は、このシステムに初めて登録する計画です。" in text_of(browser.get(answer["Location"]))


def test_a_plan_that_ends_before_it_begins_is_refused(coordinator: Person) -> None:
    browser = Client()
    browser.force_login(coordinator.staff)
    refused = browser.post("/plans/import/empty-workbook/", {**TOLD, "last": "2025"})
    assert refused.status_code == 422
    assert "始まりの年度より前です" in text_of(refused)
