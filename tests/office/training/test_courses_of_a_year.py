"""The plan of a year: courses entered once, taken over, and kept where something hangs on them."""

import pytest

from monosashi.office.accounts.permissions import NotAllowed
from monosashi.office.entering.told import ChangedSince, new_token, seen
from monosashi.office.events.models import Event
from monosashi.office.training.acting import UnfitTraining
from monosashi.office.training.actions_courses import change_course, enter_course, remove_course, take_over
from monosashi.office.training.actions_sessions import (
    cancel_session,
    change_session,
    plan_session,
    plan_session_again,
)
from monosashi.office.training.models import Course
from monosashi.office.training.queries import course_with_earlier
from monosashi.office.training.telling import told_of_course, told_of_session
from monosashi.office.training.told import CourseTold, SessionTold
from office.training.city_training import COURSE, DAY, YEAR, City, a_session, counted

pytestmark = pytest.mark.usefixtures("on")


def test_a_form_that_is_sent_twice_makes_one_course(city: City) -> None:
    told, token = CourseTold(YEAR, "RPA研修", "online", "expert", "everybody"), new_token()
    assert enter_course(told, token=token, by=city.office) == enter_course(told, token=token, by=city.office)


def test_a_year_has_a_title_once(city: City) -> None:
    with pytest.raises(UnfitTraining, match="title_taken"):
        enter_course(COURSE, token=new_token(), by=city.office)


@pytest.mark.parametrize("who", ["editor", "confirmer", "a"])
def test_only_the_coordinating_office_keeps_courses(city: City, who: str) -> None:
    with pytest.raises(NotAllowed):
        take_over(city.course.pk, by=getattr(city, who))


def test_of_two_who_change_a_course_the_second_sees_what_stands_there(city: City) -> None:
    now = told_of_course(city.course)
    other = CourseTold(YEAR, "Windows応用研修", "online", "applied", "everybody")
    change_course(city.course.pk, other, based_on=seen(now.plain), by=city.office)
    again = CourseTold(YEAR, "Windows応用研修", "video", "applied", "everybody")
    with pytest.raises(ChangedSince):
        change_course(city.course.pk, again, based_on=seen(now.plain), by=city.office)
    assert Course.objects.get().form == "online"


def test_a_course_goes_on_next_year_once_and_without_its_sessions(city: City) -> None:
    counted(a_session(city.course, city.office, None), city.office, 74, times=4)
    later = take_over(city.course.pk, by=city.office)
    assert take_over(city.course.pk, by=city.office) == later
    assert (later.fiscal_year, later.title, later.earlier) == (YEAR + 1, city.course.title, city.course)
    found = course_with_earlier(later)
    assert [(each.row.fiscal_year, each.tally.attendances) for each in found] == [(YEAR + 1, None), (YEAR, 74)]
    assert Event.objects.filter(action="training.course_taken_over").count() == 1


def test_a_course_with_sessions_stays(city: City) -> None:
    a_session(city.course, city.office)
    with pytest.raises(UnfitTraining, match="has_sessions"):
        remove_course(city.course.pk, by=city.office)


def test_a_course_without_sessions_can_be_removed(city: City) -> None:
    remove_course(city.course.pk, by=city.office)
    assert not Course.objects.exists()


@pytest.mark.parametrize(
    ("told", "why"),
    [
        (SessionTold(first_day=DAY, last_day=DAY.replace(day=1)), "last_before_first"),
        (SessionTold(first_day=DAY.replace(month=3)), "other_year"),
        (SessionTold(first_day=DAY, enrol_until=DAY.replace(day=11)), "enrol_after"),
    ],
)
def test_days_of_a_session_fit(city: City, told: SessionTold, why: str) -> None:
    with pytest.raises(UnfitTraining, match=why):
        plan_session(city.course.pk, told, token=new_token(), by=city.office)


def test_of_two_who_change_a_session_the_second_sees_what_stands_there(city: City) -> None:
    session = a_session(city.course, city.office)
    now = told_of_session(session)
    change_session(session.pk, SessionTold(first_day=DAY, place="A"), based_on=seen(now.plain), by=city.office)
    with pytest.raises(ChangedSince):
        change_session(session.pk, SessionTold(first_day=DAY, place="B"), based_on=seen(now.plain), by=city.office)


def test_a_session_that_was_called_off_says_why_and_can_be_planned_again(city: City) -> None:
    session = a_session(city.course, city.office)
    assert cancel_session(session.pk, reason="講師の都合", by=city.office).reason == "講師の都合"
    again = plan_session_again(session.pk, by=city.office)
    assert (again.state, again.reason) == ("planned", "")
