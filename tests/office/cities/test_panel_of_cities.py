"""The panel is made by a job of what stands there; what stood before stays until it is whole, and it can be made again."""

import json
import shutil
import subprocess
import sys

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse
from django.utils import timezone

from monosashi.core.plan import Plan
from monosashi.office.accounts.standing import Person
from monosashi.office.answering.evidence_files import path_of
from monosashi.office.cities import actions, states
from monosashi.office.cities.looking import opened
from monosashi.office.cities.models import CitiesPanel, CityData, PanelState
from monosashi.office.cities.places import panel_folder, panels
from monosashi.office.cities.queries import comparison
from monosashi.office.jobs.models import Progress
from monosashi.office.plans.actions_editions import freeze
from monosashi.office.publication.actions import save_settings
from monosashi.office.publication.models import Preview, Proposal
from monosashi.office.publication.queries import now
from monosashi.panel.looking import indicators_holding
from monosashi.publishing.site.settings import SiteSettings
from office.cities.zips_of_cities import NAGASAKI, SASEBO, brought, browser_of, worked, zip_of

pytestmark = [pytest.mark.slow, pytest.mark.xdist_group("cities")]


def publish(plan: Plan, by: Person) -> None:
    """An edition that two people have published, as the rows of publication say it."""
    freeze(plan_id=plan.id, fiscal_year=2024, label="", by=by)
    settings = save_settings(plan_id=plan.id, settings=SiteSettings(licence="CC-BY-4.0"), based_on=0, by=by)
    told = {"plan_id": plan.id, "state": "made", "asked_at": timezone.now(), "key": "k"}
    preview = Preview.objects.create(**told, chain=now(plan.id).chain, settings=settings.number)
    said = {"proposed_at": timezone.now(), "proposed_by": by.staff.pk, "proposed_by_label": "", "site_sha256": "f" * 64}
    Proposal.objects.create(
        plan_id=plan.id, number=1, kind="publish", state="done", preview=preview, decided_by=0, **said
    )


def cities_in_it() -> set[str]:
    panel = opened()
    assert panel is not None
    return {each.municipality for each in indicators_holding(panel, (), 500).indicators}


def test_the_cities_that_were_brought_in_stand_in_one_panel_with_their_counts(compared: Person) -> None:
    found = comparison()
    assert found.made is not None
    assert (found.is_there, found.is_stale, found.going_on) == (True, False, False)
    assert cities_in_it() == {"佐世保市", "長崎県"}
    told = {(each["code"], each["fiscal_year"]): each for each in json.loads(found.made.plans)}
    assert told[SASEBO, 2022]["indicators"] == 27
    assert {year for code, year in told if code == NAGASAKI} == {2019, 2020}
    progress = Progress.objects.get(pk=str(found.made.job))
    assert (progress.done, progress.total) == (3, 3)


def test_of_several_that_were_asked_for_one_is_made(coordinator: Person) -> None:
    for city in ("sasebo", "nagasaki"):
        brought(city, coordinator)
    assert len(worked()) == 2
    assert [panel.state for panel in CitiesPanel.objects.all()] == [PanelState.MADE]
    assert [folder.name for folder in panels().iterdir()] == [str(CitiesPanel.objects.get().job)]


def test_a_city_that_was_taken_out_stands_there_until_the_panel_is_made_again(compared: Person) -> None:
    row = CityData.objects.get(municipality_code=SASEBO)
    actions.take_out(row.pk, based_on=row.sha256, reason="", by=compared)
    assert comparison().is_stale
    assert "佐世保市" in cities_in_it()
    worked()
    assert cities_in_it() == {"長崎県"}


def test_a_kept_file_that_changed_fails_the_job_by_name_and_the_panel_before_stays(compared: Person) -> None:
    row = CityData.objects.get(municipality_code=SASEBO)
    path_of(row.sha256).write_bytes(zip_of("sasebo", {"README.txt": b"another"}))
    actions.ask_for_panel(by=compared)
    worked()
    found = comparison()
    (told,) = found.problems
    assert told.startswith(f"佐世保市 {row.plan}：保管してあるファイルがないか、取り込んだときと内容が違います。")
    assert found.newest != found.made
    assert cities_in_it() == {"佐世保市", "長崎県"}


def test_after_a_restore_the_panel_is_gone_and_can_be_made_again(compared: Person) -> None:
    shutil.rmtree(panels())
    found = comparison()
    assert (found.is_there, found.is_stale, opened()) == (False, True, None)
    actions.ask_for_panel(by=compared)
    worked()
    assert comparison().is_there


def test_a_panel_whose_bytes_changed_is_told_and_not_read(compared: Person) -> None:
    made = comparison().made
    assert made is not None
    (panel_folder(made.job) / "figures.parquet").write_bytes(b"")
    page = browser_of(compared).get(reverse("cities:search"), {"words": "申請"})
    assert "SHA256SUMS" in page.content.decode()


def test_a_job_that_broke_is_told_and_can_be_asked_for_again(coordinator: Person) -> None:
    brought("nagasaki", coordinator)
    CitiesPanel.objects.update(job=None)
    found = comparison()
    assert (found.is_stuck, found.going_on) == (True, False)


def test_an_own_plan_without_anything_published_is_missing_and_says_why(compared: Person) -> None:
    (own,) = comparison().own
    assert own.missing is not None
    assert own.missing.id == "cities.own.not_published"


def test_ones_own_city_takes_part_with_what_was_published_last_until_that_is_withdrawn(
    compared: Person, kept: Plan, monkeypatch: pytest.MonkeyPatch
) -> None:
    publish(kept, compared)
    assert comparison().is_stale
    actions.ask_for_panel(by=compared)
    worked()
    assert (comparison().is_stale, cities_in_it()) == (False, {"秋田市", "佐世保市", "長崎県"})
    monkeypatch.setattr("monosashi.office.cities.own_cities.withdrawn_numbers", lambda _: frozenset({1}))
    assert [each.missing and each.missing.id for each in comparison().own] == ["cities.own.withdrawn"]
    assert comparison().is_stale


def test_nothing_of_the_engine_is_loaded_before_somebody_asks() -> None:
    code = (
        "import os, sys, django; os.environ['DJANGO_SETTINGS_MODULE'] = 'monosashi.office.config.settings';"
        "django.setup(); import monosashi.office.config.urls, monosashi.office.cities.tasks;"
        "print(sorted({'ibis', 'duckdb', 'pyarrow', 'pandas', 'sqlglot'} & set(sys.modules)))"
    )
    told = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert told.stdout.strip() == "[]"


def test_without_the_extra_pages_say_so_and_nothing_else_breaks(
    compared: Person, kept: Plan, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(states, "find_spec", lambda _: None)
    browser = browser_of(compared)
    for page in ("list", "search"):
        assert "monosashi[panel]" in browser.get(reverse(f"cities:{page}")).content.decode()
    own = browser.get(reverse("cities:alike", args=(kept.id, kept.indicators[0].id)))
    assert (own.status_code, "monosashi[panel]" in own.content.decode()) == (200, True)
    measure = browser.get(reverse("plans:measure", args=(kept.id, "n-p073"))).content.decode()
    assert reverse("cities:list") + "alike/" not in measure
    file = SimpleUploadedFile("佐世保.zip", zip_of("sasebo"))
    assert browser.post(reverse("cities:bring-in"), {"file": file}).status_code == 409
    row = CityData.objects.get(municipality_code=SASEBO)
    actions.take_out(row.pk, based_on=row.sha256, reason="", by=compared)
