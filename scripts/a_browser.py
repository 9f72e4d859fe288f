"""A real Chromium for the tests and for the manual's pictures: the same engine as everybody's, built without windows."""

from collections.abc import Iterator
from contextlib import contextmanager

from playwright.sync_api import Browser, sync_playwright

_PROGRAM = "/usr/bin/chromium-headless-shell"
_QUIET = (
    *("--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run"),
    *("--disable-background-networking", "--disable-component-update", "--disable-sync"),
)
"""It asks nobody outside for anything."""


@contextmanager
def a_browser() -> Iterator[Browser]:
    """The system's Chromium (system-packages.txt), started; closed at the end. One at a time in a process."""
    with sync_playwright() as playwright:
        running = playwright.chromium.launch(executable_path=_PROGRAM, args=list(_QUIET))
        yield running
        running.close()
