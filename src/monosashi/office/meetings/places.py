"""Places of meetings and decisions, for the doors of their pages, and rows that an address names."""

from django.http import Http404

from monosashi.office.accounts.permissions import EVERYWHERE, Place
from monosashi.office.meetings.acting import place_of_decision
from monosashi.office.meetings.models import AgendaItem, Body, Meeting, MeetingDecision, Member, Paper
from monosashi.office.meetings.queries import (
    NoSuchMeeting,
    members_of,
    one_body,
    one_decision,
    one_item,
    one_meeting,
    one_paper,
)


def of_meeting(meeting: int, **_rest: object) -> Place:
    """The place of a meeting: its plan. What is not there is nobody's."""
    plan = Meeting.objects.filter(pk=meeting).values_list("plan", flat=True).first()
    return EVERYWHERE if plan is None else Place(plan)


def of_decision(meeting: int, decision: int) -> Place:
    """The place of a decision: its plan and the departments that bear it today."""
    try:
        return place_of_decision(one_decision(meeting, decision))
    except NoSuchMeeting:
        return EVERYWHERE


def body_or_404(pk: int) -> Body:
    """The body. Raises Http404."""
    try:
        return one_body(pk)
    except NoSuchMeeting:
        raise Http404(pk) from None


def member_or_404(body: int, pk: int) -> Member:
    """A seat of the body. Raises Http404."""
    row = members_of(body).filter(pk=pk).first()
    if row is None:
        raise Http404(pk)
    return row


def meeting_or_404(pk: int) -> Meeting:
    """The meeting. Raises Http404."""
    try:
        return one_meeting(pk)
    except NoSuchMeeting:
        raise Http404(pk) from None


def item_or_404(meeting: int, pk: int) -> AgendaItem:
    """An item of the meeting. Raises Http404."""
    try:
        return one_item(meeting, pk)
    except NoSuchMeeting:
        raise Http404(pk) from None


def paper_or_404(meeting: int, pk: int) -> Paper:
    """A file of the meeting. Raises Http404."""
    try:
        return one_paper(meeting, pk)
    except NoSuchMeeting:
        raise Http404(pk) from None


def decision_or_404(meeting: int, pk: int) -> MeetingDecision:
    """A decision of the meeting. Raises Http404."""
    try:
        return one_decision(meeting, pk)
    except NoSuchMeeting:
        raise Http404(pk) from None
