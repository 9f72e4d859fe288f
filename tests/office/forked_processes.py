"""Processes of an office that need not read its modules first: each is forked from one that has read them.

A process forked from `forks(environment)` stands where a new one stands behind `django.setup()`: no connection, no row and no page
is known to it. One of `new_processes()` stands before: it has seen neither settings nor a model, and starts the office itself.
Run as a script this is the process that they are forked from.
"""

import atexit
import contextlib
import gc
import importlib
import json
import os
import runpy
import select
import signal
import socket
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import IO

LONGEST = 200_000
"""Bytes of one request."""
WAIT = 300.0
"""Seconds that a process may take."""

MODULES = """
import json, sys
import django
django.setup()
from django.apps import apps
of_apps = (*(f"{each.name}." for each in apps.get_app_configs()), "monosashi.office.", "allauth.")
print(json.dumps([name for name in list(sys.modules) if not f"{name}.".startswith(of_apps)]))
"""
"""Names the modules of a started office that are neither its own nor of an app: these can be read without settings."""


@dataclass
class Forked:
    """A process that runs. `said` is what it prints, `complaints` what it wrote to stderr until it ended."""

    pid: int
    said: IO[str]
    complaints: str
    _errors: IO[str]
    _talk: socket.socket

    def wait(self) -> int:
        """Its exit code, or the number of the signal that killed it below 0."""
        self.said.close()
        code = _asked(self._talk, {"wait": self.pid})
        with self._errors as errors:
            errors.seek(0)
            self.complaints = errors.read()
        return code

    def kill(self) -> None:
        os.kill(self.pid, signal.SIGKILL)


class Forks:
    """Forks processes."""

    def __init__(self, talk: socket.socket) -> None:
        self._talk = talk

    def start(self, *words: object, environment: Mapping[str, str] | None = None) -> Forked:
        """What `python` would start with these words: a script with arguments, "-m" and a module, or "-c" and lines.

        Without an environment it is in that of the process that it is forked from.
        """
        reading, writing = os.pipe()
        errors = tempfile.TemporaryFile("w+")  # noqa: SIM115 -- read when the process has ended
        request = {"words": [str(word) for word in words], "environment": environment and dict(environment)}
        try:
            pid = _asked(self._talk, request, writing, errors.fileno())
        finally:
            os.close(writing)
        return Forked(pid, os.fdopen(reading, "r", encoding="utf-8"), "", errors, self._talk)

    def ended(self, *words: object, environment: Mapping[str, str] | None = None) -> tuple[int, str, str]:
        """The exit code of such a process, what it printed and what it complained of. It is killed when it takes too long."""
        process, said, end = self.start(*words, environment=environment), b"", time.monotonic() + WAIT
        pipe = process.said.fileno()
        while select.select([pipe], [], [], max(0.0, end - time.monotonic()))[0]:
            if not (part := os.read(pipe, LONGEST)):
                break
            said += part
        else:
            process.kill()
        return process.wait(), said.decode("utf-8"), process.complaints

    def run(self, *words: object) -> str:
        """What such a process printed. Fails where it fails."""
        code, said, complaints = self.ended(*words)
        assert code == 0, complaints
        return said


@contextmanager
def forks(environment: Mapping[str, str]) -> Iterator[Forks]:
    """Forks for the installation of this environment."""
    environment = {"DJANGO_SETTINGS_MODULE": "monosashi.office.config.settings", **environment}
    parent, talk = _parent("started", environment)
    try:
        yield Forks(talk)
    finally:
        talk.close()
        parent.wait(30)


@cache
def new_processes() -> Forks:
    """Forks for any installation, until this process ends."""
    parent, talk = _parent("read ahead", os.environ)
    atexit.register(parent.wait)
    atexit.register(talk.close)
    return Forks(talk)


def _parent(how: str, environment: Mapping[str, str]) -> tuple["subprocess.Popen[bytes]", socket.socket]:
    ours, theirs = socket.socketpair(socket.AF_UNIX, socket.SOCK_SEQPACKET)
    with theirs:
        command = (sys.executable, __file__, str(theirs.fileno()), how)
        parent = subprocess.Popen(
            command, env=environment, pass_fds=[theirs.fileno()], stdin=subprocess.DEVNULL, stdout=subprocess.DEVNULL
        )
    return parent, ours


def _asked(talk: socket.socket, request: object, *files: int) -> int:
    """A process id or an exit code."""
    socket.send_fds(talk, [json.dumps(request).encode()], files)
    told: int = json.loads(talk.recv(LONGEST))
    return told


def serve(talk: socket.socket) -> None:
    """Fork for each request, and wait for whom is asked for, until nobody asks any more. A forked process returns at its end."""
    while True:
        raw, files, _, _ = socket.recv_fds(talk, LONGEST, 2)
        if not raw:
            return
        request = json.loads(raw)
        if "wait" in request:
            told = os.waitstatus_to_exitcode(os.waitpid(request["wait"], 0)[1])
        elif (told := os.fork()) == 0:
            talk.close()
            become(request["words"], request["environment"], *files)
            return
        for file in files:
            os.close(file)
        talk.send(json.dumps(told).encode())


def become(words: list[str], environment: Mapping[str, str] | None, said: int, errors: int) -> None:
    """Do what was asked for. What is raised ends the process, as it ends any."""
    os.dup2(said, 1)
    os.dup2(errors, 2)
    for file in (said, errors):
        os.close(file)
    sys.stdout = open(1, "w", encoding="utf-8", closefd=False)  # noqa: SIM115 -- to the end
    sys.stderr = open(2, "w", buffering=1, encoding="utf-8", closefd=False)  # noqa: SIM115
    if environment is not None:
        os.environ.clear()
        os.environ.update(environment)
    kind, *rest = words
    sys.path[0] = "" if kind.startswith("-") else str(Path(kind).parent)
    if kind == "-c":
        exec(compile(rest[0], "<lines>", "exec"), {"__name__": "__main__"})  # noqa: S102 -- lines of a test
    elif kind == "-m":
        sys.argv = rest
        runpy.run_module(rest[0], run_name="__main__", alter_sys=True)
    else:
        sys.argv = words
        runpy.run_path(kind, run_name="__main__")


def read_ahead() -> None:
    """Read what a new office reads anyway, as far as it knows nothing of the installation."""
    with tempfile.TemporaryDirectory() as home:
        kept = {name: value for name, value in os.environ.items() if name != "MONOSASHI_DATABASE"}
        own = {"DJANGO_SETTINGS_MODULE": "monosashi.office.config.settings", "MONOSASHI_HOME": home}
        told = subprocess.run(
            (sys.executable, "-c", MODULES),
            env=kept | own | {"MONOSASHI_HTTPS": "false"},
            capture_output=True,
            check=True,
        )
    os.environ.pop("DJANGO_SETTINGS_MODULE", None)
    for name in json.loads(told.stdout):
        with contextlib.suppress(Exception):  # a module that asks for settings is read by whoever has them
            importlib.import_module(name)
    from django.conf import settings  # noqa: PLC0415 -- one of the modules that were read

    assert not settings.configured


if __name__ == "__main__":
    if sys.argv[2] == "started":
        import django

        django.setup()
    else:
        read_ahead()
    gc.freeze()
    serve(socket.socket(fileno=int(sys.argv[1])))
