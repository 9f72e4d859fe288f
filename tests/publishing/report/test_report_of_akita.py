"""The report of a real city, read back from its PDF: the figures of the source stand where a council member looks for them."""

import re
import subprocess
from pathlib import Path

import pytest

from monosashi.publishing.public_editions import PublicFolder
from monosashi.publishing.report.making import Asked, Report, report_of
from publishing.report.conftest import SETTINGS
from publishing.report.reading_pdf import Pages, lines_of, pages_of, squeezed

pytestmark = [pytest.mark.slow, pytest.mark.xdist_group("report")]

ROOT = Path(__file__).resolve().parents[3]
SUMMARY, WAYS = "この年度のあらまし", "評価の決め方と取組の段階"


def test_the_totals_of_the_year_stand_in_the_summary(akita: Report, akita_pages: Pages) -> None:
    lines = lines_of(akita.raw, akita_pages.page_of(SUMMARY))
    assert "分野 A B C D 評価なし 計" in lines
    assert "全体 18 43 4 2 1 68" in lines
    text = akita_pages.section(SUMMARY, WAYS)
    assert "640,613千円672,029千円611,662千円" in text
    assert "当初予算額に対して95.5％、予算現額に対して91.0％です" in text
    assert "651,818千円になります" in text


@pytest.mark.parametrize(
    ("name", "lines"),
    [
        ("マイナンバーカードの取得促進", ("計 97,600 96,655", "計 323 298", "令和6年度 記載なし 82.9 記載なし")),
        ("基幹系システムの標準化", ("内訳 当初予算額 予算現額 決算額", "計 20,978 52,394 52,394")),
        ("小・中学校におけるデジタル教科書の活用", ("計 3,978 3,043", "計 5,163 4,350")),
    ],
)
def test_money_and_figures_stand_in_the_tables_of_a_measure(
    akita: Report, akita_pages: Pages, name: str, lines: tuple[str, ...]
) -> None:
    page = akita_pages.page_of(name)
    told = lines_of(akita.raw, page) + lines_of(akita.raw, page + 1)
    assert [line for line in lines if not any(line in each for each in told)] == []


def test_money_that_is_shared_is_marked_and_its_other_measures_are_named(akita_pages: Pages) -> None:
    page = akita_pages.page_of("秋田市公式LINEを情報基盤とした、市民と双方向の情報伝達体制の推進")
    text = "".join(akita_pages.texts[page - 1 : page + 1])
    assert "この事業費は4件の取組で共通に使っています。合計では1回だけ数えます。" in text
    other = "秋田市公式LINEの活用による除排雪・道路情報の送受信"
    assert f"{squeezed(other)}（{akita_pages.page_of(other)}ページ）" in text


def test_what_was_not_reached_is_told_whole_and_no_setting_is_there_to_hide_it(akita_pages: Pages) -> None:
    text = akita_pages.section(SUMMARY, WAYS)
    assert "目標に届いていない指標31件を、すべて載せています。" in text
    assert text.count("ページ）") == 31


def test_every_measure_has_one_heading_and_the_list_of_departments_leads_to_it(
    akita: Report, akita_pages: Pages
) -> None:
    names = [squeezed(akita.edition.plan.index.node[id_].label) for id_ in akita.edition.outcomes]
    titles = [name for name, _ in akita_pages.outline]
    assert [name for name in names if titles.count(name) != 1] == []
    listed = akita_pages.section("担当課", "ことばの説明")
    assert [name for name in names if f"{name}主担当課{akita_pages.page_of(name)}" not in listed] == []


def test_every_page_but_the_cover_says_where_it_is(akita_pages: Pages) -> None:
    count = len(akita_pages.texts)
    assert count > 100
    wrong = [at for at, text in enumerate(akita_pages.texts[1:], start=2) if not text.endswith(f"{at}/{count}")]
    assert wrong == []
    page = akita_pages.page_of("スマート農業の推進")
    assert akita_pages.texts[page - 1].startswith(squeezed("(i) 先端技術を活用した地域産業の振興としごとづくり"))


def test_the_reference_names_every_part(akita: Report, akita_pages: Pages) -> None:
    """Fields and measures apart; the table of contents and the list of errors are no parts of this report."""
    page = (ROOT / "docs" / "reference" / "report.md").read_text(encoding="utf-8")
    told = {squeezed(name) for name in re.findall(r"^\| (\S*[ぁ-ん一-龠]\S*) \|", page, re.MULTILINE)}
    plan = {squeezed(node.label) for node in akita.edition.plan.nodes}
    assert told - {"目次", "正誤表"} == {title for title, _ in akita_pages.outline} - plan


def test_no_heading_stands_alone_at_the_foot_of_a_page(akita_pages: Pages) -> None:
    count = len(akita_pages.texts)
    sections = (
        "いくら使ったか",
        "評価とその理由",
        "何をして、これからどうするか",
        "どこまで進んだか",
        "意見・付記",
        "工程",
    )
    headings = (*sections, *(title for title, _ in akita_pages.outline))
    ends = [text.removesuffix(f"{at}/{count}") for at, text in enumerate(akita_pages.texts, start=1)]
    assert [at for at, text in enumerate(ends, start=1) if at > 3 and text.endswith(headings)] == []


def test_a_table_that_goes_on_has_its_heads_again(akita_pages: Pages) -> None:
    first = akita_pages.page_of("(i) デジタル基盤の整備")
    heads = squeezed("取組 評価 段階 担当課 当初予算額（千円） 決算額（千円）")
    assert [heads in akita_pages.texts[page - 1] for page in (first, first + 1)] == [True, True]


def test_cover_and_end_say_how_firm_the_figures_are_and_by_what_they_are_verified(
    akita: Report, akita_pages: Pages
) -> None:
    link = akita.edition.link
    assert "確定決算を終えた数字です。計画の版第2.0版" in akita_pages.texts[0]
    assert f"{link.sha256[:16]}…" in akita_pages.texts[0]
    assert "令和7年9月30日" in akita_pages.texts[0]
    about = akita_pages.texts[akita_pages.page_of("この報告書について") - 1]
    assert f"SHA-256{link.sha256}" in about
    assert "秋田市「秋田市デジタル化推進計画令和6年度の実績と評価」第2版令和6年度決算確定" in about
    assert "https://www.city.example.lg.jp/dx/editions/2/" in about
    assert "オンライン申請窓口に行かずに申し込むことです。" in akita_pages.section("ことばの説明", "この報告書について")


def test_the_file_is_tagged_with_heads_of_tables_and_words_for_every_picture(
    akita_editions: PublicFolder, tmp_path: Path
) -> None:
    made = report_of(akita_editions, Asked(measures=("n-p145",)), SETTINGS, "ja")
    (tmp_path / "report.pdf").write_bytes(made.raw)
    told = subprocess.run(
        ("pdfinfo", "-struct", tmp_path / "report.pdf"), capture_output=True, check=True, text=True, errors="replace"
    ).stdout
    tags = [line.split()[0].rstrip(":") for line in told.splitlines() if line.strip() and line.strip()[0] != "/"]
    assert {"TOC", "TH", "THead", "H1", "H4", "Caption"} <= set(tags)
    pictures = made.raw.count(b"/Alt")
    assert pictures == tags.count("Figure") == 6
    assert b"pdfuaid" in made.raw


def test_an_extract_says_so_and_names_no_page_that_it_does_not_have(akita_editions: PublicFolder) -> None:
    made = report_of(akita_editions, Asked(measures=("n-p094", "n-p073")), SETTINGS, "ja")
    pages = pages_of(made.raw)
    assert "全68件の取組のうち2件を抜き出したものです" in pages.texts[0]
    assert made.measures == 2
    assert pages.page_of("マイナンバーカードの取得促進") < pages.page_of("基幹系システムの標準化")
    assert "オンライン化による行政サービスの推進主担当課抜粋外" in pages.whole
