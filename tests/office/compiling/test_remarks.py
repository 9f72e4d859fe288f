import pytest
from django.test import Client
from django.utils import timezone

from monosashi.office.accounts.models import Posting
from monosashi.office.accounts.permissions import Role
from monosashi.office.compiling.notices import notices_for
from monosashi.office.compiling.remarks import open_remarks, threads_of
from monosashi.office.events.models import Event
from monosashi.office.rounds.models import Remark, Round, Sheet
from monosashi.office.rounds.queries import parts_of
from office.compiling.conftest import entered_as
from office.laid import Someone
from office.rounds.desk import Desk

pytestmark = [pytest.mark.slow, pytest.mark.django_db]


def at(desk: Desk, what: str) -> str:
    return f"/rounds/{desk.round.pk}/sheets/{desk.node}/{what}/"


def test_what_the_office_asks_waits_on_the_first_page_of_the_department_until_it_answers(
    desk: Desk, office: Client
) -> None:
    client, today = entered_as(desk.answerer.staff), timezone.localdate()
    office.post(at(desk, "ask"), {"text": "実績値の出所はどこですか。"})
    asked = Remark.objects.get()
    assert (asked.by_office, [each.pk for each in notices_for(desk.answerer, today).remarks]) == (True, [asked.pk])
    assert "実績値の出所はどこですか。" in client.get("/rounds/notices/").content.decode()
    assert "実績値の出所はどこですか。" in client.get("/").content.decode()
    client.post(at(desk, "ask-office"), {"text": "窓口日報です。", "answers": asked.pk})
    assert not notices_for(desk.answerer, today).remarks
    thread = threads_of(Sheet.objects.get(round=desk.round, node=desk.node))[0]
    assert (thread.is_open, thread.last.text) == (False, "窓口日報です。")


def test_who_does_not_answer_for_a_sheet_is_not_asked_about_it_on_the_first_page(
    desk: Desk, office: Client, someone: Someone
) -> None:
    office.post(at(desk, "ask"), {"text": "実績値の出所はどこですか。"})
    codes = parts_of(Sheet.objects.get(round=desk.round, node=desk.node)).every
    for role in (Role.EMPLOYEE, Role.FINANCE, Role.CONFIRMER):
        staff = someone(role)
        Posting.objects.create(staff=staff, department_id=codes[0])
        page = entered_as(staff).get("/").content.decode()
        assert "入力は課の回答担当者が行います。" in page
        assert "実績値の出所はどこですか。" not in page


def test_what_a_department_asks_waits_on_the_board_of_the_office(desk: Desk, office: Client) -> None:
    entered_as(desk.answerer.staff).post(at(desk, "ask-office"), {"text": "延べ人数でよいですか。"})
    assert [each.by_office for each in open_remarks(desk.round)] == [False]
    shown = office.get(f"/rounds/{desk.round.pk}/").content.decode()
    assert "所管課からの質問" in shown
    assert "延べ人数でよいですか。" in shown


def test_a_department_does_not_write_as_the_office(desk: Desk) -> None:
    answer = entered_as(desk.answerer.staff).post(at(desk, "ask"), {"text": "x"})
    assert (answer.status_code, Remark.objects.count()) == (403, 0)


def test_an_empty_question_is_not_kept(desk: Desk, office: Client) -> None:
    assert office.post(at(desk, "ask"), {"text": "  "}).status_code == 422
    assert not Remark.objects.exists()


def test_of_a_closed_round_nothing_is_asked_that_nobody_would_be_told_of(desk: Desk, office: Client) -> None:
    office.post(at(desk, "ask"), {"text": "実績値の出所はどこですか。"})
    asked = Remark.objects.get()
    Round.objects.filter(pk=desk.round.pk).update(state="closed")
    client = entered_as(desk.answerer.staff)
    for who, way in ((office, "ask"), (client, "ask-office")):
        refused = who.post(at(desk, way), {"text": "もう一つ"})
        assert refused.status_code == 409
        assert "この照会は確定したので、質問しても相手に知らされません" in refused.content.decode()
        assert "もう一つ" in refused.content.decode()
    assert "取りまとめ担当に質問する" not in client.get(f"/rounds/{desk.round.pk}/sheets/{desk.node}/").content.decode()
    answer = {"text": "窓口日報です。", "answers": asked.pk}
    assert client.post(at(desk, "ask-office"), answer).status_code == 302


def test_a_question_that_was_sent_twice_in_a_row_is_asked_once(desk: Desk, office: Client) -> None:
    for _ in range(2):
        assert office.post(at(desk, "ask"), {"text": "実績値の出所はどこですか。"}).status_code == 302
    asked = Remark.objects.get()
    assert Event.objects.filter(action="sheet.remarked").count() == 1
    client = entered_as(desk.answerer.staff)
    for text in ("はい", "はい", "窓口日報です。", "はい"):
        client.post(at(desk, "ask-office"), {"text": text, "answers": asked.pk})
    assert Remark.objects.count() == 4
