"""Places: for oneself, by the department, in the order of the waiting list."""

from collections.abc import Callable
from datetime import date, timedelta

import pytest

from monosashi.office.accounts.permissions import NotAllowed
from monosashi.office.entering.told import seen
from monosashi.office.events.models import Event, EventContent
from monosashi.office.training.acting import UnfitTraining
from monosashi.office.training.actions_enrolling import enrol, finish_video, recommend, withdraw
from monosashi.office.training.actions_sessions import cancel_session, change_session
from monosashi.office.training.models import Enrolment, TrainingSession
from monosashi.office.training.states import SESSIONS, SessionForbids, TrainingSessionAct, TrainingSessionState
from monosashi.office.training.telling import told_of_session
from monosashi.office.training.told import CourseTold, SessionTold
from office.training.city_training import DAY, ONE, OTHER, TODAY, YEAR, City, a_course, a_session, an_officer

Clock = Callable[[date], None]
pytestmark = pytest.mark.usefixtures("on")


def states(session: TrainingSession) -> dict[str, str]:
    return dict(Enrolment.objects.filter(session=session).values_list("staff__name", "state"))


def test_a_full_session_lets_people_wait_and_takes_the_first_of_them_in(city: City) -> None:
    session = a_session(city.course, city.office, capacity=1)
    first, second, third = (enrol(session.pk, by=by) for by in (city.a, city.b, city.c))
    assert [each.state for each in (first, second, third)] == ["enrolled", "waiting", "waiting"]
    withdraw(first.pk, by=city.a)
    assert states(session) == {"青木 一": "withdrawn", "馬場 二": "enrolled", "千葉 三": "waiting"}
    assert [bool(each.let_in_at) for each in Enrolment.objects.filter(session=session)] == [False, True, False]


def test_who_withdrew_and_comes_back_stands_at_the_end(city: City) -> None:
    session = a_session(city.course, city.office, capacity=1)
    first = enrol(session.pk, by=city.a)
    enrol(session.pk, by=city.b)
    withdraw(first.pk, by=city.a)
    again = enrol(session.pk, by=city.a)
    assert (again.state, Enrolment.objects.count()) == ("waiting", 2)


def test_a_larger_room_takes_in_those_who_wait_and_a_smaller_one_puts_nobody_out(city: City) -> None:
    session = a_session(city.course, city.office, capacity=1)
    for by in (city.a, city.b):
        enrol(session.pk, by=by)
    now = told_of_session(session)
    change_session(session.pk, SessionTold(first_day=DAY, capacity=2), based_on=seen(now.plain), by=city.office)
    assert set(states(session).values()) == {"enrolled"}
    session.refresh_from_db()
    with pytest.raises(UnfitTraining, match=r"too_small"):
        change_session(
            session.pk,
            SessionTold(first_day=DAY, capacity=1),
            based_on=seen(told_of_session(session).plain),
            by=city.office,
        )


def test_enrolling_twice_is_enrolling_once(city: City) -> None:
    session = a_session(city.course, city.office)
    assert enrol(session.pk, by=city.a).pk == enrol(session.pk, by=city.a).pk
    assert Event.objects.filter(action="training.enrolled").count() == 1


def test_an_event_of_a_place_counts_and_names_nobody(city: City) -> None:
    session = a_session(city.course, city.office)
    place = enrol(session.pk, by=city.a)
    recommend(session.pk, [city.b.staff.pk], department=ONE, reason="青木の後任", by=city.editor)
    withdraw(place.pk, by=city.a)
    own = Event.objects.filter(action__in=("training.enrolled", "training.withdrawn", "training.let_in"))
    assert [each.actor for each in own.order_by("pk")] == [None, city.editor.staff.pk, None]
    told = " ".join(EventContent.objects.filter(event__in=own).values_list("body", flat=True))
    assert not any(word in told for word in ("青木", "馬場", city.a.staff.username, "後任"))


@pytest.mark.parametrize(
    ("more", "why"),
    [
        ({"enrol_until": TODAY - timedelta(days=1)}, "enrolment_over"),
        ({"day": TODAY - timedelta(days=1)}, "over"),
    ],
    ids=["deadline", "day"],
)
def test_nobody_enrols_late(city: City, more: dict[str, date], why: str) -> None:
    session = a_session(city.course, city.office, **more)
    with pytest.raises(UnfitTraining, match=why):
        enrol(session.pk, by=city.a)


def test_the_last_day_of_enrolment_is_not_late(city: City) -> None:
    assert enrol(a_session(city.course, city.office, enrol_until=TODAY).pk, by=city.a).state == "enrolled"


def test_a_department_recommends_its_own_people_with_a_reason_and_nobody_elses(city: City) -> None:
    session = a_session(city.course, city.office)
    (place,) = recommend(session.pk, [city.a.staff.pk], department=ONE, reason="実務の中心", by=city.editor)
    assert (place.by, place.reason, place.department) == ("department", "実務の中心", ONE)
    with pytest.raises(UnfitTraining, match="not_of_department"):
        recommend(session.pk, [city.c.staff.pk], department=ONE, reason="", by=city.editor)
    with pytest.raises(NotAllowed):
        recommend(session.pk, [city.c.staff.pk], department=OTHER, reason="", by=city.editor)


def test_only_oneself_ones_department_and_the_office_give_a_place_back(city: City) -> None:
    session = a_session(city.course, city.office)
    place = enrol(session.pk, by=city.a)
    for by in (city.b, city.confirmer):
        with pytest.raises(NotAllowed):
            withdraw(place.pk, by=by)
    assert withdraw(place.pk, by=city.editor).state == "withdrawn"


def test_a_course_for_officers_is_for_those_of_its_kinds_on_the_day(city: City) -> None:
    kind = an_officer(city, city.a, DAY)
    course = a_course(city.office, CourseTold(YEAR, "推進主任研修", "classroom", "basic", "officers", kinds=(kind,)))
    assert enrol(a_session(course, city.office).pk, by=city.a).state == "enrolled"
    with pytest.raises(UnfitTraining, match="officers"):
        enrol(a_session(course, city.office).pk, by=city.b)
    with pytest.raises(UnfitTraining, match="officers"):
        enrol(a_session(course, city.office, DAY - timedelta(days=1)).pk, by=city.a)


def test_what_departments_recommend_for_nobody_takes_for_themselves(city: City) -> None:
    course = a_course(city.office, CourseTold(YEAR, "人材育成研修", "classroom", "expert", "recommended"))
    with pytest.raises(UnfitTraining, match="recommended"):
        enrol(a_session(course, city.office).pk, by=city.a)


def test_a_video_is_finished_on_a_day_of_its_period_by_whoever_says_so(city: City) -> None:
    course = a_course(city.office, CourseTold(YEAR, "情報セキュリティ", "video", "basic", "everybody"))
    session = a_session(course, city.office, date(2025, 5, 1), last_day=date(2025, 7, 31))
    for day in (TODAY + timedelta(days=1), date(2025, 4, 30)):
        with pytest.raises(UnfitTraining, match="day_outside"):
            finish_video(session.pk, day=day, by=city.a)
    place = finish_video(session.pk, day=date(2025, 5, 1), by=city.a)
    assert (place.outcome, place.finished_on, place.department) == ("finished", date(2025, 5, 1), ONE)
    assert finish_video(session.pk, day=TODAY, by=city.a).finished_on == date(2025, 5, 1)
    with pytest.raises(UnfitTraining, match="no_video"):
        finish_video(a_session(city.course, city.office).pk, day=TODAY, by=city.a)


def test_every_state_of_a_session_has_a_way_on() -> None:
    assert {now for now, _ in SESSIONS} == set(TrainingSessionState)
    assert {act for _, act in SESSIONS} == set(TrainingSessionAct)


def test_nobody_enrols_in_what_was_called_off(city: City) -> None:
    session = a_session(city.course, city.office)
    cancel_session(session.pk, reason="講師の都合", by=city.office)
    with pytest.raises(SessionForbids):
        enrol(session.pk, by=city.a)
