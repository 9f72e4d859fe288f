"""The menu at every width: one row on a screen, one that opens on a phone, with the keyboard alone; where one is stays in sight."""

import pytest

from browser.conftest import Desk, Desks
from browser.looking import set_width, too_wide
from monosashi.office.accounts.permissions import Role

pytestmark = [pytest.mark.slow, pytest.mark.xdist_group("in English")]
SCREENS = (1280, 1100, 936)
PHONE, ZOOMED = 390, 640
"""640 is a screen of 1280 at 200 %."""
THUMB = 44
ROWS = """() => new Set([...document.querySelectorAll('.nav > li')].filter(each => each.checkVisibility())
  .map(each => Math.round(each.getBoundingClientRect().top))).size"""
SMALL = """least => [...document.querySelectorAll('.menu :is(a, summary)')].filter(each => each.checkVisibility())
  .map(each => [each.innerText, each.getBoundingClientRect()])
  .filter(([, box]) => box.width < least || box.height < least).map(([name]) => name)"""
CURRENT = """() => [...document.querySelectorAll('.menu [aria-current]')].filter(each => each.checkVisibility())
  .map(each => each.innerText)"""
COVERED = """() => { const row = document.querySelector('.nav__group details[open] ul').getBoundingClientRect()
  return row.bottom > document.querySelector('main').getBoundingClientRect().top + 1 }"""


def press_to(desk: Desk, selector: str) -> None:
    """The tabulator until one is there, then the return key."""
    for _ in range(30):
        desk.page.keyboard.press("Tab")
        if desk.page.evaluate("s => document.activeElement.matches(s)", selector):
            return desk.page.keyboard.press("Enter")
    raise AssertionError(selector)


@pytest.mark.parametrize("language", ["ja", "en"])
def test_the_menu_is_one_row_on_a_screen_and_the_open_group_covers_nothing(desks: Desks, language: str) -> None:
    desk = desks.fresh(Role.ADMINISTRATOR.value)
    desk.follow(f'button[name=language][value="{language}"]')
    desk.go("/questionnaires/")
    for width in SCREENS:
        assert too_wide(desk, width) == ""
        assert (desk.page.evaluate(ROWS), desk.page.evaluate(COVERED)) == (1, False), width
    assert desk.faults == []
    desk.context.close()


def test_another_group_is_opened_with_the_keyboard_while_where_one_is_stays_in_sight(desks: Desks) -> None:
    desk = desks.of(Role.EMPLOYEE)
    desk.go("/audits/")
    assert desk.page.evaluate(CURRENT) == ["会議・監査", "監査"]
    press_to(desk, ".nav__group:has(a[href='/people/']) summary")
    assert desk.page.locator(".nav__group a:visible").all_inner_texts() == ["推進体制", "研修", "組織", "職員"]
    assert desk.page.evaluate(CURRENT) == ["会議・監査"]
    with desk.page.expect_navigation():
        press_to(desk, ".nav__group a[href='/people/']")
    assert desk.page.evaluate(CURRENT) == ["体制・職員", "職員"]


def test_the_menu_of_a_phone_opens_and_each_entry_is_as_large_as_a_thumb(desks: Desks) -> None:
    desk = desks.of(Role.EMPLOYEE)
    desk.go("/audits/")
    for width in (ZOOMED, PHONE):
        set_width(desk, width)
        assert desk.page.evaluate(CURRENT) == ["監査"]
    press_to(desk, ".menu__all > summary")
    assert desk.page.locator(".menu__all a:visible").count() >= 10
    assert desk.page.evaluate(SMALL, THUMB) == []
    assert too_wide(desk, PHONE) == ""
    with desk.page.expect_navigation():
        press_to(desk, ".menu__all a[href='/records/']")
    assert desk.page.evaluate(CURRENT) == ["文書の保存"]
    assert not desk.page.locator(".menu__all a").first.is_visible()
