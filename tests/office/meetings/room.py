"""A body of Akita's plan with members, a meeting that was held, an item and a decision: made by the acts themselves."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

from django.utils import timezone

from monosashi.office.accounts.standing import Person
from monosashi.office.entering.told import new_token
from monosashi.office.meetings import actions_agenda, actions_bodies, actions_decisions, actions_meetings
from monosashi.office.meetings.models import AgendaItem, Body, Meeting, MeetingDecision, Member
from monosashi.office.meetings.told import BodyTold, DecisionTold, ItemTold, MeetingTold, MemberTold

PLAN, MEASURE, OWN, OTHER = "akita-digital-2", "n-p073", "d-07", "d-05"
"""Akita's plan, a measure of it, 市民課 and another department."""

Act = Callable[..., Any]


@dataclass(frozen=True)
class Room:
    """What stands there. The meeting was held 20 days ago; its decision was due yesterday and is 市民課's."""

    body: Body
    chair: Member
    member: Member
    meeting: Meeting
    item: AgendaItem
    decision: MeetingDecision


def a_body(by: Person, name: str = "推進会議") -> Body:
    return actions_bodies.make_body(BodyTold(name, "internal", rests_on="設置要綱"), token=new_token(), by=by)


def a_meeting(body: Body, by: Person, *, days: int = -20, plan: str = PLAN, **more: Any) -> Meeting:
    day = timezone.localdate() + timedelta(days=days)
    return actions_meetings.plan_meeting(body.pk, MeetingTold(plan, day, **more), token=new_token(), by=by)


def an_item(meeting: Meeting, by: Person, title: str = "取組状況について", measure: str = MEASURE) -> AgendaItem:
    told = ItemTold("discussion", title, (measure,))
    return actions_agenda.add_item(meeting.pk, told, token=new_token(), by=by)


def a_decision(
    item: AgendaItem, by: Person, *, due: date | None = None, department: str = OWN, measure: str = MEASURE
) -> MeetingDecision:
    told = DecisionTold(item.pk, "窓口の手続を見直す", (department,), (measure,), due)
    return actions_decisions.decide(item.meeting_id, told, token=new_token(), by=by)


def a_room(by: Person, plan: str = PLAN, department: str = OWN, measure: str = MEASURE) -> Room:
    body = a_body(by)
    chair = actions_bodies.add_member(body.pk, MemberTold("chair", "本部長"), token=new_token(), by=by)
    member = actions_bodies.add_member(body.pk, MemberTold("member", "市民課長"), token=new_token(), by=by)
    meeting = a_meeting(body, by, plan=plan)
    item = an_item(meeting, by, measure=measure)
    meeting = actions_meetings.hold(meeting.pk, by=by)
    due = timezone.localdate() - timedelta(days=1)
    decision = a_decision(item, by, due=due, department=department, measure=measure)
    return Room(body, chair, member, meeting, item, decision)


def parts_of(room: Room) -> dict[str, object]:
    """What stands for the parts of an address. There is no paper."""
    of = {
        "body": room.body,
        "member": room.chair,
        "meeting": room.meeting,
        "item": room.item,
        "decision": room.decision,
    }
    return {name: row.pk for name, row in of.items()}


def at(room: Room, rest: str = "") -> str:
    """An address below that of the meeting."""
    return f"/meetings/{room.meeting.pk}/{rest}"
