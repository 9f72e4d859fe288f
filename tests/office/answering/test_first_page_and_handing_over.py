"""The first page of whoever answers, notes during the year, and the hand-over paper."""

import io
import re
from collections.abc import Callable

import pytest
from django.test import Client
from pytest_django import DjangoAssertNumQueries

from monosashi.exchange.plan_file import write_plan
from monosashi.office.accounts.models import Department, Posting
from monosashi.office.accounts.permissions import Role
from monosashi.office.accounts.standing import person
from monosashi.office.answering.actions_evidence import add_evidence
from monosashi.office.answering.evidence_files import checked
from monosashi.office.events.models import EventContent
from monosashi.office.events.queries import history, told
from monosashi.office.plans.queries import whole
from monosashi.office.rounds.actions_answering import Typed, save_answers, submit
from monosashi.office.rounds.actions_confirming import return_sheet
from monosashi.office.rounds.models import YearNote
from monosashi.office.rounds.queries import parts_of, sheet_of
from office.answering.conftest import Browser
from office.answering.test_page_of_sheet import Texts, read
from office.laid import Someone
from office.rounds.desk import Desk


def tasks(client: Client) -> list[str]:
    """The tasks of the first page."""
    page = client.get("/").content.decode()
    every = page.partition('<ol class="tasks">')[2].partition("</ol>")[0]
    return [str(Texts(part)) for part in every.split("</li>") if part.strip()]


def test_a_returned_sheet_stands_first_with_its_note_in_full(desk: Desk, browser: Browser) -> None:
    save_answers(desk.of, desk.answers(), by=desk.answerer)
    submit(desk.of, by=desk.answerer)
    return_sheet(desk.of, note="科目「その他」が空欄です。\n0円か、流用かを書いてください。", by=desk.confirmer)
    first = tasks(browser(desk.answerer))[0]
    assert first.startswith("差戻し マイナンバーカードの取得促進")
    assert "科目「その他」が空欄です。 0円か、流用かを書いてください。" in first
    assert "加賀谷 進" in first
    assert "直して再提出する" in first


def test_a_draft_names_what_is_left(desk: Desk, browser: Browser) -> None:
    answers = dict(desk.answers())
    answers.pop("result/disposition")
    save_answers(desk.of, answers, by=desk.answerer)
    first = tasks(browser(desk.answerer))[0]
    assert "作成中" in first
    assert "残り1項目：今後の方向性" in first


def test_measures_that_a_round_asks_about_stand_once(desk: Desk, browser: Browser) -> None:
    page = browser(desk.answerer).get("/").content.decode()
    assert page.count('<ol class="tasks">') == 1
    assert "提出期限" in str(Texts(page))


def test_who_answers_for_nothing_has_no_task_of_a_round(desk: Desk, logged_in: Callable[..., Client]) -> None:
    assert "answering" not in logged_in(Role.EMPLOYEE).get("/").content.decode()
    assert tasks(logged_in(Role.EMPLOYEE)) == []


@pytest.mark.slow
def test_the_first_page_asks_a_fixed_number_of_times(
    desk: Desk, browser: Browser, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    client = browser(desk.answerer)
    client.get("/")
    with django_assert_num_queries(HOME):
        client.get("/")
    save_answers(desk.of, desk.answers(), by=desk.answerer)
    with django_assert_num_queries(HOME):
        client.get("/")


HOME = 17


def test_a_note_during_the_year_stands_on_the_measure_and_on_the_sheet_and_leaves_the_office_nowhere(
    desk: Desk, browser: Browser, logged_in: Callable[..., Client], sheet_address: str
) -> None:
    client = browser(desk.answerer)
    client.post(
        f"/rounds/notes/{desk.round.plan_id}/{desk.node}/", {"fiscal_year": 2024, "text": "10月に窓口を増やした"}
    )
    assert "10月に窓口を増やした" in read(client, sheet_address)
    measure = f"/plans/{desk.round.plan_id}/measures/{desk.node}/?year=2024"
    assert "10月に窓口を増やした" in read(client, measure)
    assert "10月に窓口を増やした" not in read(logged_in(Role.EMPLOYEE), measure)
    assert "10月に窓口を増やした" not in write_plan(whole(desk.round.plan_id)).decode()


@pytest.mark.parametrize("where", ["sheet", "measure"])
def test_a_note_without_text_is_asked_for_again_with_the_way_back_to_where_it_was_written(
    desk: Desk, browser: Browser, sheet_address: str, where: str
) -> None:
    told = {"fiscal_year": 2024, "sheet": desk.round.pk if where == "sheet" else "", "text": " "}
    page = browser(desk.answerer).post(f"/rounds/notes/{desk.round.plan_id}/{desk.node}/", told).content.decode()
    measure = f"/plans/{desk.round.plan_id}/measures/{desk.node}/?year=2024"
    assert f'href="{sheet_address if where == "sheet" else measure}#notes"' in page
    assert not YearNote.objects.exists()


def test_a_note_is_thrown_away_by_who_wrote_it_alone(desk: Desk, browser: Browser) -> None:
    client = browser(desk.answerer)
    address = f"/rounds/notes/{desk.round.plan_id}/{desk.node}/"
    client.post(address, {"fiscal_year": 2024, "text": "覚え"})
    note = YearNote.objects.get().pk
    assert browser(desk.confirmer).post(f"/rounds/note/{note}/remove/").status_code == 404
    client.post(f"/rounds/note/{note}/remove/")
    assert not YearNote.objects.exists()


@pytest.mark.parametrize("where", ["sheet", "measure"])
def test_a_note_thrown_away_twice_is_gone_and_the_page_says_so(
    desk: Desk, browser: Browser, sheet_address: str, where: str
) -> None:
    client = browser(desk.answerer)
    measure = f"/plans/{desk.round.plan_id}/measures/{desk.node}/?year=2024"
    page = sheet_address if where == "sheet" else measure
    client.post(f"/rounds/notes/{desk.round.plan_id}/{desk.node}/", {"fiscal_year": 2024, "text": "覚え"})
    (form,) = re.findall(
        r'action="(/rounds/note/\d+/remove/)">(.*?)</form>', client.get(page).content.decode(), re.DOTALL
    )
    sent = dict(re.findall(r'name="(plan|node|fiscal_year|sheet)" value="([^"]*)"', form[1]))
    for _ in range(2):
        told = client.post(form[0], sent, follow=True)
        assert told.redirect_chain == [(f"{page}#notes", 302)]
    assert "この覚え書きは、もう捨ててあります。" in told.content.decode()
    assert browser(desk.confirmer).post(form[0]).status_code == 404


def test_a_note_made_and_thrown_away_stands_on_record_and_its_text_does_not(
    desk: Desk, browser: Browser, logged_in: Callable[..., Client]
) -> None:
    client, measure = browser(desk.answerer), desk.full.index.node[desk.node]
    client.post(
        f"/rounds/notes/{desk.round.plan_id}/{desk.node}/", {"fiscal_year": 2024, "text": "10月に窓口を増やした"}
    )
    note = YearNote.objects.get().pk
    browser(desk.confirmer).post(f"/rounds/note/{note}/remove/")
    client.post(f"/rounds/note/{note}/remove/")
    removed, added = told(history("measure", desk.node, desk.round.plan_id))[:2]
    assert [one.action for one in (added, removed)] == ["measure.note_added", "measure.note_removed"]
    assert {(one.actor, one.label) for one in (added, removed)} == {("工藤 真由", measure.name)}
    assert added.after == removed.before == {"note": note, "fiscal_year": 2024}
    assert added.before is removed.after is None
    assert "窓口を増やした" not in str(list(EventContent.objects.values_list("body", flat=True)))
    employee = logged_in(Role.EMPLOYEE)
    page = read(employee, f"/events/measure/{desk.node}/?plan={desk.round.plan_id}")
    assert page.count("年度の覚え書き") >= 2
    assert "覚え書きの番号" in read(employee, f"/events/{removed.id}/")


def test_nobody_else_writes_notes(desk: Desk, logged_in: Callable[..., Client]) -> None:
    other = logged_in(Role.DEPARTMENT_EDITOR, department="d-05")
    address = f"/rounds/notes/{desk.round.plan_id}/{desk.node}/"
    assert other.post(address, {"fiscal_year": 2024, "text": "よそ"}).status_code == 403
    assert not YearNote.objects.exists()


@pytest.fixture
def paper(desk: Desk) -> str:
    """The hand-over paper of the department."""
    return f"/rounds/handover/{parts_of(sheet_of(desk.round, desk.node)).leads[0]}/"


def test_the_hand_over_paper_tells_of_drafts_notes_and_evidence(
    desk: Desk, browser: Browser, paper: str, tmp_path: object, settings: object
) -> None:
    settings.INSTALLATION = settings.INSTALLATION.model_copy(update={"home": tmp_path})  # type: ignore[attr-defined]
    save_answers(desk.of, {"result/result": Typed("3月までの分", "")}, by=desk.answerer)
    add_evidence(desk.of, checked("完了届.pdf", b"%PDF-1.7"), by=desk.answerer)
    client = browser(desk.answerer)
    client.post(f"/rounds/notes/{desk.round.plan_id}/{desk.node}/", {"fiscal_year": 2024, "text": "窓口を増やした"})
    shown = read(client, paper)
    for words in ("マイナンバーカードの取得促進", "作成中", "1か所", "今後の方向性", "窓口を増やした", "完了届.pdf"):
        assert words in shown
    book = client.get(f"{paper}?format=xlsx")
    assert book["Content-Type"].endswith("spreadsheetml.sheet")
    assert io.BytesIO(book.content).read(2) == b"PK"


def test_the_hand_over_paper_is_not_everybodys(desk: Desk, logged_in: Callable[..., Client], paper: str) -> None:
    shown = read(logged_in(Role.EMPLOYEE), paper)
    assert "この課の人と取りまとめ担当だけ" in shown
    assert "マイナンバーカードの取得促進" not in shown


@pytest.mark.slow
def test_the_hand_over_paper_asks_a_fixed_number_of_times(
    desk: Desk, browser: Browser, paper: str, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    client = browser(desk.answerer)
    client.get(paper)
    with django_assert_num_queries(PAPER):
        client.get(paper)


PAPER = 16


def test_a_measure_to_which_ones_department_only_pays_has_the_state_of_its_sheet(
    desk: Desk, browser: Browser, someone: Someone
) -> None:
    payer = someone(Role.EMPLOYEE)
    Posting.objects.create(staff=payer, department=Department.objects.get(pk="d-01"))
    home = browser(person(payer)).get("/").content.decode()
    row = re.search(r'measures/n-p139/".*?</tr>', home, re.DOTALL)
    assert row is not None
    assert "未回答" in row[0]
