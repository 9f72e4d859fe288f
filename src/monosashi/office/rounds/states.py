"""What may become of a round and of its sheets, at whose hand, and in which state of the round: tables. No database here.

The invariants that every path through the tables keeps stand with the tests (`office/rounds/invariants.py`); the reference page is generated from here.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum
from types import MappingProxyType

from monosashi.core.messages import message
from monosashi.office.accounts.refusals import StateForbids
from monosashi.wording import word


class RoundKind(StrEnum):
    """What a round asks about."""

    MID_YEAR = "mid_year"
    YEAR = "year"
    SETTLED = "settled"
    """Money alone, after the books are closed."""


class RoundState(StrEnum):
    """Where a round stands (DESIGN §7)."""

    PREPARING = "preparing"
    REQUESTING = "requesting"
    COMPILING = "compiling"
    CLOSED = "closed"
    PUBLISHED = "published"


class RoundAct(StrEnum):
    """What is done to a round as a whole."""

    OPEN = "open"
    STOP_TAKING = "stop_taking"
    TAKE_AGAIN = "take_again"
    CLOSE = "close"
    SETTLE = "settle"
    PUBLISH = "publish"


class SheetState(StrEnum):
    """Where the sheet of one measure stands (DESIGN §3)."""

    UNANSWERED = "unanswered"
    DRAFTING = "drafting"
    AWAITING_CONFIRMATION = "awaiting_confirmation"
    SUBMITTED = "submitted"
    RETURNED = "returned"
    ACCEPTED = "accepted"
    LEFT_OUT = "left_out"
    """Out of this round, with a reason."""
    FINALISED = "finalised"


class SheetAct(StrEnum):
    """What is done to a sheet."""

    SAVE = "save"
    SUBMIT = "submit"
    WITHDRAW = "withdraw"
    """Whoever submitted takes it back, before the next one acts."""
    CONFIRM = "confirm"
    UNDO_CONFIRMATION = "undo_confirmation"
    """Whoever confirmed takes that back, before the next one acts."""
    RETURN = "return"
    """A confirmer sends it back to whoever answers, or to an earlier step."""
    SEND_BACK = "send_back"
    """The coordinating office sends it back."""
    ACCEPT = "accept"
    LEAVE_OUT = "leave_out"
    TAKE_IN = "take_in"
    """What was left out is asked for again."""
    FINALISE = "finalise"


class SheetHand(StrEnum):
    """Who does something to a sheet, or to the round that it is of."""

    ANSWERER = "answerer"
    """Who may answer for one of the sheet's departments."""
    SUBMITTER = "submitter"
    """Who submitted it."""
    CONFIRMER = "confirmer"
    """Who holds the step that is due, or acts for them, and did not answer."""
    LAST_CONFIRMER = "last_confirmer"
    """Who confirmed last."""
    ACCEPTOR = "acceptor"
    """Who compiles, and belongs to none of the sheet's departments."""
    COMPILER = "compiler"
    """Who compiles the round."""
    ROUND = "round"
    """The closing of the round itself."""


@dataclass(frozen=True, slots=True)
class Move:
    """What an act leads to. `to` are the states that may follow, the first where nothing else decides; `within` states of the round."""

    to: tuple[SheetState, ...]
    hand: SheetHand
    within: frozenset[RoundState]


@dataclass(frozen=True, slots=True)
class RoundMove:
    """What an act on a round as a whole leads to, and at whose hand it is."""

    to: RoundState
    hand: SheetHand


_Sheet, _Round = SheetState, RoundState
TYPING = frozenset({_Round.PREPARING, _Round.REQUESTING})
"""States of a round in which departments type what they were not asked for again."""

_TAKING = frozenset({_Round.REQUESTING})
RUNNING = frozenset({_Round.REQUESTING, _Round.COMPILING})
"""States of a round in which sheets go their way."""

GOING_ON = RUNNING | {_Round.PREPARING}
"""States of a round that is not closed."""

TRANSITIONS: Mapping[tuple[SheetState, SheetAct], Move] = MappingProxyType(
    {
        (_Sheet.UNANSWERED, SheetAct.SAVE): Move((_Sheet.DRAFTING,), SheetHand.ANSWERER, TYPING),
        (_Sheet.UNANSWERED, SheetAct.SUBMIT): Move((_Sheet.AWAITING_CONFIRMATION,), SheetHand.ANSWERER, _TAKING),
        (_Sheet.UNANSWERED, SheetAct.LEAVE_OUT): Move((_Sheet.LEFT_OUT,), SheetHand.COMPILER, GOING_ON),
        (_Sheet.DRAFTING, SheetAct.SAVE): Move((_Sheet.DRAFTING,), SheetHand.ANSWERER, TYPING),
        (_Sheet.DRAFTING, SheetAct.SUBMIT): Move((_Sheet.AWAITING_CONFIRMATION,), SheetHand.ANSWERER, _TAKING),
        (_Sheet.DRAFTING, SheetAct.LEAVE_OUT): Move((_Sheet.LEFT_OUT,), SheetHand.COMPILER, GOING_ON),
        (_Sheet.AWAITING_CONFIRMATION, SheetAct.WITHDRAW): Move(
            (_Sheet.DRAFTING, _Sheet.RETURNED), SheetHand.SUBMITTER, RUNNING
        ),
        (_Sheet.AWAITING_CONFIRMATION, SheetAct.CONFIRM): Move(
            (_Sheet.AWAITING_CONFIRMATION, _Sheet.SUBMITTED), SheetHand.CONFIRMER, RUNNING
        ),
        (_Sheet.AWAITING_CONFIRMATION, SheetAct.UNDO_CONFIRMATION): Move(
            (_Sheet.AWAITING_CONFIRMATION,), SheetHand.LAST_CONFIRMER, RUNNING
        ),
        (_Sheet.AWAITING_CONFIRMATION, SheetAct.RETURN): Move(
            (_Sheet.RETURNED, _Sheet.AWAITING_CONFIRMATION), SheetHand.CONFIRMER, RUNNING
        ),
        (_Sheet.AWAITING_CONFIRMATION, SheetAct.SEND_BACK): Move((_Sheet.RETURNED,), SheetHand.COMPILER, RUNNING),
        (_Sheet.SUBMITTED, SheetAct.UNDO_CONFIRMATION): Move(
            (_Sheet.AWAITING_CONFIRMATION,), SheetHand.LAST_CONFIRMER, RUNNING
        ),
        (_Sheet.SUBMITTED, SheetAct.SEND_BACK): Move(
            (_Sheet.RETURNED, _Sheet.AWAITING_CONFIRMATION), SheetHand.COMPILER, RUNNING
        ),
        (_Sheet.SUBMITTED, SheetAct.ACCEPT): Move((_Sheet.ACCEPTED,), SheetHand.ACCEPTOR, RUNNING),
        (_Sheet.RETURNED, SheetAct.SAVE): Move((_Sheet.RETURNED,), SheetHand.ANSWERER, RUNNING),
        (_Sheet.RETURNED, SheetAct.SUBMIT): Move((_Sheet.AWAITING_CONFIRMATION,), SheetHand.ANSWERER, RUNNING),
        (_Sheet.RETURNED, SheetAct.LEAVE_OUT): Move((_Sheet.LEFT_OUT,), SheetHand.COMPILER, GOING_ON),
        (_Sheet.ACCEPTED, SheetAct.SEND_BACK): Move((_Sheet.RETURNED,), SheetHand.COMPILER, RUNNING),
        (_Sheet.ACCEPTED, SheetAct.FINALISE): Move((_Sheet.FINALISED,), SheetHand.ROUND, frozenset({_Round.COMPILING})),
        (_Sheet.LEFT_OUT, SheetAct.TAKE_IN): Move((_Sheet.UNANSWERED, _Sheet.DRAFTING), SheetHand.COMPILER, GOING_ON),
    }
)

ROUND_TRANSITIONS: Mapping[tuple[RoundState, RoundAct], RoundMove] = MappingProxyType(
    {
        (_Round.PREPARING, RoundAct.OPEN): RoundMove(_Round.REQUESTING, SheetHand.COMPILER),
        (_Round.REQUESTING, RoundAct.STOP_TAKING): RoundMove(_Round.COMPILING, SheetHand.COMPILER),
        (_Round.COMPILING, RoundAct.TAKE_AGAIN): RoundMove(_Round.REQUESTING, SheetHand.COMPILER),
        (_Round.COMPILING, RoundAct.CLOSE): RoundMove(_Round.CLOSED, SheetHand.COMPILER),
        (_Round.CLOSED, RoundAct.SETTLE): RoundMove(_Round.CLOSED, SheetHand.COMPILER),
        (_Round.CLOSED, RoundAct.PUBLISH): RoundMove(_Round.PUBLISHED, SheetHand.COMPILER),
        (_Round.PUBLISHED, RoundAct.SETTLE): RoundMove(_Round.PUBLISHED, SheetHand.COMPILER),
    }
)
"""A round is settled once at most."""

ENDS = frozenset({SheetState.FINALISED})
"""States of a sheet that nothing leads out of."""

DONE = frozenset({SheetState.ACCEPTED, SheetState.LEFT_OUT, SheetState.FINALISED})
"""States in which nobody owes anything for a sheet."""

IN = frozenset({SheetState.SUBMITTED, SheetState.ACCEPTED, SheetState.FINALISED})
"""States in which the coordinating office has the answers."""

WITH_ANSWERERS = frozenset({SheetState.UNANSWERED, SheetState.DRAFTING, SheetState.RETURNED})
"""States in which the departments have the sheet."""


class StepKind(StrEnum):
    """What a step of a route asks for."""

    CONFIRM = "confirm"
    CONCUR = "concur"
    CIRCULATE = "circulate"
    """To be seen; nobody waits for it."""


class StepState(StrEnum):
    """Where one step of the way of a sheet stands."""

    WAITING = "waiting"
    DONE = "done"
    RETURNED = "returned"
    UNDONE = "undone"
    """Sent back to from a later step, or taken back: to be done again."""


class SheetForbids(StateForbids):
    """The sheet is not in a state in which this can be done, or the round is not."""

    def __init__(self, state: SheetState, act: SheetAct, round_state: RoundState) -> None:
        told = {"state": word(state), "act": word(act), "round": word(round_state)}
        closed = (state, act) in TRANSITIONS
        super().__init__(message("rounds.round_forbids" if closed else "rounds.sheet_forbids", **told))
        self.state, self.act = state, act


class RoundForbids(StateForbids):
    """The round is not in a state in which this can be done."""

    def __init__(self, state: RoundState, act: RoundAct) -> None:
        super().__init__(message("rounds.forbids", state=word(state), act=word(act)))
        self.state, self.act = state, act


def move_of(state: SheetState, act: SheetAct, round_state: RoundState) -> Move:
    """What the act leads to. Raises SheetForbids."""
    move = TRANSITIONS.get((state, act))
    if move is None or round_state not in move.within:
        raise SheetForbids(state, act, round_state)
    return move


def round_after(state: RoundState, act: RoundAct) -> RoundState:
    """The state of the round that follows. Raises RoundForbids."""
    if (state, act) not in ROUND_TRANSITIONS:
        raise RoundForbids(state, act)
    return ROUND_TRANSITIONS[state, act].to
