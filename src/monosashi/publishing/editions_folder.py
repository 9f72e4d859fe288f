"""A folder of editions: numbered files that never change, and `chain.json`, which lists them with their hashes.

An edition is there once the chain names it. The chain is written last and whole, so a freeze that is cut short leaves at most
a file that the chain does not know, and the next freeze and `verify` say so.
"""

import os
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from monosashi.core.messages import InvalidInput, Message, message
from monosashi.exchange.file_bytes import bytes_of, save_bytes
from monosashi.publishing.editions import Content, Envelope, Link, canonical, digest, envelope_of, same_substance
from monosashi.publishing.editions_chain import (
    CHAIN,
    SUFFIX,
    cannot_write,
    chain_document,
    edition_files,
    read_chain,
    read_json,
    unlisted_files,
)
from monosashi.publishing.editions_mending import alone_in, mend

__all__ = ["CHAIN", "SUFFIX", "AlreadyFrozen", "Frozen", "edition_files", "freeze", "read_chain", "read_json"]


class AlreadyFrozen(Exception):
    """The newest edition of the year holds just this already. Nothing was written."""

    def __init__(self, link: Link) -> None:
        super().__init__(link.file)
        self.link = link


@dataclass(frozen=True, slots=True)
class Frozen:
    """An edition just written. `mended` says what an earlier command, cut short, had left and what was done with it."""

    link: Link
    earlier: str | None
    mended: tuple[Message, ...] = ()


def freeze(
    content: Content, folder: Path, *, created: date, label: str = "", correction: Envelope | None = None
) -> Frozen:
    """Write the next edition into the folder, which is made where it is missing.

    Raises InvalidInput where the folder's chain is broken or cannot be written, and AlreadyFrozen.
    """
    try:
        folder.mkdir(parents=True, exist_ok=True)
        with alone_in(folder):
            return _frozen(content, folder, created=created, label=label, correction=correction)
    except OSError as error:
        raise cannot_write(folder, error) from None


def _frozen(content: Content, folder: Path, *, created: date, label: str, correction: Envelope | None) -> Frozen:
    mended = mend(read_chain(folder), folder, _is_meant(content, correction))
    chain = mended.chain
    _refuse_broken(chain, folder)
    if mended.adopted:
        before = [link for link in chain[:-1] if link.fiscal_year == chain[-1].fiscal_year]
        return Frozen(chain[-1], before[-1].label if before else None, mended.told)
    _refuse_repetition(content, chain, folder)
    envelope = envelope_of(content, chain, created=created, label=label, correction=correction)
    raw = canonical(envelope)
    file = f"{envelope['number']:04d}-{envelope['fiscal_year']}-{envelope['state']}{SUFFIX}"
    link = Link(envelope["number"], file, digest(raw), envelope["fiscal_year"], envelope["state"], envelope["label"])
    _write(raw, folder / file, (*chain, link))
    earlier = envelope["earlier_of_year"]
    return Frozen(link, earlier["label"] if earlier else None, mended.told)


def _is_meant(content: Content, correction: Envelope | None) -> Callable[[Envelope], bool]:
    """Whether an edition that was left unlisted is just the one that is to be frozen now."""
    return lambda envelope: envelope.get("correction") == correction and same_substance(envelope, content)


def _refuse_broken(chain: tuple[Link, ...], folder: Path) -> None:
    """A new link is made only onto files that are there with the bytes that the chain says, and no others."""
    for name in unlisted_files(chain, folder):
        raise InvalidInput.of(str(folder / name), message("publishing.unlisted"), message("publishing.remove_unlisted"))
    for link in chain:
        path = folder / link.file
        if digest(bytes_of(path)) != link.file_sha256:
            raise InvalidInput.of(str(path), message("publishing.changed_bytes"), message("publishing.restore"))


def _refuse_repetition(content: Content, chain: tuple[Link, ...], folder: Path) -> None:
    of_year = [link for link in chain if link.fiscal_year == content.evaluation.fiscal_year]
    if not of_year:
        return
    newest: object = read_json(folder / of_year[-1].file)
    if isinstance(newest, dict) and same_substance(newest, content):
        raise AlreadyFrozen(of_year[-1])


def _write(raw: bytes, path: Path, chain: tuple[Link, ...]) -> None:
    unfinished = path.with_name(f".{path.name}.new")
    try:
        save_bytes(raw, unfinished)
        _give_name(unfinished, path)
        try:
            save_bytes(canonical(chain_document(chain)), path.parent / CHAIN)
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
