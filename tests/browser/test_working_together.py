"""Two people, two tabs, the back button, a role that goes, a session that ends: nothing is lost, and a sentence says what happened."""

import re

import pytest
from playwright.sync_api import expect

from browser.a_city import PLAN
from browser.conftest import Desk, Desks
from browser.forms import field, notice, open_measure, revisions, save, typed
from browser.looking import too_wide
from monosashi.office.accounts.permissions import Role
from seen_by_axe import kept_out

pytestmark = [pytest.mark.slow, pytest.mark.xdist_group("in the browser, step by step")]

EDITOR, OFFICE = Role.DEPARTMENT_EDITOR.value, Role.COORDINATING_OFFICE.value
MEASURE = "n-p073"
"""A measure in which the editor's department has a part."""
WITH_AND_WITHOUT_SCRIPTS = pytest.mark.parametrize("scripts", [True, False], ids=["with scripts", "without scripts"])


@pytest.fixture(scope="module")
def two(desks: Desks) -> dict[bool, tuple[Desk, Desk]]:
    """Somebody of the department and somebody of the coordinating office, with scripts and without."""
    return {
        scripts: (
            desks.fresh(EDITOR, java_script_enabled=scripts),
            desks.fresh(OFFICE, java_script_enabled=scripts),
        )
        for scripts in (True, False)
    }


@WITH_AND_WITHOUT_SCRIPTS
def test_two_change_different_fields_and_the_second_is_told_what_the_first_changed(
    two: dict[bool, tuple[Desk, Desk]], *, scripts: bool
) -> None:
    first, second = two[scripts]
    open_measure(first, MEASURE)
    open_measure(second, MEASURE)
    summary, effect = ("あさひ", "ゆうひ") if scripts else ("みずうみ", "やまなみ")
    first.page.fill(field("summary"), summary)
    save(first)
    second.page.fill(field("effect"), effect)
    save(second)
    told = second.page.locator("main .msg--info").first.text_content() or ""
    assert f"職員 {EDITOR}" in told
    assert summary in told
    open_measure(first, MEASURE)
    assert (typed(first, "summary"), typed(first, "effect")) == (summary, effect)


@WITH_AND_WITHOUT_SCRIPTS
def test_two_change_the_same_fields_and_the_second_decides_one_by_one(
    two: dict[bool, tuple[Desk, Desk]], *, scripts: bool
) -> None:
    first, second = two[scripts]
    open_measure(first, MEASURE)
    open_measure(second, MEASURE)
    mine, theirs = f"二人目{scripts}", f"一人目{scripts}"
    for desk, who in ((first, theirs), (second, mine)):
        desk.page.fill(field("summary"), f"{who}の概要")
        desk.page.fill(field("effect"), f"{who}の効果")
    save(first)
    save(second)
    asked = second.text
    for text in (f"{theirs}の概要", f"{mine}の概要", f"{theirs}の効果", f"{mine}の効果"):
        assert text in asked
    assert not scripts or kept_out(second.page) == []  # axe is a script
    assert [told for width in (1280, 390, 320) if (told := too_wide(second, width))] == []
    second.page.set_viewport_size({"width": 1280, "height": 900})
    second.page.check(f'input[name="decide:nodes/{MEASURE}/summary"][value=mine]')
    second.page.check(f'input[name="decide:nodes/{MEASURE}/effect"][value=theirs]')
    save(second)
    assert "保存しました" in notice(second)
    open_measure(first, MEASURE)
    assert (typed(first, "summary"), typed(first, "effect")) == (f"{mine}の概要", f"{theirs}の効果")


@WITH_AND_WITHOUT_SCRIPTS
@pytest.mark.parametrize("lost", ["the session", "everything the browser kept"])
def test_whoever_is_logged_out_while_typing_logs_in_and_goes_on(desks: Desks, lost: str, *, scripts: bool) -> None:
    desk = desks.fresh(EDITOR, java_script_enabled=scripts)
    open_measure(desk, MEASURE)
    text = f"書いている途中 {scripts} {lost}"
    desk.page.fill(field("summary"), text)
    desk.context.clear_cookies(**({"name": "sessionid"} if lost == "the session" else {}))
    desk.follow("main form .btn--main")
    assert "/log-in/" in desk.page.url
    desk.log_in(EDITOR)
    assert typed(desk, "summary") == text
    assert "入力" in notice(desk)
    save(desk)
    open_measure(desk, MEASURE)
    assert typed(desk, "summary") == text
    desk.context.close()


def test_after_saving_one_goes_back_changes_more_and_saves_again(two: dict[bool, tuple[Desk, Desk]]) -> None:
    desk = two[True][0]
    open_measure(desk, MEASURE)
    desk.page.fill(field("summary"), "保存してから")
    save(desk)
    desk.page.go_back()
    desk.page.fill(field("summary"), "保存してから戻って直した")
    desk.page.fill(field("effect"), "これも直した")
    save(desk)
    assert "保存しました" in notice(desk)
    open_measure(desk, MEASURE)
    assert (typed(desk, "summary"), typed(desk, "effect")) == ("保存してから戻って直した", "これも直した")


def test_after_saving_one_goes_back_and_saves_the_same_again(two: dict[bool, tuple[Desk, Desk]]) -> None:
    desk = two[True][0]
    open_measure(desk, MEASURE)
    desk.page.fill(field("summary"), "二度送る")
    save(desk)
    before = revisions(desk)
    desk.page.go_back()
    desk.page.fill(field("summary"), "二度送る")
    save(desk)
    assert any(told in notice(desk) for told in ("変更はありませんでした", "すでに保存されています"))
    assert revisions(desk) == before


def test_two_tabs_of_one_person_do_not_overwrite_each_other(two: dict[bool, tuple[Desk, Desk]]) -> None:
    one = two[True][0]
    other = one.another_tab()
    open_measure(one, MEASURE)
    open_measure(other, MEASURE)
    one.page.fill(field("summary"), "一つ目のタブ")
    other.page.fill(field("summary"), "二つ目のタブ")
    save(one)
    assert save(other) == 409
    assert "一つ目のタブ" in other.text
    assert "二つ目のタブ" in other.text
    other.page.close()


def test_a_double_click_saves_once_and_says_so(two: dict[bool, tuple[Desk, Desk]]) -> None:
    desk = two[True][0]
    open_measure(desk, MEASURE)
    before = revisions(desk)
    desk.page.fill(field("summary"), "二度押した")
    desk.page.dblclick("main form .btn--main", no_wait_after=True)
    expect(desk.page).to_have_url(re.compile("saved="), timeout=30_000)  # the second click breaks off the first's way
    desk.page.wait_for_load_state()
    assert f"第{before + 1}改訂" in notice(desk)
    assert revisions(desk) == before + 1
    assert typed(desk, "summary") == "二度押した"


def test_whose_role_is_taken_while_typing_gets_everything_back_and_a_sentence(desks: Desks) -> None:
    desk, administrator = desks.fresh("colleague"), desks.of(Role.ADMINISTRATOR)
    open_measure(desk, MEASURE)
    desk.page.fill(field("summary"), "役割がなくなる前に書いた文")
    person, role = desk.office.samples["colleague"]
    administrator.go(f"/people/{person}/roles/{role}/remove/")
    save(administrator)
    assert save(desk) == 403
    assert "事務局" in desk.text
    assert "役割がなくなる前に書いた文" in [
        desk.page.locator("main textarea").nth(at).input_value()
        for at in range(desk.page.locator("main textarea").count())
    ]
    assert kept_out(desk.page) == []
    assert too_wide(desk, 390) == ""
    desk.context.close()


def test_a_department_is_merged_while_its_page_and_a_form_are_open(desks: Desks) -> None:
    office, administrator, reader = desks.fresh(OFFICE), desks.of(Role.ADMINISTRATOR), desks.of(Role.EMPLOYEE)
    reader.go("/departments/d-09/")
    open_measure(office, MEASURE)
    office.page.fill(field("summary"), "統合の前に書いた文")
    today = office.page.evaluate("new Date().toLocaleDateString('sv')")
    administrator.go("/departments/d-09/reorganise/merge/")
    administrator.page.fill("[name=since]", today)
    administrator.page.select_option("[name=into]", "d-10")
    save(administrator)
    administrator.follow("button[name=confirm]")
    assert administrator.page.url.endswith("/departments/d-10/")
    reader.page.reload()
    assert "統合" in reader.text
    assert reader.page.locator('main a[href="/departments/d-10/"]').count() > 0
    save(office)
    assert "保存しました" in notice(office)
    open_measure(office, MEASURE)
    assert typed(office, "summary") == "統合の前に書いた文"
    assert office.go(f"/plans/{PLAN}/departments/d-09/") == 200
    office.context.close()
