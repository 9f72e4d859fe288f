"""Who took part: recorded for many at once, never lost, and counted as what is known."""

from collections.abc import Callable
from datetime import date

import pytest

from monosashi.office.entering.told import ChangedSince, new_token, seen
from monosashi.office.events.models import Event, EventContent
from monosashi.office.officers.actions_officers import notify
from monosashi.office.officers.told import OfficerTold
from monosashi.office.training.acting import UnfitTraining
from monosashi.office.training.actions_attendance import record_attendance, told_of_attendance
from monosashi.office.training.actions_enrolling import enrol, finish_video
from monosashi.office.training.audience import Staffed
from monosashi.office.training.models import Enrolment
from monosashi.office.training.queries import by_department, courses_in, one_course, one_session, session_now, tally_of
from monosashi.office.training.shown import evidence_of
from monosashi.office.training.told import AttendanceTold, CourseTold
from monosashi.wording import render
from office.training.city_training import (
    DAY,
    ONE,
    OTHER,
    YEAR,
    City,
    a_course,
    a_session,
    an_officer,
    counted,
    post,
    recorded,
)

Clock = Callable[[date], None]


@pytest.fixture(autouse=True)
def after(on: Clock) -> None:
    """The session is over; places were taken while it was to come."""
    on(DAY)


def test_whom_nothing_was_recorded_of_is_neither_there_nor_absent(city: City) -> None:
    session = a_session(city.course, city.office)
    for by in (city.a, city.b, city.c):
        enrol(session.pk, by=by)
    row = recorded(session, city.office, {city.a.staff.pk: "attended", city.b.staff.pk: "absent"})
    now = session_now(row)
    assert (row.state, now.people) == ("held", (city.a.staff.pk,))
    assert sorted(each.outcome for each in now.recorded) == ["absent", "attended"]


def test_what_was_recorded_is_kept_and_a_day_belongs_to_finishing_alone(city: City) -> None:
    session = a_session(city.course, city.office)
    place = enrol(session.pk, by=city.a)
    told = AttendanceTold(((place.pk, "attended", DAY.isoformat()),))
    record_attendance(session.pk, told, based_on=seen(told_of_attendance(session).plain), by=city.office)
    place.refresh_from_db()
    assert (place.outcome, place.finished_on) == ("attended", None)
    assert one_session(session.pk).state == "held"


def test_people_are_recorded_in_a_session_of_which_no_day_is_known(city: City) -> None:
    session = a_session(city.course, city.office, None)
    enrol(session.pk, by=city.a)
    assert recorded(session, city.office, {city.a.staff.pk: "attended"}).state == "held"
    assert Enrolment.objects.get().department == ONE


def test_a_place_is_in_the_department_of_the_day_of_the_session_and_finishing_in_that_of_its_day(
    city: City, on: Clock
) -> None:
    on(date(2025, 6, 2))
    city.a.staff.postings.update(valid_to=date(2025, 6, 30))
    post(city.a.staff, OTHER, date(2025, 7, 1))
    place = enrol(a_session(city.course, city.office).pk, by=city.a)
    assert place.department == OTHER
    early = a_session(city.course, city.office, date(2025, 6, 2))
    place = enrol(early.pk, by=city.a)
    assert place.department == ONE
    on(DAY)
    told = AttendanceTold(((place.pk, "finished", DAY.isoformat()),))
    record_attendance(early.pk, told, based_on=seen(told_of_attendance(early).plain), by=city.office)
    place.refresh_from_db()
    assert place.department == OTHER


def test_of_two_who_record_at_once_the_second_sees_what_stands_there(city: City) -> None:
    session = a_session(city.course, city.office)
    place = enrol(session.pk, by=city.a)
    before = seen(told_of_attendance(session).plain)
    recorded(session, city.office, {city.a.staff.pk: "attended"})
    told = AttendanceTold(((place.pk, "absent", ""),))
    with pytest.raises(ChangedSince):
        record_attendance(session.pk, told, based_on=before, by=city.office)
    place.refresh_from_db()
    assert place.outcome == "attended"


def test_an_event_of_attendance_counts_and_names_nobody(city: City) -> None:
    session = a_session(city.course, city.office)
    enrol(session.pk, by=city.a)
    recorded(session, city.office, {city.a.staff.pk: "attended"})
    event = Event.objects.get(action="training.recorded")
    told = EventContent.objects.get(event=event).body
    assert '"attended":1' in told
    assert "青木" not in told


def test_the_department_is_that_of_the_day_and_the_history_stays_with_the_person(city: City, on: Clock) -> None:
    session = a_session(city.course, city.office)
    enrol(session.pk, by=city.a)
    recorded(session, city.office, {city.a.staff.pk: "attended"})
    later = a_session(city.course, city.office, date(2025, 10, 2))
    enrol(later.pk, by=city.a)
    city.a.staff.postings.update(valid_to=date(2025, 9, 30))
    post(city.a.staff, OTHER, date(2025, 10, 1))
    on(date(2025, 10, 2))
    recorded(later, city.office, {city.a.staff.pk: "attended"})
    assert list(Enrolment.objects.order_by("pk").values_list("department", flat=True)) == [ONE, OTHER]
    found = by_department(courses_in((YEAR,)))
    assert [(each.code, each.attendances, each.persons) for each in found] == [(ONE, 1, 1), (OTHER, 1, 1)]
    assert tally_of(courses_in((YEAR,))).persons == 1


def test_a_number_and_a_list_do_not_stand_together(city: City) -> None:
    named, number = a_session(city.course, city.office), a_session(city.course, city.office)
    for session in (named, number):
        enrol(session.pk, by=city.a)
    recorded(named, city.office, {city.a.staff.pk: "attended"})
    counted(number, city.office, 104, times=2)
    with pytest.raises(UnfitTraining, match="has_names"):
        counted(named, city.office, 104)
    with pytest.raises(UnfitTraining, match="has_count"):
        recorded(number, city.office, {city.a.staff.pk: "attended"})


def test_nothing_is_recorded_of_what_is_to_come(city: City) -> None:
    session = a_session(city.course, city.office, date(2025, 7, 11))
    enrol(session.pk, by=city.a)
    with pytest.raises(UnfitTraining, match="to_come"):
        recorded(session, city.office, {city.a.staff.pk: "attended"})
    with pytest.raises(UnfitTraining, match="to_come"):
        counted(session, city.office, 3)


def test_who_waited_and_came_all_the_same_counts(city: City) -> None:
    session = a_session(city.course, city.office, capacity=1)
    for by in (city.a, city.b):
        enrol(session.pk, by=by)
    recorded(session, city.office, {city.b.staff.pk: "attended"})
    assert courses_in((YEAR,))[0].tally.persons == 1


def test_finishing_is_being_there_unless_it_is_recorded_apart(city: City) -> None:
    assessed = a_course(
        city.office, CourseTold(YEAR, "課題のある研修", "classroom", "basic", "everybody", assessed=True)
    )
    for course in (city.course, assessed):
        session = a_session(course, city.office)
        for by in (city.a, city.b):
            enrol(session.pk, by=by)
        recorded(session, city.office, {city.a.staff.pk: "attended", city.b.staff.pk: "finished"})
    plain, apart = courses_in((YEAR,))
    assert plain.done == {city.a.staff.pk, city.b.staff.pk}
    assert apart.done == {city.b.staff.pk}


def test_the_share_is_of_those_who_are_officers_on_the_day(city: City) -> None:
    kind = an_officer(city, city.a, DAY)
    an_officer(city, city.c, date(2025, 7, 11), OTHER)
    told = CourseTold(YEAR, "推進主任研修", "classroom", "basic", "officers", kinds=(kind,), required=True)
    session = a_session(a_course(city.office, told), city.office)
    enrol(session.pk, by=city.a)
    recorded(session, city.office, {city.a.staff.pk: "attended"})
    course = next(each for each in courses_in((YEAR,)) if each.row.required)
    found = [course.progress(Staffed(day)) for day in (DAY, date(2025, 7, 11))]
    assert [(each.done, each.of) for each in found if each] == [(1, 1), (1, 2)]
    assert found[1] is not None
    assert found[1].missing == {city.c.staff.pk: frozenset({OTHER})}


def test_officers_who_are_not_in_the_register_are_told_beside_the_share(city: City) -> None:
    kind = an_officer(city, city.a, DAY)
    notify(ONE, OfficerTold(kind, DAY, name="今野 遥"), token=new_token(), by=city.office)
    told = CourseTold(YEAR, "推進主任研修", "classroom", "basic", "officers", kinds=(kind,), required=True)
    course, staffed = a_course(city.office, told), Staffed(DAY)
    assert [staffed.unknown_of(course, within) for within in (None, frozenset({ONE}), frozenset({OTHER}))] == [1, 1, 0]
    course.kinds = [kind + 1]
    assert (staffed.unknown_of(course, None), staffed.unknown_of(city.course, None)) == (0, 0)
    course.audience = "recommended"
    assert staffed.of(course) is None


def test_a_video_counts_while_it_goes_on(city: City) -> None:
    course = a_course(city.office, CourseTold(YEAR, "情報セキュリティ", "video", "basic", "everybody"))
    session = a_session(course, city.office, date(2025, 5, 1), last_day=date(2025, 7, 31))
    finish_video(session.pk, day=DAY, by=city.a)
    assert course.sessions.get().state == "planned"
    assert tally_of(courses_in((YEAR,))).attendances == 1


def lines(courses: tuple[object, ...]) -> list[str]:
    return [render(each, "ja") for each in evidence_of(courses, YEAR)]  # type: ignore[arg-type]


def test_the_line_of_evidence_keeps_attendances_and_people_apart(city: City) -> None:
    named = a_session(city.course, city.office)
    for by in (city.a, city.b):
        enrol(named.pk, by=by)
    recorded(named, city.office, {city.a.staff.pk: "attended", city.b.staff.pk: "attended"})
    assert lines(courses_in((YEAR,))) == ["研修受講者数 令和7年度 延べ2人（実人数は2人）"]
    counted(a_session(city.course, city.office, None), city.office, 104, times=2)
    told = "研修受講者数 令和7年度 延べ106人（実人数は名簿のない2回分を含まない2人以上）"
    assert lines(courses_in((YEAR,))) == [told]
    video = a_course(city.office, CourseTold(YEAR, "動画", "video", "basic", "everybody"))
    counted(a_session(video, city.office, None), city.office, 1806)
    assert lines(courses_in((YEAR,)))[1] == "延べ人数の内訳: 動画1,806人、集合106人"


def test_without_any_record_the_line_says_so(city: City) -> None:
    a_session(city.course, city.office)
    assert lines(courses_in((YEAR,))) == ["研修受講者数 令和7年度 記録なし"]
    counted(a_session(city.course, city.office, None), city.office, 104)
    told = "研修受講者数 令和7年度 延べ104人（実人数は名簿がないため不明）"
    assert lines(courses_in((YEAR,))) == [told]


def test_views_of_a_video_are_no_attendances(city: City) -> None:
    video = a_course(city.office, CourseTold(YEAR, "操作の動画", "video", "basic", "everybody"))
    session = counted(a_session(video, city.office, None), city.office, None)
    session.views = 140
    session.save()
    assert (tally_of(courses_in((YEAR,))).attendances, courses_in((YEAR,))[-1].views) == (None, 140)
    assert one_course(video.pk).title == "操作の動画"
