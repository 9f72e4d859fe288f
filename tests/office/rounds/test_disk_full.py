"""A disk that is really full: whoever acts is told so in a sentence, nothing is half there, and what stood before stands."""

import json
import os
import shutil
import subprocess
import sys
from datetime import timedelta
from pathlib import Path
from typing import Any

import psycopg
import pytest
from django.contrib.sessions.backends.base import UpdateError
from django.contrib.sessions.exceptions import SessionInterrupted
from django.db import OperationalError, connection, transaction
from django.http import HttpResponse
from django.test import RequestFactory
from django.utils import timezone

from monosashi.office.login.session_store import SessionStore
from monosashi.office.login.sessions import SessionsOnAFullDisk
from monosashi.office.ui.no_room import NoRoom, is_no_room
from office.plans.test_killed import empty_office

SCRIPT = Path(__file__).with_name("one_full_disk.py")
IN_ITS_OWN = "mount -t tmpfs -o size=24m none {home} && exec {python} {script}"

mountable = (
    shutil.which("unshare") is not None
    and not subprocess.run(
        ["unshare", "-rm", "mount", "-t", "tmpfs", "-o", "size=1m", "none", "/tmp"],  # noqa: S108 -- of a namespace that ends with it
        check=False,
        capture_output=True,
    ).returncode
)
needs_disk = pytest.mark.skipif(not mountable, reason="no disk of one's own can be mounted here")


def on_small_disk(home: Path) -> dict[str, Any]:
    """What the script told, of an installation on a disk of its own."""
    with empty_office(home) as environment:
        line = IN_ITS_OWN.format(home=home, python=sys.executable, script=SCRIPT)
        done = subprocess.run(
            ["unshare", "-rm", "sh", "-c", line],
            env={**environment, "TMPDIR": str(home)},
            capture_output=True,
            text=True,
            check=False,
            timeout=120,
        )
    assert done.returncode == 0, done.stderr
    found: dict[str, Any] = json.loads(done.stdout)
    return found


@pytest.mark.slow
@needs_disk
def test_on_a_full_disk_nothing_is_half_done_and_everybody_is_told(tmp_path: Path) -> None:
    found = on_small_disk(tmp_path)
    first = found["first"]
    assert first["changed"] == {}
    assert first["whole"]
    assert first["acts"].pop("reading") == [200, False], "pages can be read"
    assert first["acts"]["evidence"] == [409, True], "the file is refused, before there is a row of it"
    assert all(sentence and status in {409, 507} for status, sentence in first["acts"].values()), first["acts"]
    assert set(found["again"]) <= {200, 302, 422}, "with room everything goes again"
    assert len(found["left"]["evidence"]) == len(found["left"]["files"]) == 1
    assert found["left"]["parts"] == 0
    assert found["left"]["fits"]
    assert found["left"]["problems"] == []
    if not os.environ.get("MONOSASHI_DATABASE"):
        alone = {"reading": [507, True], "saving": [507, True]}
        assert found["alone"] == {"acts": alone, "changed": {}, "whole": True}
        assert found["closing"] == {"acts": {"closing": [507, True]}, "changed": {}, "whole": True}
        assert (found["closed"], found["left"]["round"]) == (302, "closed")


@pytest.mark.django_db
@pytest.mark.skipif(connection.vendor != "postgresql", reason="of PostgreSQL")
def test_a_full_disk_of_postgresql_is_known() -> None:
    full = "DO $$ BEGIN RAISE EXCEPTION 'no space left on device' USING ERRCODE = '53100'; END $$"
    with pytest.raises(OperationalError) as raised, transaction.atomic(), connection.cursor() as cursor:
        cursor.execute(full)
    assert isinstance(raised.value.__cause__, psycopg.errors.DiskFull)
    assert is_no_room(raised.value)


def test_other_faults_are_no_full_disk() -> None:
    assert not is_no_room(OperationalError("database is locked"))
    assert not is_no_room(FileNotFoundError(2, "no such file"))
    assert not is_no_room(None)


def page_with(session_that_fails: Exception, monkeypatch: pytest.MonkeyPatch, *, changed: bool) -> HttpResponse:
    """What is answered where the session cannot be written."""

    def failing(*_: object, **__: object) -> None:
        raise session_that_fails

    monkeypatch.setattr(SessionStore, "save", failing)
    request, page = RequestFactory().get("/"), HttpResponse("ok")
    request.session = SessionStore()
    request.session["somebody"] = 1
    request.session.modified = changed
    request.session.until = timezone.now() + timedelta(minutes=1)
    return SessionsOnAFullDisk(lambda _: page).process_response(request, page)


def full_disk() -> OperationalError:
    fault = OperationalError()
    fault.__cause__ = OSError(28, "no space left on device")
    return fault


def test_a_page_is_shown_though_its_session_cannot_be_made_to_last_longer(monkeypatch: pytest.MonkeyPatch) -> None:
    assert page_with(full_disk(), monkeypatch, changed=False).content == b"ok"


def test_a_session_that_was_changed_and_cannot_be_kept_is_told(monkeypatch: pytest.MonkeyPatch) -> None:
    with pytest.raises(NoRoom):
        page_with(full_disk(), monkeypatch, changed=True)


@pytest.mark.parametrize(
    ("fault", "told"),
    [(OperationalError("database is locked"), OperationalError), (UpdateError(), SessionInterrupted)],
)
@pytest.mark.parametrize("changed", [True, False])
def test_a_session_that_another_fault_keeps_from_being_written_is_no_full_disk(
    monkeypatch: pytest.MonkeyPatch, fault: Exception, told: type[Exception], *, changed: bool
) -> None:
    """Locked, or ended meanwhile by somebody who logged out elsewhere."""
    with pytest.raises(told):
        page_with(fault, monkeypatch, changed=changed)
