"""With the keyboard alone: log in, find a measure, edit, save, log out; return a sheet, answer it. Where one is can be seen at each step."""

import pytest

from browser.conftest import Desk, Desks
from browser.round_clicked import state
from monosashi.office.accounts.permissions import Role

pytestmark = [pytest.mark.slow, pytest.mark.xdist_group("in the browser, step by step")]

MOST_STEPS = 160
"""A page on which the tabulator has to be pressed more often is no page for the keyboard."""

IN_FOCUS = """() => { const e = document.activeElement, style = getComputedStyle(e), box = e.getBoundingClientRect()
  return { body: e === document.body, ring: style.outlineStyle !== 'none' && parseFloat(style.outlineWidth) >= 2,
    seen: box.width > 0 && box.height > 0 && box.bottom > 0 && box.top < innerHeight && box.right > 0,
    html: e.outerHTML.slice(0, 120) } }"""


def press(desk: Desk, key: str) -> None:
    """A key; then where one is has to be seen."""
    desk.page.keyboard.press(key)
    at = desk.page.evaluate(IN_FOCUS)
    assert at["body"] or (at["ring"] and at["seen"]), at


def tab_to(desk: Desk, selector: str) -> None:
    """Press the tabulator until one is there."""
    for _ in range(MOST_STEPS):
        press(desk, "Tab")
        if desk.page.evaluate("s => document.activeElement.matches(s)", selector):
            return
    raise AssertionError(selector)


def enter(desk: Desk) -> None:
    """Follow the link or press the button that one is on."""
    with desk.page.expect_navigation():
        desk.page.keyboard.press("Enter")


def test_the_keyboard_alone_is_enough(desks: Desks) -> None:
    desk = desks.nobody()
    desk.go("/")
    tab_to(desk, "#id_login")
    desk.page.keyboard.type(Role.DEPARTMENT_EDITOR.value)
    tab_to(desk, "#id_password")
    desk.page.keyboard.type(desk.office.password)
    enter(desk)
    tab_to(desk, 'nav a[href="/search/"]')
    enter(desk)
    tab_to(desk, "main input[name=q]")
    desk.page.keyboard.type("マイナンバーカードの取得")
    enter(desk)
    tab_to(desk, 'main a[href*="/measures/n-p073/"]')
    enter(desk)
    tab_to(desk, 'main a[href*="/edit/nodes/n-p073/"]')
    enter(desk)
    tab_to(desk, "[id='c-effect']")
    desk.page.keyboard.press("Control+End")
    desk.page.keyboard.type("鍵盤だけで書いた。")
    tab_to(desk, "main form .btn--main")
    enter(desk)
    assert "保存しました" in desk.page.locator("main [role=status]").first.inner_text()
    assert "鍵盤だけで書いた。" in desk.page.input_value("[id='c-effect']")
    tab_to(desk, "header form button")
    enter(desk)
    assert "/log-in/" in desk.page.url
    assert desk.faults == []
    desk.context.close()


def test_a_confirmer_returns_a_sheet_and_whoever_answers_hands_it_on_again(desks: Desks) -> None:
    confirmer, editor = desks.of(Role.CONFIRMER), desks.of(Role.DEPARTMENT_EDITOR)
    sheet = f'main a[href*="/sheets/{desks.office.samples["confirming:confirm"][1]}/"]'
    confirmer.go("/")
    tab_to(confirmer, sheet)
    enter(confirmer)
    tab_to(confirmer, "#way details:has(#return-note) > summary")
    press(confirmer, "Enter")
    tab_to(confirmer, "#return-note")
    confirmer.page.keyboard.type("件数の根拠を書いてください。")
    tab_to(confirmer, "#way details:has(#return-note) button")
    enter(confirmer)
    assert state(confirmer) == "差戻し"
    editor.go("/")
    assert "件数の根拠を書いてください。" in editor.text
    tab_to(editor, sheet)
    enter(editor)
    tab_to(editor, "[data-slot='result/result'] textarea")
    editor.page.keyboard.press("Control+End")
    editor.page.keyboard.type("根拠は月次報告。")
    tab_to(editor, "button[form=sheet].btn--main")
    enter(editor)
    assert state(editor) == "確認待ち"
    assert "根拠は月次報告。" in editor.text
    assert confirmer.faults == editor.faults == []


@pytest.mark.parametrize("path", ["/", "/plans/akita-digital-2/measures/", "/plans/akita-digital-2/edit/nodes/n-p073/"])
def test_the_first_step_leads_past_the_menu(desks: Desks, path: str) -> None:
    desk = desks.of(Role.DEPARTMENT_EDITOR)
    desk.go(path)
    press(desk, "Tab")
    assert desk.page.evaluate("document.activeElement.className") == "skip"
    desk.page.keyboard.press("Enter")
    assert desk.page.evaluate("document.activeElement.id") == "main"
    press(desk, "Tab")
    assert desk.page.evaluate("document.activeElement.closest('main') !== null")


def test_the_judgement_is_announced_while_one_types_and_the_focus_stays(desks: Desks) -> None:
    desk = desks.of(Role.DEPARTMENT_EDITOR)
    desk.go("/plans/akita-digital-2/edit/indicators/i-p073/")
    before = desk.page.inner_text("#judged")
    desk.page.focus("[id='c-actuals/2024/value']")
    desk.page.keyboard.press("Control+A")
    desk.page.keyboard.type("70")
    desk.page.wait_for_function("before => document.querySelector('#judged').innerText !== before", arg=before)
    assert "70%" in desk.page.inner_text("#judged")
    assert desk.page.get_attribute("#judged", "aria-live") == "polite"
    assert desk.page.evaluate("document.activeElement.id") == "c-actuals/2024/value"
    assert desk.page.input_value("[id='c-actuals/2024/value']") == "70"
    assert desk.faults == []


def test_after_a_wrong_entry_the_summary_leads_to_the_field(desks: Desks) -> None:
    desk = desks.of(Role.DEPARTMENT_EDITOR)
    desk.go("/plans/akita-digital-2/edit/indicators/i-p073/")
    desk.page.fill("[id='c-actuals/2024/value']", "約八割")
    desk.page.focus("[id='c-actuals/2024/value']")
    enter(desk)
    assert desk.page.locator("main [role=alert]").count() == 1
    tab_to(desk, "main [role=alert] a")
    desk.page.keyboard.press("Enter")
    assert desk.page.evaluate("document.activeElement.id") == "c-actuals/2024/value"
    assert desk.page.input_value("[id='c-actuals/2024/value']") == "約八割"
    assert desk.page.evaluate("document.activeElement.getAttribute('aria-invalid')") == "true"


UNTRIED = "main details > summary:not([data-tried])"
IS_OPEN = "document.activeElement.parentElement.open"


def test_whatever_opens_and_closes_does_so_with_the_keyboard(desks: Desks) -> None:
    desk = desks.of(Role.EMPLOYEE)
    desk.go("/plans/akita-digital-2/measures/n-p073/")
    there = desk.page.locator(UNTRIED).filter(visible=True).count()
    assert there > 1
    for _ in range(there):
        tab_to(desk, UNTRIED)
        was = desk.page.evaluate(IS_OPEN)
        press(desk, "Enter")
        assert desk.page.evaluate(IS_OPEN) is not was
        press(desk, "Enter")
        assert desk.page.evaluate(IS_OPEN) is was
        desk.page.evaluate("document.activeElement.dataset.tried = 'yes'")
