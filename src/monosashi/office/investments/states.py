"""What may become of a case and of a condition, and at whose hand: tables. No database here."""

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum
from types import MappingProxyType

from monosashi.core.messages import message
from monosashi.office.accounts.refusals import StateForbids
from monosashi.wording import word


class InvestmentKind(StrEnum):
    """What is to be done."""

    INTRODUCE = "introduce"
    RENEW = "renew"
    MODIFY = "modify"
    GO_ON = "go_on"
    ABOLISH = "abolish"


class InvestmentPriority(StrEnum):
    """How pressing a case is for the whole city; NONE: nobody said so yet."""

    NONE = "none"
    HIGH = "high"
    MIDDLE = "middle"
    LOW = "low"


class InvestmentVerdict(StrEnum):
    """What the coordinating office thinks of an answer to a viewpoint."""

    NONE = "none"
    FIT = "fit"
    LOOK = "look"
    UNFIT = "unfit"


class InvestmentOutcome(StrEnum):
    """What was decided about a case."""

    APPROVED = "approved"
    CONDITIONAL = "conditional"
    PUT_OFF = "put_off"
    RETURNED = "returned"


class InvestmentEffect(StrEnum):
    """What verification came to: whether the case brought what was expected."""

    AS_EXPECTED = "as_expected"
    PARTLY = "partly"
    NOT = "not"
    CANNOT_SAY = "cannot_say"


class InvestmentNextStep(StrEnum):
    """What follows from it."""

    CONTINUE = "continue"
    IMPROVE = "improve"
    REDUCE = "reduce"
    ABOLISH = "abolish"


class InvestmentLikeness(StrEnum):
    """What people say of two cases that look alike. COUNTED_THERE: the money of this one is part of the other's."""

    DIFFERENT = "different"
    SAME = "same"
    COUNTED_THERE = "counted_there"


class InvestmentState(StrEnum):
    """Where a case stands."""

    DRAFTING = "drafting"
    EXAMINING = "examining"
    RETURNED = "returned"
    APPROVED = "approved"
    CONDITIONAL = "conditional"
    PUT_OFF = "put_off"
    VERIFIED = "verified"


class InvestmentAct(StrEnum):
    """What is done to a case."""

    CHANGE = "change"
    SUBMIT = "submit"
    WITHDRAW = "withdraw"
    EXAMINE = "examine"
    APPROVE = "approve"
    APPROVE_CONDITIONALLY = "approve_conditionally"
    PUT_OFF = "put_off"
    SEND_BACK = "send_back"
    TAKE_UP = "take_up"
    """It was decided by mistake, or what was put off is looked at again."""
    TELL_ACTUALS = "tell_actuals"
    VERIFY = "verify"


class InvestmentHand(StrEnum):
    """Who does it."""

    PROPOSER = "proposer"
    """Who may enter cases of the department."""
    EXAMINER = "examiner"
    """Who examines cases, neither submitted this one nor belongs to its department."""


class InvestmentConditionState(StrEnum):
    """Where a condition of an approval stands."""

    OPEN = "open"
    REPORTED = "reported"
    DONE = "done"


class InvestmentConditionAct(StrEnum):
    """What is done to a condition."""

    REPORT = "report"
    CLOSE = "close"
    SEND_BACK = "send_back"


@dataclass(frozen=True, slots=True)
class Move:
    """What an act leads to, and at whose hand it is."""

    to: InvestmentState
    hand: InvestmentHand


_State, _Act, _Hand = InvestmentState, InvestmentAct, InvestmentHand

IN_FORCE = frozenset({_State.APPROVED, _State.CONDITIONAL, _State.VERIFIED})
"""States in which a case goes on: its money is spent, its effects are to come."""

OPEN_TO_CHANGE = frozenset({_State.DRAFTING, _State.RETURNED})
"""States in which the department has to do something."""

TRANSITIONS: Mapping[tuple[InvestmentState, InvestmentAct], Move] = MappingProxyType(
    {
        (_State.DRAFTING, _Act.CHANGE): Move(_State.DRAFTING, _Hand.PROPOSER),
        (_State.DRAFTING, _Act.SUBMIT): Move(_State.EXAMINING, _Hand.PROPOSER),
        (_State.RETURNED, _Act.CHANGE): Move(_State.RETURNED, _Hand.PROPOSER),
        (_State.RETURNED, _Act.SUBMIT): Move(_State.EXAMINING, _Hand.PROPOSER),
        (_State.EXAMINING, _Act.WITHDRAW): Move(_State.DRAFTING, _Hand.PROPOSER),
        (_State.EXAMINING, _Act.EXAMINE): Move(_State.EXAMINING, _Hand.EXAMINER),
        (_State.EXAMINING, _Act.APPROVE): Move(_State.APPROVED, _Hand.EXAMINER),
        (_State.EXAMINING, _Act.APPROVE_CONDITIONALLY): Move(_State.CONDITIONAL, _Hand.EXAMINER),
        (_State.EXAMINING, _Act.PUT_OFF): Move(_State.PUT_OFF, _Hand.EXAMINER),
        (_State.EXAMINING, _Act.SEND_BACK): Move(_State.RETURNED, _Hand.EXAMINER),
        **{
            (state, _Act.TAKE_UP): Move(_State.EXAMINING, _Hand.EXAMINER)
            for state in (_State.APPROVED, _State.CONDITIONAL, _State.PUT_OFF)
        },
        **{(state, _Act.TELL_ACTUALS): Move(state, _Hand.PROPOSER) for state in sorted(IN_FORCE)},
        **{(state, _Act.VERIFY): Move(_State.VERIFIED, _Hand.EXAMINER) for state in sorted(IN_FORCE)},
    }
)

DECIDES: Mapping[InvestmentOutcome, InvestmentAct] = MappingProxyType(
    {
        InvestmentOutcome.APPROVED: _Act.APPROVE,
        InvestmentOutcome.CONDITIONAL: _Act.APPROVE_CONDITIONALLY,
        InvestmentOutcome.PUT_OFF: _Act.PUT_OFF,
        InvestmentOutcome.RETURNED: _Act.SEND_BACK,
    }
)
"""What is done to a case that was decided so."""

CONDITIONS: Mapping[tuple[InvestmentConditionState, InvestmentConditionAct], InvestmentConditionState] = (
    MappingProxyType(
        {
            (InvestmentConditionState.OPEN, InvestmentConditionAct.REPORT): InvestmentConditionState.REPORTED,
            (InvestmentConditionState.REPORTED, InvestmentConditionAct.REPORT): InvestmentConditionState.REPORTED,
            (InvestmentConditionState.REPORTED, InvestmentConditionAct.CLOSE): InvestmentConditionState.DONE,
            (InvestmentConditionState.REPORTED, InvestmentConditionAct.SEND_BACK): InvestmentConditionState.OPEN,
        }
    )
)
"""Whoever bears a condition reports on it; the rest is the coordinating office's."""


class CaseForbids(StateForbids):
    """The case is not in a state in which this can be done."""

    def __init__(self, state: InvestmentState, act: InvestmentAct) -> None:
        super().__init__(message("investments.forbids", state=word(state), act=word(act)))


class InvestmentConditionForbids(StateForbids):
    """The condition is not in a state in which this can be done."""

    def __init__(self, state: InvestmentConditionState, act: InvestmentConditionAct) -> None:
        super().__init__(message("investments.condition_forbids", state=word(state), act=word(act)))


def move_of(state: str, act: InvestmentAct) -> Move:
    """What the act leads to. Raises CaseForbids."""
    now = InvestmentState(state)
    move = TRANSITIONS.get((now, act))
    if move is None:
        raise CaseForbids(now, act)
    return move


def condition_after(state: str, act: InvestmentConditionAct) -> InvestmentConditionState:
    """The state of the condition that follows. Raises InvestmentConditionForbids."""
    now = InvestmentConditionState(state)
    if (now, act) not in CONDITIONS:
        raise InvestmentConditionForbids(now, act)
    return CONDITIONS[now, act]


def is_due(state: str, verify_year: int | None, fiscal_year: int) -> bool:
    """Whether the effects are to be verified in this fiscal year or should have been; `verify_year` None: nothing more is to come."""
    return state in IN_FORCE and verify_year is not None and verify_year <= fiscal_year
