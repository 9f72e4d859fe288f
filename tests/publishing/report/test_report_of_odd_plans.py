"""Plans that are unlike others: very long names, many indicators, no money, nothing graded, a second year, a correction."""

import re
from dataclasses import replace
from pathlib import Path

import pytest

from monosashi.core.indicators import Indicator
from monosashi.core.plan import Plan
from monosashi.core.results import Exclusion, ExclusionReason
from monosashi.core.values import ValueStatus
from monosashi.publishing.public_editions import read_public_editions
from monosashi.publishing.report.making import Asked, report_of
from monosashi.publishing.site.settings import SiteSettings
from publishing.edition_folders import folder_of_three
from publishing.report.reading_pdf import A4_WIDTH, Pages, furthest_right, pages_of, squeezed
from publishing.report.small_editions import folder_of, sasebo, with_other_target, with_text

pytestmark = [pytest.mark.slow, pytest.mark.xdist_group("report_small")]


def pages(plan: Plan, *measures: str) -> Pages:
    return pages_of(report_of(folder_of(plan), Asked(measures=measures), SiteSettings(), "ja").raw)


def test_a_name_of_three_hundred_letters_is_printed_whole() -> None:
    name = "窓口に来られない方のための手続を電子申請に移し、" * 12
    plan, measure = with_text(sasebo(), name + "終える")
    assert squeezed(name) + "終える" in pages(plan, measure).whole


def test_a_word_without_an_end_stays_within_the_page() -> None:
    plan, measure = with_text(sasebo(), "https://www.example.lg.jp/" + "a" * 300)
    raw = report_of(folder_of(plan), Asked(measures=(measure,)), SiteSettings(), "ja").raw
    assert furthest_right(raw) < A4_WIDTH - 50


def test_a_text_longer_than_a_page_loses_nothing() -> None:
    text = "".join(f"第{at}の取組を進めた。" for at in range(600))
    plan, measure = with_text(sasebo(), "短い名前")
    plan = replace(plan, results=tuple(replace(r, unmet_reason=text) if r.node == measure else r for r in plan.results))
    between_pages = re.compile(r"\d+/\d+[^/]{,40}令和4年度の実績と評価（速報）")
    whole = between_pages.sub("", pages(plan, measure).whole)
    assert [at for at in range(600) if f"第{at}の取組を進めた。" not in whole] == []


def test_fourteen_indicators_of_one_measure_stand_there_all() -> None:
    plan = sasebo()
    measure = plan.index.measures[0].id
    first = plan.index.indicators_of[measure][0]
    many: tuple[Indicator, ...] = tuple(replace(first, id=f"many-{at}", name=f"指標その{at}の値") for at in range(14))
    whole = pages(replace(plan, indicators=(*plan.indicators, *many)), measure).whole
    assert [at for at in range(14) if f"指標その{at}の値" not in whole] == []


def test_a_plan_without_money_of_which_nothing_is_evaluated_says_both() -> None:
    plan = sasebo()
    out = Exclusion(ExclusionReason.OTHER, "震災のため")
    results = tuple(replace(result, excluded=out) for result in plan.results)
    made = pages(replace(plan, results=results))
    assert "金額の記載はありません。" in made.whole
    ending = made.section("今年度は評価していないもの", "担当課")
    assert [m.label for m in plan.index.measures if squeezed(m.label) not in ending] == []
    assert ending.count("震災のため") >= len(plan.index.measures)


def test_a_target_that_moved_is_told_and_what_comes_later_changes_no_byte_of_the_earlier_report() -> None:
    later, measure = with_other_target(sasebo())
    both = folder_of(sasebo(), later)
    asked, settings = Asked(measures=(measure,)), SiteSettings()
    told = pages_of(report_of(both, asked, settings, "ja").raw).whole
    assert "令和4年度の目標値は、版によって変わっています。第1版令和4年度速報15第2版令和4年度速報25" in told
    alone = report_of(folder_of(sasebo()), asked, settings, "ja").raw
    assert report_of(both, replace(asked, number=1), settings, "ja").raw == alone


def test_a_correction_says_what_it_corrects_and_has_the_list_of_errors(tmp_path: Path) -> None:
    report = report_of(read_public_editions(folder_of_three(tmp_path)), Asked(), SiteSettings(), "ja")
    made = pages_of(report.raw)
    assert "この版は「第2版令和4年度決算確定」を訂正したものです。" in made.texts[0]
    errata = made.texts[made.page_of("正誤表") - 1]
    assert "転記の誤り" in errata
    assert "15件を直した。" in errata


def test_an_unmet_indicator_whose_actual_is_provisional_is_marked_in_the_list() -> None:
    plan = sasebo()
    moved = tuple(
        replace(i, actuals=tuple(replace(a, status=ValueStatus.PROVISIONAL) for a in i.actuals))
        for i in plan.indicators
    )
    unmet = pages(replace(plan, indicators=moved)).whole.partition("理由と対応")[2]
    assert "20%14.0%速報" in squeezed(unmet)
