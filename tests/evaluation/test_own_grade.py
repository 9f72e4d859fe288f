"""The department's own grade: of the measure itself, on the axis that is computed, and whether it differs."""

from dataclasses import replace
from decimal import Decimal
from pathlib import Path

import pytest

from evaluation.evaluated_plans import YEAR, indicator, plan
from monosashi.core.indicators import Direction
from monosashi.core.results import NodeYear, Rater, Rating
from monosashi.evaluation.evaluate import evaluate_measure, shipped_scheme
from monosashi.evaluation.outcomes import MeasureOutcome, differs_from, own_rating, own_ratings
from monosashi.evaluation.scheme_loader import load_scheme

TWO_AXES = Path(__file__).with_name("schemes_of_other_cities") / "judged-beside-computed.toml"
SECOND = Rating("overall", Rater.SECOND, "5")
"""The last word in this city, so that the computed grade is 5 on the axis `overall`."""


def outcome(*ratings: Rating) -> MeasureOutcome:
    of = plan([indicator(of_year="10", actual="10")], [NodeYear("n1", YEAR, ratings=(SECOND, *ratings))])
    return evaluate_measure(of, "n1", YEAR, load_scheme(TWO_AXES), None)


@pytest.mark.parametrize(
    ("ratings", "own", "differs"),
    [
        ([], None, False),
        ([Rating("overall", Rater.SELF, "5")], "5", False),
        ([Rating("overall", Rater.SELF, "3")], "3", True),
        ([Rating("kpi", Rater.SELF, "↑")], None, False),
        ([Rating("kpi", Rater.SELF, "↑"), Rating("overall", Rater.SELF, "3")], "3", True),
        ([Rating("overall", Rater.SELF, "1", indicator="i1")], None, False),
        ([Rating("overall", Rater.SELF, None, "集計中")], None, False),
    ],
)
def test_the_own_grade_is_that_of_the_measure_on_the_computed_axis(
    ratings: list[Rating], own: str | None, *, differs: bool
) -> None:
    found = outcome(*ratings)
    assert (found.computed.axis, found.computed.grade) == ("overall", "5")
    assert (found.self_grade, found.differs) == (own, differs)


def test_a_grade_that_was_withheld_is_a_rating_with_its_reason() -> None:
    withheld = Rating("overall", Rater.SELF, None, "集計中")
    assert outcome(withheld).own_rating == withheld


def test_where_no_step_has_a_word_on_the_measure_the_own_grade_stands_on_any_axis() -> None:
    """Nagasaki grades no measures."""
    said = NodeYear("n1", YEAR, ratings=(Rating("overall", Rater.SELF, "3"),))
    of = plan([indicator(of_year="10", actual="10", direction=Direction.INCREASE)], [said])
    found = evaluate_measure(of, "n1", YEAR, shipped_scheme("nagasaki@1"), None)
    assert (found.computed.axis, found.self_grade, found.differs) == ("", "3", False)


def test_own_ratings_are_of_the_node_itself_on_every_axis() -> None:
    own = (Rating("kpi", Rater.SELF, "↑"), Rating("overall", Rater.SELF, None, "集計中"))
    others = (SECOND, Rating("kpi", Rater.SELF, "↓", indicator="i1"))
    assert own_ratings((*others, *own)) == own
    assert own_rating((*others, *own), "overall") == own[1]


@pytest.mark.parametrize(
    ("rating", "differs"),
    [
        (Rating("overall", Rater.EXTERNAL, "3"), True),
        (Rating("overall", Rater.EXTERNAL, "5"), False),
        (Rating("kpi", Rater.SELF, "↓"), False),
        (Rating("overall", Rater.SELF, "3", indicator="i1"), False),
    ],
)
def test_only_a_rating_of_the_measure_on_the_computed_axis_differs_from_it(rating: Rating, *, differs: bool) -> None:
    assert differs_from(rating, outcome().computed) is differs


def test_no_grade_differs_from_points_alone() -> None:
    """A step may give points and no grade."""
    points = replace(outcome().computed, grade=None, points=Decimal(75))
    assert not differs_from(Rating("overall", Rater.SELF, "3"), points)
