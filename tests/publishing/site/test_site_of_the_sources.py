"""The site prints what the published documents print, held figure by figure against their text where it is beside the checkout."""

import re
import unicodedata
from pathlib import Path

import pytest

from publishing.site.site_samples import page

pytestmark = [pytest.mark.slow, pytest.mark.xdist_group("site")]


def squeezed(text: str) -> str:
    return re.sub(r"[\s,]", "", unicodedata.normalize("NFKC", text))


def source(seeds: Path, words: str) -> str:
    """The text of the source document that holds these words."""
    return next(text for p in sorted(seeds.glob("*.txt")) if words in (text := p.read_text("utf-8")))


SASEBO = {
    "観光": ("2", "2", "100％"),
    "農林水産": ("2", "2", "100％"),
    "子ども・子育て": ("3", "4", "75％"),
    "都市整備": ("1", "1", "100％"),
    "土木": ("2", "2", "100％"),
    "保健福祉": ("2", "3", "66％"),
    "防災": ("1", "1", "100％"),
    "窓口": ("1", "2", "50％"),
    "多様化": ("3", "5", "60％"),
    "業務効率化": ("3", "3", "100％"),
    "職場環境": ("2", "2", "100％"),
    "全体": ("22", "27", "81％"),
}


def test_sasebo_prints_the_summary_table_of_the_overview(sites: dict[str, Path], seeds: Path) -> None:
    rows = {row[0]: tuple(row[1:4]) for row in page(sites["sasebo"], "index.html").rows("分野ごとの達成状況")}
    assert {name: rows[name] for name in SASEBO} == SASEBO
    assert rows["教育"] == ("評価の対象外：資料に理由なし 教育除く",)
    text = squeezed(source(seeds, "佐世保"))
    for name, (reached, counted, rate) in SASEBO.items():
        assert f"{squeezed(rate)}({reached}/{counted})" in text, name


def test_sasebo_prints_every_target_and_actual_of_the_27_indicators(sites: dict[str, Path]) -> None:
    rows = page(sites["sasebo"], "index.html").rows("目標に届いていない指標と、その対応")[1:]
    assert [(row[2], row[3]) for row in rows] == [
        ("20%令和4年度", "14.0%"), ("20%令和4年度", "8.0%"), ("20%令和4年度", "6.6%"), ("5%令和4年度", "3.9%"),
        ("20%令和4年度", "10.2%"),
    ]  # fmt: skip


AKITA_LIST = {  # page: grade, budget, settlement, in thousand yen
    "69": ("B", "2,873", "2,653"),
    "73": ("B", "97,923", "96,953"),
    "77": ("B", "2,417 （共通）", "2,417 （共通）"),
    "94": ("B", "20,978", "52,394"),
    "122": ("B", "9,141", "7,393"),
    "145": ("B", "244,705", "231,108"),
    "149": ("評価なし", "2,956", "2,956"),
}


def test_akita_lists_68_measures_with_grade_and_money(sites: dict[str, Path]) -> None:
    rows = page(sites["akita"], "measures/index.html").rows("令和6年度の取組")[1:]
    assert len(rows) == 68
    listed = {
        m[1]: (row[1].split(" （")[0], row[4], row[5]) for row in rows if (m := re.search(r" (\d+)ページ$", row[0]))
    }
    assert {number: listed[number] for number in AKITA_LIST} == AKITA_LIST
    grades = [row[1].split(" （")[0] for row in rows]
    assert {grade: grades.count(grade) for grade in dict.fromkeys(grades)} == {
        "B": 43,
        "A": 18,
        "C": 4,
        "D": 2,
        "評価なし": 1,
    }
    stages = [row[2].split(" ")[0] for row in rows]
    assert {stage: stages.count(stage) for stage in ("1", "2", "3・4", "4")} == {"1": 9, "2": 42, "3・4": 13, "4": 4}


def test_akita_counts_shared_money_once(sites: dict[str, Path]) -> None:
    told = page(sites["akita"], "index.html").text
    assert "640,613千円" in told
    assert "611,662千円" in told
    assert "672,029千円" in told
    assert "651,818千円になります" in told
    assert "当初予算額に対して95.5％、予算現額に対して91.0％" in told


def test_akita_prints_the_sheet_of_the_bus_as_the_report_does(sites: dict[str, Path], seeds: Path) -> None:
    bus = page(sites["akita"], "measures/n-p145/index.html")
    money = bus.rows("令和6年度の予算と決算")
    assert money[0][1:] == ["当初予算額", "決算額"]
    assert money[2:4] == [["負担金、補助及び交付金", "243,105", "230,190"], ["その他", "1,600", "918"]]
    assert money[5:7] == [["その他特定財源", "4,001", "2,714"], ["一般財源", "240,704", "228,394"]]
    assert money[-1] == ["計", "244,705", "231,108"]
    text = unicodedata.normalize("NFKC", source(seeds, "秋田市デジタル化推進計画"))
    printed = {cell for row in money for cell in row[1:] if re.fullmatch(r"[\d,]+", cell)}
    assert {figure for figure in printed if figure not in text} == set()
    series = bus.rows("シニアアキカでのバス利用件数（累計")
    assert [row[1:3] for row in series[1:]] == [
        ["記載なし", "1,172,820"], ["記載なし", "2,216,277"], ["記載なし", "まだない"], ["4,470,000", "まだない"]
    ]  # fmt: skip


def test_nagasaki_prints_the_sheet_with_its_years(sites: dict[str, Path], seeds: Path) -> None:
    first = page(sites["nagasaki"], "measures/n-21/index.html")
    assert first.rows("年度ごとの金額") == [
        ["年度", "当初予算額", "決算額", "人件費"],
        ["令和2年度", "記載なし", "8,372", "50,889"],
        ["令和3年度", "65,729", "記載なし", "58,898"],
    ]
    assert "達成率は240％です。" in first.text
    assert "達成率は40％です。" in first.text
    text = unicodedata.normalize("NFKC", source(seeds, "長崎県"))
    for figure in ("8,372", "50,889", "65,729", "58,898", "240%", "40%"):
        assert figure in text, figure
