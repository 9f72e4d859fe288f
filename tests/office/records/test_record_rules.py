"""Classes, periods and modes of the city: who keeps them, of two who change them the second sees what stands there."""

from dataclasses import replace
from datetime import date, timedelta

import pytest
from django.utils import timezone

from monosashi.office.accounts.permissions import NotAllowed
from monosashi.office.accounts.standing import Person
from monosashi.office.entering.told import ChangedSince, new_token, seen
from monosashi.office.events.models import Event
from monosashi.office.records.acting import Unfit
from monosashi.office.records.actions_ending import carry_out, decide
from monosashi.office.records.actions_rules import change_class, change_rules, make_class
from monosashi.office.records.models import RecordClass, RegisterEntry
from monosashi.office.records.queries import NoSuchRecord, ending_by, ends_by, left_ending, one_class, one_entry
from monosashi.office.records.rows import told_of_class
from monosashi.office.records.states import RecordEndingAct
from monosashi.office.records.told import ClassTold
from monosashi.office.records.usual import rules_now
from office.locks_taken import locks_of
from office.records.room import Room, a_class, changed, meetings, proposed, registered, year_now

OF = ClassTold("07", "会議", 5, "dispose", ())


def test_a_department_keeps_neither_classes_nor_periods(room: Room, editor: Person) -> None:
    now, rules = told_of_class(room.of), rules_now()
    for act in (
        lambda: make_class(OF, token=new_token(), by=editor),
        lambda: change_class(room.of.pk, replace(now, name="別名"), based_on=seen(now.plain), by=editor),
        lambda: change_rules(replace(rules, years=(1,)), based_on=seen(rules.plain), by=editor),
    ):
        with pytest.raises(NotAllowed):
            act()
    room.of.refresh_from_db()
    assert (RecordClass.objects.count(), told_of_class(room.of), rules_now()) == (1, now, rules)


def test_of_two_who_change_a_class_the_second_sees_what_stands_there_and_lines_keep_their_period(
    room: Room, coordinator: Person
) -> None:
    now = told_of_class(room.of)
    change_class(room.of.pk, replace(now, years=10), based_on=seen(now.plain), by=coordinator)
    with pytest.raises(ChangedSince) as refused:
        change_class(room.of.pk, replace(now, years=3), based_on=seen(now.plain), by=coordinator)
    assert refused.value.now["years"] == 10
    assert (RecordClass.objects.get().years, RegisterEntry.objects.get().years) == (10, 1)
    assert Event.objects.filter(action="record_class.changed").count() == 1


def test_a_class_does_not_take_the_mark_of_another(room: Room, coordinator: Person) -> None:
    now = told_of_class(other := a_class(coordinator, "02"))
    with pytest.raises(Unfit):
        change_class(other.pk, replace(now, code=room.of.code), based_on=seen(now.plain), by=coordinator)


def test_whoever_changes_the_periods_and_makes_a_class_is_told_by_an_event(room: Room, coordinator: Person) -> None:
    rules = rules_now()
    change_rules(replace(rules, years=(1, None)), based_on=seen(rules.plain), by=coordinator)
    actions = ("record_class.made", "record_settings.changed")
    assert [Event.objects.filter(action=each, actor=coordinator.staff.pk).count() for each in actions] == [1, 1]


def test_what_is_to_be_dealt_with_is_kept_ends_by_then_and_waits_for_nobody(
    room: Room, editor: Person, chief: Person, coordinator: Person
) -> None:
    today = timezone.localdate()
    later = registered(room.later, room.of, coordinator)
    changed(later, coordinator, years=30)
    disposed, waits = (
        registered(each, room.of, coordinator)
        for each in meetings(coordinator, date(year_now() - 2, 7, 1), date(year_now() - 2, 8, 1))
    )
    proposed(waits, editor)
    refused = proposed(room.entry, editor)
    decide(room.entry.pk, refused.pk, RecordEndingAct.REFUSE, "監査が続いている", by=chief)
    one = proposed(disposed, editor)
    decide(disposed.pk, one.pk, RecordEndingAct.AGREE, "", by=chief)
    carry_out(disposed.pk, one.pk, today, "溶解処理", by=editor)
    assert {row.pk for row in ending_by(ends_by(today))} == {room.entry.pk, waits.pk}
    assert [row.pk for row in left_ending(ends_by(today))] == [room.entry.pk]
    assert room.entry.ends_on is not None
    assert not left_ending(room.entry.ends_on - timedelta(days=1)).exists()


def test_a_line_or_class_that_there_never_was_is_none(db: None) -> None:
    for ask in (one_entry, one_class):
        with pytest.raises(NoSuchRecord):
            ask(0)


def test_acts_lock_what_they_change_from_the_line_down(
    room: Room, editor: Person, chief: Person, coordinator: Person
) -> None:
    now, rules = told_of_class(room.of), rules_now()
    made: list[int] = []
    assert locks_of(lambda: made.append(proposed(room.entry, editor).pk)) == ["RegisterEntry"]
    assert locks_of(lambda: decide(room.entry.pk, made[0], RecordEndingAct.AGREE, "", by=chief)) == [
        "RegisterEntry",
        "Ending",
    ]
    assert locks_of(
        lambda: change_class(room.of.pk, replace(now, name="別名"), based_on=seen(now.plain), by=coordinator)
    ) == ["RecordClass"]
    assert locks_of(lambda: change_rules(replace(rules, years=(1,)), based_on=seen(rules.plain), by=coordinator)) == [
        "RecordSettings"
    ]
