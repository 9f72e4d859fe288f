"""What nobody does to training: without the right to, twice, over what somebody else recorded, outside days and places."""

from dataclasses import replace
from datetime import date, time, timedelta

import pytest

from monosashi.office.accounts.permissions import NotAllowed
from monosashi.office.accounts.standing import Person, person
from monosashi.office.entering.told import ChangedSince, new_token, seen
from monosashi.office.events.models import Event, EventContent
from monosashi.office.training.acting import UnfitTraining
from monosashi.office.training.actions_attendance import record_attendance, told_of_attendance
from monosashi.office.training.actions_courses import change_course, enter_course, remove_course
from monosashi.office.training.actions_enrolling import enrol, finish_video, recommend, withdraw
from monosashi.office.training.actions_sessions import (
    cancel_session,
    change_session,
    count_session,
    plan_session,
    plan_session_again,
)
from monosashi.office.training.audience import Staffed
from monosashi.office.training.models import Course, Enrolment, TrainingSession
from monosashi.office.training.queries import (
    NoSuchTraining,
    course_with_earlier,
    courses_in,
    history_in,
    history_of,
    let_in,
    one_course,
    one_session,
    places_of,
    session_now,
    unrecorded_sessions,
)
from monosashi.office.training.telling import told_of_count, told_of_course, told_of_session
from monosashi.office.training.told import AttendanceTold, CountTold, CourseTold, SessionTold
from office.locks_taken import locks_of
from office.training.city_training import (
    COURSE,
    DAY,
    ONE,
    OTHER,
    TODAY,
    YEAR,
    City,
    a_course,
    a_session,
    an_officer,
    counted,
    recorded,
)

pytestmark = pytest.mark.usefixtures("on")

OVER = TODAY - timedelta(days=1)
VIDEO = CourseTold(YEAR, "情報セキュリティ", "video", "basic", "everybody")


def told_by(action: str) -> int:
    """How many events of an action there are."""
    return Event.objects.filter(action=action).count()


def changed(session: TrainingSession, by: Person, **wanted: object) -> TrainingSession:
    session.refresh_from_db()
    now = told_of_session(session)
    return change_session(session.pk, replace(now, **wanted), based_on=seen(now.plain), by=by)  # type: ignore[arg-type]


def video(city: City, first: date | None = date(2025, 5, 1), last: date | None = date(2025, 7, 31)) -> TrainingSession:
    course = Course.objects.filter(title=VIDEO.title).first() or a_course(city.office, VIDEO)
    return a_session(course, city.office, first, last_day=last)


@pytest.mark.parametrize("who", ["editor", "confirmer", "a"])
def test_only_the_coordinating_office_keeps_courses_sessions_and_records(city: City, who: str) -> None:
    by: Person = getattr(city, who)
    session = a_session(city.course, city.office, OVER)
    course, stands, count = told_of_course(city.course), told_of_session(session), told_of_count(session)
    for act in (
        lambda: enter_course(replace(COURSE, title="別の研修"), token=new_token(), by=by),
        lambda: change_course(city.course.pk, replace(course, aim="実務"), based_on=seen(course.plain), by=by),
        lambda: remove_course(city.course.pk, by=by),
        lambda: plan_session(city.course.pk, stands, token=new_token(), by=by),
        lambda: change_session(session.pk, replace(stands, place="A"), based_on=seen(stands.plain), by=by),
        lambda: cancel_session(session.pk, reason="都合", by=by),
        lambda: count_session(session.pk, CountTold(1, 3), based_on=seen(count.plain), by=by),
        lambda: record_attendance(session.pk, AttendanceTold(), based_on="", by=by),
    ):
        with pytest.raises(NotAllowed):
            act()
    assert (Course.objects.count(), session_now(one_session(session.pk)).state) == (1, "planned")


def test_the_year_of_a_course_with_sessions_stays_and_everything_else_can_be_changed(city: City) -> None:
    a_session(city.course, city.office)
    now = told_of_course(city.course)
    with pytest.raises(UnfitTraining, match="year_of_sessions"):
        change_course(city.course.pk, replace(now, fiscal_year=YEAR + 1), based_on=seen(now.plain), by=city.office)
    assert change_course(city.course.pk, replace(now, aim="実務"), based_on=seen(now.plain), by=city.office).aim
    free = a_course(city.office, VIDEO)
    moved = replace(VIDEO, fiscal_year=YEAR + 1)
    assert change_course(free.pk, moved, based_on=seen(told_of_course(free).plain), by=city.office).fiscal_year == (
        YEAR + 1
    )
    assert told_by("training.course_changed") == 2


def test_the_sessions_of_another_course_keep_none(city: City) -> None:
    a_session(city.course, city.office)
    other = a_course(city.office, VIDEO)
    remove_course(other.pk, by=city.office)
    assert (Course.objects.count(), told_by("training.course_removed")) == (1, 1)


def test_a_session_that_is_sent_twice_is_planned_once(city: City) -> None:
    told, token = SessionTold(first_day=DAY), new_token()
    rows = {plan_session(city.course.pk, told, token=token, by=city.office).pk for _ in range(2)}
    assert len(rows) == TrainingSession.objects.count() == told_by("training.session_planned") == 1


@pytest.mark.parametrize(
    ("told", "why"),
    [
        (SessionTold(last_day=DAY), "last_before_first"),
        (SessionTold(first_day=DAY, begins=time(13), ends=time(12, 59)), "ends_before_begins"),
    ],
)
def test_days_and_times_of_a_session_fit(city: City, told: SessionTold, why: str) -> None:
    with pytest.raises(UnfitTraining, match=why):
        plan_session(city.course.pk, told, token=new_token(), by=city.office)


@pytest.mark.parametrize(
    "told",
    [
        SessionTold(first_day=DAY, enrol_until=DAY),
        SessionTold(first_day=DAY, last_day=DAY, begins=time(13), ends=time(13)),
        SessionTold(first_day=DAY, begins=time(13)),
        SessionTold(first_day=DAY, ends=time(13)),
        SessionTold(enrol_until=DAY),
    ],
)
def test_the_same_day_or_hour_and_one_that_is_not_known_are_fit(city: City, told: SessionTold) -> None:
    assert plan_session(city.course.pk, told, token=new_token(), by=city.office).pk


def test_as_many_as_are_enrolled_can_be_held_and_an_overfull_session_can_be_changed(city: City) -> None:
    session = a_session(city.course, city.office, capacity=5)
    for by in (city.a, city.b):
        enrol(session.pk, by=by)
    assert changed(session, city.office, capacity=2).capacity == 2
    TrainingSession.objects.filter(pk=session.pk).update(capacity=1)
    assert changed(session, city.office, place="第2会議室").place
    assert changed(session, city.office, capacity=None).capacity is None
    assert told_by("training.session_changed") == 3


def test_calling_off_and_planning_again_are_told_with_the_reason(city: City) -> None:
    session = a_session(city.course, city.office)
    cancel_session(session.pk, reason="講師の都合", by=city.office)
    plan_session_again(session.pk, by=city.office)
    assert [told_by(f"training.session_{each}") for each in ("cancelled", "planned_again")] == [1, 1]


def test_of_two_who_count_at_once_the_second_sees_what_stands_there(city: City) -> None:
    session = a_session(city.course, city.office, OVER)
    first = told_of_count(session)
    for _ in range(2):
        count_session(session.pk, CountTold(1, 20), based_on=seen(first.plain), by=city.office)
    assert told_by("training.session_counted") == 1
    with pytest.raises(ChangedSince) as refused:
        count_session(session.pk, CountTold(1, 21), based_on=seen(first.plain), by=city.office)
    assert refused.value.now["counted"] == 20


def test_that_nothing_is_known_of_a_session_is_said_by_counting_it(city: City) -> None:
    session = a_session(city.course, city.office, OVER)
    assert counted(session, city.office, None).state == "held"


def test_only_a_video_has_views_and_a_list_of_names_can_stand_beside_them(city: City) -> None:
    session = a_session(city.course, city.office, OVER)
    based_on = seen(told_of_count(session).plain)
    with pytest.raises(UnfitTraining, match="views_of_video"):
        count_session(session.pk, CountTold(1, 3, 140), based_on=based_on, by=city.office)
    seen_by = video(city)
    finish_video(seen_by.pk, day=TODAY, by=city.a)
    based_on = seen(told_of_count(seen_by).plain)
    assert count_session(seen_by.pk, CountTold(1, None, 140), based_on=based_on, by=city.office).views == 140


def test_what_somebody_wrote_of_a_place_that_was_given_back_is_not_recorded(city: City) -> None:
    session = a_session(city.course, city.office, TODAY)
    gone, stays = enrol(session.pk, by=city.a), enrol(session.pk, by=city.b)
    withdraw(gone.pk, by=city.a)
    now = told_of_attendance(session)
    assert [pk for pk, *_ in now.outcomes] == [stays.pk]
    told = AttendanceTold(((gone.pk, "attended", ""), (stays.pk, "attended", "")))
    record_attendance(session.pk, told, based_on=seen(now.plain), by=city.office)
    assert dict(Enrolment.objects.values_list("pk", "outcome")) == {gone.pk: "", stays.pk: "attended"}


def test_recording_again_keeps_where_people_belonged_and_clearing_needs_no_number_to_go(city: City) -> None:
    session = a_session(city.course, city.office, TODAY)
    place = enrol(session.pk, by=city.a)
    recorded(session, city.office, {city.a.staff.pk: "attended"})
    Enrolment.objects.filter(pk=place.pk).update(department=OTHER)
    recorded(session, city.office, {city.a.staff.pk: "absent"})
    place.refresh_from_db()
    assert (place.outcome, place.department) == ("absent", OTHER)
    recorded(session, city.office, {city.a.staff.pk: ""})
    assert counted(session, city.office, 12).counted == 12
    place.refresh_from_db()
    assert place.outcome == ""


def test_somebody_who_waits_and_of_whom_nothing_is_recorded_goes_on_waiting(city: City) -> None:
    session = a_session(city.course, city.office, TODAY, capacity=1)
    for by in (city.a, city.b):
        enrol(session.pk, by=by)
    recorded(session, city.office, {city.a.staff.pk: "attended"})
    assert [row.state for row in Enrolment.objects.order_by("turn")] == ["enrolled", "waiting"]


@pytest.mark.parametrize("more", [{"enrol_until": OVER}, {"day": OVER}], ids=["deadline", "day"])
def test_a_department_recommends_nobody_late_and_the_office_does(city: City, more: dict[str, date]) -> None:
    session = a_session(city.course, city.office, **more)
    with pytest.raises(UnfitTraining, match="over"):
        recommend(session.pk, [city.a.staff.pk], department=ONE, reason="実務", by=city.editor)
    assert recommend(session.pk, [city.a.staff.pk], department=ONE, reason="実務", by=city.office)


def test_a_department_recommends_somebody_and_officers_alone_where_it_is_for_officers(city: City) -> None:
    kind = an_officer(city, city.a, DAY)
    told = CourseTold(YEAR, "推進主任研修", "classroom", "basic", "officers", kinds=(kind,))
    session = a_session(a_course(city.office, told), city.office)
    with pytest.raises(UnfitTraining, match="not_of_department"):
        recommend(session.pk, [], department=ONE, reason="実務", by=city.editor)
    both = [city.a.staff.pk, city.b.staff.pk]
    with pytest.raises(UnfitTraining, match="officers"):
        recommend(session.pk, both, department=ONE, reason="実務", by=city.editor)
    assert len(recommend(session.pk, both[:1], department=ONE, reason="実務", by=city.editor)) == 1
    assert len(recommend(session.pk, both, department=ONE, reason="実務", by=city.office)) == 2
    open_to_all = a_session(city.course, city.office)
    assert recommend(open_to_all.pk, both, department=ONE, reason="実務", by=city.editor)


def test_who_comes_in_from_the_waiting_list_is_counted_by_an_event(city: City) -> None:
    session = a_session(city.course, city.office, capacity=1)
    first = enrol(session.pk, by=city.a)
    enrol(session.pk, by=city.b)
    withdraw(first.pk, by=city.a)
    assert told_by("training.let_in") == 1


def test_giving_a_place_back_twice_is_giving_it_back_once_and_none_is_there_never(city: City) -> None:
    place = enrol(a_session(city.course, city.office).pk, by=city.a)
    for _ in range(2):
        assert withdraw(place.pk, by=city.a).state == "withdrawn"
    assert told_by("training.withdrawn") == 1
    with pytest.raises(NoSuchTraining):
        withdraw(0, by=city.a)


def test_a_place_is_kept_once_the_session_is_over_or_something_was_recorded(city: City) -> None:
    session = a_session(city.course, city.office, OVER)
    (place,) = recommend(session.pk, [city.a.staff.pk], department=ONE, reason="実務", by=city.office)
    with pytest.raises(UnfitTraining, match="over"):
        withdraw(place.pk, by=city.a)
    seen_by = video(city)
    finished = finish_video(seen_by.pk, day=TODAY, by=city.a)
    with pytest.raises(UnfitTraining, match="over"):
        withdraw(finished.pk, by=city.a)
    for day in (TODAY, None):
        assert withdraw(enrol(a_session(city.course, city.office, day).pk, by=city.b).pk, by=city.b)


def test_a_video_is_finished_within_its_days_and_not_where_a_number_was_counted(city: City) -> None:
    over = video(city, date(2025, 5, 1), OVER)
    with pytest.raises(UnfitTraining, match="day_outside"):
        finish_video(over.pk, day=TODAY, by=city.a)
    assert finish_video(over.pk, day=OVER, by=city.a).finished_on == OVER
    assert finish_video(video(city, None, None).pk, day=OVER, by=city.a).finished_on == OVER
    number = counted(video(city), city.office, 1806)
    with pytest.raises(UnfitTraining, match="has_count"):
        finish_video(number.pk, day=TODAY, by=city.a)


def test_two_who_finish_a_video_have_a_place_each_and_no_event_names_them(city: City) -> None:
    session = video(city)
    own = enrol(session.pk, by=city.a)
    for by in (city.a, city.b):
        finish_video(session.pk, day=TODAY, by=by)
    found = Enrolment.objects.filter(session=session, outcome="finished").order_by("pk")
    assert [row.staff_id for row in found] == [city.a.staff.pk, city.b.staff.pk]
    assert found[0].pk == own.pk
    told = EventContent.objects.filter(event__action="training.finished").values_list("body", flat=True)
    assert (len(told), "青木" in "".join(told)) == (2, False)


def test_who_left_the_city_neither_enrols_nor_has_to_finish(city: City) -> None:
    city.b.staff.last_day = OVER
    city.b.staff.save()
    session = a_session(city.course, city.office)
    with pytest.raises(NotAllowed):
        enrol(session.pk, by=person(city.b.staff))
    with pytest.raises(NotAllowed):
        finish_video(video(city).pk, day=TODAY, by=person(city.b.staff))
    with pytest.raises(UnfitTraining, match="not_of_department"):
        recommend(session.pk, [city.b.staff.pk], department=ONE, reason="実務", by=city.office)
    assert city.b.staff.pk not in Staffed(TODAY).everybody
    assert city.b.staff.pk in Staffed(OVER).everybody


def test_an_undated_session_for_officers_is_for_those_of_today(city: City) -> None:
    kind = an_officer(city, city.a, TODAY)
    told = CourseTold(YEAR, "推進主任研修", "classroom", "basic", "officers", kinds=(kind,))
    session = a_session(a_course(city.office, told), city.office, None)
    assert enrol(session.pk, by=city.a).department == ONE
    with pytest.raises(UnfitTraining, match="officers"):
        enrol(session.pk, by=city.b)


def test_a_session_that_was_called_off_counts_nothing_even_where_names_were_recorded(city: City) -> None:
    session = video(city)
    finish_video(session.pk, day=TODAY, by=city.a)
    cancel_session(session.pk, reason="誤りがあった", by=city.office)
    assert session_now(one_session(session.pk)).held is None


def test_places_are_read_of_their_session_year_and_person_and_never_once_given_back(city: City) -> None:
    one, other = a_session(city.course, city.office, capacity=1), a_session(city.course, city.office)
    first = enrol(one.pk, by=city.a)
    waits = enrol(one.pk, by=city.b)
    enrol(other.pk, by=city.c)
    withdraw(first.pk, by=city.a)
    assert [row.staff_id for row in places_of(one.pk)] == [city.b.staff.pk]
    assert not history_of(city.a.staff.pk).exists()
    assert history_in(None, YEAR).count() == 2
    assert not history_in(None, YEAR + 1).exists()
    keys = (one.pk, other.pk)
    assert [row.pk for row in let_in(keys, city.b.staff.pk, DAY)] == [waits.pk]
    assert let_in(keys, city.c.staff.pk, DAY) == let_in(keys, city.b.staff.pk, DAY + timedelta(days=1)) == ()
    assert {row.pk for row in unrecorded_sessions(keys, DAY + timedelta(days=1))} == set(keys)
    assert unrecorded_sessions(keys[:1], DAY) == ()
    cancel_session(other.pk, reason="都合", by=city.office)
    assert [row.pk for row in unrecorded_sessions(keys, DAY + timedelta(days=1))] == [one.pk]


def test_a_year_has_its_own_courses_and_what_there_never_was_is_none(city: City) -> None:
    a_course(city.office, replace(COURSE, fiscal_year=YEAR + 1))
    assert [each.row.pk for each in courses_in((YEAR,))] == [city.course.pk]
    for ask in (one_course, one_session):
        with pytest.raises(NoSuchTraining):
            ask(0)
    Course.objects.filter(pk=city.course.pk).update(earlier=city.course.pk)
    assert [each.row.pk for each in course_with_earlier(one_course(city.course.pk))] == [city.course.pk]


def test_acts_lock_the_course_or_the_session(city: City) -> None:
    session = a_session(city.course, city.office)
    place: list[int] = []
    assert locks_of(lambda: a_session(city.course, city.office)) == ["Course"]
    assert locks_of(lambda: place.append(enrol(session.pk, by=city.a).pk)) == ["TrainingSession"]
    assert locks_of(lambda: withdraw(place[0], by=city.a)) == ["TrainingSession"]
    assert locks_of(lambda: changed(session, city.office, place="A")) == ["TrainingSession"]
