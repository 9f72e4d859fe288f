"""The report in PDF in the office: asked for, made once, fetched, and gone with the edition that it tells of."""

from typing import Any

import pytest

from monosashi.office.events.models import Event
from monosashi.office.publication import actions, places
from monosashi.office.publication.actions import About, NotNow
from monosashi.office.publication.models import Making, YearReport
from monosashi.publishing.editions import digest
from monosashi.publishing.report import typesetting
from office.plans.as_browser import text_of
from office.publication.conftest import SETTINGS, Office, work

pytestmark = pytest.mark.slow


def test_a_report_is_asked_for_made_once_and_fetched(office: Office) -> None:
    client = office.browser(office.one)
    assert "報告書を作る" in text_of(client.get(f"{office.at}reports/"))
    client.post(f"{office.at}reports/", {"edition": "1"})
    client.post(f"{office.at}reports/", {"edition": "1"})
    assert work() == ["make_report"]
    row = YearReport.objects.get()
    assert (row.state, row.problems) == (Making.MADE, "[]")
    sent = client.get(f"{office.at}reports/1.pdf")
    assert (sent["Content-Type"], digest(sent.content)) == ("application/pdf", row.sha256)
    assert f"作成、{row.pages}ページ" in text_of(client.get(f"{office.at}reports/"))
    assert Event.objects.filter(action="publication.report_asked").count() == 1


def test_other_settings_make_another_report_and_the_old_one_is_not_given_out(office: Office) -> None:
    actions.ask_for_report(plan_id=office.plan.id, edition=1, by=office.one)
    work()
    actions.save_settings(plan_id=office.plan.id, settings=SETTINGS, based_on=0, by=office.one)
    sent = office.browser(office.one).get(f"{office.at}reports/1.pdf", follow=True)
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
    path = places.report_file(office.plan.id, 1)
    assert path.is_file()
    told = actions.propose_withdrawal(plan_id=office.plan.id, about=About(1, "数え方の誤り"), note="", by=office.one)
    with django_capture_on_commit_callbacks(execute=True):
        actions.approve(plan_id=office.plan.id, number=told.number, note="", by=office.other)
    assert not path.exists()
    client = office.browser(office.one)
    assert "もう一度作ってください" in text_of(client.get(f"{office.at}reports/1.pdf", follow=True))
    with pytest.raises(NotNow):
        actions.ask_for_report(plan_id=office.plan.id, edition=1, by=office.one)


def test_where_the_extra_is_not_installed_the_page_says_which(office: Office, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(typesetting, "find_spec", lambda _name: None)
    client = office.browser(office.one)
    assert "monosashi[report]" in text_of(client.get(f"{office.at}reports/"))
    sent = client.post(f"{office.at}reports/", {"edition": "1"}, follow=True)
    assert "monosashi[report]" in text_of(sent)
    assert not YearReport.objects.exists()
