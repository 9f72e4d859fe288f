from datetime import timedelta

import pytest
from django.utils import timezone

from monosashi.office.audits.actions_answering import send_back
from monosashi.office.audits.actions_keeping import ask
from monosashi.office.ui.dates import day_text
from office.audits.city_audits import Hall, answered, seen
from office.letters.postman import postman

pytestmark = [pytest.mark.slow, pytest.mark.django_db]

AUDIT = "令和7年度 包括外部監査"


def test_departments_are_told_that_they_are_asked_a_week_before_and_when_it_is_late(hall: Hall) -> None:
    today = timezone.localdate()
    due = today + timedelta(days=30)
    with postman() as post:
        ask(pk=hall.audit.pk, as_of=today, due=due, by=hall.office)
        asked = post.bring()
        assert [who for who, _ in asked] == ["小野 薫", "石井 涼"]
        assert asked[0][1].startswith(f"監査の措置の状況を回答してください（{day_text(due)}")
        assert f"http://localhost/audits/{hall.audit.pk}/" in post.last.get_content()
        answered(hall.two[1], hall.second)
        assert post.bring(due - timedelta(days=8)) == []
        ((soon, said),) = post.bring(due - timedelta(days=7))
        assert (soon, said.startswith("監査の回答期限は")) == ("石井 涼", True)
        assert "2件" in post.last.get_content()
        ((late, said),) = post.bring(due + timedelta(days=1))
        assert (late, "を過ぎています" in said) == ("石井 涼", True)


def test_a_day_that_moved_and_an_answer_that_came_back_are_told_to_the_department_alone(hall: Hall) -> None:
    today = timezone.localdate()
    ask(pk=hall.audit.pk, as_of=today, due=today + timedelta(days=30), by=hall.office)
    answered(hall.one, hall.editor)
    answered(hall.two[1], hall.second)
    with postman() as post:
        send_back(part=hall.one.pk, seen=seen(hall.one), note="日付がありません。", by=hall.office)
        assert post.bring() == [("石井 涼", f"監査の回答が差し戻されました: {AUDIT} 意見1")]
        assert "日付がありません。" in post.last.get_content()
        ask(pk=hall.audit.pk, as_of=today, due=today + timedelta(days=40), by=hall.office)
        ((who, said),) = post.bring()
        assert (who, "に変わりました" in said) == ("石井 涼", True)
