"""One process that starts the server and the worker, watches them, and stops both."""

import os
import shutil
import signal
import socket
import subprocess
import sys
import threading
import time
from collections.abc import Callable
from dataclasses import dataclass, field
from pathlib import Path

from monosashi.core.messages import InvalidInput, message
from monosashi.office.config.installation import HOME_VARIABLE, Installation
from monosashi.office.operation.family import PARENT, lives
from monosashi.office.operation.schema_state import schema_state
from monosashi.office.operation.temporary_folders import emptied, of_this_server
from monosashi.office.operation.web import address_of

_START_SECONDS, _STOP_SECONDS = 60.0, 20.0
_RESTART_SECONDS = 5.0
_LOOK_SECONDS = 0.2

SERVING = "serving"
"""A file in the folder of the installation with the number of the process, written again and again while the server runs."""

_FRESH_SECONDS = 15.0


@dataclass(slots=True)
class _Child:
    """One process of ours. What it puts aside is in its own folder below `aside`, empty whenever it starts."""

    module: str
    home: Path
    aside: Path
    process: "subprocess.Popen[bytes] | None" = None
    started: float = field(default_factory=time.monotonic)

    def start(self) -> None:
        own = {
            HOME_VARIABLE: str(self.home),
            PARENT: str(os.getpid()),
            "TMPDIR": str(emptied(self.aside / self.module)),
        }
        command = (sys.executable, "-m", f"monosashi.office.operation.{self.module}")
        # Its standard input stays open while we live: on Windows that is how it knows.
        self.process = subprocess.Popen(command, env={**os.environ, **own}, stdin=subprocess.PIPE)  # noqa: S603 -- our own module
        self.started = time.monotonic()

    @property
    def ended(self) -> bool:
        return self.process is not None and self.process.poll() is not None

    def stop(self, until: float) -> None:
        if self.process is None or self.process.poll() is not None:
            return
        self.process.terminate()
        try:
            self.process.wait(max(0.1, until - time.monotonic()))
        except subprocess.TimeoutExpired:
            self.process.kill()
            self.process.wait()


def refuse_unready(command: str) -> None:
    """Raises InvalidInput where the database is not as this version expects it. Nothing is migrated here.

    `command` is what was called, the place that the sentence names.
    """
    state = schema_state()
    if state.unknown:
        names = tuple("/".join(step) for step in state.unknown)
        why, remedy = message("operation.serve.database_newer", steps=names), message("operation.serve.take_newer")
        raise InvalidInput.of(command, why, remedy)
    if state.pending:
        why = message("operation.serve.migrations_missing", count=len(state.pending))
        raise InvalidInput.of(command, why, message("operation.serve.migrate_first"))


def refuse_while_serving(installation: Installation) -> None:
    """Raises InvalidInput where a server runs on this folder."""
    if is_serving(installation):
        why, remedy = message("operation.serve.running"), message("operation.serve.stop_first")
        raise InvalidInput.of(str(installation.home), why, remedy)


def is_serving(installation: Installation) -> bool:
    """Whether a server on this folder said so a moment ago, and was not killed since."""
    flag = installation.home / SERVING
    try:
        fresh = time.time() - flag.stat().st_mtime < _FRESH_SECONDS
        return fresh and lives(int(flag.read_text(encoding="ascii")))
    except (OSError, ValueError):
        return False


def address(installation: Installation) -> str:
    """Where a browser on this machine finds the server."""
    return f"http://{installation.listen}/"


def serve(
    installation: Installation, *, with_worker: bool, ready: Callable[[], None], stop: threading.Event | None = None
) -> bool:
    """Serve until told to stop (SIGTERM, Ctrl-C, `stop`). `ready` is called once the server answers.

    False where the server ended by itself. Raises InvalidInput where another program listens there.
    """
    stop = _told_to_stop(stop or threading.Event())
    _refuse_taken_port(installation)
    home, aside = installation.home, of_this_server(installation.home)
    web, worker = _Child("web", home, aside), _Child("worker", home, aside)
    flag = installation.home / SERVING
    try:
        web.start()
        if not _answers(web, installation, stop):
            return stop.is_set()
        if with_worker:
            worker.start()
        ready()
        return _watch(web, worker, flag, stop)
    finally:
        until = time.monotonic() + _STOP_SECONDS
        for child in (web, worker):
            child.stop(until)
        flag.unlink(missing_ok=True)
        shutil.rmtree(aside, ignore_errors=True)


def _told_to_stop(stop: threading.Event) -> threading.Event:
    for number in (signal.SIGTERM, signal.SIGINT):
        signal.signal(number, lambda *_: stop.set())
    return stop


def _refuse_taken_port(installation: Installation) -> None:
    if _connects(installation):
        why, remedy = message("operation.serve.port_taken"), message("operation.serve.choose_port")
        raise InvalidInput.of("listen", why, remedy, read=installation.listen)


def _answers(web: _Child, installation: Installation, stop: threading.Event) -> bool:
    until = time.monotonic() + _START_SECONDS
    while time.monotonic() < until and not stop.is_set() and not web.ended:
        if _connects(installation):
            return True
        stop.wait(_LOOK_SECONDS / 4)
    return False


def _connects(installation: Installation) -> bool:
    host, port = address_of(installation)
    loopback = {"0.0.0.0": "127.0.0.1", "::": "::1"}.get(host, host)  # noqa: S104 -- compared, not bound
    try:
        with socket.create_connection((loopback, port), timeout=1):
            return True
    except OSError:
        return False


def _watch(web: _Child, worker: _Child, flag: Path, stop: threading.Event) -> bool:
    """Until told to stop. A worker that ended is started again, a server that ended ends us: whoever started us decides."""
    touched = 0.0
    while not stop.wait(_LOOK_SECONDS):
        if web.ended:
            return False
        if worker.ended and time.monotonic() - worker.started > _RESTART_SECONDS:
            worker.start()
        if time.monotonic() - touched > _FRESH_SECONDS / 3:
            flag.write_text(str(os.getpid()), encoding="ascii")
            touched = time.monotonic()
    return True
