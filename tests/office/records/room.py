"""A register of Akita: a meeting of 市民課 of two fiscal years ago, whose papers were to be kept for one year."""

from dataclasses import dataclass, replace
from datetime import date
from typing import Any

from django.utils import timezone

from monosashi.core.fiscal_years import fiscal_year_on
from monosashi.office.accounts.standing import Person
from monosashi.office.entering.told import new_token, seen
from monosashi.office.meetings import actions_bodies, actions_meetings
from monosashi.office.meetings.models import Meeting
from monosashi.office.meetings.told import BodyTold, MeetingTold
from monosashi.office.records import actions_ending, actions_registering, actions_rules
from monosashi.office.records.models import Ending, RecordClass, RegisterEntry
from monosashi.office.records.rows import told_of_entry
from monosashi.office.records.told import Chosen, ClassTold, EndingTold
from office.meetings.room import OTHER, OWN, PLAN

__all__ = ["OTHER", "OWN", "PLAN"]


@dataclass(frozen=True)
class Room:
    """What stands there. The period of the entry ended with last fiscal year; the later meeting is not registered."""

    of: RecordClass
    meeting: Meeting
    entry: RegisterEntry
    later: Meeting


def year_now() -> int:
    return fiscal_year_on(timezone.localdate())


def a_class(
    by: Person, code: str = "01", years: int | None = 1, kinds: tuple[str, ...] = ("meeting_papers",)
) -> RecordClass:
    told = ClassTold(code, f"分類{code}", years, "dispose", kinds)
    return actions_rules.make_class(told, token=new_token(), by=by)


def meetings(by: Person, *days: date, department: str = OWN, plan: str = PLAN) -> list[Meeting]:
    """Meetings that were held, of a body whose secretariat is a department."""
    told = BodyTold(f"検討会{new_token()[:6]}", "internal", secretariat=department)
    body = actions_bodies.make_body(told, token=new_token(), by=by)
    planned = [actions_meetings.plan_meeting(body.pk, MeetingTold(plan, day), token=new_token(), by=by) for day in days]
    return [actions_meetings.hold(each.pk, by=by) for each in planned]


def registered(meeting: Meeting, of: RecordClass, by: Person) -> RegisterEntry:
    (entry,) = actions_registering.register([Chosen("meeting_papers", str(meeting.pk), of.pk)], by=by)
    return entry


def a_room(by: Person, plan: str = PLAN, department: str = OWN) -> Room:
    of, year = a_class(by), year_now()
    first, later = meetings(by, date(year - 2, 6, 3), date(year - 1, 6, 3), department=department, plan=plan)
    return Room(of, first, registered(first, of, by), later)


def changed(entry: RegisterEntry, by: Person, **wanted: Any) -> RegisterEntry:
    """The line with something else told of it."""
    now = told_of_entry(RegisterEntry.objects.get(pk=entry.pk))
    return actions_registering.change(entry.pk, replace(now, **wanted), based_on=seen(now.plain), by=by)


def proposed(entry: RegisterEntry, by: Person, outcome: str = "dispose", years: int | None = None) -> Ending:
    told = EndingTold(outcome, "保存期間が満了したため", years)
    return actions_ending.propose(entry.pk, told, token=new_token(), by=by)
