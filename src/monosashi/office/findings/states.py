"""Where a finding stands: what was decided last, and what that means on a day. No database here."""

from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum

from monosashi.checks.finding import Finding, Waiver


class DecisionKind(StrEnum):
    """What can be decided about a finding."""

    TAKEN_ON = "taken_on"
    DONE = "done"
    WAIVED = "waived"
    ASKED = "asked"
    ANSWERED = "answered"
    REOPENED = "reopened"


class FindingState(StrEnum):
    """Where a finding stands today."""

    OPEN = "open"
    EXPIRED = "expired"
    """Was out of scope until a day that is over: it speaks again."""
    ASKED = "asked"
    ANSWERED = "answered"
    TAKEN_ON = "taken_on"
    OVERDUE = "overdue"
    DONE = "done"
    WAIVED = "waived"


UNDECIDED = frozenset({FindingState.OPEN, FindingState.EXPIRED})
"""States in which nobody has decided anything that holds."""


@dataclass(frozen=True, slots=True)
class Decided:
    """A decision as pages show it. `department` is a code, "" for none; `by` is how the person was called that day."""

    number: int
    kind: DecisionKind
    department: str
    post: str
    until: date | None
    text: str
    at: datetime
    by: str


def state_of(decision: Decided | None, today: date) -> FindingState:
    """What the newest decision means today. The last day of a waiver is still in it."""
    if decision is None or decision.kind is DecisionKind.REOPENED:
        return FindingState.OPEN
    over = decision.until is not None and decision.until < today
    if decision.kind is DecisionKind.WAIVED:
        return FindingState.EXPIRED if over else FindingState.WAIVED
    if decision.kind is DecisionKind.TAKEN_ON:
        return FindingState.OVERDUE if over else FindingState.TAKEN_ON
    return FindingState(decision.kind.value)


def holder_of(decision: Decided | None) -> str:
    """The department that has the finding by the newest decision: it was asked, or took it on. "" for none."""
    holds = decision is not None and decision.kind in {DecisionKind.ASKED, DecisionKind.TAKEN_ON}
    return decision.department if decision is not None and holds else ""


def waiver_of(finding: Finding, decision: Decided | None) -> Waiver | None:
    """The waiver that a decision comes to, as the review takes it; None where it is none."""
    if decision is None or decision.kind is not DecisionKind.WAIVED or decision.until is None:
        return None
    return Waiver(finding.rule, finding.place, decision.text, decision.post, decision.until)
