"""Open data and site take for the department's own grade what the evaluation does."""

from dataclasses import replace
from pathlib import Path

import pytest

from monosashi.core.plan import Plan
from monosashi.core.results import NodeYear, Rater, Rating
from monosashi.evaluation.evaluate import evaluate
from monosashi.evaluation.scheme_loader import load_scheme
from monosashi.publishing.editions import Content
from monosashi.publishing.editions_folder import freeze
from monosashi.publishing.open_data.year_rows import YEAR_ROWS
from monosashi.publishing.public_editions import PublicFolder, read_public_editions
from monosashi.publishing.site.editions import site_editions
from monosashi.publishing.site.lists import overview_page
from monosashi.publishing.site.words import SiteTongue
from publishing.public_folders import SEPTEMBER, content_of

pytestmark = pytest.mark.slow  # judges a real plan
TWO_AXES = Path(__file__).parents[1] / "evaluation" / "schemes_of_other_cities" / "judged-beside-computed.toml"
CARD = "n-p073"


def published(folder: Path, *ratings: Rating) -> PublicFolder:
    """Akita by a scheme of two axes, on one of which the coordinating office gives 5; the department said `ratings` of one measure."""
    plan: Plan = content_of("akita", 2024).plan
    scheme = load_scheme(TWO_AXES)
    said = NodeYear(CARD, 2024, ratings=(Rating("overall", Rater.SECOND, "5"), *ratings))
    others = tuple(replace(each, ratings=()) for each in plan.results if each.node != CARD)
    years = tuple(replace(year, scheme=scheme.reference, life_cycle=None) for year in plan.years)
    plan = replace(plan, results=(*others, said), years=years, provenance=())
    freeze(Content(plan, scheme, None, evaluate(plan, 2024, scheme, None)), folder, created=SEPTEMBER)
    return read_public_editions(folder)


def own_grade(folder: PublicFolder) -> object:
    [row] = [row for row in YEAR_ROWS["grades"](folder.editions[0]) if row[0] == CARD]
    return row[6]


def test_the_own_grade_of_open_data_is_that_on_the_computed_axis(tmp_path: Path) -> None:
    told = (Rating("kpi", Rater.SELF, "↑"), Rating("overall", Rater.SELF, "3"))
    assert own_grade(published(tmp_path, *told)) == "3"


def test_a_grade_on_another_axis_is_not_the_own_grade_of_open_data(tmp_path: Path) -> None:
    assert own_grade(published(tmp_path, Rating("kpi", Rater.SELF, "↑"))) is None


@pytest.mark.parametrize(("grade", "differing"), [("3", [CARD]), (None, [])])
def test_a_grade_that_was_withheld_differs_from_none_on_the_site(
    tmp_path: Path, grade: str | None, differing: list[str]
) -> None:
    folder = published(tmp_path, Rating("overall", Rater.SELF, grade, "集計中"))
    [edition] = site_editions(folder)
    page = overview_page(edition, SiteTongue("ja"))
    assert [row.node.id for row in page.differing] == differing
