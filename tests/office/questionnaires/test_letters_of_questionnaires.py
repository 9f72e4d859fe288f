from datetime import timedelta

import pytest

from monosashi.office.questionnaires.actions_running import extend
from office.letters.postman import postman
from office.questionnaires.room import Room, chosen, people, today

pytestmark = [pytest.mark.slow, pytest.mark.django_db]


def test_who_is_asked_is_told_at_once_and_two_days_before_the_end_who_has_not_handed_in(nameless: Room) -> None:
    asked, until = people(5), nameless.row.until
    people(1, "d-99")
    names = [who.staff.name for who in asked]
    with postman() as post:
        nameless.open()
        told = post.bring()
        assert [who for who, _ in told] == names
        assert {said[:15] for _, said in told} == {"アンケートに回答してください（"}
        nameless.hand_in(asked[0], {nameless.one.pk: chosen("1")})
        assert post.bring(until - timedelta(days=3)) == []
        assert [who for who, _ in post.bring(until - timedelta(days=2))] == names[1:]
        assert post.bring(until + timedelta(days=1)) == []


def test_a_letter_says_nothing_of_the_questions_and_a_later_end_is_told(nameless: Room) -> None:
    asked = people(5)
    nameless.open()
    nameless.hand_in(asked[0], {nameless.one.pk: chosen("1")})
    with postman() as post:
        extend(nameless.row.pk, until=nameless.row.until + timedelta(days=9), today=today(), by=nameless.by)
        assert len(post.bring()) == 4
        text = post.last.get_content()
        assert f"/questionnaires/{nameless.row.pk}/answer-anonymously/" in text
        assert nameless.one.text not in text
        assert "締切が" in str(post.last["Subject"])
