"""Drafts save themselves: cell by cell, nothing of anybody lost, and cheap."""

from collections.abc import Callable

import pytest
from django.test import Client
from pytest_django import DjangoAssertNumQueries

from monosashi.office.accounts.permissions import Role
from monosashi.office.accounts.standing import Person, person
from monosashi.office.rounds.actions_answering import Typed, save_answers
from monosashi.office.rounds.models import Round, Sheet, SheetAnswer
from monosashi.office.rounds.queries import parts_of, sheet_of, typed_on
from monosashi.office.rounds.states import RoundState, SheetState
from office.answering.conftest import Browser
from office.laid import Someone
from office.rounds.desk import Desk, submitted

VALUE = "actual/i-p073/value"
BY_SCRIPT = {"Accept": "application/json"}


def sent(**cells: tuple[str, str]) -> dict[str, str]:
    """The form: for each slot the text and what stood there."""
    return {
        **{f"cell:{slot}": text for slot, (text, _) in cells.items()},
        **{f"was:{slot}": was for slot, (_, was) in cells.items()},
    }


@pytest.fixture
def colleague(desk: Desk, someone: Someone) -> Person:
    code = parts_of(sheet_of(desk.round, desk.node)).leads[0]
    return person(someone(Role.DEPARTMENT_EDITOR, department=code, name="長谷川 彩"))


def test_a_cell_that_was_changed_is_saved(desk: Desk, browser: Browser, sheet_address: str) -> None:
    told = browser(desk.answerer).post(
        f"{sheet_address}save/", sent(**{"result/result": ("50箇所を整備した。", "")}), headers=BY_SCRIPT
    )
    assert told.json()["cells"] == {"result/result": {"state": "saved", "html": ""}}
    assert typed_on(sheet_of(desk.round, desk.node)) == {"result/result": "50箇所を整備した。"}


def test_line_ends_of_browsers_are_no_change(desk: Desk, browser: Browser, sheet_address: str) -> None:
    save_answers(desk.of, {"result/result": Typed("一\n二", "")}, by=desk.answerer)
    told = browser(desk.answerer).post(
        f"{sheet_address}save/", sent(**{"result/result": ("一\r\n二", "一\r\n二")}), headers=BY_SCRIPT
    )
    assert told.json()["cells"] == {}


def test_what_cannot_be_read_is_kept_and_told_in_a_sentence(desk: Desk, browser: Browser, sheet_address: str) -> None:
    told = browser(desk.answerer).post(f"{sheet_address}save/", sent(**{VALUE: ("約80", "")}), headers=BY_SCRIPT)
    cell = told.json()["cells"][VALUE]
    assert cell["state"] == "unread"
    assert "約" in cell["html"]
    assert typed_on(sheet_of(desk.round, desk.node)) == {VALUE: "約80"}


def test_two_people_in_one_cell_lose_nothing(
    desk: Desk, browser: Browser, sheet_address: str, colleague: Person
) -> None:
    save_answers(desk.of, {"result/result": Typed("同僚の文", "")}, by=colleague)
    told = browser(desk.answerer).post(
        f"{sheet_address}save/",
        sent(**{"result/result": ("自分の文", ""), "result/next_step": ("続ける。", "")}),
        headers=BY_SCRIPT,
    )
    cells = told.json()["cells"]
    assert cells["result/result"]["state"] == "clash"
    assert cells["result/result"]["was"] == "同僚の文"
    assert "長谷川 彩" in cells["result/result"]["html"]
    assert cells["result/next_step"]["state"] == "saved"
    assert typed_on(sheet_of(desk.round, desk.node)) == {"result/result": "同僚の文", "result/next_step": "続ける。"}


def test_without_a_script_a_button_saves(desk: Desk, browser: Browser, sheet_address: str) -> None:
    client = browser(desk.answerer)
    told = client.post(f"{sheet_address}save/", sent(**{"result/result": ("整備した。", "")}), follow=True)
    assert told.redirect_chain == [(sheet_address, 302)]
    assert "1か所を保存しました。" in told.content.decode()


def test_without_a_script_a_clash_shows_both_texts_and_saving_again_chooses(
    desk: Desk, browser: Browser, sheet_address: str, colleague: Person
) -> None:
    save_answers(desk.of, {"result/result": Typed("同僚の文", "")}, by=colleague)
    client = browser(desk.answerer)
    page = client.post(f"{sheet_address}save/", sent(**{"result/result": ("自分の文", "")}))
    assert page.status_code == 409
    shown = page.content.decode()
    assert 'name="was:result/result" value="同僚の文"' in shown
    assert "\n自分の文</textarea>" in shown
    client.post(f"{sheet_address}save/", sent(**{"result/result": ("自分の文", "同僚の文")}))
    assert typed_on(sheet_of(desk.round, desk.node)) == {"result/result": "自分の文"}


def test_whoever_takes_theirs_saves_nothing_of_their_own(
    desk: Desk, browser: Browser, sheet_address: str, colleague: Person
) -> None:
    save_answers(desk.of, {"result/result": Typed("同僚の文", "")}, by=colleague)
    form = {**sent(**{"result/result": ("自分の文", "同僚の文")}), "theirs:result/result": "yes"}
    browser(desk.answerer).post(f"{sheet_address}save/", form)
    assert typed_on(sheet_of(desk.round, desk.node)) == {"result/result": "同僚の文"}


def test_nobody_else_saves_on_the_sheet(desk: Desk, logged_in: Callable[..., Client], sheet_address: str) -> None:
    other = logged_in(Role.DEPARTMENT_EDITOR, department="d-05")
    told = other.post(f"{sheet_address}save/", sent(**{"result/result": ("よその文", "")}), headers=BY_SCRIPT)
    assert told.status_code == 403
    assert "権限がありません" in told.json()["refused"]
    assert not SheetAnswer.objects.exists()


def test_a_sheet_that_was_handed_on_is_not_saved_and_says_so(desk: Desk, browser: Browser, sheet_address: str) -> None:
    submitted(desk)
    told = browser(desk.answerer).post(
        f"{sheet_address}save/", sent(**{"result/result": ("あとから", "")}), headers=BY_SCRIPT
    )
    assert told.status_code == 409
    assert "提出済" in told.json()["refused"]


def test_what_was_typed_when_the_session_ended_stands_in_the_cells_after_logging_in(
    desk: Desk, browser: Browser, client: Client, sheet_address: str
) -> None:
    gone = client.post(f"{sheet_address}save/", sent(**{"result/result": ("消えない文", "")}), headers=BY_SCRIPT)
    assert gone.status_code == 302
    client.force_login(desk.answerer.staff)
    kept = client.session["kept_forms"]
    page = client.get(f"{sheet_address}save/?kept={next(iter(kept))}", follow=True)
    assert page.redirect_chain[0][0].startswith(f"{sheet_address}?kept=")
    assert "\n消えない文</textarea>" in page.content.decode()
    assert 'name="was:result/result" value=""' in page.content.decode()


def test_a_draft_is_saved_before_the_round_begins_and_the_page_says_why_it_waits(
    desk: Desk, browser: Browser, sheet_address: str
) -> None:
    Round.objects.filter(pk=desk.round.pk).update(state=RoundState.PREPARING)
    client = browser(desk.answerer)
    client.post(f"{sheet_address}save/", sent(**{"result/result": ("3月の下書き", "")}), headers=BY_SCRIPT)
    page = client.get(sheet_address).content.decode()
    assert "照会が始まると、ここから確認に回せます。" in page
    assert f'formaction="{sheet_address}submit/"' not in page
    assert "3月の下書き" in page
    refused = client.post(f"{sheet_address}submit/", {})
    assert refused.status_code == 409


@pytest.mark.slow
def test_saving_asks_the_database_few_times_whatever_stands_on_the_sheet(
    desk: Desk, browser: Browser, sheet_address: str, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    save_answers(desk.of, desk.answers(), by=desk.answerer)
    client = browser(desk.answerer)
    client.post(f"{sheet_address}save/", sent(**{"result/response": ("一", "")}), headers=BY_SCRIPT)
    with django_assert_num_queries(SAVE):
        client.post(f"{sheet_address}save/", sent(**{"result/response": ("二", "一")}), headers=BY_SCRIPT)


SAVE = 12
"""Session and person 6; sheet, departments, round, successions, answers and their write in one transaction."""


@pytest.mark.slow
def test_handing_on_locks_the_sheet_once_whatever_was_typed(
    desk: Desk, browser: Browser, sheet_address: str, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    save_answers(desk.of, desk.answers(), by=desk.answerer)
    client = browser(desk.answerer)
    with django_assert_num_queries(HAND_ON) as asked:
        client.post(f"{sheet_address}submit/", {**sent(**{"result/response": ("一", "")}), "seen": 0})
    assert Sheet.objects.get(round=desk.round, node=desk.node).state == SheetState.AWAITING_CONFIRMATION
    assert SheetAnswer.objects.get(sheet__node=desk.node, slot="result/response").text == "一"
    locking = [each for each in asked.captured_queries if 'FROM "rounds_sheet" ' in each["sql"]]
    assert len(locking) == 1


HAND_ON = 20
"""As a save; the way (departments, steps, successions), its steps laid, the sheet, and the event's three rows."""


def test_a_save_does_not_change_what_others_saw_of_the_sheet(desk: Desk) -> None:
    save_answers(desk.of, desk.answers(), by=desk.answerer)
    assert Sheet.objects.get(round=desk.round, node=desk.node).version == 0
