"""What is alike is found without laying each beside each, and nothing of it is missed."""

from collections.abc import Sequence
from decimal import Decimal
from itertools import combinations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from monosashi.checks.similarity import alike, likeness, overlap

WORDS = st.frozensets(st.sampled_from("abcdefghij"), max_size=8)


@given(st.lists(WORDS, max_size=12), st.integers(1, 100))
def test_those_are_alike_that_overlap_enough(sets: Sequence[frozenset[str]], percent: int) -> None:
    each_beside_each = [
        (left, right, overlap(sets[left], sets[right]))
        for left, right in combinations(range(len(sets)), 2)
        if overlap(sets[left], sets[right]) >= percent
    ]
    assert alike(sets, Decimal(percent)) == each_beside_each


@pytest.mark.parametrize(
    ("other", "percent"),
    [
        ("申請の、電子化", Decimal(100)),
        ("申請の電算化", Decimal(300) / 7),
        ("道路の舗装", Decimal(0)),
        ("", Decimal(0)),
    ],
)
def test_texts_are_as_alike_as_the_letters_that_follow_each_other(other: str, percent: Decimal) -> None:
    assert likeness("申請の電子化", other) == percent
