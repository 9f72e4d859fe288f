"""The table of cases: whatever way one takes through it, nothing gets stuck and nothing is skipped."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from monosashi.office.investments.states import (
    IN_FORCE,
    TRANSITIONS,
    CaseForbids,
    InvestmentAct,
    InvestmentHand,
    InvestmentState,
    is_due,
    move_of,
)

pytestmark = pytest.mark.without_database
_S, _A = InvestmentState, InvestmentAct


@settings(max_examples=60)
@given(st.lists(st.sampled_from(InvestmentAct), max_size=12))
def test_a_case_goes_on_only_after_it_was_submitted_and_an_examiner_approved_it(acts: list[InvestmentAct]) -> None:
    state, submitted, approved = _S.DRAFTING, False, False
    for act in acts:
        try:
            move = move_of(state, act)
        except CaseForbids:
            continue
        submitted |= act is _A.SUBMIT
        approved |= act in {_A.APPROVE, _A.APPROVE_CONDITIONALLY} and move.hand is InvestmentHand.EXAMINER
        state = move.to
        assert state not in IN_FORCE or (submitted and approved)


def test_every_state_is_reached_and_has_a_way_out() -> None:
    assert {state for state, _ in TRANSITIONS} == set(InvestmentState)
    assert {move.to for move in TRANSITIONS.values()} == set(InvestmentState)


@pytest.mark.parametrize(
    ("state", "year", "due"),
    [("approved", 2026, True), ("verified", 2025, True), ("approved", 2027, False), ("put_off", 2026, False)],
)
def test_effects_are_due_from_the_named_year_on_while_the_case_goes_on(state: str, year: int, *, due: bool) -> None:
    assert is_due(state, year, 2026) is due
    assert not is_due(state, None, 2026)
