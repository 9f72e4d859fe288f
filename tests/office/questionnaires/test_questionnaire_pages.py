"""Pages of questionnaires: made, opened, answered, closed, shown."""

from datetime import timedelta
from typing import Any

import pytest
from django.contrib.sessions.models import Session
from django.test import Client

from monosashi.office.accounts.permissions import Role
from monosashi.office.accounts.standing import Person
from monosashi.office.events.models import EventContent
from monosashi.office.questionnaires import actions_running
from monosashi.office.questionnaires.actions_links import Served, link
from monosashi.office.questionnaires.actions_texts import key_of
from monosashi.office.questionnaires.counting.questions import Answer
from monosashi.office.questionnaires.models import AskedPerson, Questionnaire, QuestionRow
from office.audits.city_audits import an_audit
from office.desk import browser, field, text
from office.laid import Someone
from office.questionnaires.room import OTHER, Room, a_room, chosen, people, today


@pytest.fixture
def office(coordinator: Person, room: Room) -> Client:
    return browser(coordinator)


def at(room: Room, rest: str = "") -> str:
    return f"/questionnaires/{room.row.pk}/{rest}"


def test_a_questionnaire_is_made_with_its_questions_and_opened(office: Client, room: Room, coordinator: Person) -> None:
    page = office.get("/questionnaires/new/")
    sent = {
        "token": field(page, "token"),
        "title": "窓口について",
        "since": today().isoformat(),
        "until": (today() + timedelta(days=9)).isoformat(),
        "audience": "everybody",
        "names": "anonymous",
    }
    answers = [office.post("/questionnaires/new/", sent) for _ in range(2)]
    assert [each.status_code for each in answers] == [302, 302]
    row = Questionnaire.objects.get(title="窓口について")
    assert row.anonymous
    to = f"/questionnaires/{row.pk}/"
    office.post(f"{to}sections/new/", {"token": "s", "title": "窓口"})
    section = row.sections.get()
    asked = {"token": "q", "text": "足りていますか", "kind": "one", "options": "はい\nいいえ"}
    office.post(f"{to}sections/{section.pk}/ask/", asked)
    assert QuestionRow.objects.get(section=section).options == [
        {"key": "1", "text": "はい"},
        {"key": "2", "text": "いいえ"},
    ]
    people(6)
    assert "今日始めると、対象は7人です。" in text(office.get(f"{to}do/open/"))
    office.post(f"{to}do/open/")
    assert AskedPerson.objects.filter(questionnaire=row).count() == 7


def test_what_somebody_else_changed_meanwhile_is_not_overwritten(office: Client, room: Room) -> None:
    to = at(room, f"questions/{room.one.pk}/change/")
    sent = {"text": "一", "kind": "one", "options": "足りている\n足りない", "other": "on", "required": "on"}
    based = field(office.get(to), "based_on")
    assert office.post(to, {**sent, "based_on": based}).status_code == 302
    late = office.post(to, {**sent, "text": "二", "based_on": based})
    assert late.status_code == 409
    assert "成田 桂さん" in text(late)
    assert QuestionRow.objects.get(pk=room.one.pk).text == "一"


def test_whoever_is_asked_finds_it_on_the_first_page_keeps_a_draft_and_hands_in(room: Room) -> None:
    (somebody,) = people(1)
    room.open()
    client = browser(somebody)
    assert room.row.title in text(client.get("/"))
    to = at(room, "answer/")
    page = client.get(to)
    assert "回答はあなたの名前と結び付けて保存します" in text(page)
    sent = {"based_on": field(page, "based_on"), f"answer-{room.one.pk}": "1", f"answer-{room.marks.pk}-1": "○"}
    assert client.post(to, {**sent, "do": "draft"}).status_code == 302
    assert not AskedPerson.objects.get(staff=somebody.staff).handed_in
    kept = client.get(to)
    assert client.post(to, {**sent, "based_on": field(kept, "based_on")}).status_code == 302
    assert AskedPerson.objects.get(staff=somebody.staff).answers == {
        str(room.one.pk): {"chosen": ["1"]},
        str(room.marks.pk): {"marks": {"1": "○"}},
    }
    assert room.row.title not in text(client.get("/"))
    assert client.post(to, sent).status_code == 409


def test_a_required_question_without_an_answer_is_told_and_nothing_typed_is_lost(room: Room) -> None:
    (somebody,) = people(1)
    room.open()
    client = browser(somebody)
    page = client.get(at(room, "answer/"))
    sent = {"based_on": field(page, "based_on"), f"answer-{room.text.pk}": "会議室が足りない"}
    answered = client.post(at(room, "answer/"), sent)
    assert answered.status_code == 422
    assert "必須の設問に回答がありません。" in text(answered)
    assert "会議室が足りない" in text(answered)


def test_without_a_name_nothing_typed_goes_into_a_session(nameless: Room) -> None:
    somebody = people(6)[0]
    nameless.open()
    client = browser(somebody)
    to = at(nameless, "answer-anonymously/")
    assert "どこにも残りません" in text(client.get(to))
    client.logout()
    words = {f"answer-{nameless.text.pk}": "席の近くの人のこと"}
    assert client.post(to, words).status_code == 302
    assert [each for each in Session.objects.all() if "席の近く" in str(each.get_decoded())] == []


def test_without_a_name_it_is_handed_in_once(nameless: Room) -> None:
    somebody = people(6)[0]
    nameless.open()
    client = browser(somebody)
    to = at(nameless, "answer-anonymously/")
    sent = {f"answer-{nameless.one.pk}": "1"}
    assert [client.post(to, sent).status_code for _ in range(2)] == [302, 409]


def test_who_is_not_asked_is_told_so(room: Room, someone: Someone) -> None:
    people(1)
    room.open()
    client = Client()
    client.force_login(someone(Role.EMPLOYEE, name="あとから来た人"))
    assert "対象に入っていません" in text(client.get(at(room, "answer/")))


def test_counts_are_for_everybody_once_published_and_words_for_the_office_alone(office: Client, room: Room) -> None:
    asked = people(3)
    room.open()
    for at_, who in enumerate(asked):
        room.hand_in(who, {room.one.pk: chosen("1"), room.text.pk: Answer(text=f"声{at_}")})
    room.close()
    reader = browser(asked[0])
    assert reader.get(at(room, "results/")).status_code == 404
    actions_running.publish(room.row.pk, by=room.by)
    page = text(reader.get(at(room, "results/")))
    assert "100.00" in page
    assert "声0" not in page
    assert reader.get(at(room, "texts/")).status_code == 403
    assert "声0" in text(office.get(at(room, "texts/")))
    assert b"\xe8\xb6\xb3\xe3\x82\x8a" in reader.get(at(room, "results/?format=csv")).content


def test_words_are_blacked_out_and_told_nowhere(office: Client, room: Room) -> None:
    (somebody,) = people(1)
    room.open()
    said = "総務の山田さんに聞いた"
    room.hand_in(somebody, {room.one.pk: chosen("1"), room.text.pk: Answer(text=said)})
    room.close()
    to = at(room, f"questions/{room.text.pk}/black-out/")
    sent = {"text": key_of(said), "words": "山田さん"}
    assert office.post(to, sent).status_code == 302
    assert "総務の■■■に聞いた" in text(office.get(at(room, "texts/")))
    assert not EventContent.objects.filter(body__contains="山田").exists()
    assert not AskedPerson.objects.filter(answers__icontains="山田").exists()
    assert office.post(to, sent).status_code == 409


def test_small_counts_of_departments_are_withheld_on_the_page_and_in_its_file(
    nameless: Room, coordinator: Person
) -> None:
    own, other = people(8), people(9, OTHER)
    nameless.open()
    for at_, who in enumerate((*own, *other)):
        nameless.hand_in(who, {nameless.one.pk: chosen("1" if at_ in {0, 1, 2, 9, 10, 11, 12, 13} else "2")})
    nameless.close()
    office = browser(coordinator)
    page = text(office.get(at(nameless, "results/?by=department")))
    assert "非表示" in page
    csv = office.get(at(nameless, "results/?by=department&format=csv")).content.decode("utf-8-sig")
    rows = [line.split(",") for line in csv.splitlines() if "連携は足り" in line]
    assert {row[5] for row in rows if row[2] in {"足りている", "足りない"}} == {"非表示"}


def test_a_copy_stands_beside_the_last_time(office: Client, room: Room) -> None:
    asked = people(2)
    room.open()
    for who in asked:
        room.hand_in(who, {room.one.pk: chosen("2")})
    room.close()
    sent = {
        "token": "copy",
        "title": "二回目",
        "since": today().isoformat(),
        "until": (today() + timedelta(days=5)).isoformat(),
        "audience": "everybody",
        "names": "named",
    }
    assert office.post(at(room, "copy/"), sent).status_code == 302
    row = Questionnaire.objects.get(title="二回目")
    again = QuestionRow.objects.filter(section__questionnaire=row)
    assert [each.earlier_id for each in again] == [room.one.pk, room.several.pk, room.marks.pk, room.text.pk]
    assert again[1].asked_if_id == again[0].pk
    actions_running.open_now(row.pk, today=today(), by=room.by)
    assert "前回" in text(office.get(f"/questionnaires/{row.pk}/results/"))


def test_a_draft_is_for_the_office_alone(room: Room, someone: Someone) -> None:
    client = Client()
    client.force_login(someone(Role.EMPLOYEE))
    assert client.get(at(room)).status_code == 404
    assert room.row.title not in text(client.get("/questionnaires/"))


def test_the_office_is_told_what_is_over_and_not_closed(coordinator: Person, room: Room) -> None:
    people(1)
    room.open()
    Questionnaire.objects.filter(pk=room.row.pk).update(until=today() - timedelta(days=1))
    assert "期限切れ" in text(browser(coordinator).get("/"))


def test_the_page_of_the_office_makes_another_one_from_nothing(coordinator: Person, kept: Any) -> None:
    client = browser(coordinator)
    assert "職員に尋ねるアンケートを作るか" in text(client.get("/questionnaires/"))
    assert a_room(coordinator).row.title in text(client.get("/questionnaires/"))


def test_the_opinion_that_it_was_asked_for_stands_with_the_measure(
    office: Client, room: Room, coordinator: Person
) -> None:
    audit = an_audit("akita-digital-2", coordinator, {"n-p073": "d-07"})
    (result,) = audit.results.all()
    link(room.row.pk, Served("akita-digital-2", "n-p073", audit_result=result.pk), by=coordinator)
    page = text(office.get(at(room)))
    assert f'href="/audits/results/{result.pk}/"' in page
    assert result.title in page
