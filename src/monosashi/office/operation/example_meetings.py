"""Bodies and meetings of the sample city: those of the source as facts, two meetings and some decisions to practise with.

What is made up says so on the page. The day of the coming meeting is a weekday two weeks ahead.
"""

import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, time, timedelta
from importlib.resources import files
from typing import Any

from django.utils import timezone

from monosashi.office.accounts.standing import Person
from monosashi.office.entering.told import new_token
from monosashi.office.meetings import (
    actions_agenda,
    actions_bodies,
    actions_decisions,
    actions_meetings,
    actions_minutes,
)
from monosashi.office.meetings.models import AgendaItem, Body, Meeting, MeetingDecision
from monosashi.office.meetings.queries import before
from monosashi.office.meetings.told import BodyTold, DecisionTold, ItemTold, MeetingTold, MemberTold

_SATURDAY = 5


@dataclass(frozen=True, slots=True)
class Where:
    """The plan that is discussed, with the department and the measure of the decisions, and the round under way, None for none."""

    plan: str
    department: str
    measure: str
    round: int | None = None


def hold_meetings(where: Where, *, office: Person, editor: Person, deputy: Person) -> Meeting:
    """Enter all of it. `editor` reports for the department, `deputy` closes. The made-up meeting that was held."""
    told = tomllib.loads((files(__package__) / "example_meetings.toml").read_text(encoding="utf-8"))
    bodies: dict[str, Body] = {}
    for body in told["bodies"]:
        bodies[body["key"]] = _body(body, bodies, office)
        for meeting in body.get("meetings", ()):
            _past(bodies[body["key"]], where, meeting, told, office)
    return _invented(bodies[told["invented"]["body"]], where, told["invented"], office, editor, deputy)


def weekday_from(day: date) -> date:
    """The day, or the Monday after where it is a Saturday or Sunday."""
    return day + timedelta(days=7 - day.weekday()) if day.weekday() >= _SATURDAY else day


def _body(told: Mapping[str, Any], above: Mapping[str, Body], by: Person) -> Body:
    part_of = above[told["part_of"]].pk if "part_of" in told else None
    wanted = BodyTold(told["name"], told["kind"], part_of, told["rests_on"])
    body = actions_bodies.make_body(wanted, token=new_token(), by=by)
    for role, who in told["members"]:
        actions_bodies.add_member(body.pk, MemberTold(role, who), token=new_token(), by=by)
    return body


def _past(body: Body, where: Where, told: Mapping[str, Any], source: Mapping[str, Any], by: Person) -> None:
    """A meeting of the source. Its minutes are not there, which is said."""
    row = _planned(body, MeetingTold(where.plan, told["day"], told["number"]), told["items"], by)
    actions_meetings.hold(row.pk, by=by)
    inferred = bool(told.get("inferred"))
    reason = source["inferred_source" if inferred else "source"]
    actions_minutes.make_no_minutes(row.pk, reason=reason, inferred=inferred, by=by)


def _invented(
    body: Body, where: Where, told: Mapping[str, Any], office: Person, editor: Person, deputy: Person
) -> Meeting:
    """A meeting three weeks ago without minutes, with decisions in every state, and the next one, which looks at them again."""
    today = timezone.localdate()
    three_weeks_ago = weekday_from(today - timedelta(days=23))
    held = _planned(
        body, MeetingTold(where.plan, three_weeks_ago, None, time(10, 0), told["place"], where.round), (), office
    )
    item = actions_agenda.add_item(
        held.pk, ItemTold("report", told["held"], (where.measure,)), token=new_token(), by=office
    )
    actions_meetings.hold(held.pk, by=office)
    _decided(item, told["late"], today - timedelta(days=4), where, office)
    waiting = _decided(item, told["waiting"], today + timedelta(days=10), where, office)
    done = _decided(item, told["done"], None, where, office)
    for each in (waiting, done):
        actions_decisions.report(held.pk, each.pk, text=told["report"], by=editor)
    actions_decisions.close(held.pk, done.pk, by=deputy)
    ahead = MeetingTold(
        where.plan, weekday_from(today + timedelta(days=14)), None, time(13, 30), told["place"], where.round
    )
    again = [each.pk for each in before(body.pk, today)]
    coming = actions_meetings.plan_meeting(body.pk, ahead, token=new_token(), looks_again=again, by=office)
    wanted = ItemTold("discussion", told["coming"], (where.measure,))
    actions_agenda.add_item(coming.pk, wanted, token=new_token(), by=office)
    return held


def _planned(body: Body, told: MeetingTold, items: Any, by: Person) -> Meeting:  # noqa: ANN401 -- a list of the file
    row = actions_meetings.plan_meeting(body.pk, told, token=new_token(), by=by)
    for kind, title in items:
        actions_agenda.add_item(row.pk, ItemTold(kind, title), token=new_token(), by=by)
    return row


def _decided(item: AgendaItem, text: str, due: date | None, where: Where, by: Person) -> MeetingDecision:
    told = DecisionTold(item.pk, text, (where.department,), (where.measure,), due)
    return actions_decisions.decide(item.meeting_id, told, token=new_token(), by=by)
