"""What happened lately to what is one's own stands on one's first page, and nothing of what is not."""

from collections.abc import Callable

import pytest
from django.db import transaction
from django.test import Client

from monosashi.core.plan import Plan
from monosashi.office.accounts.permissions import Role
from monosashi.office.accounts.standing import Person
from monosashi.office.events.recording import record
from monosashi.office.events.values import Subject, Touched

pytestmark = pytest.mark.slow

LogIn = Callable[..., Client]


def lately(client: Client) -> str:
    """What the section says."""
    page = client.get("/").content.decode()
    return page.partition('id="lately"')[2].partition("</section>")[0]


def happened(subject: Subject, by: Person, action: str = "sheet.return", *touched: Touched) -> int:
    """An event, by its number."""
    with transaction.atomic():
        return record(action, subject, by=by.actor, places=touched).pk


def test_an_editor_reads_what_became_of_the_departments_own_measures_alone(
    kept: Plan, coordinator: Person, logged_in: LogIn
) -> None:
    own = happened(
        Subject("sheet", "1/n-p073", "自分のシート", kept.id), coordinator, "sheet.return", Touched("measure", "n-p073")
    )
    happened(
        Subject("sheet", "1/n-p145", "よそのシート", kept.id), coordinator, "sheet.return", Touched("measure", "n-p145")
    )
    happened(
        Subject("extension", "1/1", "市民課", kept.id), coordinator, "extension.given", Touched("department", "d-07")
    )
    told = lately(logged_in(Role.DEPARTMENT_EDITOR, department="d-07"))
    assert f'href="/events/{own}/">自分のシート</a><br>成田 桂がシートを差し戻した。' in told
    assert "成田 桂が期限を延ばした。" in told
    assert "よそのシート" not in told


def test_whoever_runs_rounds_reads_what_is_done_in_the_plan_and_nothing_about_people(
    kept: Plan, coordinator: Person, logged_in: LogIn
) -> None:
    happened(Subject("sheet", "1/n-p145", "バスのシート", kept.id), coordinator)
    happened(Subject("staff", "12", "田中 花子", kept.id), coordinator, "staff.changed")
    told = lately(logged_in(Role.COORDINATING_OFFICE))
    assert "バスのシート" in told
    assert "田中" not in told


def test_the_coordinating_office_of_one_plan_reads_of_that_plan_alone(
    kept: Plan, coordinator: Person, logged_in: LogIn
) -> None:
    happened(Subject("sheet", "1/n-p145", "バスのシート", kept.id), coordinator)
    happened(Subject("sheet", "1/n-p145", "よその計画のシート", "another-plan"), coordinator)
    told = lately(logged_in(Role.COORDINATING_OFFICE, plan=kept.id))
    assert "バスのシート" in told
    assert "よその計画" not in told
    assert "よその計画のシート" in lately(logged_in(Role.COORDINATING_OFFICE))


def test_words_that_were_corrected_are_read_on_the_first_page_as_corrected(
    kept: Plan, coordinator: Person, logged_in: LogIn
) -> None:
    number = happened(Subject("sheet", "1/n-p145", "誤った名前", kept.id), coordinator)
    asked = {"wrong": "誤った名前", "right": "正しい名前", "why": "誤記"}
    assert logged_in(Role.ADMINISTRATOR).post(f"/events/{number}/correct/", asked).status_code == 302
    told = lately(logged_in(Role.COORDINATING_OFFICE))
    assert f'/events/{number}/">正しい名前</a><br>成田 桂がシートを差し戻した。' in told


def test_where_nothing_is_recorded_of_ones_own_the_page_says_so(logged_in: LogIn) -> None:
    assert "まだ何も記録されていません" in lately(logged_in(Role.COORDINATING_OFFICE))
