"""Pages of other cities: found by words, laid beside one's own indicator as printed, absences by name, nothing ranked by grade."""

import csv
import io
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse

from monosashi.core.plan import Plan
from monosashi.office.accounts.standing import Person, person
from monosashi.office.cities.models import CityData
from office.cities.zips_of_cities import NAGASAKI, SASEBO, brought, browser_of, worked, zip_of
from office.laid import Someone

pytestmark = [pytest.mark.slow, pytest.mark.xdist_group("cities")]

ONLINE = "i-p143"
"""Akita's オンライン申請割合: 2.1 % in 令和5年度, 3.1 % in 令和6年度, 5.0 % promised for 令和8年度."""


def text(page: Any) -> str:
    said: str = page.content.decode("utf-8-sig")
    return said


def rows(page: Any) -> list[dict[str, str]]:
    return list(csv.DictReader(io.StringIO(text(page), newline="")))


def test_every_employee_sees_which_cities_there_are_and_what_can_be_compared(
    compared: Person, someone: Someone
) -> None:
    employee = browser_of(person(someone()))
    lines = {line["団体"]: line for line in rows(employee.get(reverse("cities:list"), {"format": "csv"}))}
    assert (lines["佐世保市"]["指標"], lines["佐世保市"]["公開されている年度"]) == ("27", "令和4年度")
    assert lines["長崎県"]["公開されている年度"] == "令和元年度、令和2年度"
    page = text(employee.get(reverse("cities:list")))
    assert reverse("cities:bring-in") not in page
    assert "評価（A、Bなど）は比べません。" in page


@pytest.mark.parametrize("words", ["ｵﾝﾗｲﾝ申請", "オンライン 申請", "利用率　おんらいん"])
def test_words_are_found_however_they_are_written(words: str, compared: Person) -> None:
    found = rows(browser_of(compared).get(reverse("cities:search"), {"words": words, "format": "csv"}))
    assert {line["団体"] for line in found} == (set() if "おんらいん" in words else {"佐世保市"})
    assert all("オンライン申請" in line["指標"] + line["施策"] for line in found)


def test_what_was_found_is_narrowed_by_city_and_unit(compared: Person) -> None:
    asked = {"words": "利用", "format": "csv"}
    browser, address = browser_of(compared), reverse("cities:search")
    every = rows(browser.get(address, asked))
    assert len({line["単位"] for line in every}) > 1
    few = rows(browser.get(address, {**asked, "unit": "件"}))
    assert [line["指標"] for line in few] == [line["指標"] for line in every if line["単位"] == "件"]


@pytest.mark.parametrize("words", ["あ", "・・", "申請 a"])
def test_a_word_of_one_letter_is_refused_with_what_to_do(words: str, compared: Person) -> None:
    page = text(browser_of(compared).get(reverse("cities:search"), {"words": words}))
    assert "2文字以上で書いてください" in page
    assert words in page


def test_an_indicator_of_ours_stands_first_as_printed_beside_those_of_others(compared: Person, kept: Plan) -> None:
    browser, address = browser_of(compared), reverse("cities:alike", args=(kept.id, ONLINE))
    ours, *others = rows(browser.get(address, {"format": "csv"}))
    said = ("団体", "基準値（%）", "目標値（%）", "目標の年度", "令和6年度実績（%）", "令和4年度実績（%）")
    assert [ours[heading] for heading in said] == ["秋田市", "2.1", "5.0", "令和8年度", "3.1", "記載なし"]
    assert {line["団体"] for line in others} == {"佐世保市"}
    assert not any("評価" in heading or "判定" in heading for heading in ours)
    page = text(browser.get(address))
    assert page.count("<svg") > 1
    assert "自団体の値は、今の計画にあるものです。" in page


def test_the_page_of_a_measure_leads_there(compared: Person, kept: Plan) -> None:
    of = next(each for each in kept.indicators if each.id == ONLINE)
    page = text(browser_of(compared).get(reverse("plans:measure", args=(kept.id, of.node))))
    assert f'href="{reverse("cities:alike", args=(kept.id, ONLINE))}"' in page


def test_an_indicator_of_another_city_has_a_page_of_its_own(compared: Person) -> None:
    browser = browser_of(compared)
    page = text(browser.get(reverse("cities:search"), {"words": "オンライン申請"}))
    address = page.split(f'href="{reverse("cities:list")}indicators/{SASEBO}/')[1].split('"')[0]
    own = browser.get(f"{reverse('cities:list')}indicators/{SASEBO}/{address}")
    assert "オンライン申請利用率" in text(own)
    gone = reverse("cities:indicator", args=(NAGASAKI, "p", "i"))
    assert browser.get(gone).status_code == 404


def test_bringing_in_says_what_is_wrong_in_the_file_and_then_what_was_done(coordinator: Person) -> None:
    browser, address = browser_of(coordinator), reverse("cities:bring-in")
    broken = zip_of("nagasaki", {"tables/grades.csv": b""}, listed=False)
    refused = browser.post(address, {"file": SimpleUploadedFile("長崎.zip", broken)})
    assert refused.status_code == 422
    assert "長崎.zip: tables/grades.csv" in text(refused)
    done = browser.post(address, {"file": SimpleUploadedFile("長崎.zip", zip_of("nagasaki"))}, follow=True)
    assert "長崎県「" in text(done)
    assert 'http-equiv="refresh"' in text(done)


def test_whoever_sends_second_sees_what_stands_there_and_sends_again(coordinator: Person) -> None:
    row = brought("nagasaki", coordinator)
    browser, address = browser_of(coordinator), reverse("cities:replace", args=(row.pk,))
    CityData.objects.update(sha256="0" * 64, file_name="先.zip", brought_by_label="工藤 岬")
    told = browser.post(address, {"file": SimpleUploadedFile("後.zip", zip_of("nagasaki")), "based_on": row.sha256})
    assert told.status_code == 409
    assert "先.zip" in text(told)
    assert f'value="{"0" * 64}"' in text(told)


def test_leaving_a_city_out_asks_why(compared: Person) -> None:
    row = CityData.objects.get(municipality_code=SASEBO)
    browser, address = browser_of(compared), reverse("cities:take-out", args=(row.pk,))
    assert browser.post(address, {"based_on": row.sha256, "reason": ""}).status_code == 422
    done = browser.post(address, {"based_on": row.sha256, "reason": "計画が終わったため"}, follow=True)
    assert "比較から外しました。" in text(done)


def test_a_panel_that_is_not_of_what_stands_there_is_told_and_can_be_made_again(compared: Person) -> None:
    browser, told = browser_of(compared), "比較の表を作った後に変わっています。"
    assert told not in text(browser.get(reverse("cities:list")))
    CityData.objects.filter(municipality_code=SASEBO).update(sha256="1" * 64)
    assert told in text(browser.get(reverse("cities:list")))
    browser.post(reverse("cities:make"))
    worked()
    assert "比較の表を作れませんでした。" in text(browser.get(reverse("cities:list")))
