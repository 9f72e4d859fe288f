"""The invariants beside the tables: they hold of the tables, and each notices when it does not hold."""

from dataclasses import replace

import pytest

from monosashi.office.rounds.states import (
    ROUND_TRANSITIONS,
    TRANSITIONS,
    RoundState,
    SheetAct,
    SheetHand,
    SheetState,
    StepKind,
    StepState,
)
from office.rounds.invariants import Broken, Facts, StepDone, broken_between, broken_by, broken_by_table

pytestmark = pytest.mark.without_database

_CONFIRM, _SEEN = StepKind.CONFIRM, StepKind.CIRCULATE
_DONE, _WAITING = StepState.DONE, StepState.WAITING

ACCEPTED = Facts(
    SheetState.ACCEPTED,
    frozenset({"d-07"}),
    answerers=frozenset({1}),
    steps=(StepDone(1, _CONFIRM, _DONE, 2), StepDone(2, _SEEN, _WAITING), StepDone(3, StepKind.CONCUR, _DONE, 3)),
    acceptor=4,
    acceptor_departments=frozenset({"d-01"}),
)
WAITING = Facts(
    SheetState.AWAITING_CONFIRMATION,
    frozenset({"d-07"}),
    answerers=frozenset({1}),
    steps=(StepDone(1, _SEEN, _WAITING), StepDone(2, _CONFIRM, _WAITING)),
    due=2,
)


def test_nothing_is_broken_by_the_table() -> None:
    assert broken_by_table(TRANSITIONS) == frozenset()


def test_every_state_of_a_round_but_published_has_an_exit_to_another() -> None:
    onward = {state for (state, _), move in ROUND_TRANSITIONS.items() if move.to is not state}
    assert set(RoundState) - onward == {RoundState.PUBLISHED}


@pytest.mark.parametrize(
    ("at", "following", "hand", "broken"),
    [
        ((SheetState.DRAFTING, SheetAct.SUBMIT), SheetState.SUBMITTED, None, Broken.ACCEPTED_UNCONFIRMED),
        ((SheetState.RETURNED, SheetAct.SAVE), SheetState.ACCEPTED, None, Broken.ACCEPTED_UNCONFIRMED),
        ((SheetState.FINALISED, SheetAct.SEND_BACK), SheetState.RETURNED, None, Broken.WAY_OUT_OF_END),
        ((SheetState.AWAITING_CONFIRMATION, SheetAct.CONFIRM), None, SheetHand.ANSWERER, Broken.CONFIRMED_OWN),
        ((SheetState.SUBMITTED, SheetAct.ACCEPT), None, SheetHand.COMPILER, Broken.ACCEPTED_OWN),
        ((SheetState.AWAITING_CONFIRMATION, SheetAct.WITHDRAW), None, SheetHand.ANSWERER, Broken.WITHDRAWN_LATE),
    ],
)
def test_a_table_that_would_let_it_happen_is_noticed(
    at: tuple[SheetState, SheetAct], following: SheetState | None, hand: SheetHand | None, broken: Broken
) -> None:
    move = TRANSITIONS.get(at) or next(iter(TRANSITIONS.values()))
    wrong = replace(move, to=(following,) if following else move.to, hand=hand or move.hand)
    assert broken_by_table({**TRANSITIONS, at: wrong}) == {broken}


def test_a_state_without_an_exit_or_an_entrance_is_noticed() -> None:
    without = {at: move for at, move in TRANSITIONS.items() if at[1] is not SheetAct.TAKE_IN}
    assert broken_by_table(without) == {Broken.DEAD_END}
    without = {at: move for at, move in TRANSITIONS.items() if at[1] is not SheetAct.LEAVE_OUT}
    assert broken_by_table(without) == {Broken.UNREACHED}


def test_a_sheet_that_went_its_way_breaks_nothing() -> None:
    assert broken_by(ACCEPTED) == broken_by(WAITING) == frozenset()


@pytest.mark.parametrize(
    ("facts", "broken"),
    [
        (replace(ACCEPTED, answerers=frozenset({2})), Broken.CONFIRMED_OWN),
        (replace(ACCEPTED, answerers=frozenset({4})), Broken.ACCEPTED_OWN),
        (replace(ACCEPTED, acceptor_departments=frozenset({"d-07"})), Broken.ACCEPTED_OWN),
        (replace(ACCEPTED, acceptor=3), Broken.ACCEPTED_OWN),
        (replace(ACCEPTED, steps=()), Broken.ACCEPTED_UNCONFIRMED),
        (replace(ACCEPTED, steps=(StepDone(1, _CONFIRM, _WAITING),)), Broken.ACCEPTED_UNCONFIRMED),
        (replace(ACCEPTED, due=1), Broken.NO_STEP_DUE),
        (replace(WAITING, due=None), Broken.NO_STEP_DUE),
        (replace(WAITING, due=1), Broken.NO_STEP_DUE),
        (Facts(SheetState.LEFT_OUT, frozenset()), Broken.OUT_WITHOUT_REASON),
    ],
)
def test_what_must_never_be_so_is_noticed(facts: Facts, broken: Broken) -> None:
    assert broken_by(facts) == {broken}


def test_a_withdrawal_after_the_next_one_acted_is_noticed() -> None:
    after = Facts(SheetState.DRAFTING, frozenset({"d-07"}), answerers=frozenset({1}))
    acted = replace(WAITING, steps=(StepDone(1, _CONFIRM, _DONE, 2), StepDone(2, _CONFIRM, _WAITING)))
    assert broken_between(WAITING, after, SheetAct.WITHDRAW) == frozenset()
    assert broken_between(acted, after, SheetAct.WITHDRAW) == {Broken.WITHDRAWN_LATE}
