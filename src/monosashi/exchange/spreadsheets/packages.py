"""The file as a package of parts, opened only when it is harmless: sizes, names and kinds are looked at before any part is read."""

import io
import zipfile
import zlib
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from monosashi.core.messages import InvalidInput, Message, message
from monosashi.exchange.file_reasons import reason_of
from monosashi.exchange.spreadsheets.formats import Wanted, refused_content, refused_package

SIZE_LIMIT = 30_000_000
"""Bytes of a file. 10,000 rows of 30 columns take about two million, a department's answers a tenth of one."""

UNPACKED_LIMIT = 400_000_000
"""Bytes of all parts together, unpacked."""

PARTS_LIMIT = 2_000
"""Parts in a file. A workbook of 100 sheets with comments has about 400."""

RATIO_LIMIT = 250
"""How many times larger than packed a part may be, once it is over `RATIO_FROM`. Sheets of empty rows reach about 100."""

RATIO_FROM = 2_000_000

_CHUNK = 1 << 18


class UnreadablePart(Exception):
    """A part is missing, damaged or not allowed to be read. `why` says so."""

    def __init__(self, name: str, why: Message) -> None:
        super().__init__(name)
        self.name = name
        self.why = why


@dataclass(frozen=True, slots=True)
class Package:
    """An open file. `name` is how errors call it."""

    name: str
    archive: zipfile.ZipFile

    @property
    def parts(self) -> frozenset[str]:
        """The names of all parts."""
        return frozenset(self.archive.namelist())

    def chunks(self, part: str) -> Iterator[bytes]:
        """The part, piece by piece. Raises UnreadablePart."""
        try:
            with self.archive.open(part) as stream:
                while chunk := stream.read(_CHUNK):
                    yield chunk
        except KeyError:
            raise UnreadablePart(part, message("spreadsheet.part_missing", part=part)) from None
        except (
            zipfile.BadZipFile,
            EOFError,
            OSError,
            ValueError,
            RuntimeError,
            NotImplementedError,
            zlib.error,
        ) as error:
            raise UnreadablePart(part, message("spreadsheet.part_damaged", part=part)) from error


def open_package(source: Path | str | bytes, name: str = "", wanted: Wanted = Wanted.WORKBOOK) -> Package:
    """The file, checked. `name` is for bytes without a path; sentences about its kind are those for what is wanted.

    Raises InvalidInput.
    """
    called = name if isinstance(source, bytes) else name or Path(source).name
    if called.startswith("~$"):
        raise InvalidInput.of(called, message("spreadsheet.lock_file"), message("spreadsheet.lock_file.remedy"))
    raw = source if isinstance(source, bytes) else _contents(Path(source), called)
    if len(raw) > SIZE_LIMIT:
        raise _too_large(called, len(raw))
    if kind := refused_content(raw):
        raise _of_kind(called, kind, wanted)
    return Package(called, _archive(raw, called, wanted))


def _contents(path: Path, name: str) -> bytes:
    if path.is_dir():
        raise InvalidInput.of(name, message("spreadsheet.folder"), message("spreadsheet.folder.remedy"))
    try:
        size = path.stat().st_size
        if size > SIZE_LIMIT:
            raise _too_large(name, size)
        return path.read_bytes()
    except FileNotFoundError:
        raise InvalidInput.of(name, message("spreadsheet.missing"), message("spreadsheet.missing.remedy")) from None
    except (OSError, ValueError) as error:
        why = message("spreadsheet.unreadable", reason=reason_of(error))
        raise InvalidInput.of(name, why, message("spreadsheet.unreadable.remedy")) from None


def _of_kind(name: str, kind: str, wanted: Wanted) -> InvalidInput:
    if wanted is Wanted.FORM:
        return InvalidInput.of(name, message(f"forms.kind.{kind}"), message(f"forms.kind.{kind}.remedy"))
    return InvalidInput.of(name, message(f"spreadsheet.kind.{kind}"), message(f"spreadsheet.kind.{kind}.remedy"))


def _too_large(name: str, size: int) -> InvalidInput:
    why = message("spreadsheet.too_large", megabytes=size // 1_000_000, limit=SIZE_LIMIT // 1_000_000)
    return InvalidInput.of(name, why, message("spreadsheet.too_large.remedy"))


def _archive(raw: bytes, name: str, wanted: Wanted) -> zipfile.ZipFile:
    try:
        archive = zipfile.ZipFile(io.BytesIO(raw))
        entries = archive.infolist()
    except (zipfile.BadZipFile, ValueError, OverflowError, NotImplementedError, OSError):
        raise _of_kind(name, "damaged", wanted) from None
    if (why := harm_in(entries)) is not None:
        raise InvalidInput.of(name, why, message("spreadsheet.harmful.remedy"))
    if kind := refused_package(archive, wanted):
        raise _of_kind(name, kind, wanted)
    return archive


def harm_in(entries: list[zipfile.ZipInfo]) -> Message | None:
    """Why a zip with these entries is not to be unpacked: what it would swell to, or where its parts would land. None: it may be."""
    return _bomb(entries) or _name_fault(entries)


def _bomb(entries: list[zipfile.ZipInfo]) -> Message | None:
    """Python reads no more of a part than its declared size, so that what is declared bounds what is real."""
    if len(entries) > PARTS_LIMIT:
        return message("spreadsheet.too_many_parts", count=len(entries), limit=PARTS_LIMIT)
    unpacked = sum(entry.file_size for entry in entries)
    if unpacked > UNPACKED_LIMIT:
        return message(
            "spreadsheet.unpacks_too_large", megabytes=unpacked // 1_000_000, limit=UNPACKED_LIMIT // 1_000_000
        )
    for entry in entries:
        if entry.file_size > RATIO_FROM and entry.file_size > RATIO_LIMIT * max(entry.compress_size, 1):
            ratio = entry.file_size // max(entry.compress_size, 1)
            return message("spreadsheet.packed_too_tightly", part=entry.filename, ratio=ratio, limit=RATIO_LIMIT)
    return None


def _name_fault(entries: list[zipfile.ZipInfo]) -> Message | None:
    seen: set[str] = set()
    for entry in entries:
        name = entry.orig_filename
        if name.startswith(("/", "\\")) or ".." in name.replace("\\", "/").split("/") or ":" in name or "\0" in name:
            return message("spreadsheet.part_name", part=name.replace("\0", ""))
        if name.lower() in seen:
            return message("spreadsheet.part_twice", part=name)
        seen.add(name.lower())
    return None
