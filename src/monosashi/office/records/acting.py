"""What every act on the register begins with: who may, the line locked, the state that allows it."""

from django.utils import timezone

from monosashi.core.messages import message
from monosashi.office.accounts.permissions import Permission, check
from monosashi.office.accounts.refusals import StateForbids
from monosashi.office.accounts.standing import Person
from monosashi.office.entering.acting import still_there
from monosashi.office.events.locking import locked
from monosashi.office.records.models import Ending, RegisterEntry
from monosashi.office.records.queries import place_of, place_of_others
from monosashi.office.records.states import (
    ENDINGS,
    OPEN,
    EndingHand,
    RecordEndingAct,
    RecordEndingState,
    RecordState,
    ending_after,
)
from monosashi.office.rounds.acting import own_departments


class Unfit(StateForbids):
    """What was told does not fit what stands there."""


def lock_entry(pk: int, by: Person) -> RegisterEntry:
    """A line that is kept, for whoever keeps the register for its department. Raises NotAllowed, GoneMeanwhile, Unfit."""
    row = still_there(locked(RegisterEntry.objects.filter(pk=pk)).first())
    check(by.standing, Permission.REGISTER_RECORDS, place_of(row, timezone.localdate()))
    if row.state != RecordState.KEPT:
        raise Unfit(message("records.not_kept_any_more"))
    return row


def refuse_while_proposed(row: RegisterEntry) -> None:
    """Raises Unfit while something is proposed for a line or waits to be carried out."""
    if row.endings.filter(state__in=OPEN).exists():
        raise Unfit(message("records.proposal_goes_on"))


def lock_ending(entry: int, pk: int, act: RecordEndingAct, by: Person) -> Ending:
    """A proposal behind the lock of its line, at the right hand and in a state that allows the act.

    Raises NotAllowed, GoneMeanwhile, EndingForbids, Unfit for whoever proposed it or belongs to the document's department.
    """
    held = still_there(locked(RegisterEntry.objects.filter(pk=entry)).first())
    row = still_there(locked(Ending.objects.filter(entry=entry, pk=pk)).first())
    row.entry = held
    today = timezone.localdate()
    if hand_of(act) is EndingHand.OWNER:
        check(by.standing, Permission.REGISTER_RECORDS, place_of(held, today))
    else:
        check(by.standing, Permission.AGREE_TO_ENDING, place_of_others(held, today))
    row.state = ending_after(row.state, act)
    if hand_of(act) is EndingHand.ANOTHER and not is_another(row, by):
        raise Unfit(message("records.own_proposal"))
    return row


def hand_of(act: RecordEndingAct) -> EndingHand:
    """Whose act it is."""
    return next(hand for (_, each), (_, hand) in ENDINGS.items() if each is act)


def is_another(row: Ending, by: Person) -> bool:
    """Whether somebody neither proposed this nor belongs to a department whose document it is."""
    own = place_of(row.entry, timezone.localdate()).departments or frozenset()
    return row.proposed_by != by.staff.pk and not own & own_departments(by)


def is_open(state: str) -> bool:
    """Whether a proposal goes on."""
    return RecordEndingState(state) in OPEN
