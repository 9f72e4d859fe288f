"""A backup of everything that an installation keeps, made while people work."""

import os
import tempfile
import zipfile
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

from django.conf import settings
from django.db import connection
from django.db.models import Model
from django.utils import timezone

from monosashi import __version__
from monosashi.office.config.installation import Installation
from monosashi.office.events.sealing import seal
from monosashi.office.events.values import Head, Occasion
from monosashi.office.operation.backup_file import Manifest, Writer
from monosashi.office.operation.marks import Part, mark
from monosashi.office.operation.schema_state import models_as_they_stand, schema_state
from monosashi.office.operation.snapshots import snapshot
from monosashi.office.operation.table_rows import lines, tables

FOLDERS = ("evidence", "editions", "published")
"""Folders of the installation that are backed up. Files in them are added and never changed."""

_PART = 1 << 20


@dataclass(frozen=True, slots=True)
class BackedUp:
    """A finished backup."""

    path: Path
    manifest: Manifest


def back_up(to: Path) -> BackedUp:
    """Seal the events, then write one file into the folder: whole, or not at all. Raises OSError.

    The database is read as it was at one moment, while others write. Files are copied after it, so that none is missing. Where
    steps are pending the tables are read as they stand, unsealed.
    """
    to.mkdir(parents=True, exist_ok=True, mode=0o700)
    current = schema_state().fits
    if current:
        seal(Occasion.BACKUP)
    now = timezone.now()
    descriptor, name = tempfile.mkstemp(dir=to, prefix=".monosashi-", suffix=".part")
    part = Path(name)
    try:
        with os.fdopen(descriptor, "w+b") as raw:
            manifest = _write(raw, now)
            raw.flush()
            os.fsync(raw.fileno())
        path = to / _name(now, to)
        part.replace(path)
    except BaseException:
        part.unlink(missing_ok=True)
        raise
    if current:
        mark(Part.BACKUP, now)
    return BackedUp(path, manifest)


def thin_out(folder: Path, keep: int, but: Path | None = None) -> tuple[Path, ...]:
    """Delete all but the newest backups of a folder, and never `but`: a clock that went wrong named others later. What was deleted."""
    found = sorted(folder.glob("monosashi-*.zip"))
    old = tuple(path for path in found[: max(0, len(found) - keep)] if path != but) if keep else ()
    for path in old:
        path.unlink(missing_ok=True)
    return old


def _write(raw: object, now: datetime) -> Manifest:
    with zipfile.ZipFile(raw, "w", zipfile.ZIP_DEFLATED, compresslevel=4) as archive:  # type: ignore[call-overload]
        writer = Writer(archive)
        models = tables(models_as_they_stand())
        with snapshot():
            steps, chain, plans = schema_state().applied, _chain(models), _plans(models)
            for label, model in sorted(models.items()):
                writer.add(f"tables/{label}.jsonl", lines(model), rows=True)
        for name, path in _files(settings.INSTALLATION):
            writer.add(name, _parts(path))
        manifest = Manifest(
            software=__version__,
            made_at=timezone.localtime(now).isoformat(timespec="seconds"),
            database=connection.vendor,
            steps=steps,
            chain=chain,
            plans=plans,
            files=writer.files,
        )
        writer.close(manifest)
        return manifest


def _chain(models: Mapping[str, type[Model]]) -> str:
    seals = models.get("events.Seal")
    last = seals._base_manager.order_by("-number").first() if seals else None  # noqa: SLF001 -- the manager that hides nothing
    return "" if last is None else str(Head(last.pk, last.__dict__["head"]))


def _plans(models: Mapping[str, type[Model]]) -> dict[str, str]:
    rows = models["plans.PlanRow"]._base_manager.order_by("pk") if "plans.PlanRow" in models else None  # noqa: SLF001
    return {} if rows is None else dict(rows.values_list("pk", "sha256"))


def _files(installation: Installation) -> Iterator[tuple[str, Path]]:
    for folder in FOLDERS:
        for path in sorted((installation.home / folder).rglob("*")):
            if path.is_file() and not path.name.startswith("."):
                yield path.relative_to(installation.home).as_posix(), path


def _parts(path: Path) -> Iterator[bytes]:
    with path.open("rb") as source:
        while part := source.read(_PART):
            yield part


def _name(now: datetime, folder: Path) -> str:
    stem = f"monosashi-{timezone.localtime(now):%Y%m%dT%H%M%S}"
    number = 1
    while (folder / (name := f"{stem}.zip" if number == 1 else f"{stem}-{number}.zip")).exists():
        number += 1
    return name
