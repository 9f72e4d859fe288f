"""Rounds as they stand when they are closed, or ready to be."""

from dataclasses import replace
from datetime import date
from functools import partial

import pytest

from monosashi.office.closing.actions import close, settle
from monosashi.office.closing.settling import Meant
from monosashi.office.rounds.acting import Of
from monosashi.office.rounds.actions_accepting import accept, leave_out
from monosashi.office.rounds.actions_answering import Typed, save_answers, submit
from monosashi.office.rounds.actions_confirming import confirm
from monosashi.office.rounds.actions_preparing import Wanted, open_round, prepare, stop_taking
from monosashi.office.rounds.models import Round, Sheet
from monosashi.office.rounds.queries import filled, sheet_of
from monosashi.office.rounds.states import RoundKind, RoundState, SheetState
from office.laid import Laid
from office.rounds.blank_year import YEAR
from office.rounds.desk import Desk, submitted

UNCHANGED = Meant(unchanged=True)
"""What whoever settles says where the money is what it was."""
settle_unchanged = partial(settle, meant=UNCHANGED)

BEGINS_CLOSED = pytest.mark.usefixtures("laid_closed")
BEGINS_SETTLING = pytest.mark.usefixtures("laid_settling")
"""A test that says so begins where `closed`, or `settling`, would lead."""


def lay_closed(below: Laid) -> Laid:
    """The desk's round, closed."""
    closed(below.given)
    return below


def lay_settling(below: Laid) -> Laid:
    """The round of the settled money beside it, ready to be closed."""
    settling(below.given)
    return below


def closed(desk: Desk) -> Round:
    """The round closed with one sheet accepted and the others left out; as it stands where the test began with it."""
    if not Round.objects.filter(pk=desk.round.pk, state=RoundState.CLOSED).exists():
        submitted(desk)
        compiled(desk)
        close(number=desk.round.pk, by=desk.coordinator)
    return Round.objects.get(pk=desk.round.pk)


def compiled(desk: Desk) -> None:
    """The desk's sheet accepted and the others left out, so that the round can be closed."""
    accept(desk.of, by=desk.coordinator)
    for sheet in Sheet.objects.filter(round=desk.round, state=SheetState.UNANSWERED):
        leave_out(Of(desk.round.pk, sheet.node), reason="試しの照会のため", by=desk.coordinator)
    stop_taking(number=desk.round.pk, by=desk.coordinator)


def beside(desk: Desk, kind: RoundKind, edition: int) -> Desk:
    """A desk with another round of the same year, judged by an edition and opened."""
    wanted = Wanted(YEAR, kind, edition, date(2025, 7, 11))
    held = prepare(plan_id=desk.round.plan_id, wanted=wanted, by=desk.coordinator)
    return replace(desk, round=open_round(number=held.pk, by=desk.coordinator))


def settling(desk: Desk) -> Desk:
    """The round that asks for the settled money, its sheet answered with 1 carried over; the year's round is closed.

    As it stands where the test began with it.
    """
    if (there := Round.objects.filter(kind=RoundKind.SETTLED).first()) is not None:
        return replace(desk, round=there)
    edition = closed(desk).closed_edition
    assert edition
    other = beside(desk, RoundKind.SETTLED, edition)
    sheet = filled(sheet_of(other.round, other.node))
    carried = next(slot for slot in sheet.asked.every if slot.at[-1] == "carried_out")
    save_answers(other.of, {carried.id: Typed("1", sheet.text(carried))}, by=other.answerer)
    submit(other.of, by=other.answerer)
    confirm(other.of, by=other.confirmer)
    compiled(other)
    return other


def mid_year(desk: Desk) -> Desk:
    """The round of the middle of the year, ready to be closed."""
    other = beside(desk, RoundKind.MID_YEAR, 1)
    submitted(other)
    compiled(other)
    return other
