"""What the assembly is likely to ask, from Akita's published year."""

import pytest

from monosashi.core.plan import Plan
from monosashi.evaluation.evaluate import evaluate, shipped_life_cycle, shipped_scheme
from monosashi.office.closing.likely_questions import Ground, LikelyQuestion, likely_questions


@pytest.fixture(scope="module")
def questions(akita: Plan) -> tuple[LikelyQuestion, ...]:
    """Those of 2024."""
    year = akita.index.year[2024]
    scheme = shipped_scheme(year.scheme or "")
    life_cycle = shipped_life_cycle(year.life_cycle or "")
    return likely_questions(akita, evaluate(akita, 2024, scheme, life_cycle), scheme)


def nodes(questions: tuple[LikelyQuestion, ...], ground: Ground) -> set[str]:
    return {each.node for each in questions if each.ground is ground}


def test_measures_that_spent_under_half_of_their_budget_are_asked_about(questions: tuple[LikelyQuestion, ...]) -> None:
    assert nodes(questions, Ground.UNSPENT) == {"n-p103", "n-p114", "n-p116", "n-p125", "n-p133", "n-p147"}


def test_every_question_has_a_key_of_its_own(questions: tuple[LikelyQuestion, ...]) -> None:
    assert len({each.key for each in questions}) == len(questions) > 10
