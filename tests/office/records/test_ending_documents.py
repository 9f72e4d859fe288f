"""What becomes of a document whose period ends: its department proposes, another one agrees, and it is told when it was done."""

from datetime import date, timedelta

import pytest
from django.db import IntegrityError, transaction
from django.utils import timezone

from monosashi.office.accounts.permissions import NotAllowed, Role
from monosashi.office.accounts.standing import Person, person
from monosashi.office.entering.acting import GoneMeanwhile
from monosashi.office.events.queries import history, told
from monosashi.office.meetings.models import Meeting
from monosashi.office.records.acting import Unfit
from monosashi.office.records.actions_ending import call_off, carry_out, decide, propose
from monosashi.office.records.models import Ending, RegisterEntry
from monosashi.office.records.queries import NoSuchRecord, one_ending
from monosashi.office.records.shown import shown
from monosashi.office.records.states import (
    ENDINGS,
    OPEN,
    EndingForbids,
    EndingHand,
    RecordEndingAct,
    RecordEndingState,
    acts_of_ending,
)
from monosashi.office.records.told import EndingTold
from office.laid import Someone
from office.records.room import OWN, PLAN, Room, changed, proposed, registered, year_now

AGREE, REFUSE = RecordEndingAct.AGREE, RecordEndingAct.REFUSE


def stands(room: Room) -> RegisterEntry:
    return RegisterEntry.objects.get(pk=room.entry.pk)


def test_a_disposal_is_proposed_agreed_to_carried_out_and_deletes_nothing(
    room: Room, editor: Person, chief: Person
) -> None:
    one = proposed(room.entry, editor)
    assert decide(room.entry.pk, one.pk, AGREE, "", by=chief).state == "agreed"
    assert stands(room).state == "kept"
    today = timezone.localdate()
    carry_out(room.entry.pk, one.pk, today, "溶解処理", by=editor)
    assert (stands(room).state, stands(room).done_on) == ("disposed", today)
    assert Meeting.objects.filter(pk=room.meeting.pk).exists()
    told_of = [each.action for each in told(history("record", str(room.entry.pk), PLAN))]
    assert sorted(told_of) == sorted(
        ["record.disposed", "record.ending_agreed", "record.ending_proposed", "record.registered"]
    )


def test_an_extension_holds_with_the_agreement_and_counts_from_the_present_end(
    room: Room, editor: Person, chief: Person
) -> None:
    one = proposed(room.entry, editor, "extend", 3)
    decide(room.entry.pk, one.pk, AGREE, "", by=chief)
    assert (stands(room).state, stands(room).ends_on) == ("kept", date(year_now() + 3, 3, 31))
    assert shown(stands(room), timezone.localdate()).period == "1年（3年延長）"
    changed(room.entry, editor, years=2)
    assert stands(room).ends_on == date(year_now() + 4, 3, 31)


def test_an_extension_that_is_refused_leaves_the_end_where_it_is(room: Room, editor: Person, chief: Person) -> None:
    one = proposed(room.entry, editor, "extend", 3)
    assert decide(room.entry.pk, one.pk, REFUSE, "使われていない", by=chief).state == "refused"
    assert stands(room).ends_on == room.entry.ends_on


def test_a_proposal_is_acted_on_with_its_own_line_alone(
    room: Room, editor: Person, chief: Person, coordinator: Person
) -> None:
    one = proposed(room.entry, editor)
    other = registered(room.later, room.of, coordinator)
    with pytest.raises(GoneMeanwhile):
        decide(other.pk, one.pk, AGREE, "", by=chief)
    with pytest.raises(GoneMeanwhile):
        call_off(other.pk, one.pk, "まちがい", by=editor)
    with pytest.raises(NoSuchRecord):
        one_ending(other.pk, one.pk)
    assert (Ending.objects.get().entry_id, Ending.objects.get().state) == (room.entry.pk, "proposed")


def test_nobody_agrees_to_what_they_proposed_or_to_what_is_of_their_own_department(
    room: Room, editor: Person, coordinator: Person, someone: Someone
) -> None:
    one = proposed(room.entry, coordinator)
    with pytest.raises(Unfit):
        decide(room.entry.pk, one.pk, AGREE, "", by=coordinator)
    with pytest.raises(NotAllowed):
        decide(room.entry.pk, one.pk, AGREE, "", by=person(someone(Role.CONFIRMER, department=OWN)))
    of_the_whole_city = posted(person(someone(Role.CONFIRMER)))
    with pytest.raises(Unfit):
        decide(room.entry.pk, one.pk, AGREE, "", by=of_the_whole_city)
    with pytest.raises(IntegrityError), transaction.atomic():
        Ending.objects.filter(pk=one.pk).update(state="agreed", decided_by=one.proposed_by)


def posted(by: Person) -> Person:
    """The same person, working in the document's department."""
    standing = type(by.standing)(by.standing.staff, by.standing.given, frozenset({OWN}))
    return type(by)(by.staff, standing)


def test_what_is_refused_or_called_off_can_be_proposed_again(room: Room, editor: Person, chief: Person) -> None:
    first = proposed(room.entry, editor)
    decide(room.entry.pk, first.pk, REFUSE, "監査が続いている", by=chief)
    second = proposed(room.entry, editor, "transfer")
    decide(room.entry.pk, second.pk, AGREE, "", by=chief)
    call_off(room.entry.pk, second.pk, "開示請求があった", by=editor)
    (event,) = [
        each for each in told(history("record", str(room.entry.pk), PLAN)) if each.action == "record.ending_called_off"
    ]
    assert event.why == "開示請求があった"
    assert proposed(room.entry, editor).state == "proposed"
    assert stands(room).state == "kept"


def test_one_proposal_goes_on_at_a_time_and_the_line_stays_as_it_is_meanwhile(room: Room, editor: Person) -> None:
    told_ = EndingTold("dispose", "満了")
    one = propose(room.entry.pk, told_, token="sent twice", by=editor)
    assert propose(room.entry.pk, told_, token="sent twice", by=editor) == one
    with pytest.raises(Unfit):
        proposed(room.entry, editor)
    with pytest.raises(Unfit):
        changed(room.entry, editor, years=30)


def test_a_permanent_document_and_one_that_does_not_end_this_year_have_nothing_proposed(
    room: Room, editor: Person
) -> None:
    changed(room.entry, editor, years=None)
    with pytest.raises(Unfit):
        proposed(room.entry, editor)
    changed(room.entry, editor, years=3)
    with pytest.raises(Unfit):
        proposed(room.entry, editor)
    assert changed(room.entry, editor, years=2).ends_on == date(year_now() + 1, 3, 31)
    assert proposed(room.entry, editor).state == "proposed"


def test_years_are_told_for_an_extension_and_for_nothing_else(room: Room, editor: Person) -> None:
    for outcome, years in (("extend", None), ("dispose", 3)):
        with pytest.raises(Unfit):
            proposed(room.entry, editor, outcome, years)


def test_nothing_is_disposed_of_before_its_period_is_over_or_on_a_day_to_come(
    room: Room, editor: Person, chief: Person
) -> None:
    one = proposed(room.entry, editor)
    decide(room.entry.pk, one.pk, AGREE, "", by=chief)
    for day in (room.entry.ends_on, timezone.localdate() + timedelta(days=1)):
        assert day is not None
        with pytest.raises(Unfit):
            carry_out(room.entry.pk, one.pk, day, "溶解処理", by=editor)


def test_what_was_disposed_of_is_not_changed_any_more(room: Room, editor: Person, chief: Person) -> None:
    one = proposed(room.entry, editor)
    decide(room.entry.pk, one.pk, AGREE, "", by=chief)
    carry_out(room.entry.pk, one.pk, timezone.localdate(), "溶解処理", by=editor)
    with pytest.raises(Unfit):
        changed(room.entry, editor, title="別の名")
    with pytest.raises(EndingForbids):
        call_off(room.entry.pk, one.pk, "まちがい", by=editor)


def test_another_department_neither_proposes_nor_carries_out(
    room: Room, editor: Person, chief: Person, someone: Someone
) -> None:
    other = person(someone(Role.DEPARTMENT_EDITOR, department="d-05"))
    with pytest.raises(NotAllowed):
        proposed(room.entry, other)
    one = proposed(room.entry, editor)
    with pytest.raises(NotAllowed):
        call_off(room.entry.pk, one.pk, "まちがい", by=chief)


def test_a_hand_is_offered_what_the_table_lets_it_do_in_this_state_and_no_more() -> None:
    assert acts_of_ending("proposed", EndingHand.ANOTHER) == {"agree", "refuse"}
    assert acts_of_ending("proposed", EndingHand.OWNER) == {"call_off"}
    assert acts_of_ending("agreed", EndingHand.ANOTHER) == frozenset()
    assert acts_of_ending("agreed", EndingHand.OWNER) == {"call_off", "carry_out"}


def test_every_state_that_goes_on_has_an_exit_and_every_other_is_an_end() -> None:
    assert {state for state, _ in ENDINGS} == OPEN
    assert {state for state, _ in ENDINGS.values()} | {RecordEndingState.PROPOSED} == set(RecordEndingState)
