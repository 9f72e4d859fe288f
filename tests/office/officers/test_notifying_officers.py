"""Officers are notified, corrected, ended and renewed; what does not fit is refused with a reason and nothing is kept."""

from datetime import date, timedelta
from typing import Any

import pytest

from monosashi.office.accounts.permissions import NotAllowed
from monosashi.office.accounts.standing import Person
from monosashi.office.entering.acting import GoneMeanwhile
from monosashi.office.entering.told import ChangedSince, new_token, seen
from monosashi.office.events.models import Event, EventContent, EventPlace
from monosashi.office.officers.acting import Unfit
from monosashi.office.officers.actions_kinds import change_kind, make_kind
from monosashi.office.officers.actions_leaving_out import leave_out, place_again
from monosashi.office.officers.actions_officers import change, end, notify, remove
from monosashi.office.officers.actions_renewing import renew, seen_of_renewal, to_renew
from monosashi.office.officers.models import Appointment, LeftOut, OfficerKind
from monosashi.office.officers.rows import told_of_kind, told_of_officer
from monosashi.office.officers.situation import situation_on
from monosashi.office.officers.states import OfficerState
from monosashi.office.officers.told import KindTold, LeftOutTold, RenewalTold, Renewed
from office.officers.city_officers import APRIL, ELSEWHERE, JULY, MARCH, OWN, SISTER, Officers, employee

pytestmark = pytest.mark.django_db

DAY = timedelta(days=1)
NEXT, NEXT_MARCH = MARCH + DAY, date(2027, 3, 31)


def why(refused: pytest.ExceptionInfo[Unfit]) -> str:
    """The id of the sentence."""
    return refused.value.why.id


def told(refused: pytest.ExceptionInfo[Unfit]) -> dict[str, object]:
    """What the sentence says."""
    return dict(refused.value.why.params)


def test_a_department_tells_of_its_own_officers_and_of_no_others(officers: Officers, editor: Person) -> None:
    told = officers.told(employee())
    assert notify(OWN, told, token=new_token(), by=editor).department == OWN
    with pytest.raises(NotAllowed):
        notify(SISTER, told, token=new_token(), by=editor)


def test_kinds_are_kept_by_the_coordinating_office(officers: Officers, editor: Person) -> None:
    with pytest.raises(NotAllowed):
        make_kind(KindTold("電脳中核人", "any"), token=new_token(), by=editor)


def test_a_notice_that_is_sent_twice_is_kept_once(officers: Officers) -> None:
    told = officers.told(employee())
    rows = {notify(OWN, told, token="t", by=officers.office).pk for _ in range(2)}
    assert len(rows) == Appointment.objects.count() == 1


def test_a_second_one_where_one_is_allowed_is_refused_by_name(officers: Officers) -> None:
    officers.notified(employee(name="堀 望"))
    with pytest.raises(Unfit) as refused:
        officers.notified(employee())
    assert (why(refused), told(refused)["who"]) == ("officers.one_already", "堀 望")


def test_somebody_takes_the_place_of_another_from_a_day_on(officers: Officers) -> None:
    first = officers.notified(employee())
    told = officers.told(employee(), since=JULY)
    notify(OWN, told, token=new_token(), by=officers.office, instead_of=first.pk)
    first.refresh_from_db()
    assert (first.until, first.outcome, Appointment.objects.count()) == (JULY - DAY, "replaced", 2)


def test_nobody_takes_the_place_of_an_officer_of_another_department(officers: Officers) -> None:
    other = officers.notified(employee(), SISTER)
    with pytest.raises(GoneMeanwhile):
        notify(OWN, officers.told(employee()), token=new_token(), by=officers.office, instead_of=other.pk)


@pytest.mark.parametrize(
    ("told", "reason"),
    [
        ({"until": APRIL - DAY, "name": "今野"}, "until_before_since"),
        ({}, "one_of_both"),
        ({"shared_with": OWN, "name": "今野"}, "shared_with_itself"),
        ({"shared_with": ELSEWHERE, "name": "今野"}, "of_another_bureau"),
    ],
)
def test_what_does_not_fit_is_refused(officers: Officers, told: dict[str, Any], reason: str) -> None:
    with pytest.raises(Unfit) as refused:
        officers.notified(**told)
    assert (why(refused), Appointment.objects.count()) == (f"officers.{reason}", 0)


def test_a_number_that_the_register_lacks_is_refused(officers: Officers) -> None:
    staff = employee()
    staff.username = "99999"
    with pytest.raises(Unfit) as refused:
        officers.notified(staff)
    assert why(refused) == "officers.no_such_account"


def test_a_year_beyond_the_limit_needs_a_reason(officers: Officers) -> None:
    staff = employee()
    officers.notified(staff, since=date(2020, 4, 1), until=APRIL - DAY)
    with pytest.raises(Unfit) as refused:
        officers.notified(staff)
    assert (why(refused), told(refused)["nth"]) == ("officers.beyond_limit", 6)
    assert officers.notified(staff, note="後任の育成中").note


def test_of_a_kind_out_of_use_nobody_is_appointed(officers: Officers) -> None:
    told = KindTold("推進主任", "exactly_one", out_of_use_since=APRIL)
    change_kind(officers.lead.pk, told, based_on=seen(told_of_kind(officers.lead).plain), by=officers.office)
    with pytest.raises(Unfit) as refused:
        officers.notified(employee())
    assert why(refused) == "officers.kind_out_of_use"


def test_who_saves_second_is_told_what_stands_there(officers: Officers) -> None:
    row = officers.notified(employee())
    based_on = seen(told_of_officer(row).plain)
    change(row.pk, officers.told(row.staff, post="課長補佐"), based_on=based_on, by=officers.office)
    with pytest.raises(ChangedSince) as refused:
        change(row.pk, officers.told(row.staff, post="主幹"), based_on=based_on, by=officers.office)
    assert refused.value.now["post"] == "課長補佐"


def test_an_appointment_does_not_become_another_persons(officers: Officers) -> None:
    row = officers.notified(employee())
    with pytest.raises(Unfit) as refused:
        change(row.pk, officers.told(employee()), based_on=seen(told_of_officer(row).plain), by=officers.office)
    assert why(refused) == "officers.another_person"


def test_who_was_typed_is_found_in_the_register_later(officers: Officers) -> None:
    row = officers.notified(name="堀 望")
    told = officers.told(staff := employee())
    change(row.pk, told, based_on=seen(told_of_officer(row).plain), by=officers.office)
    row.refresh_from_db()
    assert (row.staff, row.name) == (staff, "")


def test_another_last_day_takes_back_that_it_was_ended(officers: Officers) -> None:
    row = officers.notified(employee())
    row = end(row.pk, until=JULY, note="異動", by=officers.office)
    assert (row.until, row.outcome) == (JULY, "ended")
    change(row.pk, officers.told(row.staff), based_on=seen(told_of_officer(row).plain), by=officers.office)
    row.refresh_from_db()
    assert (row.until, row.outcome) == (MARCH, "open")


def test_who_goes_on_without_a_break_closes_the_term_before_and_removing_opens_it_again(officers: Officers) -> None:
    first = officers.notified(employee())
    second = officers.notified(first.staff, since=NEXT, until=NEXT_MARCH)
    first.refresh_from_db()
    assert first.outcome == "continued"
    remove(second.pk, why="入力誤り", by=officers.office)
    first.refresh_from_db()
    assert (first.outcome, Appointment.objects.count()) == ("open", 1)


def test_events_name_nobody_and_stand_in_the_history_of_the_account(officers: Officers) -> None:
    row = officers.notified(employee(name="堀 望"))
    event = Event.objects.get(action="officer.notified")
    assert "堀" not in EventContent.objects.get(event=event).body
    assert EventPlace.objects.filter(event=event, kind="staff", object_id=row.staff_id).exists()


def renewal(officers: Officers, *each: Renewed) -> RenewalTold:
    return RenewalTold(NEXT, NEXT_MARCH, each)


def test_each_officer_goes_on_is_followed_or_ends(officers: Officers) -> None:
    lead = officers.notified(employee())
    stays, goes = (officers.notified(employee(), kind=officers.deputy.pk) for _ in range(2))
    rows = to_renew(OWN, NEXT)
    told = renewal(
        officers,
        Renewed(lead.pk, "replaced", follows=officers.told(new := employee())),
        Renewed(stays.pk, "continued"),
        Renewed(goes.pk, "ended", "担当替え"),
    )
    for _ in range(2):
        assert renew(OWN, told, based_on=seen_of_renewal(rows), token="r", by=officers.office) == 2
    lines = situation_on(NEXT, NEXT).of(frozenset({OWN}))
    assert [(line.kind, line.row and line.row.staff) for line in lines] == [
        (officers.lead, new),
        (officers.deputy, stays.staff),
    ]
    assert [line.year for line in lines] == [1, 2]


def test_nobody_is_renewed_silently(officers: Officers) -> None:
    lead, _ = officers.notified(employee()), officers.notified(employee(), kind=officers.deputy.pk)
    rows = to_renew(OWN, NEXT)
    with pytest.raises(Unfit) as refused:
        renew(
            OWN,
            renewal(officers, Renewed(lead.pk, "continued")),
            based_on=seen_of_renewal(rows),
            token=new_token(),
            by=officers.office,
        )
    assert (why(refused), Appointment.objects.filter(outcome="open").count()) == ("officers.renewal_lacks", 2)


def test_what_does_not_fit_in_a_renewal_keeps_nothing_of_it(officers: Officers) -> None:
    stays = officers.notified(employee(), kind=officers.deputy.pk)
    old = officers.notified(employee(), since=date(2021, 4, 1))
    told = renewal(officers, Renewed(old.pk, "continued"), Renewed(stays.pk, "continued"))
    with pytest.raises(Unfit) as refused:
        renew(OWN, told, based_on=seen_of_renewal(to_renew(OWN, NEXT)), token=new_token(), by=officers.office)
    assert (why(refused), Appointment.objects.count()) == ("officers.beyond_limit", 2)


def test_none_is_placed_for_a_reason_until_somebody_is_appointed(officers: Officers) -> None:
    told = LeftOutTold(officers.deputy.pk, APRIL, "職員が2人のため")
    leave_out(OWN, told, token=new_token(), by=officers.office)
    lines = situation_on(JULY, JULY).of(frozenset({OWN}))
    assert [line.state for line in lines] == [OfficerState.VACANT, OfficerState.LEFT_OUT]
    officers.notified(employee(), kind=officers.deputy.pk, since=JULY)
    assert [row.until for row in LeftOut.objects.all()] == [JULY - DAY]


def test_a_department_leaves_out_only_kinds_that_allow_it(officers: Officers, editor: Person) -> None:
    with pytest.raises(Unfit) as refused:
        leave_out(OWN, LeftOutTold(officers.lead.pk, APRIL, "小規模"), token=new_token(), by=editor)
    assert why(refused) == "officers.may_not_be_left_out"
    row = leave_out(OWN, LeftOutTold(officers.lead.pk, APRIL, "小規模"), token=new_token(), by=officers.office)
    place_again(row.pk, by=editor)
    assert situation_on(date.today() + DAY, date.today()).of(frozenset({OWN}))[0].state is OfficerState.VACANT  # noqa: DTZ011


def test_a_name_of_a_kind_stands_once(officers: Officers) -> None:
    with pytest.raises(Unfit) as refused:
        make_kind(KindTold("推進員", "any"), token=new_token(), by=officers.office)
    assert (why(refused), OfficerKind.objects.count()) == ("officers.kind_name_taken", 2)
