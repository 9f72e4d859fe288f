"""What may become of a meeting and of a decision, at whose hand: tables. No database here."""

from collections.abc import Mapping
from datetime import date
from enum import StrEnum
from types import MappingProxyType

from monosashi.core.messages import message
from monosashi.office.accounts.refusals import StateForbids
from monosashi.wording import word

MINUTES_WITHIN = 14
"""Days after a meeting by which its minutes are there; from then on they are missing."""


class MeetingBodyKind(StrEnum):
    """What a body is."""

    INTERNAL = "internal"
    SUBCOMMITTEE = "subcommittee"
    ASSEMBLY = "assembly"
    OUTSIDE = "outside"


class MemberRole(StrEnum):
    """As what somebody sits in a body."""

    CHAIR = "chair"
    VICE_CHAIR = "vice_chair"
    MEMBER = "member"


class AgendaKind(StrEnum):
    """What an item of the agenda is for."""

    DISCUSSION = "discussion"
    REPORT = "report"
    OTHER = "other"


class MeetingMinutes(StrEnum):
    """Whether there are minutes."""

    NONE = "none"
    MADE = "made"
    NOT_MADE = "not_made"
    """There will be none, for a reason that is told."""


class AttendanceState(StrEnum):
    """Whether a member was there. Nothing recorded is its own value, never absence."""

    NOT_RECORDED = "not_recorded"
    PRESENT = "present"
    ABSENT = "absent"
    BY_PROXY = "by_proxy"


class MeetingState(StrEnum):
    """Where a meeting stands."""

    PLANNED = "planned"
    HELD = "held"
    CANCELLED = "cancelled"


class MeetingAct(StrEnum):
    """What is done to a meeting."""

    CHANGE = "change"
    ARRANGE = "arrange"
    """Items and papers are put on its agenda, moved, taken off."""
    HOLD = "hold"
    CANCEL = "cancel"
    PLAN_AGAIN = "plan_again"
    KEEP_MINUTES = "keep_minutes"
    DECIDE = "decide"
    """A decision is written down."""


class MeetingDecisionState(StrEnum):
    """Where a decision stands."""

    OPEN = "open"
    REPORTED = "reported"
    DONE = "done"
    CALLED_OFF = "called_off"


class MeetingDecisionAct(StrEnum):
    """What is done to a decision."""

    CHANGE = "change"
    REPORT = "report"
    CLOSE = "close"
    SEND_BACK = "send_back"
    CALL_OFF = "call_off"
    TAKE_UP = "take_up"
    """It was closed or called off too early."""


_Meeting, _Act = MeetingState, MeetingAct

MEETINGS: Mapping[tuple[MeetingState, MeetingAct], MeetingState] = MappingProxyType(
    {
        (_Meeting.PLANNED, _Act.CHANGE): _Meeting.PLANNED,
        (_Meeting.PLANNED, _Act.ARRANGE): _Meeting.PLANNED,
        (_Meeting.PLANNED, _Act.HOLD): _Meeting.HELD,
        (_Meeting.PLANNED, _Act.CANCEL): _Meeting.CANCELLED,
        (_Meeting.HELD, _Act.CHANGE): _Meeting.HELD,
        (_Meeting.HELD, _Act.ARRANGE): _Meeting.HELD,
        (_Meeting.HELD, _Act.KEEP_MINUTES): _Meeting.HELD,
        (_Meeting.HELD, _Act.DECIDE): _Meeting.HELD,
        (_Meeting.CANCELLED, _Act.PLAN_AGAIN): _Meeting.PLANNED,
    }
)
"""State and act of a meeting, and the state that follows. All of it is the coordinating office's."""

_State, _Do = MeetingDecisionState, MeetingDecisionAct

DECISIONS: Mapping[tuple[MeetingDecisionState, MeetingDecisionAct], MeetingDecisionState] = MappingProxyType(
    {
        (_State.OPEN, _Do.CHANGE): _State.OPEN,
        (_State.OPEN, _Do.REPORT): _State.REPORTED,
        (_State.OPEN, _Do.CALL_OFF): _State.CALLED_OFF,
        (_State.REPORTED, _Do.CLOSE): _State.DONE,
        (_State.REPORTED, _Do.SEND_BACK): _State.OPEN,
        (_State.REPORTED, _Do.CALL_OFF): _State.CALLED_OFF,
        (_State.DONE, _Do.TAKE_UP): _State.OPEN,
        (_State.CALLED_OFF, _Do.TAKE_UP): _State.OPEN,
    }
)
"""State and act of a decision, and the state that follows. A responsible department reports; the rest is the coordinating office's."""

GOING_ON = frozenset({MeetingDecisionState.OPEN, MeetingDecisionState.REPORTED})
"""States in which a decision is not followed up yet."""


class MeetingForbids(StateForbids):
    """The meeting is not in a state in which this can be done."""

    def __init__(self, state: MeetingState, act: MeetingAct) -> None:
        super().__init__(message("meetings.forbids", state=word(state), act=word(act)))


class DecisionForbids(StateForbids):
    """The decision is not in a state in which this can be done."""

    def __init__(self, state: MeetingDecisionState, act: MeetingDecisionAct) -> None:
        super().__init__(message("meetings.decision_forbids", state=word(state), act=word(act)))


def meeting_after(state: str, act: MeetingAct) -> MeetingState:
    """The state of the meeting that follows. Raises MeetingForbids."""
    now = MeetingState(state)
    if (now, act) not in MEETINGS:
        raise MeetingForbids(now, act)
    return MEETINGS[now, act]


def decision_after(state: str, act: MeetingDecisionAct) -> MeetingDecisionState:
    """The state of the decision that follows. Raises DecisionForbids."""
    now = MeetingDecisionState(state)
    if (now, act) not in DECISIONS:
        raise DecisionForbids(now, act)
    return DECISIONS[now, act]


def acts_of_meeting(state: str) -> frozenset[str]:
    """What can be done in a state, by the names of acts."""
    return frozenset(act.value for now, act in MEETINGS if now == state)


def acts_of_decision(state: str) -> frozenset[str]:
    """What can be done in a state, by the names of acts."""
    return frozenset(act.value for now, act in DECISIONS if now == state)


def is_overdue(state: str, due: date | None, today: date) -> bool:
    """Whether nobody has reported on a decision until the day by which it was due; that day itself is not late."""
    return state == MeetingDecisionState.OPEN and due is not None and due < today


def days_without_minutes(state: str, minutes: str, day: date, today: date) -> int | None:
    """For how many days a meeting that was held has had no minutes; None where they are not missing yet, or not at all."""
    passed = (today - day).days
    lacks = state == MeetingState.HELD and minutes == MeetingMinutes.NONE
    return passed if lacks and passed >= MINUTES_WITHIN else None
