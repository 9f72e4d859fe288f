"""A printed figure is a number with its unit, or there is a doubt and no value."""

from decimal import Decimal

import pytest

from monosashi.core.indicators import Accumulation
from monosashi.core.values import Absence
from monosashi.exchange.reading.figures import figure_in, names_in, parted, without_remark
from monosashi.exchange.reading.reads import Mark

MARKS = {"【目標】": Mark.TARGET, "【基準】": Mark.BASELINE}


@pytest.mark.parametrize(
    ("text", "value", "unit", "accumulation"),
    [
        ("22.60%/年", "22.60", "%", Accumulation.ANNUAL),
        ("累計 24,000 人", "24000", "人", Accumulation.CUMULATIVE),
        ("(累計)３機(+1)", "3", "機", Accumulation.CUMULATIVE),
        ("1,848 時間/年", "1848", "時間", Accumulation.ANNUAL),
        ("累計3.0%/年", "3.0", "%", Accumulation.UNDECLARED),
        ("累計3,367人 ※対面433人+動画1,806人", "3367", "人", Accumulation.CUMULATIVE),
        ("0", "0", "", Accumulation.UNDECLARED),
    ],
)
def test_a_number_keeps_its_scale_and_says_how_it_counts(
    text: str, value: str, unit: str, accumulation: Accumulation
) -> None:
    figure = figure_in(text)
    assert (str(figure.value), figure.unit, figure.accumulation, figure.doubt) == (value, unit, accumulation, None)


@pytest.mark.parametrize(
    ("text", "absence"),
    [
        ("該当なし", Absence.NOT_APPLICABLE),
        ("令和6年度は該当なし", Absence.NOT_APPLICABLE),
        ("未設定", Absence.NOT_SET),
        ("評価未実施 （※）基準の年である。", Absence.NOT_EVALUATED),
    ],
)
def test_a_named_absence_is_itself_and_never_0(text: str, absence: Absence) -> None:
    assert figure_in(text).value is absence


@pytest.mark.parametrize(
    ("text", "doubt"),
    [
        ("10倍（公社）～30倍（一般）", "more_than_one_figure"),
        ("43 8%", "more_than_one_figure"),
        ("73.0%/年）", "words_behind"),
        ("申込割合 20.0%", "no_figure"),
        ("レベルAA準拠", "no_figure"),
    ],
)
def test_what_may_be_read_in_two_ways_is_no_value(text: str, doubt: str) -> None:
    figure = figure_in(text)
    assert figure.value is None
    assert figure.doubt is not None
    assert figure.doubt.id == f"reading.doubt.{doubt}"


def test_nothing_printed_is_nothing_and_no_doubt() -> None:
    assert (figure_in("").value, figure_in("").doubt) == (None, None)


def test_a_remark_in_brackets_is_kept_beside_the_value() -> None:
    assert figure_in("22.6%/年（参考値43.8%/年）").remark == "(参考値43.8%/年)"
    assert without_remark("配置台数 （※）更新も含む") == ("配置台数", "(※)更新も含む")


def test_marks_part_a_cell_whatever_stands_between() -> None:
    assert parted("B 【目標】30人【 基準】20人", {"【目標】": Mark.TARGET}) == ("B", {Mark.TARGET: "30人【 基準】20人"})
    before, behind = parted("A【目標】30人\n【基準】20人", MARKS)
    assert (before, behind) == ("A", {Mark.TARGET: "30人", Mark.BASELINE: "20人"})


def test_names_of_a_list_keep_their_order() -> None:
    assert list(names_in("市民課、税務課\n福祉課")) == ["市民課", "税務課", "福祉課"]


def test_a_figure_is_decimal_as_printed() -> None:
    assert figure_in("4,077,432件").value == Decimal(4077432)
