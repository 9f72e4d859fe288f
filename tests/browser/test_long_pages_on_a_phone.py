"""On a phone what is long is folded: one finds one measure of the council papers, one officer of the list, in a few strokes of a thumb."""

import pytest

from browser.conftest import Desk, Desks
from browser.looking import too_wide
from monosashi.office.accounts.permissions import Role

pytestmark = [pytest.mark.slow, pytest.mark.xdist_group("in the browser, step by step")]
PHONE, SCREEN = 390, 844
LENGTH = "document.documentElement.scrollHeight"


def strokes(desk: Desk) -> float:
    """How many screens the page is long, below the first."""
    return float(desk.page.evaluate(LENGTH)) / SCREEN - 1


def test_a_measure_of_the_papers_is_found_in_three_strokes(desks: Desks) -> None:
    desk = desks.of(Role.COORDINATING_OFFICE)
    desk.page.set_viewport_size({"width": PHONE, "height": SCREEN})
    desk.go(f"/rounds/{desk.office.samples['number']}/papers/")
    assert strokes(desk) < 3
    desk.page.locator("main a[href='#panel-papers-measures']").click()
    part = desk.page.locator(".ov-part", has_text="マイナンバーカードの普及・活用")
    part.locator("summary").click()
    measure = part.locator("tbody th", has_text="マイナンバーカードの取得促進")
    at = measure.bounding_box()
    assert at is not None
    assert at["y"] < 3 * SCREEN
    assert too_wide(desk, PHONE) == ""


def test_a_card_of_an_officer_opens_and_the_list_is_narrowed_to_a_bureau_by_one_link(desks: Desks) -> None:
    desk = desks.of(Role.COORDINATING_OFFICE)
    desk.page.set_viewport_size({"width": PHONE, "height": SCREEN})
    desk.go("/officers/")
    later = desk.page.locator(".t-list tbody tr").first.locator(".td-later")
    assert (later.count(), later.first.is_visible()) == (5, False)
    desk.page.locator(".t-list tbody tr").first.locator(".card-more summary").click()
    assert later.first.is_visible()
    desk.page.get_by_text("部局から探す").click()
    desk.follow("main .files a >> nth=-1")
    assert strokes(desk) < 6
    desk.page.set_viewport_size({"width": 1280, "height": SCREEN})
    assert desk.page.locator(".td-later").first.is_visible()
    assert not desk.page.locator(".card-more").first.is_visible()


def test_a_measure_of_the_list_stands_within_nine_strokes_and_its_figures_open(desks: Desks) -> None:
    desk = desks.of(Role.COORDINATING_OFFICE)
    desk.page.set_viewport_size({"width": PHONE, "height": SCREEN})
    desk.go("/plans/akita-digital-2/measures/")
    assert strokes(desk) < 9
    row = desk.page.locator(".t-list tbody tr").first
    assert not row.locator(".td-later").first.is_visible()
    row.locator(".card-more summary").click()
    assert row.locator(".td-later").first.is_visible()
