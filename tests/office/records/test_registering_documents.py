"""What rooms keep comes into the register, several at once, and a line is completed."""

from dataclasses import replace
from datetime import date, timedelta

import pytest
from django.utils import timezone

from monosashi.office.accounts.permissions import NotAllowed, Role
from monosashi.office.accounts.standing import Person, person
from monosashi.office.audits.actions_keeping import enter
from monosashi.office.entering.told import ChangedSince, seen
from monosashi.office.events.models import Event
from monosashi.office.events.queries import history, told
from monosashi.office.investments.models import Case, Decision
from monosashi.office.meetings.models import Meeting
from monosashi.office.publication.models import Proposal
from monosashi.office.records import actions_registering
from monosashi.office.records.acting import Unfit
from monosashi.office.records.actions_registering import change, register
from monosashi.office.records.models import RegisterEntry
from monosashi.office.records.queries import unregistered
from monosashi.office.records.rows import told_of_entry
from monosashi.office.records.sources import Source
from monosashi.office.records.told import Chosen
from monosashi.wording import render
from office.audits.city_audits import TOLD
from office.laid import Someone
from office.records.room import OTHER, OWN, PLAN, Room, a_class, changed, meetings, year_now
from office.rounds.desk import Desk


def lacking() -> dict[str, list[Source]]:
    found: dict[str, list[Source]] = {}
    for each in unregistered(timezone.localdate()):
        found.setdefault(each.kind, []).append(each)
    return found


@pytest.mark.usefixtures("laid_closed")
def test_every_kind_of_documents_that_rooms_keep_is_offered_with_its_year_department_and_day(desk: Desk) -> None:
    by, now = desk.coordinator, timezone.now()
    (meeting,) = meetings(by, date(2026, 3, 30))
    Meeting.objects.filter(pk=meeting.pk).update(minutes="made", minutes_day=date(2026, 4, 6))
    enter(plan_id=PLAN, told=TOLD, by=by)
    case = Case.objects.create(
        token="t", plan_id=PLAN, code=OWN, fiscal_year=2027, years=3, title="予約", kind="introduce", problem="待つ",
        state="approved", changed_at=now,
    )  # fmt: skip
    Decision.objects.create(
        token="t", case=case, outcome="approved", reason="要る", decided_on=date(2026, 10, 1), made_at=now
    )
    Proposal.objects.create(
        plan_id=PLAN, number=1, kind="withdraw", state="refused", proposed_at=now, proposed_by=1, decided_at=now
    )
    found = lacking()
    assert {kind: len(rows) for kind, rows in found.items() if kind != "edition"} == dict.fromkeys(
        ("meeting_papers", "minutes", "round", "proposal", "investment", "audit"), 1
    )
    assert len(found["edition"]) >= 1
    (papers,), (minutes,), (round_,) = found["meeting_papers"], found["minutes"], found["round"]
    assert (papers.fiscal_year, minutes.fiscal_year) == (2025, 2026)
    assert (papers.department, round_.department, found["investment"][0].department) == (OWN, "d-01", OWN)
    assert round_.fiscal_year == year_now() != desk.round.fiscal_year
    assert found["audit"][0].day == date(2026, 2, 6)
    assert render(minutes.title, "ja").endswith("第1回 議事要旨")


def test_a_line_takes_period_and_treatment_of_its_class_and_is_told_in_the_history_of_the_document(room: Room) -> None:
    row, year = room.entry, year_now()
    assert (row.department, row.fiscal_year, row.years, row.at_end) == (OWN, year - 2, 1, "dispose")
    assert (row.begins_on, row.ends_on) == (date(year - 1, 4, 1), date(year, 3, 31))
    (event,) = [
        each for each in told(history("meeting", str(room.meeting.pk), PLAN)) if each.action.startswith("record")
    ]
    assert event.action == "record.registered"
    assert isinstance(event.after, dict)
    assert event.after["years"] == "1年"


def test_what_was_registered_is_lacking_no_more_and_stands_once_however_often_it_is_sent(
    room: Room, coordinator: Person
) -> None:
    assert [each.key for each in lacking()["meeting_papers"]] == [str(room.later.pk)]
    both = [Chosen("meeting_papers", str(each.pk), room.of.pk) for each in (room.meeting, room.later)]
    assert [row.key for row in register([*both, both[1]], by=coordinator)] == [str(room.later.pk)]
    assert RegisterEntry.objects.count() == 2


def test_a_permanent_class_has_no_last_day(room: Room, coordinator: Person) -> None:
    of = a_class(coordinator, "99", None)
    (row,) = register([Chosen("meeting_papers", str(room.later.pk), of.pk)], by=coordinator)
    assert (row.years, row.ends_on) == (None, None)


def test_a_department_registers_its_own_documents_and_no_others(room: Room, editor: Person, someone: Someone) -> None:
    chosen = [Chosen("meeting_papers", str(room.later.pk), room.of.pk)]
    with pytest.raises(NotAllowed):
        register(chosen, by=person(someone(Role.DEPARTMENT_EDITOR, department=OTHER)))
    assert len(register(chosen, by=editor)) == 1


def test_a_class_that_is_not_in_use_takes_no_document_and_one_that_goes_tomorrow_still_does(
    room: Room, coordinator: Person
) -> None:
    room.of.out_of_use_since = timezone.localdate()
    room.of.save()
    with pytest.raises(Unfit):
        register([Chosen("meeting_papers", str(room.later.pk), room.of.pk)], by=coordinator)
    room.of.out_of_use_since = timezone.localdate() + timedelta(days=1)
    room.of.save()
    assert len(register([Chosen("meeting_papers", str(room.later.pk), room.of.pk)], by=coordinator)) == 1


def test_what_somebody_else_registers_at_the_same_moment_is_neither_made_twice_nor_told_twice(
    room: Room, coordinator: Person, monkeypatch: pytest.MonkeyPatch
) -> None:
    still_lacking = unregistered(timezone.localdate())
    chosen = [Chosen("meeting_papers", str(room.later.pk), room.of.pk)]
    register(chosen, by=coordinator)
    monkeypatch.setattr(actions_registering, "unregistered", lambda _day: still_lacking)
    assert register(chosen, by=coordinator) == ()
    assert Event.objects.filter(action="record.registered").count() == RegisterEntry.objects.count() == 2


def test_a_changed_period_or_first_day_counts_anew_and_number_and_mode_of_approval_are_kept(
    room: Room, editor: Person
) -> None:
    row = changed(room.entry, editor, years=5, begins_on=date(2024, 1, 1), mode="併用決裁", approval_number="総-12")
    assert (row.ends_on, row.mode, row.approval_number) == (date(2028, 12, 31), "併用決裁", "総-12")
    (event,) = [each for each in told(history("record", str(row.pk), PLAN)) if each.action == "record.changed"]
    assert [side["mode"] for side in (event.before, event.after) if isinstance(side, dict)] == ["", "併用決裁"]


def test_of_two_who_change_a_line_the_second_sees_what_stands_there(
    room: Room, editor: Person, coordinator: Person
) -> None:
    now = told_of_entry(room.entry)
    changed(room.entry, editor, note="棚 3-2")
    with pytest.raises(ChangedSince) as refused:
        change(room.entry.pk, replace(now, note="棚 9"), based_on=seen(now.plain), by=coordinator)
    assert refused.value.now["note"] == "棚 3-2"


def test_a_department_does_not_give_a_document_to_another_one(room: Room, editor: Person, coordinator: Person) -> None:
    with pytest.raises(NotAllowed):
        changed(room.entry, editor, department=OTHER)
    assert changed(room.entry, coordinator, department=OTHER).department == OTHER
