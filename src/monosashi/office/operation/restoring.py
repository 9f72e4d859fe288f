"""A backup brought back into an empty place, by whatever database is configured there; verified before it counts."""

import hashlib
import json
import shutil
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path, PurePosixPath
from typing import Any

from django.conf import settings
from django.core.management import call_command
from django.core.management.color import no_style
from django.db import connection, transaction
from django.db.migrations.executor import MigrationExecutor
from django.db.models import Model

from monosashi.core.messages import InvalidInput, Message, Problem, message
from monosashi.office.events.members import ids
from monosashi.office.events.models import Event, Seal
from monosashi.office.events.sealing import set_seal
from monosashi.office.events.transactions import horizon
from monosashi.office.events.values import Head, Occasion
from monosashi.office.events.verifying import verify as verify_chain
from monosashi.office.operation.backing_up import FOLDERS
from monosashi.office.operation.backup_file import Manifest, Reader, opened
from monosashi.office.operation.schema_state import Step, newest_of_each
from monosashi.office.operation.table_rows import columns, lines, load, tables
from monosashi.office.ui.no_room import is_no_room

_PART = 1 << 20


@dataclass(frozen=True, slots=True)
class Restored:
    """What was brought back. `migrated` are the steps by which the database was then brought up to this version."""

    manifest: Manifest
    migrated: tuple[Step, ...]


def restore(path: Path) -> Restored:
    """Bring a backup back. Afterwards rows and files are equal to those of the backup, or nothing is there.

    Raises InvalidInput where the place is not empty or has no room, the file is damaged or made by a newer version, or the chain does
    not verify.
    """
    with opened(path) as backup:
        backup.check()
        refuse_full_place()
        _refuse_newer(backup.manifest, path)
        with _files_or_none(), all_or_nothing():
            put_rows(backup, path)
            migrated = _bring_up_to_date()
            _verify(backup.manifest, path)
            seal_what_is_left()
            _put_files(backup)
        return Restored(backup.manifest, migrated)


def refuse_full_place() -> None:
    """Raises InvalidInput where there is a database or a file of an installation already."""
    home: Path = settings.INSTALLATION.home
    there = [str(home / name) for name in FOLDERS if (home / name).is_dir() and any((home / name).iterdir())]
    if connection.introspection.table_names():
        there.append(str(connection.settings_dict["NAME"]))
    if there:
        why, remedy = message("operation.restore.not_empty"), message("operation.restore.choose_empty")
        raise InvalidInput(tuple(Problem(place, None, why, remedy) for place in there))


def _refuse_newer(manifest: Manifest, path: Path) -> None:
    known = MigrationExecutor(connection).loader.disk_migrations
    if unknown := [step for step in manifest.steps if step not in known]:
        read = ", ".join("/".join(step) for step in unknown)
        why = message("operation.restore.newer", software=manifest.software)
        raise InvalidInput.of(str(path), why, message("operation.restore.take_version"), read=read)


@contextmanager
def all_or_nothing() -> Iterator[None]:
    """PostgreSQL takes tables back with the transaction. SQLite gets a file of its own, which then takes its place."""
    if connection.vendor == "postgresql":
        with transaction.atomic():
            yield
        return
    name = Path(str(connection.settings_dict["NAME"]))
    waiting = name.with_name(f".{name.name}.restoring")
    name.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
    _remove(waiting)
    connection.close()
    connection.settings_dict["NAME"] = str(waiting)
    try:
        yield
        with connection.cursor() as cursor:
            cursor.execute("PRAGMA wal_checkpoint(TRUNCATE)")
        connection.close()
        _remove(name)
        waiting.replace(name)
    finally:
        connection.close()
        connection.settings_dict["NAME"] = str(name)
        _remove(waiting)


def _remove(file: Path) -> None:
    for ending in ("", "-wal", "-shm"):
        file.with_name(file.name + ending).unlink(missing_ok=True)


def put_rows(backup: Reader, path: Path) -> None:
    """Tables as they were when the backup was made, then the rows, then a look at whether both are the same.

    Raises InvalidInput where they are not.
    """
    executor = MigrationExecutor(connection)
    models = tables(executor.migrate(newest_of_each(executor.loader, backup.manifest.steps)).apps)
    touch_up = _touch_up(_sealed(backup, models))
    with transaction.atomic():
        _let_rows_come_in_any_order()
        for label, model in sorted(models.items()):
            name = f"tables/{label}.jsonl"
            if name in backup.manifest.files:
                load(model, backup.lines(name), touch_up.get(label))
        connection.check_constraints()
        _sequences(models)
    _compare(backup, models, path)


def _let_rows_come_in_any_order() -> None:
    """A migration that adds a reference leaves it checked at once until the transaction ends."""
    if connection.vendor == "postgresql":
        with connection.cursor() as cursor:
            cursor.execute("SET CONSTRAINTS ALL DEFERRED")


def _sealed(backup: Reader, models: Mapping[str, type[Model]]) -> frozenset[int]:
    """The ids of the events that stand in a seal."""
    name = "tables/events.Seal.jsonl"
    if name not in backup.manifest.files:
        return frozenset()
    at = [column.attname for column in columns(models["events.Seal"])].index("members")
    return frozenset(number for line in backup.lines(name) for number in ids(json.loads(line)[at]))


def _touch_up(sealed: frozenset[int]) -> dict[str, Callable[[Any], None]]:
    """Transactions of another database mean nothing in this one: sealed events are done with, the others settled long ago."""
    last = max(sealed, default=0) if connection.vendor == "sqlite" else 0

    def event(row: Event) -> None:
        row.tx = None if row.pk in sealed else 0

    def seal(row: Seal) -> None:
        row.horizon = last

    return {"events.Event": event, "events.Seal": seal}


def _sequences(models: Mapping[str, type[Model]]) -> None:
    """Numbers go on behind the highest that was restored."""
    statements = connection.ops.sequence_reset_sql(no_style(), list(models.values()))
    with connection.cursor() as cursor:
        for statement in statements:
            cursor.execute(statement)


def _compare(backup: Reader, models: Mapping[str, type[Model]], path: Path) -> None:
    wrong = []
    for name, kept in backup.manifest.rows.items():
        model = models.get(PurePosixPath(name).stem)
        total = hashlib.sha256()
        for line in lines(model) if model else ():
            total.update(line)
        if total.hexdigest() != kept.sha256:
            wrong.append(_problem(f"{path.name}/{name}", message("operation.restore.not_equal")))
    if wrong:
        raise InvalidInput(tuple(wrong))


def _verify(manifest: Manifest, path: Path) -> None:
    found = verify_chain(head_of(manifest.chain))
    if found.problems:
        raise InvalidInput(found.problems)
    if not manifest.chain and found.seals:
        raise InvalidInput((_problem(str(path), message("operation.restore.not_equal")),))


def head_of(text: str) -> Head | None:
    """The head written as `12:ab…`, None for "". Raises ValueError."""
    if not text:
        return None
    number, _, sha256 = text.partition(":")
    return Head(int(number), sha256)


def seal_what_is_left() -> None:
    """Seal the events that came between the last seal and the backup, whatever their order was."""
    sealed = frozenset(number for members in Seal.objects.values_list("members", flat=True) for number in ids(members))
    left = [event for event in Event.objects.order_by("id") if event.pk not in sealed]
    if left:
        set_seal(left, Occasion.BACKUP, Seal.objects.order_by("-number").first(), horizon())


@contextmanager
def _files_or_none() -> Iterator[None]:
    """Where anything fails, no file of the backup stays. Raises InvalidInput where there is no room."""
    home: Path = settings.INSTALLATION.home
    try:
        yield
    except BaseException as error:
        for name in FOLDERS:
            shutil.rmtree(home / name, ignore_errors=True)
        if not is_no_room(error):
            raise
        why, remedy = message("operation.restore.no_room"), message("operation.restore.make_room")
        raise InvalidInput.of(str(home), why, remedy) from None


def _put_files(backup: Reader) -> None:
    home: Path = settings.INSTALLATION.home
    for name, kept in backup.manifest.files.items():
        if kept.rows is not None:
            continue
        target = (home / name).resolve()
        if not target.is_relative_to(home.resolve()) or PurePosixPath(name).parts[0] not in FOLDERS:
            raise InvalidInput((_problem(name, message("operation.backup.file_not_named")),))
        target.parent.mkdir(parents=True, exist_ok=True)
        with backup.open(name) as source, target.open("wb") as file:
            while part := source.read(_PART):
                file.write(part)


def _bring_up_to_date() -> tuple[Step, ...]:
    executor = MigrationExecutor(connection)
    plan = executor.migration_plan(executor.loader.graph.leaf_nodes())
    call_command("migrate", interactive=False, verbosity=0)
    return tuple((migration.app_label, migration.name) for migration, _ in plan)


def _problem(place: str, why: Message) -> Problem:
    return Problem(place, None, why, message("operation.backup.take_another"))
