"""Bodies are entered, meetings planned, changed, held and cancelled: each once, by whoever may, as their state allows."""

from datetime import date, timedelta

import pytest
from django.test import Client
from django.utils import timezone

from monosashi.office.accounts.permissions import NotAllowed, Role
from monosashi.office.accounts.refusals import StateForbids
from monosashi.office.accounts.standing import Person, person
from monosashi.office.entering.told import ChangedSince, new_token, seen
from monosashi.office.events.models import Event
from monosashi.office.meetings import actions_agenda, actions_bodies, actions_meetings
from monosashi.office.meetings.models import AgendaItem, Body, Meeting
from monosashi.office.meetings.rows import told_of_body, told_of_meeting
from monosashi.office.meetings.states import MeetingForbids
from monosashi.office.meetings.told import BodyTold, ItemTold, MeetingTold, MemberTold
from office.desk import field, text
from office.laid import Someone
from office.meetings.room import PLAN, Room, a_decision, a_meeting, an_item, at


def told(action: str) -> int:
    return Event.objects.filter(action=action).count()


def test_a_body_sent_twice_is_entered_once(office: Client) -> None:
    page = office.get("/meetings/bodies/new/")
    sent = {"name": "部会", "kind": "subcommittee", "token": field(page, "token")}
    answers = [office.post("/meetings/bodies/new/", sent) for _ in range(2)]
    assert [answer.status_code for answer in answers] == [302, 302]
    assert answers[0]["Location"] == answers[1]["Location"]
    assert (Body.objects.filter(name="部会").count(), told("meeting_body.made")) == (1, 2)


def test_two_bodies_have_two_names(office: Client, room: Room) -> None:
    answer = office.post("/meetings/bodies/new/", {"name": room.body.name, "kind": "internal"})
    assert answer.status_code == 409
    assert "「推進会議」という会議体がすでにあります" in text(answer)


def test_who_changes_a_body_second_is_told_what_stands_there_and_can_send_it_again(
    office: Client, room: Room, colleague: Person
) -> None:
    where = f"/meetings/bodies/{room.body.pk}/change/"
    based_on = field(office.get(where), "based_on")
    actions_bodies.change_body(
        room.body.pk, BodyTold("推進本部会議", "internal", rests_on="設置要綱"), based_on=based_on, by=colleague
    )
    sent = {"name": "新しい会議", "kind": "internal", "rests_on": "設置要綱", "based_on": based_on}
    answer = office.post(where, sent)
    assert answer.status_code == 409
    assert "三浦 陽さんがここを変えた" in text(answer)
    assert "<dd>推進本部会議</dd>" in text(answer)
    assert 'value="新しい会議"' in text(answer)
    assert Body.objects.get(pk=room.body.pk).name == "推進本部会議"
    assert office.post(where, {**sent, "based_on": field(answer, "based_on")}).status_code == 302
    assert Body.objects.get(pk=room.body.pk).name == "新しい会議"


def test_the_same_change_twice_is_on_record_once(coordinator: Person, room: Room) -> None:
    based_on, wanted = seen(told_of_body(room.body).plain), BodyTold("推進本部", "internal")
    for _ in range(2):
        actions_bodies.change_body(room.body.pk, wanted, based_on=based_on, by=coordinator)
    assert told("meeting_body.changed") == 1


def test_a_body_out_of_use_keeps_its_meetings_and_gets_no_new_one(office: Client, room: Room) -> None:
    assert office.post(f"/meetings/bodies/{room.body.pk}/retire/").status_code == 302
    where = f"/meetings/bodies/{room.body.pk}/plan/{PLAN}/"
    answer = office.post(where, {"day": "2026-05-24", "looks_at": f"plan 0 {PLAN}", "place": "第1会議室"})
    assert answer.status_code == 409
    assert "使用を終了しているため" in text(answer)
    assert 'value="第1会議室"' in text(answer)
    assert room.meeting.body.meetings.count() == 1
    office.post(f"/meetings/bodies/{room.body.pk}/use-again/")
    assert office.post(where, {"day": "2026-05-24", "looks_at": f"plan 0 {PLAN}"}).status_code == 302


def test_a_seat_that_took_part_is_ended_and_never_removed(coordinator: Person, room: Room) -> None:
    room.meeting.attendance.create(member=room.chair, state="present")
    with pytest.raises(StateForbids):
        actions_bodies.remove_member(room.body.pk, room.chair.pk, by=coordinator)
    actions_bodies.remove_member(room.body.pk, room.member.pk, by=coordinator)
    assert list(room.body.members.all()) == [room.chair]


@pytest.mark.parametrize(
    "wrong",
    [
        MemberTold("chair", "本部長", since=date(2026, 4, 1), until=date(2026, 3, 31)),
        MemberTold("chair", "長", "00000"),
    ],
)
def test_a_seat_that_cannot_be_is_refused(coordinator: Person, room: Room, wrong: MemberTold) -> None:
    with pytest.raises(StateForbids):
        actions_bodies.add_member(room.body.pk, wrong, token=new_token(), by=coordinator)


def test_the_number_is_that_after_the_last_of_the_fiscal_year_of_the_day(coordinator: Person, room: Room) -> None:
    days = [date(2031, 4, 1), date(2032, 3, 31), date(2032, 4, 1)]
    made = [
        actions_meetings.plan_meeting(room.body.pk, MeetingTold(PLAN, day), token=new_token(), by=coordinator)
        for day in days
    ]
    assert [(each.fiscal_year, each.number) for each in made] == [(2031, 1), (2031, 2), (2032, 1)]


def test_a_number_that_is_taken_is_refused_with_the_next_free_one(office: Client, room: Room) -> None:
    day = room.meeting.day.isoformat()
    sent = {"day": day, "number": str(room.meeting.number), "looks_at": f"plan 0 {PLAN}"}
    answer = office.post(f"/meetings/bodies/{room.body.pk}/plan/{PLAN}/", sent)
    assert answer.status_code == 409
    assert f"第{room.meeting.number + 1}回にしてください" in text(answer)


def test_a_new_meeting_looks_again_at_what_is_not_followed_up(office: Client, room: Room) -> None:
    where = f"/meetings/bodies/{room.body.pk}/plan/{PLAN}/"
    page = office.get(where)
    assert "窓口の手続を見直す" in text(page)
    again = {"looks_again": [str(room.decision.pk)], "token": field(page, "token")}
    for _ in range(2):
        answer = office.post(where, {"day": "2030-05-24", "looks_at": f"plan 0 {PLAN}", **again})
    item = AgendaItem.objects.get(title="前回までの決定事項の確認")
    assert [each.decision for each in item.reviews.all()] == [room.decision]
    assert "窓口の手続を見直す" in text(office.get(f"{answer['Location']}agenda/"))


def test_what_is_followed_up_is_not_offered_again(coordinator: Person, office: Client, room: Room) -> None:
    type(room.decision).objects.filter(pk=room.decision.pk).update(state="done")
    assert "窓口の手続を見直す" not in text(office.get(f"/meetings/bodies/{room.body.pk}/plan/{PLAN}/"))


def test_who_changes_a_meeting_second_is_told(coordinator: Person, colleague: Person, room: Room) -> None:
    now = told_of_meeting(room.meeting)
    based_on = seen(now.plain)
    moved = MeetingTold(PLAN, now.day - timedelta(days=1), now.number)
    actions_meetings.change_meeting(room.meeting.pk, moved, based_on=based_on, by=colleague)
    other = MeetingTold(PLAN, now.day, now.number, place="議場")
    with pytest.raises(ChangedSince):
        actions_meetings.change_meeting(room.meeting.pk, other, based_on=based_on, by=coordinator)
    assert Meeting.objects.get(pk=room.meeting.pk).place == ""


def test_a_meeting_of_tomorrow_was_not_held_yet(coordinator: Person, room: Room) -> None:
    tomorrow = a_meeting(room.body, coordinator, days=1)
    with pytest.raises(StateForbids):
        actions_meetings.hold(tomorrow.pk, by=coordinator)


def test_a_cancelled_meeting_says_why_and_is_planned_again_for_another_day(
    office: Client, room: Room, coordinator: Person
) -> None:
    row = a_meeting(room.body, coordinator, days=3)
    where = f"/meetings/{row.pk}/"
    for _ in range(2):
        assert office.post(f"{where}cancel/", {"reason": "台風のため"}).status_code == 302
    assert "台風のため" in text(office.get(where))
    assert office.post(f"{where}hold/").status_code == 409
    day = (timezone.localdate() + timedelta(days=9)).isoformat()
    for _ in range(2):
        assert office.post(f"{where}plan-again/", {"day": day}).status_code == 302
    row.refresh_from_db()
    assert (row.state, row.day.isoformat(), row.reason) == ("planned", day, "")
    assert (told("meeting.cancelled"), told("meeting.planned_again")) == (1, 1)


def test_what_was_held_is_neither_cancelled_nor_planned_again(coordinator: Person, room: Room) -> None:
    with pytest.raises(MeetingForbids):
        actions_meetings.cancel(room.meeting.pk, reason="雨", by=coordinator)
    with pytest.raises(MeetingForbids):
        actions_meetings.plan_again(room.meeting.pk, day=date(2030, 5, 24), by=coordinator)
    assert actions_meetings.hold(room.meeting.pk, by=coordinator).state == "held"


@pytest.mark.parametrize(
    ("role", "plan"), [(Role.DEPARTMENT_EDITOR, ""), (Role.BODY_MEMBER, ""), (Role.COORDINATING_OFFICE, "another-plan")]
)
def test_who_may_not_keep_meetings(someone: Someone, room: Room, role: Role, plan: str) -> None:
    by = person(someone(role, plan=plan))
    with pytest.raises(NotAllowed):
        a_meeting(room.body, by)
    with pytest.raises(NotAllowed):
        an_item(room.meeting, by)
    with pytest.raises(NotAllowed):
        a_decision(room.item, by)


def test_the_office_of_one_plan_keeps_its_meetings_and_not_the_bodies_of_the_city(someone: Someone, room: Room) -> None:
    by = person(someone(Role.COORDINATING_OFFICE, plan=PLAN))
    assert a_meeting(room.body, by, days=5).plan_id == PLAN
    with pytest.raises(NotAllowed):
        actions_bodies.set_use(room.body.pk, in_use=False, by=by)


def test_an_item_moves_to_its_place_and_a_second_click_moves_nothing(
    office: Client, coordinator: Person, room: Room
) -> None:
    second, third = (an_item(room.meeting, coordinator, title) for title in ("改訂について", "その他"))
    for _ in range(2):
        assert office.post(at(room, f"items/{third.pk}/move/"), {"to": "1"}).status_code == 302
    order = list(AgendaItem.objects.filter(meeting=room.meeting).values_list("pk", "position"))
    assert order == [(third.pk, 1), (room.item.pk, 2), (second.pk, 3)]
    assert told("meeting.item_moved") == 1


def test_an_item_with_a_decision_stays_and_an_empty_one_goes(coordinator: Person, room: Room) -> None:
    with pytest.raises(StateForbids):
        actions_agenda.remove_item(room.meeting.pk, room.item.pk, by=coordinator)
    empty = an_item(room.meeting, coordinator, "その他")
    actions_agenda.remove_item(room.meeting.pk, empty.pk, by=coordinator)
    assert list(room.meeting.items.values_list("position", flat=True)) == [1]


def test_items_of_the_last_meeting_are_taken_over_once_with_their_measures(
    office: Client, coordinator: Person, room: Room
) -> None:
    coming = a_meeting(room.body, coordinator, days=5)
    where = f"/meetings/{coming.pk}/items/carry/"
    assert "取組状況について" in text(office.get(where))
    for _ in range(2):
        assert office.post(where, {"items": [str(room.item.pk)]}).status_code == 302
    (item,) = coming.items.all()
    assert (item.title, item.carried_from, [each.node for each in item.measures.all()]) == (
        room.item.title,
        room.item,
        ["n-p073"],
    )


def test_who_changes_an_item_second_is_told_in_the_words_of_the_page(
    office: Client, colleague: Person, room: Room
) -> None:
    where = at(room, f"items/{room.item.pk}/change/")
    based_on = field(office.get(where), "based_on")
    actions_agenda.change_item(
        room.meeting.pk, room.item.pk, ItemTold("report", "実績について"), based_on=based_on, by=colleague
    )
    answer = office.post(where, {"kind": "discussion", "title": "評価について", "based_on": based_on})
    assert answer.status_code == 409
    assert "<dd>実績について</dd>" in text(answer)
    assert "<dd>報告</dd>" in text(answer)
