"""Pages of meetings say where each stands, what is late and what is missing; other pages name what concerns them."""

import csv
import io
from collections.abc import Callable

import pytest
from django.test import Client

from monosashi.core.plan import Plan
from monosashi.office.accounts.permissions import Role
from monosashi.office.accounts.standing import Person
from monosashi.office.entering.told import new_token
from monosashi.office.meetings import actions_bodies, actions_decisions
from monosashi.office.meetings.told import MemberTold
from office.desk import browser, text
from office.meetings.room import MEASURE, OWN, PLAN, Room, a_decision, a_meeting, at


def test_every_page_that_is_decided_on_opens(office: Client, room: Room) -> None:
    decision = f"decisions/{room.decision.pk}/"
    own = ("change/", "hold/", "cancel/", "plan-again/", "keep-minutes/", "no-minutes/", "items/new/", "items/carry/")
    of_decision = ("change/", "report/", "close/", "send-back/", "call-off/", "take-up/")
    pages = (*own, *(f"{decision}{each}" for each in of_decision), "papers/new/", "decisions/new/")
    assert {page: office.get(at(room, page)).status_code for page in pages} == dict.fromkeys(pages, 200)


def test_the_first_line_names_the_next_meeting_what_is_late_and_what_is_missing(
    office: Client, coordinator: Person, room: Room
) -> None:
    a_meeting(room.body, coordinator, days=5)
    page = text(office.get("/meetings/"))
    assert "次の会議は" in page
    assert "期限を過ぎた決定が1件あります。" in page
    assert "議事要旨がまだない会議が1件あります。" in page


@pytest.mark.parametrize(
    ("role", "says"), [(Role.COORDINATING_OFFICE, "まず会議体"), (Role.EMPLOYEE, "取りまとめ担当課が会議を登録すると")]
)
def test_an_empty_page_says_what_to_do_next(db: None, logged_in: Callable[..., Client], role: Role, says: str) -> None:
    assert says in text(logged_in(role).get("/meetings/"))


@pytest.mark.parametrize(
    ("where", "head"),
    [
        ("/meetings/", ["会議", "開催日", "状態"]),
        ("/meetings/decisions/", ["決定事項", "状態", "期限", "期限からの日数"]),
    ],
)
def test_lists_are_downloaded(office: Client, room: Room, where: str, head: list[str]) -> None:
    rows = list(csv.reader(io.StringIO(office.get(f"{where}?format=csv").content.decode("utf-8-sig"))))
    assert (rows[0][: len(head)], len(rows)) == (head, 2)
    assert office.get(f"{where}?format=xlsx").status_code == 200


@pytest.mark.parametrize(
    ("asked", "found"),
    [
        ("state=overdue", 1),
        ("state=going_on", 1),
        ("state=done", 1),
        ("department=市民課", 2),
        ("department=nowhere", 2),
        ("q=手続", 2),
        ("q=予算", 0),
    ],
)
def test_decisions_are_narrowed(office: Client, coordinator: Person, room: Room, asked: str, found: int) -> None:
    done = a_decision(room.item, coordinator)
    type(done).objects.filter(pk=done.pk).update(state="done")
    rows = office.get(f"/meetings/decisions/?{asked}&format=csv").content.decode("utf-8-sig").splitlines()
    assert len(rows) == found + 1


def test_a_list_that_is_downloaded_names_no_account(office: Client, coordinator: Person, room: Room) -> None:
    told = MemberTold("member", "総務課長", coordinator.staff.username)
    actions_bodies.add_member(room.body.pk, told, token=new_token(), by=coordinator)
    files = (f"/meetings/bodies/{room.body.pk}/?format=csv", "/meetings/?format=csv", "/meetings/decisions/?format=csv")
    assert [name for name in files if coordinator.staff.name in office.get(name).content.decode()] == []
    assert coordinator.staff.name in text(office.get(f"/meetings/bodies/{room.body.pk}/"))


def test_a_measure_says_where_it_was_discussed_and_what_was_decided(office: Client, room: Room) -> None:
    page = text(office.get(f"/plans/{PLAN}/measures/{MEASURE}/"))
    assert "会議での協議と決定" in page
    assert f'href="/meetings/{room.meeting.pk}/decisions/{room.decision.pk}/"' in page
    assert "会議での協議と決定" not in text(office.get(f"/plans/{PLAN}/measures/n-p074/"))


def test_a_department_says_what_it_still_has_to_do(office: Client, coordinator: Person, room: Room) -> None:
    where = f"/plans/{PLAN}/departments/{OWN}/"
    assert "窓口の手続を見直す" in text(office.get(where))
    actions_decisions.call_off(room.meeting.pk, room.decision.pk, reason="-", by=coordinator)
    assert "窓口の手続を見直す" not in text(office.get(where))


def test_the_first_page_of_a_department_shows_its_decision_with_its_day(editor: Person, other_editor: Person) -> None:
    assert "窓口の手続を見直す" in text(browser(editor).get("/"))
    assert "（1日超過）" in text(browser(editor).get("/"))
    assert "窓口の手続を見直す" not in text(browser(other_editor).get("/"))


def test_the_first_page_of_the_office_shows_what_waits_for_it(
    office: Client, editor: Person, coordinator: Person, room: Room
) -> None:
    page = text(office.get("/"))
    assert "期限を過ぎた決定が1件あります" in page
    assert "議事要旨がまだありません。開催から20日たちました。" in page
    actions_decisions.report(room.meeting.pk, room.decision.pk, text="済んだ。", by=editor)
    assert "報告の確認を待つ決定が1件あります" in text(office.get("/"))


@pytest.mark.parametrize("role", [Role.EMPLOYEE, Role.BODY_MEMBER])
def test_the_next_meetings_stand_on_everybodys_first_page(
    logged_in: Callable[..., Client], coordinator: Person, room: Room, role: Role
) -> None:
    a_meeting(room.body, coordinator, days=5)
    page = text(logged_in(role).get("/"))
    assert "これからの会議" in page
    assert "推進会議" in page


def test_everybody_reads_and_sees_no_button(kept: Plan, logged_in: Callable[..., Client], room: Room) -> None:
    reader = logged_in(Role.BODY_MEMBER)
    page = text(reader.get(at(room)))
    assert "取組状況について" in page
    assert [button for button in ("議題を加える", "開催済にする", "決定事項を記録する") if button in page] == []


@pytest.mark.parametrize("kind", ["meeting", "meeting_body", "meeting_decision"])
def test_the_history_is_open_to_everybody_in_words(logged_in: Callable[..., Client], room: Room, kind: str) -> None:
    pk = {"meeting": room.meeting, "meeting_body": room.body, "meeting_decision": room.decision}[kind].pk
    plan = "" if kind == "meeting_body" else PLAN
    page = logged_in(Role.EMPLOYEE).get(f"/events/{kind}/{pk}/?plan={plan}")
    assert page.status_code == 200
    assert f">{kind}." not in text(page)


@pytest.mark.parametrize("where", ["999/", "999/agenda/", "bodies/999/", "999/decisions/1/", "999/papers/1/"])
def test_what_is_not_there_is_not_found(office: Client, where: str) -> None:
    assert office.get(f"/meetings/{where}").status_code == 404


def test_the_newest_meeting_stands_first_whichever_was_entered_last(
    office: Client, coordinator: Person, room: Room
) -> None:
    days = {a_meeting(room.body, coordinator, days=days).day.isoformat() for days in (-400, 5, -40)}
    rows = list(csv.reader(io.StringIO(office.get("/meetings/?format=csv").content.decode("utf-8-sig"))))
    told = [row[1] for row in rows[1:]]
    assert told == sorted({*days, room.meeting.day.isoformat()}, reverse=True)
