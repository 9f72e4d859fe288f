"""What whoever watches the office is told: health, logs, the worker's clock, jobs."""

import json
import logging
import os
import subprocess
import sys
from collections.abc import Callable
from datetime import datetime, timedelta
from zoneinfo import ZoneInfo

import pytest
from django.test import Client
from django.utils import timezone
from django_tasks_db.compat import TaskResultStatus
from django_tasks_db.models import DBTaskResult, get_date_max
from pytest_django import Settings

from monosashi.office.accounts.permissions import Role
from monosashi.office.config.logs import JsonLines
from monosashi.office.events.models import Event
from monosashi.office.jobs.models import Progress
from monosashi.office.operation.interrupted import put_back
from monosashi.office.operation.marks import Part, mark
from monosashi.office.operation.ticking import backup_is_due, tick

TOKYO = ZoneInfo("Asia/Tokyo")


def at(text: str) -> datetime:
    return datetime.fromisoformat(text).replace(tzinfo=TOKYO)


@pytest.mark.parametrize(
    ("now", "last", "due"),
    [
        ("2025-05-12 02:29", None, False),
        ("2025-05-12 02:30", None, True),
        ("2025-05-12 02:31", "2025-05-12 02:30", False),
        ("2025-05-12 09:00", "2025-05-11 02:30", True),
        ("2025-05-12 00:10", "2025-05-11 02:30", False),
    ],
)
def test_the_daily_backup_is_due_once_after_its_time(now: str, last: str | None, *, due: bool) -> None:
    assert backup_is_due(at(now), "02:30", last and at(last)) is due  # type: ignore[arg-type]


def test_without_a_time_no_daily_backup_is_due() -> None:
    assert not backup_is_due(at("2025-05-12 09:00"), "", None)


def test_health_tells_of_a_worker_that_is_gone(db: None) -> None:
    assert Client().get("/healthz").status_code == 200
    mark(Part.WORKER, timezone.now() - timedelta(minutes=3))
    answer = Client().get("/healthz")
    assert (answer.status_code, answer.json()["worker"]["ok"]) == (503, False)
    mark(Part.WORKER)
    assert Client().get("/healthz").json()["ok"] is True


@pytest.mark.parametrize(
    ("at", "hours", "ok"),
    [("02:30", 24, True), ("02:30", 26, False), ("", 26, None)],
)
def test_health_tells_of_a_daily_backup_that_did_not_come(
    db: None, settings: Settings, at: str, hours: int, *, ok: bool | None
) -> None:
    settings.INSTALLATION = settings.INSTALLATION.model_copy(update={"backup_at": at})
    mark(Part.BACKUP, timezone.now() - timedelta(hours=hours))
    assert told_of_backup() == (503 if ok is False else 200, ok)


@pytest.mark.parametrize(("hours", "ok"), [(24, None), (26, False)])
def test_health_tells_of_a_daily_backup_that_never_came(db: None, settings: Settings, hours: int, *, ok: bool) -> None:
    settings.INSTALLATION = settings.INSTALLATION.model_copy(update={"backup_at": "02:30"})
    Event.objects.create(action="x", kind="x", object_id="x", at=timezone.now() - timedelta(hours=hours))
    assert told_of_backup() == (503 if ok is False else 200, ok)


def told_of_backup() -> tuple[int, bool | None]:
    answer = Client().get("/healthz")
    return answer.status_code, answer.json()["backup"]["ok"]


@pytest.mark.slow
def test_whoever_watches_asks_on_the_machine_itself_whatever_the_office_is_called(tmp_path: object) -> None:
    told = {"MONOSASHI_HOME": str(tmp_path), "MONOSASHI_HOSTS": "plan.city.example", "MONOSASHI_DATABASE": ""}
    lines = "from django.conf import settings; print(*settings.ALLOWED_HOSTS)"
    environment = {**os.environ, **told, "DJANGO_SETTINGS_MODULE": "monosashi.office.config.settings"}
    done = subprocess.run((sys.executable, "-c", lines), env=environment, capture_output=True, text=True, check=True)
    assert done.stdout.split() == ["plan.city.example", "localhost", "127.0.0.1", "[::1]"]


@pytest.mark.slow
@pytest.mark.django_db(transaction=True)
def test_a_tick_leaves_a_heartbeat_and_does_what_is_due() -> None:
    tick(timezone.now())
    told = Client().get("/healthz").json()
    assert told["worker"]["ok"] is True


def test_a_log_line_of_an_error_says_where_and_never_what_was_typed() -> None:
    try:
        int("氏名 田中")
    except ValueError:
        record = logging.LogRecord("x", logging.ERROR, "", 0, "failed for %s", ("田中",), sys.exc_info())
    line = JsonLines().format(record)
    assert "田中" not in line
    assert json.loads(line)["error"] == "builtins.ValueError"
    assert "test_watching.py" in json.loads(line)["lines"][0]


def test_a_request_is_logged_by_template_with_an_id_and_without_query(
    db: None, caplog: pytest.LogCaptureFixture
) -> None:
    with caplog.at_level(logging.INFO, "monosashi.requests"):
        answer = Client().get("/plans/secret-plan/?q=secret-word", headers={"X-Request-ID": "abcd-1234-efgh"})
    lines = [json.loads(JsonLines().format(record)) for record in caplog.records if record.name == "monosashi.requests"]
    assert [(line["route"], line["status"], line["request"]) for line in lines] == [
        ("/plans/<str:plan>/", 302, "abcd-1234-efgh")
    ]
    assert "secret" not in json.dumps(lines)
    assert answer["X-Request-ID"] == "abcd-1234-efgh"


def job(status: str, *workers: str) -> DBTaskResult:  # type: ignore[type-arg]
    return DBTaskResult.objects.create(
        status=status,
        args_kwargs={"args": [], "kwargs": {}},
        task_path="monosashi.office.findings.tasks.review",
        worker_ids=list(workers),
        backend_name="default",
        run_after=get_date_max(),
        exception_class_path="",
        traceback="",
    )


def test_a_job_whose_worker_was_killed_runs_again_but_not_for_ever(db: None) -> None:
    once, thrice = job(TaskResultStatus.RUNNING, "here"), job(TaskResultStatus.RUNNING, "here", "here", "here")
    elsewhere = job(TaskResultStatus.RUNNING, "there")
    assert put_back() == 2
    states = [DBTaskResult.objects.get(pk=one.pk).status for one in (once, thrice, elsewhere)]
    assert states == [TaskResultStatus.READY, TaskResultStatus.FAILED, TaskResultStatus.READY]


def test_the_page_of_jobs_shows_how_far_they_are(
    logged_in: Callable[..., Client], django_assert_max_num_queries: Callable[..., object]
) -> None:
    running = job(TaskResultStatus.RUNNING, "here")
    Progress.objects.create(job=running.pk, at=timezone.now(), done=17, total=68, about="秋田市の計画")
    ended = job(TaskResultStatus.SUCCESSFUL, "here")
    Progress.objects.create(job=ended.pk, at=timezone.now(), done=2, total=3, about="佐世保市の計画")
    browser = logged_in(Role.ADMINISTRATOR)
    page = browser.get("/operation/jobs/").content.decode()
    assert "秋田市の計画" in page
    assert "25" in page
    assert "17 / 68" in page
    assert ("100" in page, "2 / 3" in page) == (True, False)
    assert logged_in(Role.COORDINATING_OFFICE).get("/operation/jobs/").status_code == 403


@pytest.mark.slow
def test_the_set_up_of_a_real_installation_passes_djangos_own_check(tmp_path: object) -> None:
    environment = {**os.environ, "MONOSASHI_HOME": str(tmp_path), "MONOSASHI_HTTPS": "true", "MONOSASHI_DATABASE": ""}
    environment["DJANGO_SETTINGS_MODULE"] = "monosashi.office.config.settings"
    command = (sys.executable, "-m", "monosashi.office.manage", "check", "--deploy", "--fail-level", "INFO")
    done = subprocess.run(command, env=environment, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr
    assert "no issues" in done.stdout
