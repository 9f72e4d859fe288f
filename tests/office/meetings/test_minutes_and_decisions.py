"""Minutes, attendance and papers are kept; decisions are reported on by whoever bears them and closed by somebody else."""

from collections.abc import Callable
from datetime import date, timedelta
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.utils import timezone

from monosashi.office.accounts.models import Department, Succession, SuccessionKind
from monosashi.office.accounts.permissions import NotAllowed, Role
from monosashi.office.accounts.refusals import StateForbids
from monosashi.office.accounts.standing import Person, person
from monosashi.office.entering.told import ChangedSince, seen
from monosashi.office.events.models import Event, EventContent
from monosashi.office.meetings import actions_decisions as actions
from monosashi.office.meetings import actions_minutes
from monosashi.office.meetings.models import Attendance, Meeting, MeetingDecision, Paper
from monosashi.office.meetings.rows import told_of_decision
from monosashi.office.meetings.states import DecisionForbids, MeetingForbids
from monosashi.office.meetings.told import DecisionTold
from office.desk import browser, field, text
from office.laid import Someone
from office.meetings.room import MEASURE, OWN, PLAN, Room, a_decision, a_meeting, an_item, at

SAID = "進捗の遅れている施策を中心に説明した。"


def minutes(page: Any, room: Room, **more: str) -> dict[str, str]:
    """What the form of the minutes sends."""
    return {
        "based_on": field(page, "based_on"),
        "day": timezone.localdate().isoformat(),
        f"said-{room.item.pk}": SAID,
        f"seat-{room.chair.pk}": "present",
        f"proxy-{room.chair.pk}": "",
        f"seat-{room.member.pk}": "by_proxy",
        f"proxy-{room.member.pk}": "市民課 課長補佐",
        **more,
    }


def test_minutes_hold_what_was_said_and_who_was_there_and_are_kept_once(office: Client, room: Room) -> None:
    where = at(room, "keep-minutes/")
    sent = minutes(office.get(where), room)
    for _ in range(2):
        assert office.post(where, sent).status_code == 302
    assert Meeting.objects.get(pk=room.meeting.pk).minutes == "made"
    printed = text(office.get(at(room, "minutes/")))
    assert [words in printed for words in (SAID, "代理出席 市民課 課長補佐", "窓口の手続を見直す")] == [True] * 3
    assert Event.objects.filter(action="meeting.minutes_kept").count() == 1


def test_the_event_of_minutes_counts_who_was_there_and_names_nobody(office: Client, room: Room) -> None:
    where = at(room, "keep-minutes/")
    office.post(where, minutes(office.get(where), room, **{f"proxy-{room.member.pk}": "架空田 植樹郎"}))
    body = EventContent.objects.get(event__action="meeting.minutes_kept").body
    assert "架空田" not in body
    assert '"by_proxy":1' in body


def test_nothing_recorded_is_its_own_value(office: Client, room: Room) -> None:
    where = at(room, "keep-minutes/")
    nothing = {f"seat-{room.member.pk}": "not_recorded", f"proxy-{room.member.pk}": ""}
    office.post(where, minutes(office.get(where), room, **nothing))
    assert Attendance.objects.get().member == room.chair
    assert "記録なし" in text(office.get(at(room, "minutes/")))


@pytest.mark.parametrize(
    ("seat", "proxy", "says"),
    [("by_proxy", "", "だれが出席したかがありません"), ("absent", "係長", "代理出席でないのに、代理者が入っています")],
)
def test_a_proxy_is_named_where_somebody_came_instead(
    office: Client, room: Room, seat: str, proxy: str, says: str
) -> None:
    where = at(room, "keep-minutes/")
    wrong = {f"seat-{room.member.pk}": seat, f"proxy-{room.member.pk}": proxy}
    answer = office.post(where, minutes(office.get(where), room, **wrong))
    assert answer.status_code == 422
    assert says in text(answer)
    assert SAID in text(answer)


def test_who_saves_minutes_second_loses_nothing_and_sees_the_other_words(
    office: Client, colleague: Person, room: Room
) -> None:
    where = at(room, "keep-minutes/")
    mine, theirs = minutes(office.get(where), room), browser(colleague)
    other = minutes(theirs.get(where), room, **{f"said-{room.item.pk}": "先に書いた要旨"})
    assert theirs.post(where, other).status_code == 302
    answer = office.post(where, mine)
    assert answer.status_code == 409
    assert "<dd>先に書いた要旨</dd>" in text(answer)
    assert f">\n{SAID}</textarea>" in text(answer).replace("\r", "")
    assert office.post(where, {**mine, "based_on": field(answer, "based_on")}).status_code == 302
    room.item.refresh_from_db()
    assert room.item.said == SAID


def test_minutes_without_a_word_and_without_a_file_are_none(office: Client, room: Room) -> None:
    where = at(room, "keep-minutes/")
    empty = {f"said-{room.item.pk}": ""}
    assert office.post(where, minutes(office.get(where), room, **empty)).status_code == 409
    office.post(at(room, "papers/new/"), {"item": "", "file": SimpleUploadedFile("議事録.txt", "全文".encode())})
    assert office.post(where, minutes(office.get(where), room, **empty)).status_code == 302


def test_missing_minutes_are_told_until_somebody_says_why_there_are_none(office: Client, room: Room) -> None:
    assert "議事要旨がまだありません。開催から20日たちました。" in text(office.get(at(room)))
    for _ in range(2):
        told = {"reason": "議事録の提出がない", "inferred": "on"}
        assert office.post(at(room, "no-minutes/"), told).status_code == 302
    page = text(office.get(at(room)))
    assert "作成しない: 議事録の提出がない" in page
    assert "会議資料から推定" in page
    assert Event.objects.filter(action="meeting.no_minutes").count() == 1


def test_no_minutes_of_a_meeting_that_is_still_to_come(coordinator: Person, room: Room) -> None:
    coming = a_meeting(room.body, coordinator, days=2)
    with pytest.raises(MeetingForbids):
        actions_minutes.make_no_minutes(coming.pk, reason="-", inferred=False, by=coordinator)
    with pytest.raises(MeetingForbids):
        a_decision(an_item(coming, coordinator), coordinator)


def test_a_paper_is_kept_once_handed_out_as_it_came_and_taken_off(office: Client, room: Room) -> None:
    for _ in range(2):
        file = SimpleUploadedFile("資料1.txt", "回答 41課".encode())
        assert office.post(at(room, "papers/new/"), {"item": str(room.item.pk), "file": file}).status_code == 302
    paper = Paper.objects.get()
    answer = office.get(at(room, f"papers/{paper.pk}/"))
    assert b"".join(answer.streaming_content) == "回答 41課".encode()  # type: ignore[attr-defined]
    assert answer["Content-Type"] == "application/octet-stream"
    assert office.post(at(room, f"papers/{paper.pk}/remove/")).status_code == 302
    assert office.get(at(room, f"papers/{paper.pk}/")).status_code == 404
    assert Paper.objects.get().removed_at is not None


def test_an_item_goes_once_its_paper_was_taken_off(office: Client, coordinator: Person, room: Room) -> None:
    item = an_item(room.meeting, coordinator, "その他")
    file = SimpleUploadedFile("資料2.txt", b"2")
    office.post(at(room, "papers/new/"), {"item": str(item.pk), "file": file})
    assert office.post(at(room, f"items/{item.pk}/remove/")).status_code == 409
    office.post(at(room, f"papers/{Paper.objects.get().pk}/remove/"))
    assert office.post(at(room, f"items/{item.pk}/remove/")).status_code == 302
    assert list(room.meeting.items.all()) == [room.item]


def test_a_file_that_is_another_than_it_says_is_refused(office: Client, room: Room) -> None:
    file = SimpleUploadedFile("資料.pdf", b"no pdf")
    answer = office.post(at(room, "papers/new/"), {"item": str(room.item.pk), "file": file})
    assert (answer.status_code, Paper.objects.count()) == (422, 0)


def test_a_decision_goes_from_report_over_sent_back_to_done(editor: Person, coordinator: Person, room: Room) -> None:
    mine, at_office = browser(editor), browser(coordinator)
    where = at(room, f"decisions/{room.decision.pk}/")
    assert "期限超過" in text(mine.get(where))
    for _ in range(2):
        assert mine.post(f"{where}report/", {"report": "申請書を3枚にした。"}).status_code == 302
    for _ in range(2):
        assert at_office.post(f"{where}send-back/", {"reason": "いつからですか。"}).status_code == 302
    assert "いつからですか。" in text(mine.get(where))
    mine.post(f"{where}report/", {"report": "11月から申請書を3枚にした。"})
    for _ in range(2):
        assert at_office.post(f"{where}close/").status_code == 302
    row = MeetingDecision.objects.get(pk=room.decision.pk)
    assert (row.state, row.report, row.closed_day) == ("done", "11月から申請書を3枚にした。", timezone.localdate())
    acts = Event.objects.filter(kind="meeting_decision").order_by("pk").values_list("action", flat=True)
    assert [each.partition(".")[2] for each in acts] == ["made", "reported", "sent_back", "reported", "closed"]


def test_nobody_closes_what_they_reported_themselves(coordinator: Person, colleague: Person, room: Room) -> None:
    actions.report(room.meeting.pk, room.decision.pk, text="済んだ。", by=coordinator)
    with pytest.raises(actions.OwnReport):
        actions.close(room.meeting.pk, room.decision.pk, by=coordinator)
    assert "別の人が確かめます" in text(browser(coordinator).get(at(room, f"decisions/{room.decision.pk}/")))
    assert actions.close(room.meeting.pk, room.decision.pk, by=colleague).state == "done"


def test_a_department_reports_on_its_own_decisions_alone(other_editor: Person, room: Room) -> None:
    with pytest.raises(NotAllowed):
        actions.report(room.meeting.pk, room.decision.pk, text="済んだ。", by=other_editor)
    answer = browser(other_editor).post(at(room, f"decisions/{room.decision.pk}/report/"), {"report": "済んだ。"})
    assert answer.status_code == 403
    assert "済んだ。" in text(answer)


def test_a_department_closes_nothing(editor: Person, room: Room) -> None:
    meeting, pk = room.meeting.pk, room.decision.pk
    with pytest.raises(NotAllowed):
        actions.close(meeting, pk, by=editor)
    with pytest.raises(NotAllowed):
        actions.send_back(meeting, pk, note="-", by=editor)
    with pytest.raises(NotAllowed):
        actions.call_off(meeting, pk, reason="-", by=editor)


Act = Callable[[Room, Person], object]


@pytest.mark.parametrize(
    "act",
    [
        lambda room, by: actions.close(room.meeting.pk, room.decision.pk, by=by),
        lambda room, by: actions.send_back(room.meeting.pk, room.decision.pk, note="-", by=by),
        lambda room, by: actions.take_up(room.meeting.pk, room.decision.pk, reason="早い", by=by),
    ],
    ids=["close", "send back", "take up"],
)
def test_what_the_state_of_a_decision_forbids_leaves_it_as_it_was(coordinator: Person, room: Room, act: Act) -> None:
    with pytest.raises(DecisionForbids):
        act(room, coordinator)
    assert MeetingDecision.objects.get(pk=room.decision.pk).state == "open"


def test_a_decision_that_was_called_off_says_why_and_is_taken_up_again(office: Client, room: Room) -> None:
    where = at(room, f"decisions/{room.decision.pk}/")
    assert office.post(f"{where}call-off/", {"reason": "法令が変わった"}).status_code == 302
    assert "法令が変わった" in text(office.get(where))
    assert "期限超過" not in text(office.get(where))
    assert office.post(f"{where}take-up/", {"reason": "施行が延びた"}).status_code == 302
    assert MeetingDecision.objects.get(pk=room.decision.pk).state == "open"


def test_who_changes_a_decision_second_is_told(coordinator: Person, colleague: Person, room: Room) -> None:
    based_on = seen(told_of_decision(room.decision).plain)
    first = DecisionTold(room.item.pk, "窓口を見直す", (OWN,), (MEASURE,), date(2027, 3, 31))
    actions.change_decision(room.meeting.pk, room.decision.pk, first, based_on=based_on, by=colleague)
    with pytest.raises(ChangedSince) as told:
        actions.change_decision(
            room.meeting.pk,
            room.decision.pk,
            DecisionTold(room.item.pk, "様式を見直す"),
            based_on=based_on,
            by=coordinator,
        )
    assert (told.value.now["text"], told.value.now["due"]) == ("窓口を見直す", "2027-03-31")


def test_a_decision_sent_twice_stands_once(office: Client, room: Room) -> None:
    where = at(room, "decisions/new/")
    sent = {
        "item": str(room.item.pk),
        "text": "周知する",
        "departments": [OWN],
        "token": field(office.get(where), "token"),
    }
    for _ in range(2):
        assert office.post(where, sent).status_code == 302
    assert MeetingDecision.objects.filter(text="周知する").count() == 1


def test_after_a_reorganisation_the_successor_reports_and_both_names_are_told(
    someone: Someone, office: Client, room: Room
) -> None:
    today = timezone.localdate()
    old = Department.objects.get(pk=OWN)
    new = Department.objects.create(code="d-new", name="窓口改革課", valid_from=today)
    Department.objects.filter(pk=OWN).update(valid_to=today - timedelta(days=1))
    Succession.objects.create(predecessor=old, successor=new, kind=SuccessionKind.RENAMED, since=today)
    by = person(someone(Role.DEPARTMENT_EDITOR, department="d-new"))
    assert "窓口改革課（決定時は市民課）" in text(office.get(at(room)))
    assert "窓口の手続を見直す" in text(browser(by).get("/"))
    assert "窓口の手続を見直す" in text(office.get(f"/plans/{PLAN}/departments/{OWN}/"))
    assert actions.report(room.meeting.pk, room.decision.pk, text="済んだ。", by=by).state == "reported"


def test_acts_on_a_decision_of_another_meeting_are_refused(coordinator: Person, room: Room) -> None:
    with pytest.raises(StateForbids):
        actions.call_off(room.meeting.pk + 1, room.decision.pk, reason="-", by=coordinator)
