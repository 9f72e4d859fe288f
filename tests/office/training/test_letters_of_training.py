from datetime import date, timedelta

import pytest
from django.utils import timezone

from monosashi.core.fiscal_years import fiscal_year_on
from monosashi.office.entering.told import seen
from monosashi.office.training.actions_enrolling import enrol, withdraw
from monosashi.office.training.actions_sessions import cancel_session, change_session
from monosashi.office.training.telling import told_of_session
from monosashi.office.training.told import CourseTold, SessionTold
from office.letters.postman import postman
from office.training.city_training import City, a_course, a_session

pytestmark = [pytest.mark.slow, pytest.mark.django_db]

TITLE = "議事録の作り方"


def a_day_of_this_year() -> date:
    """A day to come in the fiscal year of its course."""
    return timezone.localdate() + timedelta(days=20)


def test_a_place_is_told_with_what_becomes_of_it(city: City) -> None:
    day = a_day_of_this_year()
    course = a_course(city.office, CourseTold(fiscal_year_on(day), TITLE, "classroom", "basic", "everybody"))
    session = a_session(course, city.office, day, capacity=1)
    with postman() as post:
        mine = enrol(session.pk, by=city.a)
        enrol(session.pk, by=city.b)
        ((who, said),) = post.bring()
        assert (who, said.startswith("研修に参加できます（")) == ("青木 一", True)
        withdraw(mine.pk, by=city.a)
        ((who, said),) = post.bring()
        assert (who, said.startswith("キャンセル待ちの研修に参加できるようになりました（")) == ("馬場 二", True)
        told = SessionTold(first_day=day, place="第3会議室", capacity=1)
        change_session(session.pk, told, based_on=seen(told_of_session(session).plain), by=city.office)
        ((who, said),) = post.bring()
        assert (who, said.startswith("研修の予定が変わりました（")) == ("馬場 二", True)
        assert "第3会議室" in post.last.get_content()
        ((who, said),) = post.bring(day - timedelta(days=1))
        assert (who, said.startswith("研修は明日です（")) == ("馬場 二", True)
        cancel_session(session.pk, reason="講師の都合", by=city.office)
        ((who, said),) = post.bring(day - timedelta(days=1))
        assert (who, said.startswith("研修が中止になりました（")) == ("馬場 二", True)
        assert "講師の都合" in post.last.get_content()
