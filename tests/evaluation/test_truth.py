"""Yes, no, and not to be told: what is absent matters only where it could change the answer."""

import pytest

from monosashi.evaluation.truth import Missing, Truth, counted, every, negated, some

GONE = Missing(("actual",))


@pytest.mark.parametrize(
    ("truths", "all_of", "any_of"),
    [
        ((True, True), True, True),
        ((True, False), False, True),
        ((False, GONE), False, GONE),
        ((GONE, True), GONE, True),
        ((GONE, GONE), GONE, GONE),
        ((), True, False),
    ],
)
def test_a_missing_fact_is_harmless_where_the_others_decide(
    truths: tuple[Truth, ...], all_of: Truth, any_of: Truth
) -> None:
    assert every(truths) == all_of
    assert some(truths) == any_of


@pytest.mark.parametrize(("truth", "opposite"), [(True, False), (False, True), (GONE, GONE)])
def test_the_opposite_of_what_cannot_be_told_cannot_be_told(truth: Truth, opposite: Truth) -> None:
    assert negated(truth) == opposite


@pytest.mark.parametrize(
    ("truths", "least", "most", "answer"),
    [
        ((True, True, False), 2, None, True),
        ((True, False, False), 2, None, False),
        ((True, GONE, False), 2, None, GONE),
        ((True, GONE, False), 1, None, True),
        ((True, GONE, False), 1, 1, GONE),
        ((True, True, GONE), 0, 1, False),
        ((False, GONE), 2, None, False),
    ],
)
def test_a_count_is_told_as_soon_as_the_missing_cannot_change_it(
    truths: tuple[Truth, ...], least: int, most: int | None, answer: Truth
) -> None:
    assert counted(truths, least, most) == answer
