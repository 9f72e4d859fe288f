"""A department answers, the coordinating office accepts or sends back; nobody accepts their own, nothing is lost or done twice."""

from datetime import date, timedelta

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse
from django.utils import timezone

from monosashi.office.accounts.models import Department, Posting, Succession
from monosashi.office.accounts.permissions import NotAllowed, Role
from monosashi.office.accounts.standing import person
from monosashi.office.audits.actions_answering import AnswerChanged, WrongHand, accept, answer, send_back
from monosashi.office.audits.actions_keeping import EarlierRequest, ask
from monosashi.office.audits.models import CorrectiveAction
from monosashi.office.audits.queries import every_audit, one_audit
from monosashi.office.audits.states import AnswerForbids, AuditResultState, AuditResultStatus
from monosashi.office.events.models import Event
from office.audits.city_audits import ACTING, DONE, LEAD, MARCH, OFFICE, SEPTEMBER, Hall, accepted, answered, seen
from office.desk import browser, text
from office.laid import Someone

State = AuditResultState


def state(hall: Hall, number: int = 0) -> State:
    """Where the first department of a result stands."""
    return one_audit(hall.audit.pk, timezone.localdate()).results[number].parts[0].state


def test_an_answer_is_given_accepted_and_told(hall: Hall) -> None:
    assert state(hall) is State.UNANSWERED
    row = answered(hall.one, hall.editor)
    assert (state(hall), row.as_of, row.text) == (State.ANSWERED, MARCH, ACTING.text)
    accept(part=hall.one.pk, seen=seen(hall.one), by=hall.office)
    assert state(hall) is State.ACCEPTED
    assert list(
        Event.objects.filter(kind="audit_result", action__contains="answer").values_list("action", flat=True)
    ) == [
        "audit.answered",
        "audit.answer_accepted",
    ]
    history = browser(hall.editor).get(
        reverse("trail:history", args=("audit_result", hall.result.pk)), {"plan": hall.audit.plan_id}
    )
    assert "措置の回答を確認済にした" in text(history)


def test_what_was_sent_back_is_answered_again_in_its_place(hall: Hall) -> None:
    answered(hall.one, hall.editor)
    send_back(part=hall.one.pk, seen=seen(hall.one), note="時期を書いてください。", by=hall.office)
    assert (state(hall), CorrectiveAction.objects.get().note) == (State.RETURNED, "時期を書いてください。")
    answered(hall.one, hall.editor, DONE)
    row = CorrectiveAction.objects.get()
    assert (row.state, row.status, row.note, row.decided_at) == ("answered", "done", "", None)


def test_a_policy_that_was_accepted_moves_on_and_the_earlier_answer_stays(hall: Hall) -> None:
    accepted(hall.one, hall.editor, hall.office)
    accepted(hall.one, hall.editor, hall.office, DONE)
    rows = list(CorrectiveAction.objects.filter(part=hall.one))
    assert [(row.status, row.state) for row in rows] == [("done", "accepted"), ("acting", "accepted")]
    assert rows[0].as_of == max(timezone.localdate(), MARCH)
    part = one_audit(hall.audit.pk, timezone.localdate()).results[0].parts[0]
    earlier = part.accepted_until(MARCH)
    assert earlier is not None
    assert earlier.status == ("acting" if timezone.localdate() > MARCH else "done")


def test_a_later_request_asks_again_only_for_what_goes_on(hall: Hall) -> None:
    accepted(hall.one, hall.editor, hall.office)
    accepted(hall.two[0], hall.editor, hall.office, DONE)
    later = max(timezone.localdate(), MARCH) + timedelta(30)
    ask(pk=hall.audit.pk, as_of=later, due=later, by=hall.office)
    assert (state(hall, 0), state(hall, 1)) == (State.UNANSWERED, State.ACCEPTED)
    assert answered(hall.one, hall.editor).as_of == later


def test_an_end_that_was_accepted_is_not_answered_anew(hall: Hall) -> None:
    accepted(hall.one, hall.editor, hall.office, DONE)
    with pytest.raises(AnswerForbids, match="final"):
        answered(hall.one, hall.editor)
    send_back(part=hall.one.pk, seen=seen(hall.one), note="日付が違います。", by=hall.office)
    assert state(hall) is State.RETURNED


@pytest.mark.parametrize("act", [accept, send_back])
def test_there_is_nothing_to_decide_before_an_answer(hall: Hall, act: object) -> None:
    with pytest.raises(AnswerForbids):
        act(part=hall.one.pk, seen="0", by=hall.office, **({"note": "なし"} if act is send_back else {}))  # type: ignore[operator]
    assert not CorrectiveAction.objects.exists()


def test_who_may_not_answer_or_accept(hall: Hall) -> None:
    with pytest.raises(NotAllowed):
        answer(part=hall.one.pk, said=ACTING, seen="0", by=hall.second)
    with pytest.raises(NotAllowed):
        answer(part=hall.one.pk, said=ACTING, seen="0", by=hall.office)
    answered(hall.one, hall.editor)
    for act in (accept, send_back):
        with pytest.raises(NotAllowed):
            act(part=hall.one.pk, seen=seen(hall.one), by=hall.editor, **({"note": "x"} if act is send_back else {}))
    assert state(hall) is State.ANSWERED


def test_nobody_accepts_the_answer_of_their_own_department_or_their_own(hall: Hall, someone: Someone) -> None:
    answered(hall.one, hall.editor)
    Posting.objects.create(staff=hall.office.staff, department_id=LEAD, post="主査")
    with pytest.raises(WrongHand, match="own_department"):
        accept(part=hall.one.pk, seen=seen(hall.one), by=person(hall.office.staff))
    both = someone(Role.COORDINATING_OFFICE)
    both.roles.create(role=Role.DEPARTMENT_EDITOR)
    answered(hall.whole, person(both))
    with pytest.raises(WrongHand, match="own_answer"):
        accept(part=hall.whole.pk, seen=seen(hall.whole), by=person(both))


def test_an_opinion_on_the_whole_is_answered_by_the_coordinating_office_of_the_day(
    hall: Hall, someone: Someone
) -> None:
    of_office = person(someone(Role.DEPARTMENT_EDITOR, department=OFFICE))
    assert answered(hall.whole, of_office).state == "answered"
    with pytest.raises(NotAllowed):
        answered(hall.whole, hall.editor)


def test_where_no_department_is_marked_as_the_coordinating_office_the_page_says_that_nobody_can_answer(
    hall: Hall,
) -> None:
    address, said = f"/audits/results/{hall.whole.result.pk}/", "組織に事務局の所属がないため"
    assert said not in text(browser(hall.office).get(address))
    Department.objects.update(coordinating_office=False)
    assert said in text(browser(hall.office).get(address))


def test_who_answers_second_is_told_and_what_was_typed_stands_in_the_form(hall: Hall, someone: Someone) -> None:
    answered(hall.one, hall.editor)
    colleague = browser(person(someone(Role.DEPARTMENT_EDITOR, department=LEAD)))
    told = {"status": "considering", "text": "検討している。", "seen": "0"}
    answer_ = colleague.post(f"/audits/parts/{hall.one.pk}/answer/", told)
    assert answer_.status_code == 409
    assert "検討している。" in text(answer_)
    assert ACTING.text in text(answer_)
    assert CorrectiveAction.objects.get().text == ACTING.text
    again = {**told, "seen": seen(hall.one)}
    assert colleague.post(f"/audits/parts/{hall.one.pk}/answer/", again).status_code == 302
    assert CorrectiveAction.objects.get().text == "検討している。"


def test_a_double_click_answers_once_and_an_old_page_decides_nothing(hall: Hall) -> None:
    client, address = browser(hall.editor), f"/audits/parts/{hall.one.pk}/answer/"
    told = {"status": "acting", "text": "準備している。", "until": "令和8年度中", "seen": "0"}
    assert [client.post(address, told).status_code for _ in range(2)] == [302, 302]
    assert Event.objects.filter(action="audit.answered").count() == 1
    old = seen(hall.one)
    answered(hall.one, hall.editor, DONE)
    with pytest.raises(AnswerChanged):
        accept(part=hall.one.pk, seen=old, by=hall.office)
    office = browser(hall.office)
    answer_ = office.post(f"/audits/parts/{hall.one.pk}/send-back/", {"seen": old, "note": "直してください。"})
    assert (answer_.status_code, "直してください。" in text(answer_)) == (409, True)


@pytest.mark.parametrize(
    ("told", "where"),
    [
        ({"status": "acting"}, "いつまでに"),
        ({"status": "done"}, "措置した日"),
        ({"status": "done", "done_on": "2999-04-01"}, "措置した日"),
        ({"status": "not_taken", "text": " "}, "措置の内容"),
        ({}, "対応状況"),
    ],
)
def test_an_answer_that_lacks_something_is_told_where(hall: Hall, told: dict[str, str], where: str) -> None:
    answer_ = browser(hall.editor).post(
        f"/audits/parts/{hall.one.pk}/answer/", {"text": "公表した。", "seen": "0", **told}
    )
    assert answer_.status_code == 422
    assert where in text(answer_).split('<form class="form')[0]
    assert not CorrectiveAction.objects.exists()


def test_evidence_is_kept_handed_out_and_taken_away(hall: Hall) -> None:
    client, address = browser(hall.editor), f"/audits/parts/{hall.one.pk}/answer/"
    told = {"status": "done", "text": "公表した。", "done_on": "2026-04-01", "seen": "0"}
    file = SimpleUploadedFile("公表.pdf", b"%PDF-1.7 x")
    assert client.post(address, {**told, "file": file}).status_code == 302
    row = CorrectiveAction.objects.get()
    kept = client.get(f"/audits/evidence/{row.pk}/")
    assert b"".join(kept) == b"%PDF-1.7 x"
    assert kept["Content-Disposition"].startswith("attachment")
    assert client.post(address, {**told, "text": "改めて公表した。", "seen": seen(hall.one)}).status_code == 302
    assert CorrectiveAction.objects.get().file_name == "公表.pdf"
    assert client.post(address, {**told, "drop_file": "on", "seen": seen(hall.one)}).status_code == 302
    assert CorrectiveAction.objects.get().file_name == ""
    assert client.get(f"/audits/evidence/{row.pk}/").status_code == 404
    wrong = SimpleUploadedFile("実行.exe", b"MZ")
    assert client.post(address, {**told, "file": wrong, "seen": seen(hall.one)}).status_code == 422


def test_after_a_reorganisation_who_goes_on_answers(hall: Hall, someone: Someone) -> None:
    today = timezone.localdate()
    new = Department.objects.create(code="d-99", name="情報政策課", valid_from=today)
    Department.objects.filter(pk=LEAD).update(valid_to=today - timedelta(1))
    Succession.objects.create(predecessor_id=LEAD, successor=new, kind="renamed", since=today)
    heir = person(someone(Role.DEPARTMENT_EDITOR, department="d-99"))
    assert [part.name for part in one_audit(hall.audit.pk, today).results[0].parts] == ["情報政策課"]
    assert answered(hall.one, heir).state == "answered"
    page = browser(heir).get(f"/audits/results/{hall.result.pk}/")
    assert "情報政策課" in text(page)


def test_requests_go_forward_and_the_due_day_may_move(hall: Hall) -> None:
    moved = ask(pk=hall.audit.pk, as_of=MARCH, due=date(2026, 5, 8), by=hall.office)
    assert (moved.due, hall.audit.requests.count()) == (date(2026, 5, 8), 1)
    with pytest.raises(EarlierRequest):
        ask(pk=hall.audit.pk, as_of=SEPTEMBER, due=MARCH, by=hall.office)
    with pytest.raises(NotAllowed):
        ask(pk=hall.audit.pk, as_of=MARCH, due=MARCH, by=hall.editor)


@pytest.mark.parametrize(("after", "overdue"), [(-1, 0), (0, 0), (1, 4)])
def test_an_answer_is_late_on_the_day_after_it_was_due(hall: Hall, after: int, overdue: int) -> None:
    (now,) = every_audit(date(2026, 4, 20) + timedelta(after))
    assert (now.owed, now.overdue) == (4, overdue)


def test_a_result_of_two_departments_is_done_when_both_are(hall: Hall) -> None:
    accepted(hall.two[0], hall.editor, hall.office, DONE)
    assert one_audit(hall.audit.pk, MARCH).done == 0
    accepted(hall.two[1], hall.second, hall.office, DONE)
    now = one_audit(hall.audit.pk, MARCH)
    assert (now.done, now.results[1].status) == (1, AuditResultStatus.DONE)
