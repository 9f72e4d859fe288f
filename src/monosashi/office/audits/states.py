"""What may become of the answer to an audit result, and at whose hand: a table. No database here."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from types import MappingProxyType

from monosashi.core.messages import message
from monosashi.office.accounts.refusals import StateForbids
from monosashi.wording import word


class AuditKind(StrEnum):
    """Which audit it is (地方自治法 第199条, 第252条の37)."""

    COMPREHENSIVE_EXTERNAL = "comprehensive_external"
    REGULAR = "regular"
    ADMINISTRATIVE = "administrative"
    SETTLEMENT = "settlement"
    OTHER = "other"


class AuditResultKind(StrEnum):
    """The two statutory words for what an audit comes to."""

    FINDING = "audit_finding"
    OPINION = "audit_opinion"


class AuditResultStatus(StrEnum):
    """What is done about a result (対応状況), apart from where its answer stands."""

    CONSIDERING = "considering"
    ACTING = "acting"
    DONE = "done"
    NOT_TAKEN = "not_taken"


class AuditResultState(StrEnum):
    """Where the answer of one department to one result stands."""

    UNANSWERED = "unanswered"
    ANSWERED = "answered"
    RETURNED = "returned"
    ACCEPTED = "accepted"


class AnswerAct(StrEnum):
    """What is done to an answer."""

    ANSWER = "answer"
    ACCEPT = "accept"
    SEND_BACK = "send_back"


class AnswerHand(StrEnum):
    """Who does it."""

    ANSWERER = "answerer"
    """Who may answer for the department."""
    ACCEPTOR = "acceptor"
    """Who accepts answers, neither gave this one nor belongs to its department."""
    OFFICE = "office"
    """Who accepts answers."""


@dataclass(frozen=True, slots=True)
class Move:
    """What an act leads to, and at whose hand it is. `anew`: what was accepted stays, and a new answer stands beside it."""

    to: AuditResultState
    hand: AnswerHand
    anew: bool = False


_State = AuditResultState

TRANSITIONS: Mapping[tuple[AuditResultState, AnswerAct], Move] = MappingProxyType(
    {
        (_State.UNANSWERED, AnswerAct.ANSWER): Move(_State.ANSWERED, AnswerHand.ANSWERER, anew=True),
        (_State.ANSWERED, AnswerAct.ANSWER): Move(_State.ANSWERED, AnswerHand.ANSWERER),
        (_State.ANSWERED, AnswerAct.ACCEPT): Move(_State.ACCEPTED, AnswerHand.ACCEPTOR),
        (_State.ANSWERED, AnswerAct.SEND_BACK): Move(_State.RETURNED, AnswerHand.OFFICE),
        (_State.RETURNED, AnswerAct.ANSWER): Move(_State.ANSWERED, AnswerHand.ANSWERER),
        (_State.ACCEPTED, AnswerAct.ANSWER): Move(_State.ANSWERED, AnswerHand.ANSWERER, anew=True),
        (_State.ACCEPTED, AnswerAct.SEND_BACK): Move(_State.RETURNED, AnswerHand.OFFICE),
    }
)
"""An answer that says the end (`FINAL`) and was accepted is not answered anew: see `move_of`."""

FINAL = frozenset({AuditResultStatus.DONE, AuditResultStatus.NOT_TAKEN})
"""After these nothing more is to come."""

OWED = frozenset({AuditResultState.UNANSWERED, AuditResultState.RETURNED})
"""States in which the department has to do something."""


@dataclass(frozen=True, slots=True)
class Stand:
    """An answer as the rules see it: where it stands, of which day it tells, what is done."""

    state: AuditResultState
    as_of: date
    status: AuditResultStatus


class AnswerForbids(StateForbids):
    """The answer is not in a state in which this can be done."""

    def __init__(self, state: AuditResultState, act: AnswerAct, *, final: bool) -> None:
        told = {"state": word(state), "act": word(act)}
        super().__init__(message("audits.final" if final else "audits.answer_forbids", **told))
        self.state, self.act = state, act


def state_of(newest: Stand | None, asked: date | None) -> AuditResultState:
    """Where a department stands with a result.

    `newest` is its newest answer, None for none; `asked` the day of which the newest request asks, None where nobody asked yet.
    What was accepted and goes on is asked for again by a request of a later day.
    """
    if newest is None:
        return AuditResultState.UNANSWERED
    goes_on = newest.state is AuditResultState.ACCEPTED and newest.status not in FINAL
    if goes_on and asked is not None and newest.as_of < asked:
        return AuditResultState.UNANSWERED
    return newest.state


def move_of(state: AuditResultState, act: AnswerAct, newest: Stand | None) -> Move:
    """What the act leads to. Raises AnswerForbids."""
    move = TRANSITIONS.get((state, act))
    final = (
        act is AnswerAct.ANSWER and state is AuditResultState.ACCEPTED and newest is not None and newest.status in FINAL
    )
    if move is None or final:
        raise AnswerForbids(state, act, final=final)
    return move


def as_of(newest: Stand | None, asked: date | None, today: date, *, anew: bool) -> date:
    """Of which day an answer given today tells: the one that was asked for, until it was answered; an answer `anew` then of today."""
    if asked is not None and (newest is None or newest.as_of < asked):
        return asked
    if newest is None:
        return today
    return max(today, newest.as_of) if anew else newest.as_of
