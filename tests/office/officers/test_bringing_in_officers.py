"""A list of officers: read by line, its difference first, all of it kept or nothing."""

from datetime import date, timedelta

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile

from monosashi.core.messages import InvalidInput
from monosashi.office.accounts.models import Department
from monosashi.office.accounts.refusals import ChangedMeanwhile
from monosashi.office.entering.told import new_token
from monosashi.office.events.models import Event, EventContent
from monosashi.office.officers.actions_leaving_out import leave_out
from monosashi.office.officers.bringing_in.actions import let_wait, take_over
from monosashi.office.officers.bringing_in.comparing import OfficersDifference, officers_compared
from monosashi.office.officers.bringing_in.file import file_of_officers
from monosashi.office.officers.models import Appointment, LeftOut, PendingOfficers
from monosashi.office.officers.situation import situation_on
from monosashi.office.officers.told import LeftOutTold
from office.desk import browser, field, text
from office.officers.city_officers import APRIL, JULY, MARCH, OWN, SISTER, Officers, employee

pytestmark = pytest.mark.django_db

HEAD = "課所室,区分,職員番号,氏名,職,任期開始,任期終了,選任理由,兼任元,備考\n"
NEXT = MARCH + timedelta(days=1)


def waiting(officers: Officers, *lines: str) -> PendingOfficers:
    return let_wait(file_name="推進主任.csv", raw=(HEAD + "\n".join(lines)).encode(), by=officers.office)


def compared(officers: Officers, *lines: str) -> OfficersDifference:
    return officers_compared(waiting(officers, *lines), JULY)


@pytest.mark.parametrize("typed", ["令和7年4月1日", "R7.4.1", "2025/4/1", "２０２５年４月１日", "2025-04-01"])
def test_days_are_read_as_people_type_them(officers: Officers, typed: str) -> None:
    (line,) = compared(officers, f"情報課,推進主任,,今野 遥,,{typed},令和8年3月31日,推薦,,").comes
    assert (line.row.since, line.row.until, line.row.chosen_by) == (APRIL, MARCH, "recommended")


def test_everything_that_is_wrong_is_told_by_line_and_nothing_waits(officers: Officers) -> None:
    staff = employee(name="堀 望")
    lines = (
        "情報部,推進主任,,今野,,R7.4.1,,,,",
        "情報課,サポーター,,今野,,R7.4.1,,,,",
        "情報課,推進主任,99999,,,R7.4.1,,,,",
        f"広報課,推進主任,{staff.username},別 人,,R7.4.1,,,,",
        "市民課,推進主任,,,,R7.4.1,,,,",
        "市民課,推進主任,,今野,,ころ,,くじ,,",
        "市民課,推進員,,今野,,,,,,",
    )
    with pytest.raises(InvalidInput) as refused:
        waiting(officers, *lines)
    told = [(problem.place.rpartition(":")[2], problem.why.id.rpartition(".")[2]) for problem in refused.value.problems]
    assert told == [
        *(("2", "no_department"), ("3", "no_kind"), ("4", "no_person"), ("5", "line_of_another"), ("6", "nobody")),
        *(("7", "not_a_date"), ("7", "no_reason"), ("8", "no_since")),
    ]
    assert not PendingOfficers.objects.exists()


def reasons(refused: pytest.ExceptionInfo[InvalidInput]) -> list[str]:
    return [problem.why.id for problem in refused.value.problems]


@pytest.mark.parametrize(
    ("line", "read", "reason"),
    [
        (",推進主任,,今野,,R7.4.1,,,,", None, "officers.line.department_blank"),
        ("情報課,,,今野,,R7.4.1,,,,", None, "officers.line.kind_blank"),
        ('情報課,推進員,,"今\n野",,R7.4.1,,,,', "今␣野", "people.import_cell.unseen"),
        ("情報課,推進員,,今野," + "職" * 65 + ",R7.4.1,,,,", "職" * 40 + "…", "people.import_cell.too_long"),
        ("情報課,推進員,,今野,,7.4.1,,,,", "7.4.1", "typed.short_year"),
        ("情報課,推進員,,今野,,R7.4.1,R6.4.1,,,", "今野", "officers.until_before_since"),
        ("情報課,推進員,=1+1,,,R7.4.1,,,,", "=1+1", "officers.line.no_person"),
    ],
)
def test_a_cell_that_is_blank_or_cannot_be_kept_is_told_as_that(
    officers: Officers, line: str, read: str | None, reason: str
) -> None:
    with pytest.raises(InvalidInput) as refused:
        waiting(officers, line)
    (problem,) = refused.value.problems
    assert (problem.place, problem.read, problem.why.id) == ("推進主任.csv:2", read, reason)
    assert not PendingOfficers.objects.exists()


def test_the_same_line_twice_and_whoever_left_before_are_told(officers: Officers) -> None:
    twice = "情報課,推進員,,今野,,R7.4.1,,,,"
    with pytest.raises(InvalidInput) as refused:
        waiting(officers, twice, twice)
    assert [(each.place, each.why.id) for each in refused.value.problems] == [("推進主任.csv:3", "officers.same_twice")]
    staff = employee()
    staff.last_day = APRIL - timedelta(days=1)
    staff.save()
    with pytest.raises(InvalidInput) as refused:
        waiting(officers, f"情報課,推進員,{staff.username},,,R7.4.1,,,,")
    assert reasons(refused) == ["officers.has_left"]


def test_a_department_is_named_by_its_code_where_it_stands_that_day(officers: Officers) -> None:
    Department.objects.create(code="o-9", name="前の課", valid_to=APRIL)
    head = "課所室コード,区分,氏名,任期開始\n"
    for code in ("o-9", "o-77"):
        raw = f"{head}{OWN},推進員,今野,R7.4.1\n{code},推進員,三浦,R7.4.1\n".encode()
        with pytest.raises(InvalidInput) as refused:
            let_wait(file_name="a.csv", raw=raw, by=officers.office)
        told = [(each.place, each.read, each.why.id) for each in refused.value.problems]
        assert told == [("a.csv:3", code, "officers.line.no_department")]


def test_a_number_without_its_zeros_is_asked_about(officers: Officers) -> None:
    staff = employee()
    staff.username = "001234"
    staff.save()
    with pytest.raises(InvalidInput) as refused:
        waiting(officers, "情報課,推進員,1234,,,R7.4.1,,,,")
    assert reasons(refused) == ["people.import_person.number_but_for_zeros"]
    assert compared(officers, "情報課,推進員,００１２３４,,,Ｒ７．４．１,,,,").comes[0].row.staff == staff


def test_two_where_one_is_allowed_are_refused_within_the_list_and_against_what_stands(officers: Officers) -> None:
    officers.notified(employee(SISTER), SISTER)
    with pytest.raises(InvalidInput) as refused:
        waiting(
            officers,
            "情報課,推進主任,,今野,,R7.4.1,,,,",
            "情報課,推進主任,,三浦,,R7.4.1,,,,",
            "広報課,推進主任,,加藤,,R7.7.1,,,,",
        )
    assert reasons(refused) == ["officers.one_already"] * 2


def test_a_year_beyond_the_limit_needs_its_reason_in_the_list_too(officers: Officers) -> None:
    staff = employee()
    officers.notified(staff, since=date(2020, 4, 1), until=APRIL - timedelta(days=1))
    line = f"情報課,推進主任,{staff.username},,,R7.4.1,R8.3.31,,,"
    with pytest.raises(InvalidInput) as refused:
        waiting(officers, line)
    assert reasons(refused) == ["officers.beyond_limit"]
    assert len(compared(officers, f"{line}後任の育成中").comes) == 1


def test_a_list_of_the_next_year_continues_adds_and_ends(officers: Officers) -> None:
    stays, goes = officers.notified(employee()), officers.notified(employee(), kind=officers.deputy.pk)
    number = stays.staff and stays.staff.username
    pending = waiting(
        officers, f"情報課,推進主任,{number},,,R8.4.1,R9.3.31,,,", "情報課,推進員,,今野 遥,主任,R8.4.1,,希望,,"
    )
    found = take_over(pending, end_others=True, by=officers.office)
    assert ([row.pk for row in found.continued], [row.pk for row in found.over]) == ([stays.pk], [goes.pk])
    outcomes = dict(Appointment.objects.values_list("pk", "outcome"))
    assert (outcomes[stays.pk], outcomes[goes.pk], len(outcomes)) == ("continued", "ended", 4)
    lines = situation_on(NEXT, NEXT).of(frozenset({OWN}))
    assert [(line.row and (line.row.staff_id, line.row.name), line.year) for line in lines] == [
        ((stays.staff_id, ""), 2),
        ((None, "今野 遥"), 1),
    ]


def test_whom_a_list_lacks_stays_and_a_blank_cell_changes_nothing(officers: Officers) -> None:
    row = officers.notified(employee(), post="課長補佐", chosen_by="own_wish")
    other = officers.notified(employee(), kind=officers.deputy.pk)
    number = row.staff and row.staff.username
    found = compared(officers, f"情報課,推進主任,{number},,主幹,R7.4.1,,,,", "情報課,推進員,,今野,,R7.4.1,,,,")
    assert [each.names for each in found.changed] == [("post",)]
    take_over(PendingOfficers.objects.get(), end_others=True, by=officers.office)
    row.refresh_from_db()
    assert (row.post, row.chosen_by, row.until) == ("主幹", "own_wish", MARCH)
    assert [each.pk for each in found.left] == [other.pk]


def test_the_same_list_again_changes_nothing(officers: Officers) -> None:
    line = "情報課,推進主任,,今野 遥,主任,R7.4.1,R8.3.31,推薦,広報課,"
    take_over(waiting(officers, line), end_others=False, by=officers.office)
    again = compared(officers, line)
    assert (bool(again), again.unchanged) == (False, 1)


def test_what_changed_since_the_difference_was_shown_keeps_nothing(officers: Officers) -> None:
    pending = waiting(officers, "情報課,推進主任,,今野 遥,,R7.4.1,,,,")
    officers.notified(employee(SISTER), SISTER)
    with pytest.raises(ChangedMeanwhile):
        take_over(pending, end_others=False, by=officers.office)
    assert Appointment.objects.count() == 1


def test_a_list_ends_that_none_is_placed_and_its_event_counts_and_names_nobody(officers: Officers) -> None:
    leave_out(OWN, LeftOutTold(officers.deputy.pk, APRIL, "小規模"), token=new_token(), by=officers.office)
    take_over(waiting(officers, "情報課,推進員,,今野 遥,,R7.7.1,,,,"), end_others=False, by=officers.office)
    assert [row.until for row in LeftOut.objects.all()] == [JULY - timedelta(days=1)]
    body = EventContent.objects.get(event=Event.objects.get(action="officer_list.brought_in")).body
    assert '"comes":1' in body
    assert "今野" not in body


def test_a_downloaded_list_comes_back_unchanged(officers: Officers) -> None:
    officers.notified(employee(SISTER), SISTER, post="主査", chosen_by="post")
    officers.notified(employee(SISTER), OWN, shared_with=SISTER, note="兼ねる")
    raw = file_of_officers(situation_on(JULY, JULY))
    found = officers_compared(let_wait(file_name="officers.xlsx", raw=raw, by=officers.office), JULY)
    assert (bool(found), found.unchanged) == (False, 2)


def test_a_list_is_brought_in_on_its_pages(officers: Officers) -> None:
    office = browser(officers.office)
    old = officers.notified(employee(), kind=officers.deputy.pk)
    raw = (HEAD + "情報課,推進員,,今野 遥,,R8.4.1,,,,\n").encode("cp932")
    answer = office.post("/officers/bring-in/", {"file": SimpleUploadedFile("推進員.csv", raw)})
    page = office.get(answer["Location"])
    assert "今野 遥" in text(page)
    done = office.post(answer["Location"], {"seen": field(page, "seen"), "end_others": "on"})
    old.refresh_from_db()
    assert (done.status_code, old.outcome, Appointment.objects.count()) == (302, "ended", 2)
    assert office.get(answer["Location"]).status_code == 404


def test_a_department_of_several_bureaus_is_named_with_its_bureau(officers: Officers) -> None:
    Department.objects.create(code="o-4", name="情報課", parent_id="b-2")
    with pytest.raises(InvalidInput) as refused:
        waiting(officers, "情報課,推進主任,,今野,,R7.4.1,,,,")
    assert reasons(refused) == ["officers.line.department_twice"]
    assert compared(officers, "市民部 情報課,推進主任,,今野,,R7.4.1,,,,").comes[0].row.department == "o-4"
