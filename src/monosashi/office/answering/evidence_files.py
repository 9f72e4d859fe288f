"""The folder of evidence: what a file is by its content, whether it is harmless, and its bytes under their SHA-256.

Nothing in a file is ever run or opened by the office: it is kept and handed out as it came.
"""

import hashlib
import io
import os
import tempfile
import time
import zipfile
import zlib
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path, PurePath

from django.conf import settings

from monosashi.core.messages import InvalidInput, Message, message
from monosashi.exchange.spreadsheets.formats import refused_content
from monosashi.exchange.spreadsheets.packages import RATIO_FROM, RATIO_LIMIT, UNPACKED_LIMIT

KINDS = (".pdf", ".xlsx", ".docx", ".png", ".jpg", ".jpeg", ".csv", ".txt")
"""What the chooser of files offers. What a file is, its content says."""

_TYPES = {
    ".pdf": "application/pdf",
    ".xlsx": "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
    ".docx": "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
    ".png": "image/png",
    ".jpg": "image/jpeg",
    ".csv": "text/csv",
    ".txt": "text/plain",
}
_SAME = {".jpeg": ".jpg"}
_MARKS = ((b"%PDF-", ".pdf"), (b"\x89PNG\r\n\x1a\n", ".png"), (b"\xff\xd8\xff", ".jpg"))
_PACKED = b"PK\x03\x04"
_IN_TYPES = ((b"spreadsheetml.sheet.main+xml", ".xlsx"), (b"wordprocessingml.document.main+xml", ".docx"))
_PART, _PART_SECONDS = ".part-", 24 * 3600
_MOST_PARTS = 5_000
_TYPES_LIMIT = 1_000_000
_CODES = ("utf-8-sig", "cp932", "utf-16")


@dataclass(frozen=True, slots=True)
class Checked:
    """A file that may be kept. `name` is without folders and control letters; `kind` its media type."""

    name: str
    kind: str
    size: int
    sha256: str
    raw: bytes


def checked(name: str, raw: bytes) -> Checked:
    """The file, looked at. Raises InvalidInput: too large, empty, of no kind that is taken, another than its name says, harmful."""
    called = safe_name(name)
    limit = settings.INSTALLATION.upload_megabytes
    if len(raw) > limit * 1024 * 1024:
        raise _refused(called, message("answering.evidence.too_large", limit=limit), "too_large")
    if not raw:
        raise _refused(called, message("answering.evidence.empty"), "empty")
    kind = kind_of(raw, called)
    ending = PurePath(called).suffix.lower()
    if _SAME.get(ending, ending) != kind:
        told = message("answering.evidence.other_kind", named=ending.removeprefix("."), is_=kind.removeprefix("."))
        raise _refused(called, told, "other_kind")
    return Checked(called, _TYPES[kind], len(raw), hashlib.sha256(raw).hexdigest(), raw)


def safe_name(name: str) -> str:
    """The name of the file without folders and letters that nobody sees."""
    last = name.replace("\\", "/").rpartition("/")[2]
    shown = "".join(letter for letter in last if letter.isprintable() and letter not in '<>:"|?*').strip(" .")
    return shown[-200:] or "file"


def kind_of(raw: bytes, name: str) -> str:
    """The ending that the content belongs to. Raises InvalidInput."""
    for mark, kind in _MARKS:
        if raw.startswith(mark):
            return kind
    if raw.startswith(_PACKED):
        return _packed(raw, name)
    if b"\0" not in raw[:4096] or raw[:2] in {b"\xff\xfe", b"\xfe\xff"}:
        return _text(raw, name)
    if refused_content(raw) == "password":
        raise _refused(name, message("answering.evidence.damaged"), "damaged")
    raise _refused(name, message("answering.evidence.unknown"), "unknown")


def _text(raw: bytes, name: str) -> str:
    for code in _CODES:
        try:
            raw.decode(code)
        except UnicodeError:
            continue
        return ".csv" if PurePath(name).suffix.lower() == ".csv" else ".txt"
    raise _refused(name, message("answering.evidence.unknown"), "unknown")


def _packed(raw: bytes, name: str) -> str:
    """The kind of an office file, after its sizes were looked at: nothing is unpacked but the list of its parts' types."""
    try:
        with zipfile.ZipFile(io.BytesIO(raw)) as archive:
            _harmless(archive, name)
            types = archive.open("[Content_Types].xml").read(_TYPES_LIMIT)
            names = archive.namelist()
    except (zipfile.BadZipFile, KeyError, OSError, ValueError, RuntimeError, NotImplementedError, EOFError, zlib.error):
        raise _refused(name, message("answering.evidence.damaged"), "damaged") from None
    if b"macroEnabled" in types or any(part.lower().endswith("vbaproject.bin") for part in names):
        raise _refused(name, message("answering.evidence.macros"), "macros")
    for mark, kind in _IN_TYPES:
        if mark in types:
            return kind
    raise _refused(name, message("answering.evidence.unknown"), "unknown")


def _harmless(archive: zipfile.ZipFile, name: str) -> None:
    entries = archive.infolist()
    tight = any(e.file_size > RATIO_FROM and e.file_size > RATIO_LIMIT * max(e.compress_size, 1) for e in entries)
    if tight or len(entries) > _MOST_PARTS or sum(e.file_size for e in entries) > UNPACKED_LIMIT:
        raise _refused(name, message("answering.evidence.bomb"), "bomb")


def keep(file: Checked) -> bool:
    """Put the bytes into the folder: whole or not at all. Whether they are new there. Raises OSError."""
    path = path_of(file.sha256)
    if path.exists():
        return False
    path.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
    descriptor, part = tempfile.mkstemp(dir=path.parent, prefix=_PART)
    try:
        with os.fdopen(descriptor, "wb") as target:
            target.write(file.raw)
            target.flush()
            os.fsync(target.fileno())
        Path(part).replace(path)
    except BaseException:
        Path(part).unlink(missing_ok=True)
        raise
    return True


def forget_parts() -> None:
    """Delete what a process that was killed had written of a file, a day later."""
    for part in Path(settings.INSTALLATION.evidence).glob(f"*/{_PART}*"):
        with suppress(OSError):
            if time.time() - part.stat().st_mtime > _PART_SECONDS:
                part.unlink()


def path_of(sha256: str) -> Path:
    """Where the bytes are kept."""
    return Path(settings.INSTALLATION.evidence) / sha256[:2] / sha256


def _refused(name: str, why: Message, remedy: str) -> InvalidInput:
    return InvalidInput.of(name, why, message(f"answering.evidence.{remedy}.remedy"))
