"""`chain.json` of a folder of editions: which editions there are, with their hashes, and which were withdrawn."""

import json
from collections.abc import Mapping
from dataclasses import MISSING, fields
from pathlib import Path
from typing import Any

from monosashi.core.messages import InvalidInput, message
from monosashi.exchange.file_bytes import bytes_of
from monosashi.exchange.file_reasons import reason_of
from monosashi.publishing.editions import FORMAT, Envelope, Link, Withdrawal, canonical

CHAIN = "chain.json"
CHAIN_FORMAT = "monosashi.chain"
CHAIN_VERSION = 2
"""1 knows no withdrawal. A chain without one is written as 1, so that its bytes stay what they were."""

SUFFIX = ".edition.json"
TOMBSTONE_FORMAT = "monosashi.withdrawn"


def read_chain(folder: Path) -> tuple[Link, ...]:
    """The editions that the chain lists, none where there is no chain yet and no edition. Raises InvalidInput."""
    path = folder / CHAIN
    if not path.exists() and not _needs_chain(folder):
        return ()
    document = read_json(path)
    entries = document.get("editions") if isinstance(document, Mapping) else None
    if not isinstance(document, Mapping) or document.get("format") != CHAIN_FORMAT or not isinstance(entries, list):
        raise _no_chain(path)
    if document.get("version") not in range(1, CHAIN_VERSION + 1):
        why = message("publishing.newer_version", known=CHAIN_VERSION)
        raise InvalidInput.of(str(path), why, message("publishing.use_newer"), read=str(document.get("version")))
    return tuple(_link(entry, path) for entry in entries)


def continuation(chain: tuple[Link, ...], path: Path) -> Envelope | None:
    """The edition in the file where it is the next one of the chain, whole and in canonical bytes; else None."""
    try:
        envelope = read_json(path)
    except InvalidInput:
        return None
    if not isinstance(envelope, dict) or envelope.get("format") != FORMAT or canonical(envelope) != bytes_of(path):
        return None
    last = chain[-1].sha256 if chain else None
    follows = (envelope.get("number"), envelope.get("previous")) == (len(chain) + 1, last)
    return envelope if follows else None


def chain_document(chain: tuple[Link, ...]) -> Envelope:
    """The chain as it is written."""
    version = CHAIN_VERSION if any(link.withdrawn for link in chain) else 1
    return {"format": CHAIN_FORMAT, "version": version, "editions": [_entry(link) for link in chain]}


def tombstone(link: Link, withdrawn: str, reason: str) -> bytes:
    """What stands in the folder in place of a withdrawn edition. Made of what the chain says, so that it can be made again."""
    return canonical(
        {
            "format": TOMBSTONE_FORMAT,
            "version": 1,
            "number": link.number,
            "label": link.label,
            "fiscal_year": link.fiscal_year,
            "state": link.state,
            "sha256": link.sha256,
            "withdrawn": withdrawn,
            "reason": reason,
        }
    )


def edition_files(folder: Path) -> tuple[str, ...]:
    """The names of all files in the folder that look like editions."""
    return tuple(sorted(path.name for path in folder.glob(f"*{SUFFIX}")))


def unlisted_files(chain: tuple[Link, ...], folder: Path) -> tuple[str, ...]:
    """The names of those that the chain does not know."""
    known = {link.file for link in chain}
    return tuple(name for name in edition_files(folder) if name not in known)


def read_json(path: Path) -> object:
    """What a JSON file holds. Raises InvalidInput."""
    raw = bytes_of(path)
    try:
        return json.loads(raw)
    except (ValueError, RecursionError):
        raise InvalidInput.of(str(path), message("publishing.not_json"), message("publishing.restore")) from None


def cannot_write(folder: Path, error: OSError) -> InvalidInput:
    """A full disk, or no right to write there."""
    why = message("publishing.cannot_write", reason=reason_of(error))
    return InvalidInput.of(str(folder), why, message("publishing.check_folder"))


def _needs_chain(folder: Path) -> bool:
    """Whether there are editions that a chain must list: any but a first one that was cut short before there was a chain."""
    files = edition_files(folder)
    return bool(files) and not (len(files) == 1 and continuation((), folder / files[0]))


def _entry(link: Link) -> dict[str, Any]:
    plain = {field.name: getattr(link, field.name) for field in fields(Link) if field.name != "withdrawn"}
    if link.withdrawn is None:
        return plain
    return plain | {"withdrawn": {each.name: getattr(link.withdrawn, each.name) for each in fields(Withdrawal)}}


def _link(entry: object, path: Path) -> Link:
    if not isinstance(entry, dict):
        raise _no_chain(path)
    own = dict(entry)
    withdrawn = own.pop("withdrawn", None)
    if not _fits(own, Link) or not (withdrawn is None or _fits(withdrawn, Withdrawal)):
        raise _no_chain(path)
    if Path(own["file"]).name != own["file"]:  # it would lead out of the folder
        raise _no_chain(path)
    return Link(**own, withdrawn=None if withdrawn is None else Withdrawal(**withdrawn))


def _fits(entry: object, kind: type[Link | Withdrawal]) -> bool:
    """Whether it has every required field of the kind, each of its type, and no other."""
    kinds = {field.name: field.type for field in fields(kind) if field.default is MISSING}
    return (
        isinstance(entry, dict)
        and entry.keys() == kinds.keys()
        and all(type(entry[name]) is expected for name, expected in kinds.items())
    )


def _no_chain(path: Path) -> InvalidInput:
    return InvalidInput.of(str(path), message("publishing.not_a_chain"), message("publishing.restore"))
