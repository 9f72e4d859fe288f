"""Backups made while people write, restored elsewhere, equal and verified."""

import json
import os
import signal
import subprocess
import sys
import time
import zipfile
from collections.abc import Callable, Iterator
from contextlib import closing, contextmanager
from pathlib import Path

import pytest

from office.forked_processes import new_processes
from office.operation.beside_server import Beside, is_empty, number_of
from office.operation.conftest import MakeInstallation
from office.operation.installations import Installation, until
from office.operation.making import to_be_copied

pytestmark = pytest.mark.slow

AT_ONCE = 0.003
"""Seconds between two looks for the moment to kill."""

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
    time.sleep(0.005)
"""
"""Accounts without end, some hundred a second: each is backed up and restored as well."""


@pytest.fixture(scope="session")
def backed_up(settled: Installation, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Installation]:
    """An installation with evidence and one backup of all that it has. Nobody writes to it."""

    def keep_and_back_up(one: Installation) -> None:
        (one.home / "evidence").mkdir(exist_ok=True)
        (one.home / "evidence" / "a.pdf").write_bytes(b"evidence")
        one.run("office", "backup")

    with to_be_copied(tmp_path_factory, "backed up", keep_and_back_up, like=settled) as installation:
        yield installation


@pytest.fixture
def backup(backed_up: Installation) -> Path:
    """A backup of everything."""
    (made,) = backups_of(backed_up)
    return made


@contextmanager
def people_writing(installation: Installation) -> Iterator[None]:
    writer = new_processes().start("-c", WRITER, environment=installation.environment)
    try:
        assert writer.said.readline() == "writing\n"
        yield
    finally:
        writer.kill()
        assert writer.wait() == -signal.SIGKILL, writer.complaints


def backups_of(installation: Installation) -> list[Path]:
    return sorted((installation.home / "backups").glob("*.zip"))


def back_up(installation: Installation) -> Path:
    installation.run("office", "backup")
    return backups_of(installation)[-1]


def manifest(backup: Path) -> dict[str, dict[str, object]]:
    with zipfile.ZipFile(backup) as archive:
        told: dict[str, dict[str, object]] = json.loads(archive.read("manifest.json"))
        return told


def lines_of(backup: Path, table: str) -> list[str]:
    with zipfile.ZipFile(backup) as archive:
        return archive.read(f"tables/{table}.jsonl").decode().splitlines()


def damaged(backup: Path, folder: Path) -> Path:
    """The same with one letter of it changed."""
    written = folder / "damaged.zip"
    with zipfile.ZipFile(backup) as whole, zipfile.ZipFile(written, "w") as part:
        for name in whole.namelist():
            raw = whole.read(name)
            part.writestr(name, raw.replace("職員".encode(), "職貝".encode()) if "Staff.jsonl" in name else raw)
    return written


def killed_at_work(installation: Installation, *words: object, begun: Callable[[], object], later: float) -> None:
    """A command of the office is killed this many seconds after it has begun, or has ended well before."""
    process = new_processes().start("-m", "monosashi.cli", "office", *words, environment=installation.environment)
    try:
        until(begun, every=AT_ONCE)
        time.sleep(later)
    finally:
        process.kill()
        code = process.wait()
    assert code in ({-signal.SIGKILL, 0} if later else {-signal.SIGKILL}), (code, process.complaints)


def test_a_restore_that_is_damaged_or_killed_leaves_nothing_or_all_and_the_next_in_that_place_is_equal(
    backup: Path, installation_maker: MakeInstallation, tmp_path: Path
) -> None:
    other = installation_maker()
    told = other.run("office", "restore", damaged(backup, tmp_path), code=2)
    assert "tables/accounts.Staff.jsonl" in told
    assert is_empty(other)
    other.run("office", "serve", code=2)
    for later in (0, 0.4, 1.2):
        with tables_coming(other) as begun:
            killed_at_work(other, "restore", backup, begun=begun, later=later)
        if not is_empty(other):
            break  # then it is all there
    if is_empty(other):
        assert "equals the backup" in other.run("office", "restore", backup)
    assert (other.home / "evidence" / "a.pdf").read_bytes() == b"evidence"
    assert manifest(back_up(other))["files"] == manifest(backup)["files"]
    other.run("office", "verify", "--head", backup)


def test_a_backup_made_while_people_write_is_of_one_moment_and_stops_nobody(
    ready: Installation, installation_maker: MakeInstallation
) -> None:
    with people_writing(ready):
        back_up(ready)
        before = number_of(ready, "accounts_staff")
        backup = back_up(ready)
        assert number_of(ready, "accounts_staff") > before + 20
    files = manifest(backup)["files"]
    created = sum(1 for line in lines_of(backup, "events.Event") if "staff.created" in line)
    assert created == len(lines_of(backup, "accounts.Staff")), "an account without its event, or the reverse"
    other = installation_maker()
    other.run("office", "restore", backup)
    other.run("office", "verify")
    assert int(str(files["tables/accounts.Staff.jsonl"]["rows"])) == number_of(other, "accounts_staff")  # type: ignore[index]


def test_nothing_is_restored_where_something_is(
    backup: Path, backed_up: Installation, installation_maker: MakeInstallation
) -> None:
    full = installation_maker(backed_up)
    told = full.run("office", "restore", backup, code=2)
    assert "data already" in told
    full.run("office", "verify")


def test_a_restore_for_whose_files_there_is_no_room_leaves_nothing_and_says_so(
    settled: Installation, installation_maker: MakeInstallation
) -> None:
    rich, place = installation_maker(settled), installation_maker()
    (rich.home / "evidence").mkdir(exist_ok=True)
    (rich.home / "evidence" / "large.pdf").write_bytes(os.urandom(12_000_000))
    rich.run("office", "backup")
    (made,) = backups_of(rich)
    cramped = f"ulimit -f 8000; exec '{sys.executable}' -m monosashi.cli office restore '{made}'"
    done = subprocess.run(("bash", "-c", cramped), env=place.environment, capture_output=True, text=True, check=False)
    assert (done.returncode, "no room" in done.stderr) == (2, True), done
    assert is_empty(place)
    assert not (place.home / "evidence").exists()


def test_a_killed_backup_leaves_no_file_that_looks_whole(ready: Installation) -> None:
    folder = ready.home / "backups"
    for later in (0, 0.1, 0.3):
        killed_at_work(ready, "backup", begun=newer_than_now(folder, ".*.part"), later=later)
    for backup in backups_of(ready):
        assert manifest(backup)["files"]
    ready.run("office", "verify")


def newer_than_now(folder: Path, pattern: str) -> Callable[[], bool]:
    """Asks whether such a file was written since. One that was killed before leaves its own."""
    now = time.time_ns()
    return lambda: any(written_at(path) > now for path in folder.glob(pattern))


def written_at(path: Path) -> int:
    """Nanoseconds; 0 where it was taken away just now."""
    try:
        return path.stat().st_mtime_ns
    except FileNotFoundError:
        return 0


@contextmanager
def tables_coming(installation: Installation) -> Iterator[Callable[[], bool]]:
    """Asks whether somebody brings tables into an empty place: into a file of their own, or within a transaction, which has ended then."""
    if not installation.database:
        yield newer_than_now(installation.home, ".office.sqlite3.restoring")
        return
    with closing(Beside(installation)) as beside:
        yield lambda: beside.somebody_writes
        until(lambda: not beside.somebody_writes)


def test_a_plan_row_that_was_changed_behind_the_office_is_found(ready: Installation) -> None:
    ready.python(
        "from monosashi.office.plans.models import Entry\n"
        "row = Entry.objects.filter(collection='indicators').first()\n"
        "Entry.objects.filter(pk=row.pk).update(body=row.body.replace('\"', '\"', 1).replace('i-', 'j-', 1))"
    )
    told = ready.run("office", "verify", code=1)
    assert "plans/akita-digital-2" in told
