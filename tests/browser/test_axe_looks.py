"""What axe is asked for finds what it is to find, also where it measures contrast and what is clicked on a few of each look."""

import pytest
from playwright.sync_api import Browser, Page

from seen_by_axe import kept_out

pytestmark = pytest.mark.slow
PALE = "color: #aaa"
ROWS = 40


@pytest.fixture
def page(browser: Browser) -> Page:
    return browser.new_page(viewport={"width": 1280, "height": 4000})


def show(page: Page, row: int, *, style: str = "", around: str = "", said: str = "言葉") -> None:
    """A table whose rows look the same but for one, the row itself or what is around it."""
    rows = [f"<tr><td>{number} 行目</td></tr>" for number in range(ROWS)]
    rows[row] = f'<tr style="{around}"><td style="{style}">{said}</td></tr>'
    page.set_content(
        f'<html lang="ja"><title>表</title><main><h1>表</h1><table><tr><th scope="col">語</th></tr>{"".join(rows)}</table></main></html>'
    )


def rules(page: Page, *, again: bool = False) -> list[object]:
    """The names of what is broken."""
    return [each[0] for each in kept_out(page, again=again) if isinstance(each, list)]


def test_rows_of_one_look_are_well(page: Page) -> None:
    show(page, 0)
    assert kept_out(page) == []


@pytest.mark.parametrize("row", [0, 1, 7, ROWS - 1])
def test_a_pale_word_is_found_in_whatever_row(page: Page, row: int) -> None:
    show(page, row, style=PALE)
    assert rules(page) == ["color-contrast"]


def test_a_dark_ground_around_a_word_is_found(page: Page) -> None:
    show(page, 20, around="background: #333")
    assert rules(page) == ["color-contrast"]


def test_a_pale_style_of_all_rows_is_found(page: Page) -> None:
    show(page, 0)
    page.add_style_tag(content=f"td {{ {PALE} }}")
    assert rules(page) == ["color-contrast"]


def test_what_is_no_contrast_is_found_in_every_width(page: Page) -> None:
    show(page, 30, said='<input type="text">')
    assert [rules(page), rules(page, again=True)] == [["label"], ["label"]]


LINK = '<a href="#there" style="display: inline-block">語</a>'


@pytest.mark.parametrize(
    "said",
    ['<button style="width: 12px; height: 12px; padding: 0">×</button>' * 2, f"{LINK}<br>{LINK}<br>{LINK}"],
    ids=str,
)
def test_what_is_too_small_to_click_and_near_another_is_found_in_whatever_row(page: Page, said: str) -> None:
    show(page, 30, said=said)
    assert [rules(page), rules(page, again=True)] == [["target-size"], ["target-size"]]


def test_links_of_one_look_in_every_row_are_well_but_for_the_row_that_has_two_near_each_other(page: Page) -> None:
    show(page, 0, said=LINK)
    page.evaluate(
        f"document.querySelectorAll('td').forEach(each => {{ each.innerHTML = {LINK!r}; each.style.padding = '8px' }})"
    )
    assert rules(page) == []
    page.evaluate(f"document.querySelectorAll('td')[25].innerHTML = {LINK!r} + {LINK!r}")
    assert rules(page) == ["target-size"]
