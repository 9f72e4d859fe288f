"""Sentences of a sheet's page that are so: names without numbers, money shared with other sheets, a file that was not taken."""

import pytest

from monosashi.office.accounts.permissions import Role
from monosashi.office.accounts.standing import person
from monosashi.office.rounds.actions_accepting import leave_out
from monosashi.office.rounds.actions_preparing import stop_taking
from monosashi.office.rounds.queries import filled, sheet_of
from monosashi.office.ui.language import spoken
from office.answering.conftest import Browser
from office.answering.test_page_of_sheet import Texts, read
from office.laid import Someone
from office.rounds.desk import Desk

SHARED = "n-p077"
"""A measure that shares a budget program with three others. None of them has a number."""


def test_shared_money_is_said_to_be_entered_on_each_sheet_and_measures_without_a_number_have_none(
    desk: Desk, browser: Browser, someone: Someone
) -> None:
    code = desk.full.index.node[SHARED].responsibilities[0].department
    own = person(someone(Role.DEPARTMENT_EDITOR, department=code))
    shown = read(browser(own), f"/rounds/{desk.round.pk}/sheets/{SHARED}/")
    assert "ほかの3施策と共通の予算事業です。どの施策のシートにも、事業全体の額を入力してください。" in shown
    assert "どのシートにも同じ額が出ます" not in shown
    assert "No. " not in shown


def test_that_no_file_was_taken_stands_at_the_top_of_the_page(desk: Desk, browser: Browser, sheet_address: str) -> None:
    told = browser(desk.answerer).post(f"{sheet_address}evidence/", {"slot": ""})
    assert told.status_code == 422
    shown = str(Texts(told.content.decode()))
    assert shown.index("保存していません。次のところを直してください") < shown.index("1 実績と評価")
    assert told.content.decode().count('role="alert"') == 1


@pytest.mark.parametrize("compiling", [False, True])
def test_taking_a_measure_in_says_whether_its_department_can_type(
    desk: Desk, browser: Browser, *, compiling: bool
) -> None:
    leave_out(desk.of, reason="事業が終わった", by=desk.coordinator)
    if compiling:
        stop_taking(number=desk.round.pk, by=desk.coordinator)
    shown = read(browser(desk.coordinator), f"/rounds/{desk.round.pk}/scope/{desk.node}/take-in/")
    assert ("受付を再開するまで、所属は入力できません" in shown) is compiling
    assert ("所属がまた入力できるようになります" in shown) is not compiling


def test_what_is_missing_is_called_by_the_name_of_its_field(desk: Desk) -> None:
    sheet = filled(sheet_of(desk.round, desk.node))
    words = [lack for lack in sheet.lacks if lack.slot.at[0] in {"result", "rating"}]
    assert {"result", "next_step", "disposition"} <= {lack.slot.at[1] for lack in words}
    assert [spoken(lack.said) for lack in words] == [spoken(lack.slot.label) for lack in words]


def test_a_button_pressed_after_the_page_saved_by_itself_says_that_all_is_saved(
    desk: Desk, browser: Browser, sheet_address: str
) -> None:
    client = browser(desk.answerer)
    sent = {"cell:result/result": "3回開いた。", "was:result/result": ""}
    assert client.post(f"{sheet_address}save/", sent, headers={"Accept": "application/json"}).status_code == 200
    shown = str(Texts(client.post(f"{sheet_address}save/", sent, follow=True).content.decode()))
    assert "入力はすべて保存済みです" in shown
