"""Whether a bundle is what was made: every file, no other, not one byte changed; and onto the disk only if it is."""

from collections.abc import Iterator
from dataclasses import dataclass
from itertools import takewhile
from pathlib import Path

from monosashi.core.messages import InvalidInput, Message, Problem, message
from monosashi.exchange.file_reasons import reason_of
from monosashi.publishing.bundle.manifest import Manifest, listed, read_manifest
from monosashi.publishing.bundle.packing import pack, unpacked
from monosashi.publishing.editions import digest
from monosashi.publishing.output_files import SUMS, OutputFile, checksums, save_folder

SIZE_LIMIT = 2_000_000_000
"""Bytes of a bundle. Five thousand pages take about two hundred million."""


@dataclass(frozen=True, slots=True)
class Bundle:
    """A bundle as read. `sha256` is that of the whole file; `problems` are all that were found, none where it is whole."""

    sha256: str
    manifest: Manifest
    files: tuple[OutputFile, ...]
    problems: tuple[Problem, ...]


def read_bundle(path: Path) -> Bundle:
    """Look at every byte of the bundle. Raises InvalidInput where it is none at all or would be dangerous to open."""
    place = path.name
    raw = _bytes(path)
    files = unpacked(raw, place)
    manifest = read_manifest(files, place)
    problems = tuple(_problems(files, manifest, place)) or tuple(_problems_between(raw, files, place))
    return Bundle(digest(raw), manifest, files, problems)


def unpack(path: Path, folder: Path) -> Bundle:
    """Write the files of a whole bundle into the folder, all or none.

    Raises InvalidInput where it is not whole, or the folder holds something else or cannot be written.
    """
    bundle = read_bundle(path)
    if bundle.problems:
        raise InvalidInput(bundle.problems)
    save_folder(bundle.files, folder)
    return bundle


def _bytes(path: Path) -> bytes:
    try:
        if path.is_dir():
            raise InvalidInput.of(str(path), message("bundle.is_folder"), message("bundle.name_a_bundle"))
        if path.stat().st_size > SIZE_LIMIT:
            why = message("bundle.too_large", limit=SIZE_LIMIT // 1_000_000)
            raise InvalidInput.of(str(path), why, message("bundle.name_a_bundle"))
        return path.read_bytes()
    except FileNotFoundError:
        raise InvalidInput.of(str(path), message("bundle.missing"), message("bundle.name_a_bundle")) from None
    except OSError as error:
        why = message("bundle.unreadable", reason=reason_of(error))
        raise InvalidInput.of(str(path), why, message("file.check_rights")) from None


def _problems(files: tuple[OutputFile, ...], manifest: Manifest, place: str) -> Iterator[Problem]:
    expected, there = listed(manifest), {file.name for file in files}
    for name in sorted(expected - there):
        yield _problem(f"{place}: {name}", message("bundle.file_missing"))
    for name in sorted(there - expected):
        yield _problem(f"{place}: {name}", message("bundle.file_extra"))
    for file in files:
        if file.name in manifest.files and manifest.files[file.name] != (len(file.raw), digest(file.raw)):
            yield _problem(f"{place}: {file.name}", message("bundle.changed"))
    sums = next((file for file in files if file.name == SUMS), None)
    if sums is not None and sums != checksums(file for file in files if file.name != SUMS):
        yield _problem(f"{place}: {SUMS}", message("bundle.changed"))


def _problems_between(raw: bytes, files: tuple[OutputFile, ...], place: str) -> Iterator[Problem]:
    """What changed in none of the files: a name's case, a time, something put before or after."""
    made = pack(files)
    if made != raw:
        at = sum(1 for _ in takewhile(lambda pair: pair[0] == pair[1], zip(made, raw, strict=False)))
        yield _problem(place, message("bundle.bytes_between", byte=at + 1))


def _problem(place: str, why: Message) -> Problem:
    return Problem(place, None, why, message("bundle.fetch_again"))
