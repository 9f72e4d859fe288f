"""What nobody does to officers: not of another department, not twice, not over what somebody else told, not beyond days and kinds."""

from dataclasses import replace
from datetime import date, timedelta
from typing import Any

import pytest

from monosashi.office.accounts.permissions import NotAllowed
from monosashi.office.accounts.refusals import ChangedMeanwhile
from monosashi.office.accounts.standing import Person
from monosashi.office.entering.acting import GoneMeanwhile
from monosashi.office.entering.told import ChangedSince, new_token, seen
from monosashi.office.events.models import Event
from monosashi.office.officers.acting import Unfit
from monosashi.office.officers.actions_kinds import change_kind, take_over_usual_kinds
from monosashi.office.officers.actions_leaving_out import leave_out, place_again
from monosashi.office.officers.actions_officers import change, end, notify, remove
from monosashi.office.officers.actions_renewing import renew, seen_of_renewal, to_renew
from monosashi.office.officers.bringing_in.actions import let_wait, take_over
from monosashi.office.officers.models import Appointment, LeftOut, OfficerKind
from monosashi.office.officers.queries import held_by
from monosashi.office.officers.rows import told_of_kind, told_of_officer
from monosashi.office.officers.told import LeftOutTold, RenewalTold, Renewed
from office.locks_taken import locks_of
from office.officers.city_officers import APRIL, BUREAU, JULY, MARCH, OWN, SISTER, Officers, employee

pytestmark = pytest.mark.django_db

DAY = timedelta(days=1)
NEXT, NEXT_MARCH = MARCH + DAY, date(2027, 3, 31)


def why(refused: pytest.ExceptionInfo[Unfit]) -> str:
    return refused.value.why.id.removeprefix("officers.")


def told_by(action: str) -> int:
    """How many events of an action there are."""
    return Event.objects.filter(action=action).count()


def left_out(officers: Officers, by: Person | None = None, **more: Any) -> LeftOut:
    told = LeftOutTold(
        more.pop("kind", officers.deputy.pk), more.pop("since", APRIL), "小規模", more.pop("until", None)
    )
    return leave_out(OWN, told, token=more.get("token", new_token()), by=by or officers.office)


def test_of_another_departments_officers_nothing_is_changed_ended_or_taken_away(
    officers: Officers, editor: Person
) -> None:
    row = officers.notified(employee(SISTER), SISTER)
    based_on = seen(told_of_officer(row).plain)
    for act in (
        lambda: change(row.pk, officers.told(row.staff, post="主幹"), based_on=based_on, by=editor),
        lambda: end(row.pk, until=JULY, note="異動", by=editor),
        lambda: remove(row.pk, why="誤り", by=editor),
        lambda: renew(SISTER, RenewalTold(NEXT, NEXT_MARCH, ()), based_on="", token="t", by=editor),
        lambda: leave_out(SISTER, LeftOutTold(officers.deputy.pk, APRIL, "小規模"), token="t", by=editor),
    ):
        with pytest.raises(NotAllowed):
            act()
    row.refresh_from_db()
    assert (row.post, row.until, row.outcome) == ("", MARCH, "open")


def test_kinds_and_lists_of_the_whole_city_are_kept_by_the_coordinating_office_alone(
    officers: Officers, editor: Person
) -> None:
    told = told_of_kind(officers.lead)
    pending = let_wait(
        file_name="a.csv", raw="課所室,区分,氏名,任期開始\n情報課,推進員,今野,R7.4.1\n".encode(), by=officers.office
    )
    for act in (
        lambda: take_over_usual_kinds(by=editor),
        lambda: change_kind(officers.lead.pk, replace(told, name="別名"), based_on=seen(told.plain), by=editor),
        lambda: let_wait(file_name="a.csv", raw=b"", by=editor),
        lambda: take_over(pending, end_others=False, by=editor),
    ):
        with pytest.raises(NotAllowed):
            act()
    assert not Appointment.objects.exists()


def test_of_two_who_change_a_kind_the_second_sees_what_stands_there(officers: Officers) -> None:
    told = told_of_kind(officers.lead)
    change_kind(officers.lead.pk, replace(told, most_years=3), based_on=seen(told.plain), by=officers.office)
    with pytest.raises(ChangedSince) as refused:
        change_kind(officers.lead.pk, replace(told, most_years=9), based_on=seen(told.plain), by=officers.office)
    assert (refused.value.now["most_years"], told_by("officer_kind.changed")) == (3, 1)


def test_a_kind_does_not_stand_in_for_itself(officers: Officers) -> None:
    told = told_of_kind(officers.lead)
    with pytest.raises(Unfit) as refused:
        change_kind(
            officers.lead.pk,
            replace(told, stands_in_for=officers.lead.pk),
            based_on=seen(told.plain),
            by=officers.office,
        )
    assert (why(refused), OfficerKind.objects.get(pk=officers.lead.pk).stands_in_for_id) == (
        "stands_in_for_itself",
        None,
    )


def test_of_a_department_that_never_was_nothing_is_told(officers: Officers) -> None:
    with pytest.raises(Unfit) as refused:
        officers.notified(employee(), "o-99")
    assert why(refused) == "no_such_department"


def test_an_account_does_not_become_a_typed_name(officers: Officers) -> None:
    row = officers.notified(employee())
    with pytest.raises(Unfit) as refused:
        change(row.pk, officers.told(name="今野"), based_on=seen(told_of_officer(row).plain), by=officers.office)
    assert why(refused) == "another_person"


def test_one_person_is_not_told_twice_of_the_same_time_where_any_number_is_allowed(officers: Officers) -> None:
    staff = employee()
    officers.notified(staff, kind=officers.deputy.pk)
    with pytest.raises(Unfit) as refused:
        officers.notified(staff, kind=officers.deputy.pk, since=MARCH, until=NEXT_MARCH)
    assert why(refused) == "same_twice"
    assert officers.notified(employee(), kind=officers.deputy.pk).pk


@pytest.mark.parametrize(
    ("since", "until", "fits"),
    [
        (NEXT, NEXT_MARCH, True),
        (MARCH, NEXT_MARCH, False),
        (date(2024, 4, 1), APRIL - DAY, True),
        (date(2024, 4, 1), APRIL, False),
        (date(2024, 4, 1), None, False),
    ],
)
def test_terms_of_one_place_follow_one_another_and_share_no_day(
    officers: Officers, since: date, until: date | None, *, fits: bool
) -> None:
    officers.notified(employee())
    if fits:
        assert officers.notified(employee(), since=since, until=until).pk
        return
    with pytest.raises(Unfit) as refused:
        officers.notified(employee(), since=since, until=until)
    assert why(refused) == "one_already"


def test_the_last_year_that_a_kind_allows_needs_no_reason(officers: Officers) -> None:
    staff = employee()
    officers.notified(staff, since=date(2021, 4, 1), until=APRIL - DAY)
    assert officers.notified(staff).note == ""


def test_a_kind_that_goes_out_of_use_takes_terms_that_begin_before(officers: Officers) -> None:
    told = told_of_kind(officers.lead)
    wanted = replace(told, out_of_use_since=APRIL + DAY)
    change_kind(officers.lead.pk, wanted, based_on=seen(told.plain), by=officers.office)
    assert officers.notified(employee()).pk
    with pytest.raises(Unfit) as refused:
        officers.notified(employee(SISTER), SISTER, since=APRIL + DAY)
    assert why(refused) == "kind_out_of_use"


def test_an_officer_is_shared_with_a_department_above_which_the_register_names_no_bureau(officers: Officers) -> None:
    assert officers.notified(name="今野", shared_with=BUREAU).shared_with == BUREAU
    assert officers.notified(department=BUREAU, name="三浦", shared_with=OWN).shared_with == OWN


def test_a_correction_that_leaves_the_last_day_leaves_what_became_of_it(officers: Officers) -> None:
    row = officers.notified(employee())
    row = end(row.pk, until=JULY, note="異動", by=officers.office)
    wanted = officers.told(row.staff, post="主幹", until=JULY)
    row = change(row.pk, wanted, based_on=seen(told_of_officer(row).plain), by=officers.office)
    assert (row.post, row.outcome, row.outcome_note) == ("主幹", "ended", "異動")
    assert told_by("officer.changed") == 1


def test_what_somebody_holds_is_told_of_nobody_else(officers: Officers) -> None:
    row, other = officers.notified(employee()), employee()
    assert row.staff is not None
    assert [len(held_by(staff.pk, JULY)) for staff in (row.staff, other)] == [1, 0]


def test_who_left_the_city_holds_no_term_that_begins_later(officers: Officers) -> None:
    staff = employee()
    staff.last_day = APRIL - DAY
    staff.save()
    with pytest.raises(Unfit) as refused:
        officers.notified(staff)
    assert why(refused) == "has_left"
    staff.last_day = APRIL
    staff.save()
    assert officers.notified(staff).pk


def test_ending_twice_is_ending_once_and_never_beyond_the_term(officers: Officers) -> None:
    row = officers.notified(employee())
    for _ in range(2):
        end(row.pk, until=JULY, note="異動", by=officers.office)
    assert told_by("officer.ended") == 1
    for until, reason in ((APRIL - DAY, "until_before_since"), (MARCH, "ends_already")):
        with pytest.raises(Unfit) as refused:
            end(row.pk, until=until, note="異動", by=officers.office)
        assert why(refused) == reason
    assert end(row.pk, until=APRIL, note="異動", by=officers.office).until == APRIL


def test_removing_opens_the_term_before_of_the_same_person_alone(officers: Officers) -> None:
    other, own = (officers.notified(employee(), kind=officers.deputy.pk) for _ in range(2))
    for row in (other, own):
        officers.notified(row.staff, kind=officers.deputy.pk, since=NEXT, until=NEXT_MARCH)
    ended = officers.notified(employee(), kind=officers.deputy.pk)
    end(ended.pk, until=MARCH, note="異動", by=officers.office)
    again = officers.notified(ended.staff, kind=officers.deputy.pk, since=NEXT, until=NEXT_MARCH)
    remove(again.pk, why="入力誤り", by=officers.office)
    ended.refresh_from_db()
    assert ended.outcome == "ended"
    remove(Appointment.objects.get(staff=own.staff, since=NEXT).pk, why="入力誤り", by=officers.office)
    outcomes = dict(Appointment.objects.filter(since=APRIL).values_list("pk", "outcome"))
    assert (outcomes[own.pk], outcomes[other.pk], told_by("officer.removed")) == ("open", "continued", 2)


def test_whoever_follows_is_of_the_same_kind_and_a_term_that_was_over_keeps_its_day(officers: Officers) -> None:
    deputy = officers.notified(employee(), kind=officers.deputy.pk)
    with pytest.raises(GoneMeanwhile):
        notify(OWN, officers.told(employee()), token=new_token(), by=officers.office, instead_of=deputy.pk)
    lead = officers.notified(employee(), until=JULY)
    told = officers.told(employee(), since=date(2025, 10, 1))
    notify(OWN, told, token=new_token(), by=officers.office, instead_of=lead.pk)
    lead.refresh_from_db()
    assert (lead.until, lead.outcome) == (JULY, "replaced")


def test_what_was_told_of_a_term_stays_and_who_comes_back_after_a_break_ended_it(officers: Officers) -> None:
    ended = officers.notified(employee(), until=JULY)
    end(ended.pk, until=JULY, note="育児休業", by=officers.office)
    officers.notified(ended.staff, since=date(2025, 10, 1))
    deputy = officers.notified(employee(), kind=officers.deputy.pk, until=JULY)
    officers.notified(deputy.staff, kind=officers.deputy.pk, since=date(2025, 10, 1))
    beside = officers.notified(employee(), kind=officers.deputy.pk, until=JULY)
    officers.notified(employee(), kind=officers.deputy.pk, since=date(2025, 10, 1))
    found = {row.pk: (row.outcome, row.outcome_note) for row in Appointment.objects.filter(until=JULY)}
    assert found == {ended.pk: ("ended", "育児休業"), deputy.pk: ("ended", ""), beside.pk: ("open", "")}


def test_a_department_leaves_out_a_kind_that_allows_it_for_a_day_or_longer(officers: Officers, editor: Person) -> None:
    assert left_out(officers, editor, until=APRIL).until == APRIL


def test_that_none_is_placed_is_told_once_and_only_where_nobody_is(officers: Officers) -> None:
    rows = {left_out(officers, token="t").pk for _ in range(2)}
    assert len(rows) == LeftOut.objects.count() == told_by("officer_left_out.told") == 1
    officers.notified(employee(), until=JULY)
    with pytest.raises(Unfit) as refused:
        left_out(officers, kind=officers.lead.pk, since=JULY)
    assert why(refused) == "somebody_is_there"
    assert left_out(officers, kind=officers.lead.pk, since=JULY + DAY).pk
    with pytest.raises(Unfit) as refused:
        left_out(officers, since=JULY, until=JULY - DAY)
    assert why(refused) == "until_before_since"


def test_somebody_without_a_last_day_is_there_as_long_as_nobody_says_otherwise(officers: Officers) -> None:
    officers.notified(employee(), until=None)
    with pytest.raises(Unfit) as refused:
        left_out(officers, kind=officers.lead.pk, since=date(2030, 4, 1))
    assert why(refused) == "somebody_is_there"


def test_another_department_does_not_take_back_that_none_is_placed_and_nobody_does_twice(
    officers: Officers, editor: Person
) -> None:
    other = leave_out(SISTER, LeftOutTold(officers.deputy.pk, APRIL, "小規模"), token=new_token(), by=officers.office)
    with pytest.raises(NotAllowed):
        place_again(other.pk, by=editor)
    LeftOut.objects.all().delete()
    with pytest.raises(GoneMeanwhile):
        place_again(other.pk, by=officers.office)


def test_an_appointment_ends_that_none_is_placed_of_its_own_kind_then_and_of_no_other(officers: Officers) -> None:
    over = left_out(officers, since=date(2024, 4, 1), until=APRIL - DAY)
    lead, deputy = left_out(officers, kind=officers.lead.pk), left_out(officers, since=APRIL, until=JULY)
    officers.notified(employee(), kind=officers.deputy.pk)
    rows = dict(LeftOut.objects.values_list("pk", "until"))
    assert rows == {over.pk: APRIL - DAY, lead.pk: None}
    assert deputy.pk not in rows
    assert told_by("officer_left_out.ended") == 1


def renewed(officers: Officers, *each: Renewed, based_on: str | None = None) -> int:
    based_on = seen_of_renewal(to_renew(OWN, NEXT)) if based_on is None else based_on
    return renew(OWN, RenewalTold(NEXT, NEXT_MARCH, each), based_on=based_on, token="r", by=officers.office)


def test_a_renewal_asks_of_those_who_began_before_it_and_of_whom_nothing_was_said(officers: Officers) -> None:
    stays = officers.notified(employee(), kind=officers.deputy.pk)
    ended = officers.notified(employee(), kind=officers.deputy.pk)
    end(ended.pk, until=JULY, note="異動", by=officers.office)
    officers.notified(employee(), kind=officers.deputy.pk, since=NEXT, until=NEXT_MARCH)
    assert [row.pk for row in to_renew(OWN, NEXT)] == [stays.pk]


def test_a_renewal_over_what_somebody_told_meanwhile_keeps_nothing(officers: Officers) -> None:
    row = officers.notified(employee())
    before = seen_of_renewal(to_renew(OWN, NEXT))
    change(row.pk, officers.told(row.staff, post="主幹"), based_on=seen(told_of_officer(row).plain), by=officers.office)
    with pytest.raises(ChangedMeanwhile):
        renewed(officers, Renewed(row.pk, "continued"), based_on=before)
    assert Appointment.objects.count() == 1


def test_who_is_replaced_is_replaced_by_somebody(officers: Officers) -> None:
    row = officers.notified(employee())
    with pytest.raises(Unfit) as refused:
        renewed(officers, Renewed(row.pk, "replaced"))
    row.refresh_from_db()
    assert (why(refused), row.outcome) == ("nobody_follows", "open")


def test_a_renewal_in_which_all_end_is_done_once_and_keeps_days_that_were_earlier(officers: Officers) -> None:
    row = officers.notified(employee(), until=JULY)
    endless = officers.notified(employee(), kind=officers.deputy.pk, until=None)
    based_on = seen_of_renewal(to_renew(OWN, NEXT))
    for _ in range(2):
        each = [Renewed(one.pk, "ended", "廃止") for one in (row, endless)]
        assert renewed(officers, *each, based_on=based_on) == 0
    assert dict(Appointment.objects.values_list("pk", "until")) == {row.pk: JULY, endless.pk: MARCH}
    assert told_by("officer.ended") == 2
    with pytest.raises(ChangedMeanwhile):
        renewed(officers, Renewed(row.pk, "ended", "別の理由"), based_on=based_on)


def test_acts_lock_the_kind_before_what_is_told_of_it(officers: Officers) -> None:
    left = left_out(officers)
    assert locks_of(lambda: place_again(left.pk, by=officers.office)) == ["LeftOut"]
    row = officers.notified(employee())
    assert locks_of(lambda: officers.notified(employee(), kind=officers.deputy.pk)) == ["OfficerKind", "LeftOut"]
    assert locks_of(lambda: end(row.pk, until=JULY, note="異動", by=officers.office)) == ["OfficerKind", "Appointment"]
    (stays,) = to_renew(OWN, NEXT)
    assert locks_of(lambda: renewed(officers, Renewed(stays.pk, "ended", "廃止"))) == ["OfficerKind"]
    raw = "課所室,区分,氏名,任期開始\n広報課,推進員,今野,R7.4.1\n".encode()
    pending = let_wait(file_name="a.csv", raw=raw, by=officers.office)
    assert locks_of(lambda: take_over(pending, end_others=False, by=officers.office)) == ["OfficerKind"]
