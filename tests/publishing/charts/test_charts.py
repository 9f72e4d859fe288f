"""Charts: what is drawn, what is told, and that an absence is a gap with its word."""

import re
from decimal import Decimal
from xml.etree import ElementTree as ET

import pytest

from monosashi.core.indicators import Accumulation, Actual, Baseline, Indicator, Target
from monosashi.core.values import Absence, Described, Span
from monosashi.publishing.charts.bars import GradeShare, MoneyShares, grade_bar, money_bar, share_bar
from monosashi.publishing.charts.chart import Chart
from monosashi.publishing.charts.increments_chart import increments_chart
from monosashi.publishing.charts.ruler import Judged, Ruler, Zone, large_ruler, ruler_of, small_ruler
from monosashi.publishing.charts.scales import axis
from monosashi.publishing.charts.series import increments_of, series_of
from monosashi.publishing.charts.series_chart import series_chart
from monosashi.publishing.charts.svg import ACTUAL
from monosashi.publishing.charts.tones import BEST, GOOD, LOW, NONE, WORST, tone_of
from monosashi.wording import LANGUAGES, Language

BUS = Indicator(
    "i-1",
    "n-1",
    "バス利用件数",
    unit="人",
    accumulation=Accumulation.CUMULATIVE,
    baseline=Baseline(Decimal(1172820), 2023),
    final_target=Decimal(4470000),
    final_year=2026,
    actuals=(Actual(2024, Decimal(2216277)),),
)
GAP = Indicator(
    "i-2",
    "n-1",
    "満足度",
    unit="％",
    baseline=Baseline(Decimal("50.0"), 2021),
    targets=(Target(2024, Span(Decimal(60), Decimal(80))),),
    actuals=(
        Actual(2022, Decimal("51.5")),
        Actual(2023, Absence.SURVEY_NOT_DUE),
        Actual(2024, Decimal("62.0")),
    ),
)
GRADES = [GradeShare("A", 18, BEST), GradeShare("B", 43, GOOD), GradeShare("C", 4, LOW), GradeShare("D", 2, WORST)]
RULER = Ruler("バス利用件数", "人", Decimal(1172820), Decimal(2216277), Decimal(2800000), Decimal(4470000))


def every(language: Language) -> list[Chart]:
    zones = (Zone("B", GOOD, Decimal(1172820), Decimal(4470000)), Zone("A", BEST, Decimal(4470000), None))
    zoned = Ruler(RULER.name, RULER.unit, RULER.baseline, RULER.actual, RULER.due, RULER.target, zones)
    return [
        series_chart(series_of(BUS), language, "a"),
        series_chart(series_of(GAP), language, "b"),
        increments_chart(BUS.name, "人", increments_of(BUS, baseline_is_one_year=True), language, "c"),
        small_ruler(RULER, language, "d"),
        large_ruler(zoned, language, "e"),
        share_bar("全体", 13, 44, language, "f"),
        grade_bar("全体", [*GRADES, GradeShare(None, 1, NONE, "評価未実施")], language, "g"),
        money_bar(MoneyShares("全体", "千円", Decimal(672029), Decimal(611662), None, Decimal(60367)), language, "h"),
    ]


def drawn(chart: Chart) -> ET.Element:
    return ET.fromstring(chart.svg)  # noqa: S314 -- drawn by us


def words(chart: Chart) -> str:
    return " ".join(drawn(chart).itertext())


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_chart_has_title_description_and_a_table_and_needs_neither_script_nor_style(language: Language) -> None:
    for chart in every(language):
        root = drawn(chart)
        named = list(root.get("aria-labelledby", "").split())
        told = [element.text for element in root if element.get("id") in named]
        assert len(told) == 2
        assert all(told)
        assert root.get("role") == "img"
        assert chart.table.rows
        assert all(len(row) == len(chart.table.heads) for row in chart.table.rows)
        assert not re.search(r"<script|style=|<style|href=| on\w+=", chart.svg)


@pytest.mark.parametrize("language", LANGUAGES)
def test_places_along_the_width_are_in_per_cent_of_it(language: Language) -> None:
    for chart in every(language):
        for element in drawn(chart).iter():
            if element.tag.endswith(("line", "circle")):
                assert all(element.get(name, "0%").endswith("%") for name in ("x1", "x2", "cx"))
        assert drawn(chart).get("width") == "100%"


def test_a_cumulative_2216277_after_1172820_added_1043457_which_is_11_percent_less() -> None:
    first, second = increments_of(BUS, baseline_is_one_year=True)
    assert (first.amount, first.change, first.from_baseline) == (Decimal(1172820), None, True)
    assert second.amount == Decimal(1043457)
    chart = increments_chart(BUS.name, "人", (first, second), "ja", "k")
    assert [cell.text for cell in chart.table.rows[1]] == ["令和6年度", "1,043,457", "前年比△11.0％"]
    assert "1,043,457" in words(chart)


def test_without_a_word_that_the_baseline_is_one_years_amount_the_change_is_not_told() -> None:
    (only,) = increments_of(BUS)
    assert (only.amount, only.change) == (Decimal(1043457), None)


def test_a_year_after_a_gap_has_no_increment() -> None:
    indicator = Indicator(
        "i",
        "n",
        "x",
        accumulation=Accumulation.CUMULATIVE,
        actuals=(Actual(2021, Decimal(5)), Actual(2022, Absence.NOT_YET_COUNTED), Actual(2023, Decimal(9))),
    )
    assert [each.amount for each in increments_of(indicator)] == [Absence.NOT_COMPUTABLE] * 3


def test_an_absence_is_a_gap_with_its_word_and_no_dot_at_0() -> None:
    chart = series_chart(series_of(GAP), "ja", "k")
    root = drawn(chart)
    assert "調査年度でない" in words(chart)
    dots = [element for element in root.iter() if element.tag.endswith("circle")]
    assert len(dots) == 3
    solid = [e for e in root.iter() if e.tag.endswith("line") and e.get("stroke-width") == "3"]
    assert len(solid) == 1  # from 2021 to 2022; the gap of 2023 is not bridged
    row = next(row for row in chart.table.rows if row[0].text == "令和5年度")
    assert (row[2].text, row[2].absent) == ("調査年度でない", True)


def test_a_range_as_target_is_told_with_both_ends() -> None:
    chart = series_chart(series_of(GAP), "ja", "k")
    assert chart.table.rows[-1][1].text == "60〜80"
    assert "60〜80" in words(chart)


def test_words_are_no_picture_but_stand_in_the_table() -> None:
    indicator = Indicator(
        "i", "n", "水準", actuals=(Actual(2024, Described("AA準拠")),), final_target=Described("AAA"), final_year=2026
    )
    chart = series_chart(series_of(indicator), "ja", "k")
    assert chart.svg == ""
    assert chart.table.rows[0][2].text == "AA準拠"


def test_years_without_figures_keep_their_place_between_others() -> None:
    assert [moment.fiscal_year for moment in series_of(BUS).moments] == [2023, 2024, 2025, 2026]


@pytest.mark.parametrize(
    ("figures", "marks"),
    [
        ((22, 16), (0, 5, 10, 15, 20, 25)),
        ((4470000,), (0, 1000000, 2000000, 3000000, 4000000, 5000000)),
        ((0,), ("0", "0.2", "0.4", "0.6", "0.8", "1")),
        ((-30, 70), (-40, -20, 0, 20, 40, 60, 80)),
        (("0.3",), ("0", "0.1", "0.2", "0.3")),
    ],
)
def test_an_axis_has_0_and_round_figures(figures: tuple[object, ...], marks: tuple[object, ...]) -> None:
    told = axis([Decimal(str(figure)) for figure in figures], top=0, bottom=100)
    assert told.marks == tuple(Decimal(str(mark)) for mark in marks)
    assert told.place(told.marks[0]) == 100
    assert told.place(told.marks[-1]) == 0


def test_grades_are_told_with_their_counts_and_those_without_one_too() -> None:
    chart = grade_bar("全体", [*GRADES, GradeShare(None, 1, NONE, "評価未実施")], "ja", "k")
    assert [[cell.text for cell in row] for row in chart.table.rows] == [
        ["A", "18"], ["B", "43"], ["C", "4"], ["D", "2"], ["評価未実施", "1"]
    ]  # fmt: skip
    assert "A 18" in words(chart)


def test_a_share_of_nothing_is_not_0_percent() -> None:
    assert share_bar("分野を超えた取組等", 0, 0, "ja", "k").svg == ""


def test_money_that_nobody_stated_is_told_as_such_and_not_as_0() -> None:
    chart = money_bar(MoneyShares("全体", "千円", Decimal(100), Decimal(90)), "ja", "k")
    assert [row[1].text for row in chart.table.rows] == ["100", "90", "記載なし", "記載なし"]


def test_what_should_fall_has_its_better_end_at_the_right_too() -> None:
    falling = Ruler("待ち時間", "分", Decimal(30), Decimal(20), None, Decimal(10))
    root = drawn(small_ruler(falling, "ja", "k"))
    (dot,) = [element for element in root.iter() if element.tag.endswith("circle")]
    assert dot.get("cx") == "50%"
    (square,) = [element for element in root.iter() if element.tag.endswith("svg") and element is not root]
    assert square.get("x") == "96%"


@pytest.mark.parametrize(("actual", "fill"), [("84.8", LOW.fill), ("97", ACTUAL)], ids=["fell", "rose"])
def test_a_figure_that_became_worse_is_not_drawn_as_progress(actual: str, fill: str) -> None:
    ruler = Ruler("x", "%", Decimal("95.4"), Decimal(actual), None, Decimal(100))
    bars = [each for each in drawn(small_ruler(ruler, "ja", "k")).iter() if each.tag.endswith("rect")]
    assert [each.get("fill") for each in bars][1] == fill


@pytest.mark.parametrize(("baseline", "target"), [(None, None), (Decimal(3), None), (None, Decimal(5))])
def test_without_a_baseline_and_another_figure_there_is_no_ruler(
    baseline: Decimal | None, target: Decimal | None
) -> None:
    assert small_ruler(Ruler("x", "", baseline, Decimal(3), None, target), "ja", "k").svg == ""


@pytest.mark.parametrize(
    ("target", "final", "judged_by", "due"),
    [("5", "9", "9", "5"), ("5", "9", "5", "5"), ("5", None, "5", "5"), (None, "9", "9", None)],
    ids=["by the final one", "by that of the year", "there is no final one", "nothing is set for the year"],
)
def test_the_mark_of_the_year_stands_on_the_ruler_whatever_the_year_was_judged_by(
    target: str | None, final: str | None, judged_by: str, due: str | None
) -> None:
    indicator = Indicator(
        "i-1",
        "n-1",
        "x",
        targets=() if target is None else (Target(2024, Decimal(target)),),
        final_target=None if final is None else Decimal(final),
    )
    ruler = ruler_of(indicator, Judged(2024, Decimal(1), Decimal(4), Decimal(judged_by)))
    assert ruler is not None
    assert ruler.due == (None if due is None else Decimal(due))
    assert ruler_of(indicator, Judged(2024, None, Decimal(4), Decimal(judged_by))) is None


@pytest.mark.parametrize(
    ("rank", "of", "tone"), [(1, 4, BEST), (4, 4, WORST), (2, 2, WORST), (1, 7, BEST), (7, 7, WORST)]
)
def test_the_best_grade_is_dark_blue_and_the_worst_brown_however_many_there_are(
    rank: int, of: int, tone: object
) -> None:
    assert tone_of(rank, of) is tone


def test_markup_in_a_name_is_shown_as_it_was_typed() -> None:
    chart = share_bar("<b>&", 1, 2, "ja", "k")
    assert "<b>" not in chart.svg
    assert "<b>&で目標に達した割合" in words(chart)
