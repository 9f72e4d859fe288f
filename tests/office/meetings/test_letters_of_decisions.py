from datetime import timedelta

import pytest
from django.utils import timezone

from monosashi.office.accounts.standing import Person
from monosashi.office.meetings import actions_decisions
from office.letters.postman import postman
from office.meetings.room import Room, a_decision

pytestmark = [pytest.mark.slow, pytest.mark.django_db]


def test_a_decision_is_told_to_who_reports_on_it_a_week_before_and_when_it_is_late(
    room: Room, coordinator: Person, editor: Person, other_editor: Person
) -> None:
    assert other_editor
    due = timezone.localdate() + timedelta(days=30)
    with postman() as post:
        row = a_decision(room.item, coordinator, due=due)
        ((who, said),) = post.bring()
        assert (who, said.startswith("決定事項の対応を報告してください（")) == (editor.staff.name, True)
        assert f"/meetings/{room.meeting.pk}/decisions/{row.pk}/" in post.last.get_content()
        ((_, said),) = post.bring(due - timedelta(days=7))
        assert said.startswith("決定事項の報告期限は")
        ((_, said),) = post.bring(due + timedelta(days=1))
        assert "を過ぎています" in said


def test_a_report_that_came_back_is_told_again_and_one_that_stands_is_not(
    room: Room, coordinator: Person, editor: Person
) -> None:
    of = (room.meeting.pk, room.decision.pk)
    with postman() as post:
        actions_decisions.report(*of, text="見直しました。", by=editor)
        assert post.bring() == []
        actions_decisions.send_back(*of, note="いつからですか。", by=coordinator)
        ((who, said),) = post.bring()
        assert (who, "変更がありました" in said) == (editor.staff.name, True)
        assert "いつからですか。" in post.last.get_content()
