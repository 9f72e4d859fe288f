"""What the assembly is likely to ask, from Akita's published year and from a fact of it changed."""

from dataclasses import replace
from decimal import Decimal
from typing import Any

import pytest

from monosashi.core.indicators import Actual, Direction
from monosashi.core.plan import Plan
from monosashi.core.results import Note, Rater, Rating
from monosashi.evaluation.evaluate import evaluate, shipped_life_cycle, shipped_scheme
from monosashi.office.closing.budget_request import of_department
from monosashi.office.closing.likely_questions import Ground, LikelyQuestion, likely_questions
from monosashi.office.plans.in_year import in_year
from monosashi.office.plans.queries import Held
from monosashi.wording import render

CARD = "n-p073"
"""A measure whose indicator stands at 82.9 % in 2024, graded B by the city and by the figures, with a footnote of the city's own."""


def asked_of(plan: Plan) -> tuple[LikelyQuestion, ...]:
    """The questions about 2024."""
    year = plan.index.year[2024]
    scheme = shipped_scheme(year.scheme or "")
    life_cycle = shipped_life_cycle(year.life_cycle or "")
    return likely_questions(plan, evaluate(plan, 2024, scheme, life_cycle), scheme)


@pytest.fixture(scope="module")
def questions(akita: Plan) -> tuple[LikelyQuestion, ...]:
    """Those of the published year."""
    return asked_of(akita)


def nodes(questions: tuple[LikelyQuestion, ...], ground: Ground) -> set[str]:
    return {each.node for each in questions if each.ground is ground}


def with_card(plan: Plan, **told: Any) -> Plan:
    """The plan whose measure of the card says something else of 2024."""
    return replace(
        plan,
        results=tuple(
            replace(each, **told) if (each.node, each.fiscal_year) == (CARD, 2024) else each for each in plan.results
        ),
    )


def with_figures(plan: Plan, last: str, direction: Direction) -> Plan:
    """The plan whose indicator of the card stood elsewhere the year before."""
    before = Actual(2023, Decimal(last))
    return replace(
        plan,
        indicators=tuple(
            replace(each, direction=direction, actuals=(before, *each.actuals)) if each.node == CARD else each
            for each in plan.indicators
        ),
    )


def said(plan: Plan, ground: Ground) -> list[str]:
    """The questions about the card of one ground, in words."""
    return [render(each.asked, "ja") for each in asked_of(plan) if each.ground is ground and each.node == CARD]


def test_measures_that_spent_under_half_of_their_budget_are_asked_about(questions: tuple[LikelyQuestion, ...]) -> None:
    assert nodes(questions, Ground.UNSPENT) == {"n-p103", "n-p114", "n-p116", "n-p125", "n-p133", "n-p147"}


def test_measures_that_spent_more_than_there_was_are_asked_about(questions: tuple[LikelyQuestion, ...]) -> None:
    assert nodes(questions, Ground.OVERSPENT) == {"n-p080", "n-p085", "n-p089", "n-p090"}


def test_every_question_has_a_key_of_its_own(questions: tuple[LikelyQuestion, ...]) -> None:
    assert len({each.key for each in questions}) == len(questions) > 10


@pytest.mark.parametrize(
    ("last", "direction", "fell"),
    [
        ("83.0", Direction.INCREASE, True),
        ("82.9", Direction.INCREASE, False),
        ("82.8", Direction.INCREASE, False),
        ("82.8", Direction.DECREASE, True),
        ("83.0", Direction.DECREASE, False),
    ],
)
def test_what_became_worse_than_the_year_before_is_asked_about(
    akita: Plan, last: str, direction: Direction, *, fell: bool
) -> None:
    asked = said(with_figures(akita, last, direction), Ground.FELL)
    assert len(asked) == fell
    assert all(last in each and "82.9" in each for each in asked)


def test_a_target_that_was_missed_is_asked_about_with_what_the_department_answers(akita: Plan) -> None:
    plan = with_card(akita, unmet_reason="窓口が混み合った", response="")
    [asked] = [each for each in asked_of(plan) if each.ground is Ground.MISSED and each.node == CARD]
    assert "82.9" in render(asked.asked, "ja")
    assert asked.known == "窓口が混み合った"


def test_a_grade_other_than_the_computed_one_is_asked_about_by_whoever_gave_it(akita: Plan) -> None:
    ratings = (Rating("progress", Rater.SELF, "A"), Rating("progress", Rater.SECOND, "B"))
    [asked] = said(with_card(akita, ratings=ratings), Ground.DIFFERS)
    assert [word for word in ("自己評価", "A", "B") if word not in asked] == []
    assert said(akita, Ground.DIFFERS) == []


def test_an_opinion_of_others_is_asked_about_and_a_footnote_of_the_city_is_not(
    akita: Plan, questions: tuple[LikelyQuestion, ...]
) -> None:
    assert nodes(questions, Ground.CRITICISED) == {"n-p124"}
    [footnote] = akita.index.result[CARD, 2024].notes
    opinion = Note("監査委員", "出張申請の効果を数字で示されたい。")
    plan = with_card(akita, notes=(footnote, opinion))
    [asked] = said(plan, Ground.CRITICISED)
    assert "監査委員" in asked
    assert opinion.text in asked
    year = in_year(Held(plan, 1, "another"), 2024)
    [card] = [each for each in of_department(year, frozenset({"d-03"})) if each.row.node.id == CARD]
    assert card.opinions == (opinion,)
