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
        "自己評価（kpi）",
        "自己評価（overall）",
        "二次評価（overall）",
    ]


def test_a_grade_on_another_axis_is_no_other_opinion(site: Path) -> None:
    assert "算定と異なる" not in page(site, f"measures/{NODE}/index.html").text


def test_the_legend_has_a_table_for_each_axis(site: Path) -> None:
    shown = page(site, "grades/index.html")
    assert [row[0] for row in shown.rows("（kpi）")][1:] == ["↑", "→", "↓"]
    assert [row[0] for row in shown.rows("（overall）")][1:] == ["5", "3", "1"]
