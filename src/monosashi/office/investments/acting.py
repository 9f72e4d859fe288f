"""What every act on a case begins and ends with: who may, the row locked, the state and the hand checked, the event told."""

from typing import Any

from django.utils import timezone

from monosashi.core.messages import message
from monosashi.office.accounts.permissions import Permission, check, may
from monosashi.office.accounts.refusals import ChangedMeanwhile, StateForbids
from monosashi.office.accounts.standing import Person
from monosashi.office.entering.acting import sign
from monosashi.office.events.locking import locked
from monosashi.office.events.recording import record
from monosashi.office.events.values import Subject, Touched
from monosashi.office.investments.models import Case
from monosashi.office.investments.queries import NoSuchInvestment, one_row, place_of
from monosashi.office.investments.states import InvestmentAct, InvestmentHand, Move, move_of
from monosashi.office.rounds.acting import own_departments

PERMISSIONS = {
    InvestmentHand.PROPOSER: Permission.PROPOSE_INVESTMENT,
    InvestmentHand.EXAMINER: Permission.EXAMINE_INVESTMENT,
}


class CaseChanged(ChangedMeanwhile):
    """Somebody changed the case or decided about it since it was shown."""

    def __init__(self, row: Case) -> None:
        super().__init__(message("investments.changed_meanwhile", who=row.changed_by_label))


class WrongHand(StateForbids):
    """Nobody examines or decides a case of their own or of their own department."""

    def __init__(self, why: str) -> None:
        super().__init__(message(f"investments.wrong_hand.{why}"))


def lock_case(pk: int, act: InvestmentAct, by: Person, seen: int | None = None) -> tuple[Case, Move]:
    """The row of a case for an act, and what the act leads to. `seen` None: it does not matter which version.

    Raises NoSuchInvestment, NotAllowed, CaseForbids, WrongHand, CaseChanged.
    """
    if locked(Case.objects.filter(pk=pk)).first() is None:
        raise NoSuchInvestment(pk)
    row = one_row(pk)
    check(by.standing, permission_for(act), place_of(row, timezone.localdate()))
    move = move_of(row.state, act)
    check_hand(row, move, by)
    if seen is not None and row.version != seen:
        raise CaseChanged(row)
    return row, move


def permission_for(act: InvestmentAct) -> Permission:
    """What an act takes, whatever the state."""
    proposes = {InvestmentAct.CHANGE, InvestmentAct.SUBMIT, InvestmentAct.WITHDRAW, InvestmentAct.TELL_ACTUALS}
    return PERMISSIONS[InvestmentHand.PROPOSER if act in proposes else InvestmentHand.EXAMINER]


def check_hand(row: Case, move: Move, by: Person) -> None:
    """Raises WrongHand where it is somebody else's to do."""
    if move.hand is not InvestmentHand.EXAMINER:
        return
    if own_departments(by) & (place_of(row, timezone.localdate()).departments or frozenset()):
        raise WrongHand("own_department")
    if row.submitted_by == by.staff.pk:
        raise WrongHand("own_case")


def may_act(row: Case, act: InvestmentAct, by: Person) -> bool:
    """Whether the button is shown: what `lock_case` would allow, as things stand."""
    try:
        if not may(by.standing, permission_for(act), place_of(row, timezone.localdate())):
            return False
        check_hand(row, move_of(row.state, act), by)
    except StateForbids:
        return False
    return True


def kept(row: Case, by: Person, **changed: Any) -> Case:  # noqa: ANN401 -- columns
    """Keep the row with what changed, signed."""
    sign(row, by, **changed)
    row.version += 1
    row.save()
    return row


def subject_of(row: Case) -> Subject:
    """How events name a case."""
    return Subject("investment", str(row.pk), row.title, row.plan_id)


def tell(action: str, row: Case, by: Person, *, before: Any = None, after: Any = None, why: str = "") -> None:  # noqa: ANN401 -- plain data
    """Record what was done to a case; its measures' histories show it too."""
    places = tuple(Touched("measure", each.node) for each in row.measures.all())
    record(action, subject_of(row), by=by.actor, before=before, after=after, why=why, places=places)
