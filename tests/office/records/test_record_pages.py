"""The pages of the register, in every role that matters."""

from datetime import date

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from monosashi.core.plan import Plan
from monosashi.office.accounts.permissions import Role
from monosashi.office.accounts.standing import Person
from monosashi.office.records.models import RecordClass, RecordSettings, RegisterEntry
from monosashi.office.records.usual import rules_now
from office.desk import browser, field, text
from office.every_door import PATTERNS
from office.laid import Someone
from office.plans.as_browser import text_of
from office.records.doors import RECORDS, parts_of
from office.records.room import OTHER, Room, changed, meetings, proposed, registered, year_now

(PAGES,) = RECORDS.elsewhere.values()
FILES = ("/records/?format=xlsx", "/records/ending/?format=csv", "/records/unregistered/?format=csv")


@pytest.mark.usefixtures("laid_plan")
def test_an_office_without_classes_is_told_to_begin_with_them_and_has_usual_periods_and_modes(
    kept: Plan, coordinator: Person, someone: Someone
) -> None:
    assert rules_now().years == (1, 3, 5, 10, 30, None)
    page = text(browser(coordinator).get("/records/"))
    assert "まず、市の文書管理規程にある分類を登録してください" in page
    client = Client()
    client.force_login(someone(Role.EMPLOYEE))
    assert "取りまとめ担当課が分類を登録すると" in text(client.get("/records/"))
    rules = text(client.get("/records/rules/"))
    assert [mode in rules for mode in ("電子決裁", "併用決裁", "押印決裁", "永年")] == [True] * 4


def test_the_register_says_what_is_lacking_and_what_ends_and_comes_as_a_file(room: Room, office: Client) -> None:
    changed_page = text(office.get("/records/"))
    assert "未登録の文書が1件あります" in changed_page
    assert "今年度末までに保存期間が満了する文書が1件あります" in changed_page
    rows = office.get("/records/?format=csv").content.decode("utf-8-sig").splitlines()
    assert len(rows) == 2
    assert f"{year_now()}-03-31" in rows[1]
    assert room.entry.title in text_of(office.get("/records/paper/"))
    assert room.entry.title not in text(office.get("/records/paper/?q=どこにもない"))


def test_several_documents_are_ticked_and_registered_with_what_is_suggested(
    room: Room, office: Client, coordinator: Person
) -> None:
    meetings(coordinator, date(year_now(), 4, 7))
    page = text(office.get("/records/unregistered/"))
    assert page.count("checked") == 0
    assert page.count(f'<option value="{room.of.pk}" selected>') == 2
    ticked = [f"meeting_papers {each.pk}" for each in type(room.meeting).objects.exclude(pk=room.meeting.pk)]
    sent = {"documents": ticked, **{f"class {each}": str(room.of.pk) for each in ticked}}
    assert office.post("/records/unregistered/", sent).status_code == 302
    assert RegisterEntry.objects.count() == 3


def test_one_document_leads_to_its_line_and_a_box_without_a_class_is_told(room: Room, office: Client) -> None:
    value = f"meeting_papers {room.later.pk}"
    gone = "meeting_papers 0"
    refused = office.post("/records/unregistered/", {"documents": [gone, value], f"class {gone}": "1"})
    assert refused.status_code == 422
    assert "分類が選ばれていない文書があります" in text(refused)
    assert text(refused).count("checked") == 1
    answer = office.post("/records/unregistered/", {"documents": [value], f"class {value}": str(room.of.pk)})
    made = RegisterEntry.objects.exclude(pk=room.entry.pk).get()
    assert answer["Location"] == f"/records/{made.pk}/change/"


def test_a_department_is_offered_boxes_for_its_own_documents_alone(
    room: Room, editor: Person, coordinator: Person
) -> None:
    meetings(coordinator, date(year_now(), 4, 7), department=OTHER)
    page = text(browser(editor).get("/records/unregistered/"))
    assert page.count('type="checkbox"') == 1
    assert "他課の文書" in page


def test_a_line_is_completed_on_its_page_and_shows_until_when_it_is_kept(room: Room, editor: Person) -> None:
    client = browser(editor)
    where = f"/records/{room.entry.pk}/change/"
    page = client.get(where)
    sent = {
        "title": room.entry.title, "record_class": room.of.pk, "department": room.entry.department,
        "fiscal_year": "令和7年度", "years": "5", "begins_on": "", "at_end": "transfer", "mode": "電子決裁",
        "approval_number": "総情-123", "approval_day": "2026-03-30", "original": "document_system", "note": "",
        "based_on": field(page, "based_on"),
    }  # fmt: skip
    assert client.post(where, sent).status_code == 302
    shown = text(client.get(f"/records/{room.entry.pk}/"))
    assert "保存: 5年、令和13年3月31日まで" in shown
    assert "総情-123" in shown
    assert "消えません" in shown
    late = client.post(where, {**sent, "years": "30"})
    assert late.status_code == 409
    assert "総情-123" in text(late)


def test_what_ends_is_proposed_decided_and_carried_out_on_pages(room: Room, editor: Person, chief: Person) -> None:
    here = f"/records/{room.entry.pk}/"
    own, other = browser(editor), browser(chief)
    assert "提案待ち" in text(own.get("/records/ending/"))
    assert own.post(f"{here}propose/", {"outcome": "extend", "reason": "まだ使う"}).status_code == 422
    assert own.post(f"{here}propose/", {"outcome": "dispose", "reason": "満了"}).status_code == 302
    at = f"{here}endings/{room.entry.endings.get().pk}/"
    assert f"{at}decide/" not in text(own.get(here))
    assert f"{at}decide/" in text(other.get(here))
    assert other.post(f"{at}decide/", {"act": "refuse", "note": ""}).status_code == 422
    assert other.post(f"{at}decide/", {"act": "agree", "note": ""}).status_code == 302
    day = f"{year_now()}-04-01"
    assert own.post(f"{at}carry-out/", {"done_on": day, "note": "溶解処理"}).status_code == 302
    assert "廃棄済" in text(own.get("/records/"))
    assert room.entry.title not in text(own.get("/records/ending/"))


def test_the_first_page_of_the_coordinating_office_counts_what_ends_without_a_proposal(
    room: Room, office: Client, editor: Person
) -> None:
    assert "保存期間が満了する文書が1件" in text(office.get("/"))
    assert "保存期間が満了する文書が" not in text(browser(editor).get("/"))
    proposed(room.entry, editor)
    assert "保存期間が満了する文書が" not in text(office.get("/"))


def test_periods_and_modes_are_typed_line_by_line_and_lines_of_the_register_keep_theirs(
    room: Room, office: Client, coordinator: Person
) -> None:
    changed(room.entry, coordinator, mode="押印決裁")
    where = "/records/rules/change/"
    based_on = field(office.get(where), "based_on")
    wrong = office.post(where, {"years": "0年", "modes": "電子決裁", "based_on": based_on})
    assert wrong.status_code == 422
    assert "「0年」は保存期間として読めません" in text(wrong)
    sent = {"years": "永年\n7\n1年", "modes": "電子決裁：原則\n紙決裁", "based_on": based_on}
    assert office.post(where, sent).status_code == 302
    assert rules_now().years == (1, 7, None)
    assert [mode.name for mode in rules_now().modes] == ["電子決裁", "紙決裁"]
    assert "押印決裁" in text(office.get(f"/records/{room.entry.pk}/change/"))
    assert office.post(where, {**sent, "years": "2"}).status_code == 409
    assert RecordSettings.objects.count() == 1


def test_a_class_is_entered_once_and_its_mark_stands_once(room: Room, office: Client) -> None:
    sent = {"code": "02", "name": "計画", "years": "permanent", "at_end": "transfer", "token": "once"}
    for _ in range(2):
        assert office.post("/records/rules/classes/new/", sent).status_code == 302
    assert office.post("/records/rules/classes/new/", {**sent, "token": "again"}).status_code == 409
    assert RecordClass.objects.get(code="02").years is None


def queries(browser_: Client, parts: object) -> dict[str, int]:
    assert isinstance(parts, dict)
    names = {name: {part: parts[part] for part in PATTERNS[name].pattern.converters} for name in PAGES}
    found = {}
    for where in (*(reverse(name, kwargs=given) for name, given in names.items()), *FILES):
        with CaptureQueriesContext(connection) as asked:
            assert browser_.get(where).status_code == 200
        found[where] = len(asked)
    return found


def test_pages_take_the_same_queries_for_few_documents_and_for_many(
    room: Room, office: Client, coordinator: Person
) -> None:
    year = year_now()
    others = meetings(coordinator, date(year - 2, 7, 1))
    proposed(registered(others[0], room.of, coordinator), coordinator)
    parts = parts_of(room, coordinator)
    queries(office, parts)
    few = queries(office, parts)
    for nth in range(3):
        made, lacking = meetings(coordinator, date(year - 2, 8, 1 + nth), date(year, 4, 1 + nth), department=OTHER)
        assert lacking.pk
        proposed(registered(made, room.of, coordinator), coordinator)
    assert queries(office, parts) == few
    assert max(few.values()) <= 25
