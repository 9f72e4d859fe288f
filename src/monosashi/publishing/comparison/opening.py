"""What can be compared, out of files: a plan file, an edition, a folder of editions."""

from pathlib import Path

from monosashi.core.messages import InvalidInput, Problem, message
from monosashi.core.plan import Plan
from monosashi.exchange.file_bytes import bytes_of
from monosashi.exchange.plan_file import read_plan
from monosashi.publishing.editions import FORMAT, VERSION, Envelope
from monosashi.publishing.editions_chain import SUFFIX, TOMBSTONE_FORMAT, read_chain, read_json

_HEAD = 200
"""Bytes in which a file says what it is."""


def open_side(path: Path) -> Plan | Envelope:
    """The plan or the edition's envelope in a file; of a folder the newest edition. Raises InvalidInput."""
    if path.is_dir():
        return open_side(_editions(path)[-1])
    raw = bytes_of(path)
    if not path.name.endswith(SUFFIX) and FORMAT.encode() not in raw[:_HEAD]:
        return read_plan(path)
    envelope = read_json(path)
    if not isinstance(envelope, dict):
        raise InvalidInput(
            (Problem(str(path), None, message("comparison.not_comparable"), message("comparison.two_editions")),)
        )
    _refuse_unusable(envelope, path)
    return envelope


def newest_two(folder: Path) -> tuple[Path, Path]:
    """The files of the two newest editions of a folder, withdrawn ones left out. Raises InvalidInput."""
    found = _editions(folder)
    if len(found) == 1:
        why, remedy = message("comparison.no_edition"), message("comparison.two_editions")
        raise InvalidInput.of(str(folder), why, remedy)
    return found[-2], found[-1]


def _editions(folder: Path) -> tuple[Path, ...]:
    """The files of the editions that stand, in order. Raises InvalidInput where there is none."""
    found = tuple(folder / link.file for link in read_chain(folder) if link.withdrawn is None)
    if not found:
        why, remedy = message("comparison.no_edition"), message("comparison.two_editions")
        raise InvalidInput.of(str(folder), why, remedy)
    return found


def _refuse_unusable(envelope: Envelope, path: Path) -> None:
    if envelope.get("format") == TOMBSTONE_FORMAT:
        why, remedy = message("comparison.withdrawn"), message("comparison.choose_other")
    elif envelope.get("format") != FORMAT or not isinstance(envelope.get("evaluation"), dict):
        why, remedy = message("comparison.not_comparable"), message("comparison.two_editions")
    elif envelope.get("version") != VERSION:
        why, remedy = message("publishing.newer_version", known=VERSION), message("publishing.use_newer")
    else:
        return
    raise InvalidInput.of(str(path), why, remedy)
