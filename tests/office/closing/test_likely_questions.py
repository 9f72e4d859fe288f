"""What the assembly is likely to ask, from Akita's published year and from a fact of it changed."""

from dataclasses import replace
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest

from monosashi.core.indicators import Actual, Direction, Target
from monosashi.core.money import BudgetProgram, BudgetStage, MoneyLine, Share
from monosashi.core.plan import Plan
from monosashi.core.results import Note, Rater, Rating
from monosashi.evaluation.evaluate import evaluate, shipped_life_cycle, shipped_scheme
from monosashi.evaluation.scheme_loader import load_scheme
from monosashi.office.closing.budget_request import of_department
from monosashi.office.closing.likely_questions import Ground, LikelyQuestion, likely_questions
from monosashi.office.overview.money import far_from_budget
from monosashi.office.plans.queries import Held
from monosashi.office.plans.year.in_year import in_year
from monosashi.office.plans.year.rows_of_measures import measures_of
from monosashi.wording import render

INITIAL, SPENT = BudgetStage.INITIAL, BudgetStage.SPENT
OTHER_CITIES = Path(__file__).parents[2] / "evaluation" / "schemes_of_other_cities"
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


def test_of_the_measures_whose_spending_is_asked_about_the_overview_lists_those_far_from_the_budget(
    akita: Plan, questions: tuple[LikelyQuestion, ...]
) -> None:
    asked = nodes(questions, Ground.UNSPENT) | nodes(questions, Ground.OVERSPENT)
    assert (far_from_budget(in_year(Held(akita, 1, "one"), 2024)), len(asked)) == (8, 10)


def test_the_rate_of_a_question_is_rounded_as_it_is_on_every_page(akita: Plan) -> None:
    """9 of 80 is 11.25 %: 11.3 by the rounding of budgets, 11.2 where halves go to the even digit."""
    lines = tuple(MoneyLine(2024, stage, Decimal(n)) for stage, n in ((INITIAL, 80), (SPENT, 9)))
    own = BudgetProgram("b-card", "カード", shares=(Share(CARD),), lines=lines)
    others = tuple(each for each in akita.budget_programs if CARD not in {share.node for share in each.shares})
    [asked] = said(replace(akita, budget_programs=(*others, own)), Ground.UNSPENT)
    assert "（11.3％）" in asked


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


def test_of_an_indicator_of_several_counts_the_one_that_is_short_is_asked_about(
    akita: Plan, questions: tuple[LikelyQuestion, ...]
) -> None:
    [asked] = [each for each in questions if each.ground is Ground.MISSED and each.node == "n-p080"]
    words = render(asked.asked, "ja")
    assert "各種SNSのフォロワー数（X）" in words
    assert "令和8年度目標15,000人に対し実績14,648人（令和6年度）" in words
    year = in_year(Held(akita, 1, "one"), 2024)
    [row] = [each for each in of_department(year, frozenset({"d-10"})) if each.row.node.id == "n-p080"]
    assert [(each.name, each.actual.text) for each in row.missed] == [("各種SNSのフォロワー数（X）", "14,648")]


def test_every_measure_that_lists_call_unmet_is_asked_about(akita: Plan, questions: tuple[LikelyQuestion, ...]) -> None:
    year = in_year(Held(akita, 1, "one"), 2024)
    assert nodes(questions, Ground.MISSED) == {row.node.id for row in measures_of(year) if row.unmet}


def test_a_measure_that_only_its_own_grade_calls_unmet_is_asked_about(akita: Plan) -> None:
    """The figures reach the target; the coordinating office, who has the last word in this city, grades 3."""
    scheme = load_scheme(OTHER_CITIES / "judged-beside-computed.toml")
    cards = [each.id for each in akita.indicators if each.node == CARD]
    targets = tuple(
        replace(each, targets=(Target(2024, Decimal(82)),)) if each.id in cards else each for each in akita.indicators
    )
    plan = replace(with_card(akita, ratings=(Rating("overall", Rater.SECOND, "3"),)), indicators=targets)
    asked = likely_questions(plan, evaluate(plan, 2024, scheme, None), scheme)
    [missed] = [each for each in asked if each.ground is Ground.MISSED and each.node == CARD]
    assert missed.key == f"{CARD}/missed"
    assert "評価は3で" in render(missed.asked, "ja")


def test_a_grade_other_than_the_computed_one_is_asked_about_by_whoever_gave_it(akita: Plan) -> None:
    ratings = (Rating("progress", Rater.SELF, "A"), Rating("progress", Rater.SECOND, "B"))
    [asked] = said(with_card(akita, ratings=ratings), Ground.DIFFERS)
    assert [word for word in ("自己評価", "A", "B") if word not in asked] == []
    assert said(akita, Ground.DIFFERS) == []


def test_a_grade_of_one_indicator_is_none_of_the_measure(akita: Plan) -> None:
    [card] = [each.id for each in akita.indicators if each.node == CARD]
    ratings = (Rating("progress", Rater.SELF, "B"), Rating("progress", Rater.SELF, "C", indicator=card))
    assert said(with_card(akita, ratings=ratings), Ground.DIFFERS) == []


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
