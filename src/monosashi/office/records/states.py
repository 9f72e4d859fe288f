"""Where a document of the register stands, and what may become of what is proposed for it: tables. No database here."""

from collections.abc import Mapping
from enum import StrEnum
from types import MappingProxyType

from monosashi.core.messages import message
from monosashi.office.accounts.refusals import StateForbids
from monosashi.wording import word


class RecordState(StrEnum):
    """Where a document stands."""

    KEPT = "kept"
    DISPOSED = "disposed"
    TRANSFERRED = "transferred"


class RecordOriginal(StrEnum):
    """Where its original is."""

    DOCUMENT_SYSTEM = "document_system"
    THIS_SYSTEM = "this_system"
    PAPER = "paper"


class RecordAtEnd(StrEnum):
    """What is to happen when its period ends."""

    DISPOSE = "dispose"
    TRANSFER = "transfer"


class RecordOutcome(StrEnum):
    """What is proposed when its period ends."""

    DISPOSE = "dispose"
    TRANSFER = "transfer"
    EXTEND = "extend"


class RecordEndingState(StrEnum):
    """Where such a proposal stands."""

    PROPOSED = "proposed"
    AGREED = "agreed"
    """It is still to be carried out."""
    REFUSED = "refused"
    CALLED_OFF = "called_off"
    DONE = "done"


class RecordEndingAct(StrEnum):
    """What is done about it."""

    AGREE = "agree"
    REFUSE = "refuse"
    CALL_OFF = "call_off"
    CARRY_OUT = "carry_out"


class EndingHand(StrEnum):
    """Who does it."""

    OWNER = "owner"
    """Who keeps the register for the department of the document."""
    ANOTHER = "another"
    """Who may agree, belongs to another department and did not propose it."""


_State, _Act, _Hand = RecordEndingState, RecordEndingAct, EndingHand

ENDINGS: Mapping[tuple[RecordEndingState, RecordEndingAct], tuple[RecordEndingState, EndingHand]] = MappingProxyType(
    {
        (_State.PROPOSED, _Act.AGREE): (_State.AGREED, _Hand.ANOTHER),
        (_State.PROPOSED, _Act.REFUSE): (_State.REFUSED, _Hand.ANOTHER),
        (_State.PROPOSED, _Act.CALL_OFF): (_State.CALLED_OFF, _Hand.OWNER),
        (_State.AGREED, _Act.CARRY_OUT): (_State.DONE, _Hand.OWNER),
        (_State.AGREED, _Act.CALL_OFF): (_State.CALLED_OFF, _Hand.OWNER),
    }
)
"""State and act of a proposal, the state that follows and whose act it is. An extension is done with the agreement itself."""

OPEN = frozenset({RecordEndingState.PROPOSED, RecordEndingState.AGREED})
"""States in which a proposal goes on. A document has one such proposal at most, and is not changed meanwhile."""

BECOMES: Mapping[str, RecordState] = MappingProxyType(
    {RecordOutcome.DISPOSE: RecordState.DISPOSED, RecordOutcome.TRANSFER: RecordState.TRANSFERRED}
)
"""What a document is once that was carried out."""


class EndingForbids(StateForbids):
    """What was proposed is not in a state in which this can be done."""

    def __init__(self, state: RecordEndingState, act: RecordEndingAct) -> None:
        super().__init__(message("records.forbids", state=word(state), act=word(act)))


def ending_after(state: str, act: RecordEndingAct) -> RecordEndingState:
    """The state that follows. Raises EndingForbids."""
    now = RecordEndingState(state)
    if (now, act) not in ENDINGS:
        raise EndingForbids(now, act)
    return ENDINGS[now, act][0]


def acts_of_ending(state: str, hand: EndingHand) -> frozenset[str]:
    """What a hand can do in a state, by the names of acts."""
    return frozenset(act.value for (now, act), (_, whose) in ENDINGS.items() if now == state and whose is hand)
