"""What every act on meetings begins with: who may, the row locked from the body down, the state that allows it."""

from typing import Any, TypeVar

from django.db.models import Model
from django.utils import timezone

from monosashi.core.messages import message
from monosashi.office.accounts.permissions import EVERYWHERE, Permission, Place, check
from monosashi.office.accounts.refusals import ChangedMeanwhile
from monosashi.office.accounts.standing import Person
from monosashi.office.events.locking import locked
from monosashi.office.meetings.departments import bearers
from monosashi.office.meetings.models import AgendaItem, Body, Meeting, MeetingDecision
from monosashi.office.meetings.states import MeetingAct, meeting_after

Row = TypeVar("Row", bound=Model)


class GoneMeanwhile(ChangedMeanwhile):
    """Somebody took away what this person was looking at."""

    def __init__(self) -> None:
        super().__init__(message("meetings.gone_meanwhile"))


def lock_body(pk: int, by: Person) -> Body:
    """The body, for whoever keeps meetings of the whole city. Raises NotAllowed, GoneMeanwhile."""
    check(by.standing, Permission.KEEP_MEETINGS, EVERYWHERE)
    return _found(locked(Body.objects.filter(pk=pk)).first())


def lock_meeting(pk: int, act: MeetingAct, by: Person) -> Meeting:
    """The meeting, for whoever keeps those of its plan, in a state that allows the act. Raises NotAllowed, GoneMeanwhile, MeetingForbids."""
    row = _found(locked(Meeting.objects.filter(pk=pk)).first())
    check(by.standing, Permission.KEEP_MEETINGS, Place(row.plan_id))
    meeting_after(row.state, act)
    return row


def lock_item(meeting: int, pk: int, by: Person) -> AgendaItem:
    """An item of a meeting whose agenda may be arranged, behind the lock of its meeting. Raises as `lock_meeting` does."""
    held = lock_meeting(meeting, MeetingAct.ARRANGE, by)
    row = _found(locked(AgendaItem.objects.filter(meeting=meeting, pk=pk)).first())
    row.meeting = held
    return row


def lock_decision(pk: int) -> MeetingDecision:
    """A decision. Who may is asked by each act. Raises GoneMeanwhile."""
    return _found(locked(MeetingDecision.objects.filter(pk=pk)).first())


def place_of_decision(row: MeetingDecision) -> Place:
    """Whose a decision is: of the departments that bear it today."""
    codes = [each.code for each in row.departments.all()]
    return Place(row.item.meeting.plan_id, bearers(codes, timezone.localdate()))


def signed(by: Person) -> dict[str, Any]:
    """Who changes something, and when."""
    return {"changed_by_label": by.actor.label, "changed_at": timezone.now()}


def _found(row: Row | None) -> Row:
    if row is None:
        raise GoneMeanwhile
    return row
