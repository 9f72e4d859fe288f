"""Whatever a city types is printed letter by letter, never read as markup; what the font lacks is listed; what is not public is not there."""

from pathlib import Path

import pytest

from monosashi.publishing.public_editions import PublicFolder
from monosashi.publishing.report.glyphs import Missing
from monosashi.publishing.report.making import Asked, Report, report_of
from monosashi.publishing.site.settings import SiteSettings
from monosashi.wording import Language
from planted_persons import traces_in
from publishing.public_folders import freeze_city, planted_folder
from publishing.report.reading_pdf import pages_of, squeezed
from publishing.report.small_editions import folder_of, sasebo, with_text

pytestmark = [pytest.mark.slow, pytest.mark.xdist_group("report_small")]

MARKUP = '#let x = 1 *太字* _斜体_ $x^2$ @ref <label> `code` = 見出し - 項目 + 番号 / 語: ~ --- \\u{41} // 注 /* 注 */ [括弧] {波} "引用" \\'


def made(folder: PublicFolder, *measures: str, language: Language = "ja") -> Report:
    return report_of(folder, Asked(measures=measures), SiteSettings(), language)


def test_what_looks_like_markup_is_printed_as_it_was_typed() -> None:
    plan, measure = with_text(sasebo(), MARKUP)
    text = pages_of(made(folder_of(plan), measure).raw).whole
    assert text.count(squeezed(MARKUP)) >= 8


def test_a_letter_that_the_font_lacks_is_shown_as_a_geta_mark_and_listed_with_its_number_and_place() -> None:
    plan, measure = with_text(sasebo(), "𠮷野家の髙橋と葛\U000e0100城")
    report = made(folder_of(plan), measure)
    assert report.letters == ("U+20BB7", "U+E0100")
    pages = pages_of(report.raw)
    assert "〓野家の髙橋と葛城" in pages.whole
    listed = pages.texts[pages.page_of("この報告書について") - 1]
    places, foot = "観光、〓野家の髙橋と葛城", f"{len(pages.texts)}/{len(pages.texts)}"
    assert listed.endswith(f"U+20BB7CJKUNIFIEDIDEOGRAPH-20BB7{places}U+E0100VARIATIONSELECTOR-17{places}{foot}")


def test_marks_that_are_never_seen_go_and_nothing_else_does() -> None:
    missing = Missing()
    assert missing.printable("市\u200bの\u202e計\t画\x07①㈱㎡﨑", "") == "市の計 画①㈱㎡﨑"
    assert missing.places == {}


def test_only_public_fields_reach_the_report(tmp_path: Path) -> None:
    folder = planted_folder(freeze_city("sasebo", tmp_path))
    report = made(folder)
    assert traces_in(pages_of(report.raw).whole) == ()
    assert traces_in(report.raw.decode("latin-1")) == ()
    assert "［連絡先は非公開］" in pages_of(report.raw).whole


def test_the_english_report_has_english_words_around_the_citys_own() -> None:
    plan, measure = with_text(sasebo(), "オンライン申請の拡大")
    pages = pages_of(made(folder_of(plan), measure, language="en").raw)
    assert "ResultsandratingsofFY2022" in pages.texts[0]
    assert "オンライン申請の拡大" in pages.texts[pages.page_of("オンライン申請の拡大") - 1]
    assert "目次" not in pages.whole
