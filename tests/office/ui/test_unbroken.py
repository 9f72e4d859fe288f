"""Days and years are not broken into two lines where they stand in headings and cells; in files and attributes nothing is added."""

import pytest
from django.utils import translation
from markupsafe import Markup

from monosashi.office.ui.cells import Cell
from monosashi.office.ui.markup import cell_markup
from monosashi.office.ui.unbroken import in_cell, unbroken


def held(text: str) -> str:
    return f'<span class="nowrap">{text}</span>'


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("デジタル推進会議 令和8年度第2回", f"デジタル推進会議 {held('令和8年度')}第2回"),
        ("名簿（令和元年5月1日現在）", f"名簿（{held('令和元年5月1日')}現在）"),
        ("平成31年4月に改定", f"{held('平成31年4月')}に改定"),
        ("令和7・8年度 <案>", "令和7・8年度 &lt;案&gt;"),
    ],
)
def test_a_day_or_year_of_a_heading_stays_whole(text: str, shown: str) -> None:
    assert unbroken(text) == shown


def test_a_day_in_a_cell_is_broken_between_year_and_month_alone() -> None:
    assert in_cell("令和8年11月24日から") == f"{held('令和8年')}{held('11月24日')}から"
    assert cell_markup(Cell("1回", note="令和6年度")) == f'1回<br><span class="small quiet">{held("令和6年度")}</span>'
    assert (
        cell_markup(Cell("欠員", note="令和7年7月1日に異動"))
        == '欠員<br><span class="small quiet">令和7年7月1日に異動</span>'
    )


def test_what_is_markup_already_is_not_escaped_again_and_english_is_left_as_it_is() -> None:
    assert unbroken(Markup("<b>令和8年度</b>")) == f"<b>{held('令和8年度')}</b>"
    with translation.override("en"):
        assert unbroken("FY2026 & 令和8年度") == "FY2026 &amp; 令和8年度"
