"""Real installations for the tests: folders, processes, browsers that are none."""

import json
import os
import signal
import socket
import subprocess
import sys
import time
import urllib.request
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any
from urllib.error import HTTPError, URLError

from office.forked_processes import new_processes

WAIT = 60.0


@dataclass(frozen=True)
class Installation:
    """One installation with a folder and a port of its own."""

    home: Path
    port: int
    database: str = ""

    @property
    def environment(self) -> dict[str, str]:
        told = {"MONOSASHI_HOME": str(self.home), "MONOSASHI_HTTPS": "false", "LANG": "en_US.UTF-8"}
        told |= {"MONOSASHI_LISTEN": f"127.0.0.1:{self.port}", "MONOSASHI_DATABASE": self.database}
        told["DJANGO_SETTINGS_MODULE"] = "monosashi.office.config.settings"
        return {**os.environ, **told}

    def run(self, *arguments: object, code: int = 0) -> str:
        """One command; what it said. Fails where its exit code is another."""
        words = ("-m", "monosashi.cli", *arguments)
        left, said, errors = new_processes().ended(*words, environment=self.environment)
        assert left == code, (left, said, errors)
        return said + errors

    def python(self, source: str) -> str:
        """Some lines of Python in this installation."""
        lines = "import django; django.setup()\n" + source
        code, said, errors = new_processes().ended("-c", lines, environment=self.environment)
        assert code == 0, errors
        return said.strip()

    def start(self, *arguments: str) -> "subprocess.Popen[str]":
        """The server; it answers when this returns."""
        process = subprocess.Popen(
            (sys.executable, "-m", "monosashi.cli", "office", "serve", *arguments),
            env=self.environment,
            stdout=subprocess.PIPE,
            stderr=subprocess.PIPE,
            text=True,
        )
        until(lambda: self.answers() or process.poll() is not None)
        return process

    @contextmanager
    def served(self, *arguments: str) -> Iterator["subprocess.Popen[str]"]:
        process = self.start(*arguments)
        try:
            yield process
        finally:
            if process.poll() is None:
                process.send_signal(signal.SIGTERM)
            process.communicate(timeout=WAIT)

    def answers(self) -> bool:
        return self.get("/healthz")[0] in {200, 503}

    def get(self, path: str) -> tuple[int, Any]:
        """Status and what came: JSON where it is, else text. Status 0 where nobody answers."""
        opener = urllib.request.build_opener(urllib.request.ProxyHandler({}))
        try:
            with opener.open(f"http://127.0.0.1:{self.port}{path}", timeout=10) as answer:
                return int(answer.status), read(answer.read())
        except HTTPError as error:
            return error.code, read(error.read())
        except (URLError, OSError):
            return 0, ""


def read(raw: bytes) -> Any:
    try:
        return json.loads(raw)
    except ValueError:
        return raw.decode("utf-8", "replace")


def until(ready: Callable[[], object], seconds: float = WAIT, *, every: float = 0.05) -> None:
    """Wait until something is so, asked `every` so many seconds. Fails where it does not come."""
    end = time.monotonic() + seconds
    while time.monotonic() < end:
        if ready():
            return
        time.sleep(every)
    raise AssertionError("it did not come")


def free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


def children_of(pid: int) -> set[int]:
    """Every process below one, by the kernel's own list."""
    found: set[int] = set()
    waiting = [pid]
    while waiting:
        for task in Path(f"/proc/{waiting.pop()}/task").glob("*/children"):
            below = {int(number) for number in task.read_text().split()} - found
            found |= below
            waiting += below
    return found


def alive(pid: int) -> bool:
    status = Path(f"/proc/{pid}/stat")
    return status.exists() and status.read_text().rpartition(")")[2].split()[0] != "Z"
