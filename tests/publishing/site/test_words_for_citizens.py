"""What citizens read is told in words: corrections with their reasons, stages by name, percentages that differ by points."""

import re
from pathlib import Path
from typing import Any

import pytest

from cli.command_line import AKITA, SASEBO, changed, run
from monosashi.core.messages import message
from monosashi.wording import render
from publishing.site.site_samples import frozen, page, published

pytestmark = [pytest.mark.slow, pytest.mark.xdist_group("site")]


def mended(document: Any) -> None:
    """Another result, a coded word, a figure and one record more."""
    results = [each for each in document["results"] if each["fiscal_year"] == 2022]
    next(each for each in results if each.get("result"))["result"] = "15件を直した。"
    next(each for each in results if each.get("execution") == "as_planned")["execution"] = "delayed"
    document.setdefault("departments", []).append({"id": "d-new", "name": "新しい課"})


@pytest.fixture(scope="module")
def corrected(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("corrected")
    plan = changed(SASEBO, folder / "mended.plan.json", mended)
    editions = frozen(SASEBO, folder / "editions")
    correct = ("correct", plan, "--year", 2022, "--to", editions, "--number", 1, "--date", "2025-06-20")
    told = run(*correct, "--reason", "転記の誤り")
    assert told.code == 0, told.err
    return published(editions, folder / "site")


def test_the_errata_give_the_reason_of_each_place_and_no_key_of_the_plan_file(corrected: Path) -> None:
    shown = page(corrected, "changes/index.html")
    rows = shown.rows("の誤りと正しい内容")
    assert rows[0] == ["箇所", "誤", "正", "理由"]
    assert {row[3] for row in rows[1:]} == {"転記の誤り"}
    assert ("計画どおり", "遅延") in {(row[1], row[2]) for row in rows[1:]}
    assert "新しい課" in {row[2] for row in rows[1:]}
    assert not [word for word in ("as_planned", "d-new", "{") if word in shown.text]


def test_editions_of_the_same_name_are_told_apart_wherever_they_are_named(corrected: Path) -> None:
    assert (
        "「第1版 令和4年度 速報」から「第2版 令和4年度 速報（第1版の訂正）」で変わったところ"
        in page(corrected, "changes/index.html").text
    )
    listed = page(corrected, "editions/index.html").rows("公表した版")
    assert [row[0] for row in listed[1:]] == ["第1版 令和4年度 速報", "第2版 令和4年度 速報（第1版の訂正）"]
    assert "第1版の訂正" in listed[2][1]
    assert "第2版 令和4年度 速報（第1版の訂正）」が出ています" in page(corrected, "editions/1/index.html").raw.decode()
    feed = (corrected / "feed.xml").read_text("utf-8")
    assert "第1版の誤りを訂正した「第2版 令和4年度 速報（第1版の訂正）」を公表しました" in feed


def test_a_stage_that_a_measure_may_move_to_is_named(sites: dict[str, Path]) -> None:
    shown = page(sites["akita"], "life-cycle/index.html").text
    assert "次に移ることのある段階：2 拡大期" in shown


def test_percentages_differ_by_points(sites: dict[str, Path]) -> None:
    shown = page(sites["akita"], "measures/n-p073/index.html")
    assert "目標値100%まで、あと17.1ポイントです" in shown.text
    assert "1年間に増えたのは4.9ポイントです" in shown.text
    assert "1年ごとに増えた数（単位：ポイント）" in shown.text
    rows = shown.rows("前の年度と今年度")
    assert [row[0] for row in rows if "1年間の増加" in row[0]] == [
        "マイナンバーカード保有枚数率・保有枚数 1年間の増加 （ポイント）"
    ]


def test_where_nothing_can_be_held_against_a_target_nothing_is_said_to_have_reached_it(tmp_path: Path) -> None:
    def without_targets(document: Any) -> None:
        document["provenance"] = []
        for each in document["indicators"]:
            each.pop("final_target", None)
            each["targets"] = []

    plan = changed(AKITA, tmp_path / "plan.json", without_targets)
    site = published(frozen(plan, tmp_path / "editions", year="2024"), tmp_path / "site")
    shown = page(site, "index.html").text
    assert "目標値と実績値を比べられる指標に、目標に届いていないものはありません。" in shown


COUNTED = (
    "tree.lead",
    "measures.lead",
    "departments.lead",
    "department.lead",
    "changes.lead",
    "editions.lead",
    "shared_program",
)


@pytest.mark.parametrize("id_", COUNTED)
def test_one_thing_is_told_in_the_singular_in_english(id_: str) -> None:
    told = render(message(f"site.{id_}", count=1, year=2024, before="A", after="B"), "en")
    assert not re.search(r"\b1 \w+s\b", told), told


def test_editions_of_two_years_are_compared_with_the_year_of_each_grade(two_year_site: Path) -> None:
    shown = page(two_year_site, "changes/index.html").text
    assert "方式による判定が B（令和6年度） から なし（令和7年度） に変わりました。" in shown
    assert "2,025" not in shown


def test_each_file_to_download_says_what_is_in_it(two_year_site: Path) -> None:
    rows = page(two_year_site, "data/index.html").rows("取り出せるファイル")
    held = {row[0]: row[1] for row in rows[1:]}
    assert held["tables/plan_texts.csv"] == "計画本文"
    assert held["editions/0001-2024-provisional.plan.json"] == "第1版 令和6年度 速報の計画"
    assert held["editions/0001-2024-provisional.evaluation.json"] == "第1版 令和6年度 速報の判定結果"
    assert all(held.values())


def test_last_year_beside_this_year_names_the_stage(two_year_site: Path) -> None:
    rows = page(two_year_site, "measures/n-p145/index.html").rows("前の年度と今年度")
    assert ["段階", "2 拡大期", "2 拡大期"] in rows


def test_the_front_page_says_once_of_how_many_programs_the_current_budget_is_taken_from_the_initial_one(
    sites: dict[str, Path],
) -> None:
    shown = page(sites["akita"], "index.html").text
    assert shown.count("当初予算額をそのまま予算現額として計算しています。") == 1
