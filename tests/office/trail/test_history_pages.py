"""The history of a thing as a page: found in a fixed number of queries, filtered, downloaded, closed where it is about people."""

import re
from collections.abc import Callable
from contextlib import AbstractContextManager
from dataclasses import replace
from html import unescape

import pytest
from django.db import transaction
from django.test import Client

from monosashi.core.changes import diff
from monosashi.core.plan import Plan
from monosashi.office.accounts.permissions import Role
from monosashi.office.accounts.standing import Person, person
from monosashi.office.events.models import Event
from monosashi.office.events.queries import history, told
from monosashi.office.events.recording import record
from monosashi.office.events.values import Subject
from monosashi.office.plans.actions import save
from monosashi.office.plans.queries import whole
from monosashi.office.trail.keeping import correct, dispose
from office.laid import Someone

pytestmark = pytest.mark.slow

LogIn = Callable[..., Client]


def rename(plan: Plan, node: str, name: str, by: Person) -> None:
    now = whole(plan.id)
    nodes = tuple(replace(one, name=name) if one.id == node else one for one in now.nodes)
    changes = diff(now, replace(now, nodes=nodes))
    save(plan_id=plan.id, based_on=now.revision, changes=changes, by=by, why="改称")


def test_the_history_of_a_measure_has_the_saves_that_touched_it_and_the_import(kept: Plan, coordinator: Person) -> None:
    rename(kept, "n-p069", "新しい名称", coordinator)
    rename(kept, "n-p070", "別の施策", coordinator)
    found = told(history("measure", "n-p069", kept.id))
    assert [(one.action, one.why) for one in found] == [("plan.saved", "改称"), ("plan.imported", "")]


def test_the_page_says_what_was_done_by_whom_and_why(kept: Plan, coordinator: Person, logged_in: LogIn) -> None:
    rename(kept, "n-p069", "新しい名称", coordinator)
    page = logged_in().get("/events/measure/n-p069/", {"plan": kept.id}).content.decode()
    assert all(words in page for words in ("新しい名称の記録", "成田 桂", "改称"))
    event = Event.objects.get(action="plan.saved")
    page = logged_in().get(f"/events/{event.pk}/").content.decode()
    assert "新しい名称" in page
    measure = logged_in().get(f"/plans/{kept.id}/measures/n-p069/").content.decode()
    assert f"/events/{event.pk}/" in measure


def test_a_plan_is_called_by_its_name_and_what_was_listed_stands_on_one_line_each(kept: Plan, logged_in: LogIn) -> None:
    page = logged_in().get(f"/events/plan/{kept.id}/").content.decode()
    assert f"<h1>{kept.name}の記録</h1>" in page
    taken = Event.objects.get(action="department.taken")
    page = logged_in().get(f"/events/{taken.pk}/").content.decode()
    assert f">{kept.name}</a>" in page
    assert '<th scope="row">1</th>' in page
    assert page.count("<tr>") == len(kept.departments) + 1


def test_however_many_events_there_are_a_page_asks_the_same_number_of_queries(
    kept: Plan, coordinator: Person, django_assert_max_num_queries: Callable[..., AbstractContextManager[object]]
) -> None:
    with transaction.atomic():
        for number in range(300):
            record("plan.saved", Subject("measure", "n-1", f"{number}", kept.id), by=coordinator.actor)
    with django_assert_max_num_queries(2):
        assert len(told(history("measure", "n-1", kept.id))) == 300


@pytest.mark.parametrize("format_", ["csv", "xlsx"])
def test_a_history_is_downloaded(format_: str, kept: Plan, logged_in: LogIn) -> None:
    answer = logged_in().get(f"/events/plan/{kept.id}/", {"format": format_})
    assert answer.status_code == 200
    assert "attachment" in answer["Content-Disposition"]


def test_a_formula_in_a_reason_is_neutral_in_the_download(kept: Plan, coordinator: Person, logged_in: LogIn) -> None:
    now = whole(kept.id)
    changes = diff(now, replace(now, name="別の名前"))
    save(plan_id=kept.id, based_on=now.revision, changes=changes, by=coordinator, why="=HYPERLINK(1)")
    answer = logged_in().get(f"/events/plan/{kept.id}/", {"format": "csv"}).content.decode()
    assert "'=HYPERLINK(1)" in answer


def test_what_was_done_to_people_is_for_those_who_manage_them(coordinator: Person, logged_in: LogIn) -> None:
    with transaction.atomic():
        event = record("staff.changed", Subject("staff", "12", "田中 花子"), by=coordinator.actor)
    for path in ("/events/staff/12/", f"/events/{event.pk}/"):
        assert logged_in(Role.COORDINATING_OFFICE).get(path).status_code == 403
        assert logged_in(Role.ADMINISTRATOR).get(path).status_code == 200


def test_an_administrator_disposes_of_a_content_on_its_page(coordinator: Person, logged_in: LogIn) -> None:
    with transaction.atomic():
        event = record("staff.changed", Subject("staff", "12", "田中 花子"), by=coordinator.actor)
    browser = logged_in(Role.ADMINISTRATOR)
    assert browser.post(f"/events/{event.pk}/dispose/", {"why": ""}).status_code == 422
    assert browser.post(f"/events/{event.pk}/correct/", {"wrong": "太郎", "right": "", "why": "x"}).status_code == 409
    assert browser.post(f"/events/{event.pk}/dispose/", {"why": "保存期間の満了"}).status_code == 302
    page = browser.get(f"/events/{event.pk}/").content.decode()
    assert "田中" not in page
    assert "保存期間の満了" in page
    assert logged_in(Role.COORDINATING_OFFICE).post(f"/events/{event.pk}/dispose/", {"why": "x"}).status_code == 403


def test_a_thing_of_which_nothing_is_recorded_has_an_empty_page_that_says_so(logged_in: LogIn) -> None:
    answer = logged_in().get("/events/measure/none/")
    assert (answer.status_code, "記録はまだありません" in answer.content.decode()) == (200, True)


def test_what_a_sheet_was_handed_on_with_is_called_as_on_the_sheet_and_by_the_plans_own_names(
    kept: Plan, coordinator: Person, logged_in: LogIn
) -> None:
    answers = {
        "result/disposition": "continue",
        "result/next_step": "続ける。",
        "rating/progress/grade": "B",
        "actual/i-p073/value": "87.6",
        "money/b-p073/carried_out": "0",
    }
    with transaction.atomic():
        subject = Subject("sheet", "1/n-p073", "マイナンバーカードの取得促進", kept.id)
        before, after = {"state": "drafting"}, {"state": "awaiting_confirmation", "answers": answers}
        event = record("sheet.submit", subject, by=coordinator.actor, before=before, after=after)
    page = logged_in().get(f"/events/{event.pk}/").content.decode()
    heads = [unescape(each) for each in re.findall(r'<th scope="row">(.*?)</th>', page)]
    indicator, program = kept.index.indicator["i-p073"].name, next(p for p in kept.budget_programs if p.id == "b-p073")
    assert heads == [
        "状態",
        f"回答 / 実績値 / {indicator} / 値",
        f"回答 / 金額 / {program.name} / 翌年度への繰越",
        "回答 / 自己評価 / 評価",
        "回答 / 今後の方向性",
        "回答 / 次年度の取組",
    ]
    cells = [unescape(each).strip() for each in re.findall(r"<td[^>]*>\s*<div>(.*?)</div>", page, re.DOTALL)]
    assert cells[:2] == ["作成中", "確認待ち"]
    assert "継続" in cells
    assert "続ける。" in cells


def text(client: Client, address: str, **asked: str) -> str:
    answer = client.get(address, asked)
    assert answer.status_code == 200
    return unescape(re.sub(r"\s+", " ", re.sub(r"<[^>]+>", " ", answer.content.decode())))


def test_a_reason_that_was_disposed_of_is_not_called_one_that_nobody_gave(
    kept: Plan, coordinator: Person, someone: Someone, logged_in: LogIn
) -> None:
    rename(kept, "n-p069", "新しい名称", coordinator)
    event = Event.objects.get(action="plan.saved")
    dispose(event.pk, by=person(someone(Role.ADMINISTRATOR)), why="保存期間の満了")
    client = logged_in()
    own = text(client, f"/plans/{kept.id}/measures/n-p069/").partition("すべての記録を見る")[0]
    assert "保存期間の満了 廃棄の理由" in own
    page = text(client, f"/events/{event.pk}/")
    assert "保存期間の満了 廃棄の理由" in page
    assert "理由 記載なし" not in page


def test_words_that_were_corrected_do_not_come_back_in_what_changed(
    kept: Plan, coordinator: Person, someone: Someone, logged_in: LogIn
) -> None:
    rename(kept, "n-p069", "田中花子の施策", coordinator)
    event = Event.objects.get(action="plan.saved")
    client = logged_in()
    assert "田中花子の施策」に改まりました" in text(client, f"/events/{event.pk}/")
    correct(event.pk, wrong="田中花子", right="職員", by=person(someone(Role.ADMINISTRATOR)), why="個人の名前")
    page = text(client, f"/events/{event.pk}/")
    assert ("田中花子の施策」に改まりました" in page, "職員の施策" in page) == (False, True)


def test_the_history_of_what_the_plan_has_no_more_leads_to_no_page_that_is_not_there(
    kept: Plan, coordinator: Person, logged_in: LogIn
) -> None:
    client = logged_in()
    page = client.get("/events/measure/n-p069/", {"plan": kept.id}).content.decode()
    assert f'href="/plans/{kept.id}/measures/n-p069/"' in page
    for address in ("/events/measure/n-gone/", "/events/node/n-gone/"):
        page = client.get(address, {"plan": kept.id}).content.decode()
        assert f'href="/plans/{kept.id}/' not in page.partition("<main")[2]
    assert 'href="/plans/gone/"' not in client.get("/events/plan/gone/").content.decode()
