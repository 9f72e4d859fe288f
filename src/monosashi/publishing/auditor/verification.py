"""Whether a file set is as it was made: every file there with its bytes, no other beside it, and its editions whole."""

import json
import re
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from monosashi.core.messages import InvalidInput, Message, Problem, message
from monosashi.exchange.file_bytes import bytes_of
from monosashi.publishing.auditor.file_set import FORMAT, MANIFEST, VERSION
from monosashi.publishing.editions import digest
from monosashi.publishing.editions_verification import verify
from monosashi.publishing.output_files import SUMS

_LINE = re.compile(r"([0-9a-f]{64})  (\S(?:.*\S)?)")


@dataclass(frozen=True, slots=True)
class VerifiedSet:
    """How many files were looked at, and what is wrong, file by file. `sums_sha256` is the hash of the list itself."""

    files: int
    sums_sha256: str
    problems: tuple[Problem, ...]


def verify_set(folder: Path) -> VerifiedSet:
    """Look at every file. Raises InvalidInput where the folder is no file set or its list of hashes cannot be read."""
    raw = _list_in(folder)
    listed = _listed(raw, folder)
    there = {path.relative_to(folder).as_posix() for path in folder.rglob("*") if path.is_file()} - {SUMS}
    problems = tuple(_file_problems(folder, listed, there))
    if all(problem.place != MANIFEST for problem in problems):
        problems += tuple(_manifest_problems(folder))
    if not problems:
        problems = tuple(_edition_problems(folder))
    return VerifiedSet(len(listed), digest(raw), problems)


def _list_in(folder: Path) -> bytes:
    if not folder.is_dir() or not (folder / SUMS).is_file():
        raise InvalidInput.of(str(folder), message("auditor.no_set"), message("auditor.name_set"))
    return bytes_of(folder / SUMS)


def _listed(raw: bytes, folder: Path) -> dict[str, str]:
    """The hashes by file. Raises InvalidInput where a line is not as we wrote it."""
    lines = raw.decode("utf-8", "replace").splitlines()
    found = [_LINE.fullmatch(line) for line in lines]
    listed = {match[2]: match[1] for match in found if match}
    if len(listed) != len(lines) or raw != "".join(f"{listed[n]}  {n}\n" for n in sorted(listed)).encode():
        where = next((at for at, match in enumerate(found, start=1) if match is None), None)
        why, remedy = message("auditor.bad_list"), message("auditor.get_again")
        raise InvalidInput.of(str(folder / SUMS), why, remedy, line=where)
    return listed


def _file_problems(folder: Path, listed: dict[str, str], there: set[str]) -> Iterator[Problem]:
    for name in sorted(listed.keys() | there):
        if name not in there:
            yield _problem(name, message("auditor.file_missing"))
        elif name not in listed:
            yield _problem(name, message("auditor.file_unlisted"))
        else:
            yield from _byte_problems(folder / name, name, listed[name])


def _byte_problems(path: Path, name: str, sha256: str) -> Iterator[Problem]:
    try:
        raw = bytes_of(path)
    except InvalidInput as error:
        yield from error.problems
        return
    if digest(raw) != sha256:
        yield _problem(name, message("auditor.file_changed"))


def _manifest_problems(folder: Path) -> Iterator[Problem]:
    """Whether what was listed is a file set, and one that this software knows. Only asked where its bytes are as listed."""
    try:
        manifest = json.loads((folder / MANIFEST).read_bytes())
    except (OSError, ValueError):
        manifest = None
    if not isinstance(manifest, dict) or manifest.get("format") != FORMAT:
        yield _problem(MANIFEST, message("auditor.no_set"))
    elif manifest.get("version") != VERSION:
        yield _problem(MANIFEST, message("publishing.newer_version", known=VERSION))


def _edition_problems(folder: Path) -> Iterator[Problem]:
    """The editions in it are verified as their own folder, where all of them were copied."""
    manifest = json.loads((folder / MANIFEST).read_bytes())
    if manifest["editions_whole"]:
        for problem in verify(folder / "editions").problems:
            yield Problem(f"editions/{problem.place}", problem.read, problem.why, problem.remedy)


def _problem(place: str, why: Message) -> Problem:
    return Problem(place, None, why, message("auditor.get_again"))
