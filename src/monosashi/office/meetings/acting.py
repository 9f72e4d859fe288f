"""What every act on meetings begins with: who may, the row locked from the body down, the state that allows it."""

from django.utils import timezone

from monosashi.office.accounts.bearers import bearers
from monosashi.office.accounts.permissions import EVERYWHERE, Permission, Place, check
from monosashi.office.accounts.standing import Person
from monosashi.office.entering.acting import still_there
from monosashi.office.events.locking import locked
from monosashi.office.meetings.models import AgendaItem, Body, Meeting, MeetingDecision
from monosashi.office.meetings.states import MeetingAct, meeting_after


def lock_body(pk: int, by: Person) -> Body:
    """The body, for whoever keeps meetings of the whole city. Raises NotAllowed, GoneMeanwhile."""
    check(by.standing, Permission.KEEP_MEETINGS, EVERYWHERE)
    return still_there(locked(Body.objects.filter(pk=pk)).first())


def lock_meeting(pk: int, act: MeetingAct, by: Person) -> Meeting:
    """The meeting, for whoever keeps those of its plan, in a state that allows the act. Raises NotAllowed, GoneMeanwhile, MeetingForbids."""
    row = still_there(locked(Meeting.objects.filter(pk=pk)).first())
    check(by.standing, Permission.KEEP_MEETINGS, Place(row.plan_id))
    meeting_after(row.state, act)
    return row


def lock_item(meeting: int, pk: int, by: Person) -> AgendaItem:
    """An item of a meeting whose agenda may be arranged, behind the lock of its meeting. Raises as `lock_meeting` does."""
    held = lock_meeting(meeting, MeetingAct.ARRANGE, by)
    row = still_there(locked(AgendaItem.objects.filter(meeting=meeting, pk=pk)).first())
    row.meeting = held
    return row


def lock_decision(pk: int) -> MeetingDecision:
    """A decision. Who may is asked by each act. Raises GoneMeanwhile."""
    return still_there(locked(MeetingDecision.objects.filter(pk=pk)).first())


def place_of_decision(row: MeetingDecision) -> Place:
    """Whose a decision is: of the departments that bear it today."""
    codes = [each.code for each in row.departments.all()]
    return Place(row.item.meeting.plan_id, bearers(codes, timezone.localdate()))
