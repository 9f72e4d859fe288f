"""What holds of every round whatever happens in it, written by hand beside the tables of transitions. No database here.

The tests hold the tables and real rows against it.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from enum import StrEnum

from monosashi.office.rounds.states import (
    ENDS,
    IN,
    WITH_ANSWERERS,
    Move,
    SheetAct,
    SheetHand,
    SheetState,
    StepKind,
    StepState,
)

Table = Mapping[tuple[SheetState, SheetAct], Move]


class Broken(StrEnum):
    """What must never be so."""

    DEAD_END = "dead_end"
    """A state that is no end and out of which nothing leads."""
    WAY_OUT_OF_END = "way_out_of_end"
    UNREACHED = "unreached"
    """A state that nothing leads to."""
    ACCEPTED_UNCONFIRMED = "accepted_unconfirmed"
    """The sheet is in, and a step of its way was not done."""
    CONFIRMED_OWN = "confirmed_own"
    """Somebody confirmed what they answered."""
    ACCEPTED_OWN = "accepted_own"
    """Somebody accepted their own department's sheet, or what they answered or confirmed."""
    WITHDRAWN_LATE = "withdrawn_late"
    """The sheet went back to whoever submitted it after the next one had acted."""
    NO_STEP_DUE = "no_step_due"
    """The sheet waits to be confirmed, and no step is due; or it does not wait, and one is."""
    OUT_WITHOUT_REASON = "out_without_reason"


@dataclass(frozen=True, slots=True)
class StepDone:
    """One step of the pass of a sheet. `by` is the account that did it, None where nobody has yet."""

    position: int
    kind: StepKind
    state: StepState
    by: int | None = None


@dataclass(frozen=True, slots=True)
class Facts:
    """All that the invariants ask of one sheet. `steps` are those of its pass, in their order.

    `answerers` typed on it or submitted it; `acceptor_departments` are those that the acceptor works or answers for, None where
    the sheet is not accepted. `due` is the position that is due.
    """

    state: SheetState
    departments: frozenset[str]
    answerers: frozenset[int] = frozenset()
    steps: tuple[StepDone, ...] = ()
    due: int | None = None
    acceptor: int | None = None
    acceptor_departments: frozenset[str] = frozenset()
    left_out: str = ""


def broken_by_table(table: Table) -> frozenset[Broken]:
    """What a table of transitions would let happen."""
    return frozenset(_of_table(table))


def broken_by(facts: Facts) -> frozenset[Broken]:
    """What is so of a sheet and must not be."""
    return frozenset((*_of_confirmation(facts), *_of_acceptance(facts), *_of_state(facts)))


def broken_between(before: Facts, after: Facts, act: SheetAct) -> frozenset[Broken]:
    """What an act did to a sheet that it must not do."""
    late = act is SheetAct.WITHDRAW and any(_counts(step) for step in before.steps)
    return broken_by(after) | (frozenset({Broken.WITHDRAWN_LATE}) if late else frozenset())


def _of_table(table: Table) -> Iterator[Broken]:
    exits = {state for state, _ in table}
    reached = {following for move in table.values() for following in move.to} | {SheetState.UNANSWERED}
    if set(SheetState) - ENDS - exits:
        yield Broken.DEAD_END
    if ENDS & exits:
        yield Broken.WAY_OUT_OF_END
    if set(SheetState) - reached:
        yield Broken.UNREACHED
    if any(not _confirmed_first(act, state, move) for (state, act), move in table.items()):
        yield Broken.ACCEPTED_UNCONFIRMED
    if any(act is SheetAct.CONFIRM and move.hand is not SheetHand.CONFIRMER for (_, act), move in table.items()):
        yield Broken.CONFIRMED_OWN
    if any(act is SheetAct.ACCEPT and move.hand is not SheetHand.ACCEPTOR for (_, act), move in table.items()):
        yield Broken.ACCEPTED_OWN
    if any(act is SheetAct.WITHDRAW and move.hand is not SheetHand.SUBMITTER for (_, act), move in table.items()):
        yield Broken.WITHDRAWN_LATE


def _confirmed_first(act: SheetAct, state: SheetState, move: Move) -> bool:
    """Submitted comes of a confirmation, accepted of submitted, finalised of accepted, and of nothing else."""
    wanted = {
        SheetState.SUBMITTED: (SheetState.AWAITING_CONFIRMATION, SheetAct.CONFIRM),
        SheetState.ACCEPTED: (SheetState.SUBMITTED, SheetAct.ACCEPT),
        SheetState.FINALISED: (SheetState.ACCEPTED, SheetAct.FINALISE),
    }
    return all(wanted[following] == (state, act) for following in move.to if following in wanted)


def _counts(step: StepDone) -> bool:
    """Whether the step was done and is one for which a sheet waits."""
    return step.state is StepState.DONE and step.kind is not StepKind.CIRCULATE


def _of_confirmation(facts: Facts) -> Iterator[Broken]:
    if any(_counts(step) and step.by in facts.answerers for step in facts.steps):
        yield Broken.CONFIRMED_OWN
    awaited = [step for step in facts.steps if step.kind is not StepKind.CIRCULATE]
    if facts.state in IN and not (awaited and all(_counts(step) for step in awaited)):
        yield Broken.ACCEPTED_UNCONFIRMED


def _of_acceptance(facts: Facts) -> Iterator[Broken]:
    if facts.acceptor is None:
        return
    confirmed = {step.by for step in facts.steps if step.by is not None}
    if facts.acceptor in facts.answerers | confirmed or facts.acceptor_departments & facts.departments:
        yield Broken.ACCEPTED_OWN


def _of_state(facts: Facts) -> Iterator[Broken]:
    waits = facts.state is SheetState.AWAITING_CONFIRMATION
    first = next((s.position for s in facts.steps if s.kind is not StepKind.CIRCULATE and not _counts(s)), None)
    if (waits and (first is None or facts.due != first)) or (
        facts.state in WITH_ANSWERERS | IN and facts.due is not None
    ):
        yield Broken.NO_STEP_DUE
    if facts.state is SheetState.LEFT_OUT and not facts.left_out:
        yield Broken.OUT_WITHOUT_REASON
