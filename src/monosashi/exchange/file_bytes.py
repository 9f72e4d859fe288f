"""Bytes in from a file and out to one, with refusals that say what to do instead."""

import codecs
import os
import re
import tempfile
from pathlib import Path

from monosashi.core.messages import InvalidInput, Message, message
from monosashi.exchange.file_reasons import reason_of

_NAME_SHOWN = 20
"""Letters of its file's name in that of a part: both together must not be too long for the disk."""

SIZE_LIMIT = 50_000_000
"""Bytes. A plan of 120 measures over ten years takes about two million."""

EUC_JP = "EUC-JP"
_FAMILIAR_ENCODINGS = ((EUC_JP, "euc_jp"), ("Shift_JIS", "cp932"))
_UNLIKELY = re.compile(r"[\uff61-\uff9f]")
"""Half-width kana: what EUC-JP looks like when it is read as Shift_JIS."""
UTF_16, JIS = "UTF-16", "JIS (ISO-2022-JP)"
_UTF_16_MARKS = (codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)
_ZIP = b"PK\x03\x04"
_TELLING = (*_UTF_16_MARKS, codecs.BOM_UTF8, _ZIP)
_JIS_BEGINS = re.compile(rb"\x1b\$[@B]")
"""How Japanese letters begin in ISO-2022-JP, all of whose bytes are those of ASCII."""
_LOOKED_AT = 4096
"""Bytes that tell how a file is encoded."""

_PRIVATE_USE = re.compile(r"[\ue000-\uf8ff]")


def bytes_of(source: Path | str | bytes) -> bytes:
    """The contents of a file, or the bytes themselves. Raises InvalidInput for what is missing, no file or too large."""
    if isinstance(source, bytes):
        _refuse_large("", len(source))
        return source
    path = Path(source)
    try:
        size = path.stat().st_size
        if path.is_dir():
            raise InvalidInput.of(str(path), message("file.is_folder"), message("file.name_a_plan"))
        raw = path.read_bytes() if size <= SIZE_LIMIT else b""
    except FileNotFoundError:
        raise InvalidInput.of(str(path), message("file.missing"), message("file.check_name")) from None
    except (OSError, ValueError) as error:
        raise InvalidInput.of(
            str(path), message("file.unreadable", reason=reason_of(error)), message("file.check_rights")
        ) from None
    _refuse_large(str(path), size)
    return raw


def _refuse_large(place: str, size: int) -> None:
    if size > SIZE_LIMIT:
        why = message("file.too_large", megabytes=size // 1_000_000, limit=SIZE_LIMIT // 1_000_000)
        raise InvalidInput.of(place, why, message("file.name_a_plan"))


def text_of(raw: bytes, place: str) -> str:
    """The bytes as UTF-8 text, without a byte order mark. Raises InvalidInput that names the first wrong byte."""
    if not raw or raw.isspace():
        raise InvalidInput.of(place, message("file.empty"), message("file.name_a_plan"))
    if encoding := encoding_without_mark(raw):
        raise InvalidInput.of(place, message("file.other_encoding", encoding=encoding), message("file.save_as_utf8"))
    try:
        return raw.removeprefix(codecs.BOM_UTF8).decode("utf-8")
    except UnicodeDecodeError as error:
        start = error.start + (len(codecs.BOM_UTF8) if raw.startswith(codecs.BOM_UTF8) else 0)
        why = message("file.not_utf8", byte=start + 1, value=f"0x{raw[start]:02X}")
        raise InvalidInput.of(place, why, _other_encoding(raw), line=raw.count(b"\n", 0, start) + 1) from None


def encoding_without_mark(raw: bytes) -> str | None:
    """UTF_16 or JIS where the bytes are that without saying so, and could be taken for broken UTF-8; None for all else."""
    if raw.startswith(_TELLING):
        return None
    if _JIS_BEGINS.search(raw) and raw.isascii():
        return JIS
    sample = raw[:_LOOKED_AT]
    fewer, more = sorted((sample[0::2].count(0), sample[1::2].count(0)))
    return UTF_16 if more * 20 >= len(sample) and more >= fewer * 4 and more else None


def _other_encoding(raw: bytes) -> Message:
    if raw.startswith(_UTF_16_MARKS):
        return message("file.save_as_utf8_from", encoding="UTF-16")
    if raw.startswith(_ZIP):
        return message("file.is_zip")
    likely = familiar_encoding(raw)
    return message("file.save_as_utf8_from", encoding=likely) if likely else message("file.save_as_utf8")


def familiar_encoding(raw: bytes) -> str | None:
    """EUC_JP or Shift_JIS, as which the bytes read best where they are not UTF-8; None where they are neither."""
    readings = [(name, _decoded(raw, codec)) for name, codec in _FAMILIAR_ENCODINGS]
    likely = [(len(_UNLIKELY.findall(text)), name) for name, text in readings if text is not None]
    return min(likely)[1] if likely else None


def _decoded(raw: bytes, codec: str) -> str | None:
    try:
        text = raw.decode(codec)
    except UnicodeDecodeError:
        return None
    return None if _PRIVATE_USE.search(text) else text


def save_bytes(raw: bytes, path: Path) -> None:
    """Write the file whole or not at all: a reader sees the old contents or the new ones. Raises OSError."""
    descriptor, name = tempfile.mkstemp(dir=path.parent, prefix=f".{path.name[:_NAME_SHOWN]}.", suffix=".part")
    written = Path(name)
    try:
        with os.fdopen(descriptor, "wb") as file:
            file.write(raw)
            file.flush()
            os.fsync(file.fileno())
        written.chmod(path.stat().st_mode & 0o777 if path.exists() else 0o666 & ~_umask())
        written.replace(path)
    except BaseException:
        written.unlink(missing_ok=True)
        raise


def _umask() -> int:
    mask = os.umask(0)
    os.umask(mask)
    return mask
