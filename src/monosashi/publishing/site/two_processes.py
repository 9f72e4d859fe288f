"""Files of several makers at once: the first works here, every other in a forked process; their files come in turn.

A site is made twice over, once in each language, and neither half needs the other. What is forked has everything that was read
already, so nothing is read or handed over twice. Only where forking is safe: on Linux, while no other thread runs.
"""

import gc
import multiprocessing
import os
import sys
from collections.abc import Iterable, Iterator, Sequence
from contextlib import ExitStack, contextmanager
from multiprocessing.connection import Connection
from pathlib import Path

from monosashi.publishing.output_files import OutputFile


class MakerDied(RuntimeError):
    """A forked process ended before all of its files had come; what it said stands in the error output."""


def can_fork() -> bool:
    """Whether another process is of use and can be forked without leaving a lock held in it for ever.

    Threads of libraries count too: what sets the reports starts some, and in a fork it would wait for them for ever.
    """
    if sys.platform != "linux" or multiprocessing.current_process().daemon:
        return False
    return len(list(Path("/proc/self/task").iterdir())) == 1 and len(os.sched_getaffinity(0)) > 1


def in_turn(makers: Sequence[Iterable[OutputFile]]) -> Iterator[OutputFile]:
    """One file of each maker, then the next of each, until all have ended. Raises MakerDied."""
    with ExitStack() as running:
        here, *others = makers
        waiting = [iter(here), *(running.enter_context(_forked(maker)) for maker in others)]
        while waiting:
            for maker in tuple(waiting):
                file = next(maker, None)
                if file is None:
                    waiting.remove(maker)
                else:
                    yield file


@contextmanager
def _forked(maker: Iterable[OutputFile]) -> Iterator[Iterator[OutputFile]]:
    """The files of a maker that works in a process of its own, which ends with the context whatever happens."""
    context = multiprocessing.get_context("fork")
    ours, theirs = context.Pipe(duplex=False)
    process = context.Process(target=_make, args=(maker, theirs), daemon=True)
    process.start()
    theirs.close()
    try:
        yield _received(ours)
    finally:
        process.kill()  # a request to end may be caught by a handler that the fork inherited, and the wait never end
        process.join()
        ours.close()


def _make(maker: Iterable[OutputFile], to: Connection) -> None:
    gc.freeze()  # what stood there before the fork is shared as long as nobody walks over it
    for file in maker:
        to.send(file)
    to.send(None)


def _received(from_: Connection) -> Iterator[OutputFile]:
    while True:
        try:
            file = from_.recv()
        except EOFError:
            raise MakerDied from None
        if file is None:
            return
        yield file
