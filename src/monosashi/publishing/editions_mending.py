"""What a command that was cut short leaves in a folder of editions, and how the next one deals with it.

An edition is there once the chain names it, and withdrawn once the chain says so. So a file that continues the chain without
being named in it was never an edition: the next freeze of the same finishes it, the freeze of anything else sets it aside. A
withdrawn edition whose file still stands gets its tombstone.
"""

import os
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from pathlib import Path

from monosashi.core.messages import Message, message
from monosashi.exchange.file_bytes import bytes_of, save_bytes
from monosashi.publishing.editions import Envelope, Link, canonical, digest
from monosashi.publishing.editions_chain import CHAIN, chain_document, continuation, tombstone, unlisted_files

if sys.platform != "win32":
    import fcntl

ASIDE = ".unfinished"


@dataclass(frozen=True, slots=True)
class Mended:
    """The chain after mending. `adopted`: its last link was left unlisted before. `told` are sentences on what was done."""

    chain: tuple[Link, ...]
    adopted: bool = False
    told: tuple[Message, ...] = ()


@contextmanager
def alone_in(folder: Path) -> Iterator[None]:
    """Nobody else writes into the folder meanwhile; the system lets go of it when a process ends, however it ends.

    On Windows, which locks no folders, one person freezes at a time.
    """
    if sys.platform == "win32":
        yield
        return
    descriptor = os.open(folder, os.O_RDONLY)
    try:
        with suppress(OSError):  # a network drive that knows no locks
            fcntl.flock(descriptor, fcntl.LOCK_EX)
        yield
    finally:
        os.close(descriptor)


def mend(chain: tuple[Link, ...], folder: Path, is_meant: Callable[[Envelope], bool]) -> Mended:
    """Finish or set aside what was left. `is_meant` says whether an edition is the one to be written now. Raises OSError.

    What does not continue the chain is left as it is: it is not ours to judge.
    """
    told = list(_finished_withdrawals(chain, folder))
    for name in unlisted_files(chain, folder):
        envelope = continuation(chain, folder / name)
        if envelope is None:
            continue
        if is_meant(envelope):
            chain = (*chain, _link_of(envelope, folder / name))
            save_bytes(canonical(chain_document(chain)), folder / CHAIN)
            return Mended(chain, adopted=True, told=(*told, message("publishing.adopted", file=name)))
        told.append(_set_aside(folder / name))
    return Mended(chain, told=tuple(told))


def withdrawal_unfinished(link: Link, raw: bytes) -> bool:
    """Whether the chain calls the edition withdrawn and its file still holds the edition."""
    return link.withdrawn is not None and digest(raw) == link.sha256


def _finished_withdrawals(chain: tuple[Link, ...], folder: Path) -> Iterator[Message]:
    for link in chain:
        path = folder / link.file
        if link.withdrawn and path.is_file() and withdrawal_unfinished(link, bytes_of(path)):
            save_bytes(tombstone(link, link.withdrawn.withdrawn, link.withdrawn.reason), path)
            yield message("publishing.withdrawal_finished", number=link.number)


def _set_aside(path: Path) -> Message:
    aside = path.with_name(path.name + ASIDE)
    count = 2
    while aside.exists():
        aside = path.with_name(f"{path.name}{ASIDE}-{count}")
        count += 1
    path.rename(aside)
    return message("publishing.set_aside", file=path.name, aside=aside.name)


def _link_of(envelope: Envelope, path: Path) -> Link:
    named = {name: envelope[name] for name in ("number", "fiscal_year", "state", "label")}
    return Link(file=path.name, sha256=digest(bytes_of(path)), **named)
