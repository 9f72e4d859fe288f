"""The report in PDF in the office: asked for, made once, fetched, and gone with the edition that it tells of."""

import json
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from monosashi.office.events.models import Event
from monosashi.office.publication import actions, places, reports_kept
from monosashi.office.publication.actions import About, NotNow
from monosashi.office.publication.models import Making, Preview, YearReport
from monosashi.office.publication.queries import now
from monosashi.office.publication.reports_shown import told_of_site
from monosashi.office.ui.language import spoken
from monosashi.publishing.bundle.verification import read_bundle
from monosashi.publishing.editions import digest
from monosashi.publishing.report import typesetting
from office.plans.as_browser import text_of
from office.publication.conftest import SETTINGS, Office, work

pytestmark = pytest.mark.slow


def test_a_report_is_asked_for_made_once_and_fetched(office: Office) -> None:
    client = office.browser(office.one)
    assert "報告書を作る" in text_of(client.get(f"{office.at}reports/"))
    client.post(f"{office.at}reports/", {"edition": "1", "language": "ja"})
    client.post(f"{office.at}reports/", {"edition": "1", "language": "ja"})
    assert work() == ["make_report"]
    row = YearReport.objects.get()
    assert (row.state, row.problems) == (Making.MADE, "[]")
    sent = client.get(f"{office.at}reports/1.ja.pdf")
    assert (sent["Content-Type"], digest(sent.content)) == ("application/pdf", row.sha256)
    assert f"作成、0.8 MB、{row.pages}ページ" in text_of(client.get(f"{office.at}reports/"))
    assert Event.objects.filter(action="publication.report_asked").count() == 1


def test_a_report_in_english_stands_beside_the_one_in_japanese(office: Office) -> None:
    client = office.browser(office.one)
    for language in ("ja", "en"):
        client.post(f"{office.at}reports/", {"edition": "1", "language": language})
    assert work() == ["make_report", "make_report"]
    japanese, english = (client.get(f"{office.at}reports/{name}.pdf") for name in ("1.ja", "1.en"))
    assert english["Content-Disposition"].endswith("report-1.en.pdf")
    assert english.content != japanese.content
    assert client.get(f"{office.at}reports/1.fr.pdf").status_code == 404


def test_the_site_holds_the_reports_of_its_editions_and_the_pages_say_how_large_they_are(office: Office) -> None:
    settings = replace(SETTINGS, report=True)
    actions.save_settings(plan_id=office.plan.id, settings=settings, based_on=0, by=office.one)
    preview = actions.ask_for_preview(plan_id=office.plan.id, by=office.one)
    work()
    client = office.browser(office.other)
    told = "報告書（PDF）が2件、合わせて"
    assert told in text_of(client.get(office.at))
    shown = client.get(f"{office.at}preview/{preview.key}/reports/report-1.pdf")
    assert (shown["Content-Type"], shown.content[:8]) == ("application/pdf", b"%PDF-1.7")
    assert client.get(f"{office.at}reports/1.ja.pdf").content == shown.content
    proposal = actions.propose_publication(plan_id=office.plan.id, key=preview.key, note="", by=office.one)
    assert told in text_of(client.get(f"{office.at}proposals/{proposal.number}/"))


def test_a_bundle_takes_the_reports_that_its_preview_made(office: Office, monkeypatch: pytest.MonkeyPatch) -> None:
    settings = replace(SETTINGS, report=True)
    actions.save_settings(plan_id=office.plan.id, settings=settings, based_on=0, by=office.one)
    preview = actions.ask_for_preview(plan_id=office.plan.id, by=office.one)
    work()
    proposal = actions.propose_publication(plan_id=office.plan.id, key=preview.key, note="", by=office.one)
    actions.approve(plan_id=office.plan.id, number=proposal.number, note="", by=office.other)
    monkeypatch.setattr(reports_kept, "make_and_keep", None)
    assert work() == ["make_bundle"]
    proposal.refresh_from_db()
    assert (proposal.state, proposal.problems) == ("done", "[]")
    bundle = read_bundle(places.bundle_file(office.plan.id, proposal.number))
    kept = places.report_file(office.plan.id, 1, "ja").read_bytes()
    assert [file.raw for file in bundle.files if file.name == "site/reports/report-1.pdf"] == [kept]


def test_without_the_extra_the_preview_says_that_it_holds_no_reports_and_is_another_with_it(
    office: Office, monkeypatch: pytest.MonkeyPatch
) -> None:
    settings = replace(SETTINGS, report=True)
    actions.save_settings(plan_id=office.plan.id, settings=settings, based_on=0, by=office.one)
    with monkeypatch.context() as without:
        without.setattr(typesetting, "find_spec", lambda _name: None)
        before = actions.ask_for_preview(plan_id=office.plan.id, by=office.one)
        work()
        assert "報告書（PDF）は入っていません。作る部品（monosashi[report]）" in text_of(
            office.browser(office.one).get(office.at)
        )
    assert now(office.plan.id).key != before.key


def test_a_report_that_cannot_be_set_ends_the_preview_with_a_sentence_and_the_one_before_still_stands(
    office: Office, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    before = actions.ask_for_preview(plan_id=office.plan.id, by=office.one)
    work()
    (tmp_path / "report.typ").write_text('#panic("no room on the sheet")', encoding="utf-8")
    monkeypatch.setattr(typesetting, "PAPER", tmp_path)
    actions.save_settings(plan_id=office.plan.id, settings=replace(SETTINGS, report=True), based_on=0, by=office.one)
    failing = actions.ask_for_preview(plan_id=office.plan.id, by=office.one)
    work()
    failing.refresh_from_db()
    assert failing.state == Making.FAILED
    said = text_of(office.browser(office.one).get(office.at))
    assert "報告書をPDFに組むことができませんでした。" in said
    assert "no room on the sheet" in said
    assert "report = false" in said
    assert office.browser(office.one).get(f"{office.at}preview/{before.key}/").status_code == 200


def test_letters_that_the_font_lacks_are_told_where_the_site_is_looked_at(office: Office) -> None:
    held = [[1, "ja", 700_000, 32, ["U+20BB7"]], [1, "en", 600_000, 32, ["U+20BB7"]]]
    told = [spoken(each) for each in told_of_site(Preview(reports=json.dumps(held)))]
    assert told[0] == "報告書（PDF）が2件、合わせて1.3 MB入っています。"
    assert "（U+20BB7）" in told[1]


def test_other_settings_make_another_report_and_the_old_one_is_not_given_out(office: Office) -> None:
    actions.ask_for_report(plan_id=office.plan.id, edition=1, by=office.one)
    work()
    actions.save_settings(plan_id=office.plan.id, settings=SETTINGS, based_on=0, by=office.one)
    sent = office.browser(office.one).get(f"{office.at}reports/1.ja.pdf", follow=True)
    assert "もう一度作ってください" in text_of(sent)
    before = YearReport.objects.get().sha256
    actions.ask_for_report(plan_id=office.plan.id, edition=1, by=office.one)
    assert work() == ["make_report"]
    assert YearReport.objects.get().sha256 != before


def test_the_report_of_a_withdrawn_edition_leaves_the_machine(
    office: Office, django_capture_on_commit_callbacks: Any
) -> None:
    actions.ask_for_report(plan_id=office.plan.id, edition=1, by=office.one)
    work()
    path = places.report_file(office.plan.id, 1, "ja")
    assert path.is_file()
    told = actions.propose_withdrawal(plan_id=office.plan.id, about=About(1, "数え方の誤り"), note="", by=office.one)
    with django_capture_on_commit_callbacks(execute=True):
        actions.approve(plan_id=office.plan.id, number=told.number, note="", by=office.other)
    assert not path.exists()
    client = office.browser(office.one)
    assert "もう一度作ってください" in text_of(client.get(f"{office.at}reports/1.ja.pdf", follow=True))
    with pytest.raises(NotNow):
        actions.ask_for_report(plan_id=office.plan.id, edition=1, by=office.one)


def test_where_the_extra_is_not_installed_the_page_says_which(office: Office, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(typesetting, "find_spec", lambda _name: None)
    client = office.browser(office.one)
    assert "monosashi[report]" in text_of(client.get(f"{office.at}reports/"))
    sent = client.post(f"{office.at}reports/", {"edition": "1"}, follow=True)
    assert "monosashi[report]" in text_of(sent)
    assert not YearReport.objects.exists()
