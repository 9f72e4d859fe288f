"""A site made by two processes is the site made by one; nothing of the second is left, whatever happens."""

import multiprocessing
import os
import signal
import threading
from collections.abc import Iterator
from pathlib import Path

import pytest

from cli.command_line import NAGASAKI
from monosashi.publishing.output_files import OutputFile
from monosashi.publishing.public_editions import read_public_editions
from monosashi.publishing.site.pages import site_files
from monosashi.publishing.site.publishing import site_of
from monosashi.publishing.site.settings import SiteSettings
from monosashi.publishing.site.two_processes import MakerDied, can_fork, in_turn
from publishing.site.site_samples import frozen

pytestmark = pytest.mark.slow


def files(name: str, count: int) -> Iterator[OutputFile]:
    """Files that say in which process they were made."""
    return (OutputFile(f"{name}{number}", str(os.getpid()).encode()) for number in range(count))


def test_files_come_in_turn_and_the_longer_half_to_its_end() -> None:
    found = list(in_turn((files("a", 2), files("b", 4))))
    assert [file.name for file in found] == ["a0", "b0", "a1", "b1", "b2", "b3"]
    here = {file.raw for file in found if file.name.startswith("a")}
    there = {file.raw for file in found if file.name.startswith("b")}
    assert here == {str(os.getpid()).encode()}
    assert here.isdisjoint(there)


def test_a_process_that_dies_is_an_error_and_not_a_smaller_site(capfd: pytest.CaptureFixture[str]) -> None:
    def broken() -> Iterator[OutputFile]:
        yield OutputFile("b0", b"")
        raise ValueError("second file")

    with pytest.raises(MakerDied):
        list(in_turn((files("a", 9), broken())))
    assert "second file" in capfd.readouterr().err
    assert multiprocessing.active_children() == []


def test_whoever_stops_reading_leaves_no_process() -> None:
    endless = in_turn((files("a", 9), files("b", 1_000_000)))
    next(endless)
    assert len(multiprocessing.active_children()) == 1
    endless.close()  # type: ignore[attr-defined]
    assert multiprocessing.active_children() == []


def test_a_process_ends_even_where_requests_to_end_are_caught() -> None:
    before = signal.signal(signal.SIGTERM, lambda *_: None)
    try:
        endless = in_turn((files("a", 9), files("b", 1_000_000)))
        next(endless)
        endless.close()  # type: ignore[attr-defined]
    finally:
        signal.signal(signal.SIGTERM, before)
    assert multiprocessing.active_children() == []


def test_nothing_is_forked_while_another_thread_runs() -> None:
    done = threading.Event()
    thread = threading.Thread(target=done.wait)
    thread.start()
    try:
        assert not can_fork()
    finally:
        done.set()
        thread.join()


def test_two_processes_make_the_same_files_as_one(tmp_path: Path) -> None:
    frozen(NAGASAKI, tmp_path, year="2019")
    public = read_public_editions(frozen(NAGASAKI, tmp_path, date="2025-06-01"))
    one, two = (
        {file.name: file.raw for file in site_files(site_of(public, SiteSettings()), side_by_side=both)}
        for both in (False, True)
    )
    assert len(one) > 50
    assert two == one
    assert list(two) != list(one)
