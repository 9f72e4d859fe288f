"""The session ends while somebody fills a sheet: what they type before and after is kept, and nothing frightens them on the way back."""

import pytest
from playwright.sync_api import Dialog

from browser.a_round import HALF
from browser.conftest import Desk, Desks
from browser.round_clicked import cell
from monosashi.office.accounts.permissions import Role

pytestmark = [pytest.mark.slow, pytest.mark.xdist_group("in the browser, step by step")]

EDITOR = Role.DEPARTMENT_EDITOR.value


def types(desk: Desk, slot: str, text: str) -> None:
    """Type into a cell, and wait until the page has sent it away by itself."""
    with desk.page.expect_response(lambda answer: "/log-in/" in answer.url):
        cell(desk, slot).locator("textarea").fill(text)
        cell(desk, slot).locator("textarea").dispatch_event("input")
    desk.page.locator("#saved").get_by_text("入力は預かっています").wait_for()


def dialogs_of(desk: Desk) -> list[str]:
    """What the browser asks from now on; every question is answered with yes."""
    asked: list[str] = []

    def answer(dialog: Dialog) -> None:
        asked.append(dialog.type)
        dialog.accept()

    desk.page.on("dialog", answer)
    return asked


def standing(desk: Desk, slot: str) -> str:
    return cell(desk, slot).locator("textarea").input_value()


def test_what_is_typed_before_and_after_the_session_ended_stands_there_again_and_no_dialog_comes(desks: Desks) -> None:
    desk = desks.fresh(EDITOR)
    asked = dialogs_of(desk)
    desk.go(f"/rounds/{desk.office.samples['number']}/sheets/{HALF}/")
    desk.context.clear_cookies(name="sessionid")
    types(desk, "result/result", "切れたときに書いていた文。")
    types(desk, "result/next_step", "そのあとに書いた文。")
    desk.follow("#saved a")
    assert asked == []
    desk.log_in(EDITOR)
    assert (standing(desk, "result/result"), standing(desk, "result/next_step")) == (
        "切れたときに書いていた文。",
        "そのあとに書いた文。",
    )
    assert "保存済み" not in desk.page.locator("#saved").inner_text()
    assert "まだ保存していません" in desk.page.locator("#saved").inner_text()
    desk.context.close()


def test_what_was_not_taken_away_yet_is_asked_about_before_the_page_is_left(desks: Desks) -> None:
    desk = desks.fresh(EDITOR)
    asked = dialogs_of(desk)
    desk.go(f"/rounds/{desk.office.samples['number']}/sheets/{HALF}/")
    desk.context.clear_cookies(name="sessionid")
    types(desk, "result/result", "切れたときに書いていた文。")
    cell(desk, "result/next_step").locator("textarea").press_sequentially("まだ送っていない")
    desk.page.reload()
    assert asked == ["beforeunload"]
    desk.context.close()
