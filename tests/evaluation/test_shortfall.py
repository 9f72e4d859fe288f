"""What is short of its target: one rule for an indicator and one for a measure, by the grade where the city gives one."""

from dataclasses import replace
from decimal import Decimal
from pathlib import Path

import pytest

from evaluation.evaluated_plans import YEAR, indicator, plan
from monosashi.core.indicators import Composition, Direction
from monosashi.core.plan import Plan
from monosashi.core.results import Exclusion, ExclusionReason, ManagedBy, NodeYear, Rater, Rating
from monosashi.evaluation.evaluate import evaluate, evaluate_measure, shipped_life_cycle, shipped_scheme
from monosashi.evaluation.outcomes import IndicatorOutcome, MeasureOutcome, Standing
from monosashi.evaluation.scheme import Scheme
from monosashi.evaluation.scheme_loader import load_scheme
from monosashi.evaluation.shortfall import indicator_unmet, measure_unmet, parts_unmet
from monosashi.exchange.plan_file import read_plan

AKITA = shipped_scheme("akita@1")
EXAMPLE = Path(__file__).resolve().parents[2] / "examples" / "akita" / "akita.plan.json"
FOLLOWERS = "n-p080"
"""A measure of Akita whose one indicator is three counts: two reached their targets, that of X did not; graded B by the city."""


@pytest.fixture(scope="module")
def measures() -> dict[str, MeasureOutcome]:
    """Akita's measures of 2024 by node."""
    found = evaluate(read_plan(EXAMPLE), 2024, AKITA, shipped_life_cycle("akita@1"))
    return {each.node: each for each in found.measures}


def outcome(of: Plan, scheme: Scheme) -> MeasureOutcome:
    return evaluate_measure(of, "n1", YEAR, scheme, None)


def first(of: Plan, scheme: Scheme) -> IndicatorOutcome:
    return outcome(of, scheme).indicators[0]


def test_31_indicators_of_akita_are_unmet_and_so_are_their_measures(measures: dict[str, MeasureOutcome]) -> None:
    indicators = [each for measure in measures.values() for each in measure.indicators if indicator_unmet(each, AKITA)]
    assert len(indicators) == 31
    assert sum(measure_unmet(each, AKITA) for each in measures.values()) == 31


def test_an_indicator_of_which_one_count_is_short_is_unmet_and_says_which(measures: dict[str, MeasureOutcome]) -> None:
    [followers] = measures[FOLLOWERS].indicators
    assert followers.achievement_rate is None
    assert indicator_unmet(followers, AKITA)
    assert [each.name for each in parts_unmet(followers, AKITA)] == ["X"]


def test_an_indicator_without_components_is_itself_what_is_short(measures: dict[str, MeasureOutcome]) -> None:
    [card] = measures["n-p073"].indicators
    assert parts_unmet(card, AKITA) == (card,)


def test_an_indicator_that_is_reached_has_no_part_that_is_short() -> None:
    """One of two is enough, so that nobody is asked about the other."""
    whole = replace(indicator(id="whole"), composition=Composition.ANY)
    parts = [indicator("0", "10", done, id=f"p{done}", part_of="whole") for done in ("10", "5")]
    found = first(plan([whole, *parts]), AKITA)
    assert found.verdict is not None
    assert found.verdict.grade == "A"
    assert not indicator_unmet(found, AKITA)
    assert parts_unmet(found, AKITA) == ()


@pytest.mark.parametrize(("actual", "unmet"), [("99.96", True), ("100", False), ("100.04", False)])
def test_a_rate_that_is_printed_as_100_percent_is_unmet_where_the_figure_is_short(actual: str, *, unmet: bool) -> None:
    """Nagasaki prints whole percents and grades nothing."""
    of = plan([indicator(of_year="100", actual=actual, direction=Direction.INCREASE)])
    found = first(of, shipped_scheme("nagasaki@1"))
    assert found.achievement_rate == 100
    assert indicator_unmet(found, shipped_scheme("nagasaki@1")) is unmet
    assert indicator_unmet(found, None) is unmet


def test_where_the_citys_rule_gives_no_grade_the_figures_tell() -> None:
    """Without a baseline this rule refuses; that 7 of 10 were reached is certain all the same."""
    scheme = shipped_scheme("improvement-band@1")
    found = first(plan([indicator(None, "10", "7", direction=Direction.INCREASE)]), scheme)
    assert found.verdict is not None
    assert found.verdict.standing is Standing.REFUSED
    assert indicator_unmet(found, scheme)


def overall(*, grade: str, actual: str, managed_by: ManagedBy | None = None) -> tuple[MeasureOutcome, Scheme]:
    """A measure of a city with an axis for indicators and another on which people have the last word, and what is reached."""
    scheme = load_scheme(Path(__file__).with_name("schemes_of_other_cities") / "judged-beside-computed.toml")
    ratings = (Rating("overall", Rater.SECOND, grade),)
    said = NodeYear("n1", YEAR, managed_by=managed_by, ratings=ratings)
    of = plan([indicator(of_year="10", actual=actual, direction=Direction.INCREASE)], [said])
    return outcome(of, scheme), scheme


@pytest.mark.parametrize(("grade", "actual", "unmet"), [("5", "10", False), ("3", "10", True), ("5", "9", True)])
def test_a_measure_is_unmet_by_an_indicator_or_by_its_own_grade(grade: str, actual: str, *, unmet: bool) -> None:
    found, scheme = overall(grade=grade, actual=actual)
    assert measure_unmet(found, scheme) is unmet
    assert indicator_unmet(found.indicators[0], scheme) is (actual == "9")


def test_a_measure_that_is_run_by_schedule_misses_no_target_by_its_grade() -> None:
    found, scheme = overall(grade="3", actual="10", managed_by=ManagedBy.SCHEDULE)
    assert not measure_unmet(found, scheme)


def test_a_measure_that_is_out_of_the_evaluation_is_not_unmet(measures: dict[str, MeasureOutcome]) -> None:
    out = replace(measures[FOLLOWERS], excluded=Exclusion(ExclusionReason.NOT_STATED))
    assert not measure_unmet(out, AKITA)


def test_a_year_without_a_scheme_goes_by_the_figures(measures: dict[str, MeasureOutcome]) -> None:
    card = measures["n-p073"]
    assert card.indicators[0].achievement_rate == Decimal("82.9")
    assert measure_unmet(card, None)
