"""A city that judges on several axes: each grade says on which one it is, and is held against those on the same axis alone."""

from pathlib import Path
from typing import Any

import pytest

from cli.command_line import AKITA, changed, run
from publishing.site.site_samples import page, published

pytestmark = [pytest.mark.slow, pytest.mark.xdist_group("site")]
SCHEME = Path(__file__).parents[2] / "evaluation" / "schemes_of_other_cities" / "judged-beside-computed.toml"
NODE, YEAR = "n-p073", 2024


@pytest.fixture(scope="module")
def site(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("axes")

    def judge_twice(document: Any) -> None:
        document["provenance"] = []
        result = next(r for r in document["results"] if (r["node"], r["fiscal_year"]) == (NODE, YEAR))
        result["ratings"] = [
            {"axis": "kpi", "rater": "self", "grade": "↑"},
            {"axis": "overall", "rater": "self", "grade": "3"},
            {"axis": "overall", "rater": "second", "grade": "3"},
        ]

    plan = changed(AKITA, folder / "plan.json", judge_twice)
    done = run("freeze", plan, "--year", YEAR, "--scheme", SCHEME, "--to", folder / "editions", "--date", "2025-05-24")
    assert done.code == 0, done.err
    return published(folder / "editions", folder / "site")


def test_each_grade_of_a_measure_says_on_which_axis_it_is(site: Path) -> None:
    shown = page(site, f"measures/{NODE}/index.html")
    assert [row[0] for row in shown.rows("評価")][1:4] == [
        "自己評価（指標の評価）",
        "自己評価（取組の評価）",
        "二次評価（取組の評価）",
    ]


def test_the_computed_grade_says_its_axis_too_and_no_page_prints_a_key_of_the_scheme(site: Path) -> None:
    shown = page(site, f"measures/{NODE}/index.html")
    assert shown.rows("だれがどう評価したか")[-1][0] == "方式による判定（取組の評価）"
    for name in (f"measures/{NODE}/index.html", "grades/index.html", "index.html"):
        assert "overall" not in page(site, name).text
        assert "kpi" not in page(site, name).text


def test_the_legend_beside_the_grades_is_that_of_their_axes(site: Path) -> None:
    shown = page(site, f"measures/{NODE}/index.html")
    assert [row[0] for row in shown.rows("評価の記号の意味（取組の評価）")][1:] == ["5", "3 この取組", "1"]
    assert [row[0] for row in shown.rows("評価の記号の意味（指標の評価）")][1:] == ["↑", "→", "↓"]


def test_last_year_beside_this_year_keeps_the_axes_apart(site: Path) -> None:
    rows = page(site, f"measures/{NODE}/index.html").rows("前の年度と今年度")
    assert [(row[0], row[2]) for row in rows if "評価" in row[0] or "判定" in row[0]] == [
        ("自己評価（指標の評価）", "↑"),
        ("自己評価（取組の評価）", "3"),
        ("二次評価（取組の評価）", "3"),
        ("方式による判定（取組の評価）", "3"),
    ]


def test_the_first_page_says_on_which_axis_each_bar_is_and_no_part_of_it_has_the_name_of_another(site: Path) -> None:
    shown = page(site, "index.html")
    heads = ["".join(each.itertext()).strip() for each in shown.main.iter("h3")]
    assert "自己評価（指標の評価）" in heads
    assert "自己評価（取組の評価）" in heads
    assert len(heads) == len(set(heads))
    assert len(shown.ids) == len(set(shown.ids))


def test_a_grade_on_another_axis_is_no_other_opinion(site: Path) -> None:
    assert "算定と異なる" not in page(site, f"measures/{NODE}/index.html").text


def test_the_legend_has_a_table_for_each_axis(site: Path) -> None:
    shown = page(site, "grades/index.html")
    assert [row[0] for row in shown.rows("（指標の評価）")][1:] == ["↑", "→", "↓"]
    assert [row[0] for row in shown.rows("（取組の評価）")][1:] == ["5", "3", "1"]
