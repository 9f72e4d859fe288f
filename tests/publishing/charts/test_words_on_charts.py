"""Words on a chart as a reader meets them on a phone and on a wide page: none covers another, none is cut off."""

from collections.abc import Iterator
from dataclasses import replace
from decimal import Decimal

import pytest
from playwright.sync_api import Browser, Page

from monosashi.core.indicators import Actual, Baseline
from monosashi.publishing.charts.chart import Chart
from monosashi.publishing.charts.increments_chart import increments_chart
from monosashi.publishing.charts.ruler import Ruler, large_ruler
from monosashi.publishing.charts.series import increments_of, series_of
from monosashi.publishing.charts.series_chart import series_chart
from monosashi.wording import LANGUAGES, Language
from publishing.charts.test_charts import BUS as ONE_YEAR
from scripts.a_browser import a_browser

pytestmark = [pytest.mark.slow, pytest.mark.xdist_group("site")]
BUS = replace(
    ONE_YEAR,
    final_target=Decimal(4000000),
    actuals=(*ONE_YEAR.actuals, Actual(2025, Decimal(3316277)), Actual(2026, Decimal(4216277))),
)
SEVEN_YEARS = replace(
    BUS,
    baseline=Baseline(Decimal(1172820), 2019),
    final_target=Decimal(8470000),
    actuals=tuple(Actual(year, Decimal(1172820 + (year - 2019) * 1000000)) for year in range(2020, 2025)),
)
FROM_0 = replace(
    BUS, baseline=Baseline(Decimal(0), 2023), final_target=Decimal(50), actuals=(Actual(2024, Decimal(36)),)
)
RULERS = [
    Ruler("利用者", "人", Decimal(1818), Decimal(1900), None, Decimal(1848)),
    Ruler("図書館の職員", "人", Decimal(246), Decimal(240), None, Decimal(246)),
    Ruler("友だち", "人", Decimal(0), Decimal(21408), Decimal(16000), Decimal(24000)),
    Ruler("保育所", "％", Decimal("95.4"), Decimal("84.8"), Decimal(100), Decimal(100)),
]
MEASURED = """() => { const told = [...document.querySelectorAll('svg.chart')].flatMap(chart => {
  const around = chart.getBoundingClientRect()
  const all = [...chart.querySelectorAll('text')].map(each => [each.textContent, each.getBoundingClientRect()])
  return all.flatMap(([words, box], at) => [
    ...(box.left < around.left - 1 || box.right > around.right + 1 ? [`cut: ${words}`] : []),
    ...all.slice(at + 1).filter(([, other]) =>
      Math.min(box.right, other.right) - Math.max(box.left, other.left) > 1 &&
      Math.min(box.bottom, other.bottom) - Math.max(box.top, other.top) > 4).map(([other]) => `${words} / ${other}`)]) })
  return [...new Set(told)] }"""


@pytest.fixture(scope="module")
def page() -> Iterator[Page]:
    with a_browser() as browser:
        yield a_page(browser)


def a_page(browser: Browser) -> Page:
    return browser.new_page(locale="ja-JP")


def charts(language: Language) -> list[Chart]:
    drawn = [large_ruler(each, language, f"r{at}") for at, each in enumerate(RULERS)]
    for at, each in enumerate((BUS, SEVEN_YEARS, FROM_0)):
        years = increments_of(each, baseline_is_one_year=True)
        drawn += [
            series_chart(series_of(each), language, f"s{at}"),
            increments_chart(each.name, each.unit, years, language, f"i{at}"),
        ]
    return drawn


@pytest.mark.parametrize("width", [288, 358, 700])
@pytest.mark.parametrize("language", LANGUAGES)
def test_no_word_on_a_chart_covers_another_or_is_cut_off(page: Page, language: Language, width: int) -> None:
    page.set_viewport_size({"width": width + 32, "height": 900})
    body = "".join(f"<figure>{each.svg}</figure>" for each in charts(language))
    style = "body { margin: 0 16px; font-family: 'BIZ UDPGothic' } figure { margin: 0 }"
    page.set_content(f"<!doctype html><html lang='{language}'><style>{style}</style><body>{body}</body></html>")
    page.evaluate("document.fonts.ready.then(() => null)")
    assert page.evaluate(MEASURED) == []


def test_where_all_amounts_have_room_each_bar_carries_its_own() -> None:
    few = replace(
        BUS, baseline=Baseline(Decimal(3), 2023), actuals=(Actual(2024, Decimal(9)), Actual(2025, Decimal(14)))
    )
    drawn = increments_chart("台数", "台", increments_of(few, baseline_is_one_year=True), "ja", "k").svg
    assert [each for each in (">3<", ">6<", ">5<") if each not in drawn] == []
