"""Corrections and withdrawals in the office: by two people, on the history page, and the editions verify wherever they are taken."""

import io
import json
import zipfile
from pathlib import Path
from typing import Any

import pytest
from django.db import transaction

from monosashi.core.messages import InvalidInput
from monosashi.office.events.models import Event
from monosashi.office.plans.actions_editions import as_zip, bytes_of, freeze, verify
from monosashi.office.plans.editions_kept import keep_withdrawal
from monosashi.office.plans.models import Edition
from monosashi.office.publication import actions, places
from monosashi.office.publication.actions import About, NotNow
from monosashi.office.publication.forgetting import forget_withdrawn
from monosashi.office.publication.states import ProposalState
from monosashi.office.publication.verifying import bundle_problems
from monosashi.publishing.editions_verification import verify as verify_folder
from office.plans.as_browser import fields_of, form_in, text_of
from office.publication.conftest import YEAR, Office, work
from office.publication.test_two_people import mend

pytestmark = pytest.mark.slow


def corrected(office: Office, reason: str = "転記の誤り") -> int:
    mend(office, "15件を直した。")
    made = actions.propose_correction(plan_id=office.plan.id, about=About(1, reason), note="", by=office.one)
    actions.approve(plan_id=office.plan.id, number=made.number, note="確かめた", by=office.other)
    return made.number


def withdrawn(office: Office, number: int) -> int:
    about = About(number, "公表前の版だった")
    made = actions.propose_withdrawal(plan_id=office.plan.id, about=about, note="", by=office.one)
    actions.approve(plan_id=office.plan.id, number=made.number, note="", by=office.other)
    return made.number


def taken_out(office: Office, folder: Path) -> Path:
    with zipfile.ZipFile(io.BytesIO(as_zip(office.plan.id))) as archive:
        archive.extractall(folder)
    return folder


def test_a_correction_is_an_edition_more_with_its_errata(office: Office) -> None:
    corrected(office)
    envelope = json.loads(bytes_of(Edition.objects.get(number=2)))
    assert envelope["correction"]["corrects"]["number"] == 1
    assert [(each["right"], each["reason"]) for each in envelope["correction"]["errata"]] == [
        ("15件を直した。", "転記の誤り")
    ]
    assert verify(office.plan.id).problems == ()
    told = Event.objects.get(action="edition.corrected")
    assert told.actor == office.other.staff.pk


def test_nothing_is_made_by_proposing_alone(office: Office) -> None:
    mend(office, "15件を直した。")
    made = actions.propose_correction(plan_id=office.plan.id, about=About(1, "誤り"), note="", by=office.one)
    assert (made.state, Edition.objects.count()) == (ProposalState.PROPOSED, 1)
    assert not Event.objects.filter(action="edition.corrected").exists()


def test_a_plan_that_changed_since_is_not_what_was_agreed_to(office: Office) -> None:
    mend(office, "15件を直した。")
    made = actions.propose_correction(plan_id=office.plan.id, about=About(1, "誤り"), note="", by=office.one)
    mend(office, "16件を直した。")
    with pytest.raises(NotNow) as refused:
        actions.approve(plan_id=office.plan.id, number=made.number, note="", by=office.other)
    assert (refused.value.why.id, Edition.objects.count()) == ("publication.changed_since", 1)


def test_each_figure_can_have_a_reason_of_its_own_and_one_without_is_named(office: Office) -> None:
    mend(office, "15件を直した。")
    client = office.browser(office.one)
    at = f"{office.at}editions/1/correct/"
    (its_own,) = (name for name in fields_of(form_in(client.get(at), 0)) if name.startswith("reason-"))
    without = client.post(at, {"reason": "", "note": "", "label": "", its_own: ""})
    assert without.status_code == 422
    assert "誤りの理由がない箇所が1か所あります" in text_of(without)
    assert client.post(at, {"reason": "", "note": "", "label": "", its_own: "件数の数え違い"}).status_code == 302
    shown = text_of(client.get(f"{office.at}proposals/1/"))
    assert "件数の数え違い" in shown


def test_a_plan_that_does_not_differ_corrects_nothing(office: Office) -> None:
    with pytest.raises(InvalidInput):
        actions.propose_correction(plan_id=office.plan.id, about=About(1, "誤り"), note="", by=office.one)
    page = text_of(office.browser(office.one).get(f"{office.at}editions/1/correct/"))
    assert "いまの計画は第1版と同じです" in page


def test_a_withdrawal_keeps_number_hash_day_and_reason_and_nothing_else(office: Office, tmp_path: Path) -> None:
    before = Edition.objects.get(number=1).sha256
    corrected(office)
    withdrawn(office, 1)
    row = Edition.objects.get(number=1)
    assert (row.sha256, row.withdrawn_reason) == (before, "公表前の版だった")
    assert "plan" not in json.loads(bytes_of(row))
    assert office.plan.name not in bytes_of(row).decode()
    assert verify(office.plan.id).problems == ()
    folder = taken_out(office, tmp_path / "editions")
    found = verify_folder(folder)
    assert (found.problems, len(found.links), len(found.notes)) == ((), 2, 2)


def test_the_chain_goes_on_after_a_withdrawal(office: Office, tmp_path: Path) -> None:
    withdrawn(office, 1)
    freeze(plan_id=office.plan.id, fiscal_year=YEAR, label="", by=office.one)
    assert [row.number for row in Edition.objects.order_by("number")] == [1, 2]
    assert verify_folder(taken_out(office, tmp_path / "editions")).problems == ()
    assert office.published().state == ProposalState.DONE


def test_what_was_withdrawn_between_approval_and_the_bundle_is_not_published(office: Office) -> None:

    made = office.proposed()
    actions.approve(plan_id=office.plan.id, number=made.number, note="", by=office.other)

    with transaction.atomic():
        keep_withdrawal(office.plan.id, 1, "取り下げた", by=office.one)
    work()
    made.refresh_from_db()
    assert made.state == ProposalState.FAILED
    actions.call_off(plan_id=office.plan.id, number=made.number, note="", by=office.other)


def test_publications_corrections_and_withdrawals_stand_on_the_history_page(office: Office) -> None:
    done = office.published()
    corrected(office)
    withdrawn(office, 1)
    page = text_of(office.browser(office.one).get(f"{office.at}history/"))
    for said in (
        "提案は3件、そのうち3件を実行しました",
        "成田 桂",
        "工藤 岬",
        done.bundle_sha256,
        "第1版 令和4年度 速報",
    ):
        assert said in page
    sheet = office.browser(office.one).get(f"{office.at}history/?format=csv").content.decode("utf-8-sig")
    assert [line.count("実行済み") for line in sheet.splitlines()].count(1) == 3


def test_the_public_site_tells_of_the_correction(office: Office) -> None:
    corrected(office, "転記の誤り")
    shown = office.preview()
    page = office.browser(office.one).get(f"{office.at}preview/{shown.key}/changes/")
    assert "転記の誤り" in page.content.decode()


def test_the_public_site_tells_of_the_withdrawal_with_its_reason(office: Office) -> None:
    corrected(office)
    withdrawn(office, 1)
    shown = office.preview()
    page = office.browser(office.one).get(f"{office.at}preview/{shown.key}/editions/1/")
    assert "公表前の版だった" in page.content.decode()


def test_what_holds_a_withdrawn_edition_is_not_given_out_any_more(
    office: Office, django_capture_on_commit_callbacks: Any
) -> None:
    done = office.published()
    client = office.browser(office.one)
    assert done.preview is not None
    where = (f"{office.at}proposals/1/bundle.zip", f"{office.at}preview/{done.preview.key}/index.html")
    assert [client.get(each).status_code for each in where] == [200, 200]
    with django_capture_on_commit_callbacks():
        withdrawn(office, 1)
    assert [client.get(each).status_code for each in where] == [302, 404]
    forget_withdrawn(office.plan.id)
    assert not places.bundle_file(office.plan.id, 1).exists()
    assert not places.preview_folder(office.plan.id, done.preview.key).exists()
    assert list(bundle_problems()) == []


def test_whoever_corrects_an_older_edition_is_shown_the_newer_one_of_its_year(office: Office) -> None:
    browser, at = office.browser(office.one), f"{office.at}editions/1/correct/"
    assert "より新しい版があります" not in text_of(browser.get(at))
    corrected(office)
    mend(office, "16件を直した。")
    page = browser.get(at)
    assert "同じ年度に、より新しい版があります（第2版 令和4年度 速報（第1版の訂正））" in text_of(page)
    assert f'href="{office.at}editions/2/correct/"' in page.content.decode()
    newest = f"{office.at}editions/2/correct/"
    assert "より新しい版があります" not in text_of(browser.get(newest))
    withdrawn(office, 2)
    assert "より新しい版があります" not in text_of(browser.get(at))


def test_whoever_decides_a_withdrawal_is_told_which_edition_goes_by_its_name(office: Office) -> None:
    about = About(1, "公表前の版だった")
    made = actions.propose_withdrawal(plan_id=office.plan.id, about=about, note="", by=office.one)
    page = text_of(office.browser(office.other).get(f"{office.at}proposals/{made.number}/"))
    assert "第1版 令和4年度 速報" in page
    assert "承認すると、この版の中身はなくなり、元に戻せません" in page
