"""The site as people meet it: read by axe, without scripts, on a phone, zoomed, and one evening of one reader."""

from collections.abc import Iterator
from decimal import Decimal
from pathlib import Path
from zipfile import ZipFile

import pytest
from playwright.sync_api import Browser, Page
from python_calamine import CalamineWorkbook

from cli.command_line import AKITA
from followed import follow
from publishing.site.site_samples import frozen, provisional, published, served
from scripts.a_browser import a_browser
from seen_by_axe import kept_out

pytestmark = [pytest.mark.slow, pytest.mark.xdist_group("site")]
KINDS = (
    "",
    "tree/",
    "measures/",
    "measures/n-p145/",
    "measures/n-p080/",
    "measures/n-p104/",
    "nodes/n-h02/",
    "departments/",
    "departments/d-54/",
    "life-cycle/",
    "grades/",
    "changes/",
    "editions/",
    "editions/1/measures/n-p145/",
    "glossary/",
    "data/",
    "accessibility/",
    "search/?q=バス",
    "en/",
    "en/measures/n-p145/",
)


@pytest.fixture(scope="module")
def address(two_year_site: Path) -> Iterator[str]:
    with served(two_year_site) as home:
        yield home


@pytest.fixture(scope="module")
def browser() -> Iterator[Browser]:
    with a_browser() as running:
        yield running


def test_axe_finds_nothing_on_any_kind_of_page(address: str, browser: Browser) -> None:
    page = browser.new_page()
    found = []
    for kind in KINDS:
        page.set_viewport_size({"width": 1280, "height": 900})
        page.goto(address + kind)
        found += [(kind, each) for each in kept_out(page)]
        page.set_viewport_size({"width": 390, "height": 900})
        found += [(kind, each) for each in kept_out(page, again=True)]
    page.close()
    assert found == []


def test_no_page_scrolls_sideways_at_1280_640_390_and_320(address: str, browser: Browser) -> None:
    page = browser.new_page()
    wide = []
    for kind in KINDS:
        page.goto(address + kind)
        for width in (1280, 640, 390, 320):
            page.set_viewport_size({"width": width, "height": 900})
            if page.evaluate("document.documentElement.scrollWidth") > width:
                wide.append((kind, width))
    page.close()
    assert wide == []


def test_on_a_phone_all_that_a_cell_says_stands_beside_its_label(address: str, browser: Browser) -> None:
    page = browser.new_page(viewport={"width": 390, "height": 900})
    astray = []
    for kind in ("measures/", "measures/n-p145/", "nodes/n-h02/", ""):
        page.goto(address + kind)
        astray += page.evaluate(
            """kind => [...document.querySelectorAll('.stack:not(.figures, .money, .groups) td[data-l]:not(.unmet .n) > *')].filter(each =>
              each.getClientRects().length && each.getBoundingClientRect().left < each.parentElement.getBoundingClientRect().left + 128
            ).map(each => `${kind} ${each.parentElement.innerText}`)""",
            kind,
        )
    page.close()
    assert astray == []


def test_figures_of_one_column_end_at_one_line_also_where_money_is_shared(address: str, browser: Browser) -> None:
    page = browser.new_page(viewport={"width": 1280, "height": 900})
    page.goto(f"{address}editions/2/measures/")
    ends = page.evaluate(
        """() => ['td:nth-last-child(2)', 'td:last-child'].map(column => [...new Set(
          [...document.querySelectorAll(`.measures ${column} .figure`)].map(each => Math.round(each.getBoundingClientRect().right)))])"""
    )
    assert [len(each) for each in ends] == [1, 1]
    assert page.get_by_role("row", name="動画による市民への情報発信").get_by_text("（共通）").count() == 2
    page.close()


def test_on_a_phone_target_and_actual_stand_beside_one_another_and_a_lone_figure_beside_its_name(
    address: str, browser: Browser
) -> None:
    page = browser.new_page(viewport={"width": 390, "height": 900})
    page.goto(address)
    heights = page.evaluate(
        """() => [['.unmet tbody tr', 'td:nth-child(3)', 'td:nth-child(4)'], ['.figures tr:has(> th + td:last-child)', 'th', 'td']]
          .map(([row, one, other]) => [...document.querySelectorAll(row)].filter(each => each.getClientRects().length)
            .map(each => [one, other].map(part => each.querySelector(part).getBoundingClientRect()))
            .map(([one, other]) => one.bottom > other.top && other.bottom > one.top))"""
    )
    page.close()
    assert [bool(each) and all(each) for each in heights] == [True, True]


def test_paper_has_no_links_to_press(address: str, browser: Browser) -> None:
    page = browser.new_page()
    page.goto(f"{address}measures/n-p145/")
    page.emulate_media(media="print")
    told = page.locator("body").inner_text()
    page.close()
    assert [
        each for each in ("この表をExcelで保存する", "グラフの数字を表で見る", "このページの中") if each in told
    ] == []


def test_nothing_breaks_the_policy_of_the_server_and_nothing_is_asked_elsewhere(address: str, browser: Browser) -> None:
    page = browser.new_page()
    told: list[str] = []
    page.on("console", lambda message: told.append(message.text))
    page.on("pageerror", lambda error: told.append(str(error)))
    page.on("request", lambda request: None if request.url.startswith(address) else told.append(request.url))
    for kind in KINDS:
        page.goto(address + kind)
    page.close()
    assert told == []


def test_without_scripts_the_search_page_leads_to_the_tree_and_every_figure_is_there(
    address: str, browser: Browser
) -> None:
    context = browser.new_context(java_script_enabled=False)
    page = context.new_page()
    page.goto(f"{address}search/")
    follow(page, page.get_by_role("main").get_by_role("link", name="計画の体系"))
    follow(page, page.get_by_role("main").get_by_role("link", name="高齢者コインバス事業への地域連携ICカードの活用"))
    page.get_by_text("3,316,277").first.wait_for()
    page.locator("svg.chart").first.wait_for()
    context.close()


def test_the_index_is_loaded_on_the_search_page_and_nowhere_else(address: str, browser: Browser) -> None:
    page = browser.new_page()
    asked: list[str] = []
    page.on("request", lambda request: asked.append(request.url.removeprefix(address)))
    page.goto(f"{address}measures/n-p145/")
    assert not [each for each in asked if "index.json" in each or each.endswith(".js")]
    page.goto(f"{address}search/?q=バス")
    page.get_by_role("status").get_by_text("見つかりました").wait_for()
    assert "search/index.json" in asked
    page.close()


@pytest.mark.parametrize("typed", ["バス", "ﾊﾞｽ", "ICカード", "ｉｃカード", "長寿"])
def test_search_folds_what_is_typed_and_two_letters_are_enough(address: str, browser: Browser, typed: str) -> None:
    page = browser.new_page()
    page.goto(f"{address}search/")
    page.get_by_label("探すことば").fill(typed)
    page.locator("#found").get_by_role("link", name="高齢者コインバス事業への地域連携ICカードの活用").wait_for()
    page.close()


def test_search_tells_when_nothing_is_found_and_when_one_letter_is_too_short(address: str, browser: Browser) -> None:
    page = browser.new_page()
    page.goto(f"{address}search/?q=該当しないことば")
    page.get_by_text("見つかりませんでした").wait_for()
    page.get_by_label("探すことば").fill("バ")
    page.get_by_text("2文字以上を入力してください。").wait_for()
    page.close()


def test_every_link_can_be_reached_by_keyboard_and_shows_where_it_is(address: str, browser: Browser) -> None:
    page = browser.new_page()
    page.goto(f"{address}measures/n-p145/")
    page.keyboard.press("Tab")
    assert page.evaluate("document.activeElement.className") == "skip"
    reached = set()
    for _ in range(page.locator("a[href], summary").count()):
        reached.add(page.evaluate("document.activeElement.outerHTML"))
        assert page.evaluate("getComputedStyle(document.activeElement).outlineStyle") == "solid"
        page.keyboard.press("Tab")
    assert len(reached) > 30
    page.close()


def test_an_evening_of_a_reader(tmp_path: Path, browser: Browser) -> None:
    """20 June 2025: 速報 of fiscal 2024. She looks for the bus, reads, takes the Excel and an address that will still work."""
    editions = frozen(provisional(AKITA, tmp_path / "early.plan.json"), tmp_path / "editions", year="2024")
    with served(published(editions, tmp_path / "site")) as home:
        page = browser.new_page(accept_downloads=True)
        page.goto(home)
        assert page.locator(".standing").get_by_text("速報", exact=True).is_visible()
        follow(page, page.get_by_role("navigation").get_by_role("link", name="検索"))
        page.get_by_label("探すことば").fill("バス")
        follow(page, page.locator("#found").get_by_role("link", name="高齢者コインバス事業への地域連携ICカードの活用"))
        reads_the_bus(page)
        takes_the_workbook(page, tmp_path / "bus.xlsx")
        follow(page, page.locator(".cite").get_by_role("link"))
        assert page.url == f"{home}editions/1/measures/n-p145/"
        reads_the_bus(page)
        page.close()


def reads_the_bus(page: Page) -> None:
    main = page.get_by_role("main")
    page.locator(".standing").get_by_text("速報", exact=True).wait_for()
    assert main.locator(".answer-grade .grade-mark").inner_text() == "B"
    told = main.inner_text()
    assert "令和6年度の1年間に増えたのは1,043,457人です。 前の年度の1年間と比べて△11.0％です。" in told
    assert "1人あたり221円" in told
    assert "231,108千円 ÷ 1,043,457人" in told
    assert "145ページ" in told


def takes_the_workbook(page: Page, target: Path) -> None:
    with page.expect_download() as download:
        page.get_by_role("link", name="この表をExcelで保存する").last.click()
    download.value.save_as(target)
    rows = CalamineWorkbook.from_path(str(target)).get_sheet_by_index(0).to_python()
    assert rows[2] == ["項目", "単位", "令和5年度", "令和6年度"]
    by_name = {
        str(row[0]): [Decimal(str(cell)) if isinstance(cell, float) else cell for cell in row[2:]] for row in rows
    }
    assert by_name["シニアアキカでのバス利用件数　実績値"] == [1172820, 2216277]
    assert by_name["シニアアキカでのバス利用件数　1年間の増加"] == ["記載なし", 1043457]
    assert by_name["シニアアキカでのバス利用件数　単価（参考）"] == ["記載なし", 221]
    assert by_name["決算額"] == ["記載なし", 231108]
    assert by_name["自己評価"] == ["記載なし", "B"]
    paper = ZipFile(target).read("xl/worksheets/sheet1.xml").decode()
    assert [each in paper for each in ('orientation="landscape"', 'fitToPage="1"')] == [True, True]
