"""The facts that the invariants ask for, read from rows."""

from monosashi.office.accounts.models import Staff
from monosashi.office.accounts.standing import person
from monosashi.office.rounds.acting import answerers_of
from monosashi.office.rounds.models import Confirmation, Sheet
from monosashi.office.rounds.places import place_of
from monosashi.office.rounds.states import SheetState, StepKind, StepState
from office.rounds.invariants import Facts, StepDone

_ACCEPTED = {SheetState.ACCEPTED, SheetState.FINALISED}


def facts_of(sheet: Sheet) -> Facts:
    """What is so of a sheet now. The acceptor's departments are those of today."""
    sheet.refresh_from_db()
    steps = Confirmation.objects.filter(sheet=sheet, nth_pass=sheet.passes).order_by("position")
    acceptor = sheet.accepted_by if sheet.state in _ACCEPTED else None
    theirs = person(Staff.objects.get(pk=acceptor)).standing.departments if acceptor else frozenset()
    return Facts(
        state=SheetState(sheet.state),
        departments=place_of(sheet).departments or frozenset(),
        answerers=answerers_of(sheet),
        steps=tuple(StepDone(s.position, StepKind(s.kind), StepState(s.state), s.by) for s in steps),
        due=sheet.step,
        acceptor=acceptor,
        acceptor_departments=theirs,
        left_out=sheet.left_out,
    )
