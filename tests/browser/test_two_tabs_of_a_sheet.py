"""Somebody types into one cell of a sheet in two tabs: what stands there is not overwritten before they say which text counts."""

import pytest

from browser.a_round import HALF
from browser.conftest import Desk, Desks
from browser.round_clicked import cell, saved_by_itself, type_in
from monosashi.office.accounts.permissions import Role

pytestmark = [pytest.mark.slow, pytest.mark.xdist_group("in the browser, step by step")]

SLOT = "result/next_step"
LONG_ENOUGH = 3_500
"""Milliseconds after which the page has saved by itself what it saves by itself."""


def standing(desk: Desk) -> str:
    """What the office has."""
    reader = desk.another_tab()
    reader.go(f"/rounds/{desk.office.samples['number']}/sheets/{HALF}/")
    text = cell(reader, SLOT).locator("textarea").input_value()
    reader.page.close()
    return text


def test_who_types_on_in_a_cell_that_changed_meanwhile_overwrites_nothing_until_they_choose(desks: Desks) -> None:
    first = desks.fresh(Role.DEPARTMENT_EDITOR.value)
    second = first.another_tab()
    for desk in (first, second):
        desk.go(f"/rounds/{desk.office.samples['number']}/sheets/{HALF}/")
    saved_by_itself(first, SLOT, "一つ目のタブの文。")
    type_in(second, SLOT, "二つ目の")
    second.page.locator(".clash").wait_for()
    cell(second, SLOT).locator("textarea").press_sequentially("タブの文。")
    second.page.wait_for_timeout(LONG_ENOUGH)
    assert standing(first) == "一つ目のタブの文。"
    assert "一つ目のタブの文。" in cell(second, SLOT).locator(".clash").inner_text()
    cell(second, SLOT).get_by_text("自分の入力にする").click()
    second.page.locator("#saved").get_by_text("自動で保存しました").wait_for()
    assert standing(first).startswith("二つ目の")
    assert second.page.locator(".clash").count() == 0
    first.context.close()
