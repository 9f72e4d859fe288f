"""What a course is, and what may become of a session and of somebody's place in it: tables. No database here."""

from collections.abc import Mapping
from datetime import date
from enum import StrEnum
from types import MappingProxyType

from monosashi.core.messages import message
from monosashi.office.accounts.refusals import StateForbids
from monosashi.wording import word


class TrainingCourseForm(StrEnum):
    """How a course is given (動画・集合・オンライン・外部)."""

    VIDEO = "video"
    CLASSROOM = "classroom"
    ONLINE = "online"
    EXTERNAL = "external"


class TrainingCourseLevel(StrEnum):
    """How far a course goes: shallow for everybody, deeper step by step."""

    BASIC = "basic"
    APPLIED = "applied"
    EXPERT = "expert"


class TrainingCourseAudience(StrEnum):
    """For whom a course is. Of officers the course names the kinds."""

    EVERYBODY = "everybody"
    OFFICERS = "officers"
    RECOMMENDED = "recommended"


class TrainingSessionState(StrEnum):
    """Where a session stands."""

    PLANNED = "planned"
    HELD = "held"
    CANCELLED = "cancelled"


class TrainingSessionAct(StrEnum):
    """What is done to a session."""

    CHANGE = "change"
    ENROL = "enrol"
    WITHDRAW = "withdraw"
    RECORD = "record"
    """Who took part, or how many."""
    CANCEL = "cancel"
    PLAN_AGAIN = "plan_again"


class PlaceState(StrEnum):
    """Where somebody's place in a session stands."""

    ENROLLED = "enrolled"
    WAITING = "waiting"
    WITHDRAWN = "withdrawn"


class EnrolledBy(StrEnum):
    """How somebody came to a session."""

    ONESELF = "oneself"
    DEPARTMENT = "department"
    OFFICE = "office"


class TrainingOutcome(StrEnum):
    """What became of it. Where nothing was recorded there is none."""

    ATTENDED = "attended"
    FINISHED = "finished"
    ABSENT = "absent"


TOOK_PART = frozenset({TrainingOutcome.ATTENDED, TrainingOutcome.FINISHED})
"""These count as attendances."""

_State, _Act = TrainingSessionState, TrainingSessionAct

SESSIONS: Mapping[tuple[TrainingSessionState, TrainingSessionAct], TrainingSessionState] = MappingProxyType(
    {
        (_State.PLANNED, _Act.CHANGE): _State.PLANNED,
        (_State.PLANNED, _Act.ENROL): _State.PLANNED,
        (_State.PLANNED, _Act.WITHDRAW): _State.PLANNED,
        (_State.PLANNED, _Act.RECORD): _State.HELD,
        (_State.PLANNED, _Act.CANCEL): _State.CANCELLED,
        (_State.HELD, _Act.CHANGE): _State.HELD,
        (_State.HELD, _Act.RECORD): _State.HELD,
        (_State.CANCELLED, _Act.PLAN_AGAIN): _State.PLANNED,
    }
)
"""State and act of a session, and the state that follows."""


class SessionForbids(StateForbids):
    """The session is not in a state in which this can be done."""

    def __init__(self, state: TrainingSessionState, act: TrainingSessionAct) -> None:
        super().__init__(message("training.session_forbids", state=word(state), act=word(act)))


def session_after(state: str, act: TrainingSessionAct) -> TrainingSessionState:
    """The state of the session that follows. Raises SessionForbids."""
    now = TrainingSessionState(state)
    if (now, act) not in SESSIONS:
        raise SessionForbids(now, act)
    return SESSIONS[now, act]


def allows(state: str, act: TrainingSessionAct) -> bool:
    """Whether a session in this state can have this done to it."""
    return (TrainingSessionState(state), act) in SESSIONS


def can_have_finished(day: date, first: date | None, today: date) -> bool:
    """Whether somebody can have finished on a day what began on `first` (None: not known when): neither before nor in days to come."""
    return day <= today and (first is None or first <= day)


def is_done(outcome: str, *, assessed: bool) -> bool:
    """Whether somebody has finished: by being there, or, where finishing is `assessed` apart, by that alone."""
    return outcome in ({TrainingOutcome.FINISHED} if assessed else TOOK_PART)
