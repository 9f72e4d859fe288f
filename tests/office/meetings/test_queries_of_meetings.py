"""Every page of meetings asks the database as often for one meeting with one decision as for many."""

from datetime import timedelta

from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone

from monosashi.office.accounts.standing import Person
from monosashi.office.answering.evidence_files import checked
from monosashi.office.meetings import actions_meetings
from monosashi.office.meetings.actions_papers import add_paper
from office.every_door import PATTERNS
from office.meetings.doors import MEETINGS
from office.meetings.room import MEASURE, PLAN, Room, a_decision, a_meeting, an_item, parts_of

(PAGES,) = MEETINGS.elsewhere.values()
BESIDE = ("/", f"/plans/{PLAN}/measures/{MEASURE}/", f"/plans/{PLAN}/departments/d-07/")
FILES = ("/meetings/?format=xlsx", "/meetings/decisions/?format=csv")


def queries(browser: Client, room: Room, paper: int) -> dict[str, int]:
    parts = {**parts_of(room), "plan": PLAN, "paper": paper}
    names = {name: {part: parts[part] for part in PATTERNS[name].pattern.converters} for name in PAGES}
    found = {}
    for where in (*(reverse(name, kwargs=given) for name, given in names.items()), *BESIDE, *FILES):
        with CaptureQueriesContext(connection) as asked:
            assert browser.get(where).status_code == 200
        found[where] = len(asked)
    return found


def test_pages_take_the_same_queries_for_one_meeting_and_for_many(
    office: Client, coordinator: Person, room: Room
) -> None:
    paper = add_paper(room.meeting.pk, checked("資料.txt", b"1"), item=room.item.pk, by=coordinator).pk
    last = a_meeting(room.body, coordinator, days=-30)
    an_item(last, coordinator)
    actions_meetings.hold(last.pk, by=coordinator)
    for where in BESIDE:
        office.get(where)  # this process reads the plan
    few = queries(office, room, paper)
    late = timezone.localdate() - timedelta(days=3)
    for nth in range(4):
        item = an_item(room.meeting, coordinator, f"議題{nth}")
        a_decision(item, coordinator, due=late)
        other = a_meeting(room.body, coordinator, days=-40 - nth)
        first = an_item(other, coordinator)
        actions_meetings.hold(other.pk, by=coordinator)
        a_decision(first, coordinator, due=late)
        add_paper(room.meeting.pk, checked(f"資料{nth}.txt", str(nth).encode()), item=item.pk, by=coordinator)
    assert queries(office, room, paper) == few
    assert max(few.values()) <= 30
