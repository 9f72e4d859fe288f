"""A folder of editions: numbered files that never change, and `chain.json`, which lists them with their hashes.

An edition is there once the chain names it. The chain is written last and whole, so a freeze that is cut short leaves at most
a file that the chain does not know, and the next freeze and `verify` say so.
"""

import json
import os
from collections.abc import Mapping
from dataclasses import asdict, dataclass, fields
from datetime import date
from pathlib import Path

from monosashi.core.messages import InvalidInput, Message, Problem, message
from monosashi.exchange.file_bytes import bytes_of, save_bytes
from monosashi.publishing.editions import Content, Envelope, Link, canonical, digest, envelope_of, same_substance

CHAIN = "chain.json"
CHAIN_FORMAT = "monosashi.chain"
CHAIN_VERSION = 1
SUFFIX = ".edition.json"


class AlreadyFrozen(Exception):
    """The newest edition of the year holds just this already. Nothing was written."""

    def __init__(self, link: Link) -> None:
        super().__init__(link.file)
        self.link = link


@dataclass(frozen=True, slots=True)
class Frozen:
    """An edition just written."""

    link: Link
    earlier: str | None


def freeze(content: Content, folder: Path, *, created: date, label: str = "") -> Frozen:
    """Write the next edition into the folder, which is made where it is missing.

    Raises InvalidInput where the folder's chain is broken or cannot be written, and AlreadyFrozen.
    """
    chain = read_chain(folder) if folder.exists() else ()
    _refuse_broken(chain, folder)
    _refuse_repetition(content, chain, folder)
    envelope = envelope_of(content, chain, created=created, label=label)
    raw = canonical(envelope)
    file = f"{envelope['number']:04d}-{envelope['fiscal_year']}-{envelope['state']}{SUFFIX}"
    link = Link(envelope["number"], file, digest(raw), envelope["fiscal_year"], envelope["state"], envelope["label"])
    try:
        folder.mkdir(parents=True, exist_ok=True)
        _write(raw, folder / file, (*chain, link))
    except OSError as error:
        why = message("publishing.cannot_write", reason=error.strerror or type(error).__name__)
        raise _refused(str(folder), None, why, message("publishing.check_folder")) from None
    earlier = envelope["earlier_of_year"]
    return Frozen(link, earlier["label"] if earlier else None)


def read_chain(folder: Path) -> tuple[Link, ...]:
    """The editions that the chain lists, none where there is no chain yet and no edition. Raises InvalidInput."""
    path = folder / CHAIN
    if not path.exists() and not edition_files(folder):
        return ()
    document = read_json(path)
    entries = document.get("editions") if isinstance(document, Mapping) else None
    if not isinstance(document, Mapping) or document.get("format") != CHAIN_FORMAT or not isinstance(entries, list):
        raise _refused(str(path), None, message("publishing.not_a_chain"), message("publishing.restore"))
    if document.get("version") != CHAIN_VERSION:
        why = message("publishing.newer_version", known=CHAIN_VERSION)
        raise _refused(str(path), str(document.get("version")), why, message("publishing.use_newer"))
    return tuple(_link(entry, path) for entry in entries)


def edition_files(folder: Path) -> tuple[str, ...]:
    """The names of all files in the folder that look like editions."""
    return tuple(sorted(path.name for path in folder.glob(f"*{SUFFIX}")))


def read_json(path: Path) -> object:
    """What a JSON file holds. Raises InvalidInput."""
    raw = bytes_of(path)
    try:
        return json.loads(raw)
    except (ValueError, RecursionError):
        raise _refused(str(path), None, message("publishing.not_json"), message("publishing.restore")) from None


def _link(entry: object, path: Path) -> Link:
    kinds = {field.name: field.type for field in fields(Link)}
    if isinstance(entry, dict) and entry.keys() == kinds.keys() and _is_link(entry, kinds):
        return Link(**entry)
    raise _refused(str(path), None, message("publishing.not_a_chain"), message("publishing.restore"))


def _is_link(entry: Mapping[str, object], kinds: Mapping[str, object]) -> bool:
    """Whether every field is of its kind and the file is one of the folder itself."""
    return (
        all(type(entry[name]) is kind for name, kind in kinds.items())
        and Path(str(entry["file"])).name == entry["file"]
    )


def _refuse_broken(chain: tuple[Link, ...], folder: Path) -> None:
    """A new link is made only onto files that are there with the bytes that the chain says, and no others."""
    unlisted = sorted(set(edition_files(folder)) - {link.file for link in chain})
    if unlisted:
        place = str(folder / unlisted[0])
        raise _refused(place, None, message("publishing.unlisted"), message("publishing.remove_unlisted"))
    for link in chain:
        path = folder / link.file
        if digest(bytes_of(path)) != link.sha256:
            raise _refused(str(path), None, message("publishing.changed_bytes"), message("publishing.restore"))


def _refuse_repetition(content: Content, chain: tuple[Link, ...], folder: Path) -> None:
    of_year = [link for link in chain if link.fiscal_year == content.evaluation.fiscal_year]
    if not of_year:
        return
    newest: object = read_json(folder / of_year[-1].file)
    if isinstance(newest, dict) and same_substance(newest, content):
        raise AlreadyFrozen(of_year[-1])


def _write(raw: bytes, path: Path, chain: tuple[Link, ...]) -> None:
    document: Envelope = {
        "format": CHAIN_FORMAT,
        "version": CHAIN_VERSION,
        "editions": [asdict(link) for link in chain],
    }
    unfinished = path.with_name(f".{path.name}.new")
    try:
        save_bytes(raw, unfinished)
        _give_name(unfinished, path)
        try:
            save_bytes(canonical(document), path.parent / CHAIN)
        except BaseException:
            path.unlink()
            raise
    finally:
        unfinished.unlink(missing_ok=True)


def _give_name(unfinished: Path, path: Path) -> None:
    """Never onto a file that is there: two freezes at once must not overwrite each other."""
    try:
        os.link(unfinished, path)
    except FileExistsError:
        raise
    except (OSError, NotImplementedError):  # a file system without hard links
        if path.exists():
            raise FileExistsError(path) from None
        unfinished.rename(path)


def _refused(place: str, read: str | None, why: Message, remedy: Message) -> InvalidInput:
    return InvalidInput((Problem(place, read, why, remedy),))
