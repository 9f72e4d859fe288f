"""What may become of a proposal, and at whose hand: one table. No database here.

Whoever proposed never decides; whoever decides did not propose. Every state that is no end has an exit.
"""

from collections.abc import Mapping
from enum import StrEnum
from types import MappingProxyType

from monosashi.core.messages import message
from monosashi.office.accounts import refusals
from monosashi.wording import word


class ProposalKind(StrEnum):
    """What is proposed."""

    PUBLISH = "publish"
    CORRECT = "correct"
    WITHDRAW = "withdraw"


class ProposalState(StrEnum):
    """Where a proposal stands."""

    PROPOSED = "proposed"
    CALLED_OFF = "called_off"
    REFUSED = "refused"
    APPROVED = "approved"
    """Decided; the office is making what was approved."""
    FAILED = "failed"
    DONE = "done"


class ProposalAct(StrEnum):
    """What is done to a proposal."""

    CALL_OFF = "call_off"
    REFUSE = "refuse"
    APPROVE = "approve"
    CARRY_OUT = "carry_out"
    FAIL = "fail"
    TRY_AGAIN = "try_again"


class Hand(StrEnum):
    """Who does it, of those who may publish."""

    PROPOSER = "proposer"
    ANOTHER = "another"
    ANYBODY = "anybody"
    OFFICE = "office"
    """The software itself, after two people have agreed."""


State, Act = ProposalState, ProposalAct

TRANSITIONS: Mapping[tuple[ProposalState, ProposalAct], tuple[ProposalState, Hand]] = MappingProxyType(
    {
        (State.PROPOSED, Act.APPROVE): (State.APPROVED, Hand.ANOTHER),
        (State.PROPOSED, Act.REFUSE): (State.REFUSED, Hand.ANOTHER),
        (State.PROPOSED, Act.CALL_OFF): (State.CALLED_OFF, Hand.PROPOSER),
        (State.APPROVED, Act.CARRY_OUT): (State.DONE, Hand.OFFICE),
        (State.APPROVED, Act.FAIL): (State.FAILED, Hand.OFFICE),
        (State.APPROVED, Act.TRY_AGAIN): (State.APPROVED, Hand.ANYBODY),
        (State.FAILED, Act.TRY_AGAIN): (State.APPROVED, Hand.ANYBODY),
        (State.FAILED, Act.CALL_OFF): (State.CALLED_OFF, Hand.ANYBODY),
    }
)

OPEN = (State.PROPOSED, State.APPROVED, State.FAILED)
"""States in which a proposal is still going on. A plan has one such proposal at most."""

AGREED = (State.APPROVED, State.FAILED, State.DONE)
"""States that two people have agreed to."""


class ProposalForbids(refusals.StateForbids):
    """The proposal is not in a state in which this can be done, or somebody else did it meanwhile."""

    def __init__(self, state: ProposalState, act: ProposalAct) -> None:
        super().__init__(message("publication.state_forbids", state=word(state), act=word(act)))
        self.state, self.act = state, act


class WrongHand(refusals.StateForbids):
    """Whoever proposed cannot decide; whoever did not propose cannot call off."""

    def __init__(self, hand: Hand, act: ProposalAct) -> None:
        super().__init__(message(f"publication.wrong_hand.{hand.value}", act=word(act)))
        self.hand, self.act = hand, act


def after(state: ProposalState, act: ProposalAct, *, proposer: int | None, by: int | None) -> ProposalState:
    """The state that follows. `proposer` and `by` are accounts; `by` None: the office itself.

    Raises ProposalForbids and WrongHand.
    """
    if (state, act) not in TRANSITIONS:
        raise ProposalForbids(state, act)
    following, hand = TRANSITIONS[state, act]
    if not _fits(hand, proposer, by):
        raise WrongHand(hand, act)
    return following


def acts_of(state: ProposalState, *, proposer: int | None, by: int | None) -> tuple[ProposalAct, ...]:
    """What this person may do to a proposal now, were they one of those who may publish."""
    return tuple(act for (here, act), (_, hand) in TRANSITIONS.items() if here is state and _fits(hand, proposer, by))


def _fits(hand: Hand, proposer: int | None, by: int | None) -> bool:
    if hand is Hand.OFFICE or by is None:
        return hand is Hand.OFFICE and by is None
    return {Hand.PROPOSER: by == proposer, Hand.ANOTHER: by != proposer, Hand.ANYBODY: True}[hand]
