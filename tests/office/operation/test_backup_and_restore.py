"""Backups made while people write, restored elsewhere, equal and verified."""

import json
import subprocess
import sys
import time
import zipfile
from pathlib import Path

import pytest

from office.operation.conftest import MakeInstallation
from office.operation.installations import Installation, until

pytestmark = pytest.mark.slow

WRITER = """
import os, sys, time
import django; django.setup()
from django.db import transaction
from monosashi.office.accounts.models import Staff
from monosashi.office.events.recording import record
from monosashi.office.events.values import Actor, Subject
print("writing", flush=True)
while True:
    with transaction.atomic():
        staff = Staff.objects.create(username=f"w{time.time_ns()}", name="x")
        record("staff.created", Subject("staff", str(staff.pk), "x"), by=Actor(None, "x"))
"""


def start_writer(installation: Installation) -> "subprocess.Popen[str]":
    writer = subprocess.Popen(
        (sys.executable, "-c", WRITER), env=installation.environment, stdout=subprocess.PIPE, text=True
    )
    assert writer.stdout is not None
    assert writer.stdout.readline() == "writing\n"
    return writer


def backups_of(installation: Installation) -> list[Path]:
    return sorted((installation.home / "backups").glob("*.zip"))


def back_up(installation: Installation) -> Path:
    installation.run("office", "backup")
    return backups_of(installation)[-1]


def manifest(backup: Path) -> dict[str, dict[str, object]]:
    with zipfile.ZipFile(backup) as archive:
        told: dict[str, dict[str, object]] = json.loads(archive.read("manifest.json"))
        return told


def kept_by(installation: Installation, model: str) -> int:
    return int(installation.python(f"from django.apps import apps; print(apps.get_model('{model}').objects.count())"))


def test_a_backup_restored_into_an_empty_place_is_equal(
    ready: Installation, installation_maker: MakeInstallation
) -> None:
    (ready.home / "evidence").mkdir()
    (ready.home / "evidence" / "a.pdf").write_bytes(b"evidence")
    backup = back_up(ready)
    other = installation_maker()
    assert "equals the backup" in other.run("office", "restore", backup)
    assert (other.home / "evidence" / "a.pdf").read_bytes() == b"evidence"
    assert manifest(back_up(other))["files"] == manifest(backup)["files"]
    other.run("office", "verify", "--head", backup)


def test_a_backup_made_while_people_write_is_of_one_moment_and_stops_nobody(
    ready: Installation, installation_maker: MakeInstallation
) -> None:
    writer = start_writer(ready)
    try:
        before = kept_by(ready, "accounts.Staff")
        backups = [back_up(ready) for _ in range(2)]
        until(lambda: kept_by(ready, "accounts.Staff") > before + 20)
    finally:
        writer.kill()
        writer.communicate()
    files = manifest(backups[-1])["files"]
    created = sum(1 for line in lines_of(backups[-1], "events.Event") if "staff.created" in line)
    assert created == len(lines_of(backups[-1], "accounts.Staff")), "an account without its event, or the reverse"
    other = installation_maker()
    other.run("office", "restore", backups[-1])
    other.run("office", "verify")
    assert int(str(files["tables/accounts.Staff.jsonl"]["rows"])) == kept_by(other, "accounts.Staff")  # type: ignore[index]


def lines_of(backup: Path, table: str) -> list[str]:
    with zipfile.ZipFile(backup) as archive:
        return archive.read(f"tables/{table}.jsonl").decode().splitlines()


def test_nothing_is_restored_where_something_is(ready: Installation) -> None:
    backup = back_up(ready)
    told = ready.run("office", "restore", backup, code=2)
    assert "data already" in told
    ready.run("office", "verify")


def test_a_damaged_backup_restores_nothing(ready: Installation, installation_maker: MakeInstallation) -> None:
    backup = back_up(ready)
    damaged = backup.with_name("damaged.zip")
    with zipfile.ZipFile(backup) as whole, zipfile.ZipFile(damaged, "w") as part:
        for name in whole.namelist():
            raw = whole.read(name)
            part.writestr(name, raw.replace("職員".encode(), "職貝".encode()) if "Staff.jsonl" in name else raw)
    other = installation_maker()
    told = other.run("office", "restore", damaged, code=2)
    assert "tables/accounts.Staff.jsonl" in told
    other.run("office", "serve", code=2)
    assert "equals the backup" in other.run("office", "restore", backup)


def test_a_killed_backup_leaves_no_file_that_looks_whole(ready: Installation) -> None:
    for delay in (0.9, 1.2, 1.5):
        process = subprocess.Popen(
            (sys.executable, "-m", "monosashi.cli", "office", "backup"),
            env=ready.environment,
            stdout=subprocess.DEVNULL,
        )
        time.sleep(delay)
        process.kill()
        process.wait()
    for backup in backups_of(ready):
        assert manifest(backup)["files"]
    ready.run("office", "verify")


def test_a_restore_that_is_killed_leaves_nothing_or_all(
    ready: Installation, installation_maker: MakeInstallation
) -> None:
    backup, other = back_up(ready), installation_maker()
    for delay in (0.8, 1.2, 1.6, 2.0):
        restoring = subprocess.Popen(
            (sys.executable, "-m", "monosashi.cli", "office", "restore", str(backup)),
            env=other.environment,
            stdout=subprocess.DEVNULL,
            stderr=subprocess.DEVNULL,
        )
        time.sleep(delay)
        restoring.kill()
        restoring.wait()
        if other.python(_IS_EMPTY) == "False":
            break
    if other.python(_IS_EMPTY) == "True":
        other.run("office", "restore", backup)
    other.run("office", "verify", "--head", backup)
    assert manifest(back_up(other))["files"] == manifest(backup)["files"]


_IS_EMPTY = "from monosashi.office.operation.schema_state import schema_state; print(schema_state().empty)"


def test_a_plan_row_that_was_changed_behind_the_office_is_found(ready: Installation) -> None:
    ready.python(
        "from monosashi.office.plans.models import Entry\n"
        "row = Entry.objects.filter(collection='indicators').first()\n"
        "Entry.objects.filter(pk=row.pk).update(body=row.body.replace('\"', '\"', 1).replace('i-', 'j-', 1))"
    )
    told = ready.run("office", "verify", code=1)
    assert "plans/akita-digital-2" in told
