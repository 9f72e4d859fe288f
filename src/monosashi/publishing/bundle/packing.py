"""Files as one zip and back. Stored without compression, by name, without times: the same files make the same bytes anywhere.

Because nothing is compressed, nothing can swell; and because the bytes follow from the files, one changed byte anywhere is found.
"""

import io
import re
import stat
import zipfile
from collections import Counter
from collections.abc import Iterable, Iterator

from monosashi.core.messages import InvalidInput, Message, Problem, message
from monosashi.publishing.output_files import OutputFile

MANIFEST = "manifest.json"

_BEGINNING = (1980, 1, 1, 0, 0, 0)
"""The earliest time that a zip can tell."""

_UNIX = 3
_REGULAR = stat.S_IFREG | 0o644
_RESERVED = re.compile(r"(?:con|prn|aux|nul|com[0-9]|lpt[0-9])(?:\.|$)", re.IGNORECASE)
_UNSAFE = re.compile(r'[\x00-\x1f\x7f<>:"|?*\\]')


def pack(files: Iterable[OutputFile]) -> bytes:
    """The zip, its manifest first. Raises ValueError for a name that some computer could not unpack safely."""
    target = io.BytesIO()
    with zipfile.ZipFile(target, "w", zipfile.ZIP_STORED) as archive:
        for file in sorted(files, key=lambda each: (each.name != MANIFEST, each.name)):
            if name_fault(file.name) is not None:
                raise ValueError(file.name)
            info = zipfile.ZipInfo(file.name, _BEGINNING)
            info.create_system, info.external_attr = _UNIX, _REGULAR << 16
            archive.writestr(info, file.raw)
    return target.getvalue()


def unpacked(raw: bytes, place: str) -> tuple[OutputFile, ...]:
    """The files of the zip. Raises InvalidInput: no zip, damaged, a name that leads elsewhere, a link, anything swollen."""
    try:
        with zipfile.ZipFile(io.BytesIO(raw)) as archive:
            infos = archive.infolist()
            if problems := tuple(_faults(infos, len(raw), place)):
                raise InvalidInput(problems)
            return tuple(OutputFile(info.filename, _read(archive, info, place)) for info in infos)
    except (zipfile.BadZipFile, NotImplementedError, EOFError, OSError, RuntimeError, ValueError):
        why = message("bundle.not_a_zip")
        raise InvalidInput.of(place, why, message("bundle.fetch_again")) from None


def name_fault(name: str) -> Message | None:
    """Why a file may not be called so: it would land outside the folder, or some computer cannot hold it. None: it may."""
    parts = name.split("/")
    if not name or name.startswith("/") or any(part in ("", ".", "..") for part in parts) or "\\" in name:
        return message("bundle.leads_elsewhere")
    if _UNSAFE.search(name) or any(_RESERVED.match(part) or part.endswith((".", " ")) for part in parts):
        return message("bundle.unsafe_name")
    return None


def _faults(infos: list[zipfile.ZipInfo], size: int, place: str) -> Iterator[Problem]:
    names = Counter(info.filename.casefold() for info in infos)
    for info in infos:
        if (why := _fault(info, names)) is not None:
            shown = info.filename.replace("\n", " ")[:200]
            yield Problem(f"{place}: {shown}", None, why, message("bundle.fetch_again"))
    if sum(info.file_size for info in infos) > size:
        yield Problem(place, None, message("bundle.swollen"), message("bundle.fetch_again"))


def _fault(info: zipfile.ZipInfo, names: Counter[str]) -> Message | None:
    if (why := name_fault(info.filename)) is not None:
        return why
    if names[info.filename.casefold()] > 1:
        return message("bundle.name_twice")
    if stat.S_IFMT(info.external_attr >> 16) not in (0, stat.S_IFREG):
        return message("bundle.not_a_file")
    if info.compress_type != zipfile.ZIP_STORED or info.file_size != info.compress_size or info.flag_bits & 1:
        return message("bundle.compressed")
    return None


def _read(archive: zipfile.ZipFile, info: zipfile.ZipInfo, place: str) -> bytes:
    try:
        return archive.read(info)
    except zipfile.BadZipFile:
        problem = Problem(f"{place}: {info.filename}", None, message("bundle.changed"), message("bundle.fetch_again"))
        raise InvalidInput((problem,)) from None
