import json
import re
import time
from datetime import UTC, datetime, timedelta
from typing import Any
from unittest.mock import patch

import pytest
from django.conf import settings
from django.db.models import QuerySet
from django.test import Client, override_settings
from django.utils import timezone
from django_tasks.base import TaskContext
from django_tasks_db.models import DBTaskResult

from monosashi.office.accounts.models import Staff
from monosashi.office.accounts.permissions import Role
from monosashi.office.compiling import tasks
from monosashi.office.compiling.notices import notices_for
from monosashi.office.letters import handing_over, mailing
from monosashi.office.letters.mail_section import Mail
from monosashi.office.operation.interrupted import put_back
from monosashi.office.rounds.actions_answering import save_answers, submit
from monosashi.office.rounds.models import Reminder, Sheet
from monosashi.office.rounds.states import SheetState
from office.compiling.conftest import entered_as, overdue
from office.compiling.mail_servers import Taking, free_port, hanging, mailing_at, serving
from office.jobs_done import jobs_done
from office.laid import Someone
from office.rounds.desk import Desk

pytestmark = [pytest.mark.slow, pytest.mark.django_db]

Sending = Reminder.Sending
TEXT = "【課名】 担当者様\n期限は【期限】です。\n【施策】"
WORKER = "worker-of-the-test"


def work() -> None:
    """What the worker does."""
    done = jobs_done("compiling")
    assert {row.status for row in done} <= {"SUCCESSFUL"}, [row.traceback for row in done]


def mail_jobs() -> "QuerySet[DBTaskResult[Any, Any]]":
    return DBTaskResult.objects.filter(task_path__contains=".compiling.")


@pytest.fixture
def late(desk: Desk, someone: Someone) -> Desk:
    """Every department is late; that of the desk has two people with an address, another has one."""
    overdue(desk.round)
    Staff.objects.filter(pk=desk.answerer.staff.pk).update(email="kudo@city.example.jp")
    other = someone(Role.DEPARTMENT_EDITOR, department="d-03", name="長谷川 直")
    Staff.objects.filter(pk=other.pk).update(email="hasegawa@city.example.jp")
    third = someone(Role.DEPARTMENT_EDITOR, department="d-05", name="環境 太郎")
    Staff.objects.filter(pk=third.pk).update(email="kankyo@city.example.jp")
    return desk


def remind(desk: Desk, office: Client, *codes: str) -> str:
    told = {"to": codes or ["d-03"], "subject": "【課名】の回答", "text": TEXT}
    return office.post(f"/rounds/{desk.round.pk}/reminders/", told, follow=True).content.decode()


def states() -> dict[str, str]:
    return {row.code: row.sending for row in Reminder.objects.all()}


def test_late_departments_are_chosen_and_their_people_are_shown(late: Desk, office: Client) -> None:
    shown = office.get(f"/rounds/{late.round.pk}/reminders/").content.decode()
    assert 'value="d-03" checked' in shown
    assert "kudo@city.example.jp" in shown
    assert "【課名】 担当者様" in shown


def test_a_reminder_bears_on_the_first_page_the_day_on_which_it_was_written_here(late: Desk, office: Client) -> None:
    remind(late, office, "d-03")
    Reminder.objects.update(made_at=datetime(2025, 4, 9, 20, 30, tzinfo=UTC))
    assert "令和7年4月10日" in entered_as(late.answerer.staff).get("/").content.decode()


def test_each_department_gets_one_mail_to_all_its_people(late: Desk, office: Client) -> None:
    handler = Taking()
    with serving(handler) as port, mailing_at(port):
        assert "2課に督促しました。メールは2通送ります。" in remind(late, office, "d-03", "d-05")
        work()
    assert sorted(to for to, _ in handler.got) == [
        ("kankyo@city.example.jp",),
        ("kudo@city.example.jp", "hasegawa@city.example.jp"),
    ]
    letter = next(each for to, each in handler.got if len(to) == 2)
    assert letter["Subject"] == "情報統計課の回答"
    assert letter.get_content().startswith("情報統計課 担当者様")
    assert "マイナンバーカード" in letter.get_content()
    assert states() == {"d-03": Sending.SENT, "d-05": Sending.SENT}


def test_the_confirmer_whose_step_is_due_is_written_to(late: Desk, office: Client) -> None:
    Staff.objects.filter(pk=late.confirmer.staff.pk).update(email="kagaya@city.example.jp")
    save_answers(late.of, late.answers(), by=late.answerer)
    submit(late.of, by=late.answerer)
    handler = Taking()
    with serving(handler) as port, mailing_at(port):
        remind(late, office)
        work()
    assert "kagaya@city.example.jp" in handler.got[0][0]


def test_without_mail_a_reminder_stands_on_the_first_page_alone(late: Desk, office: Client) -> None:
    remind(late, office)
    row = Reminder.objects.get()
    assert (row.sending, row.to, list(mail_jobs())) == (Sending.NOTICE, "", [])
    assert [each.pk for each in notices_for(late.answerer, timezone.localdate()).reminders] == [row.pk]
    client = entered_as(late.answerer.staff)
    assert "情報統計課の回答" in client.get("/rounds/notices/").content.decode()
    assert "情報統計課の回答" in client.get("/").content.decode()


def test_a_server_that_hangs_is_given_up_after_the_time_told_and_the_mail_can_be_sent_again(
    late: Desk, office: Client
) -> None:
    with hanging() as port, mailing_at(port, timeout=1):
        remind(late, office)
        began = time.monotonic()
        work()
        assert time.monotonic() - began < 5
    row = Reminder.objects.get()
    assert (row.sending, row.problem) == (Sending.FAILED, "timeout")
    assert (
        "メールサーバーが時間内に答えませんでした" in office.get(f"/rounds/{late.round.pk}/reminders/").content.decode()
    )
    handler = Taking()
    with serving(handler) as port, mailing_at(port):
        office.post(f"/rounds/{late.round.pk}/reminders/again/", {"reminder": row.pk})
        work()
    assert (states(), len(handler.got)) == ({"d-03": Sending.SENT}, 1)


def test_a_server_that_hangs_once_it_has_the_text_leaves_it_open_whether_the_mail_went(
    late: Desk, office: Client
) -> None:
    with hanging(after=b"\r\n.\r\n") as port, mailing_at(port, timeout=1):
        remind(late, office)
        work()
    assert Reminder.objects.get().sending == Sending.UNSURE
    assert "送信中に止まりました" in office.get(f"/rounds/{late.round.pk}/reminders/").content.decode()


@pytest.mark.parametrize(
    ("handler", "state", "problem"),
    [
        (Taking(full=True), Sending.FAILED, "refused"),
        (Taking(refused=frozenset({"kudo@city.example.jp", "hasegawa@city.example.jp"})), Sending.FAILED, "recipients"),
        (Taking(refused=frozenset({"kudo@city.example.jp"})), Sending.SENT, "some_recipients"),
    ],
)
def test_a_server_that_refuses(late: Desk, office: Client, handler: Taking, state: str, problem: str) -> None:
    with serving(handler) as port, mailing_at(port):
        remind(late, office)
        work()
    row = Reminder.objects.get()
    assert (row.sending, row.problem) == (state, problem)


def test_where_nobody_listens_the_mail_has_failed(late: Desk, office: Client) -> None:
    with mailing_at(free_port()):
        remind(late, office)
        work()
    row = Reminder.objects.get()
    assert (row.sending, row.problem) == (Sending.FAILED, "no_connection")


def test_a_server_that_cannot_make_the_line_secure_gets_no_mail(late: Desk, office: Client) -> None:
    handler = Taking()
    with serving(handler) as port:
        mail = Mail(host="127.0.0.1", port=port, starttls=True, from_address="dx@city.example.jp", timeout_seconds=2)
        with override_settings(INSTALLATION=settings.INSTALLATION.model_copy(update={"mail": mail})):
            remind(late, office)
            work()
    assert (Reminder.objects.get().problem, handler.got) == ("not_secure", [])


def test_what_a_killed_worker_had_in_hand_is_not_sent_twice_and_the_rest_is_sent(late: Desk, office: Client) -> None:
    handler = Taking()
    with serving(handler) as port, mailing_at(port):
        remind(late, office, "d-03", "d-05")
        job = mail_jobs().get()
        job.claim(WORKER)

        def sent_then_killed(*told: Any) -> None:
            mailing.send(*told)
            raise KeyboardInterrupt

        with patch.object(handing_over, "send", sent_then_killed), pytest.raises(KeyboardInterrupt):
            job.task.call(TaskContext(task_result=job.task_result), *job.task_result.args)  # type: ignore[arg-type]
        put_back()
        work()
        work()
    assert [row.sending for row in Reminder.objects.order_by("pk")] == [Sending.UNSURE, Sending.SENT]
    assert len(handler.got) == 2


def test_a_clock_that_jumps_mails_no_reminder_twice(
    late: Desk, office: Client, monkeypatch: pytest.MonkeyPatch
) -> None:
    now, ahead = timezone.now(), [timedelta(hours=1)]
    monkeypatch.setattr("django.utils.timezone.now", lambda: now + ahead[0])
    handler = Taking()
    with serving(handler) as port, mailing_at(port):
        remind(late, office, "d-03")
        for ahead[0] in (timedelta(), timedelta(days=1), timedelta(hours=-1)):
            work()
            put_back()
            tasks.mail_reminders.enqueue([Reminder.objects.get().pk])
    assert (len(handler.got), states()) == (1, {"d-03": Sending.SENT})


def test_no_address_stands_in_a_log_or_in_the_job(
    late: Desk, office: Client, capfd: pytest.CaptureFixture[str], caplog: pytest.LogCaptureFixture
) -> None:
    nobody = Taking(refused=frozenset({"kudo@city.example.jp", "hasegawa@city.example.jp"}))
    with serving(nobody) as port, mailing_at(port):
        remind(late, office)
        work()
    jobs = json.dumps([[str(row.args_kwargs), row.traceback] for row in mail_jobs()])
    told = caplog.text + capfd.readouterr().err + jobs
    assert "city.example.jp" not in told
    assert Reminder.objects.get().problem == "recipients"


def test_nobody_else_reminds(late: Desk) -> None:
    answer = entered_as(late.answerer.staff).post(f"/rounds/{late.round.pk}/reminders/", {"to": ["d-03"]})
    assert (answer.status_code, Reminder.objects.count()) == (403, 0)


def test_a_reminder_leaves_the_first_page_once_the_department_owes_nothing_and_stays_among_the_notices(
    late: Desk, office: Client
) -> None:
    remind(late, office)
    client = entered_as(late.answerer.staff)
    assert "督促を読む" in client.get("/").content.decode()
    sheets = Sheet.objects.filter(round=late.round, departments__code="d-03", departments__part="lead")
    sheets.exclude(node=late.node).update(state=SheetState.SUBMITTED)
    assert "督促を読む" in client.get("/").content.decode()
    sheets.update(state=SheetState.SUBMITTED)
    assert "督促を読む" not in client.get("/").content.decode()
    assert "情報統計課の回答" in client.get("/rounds/notices/").content.decode()


def test_an_address_in_a_domain_with_letters_beyond_ascii_gets_its_mail_and_holds_up_no_other(
    late: Desk, office: Client
) -> None:
    Staff.objects.filter(name="長谷川 直").update(email="hasegawa@市役所.jp")
    handler = Taking()
    with serving(handler) as port, mailing_at(port):
        remind(late, office, "d-03", "d-05")
        work()
    assert states() == {"d-03": Sending.SENT, "d-05": Sending.SENT}
    assert {address for to, _ in handler.got for address in to} >= {
        "hasegawa@xn--7sto6a74d.jp",
        "kankyo@city.example.jp",
    }


def test_an_address_that_is_none_fails_and_holds_up_no_other(late: Desk, office: Client) -> None:
    handler = Taking()
    with serving(handler) as port, mailing_at(port):
        remind(late, office, "d-03", "d-05")
        Reminder.objects.filter(code="d-03").update(to="工藤＠city.example.jp")
        work()
    assert states() == {"d-03": Sending.FAILED, "d-05": Sending.SENT}


def test_what_was_sent_from_another_page_meanwhile_is_not_sent_twice_without_being_seen(
    late: Desk, office: Client
) -> None:
    here = f"/rounds/{late.round.pk}/reminders/"
    seen = dict(re.findall(r'name="(seen)" value="(\d+)"', office.get(here).content.decode()))
    told = {"to": ["d-03"], "subject": "回答のお願い", "text": "急ぎます。", **seen}
    assert [office.post(here, told).status_code for _ in range(2)] == [302, 409]
    again = office.post(here, told).content.decode()
    assert "督促がもう送られています" in again
    assert "急ぎます。" in again
    assert Reminder.objects.count() == 1
    now = dict(re.findall(r'name="(seen)" value="(\d+)"', again))
    assert office.post(here, {**told, **now}).status_code == 302
