"""A file of who took part: its difference first, everything that is wrong in it by line, all of it or nothing."""

from collections.abc import Callable
from datetime import date

import pytest

from monosashi.core.messages import InvalidInput
from monosashi.office.accounts.refusals import ChangedMeanwhile
from monosashi.office.training.actions_enrolling import enrol
from monosashi.office.training.attendance_file import attendance_file
from monosashi.office.training.bringing_in.actions import let_wait, take_over_file
from monosashi.office.training.bringing_in.comparing import attendance_compared
from monosashi.office.training.models import Enrolment, PendingAttendance, TrainingSession
from monosashi.office.training.queries import places_of
from office.training.city_training import DAY, ONE, City, a_session, recorded


@pytest.fixture
def session(city: City, on: Callable[[date], None]) -> TrainingSession:
    """青木 has a place in it; it is held today."""
    on(DAY)
    session = a_session(city.course, city.office)
    enrol(session.pk, by=city.a)
    return session


def waiting(session: TrainingSession, city: City, text: str) -> PendingAttendance:
    return let_wait(session=session, file_name="名簿.csv", raw=text.encode(), by=city.office)


def test_the_difference_tells_who_comes_who_changes_and_who_stays(session: TrainingSession, city: City) -> None:
    enrol(session.pk, by=city.c)
    raw = f"職員番号,氏名,受講結果,修了日\n{city.a.staff.username},青木　一,○,\n{city.b.staff.username},,修了,R7.7.10\n"
    pending = waiting(session, city, raw)
    found = attendance_compared(pending)
    assert [(each.name, each.outcome, each.finished_on) for each in found.comes] == [("馬場 二", "finished", DAY)]
    assert [(each.told.name, each.before) for each in found.changed] == [("青木 一", None)]
    assert [each.staff.name for each in found.left] == ["千葉 三"]
    assert not Enrolment.objects.exclude(outcome="").exists()
    take_over_file(pending, by=city.office)
    kept = {(each.staff.name, each.outcome, each.department) for each in places_of(session.pk)}
    assert {("青木 一", "attended", ONE), ("馬場 二", "finished", ONE)} <= kept
    assert ("千葉 三", "") in {(name, outcome) for name, outcome, _ in kept}


@pytest.mark.parametrize(
    ("line", "why"),
    [
        ("99999,,出席", "training.line.no_person"),
        (",,出席", "training.line.no_number"),
        ("{a},別人,出席", "training.line.other_name"),
        ("{a},,来た", "training.line.no_outcome"),
        ("{a},,出席\n{a},,欠席", "training.line.twice"),
    ],
)
def test_what_is_wrong_in_a_line_is_said(session: TrainingSession, city: City, line: str, why: str) -> None:
    raw = f"職員番号,氏名,受講結果\n{line.format(a=city.a.staff.username)}\n"
    with pytest.raises(InvalidInput) as wrong:
        waiting(session, city, raw)
    assert [each.why.id for each in wrong.value.problems] == [why]
    assert not PendingAttendance.objects.exists()


def test_a_session_that_changed_meanwhile_keeps_what_it_has(session: TrainingSession, city: City) -> None:
    pending = waiting(session, city, f"職員番号,受講結果\n{city.a.staff.username},欠席\n")
    recorded(session, city.office, {city.a.staff.pk: "attended"})
    with pytest.raises(ChangedMeanwhile):
        take_over_file(pending, by=city.office)
    assert Enrolment.objects.get().outcome == "attended"


def test_the_list_that_is_taken_away_comes_back_unchanged(session: TrainingSession, city: City) -> None:
    recorded(session, city.office, {city.a.staff.pk: "attended"})
    raw = attendance_file(places_of(session.pk))
    found = attendance_compared(let_wait(session=session, file_name="名簿.xlsx", raw=raw, by=city.office))
    assert (bool(found), found.unchanged) == (False, 1)
