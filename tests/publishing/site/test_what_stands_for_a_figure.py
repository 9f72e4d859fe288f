"""What stands where there is no one figure: values of parts, an edition that was withdrawn, and English words that stand alone."""

from pathlib import Path

import pytest

from cli.command_line import AKITA, SASEBO, run
from monosashi.exchange.plan_file import read_plan
from publishing.site.site_samples import Page, frozen, page, provisional, published

pytestmark = [pytest.mark.slow, pytest.mark.xdist_group("site")]
OF_PARTS = "measures/n-p080/index.html"


def test_an_indicator_of_several_values_says_so_where_one_figure_would_stand(sites: dict[str, Path]) -> None:
    row = next(
        each
        for each in page(sites["akita"], "index.html").rows("届いていない指標")
        if each[0] == "SNSによる情報発信の推進"
    )
    assert row[2:4] == ["内訳ごと", "内訳ごと"]
    told = page(sites["akita"], OF_PARTS)
    assert "判定に使う目標値 記載なし" not in told.text
    assert "内訳ごと" in told.text
    assert [each for each in told.rows("指標を構成する値") if each[0] == "X"] == [
        ["X", "14,116人", "15,000人", "14,648人"]
    ]


def test_where_a_measure_has_several_indicators_the_first_sentence_says_of_which_it_tells(
    sites: dict[str, Path],
) -> None:
    plan = read_plan(SASEBO)
    told = []
    for measure in plan.index.measures:
        of = plan.index.indicators_of.get(measure.id, ())
        found = page(sites["sasebo"], f"measures/{measure.id}/index.html").main.find(".//p[@class='distance']/strong")
        if len(of) > 1 and found is not None:
            told.append("".join(found.itertext()).startswith(f"{of[0].name}："))
    assert set(told) == {True}


@pytest.mark.parametrize("city", ["akita", "nagasaki", "sasebo"])
def test_no_table_is_empty_below_its_heads(sites: dict[str, Path], city: str) -> None:
    for name in sorted(sites[city].glob("measures/*/index.html")):
        shown = Page(name.name, name.read_bytes())
        tables = [table for table in shown.tree.iter("table") if len(list(table.iter("tr"))) < 2]
        assert tables == [], name


def test_the_list_of_editions_says_when_one_was_withdrawn(tmp_path: Path) -> None:
    editions = frozen(provisional(AKITA, tmp_path / "early.plan.json"), tmp_path / "editions", year="2024")
    frozen(AKITA, editions, date="2025-06-01")
    run("withdraw", editions, "--number", 1, "--reason", "取り違え", "--date", "2025-06-02")
    rows = page(published(editions, tmp_path / "site"), "editions/index.html").rows("公表した版")
    assert rows[1][1] == "取下げ（令和7年6月2日）"


def test_english_words_that_stand_alone_begin_with_a_capital(sites: dict[str, Path]) -> None:
    shown = page(sites["akita"], "en/measures/n-p145/index.html")
    heads = [
        "".join(each.itertext()).strip() for each in shown.tree.iter() if each.tag in ("h2", "h3", "h4", "th", "dt")
    ]
    assert [each for each in heads if each[:1].islower()] == []


def test_in_english_a_year_in_brackets_stands_apart_from_its_word(sites: dict[str, Path]) -> None:
    assert "Settlement (FY2024)" in page(sites["akita"], "en/measures/n-p145/index.html").text
