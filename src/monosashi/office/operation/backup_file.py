"""One file that holds a backup: a zip with `manifest.json`, a file of rows for each table, and the files beside the database.

The manifest names every other file with size and SHA-256, so that the file can be checked without a database.
"""

import hashlib
import json
import zipfile
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from dataclasses import asdict, dataclass, field
from pathlib import Path
from typing import IO, Any

from monosashi.core.messages import InvalidInput, Message, Problem, message
from monosashi.exchange.file_reasons import reason_of

FORMAT = "monosashi-office-backup"
VERSION = 1
MANIFEST = "manifest.json"

_PART = 1 << 20


@dataclass(frozen=True, slots=True)
class Kept:
    """One file inside. `rows` is None for files that are no tables."""

    size: int
    sha256: str
    rows: int | None = None


@dataclass(frozen=True, slots=True)
class Manifest:
    """What a backup is of. `chain` is the end of the chain of events (`12:ab…`), "" where nothing was sealed.

    `made_at` is ISO 8601 with its zone; `steps` are the migrations of the database; `files` go by their name inside.
    """

    software: str
    made_at: str
    database: str
    steps: tuple[tuple[str, str], ...]
    chain: str
    plans: dict[str, str]
    files: dict[str, Kept] = field(default_factory=dict)

    @property
    def rows(self) -> dict[str, Kept]:
        """The tables among the files, by their name inside."""
        return {name: kept for name, kept in self.files.items() if kept.rows is not None}


class Writer:
    """Fills the file, hashing on the way."""

    def __init__(self, archive: zipfile.ZipFile) -> None:
        self._archive = archive
        self.files: dict[str, Kept] = {}

    def add(self, name: str, parts: Iterable[bytes], *, rows: bool = False) -> None:
        """Add one file made of parts; of a table each part is a row."""
        total, size, count = hashlib.sha256(), 0, 0
        with self._archive.open(name, "w", force_zip64=True) as target:
            for part in parts:
                target.write(part)
                total.update(part)
                size += len(part)
                count += 1
        self.files[name] = Kept(size, total.hexdigest(), count if rows else None)

    def close(self, manifest: Manifest) -> None:
        """Add the manifest."""
        document = {"format": FORMAT, "version": VERSION, **asdict(manifest)}
        self._archive.writestr(MANIFEST, json.dumps(document, ensure_ascii=False, indent=1))


class Reader:
    """A backup that is opened."""

    def __init__(self, path: Path, archive: zipfile.ZipFile) -> None:
        self._path, self._archive = path, archive
        self.manifest = _manifest(path, archive)

    def lines(self, name: str) -> Iterator[bytes]:
        """The rows of a table."""
        with self._archive.open(name) as source:
            yield from source

    def open(self, name: str) -> IO[bytes]:
        """One file inside."""
        return self._archive.open(name)

    def check(self) -> None:
        """Raises InvalidInput with every file inside that is missing or not what the manifest says, or that it does not name."""
        there = set(self._archive.namelist()) - {MANIFEST}
        problems = [
            _problem(self._path, name, message("operation.backup.file_missing"))
            for name in sorted(self.manifest.files.keys() - there)
        ]
        problems += [
            _problem(self._path, name, message("operation.backup.file_not_named"))
            for name in sorted(there - self.manifest.files.keys())
        ]
        problems += [
            _problem(self._path, name, message("operation.backup.file_changed"))
            for name in sorted(there & self.manifest.files.keys())
            if self._hash_of(name) != self.manifest.files[name].sha256
        ]
        if problems:
            raise InvalidInput(tuple(problems))

    def _hash_of(self, name: str) -> str:
        try:
            with self._archive.open(name) as source:
                total = hashlib.sha256()
                while part := source.read(_PART):
                    total.update(part)
                return total.hexdigest()
        except (zipfile.BadZipFile, OSError, EOFError, ValueError):
            return ""


@contextmanager
def opened(path: Path) -> Iterator[Reader]:
    """A backup for reading. Raises InvalidInput where the file is none, or cannot be read."""
    try:
        archive = zipfile.ZipFile(path)
    except FileNotFoundError:
        raise _not_usable(path, message("operation.backup.no_file")) from None
    except zipfile.BadZipFile:
        raise _not_usable(path, message("operation.backup.not_a_backup")) from None
    except OSError as error:
        why = message("file.unreadable", reason=reason_of(error))
        raise InvalidInput.of(str(path), why, message("file.check_rights")) from None
    with archive:
        yield Reader(path, archive)


def _manifest(path: Path, archive: zipfile.ZipFile) -> Manifest:
    try:
        told: dict[str, Any] = json.loads(archive.read(MANIFEST))
        if told.pop("format") != FORMAT:
            raise _not_usable(path, message("operation.backup.not_a_backup"))
        version = told.pop("version")
    except (KeyError, ValueError, zipfile.BadZipFile, AttributeError):
        raise _not_usable(path, message("operation.backup.not_a_backup")) from None
    if version != VERSION:
        raise _not_usable(path, message("operation.backup.other_version", version=str(version)))
    files = {name: Kept(**kept) for name, kept in told.pop("files").items()}
    steps = tuple((app, name) for app, name in told.pop("steps"))
    return Manifest(**told, steps=steps, files=files)


def _problem(path: Path, name: str, why: Message) -> Problem:
    return Problem(f"{path.name}/{name}", None, why, message("operation.backup.take_another"))


def _not_usable(path: Path, why: Message) -> InvalidInput:
    return InvalidInput.of(str(path), why, message("operation.backup.take_another"))
