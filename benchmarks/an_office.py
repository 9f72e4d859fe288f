"""A real office to measure: a database filled by a process of its own, the product's server with two workers, people who are logged in."""

import http.client
import json
import math
import os
import signal
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator, Mapping
from contextlib import contextmanager, nullcontext, suppress
from dataclasses import dataclass
from pathlib import Path
from types import MappingProxyType
from typing import Any
from urllib.parse import urlsplit

from scripts.with_postgresql import cluster, free_port

WORKERS = 2

_STOP_SECONDS = 20
"""As `monosashi office serve` waits for its processes; they let requests end for fifteen."""


@dataclass(frozen=True, slots=True)
class Office:
    """A running office. `told` is what the filling process said, cookies of sessions among it; `server` is the server's process."""

    address: str
    told: Mapping[str, Any]
    started: float
    server: int

    def connect(self) -> http.client.HTTPConnection:
        """A connection that is kept for many requests."""
        parts = urlsplit(self.address)
        return http.client.HTTPConnection(parts.hostname or "", parts.port, timeout=60)

    @property
    def workers(self) -> frozenset[int]:
        """The processes that the server has now. One that crashed is started anew, with another number."""
        return frozenset(_children(self.server))


@contextmanager
def office(
    filler: str,
    *arguments: str,
    postgresql: bool = True,
    module: str = "",
    worker: bool = False,
    more: Mapping[str, str] = MappingProxyType({}),
) -> Iterator[Office]:
    """An office filled by `python -m FILLER ARGUMENTS`, which prints JSON. `worker`: beside it works what works behind the pages.

    `module`: another WSGI application than the office's. `more` is told to its processes as their environment.
    """
    with cluster() if postgresql else nullcontext("") as database, tempfile.TemporaryDirectory() as home:
        environment = {
            **os.environ,
            "MONOSASHI_HOME": home,
            "MONOSASHI_HTTPS": "false",
            "MONOSASHI_LOG_REQUESTS": "false",
            "DJANGO_SETTINGS_MODULE": "monosashi.office.config.settings",
            **({"MONOSASHI_DATABASE": database} if database else {}),
            **more,
        }
        (Path(home) / "office.toml").write_text('[log_in]\nsecond_factor = "optional"\n', "utf-8")
        filled = subprocess.run(  # noqa: S603 -- our own module
            (sys.executable, "-m", filler, *arguments), env=environment, check=True, capture_output=True, text=True
        )
        told = json.loads(filled.stdout.splitlines()[-1])
        beside = _process(environment, "monosashi.office.operation.worker") if worker else nullcontext()
        with _serving(environment, module) as (address, seconds, pid), beside:
            yield Office(address, told, seconds, pid)


@contextmanager
def served(home: Path, module: str) -> Iterator[Office]:
    """Another WSGI application behind the same server, with a folder of its own."""
    with _serving({**os.environ, "MONOSASHI_HOME": str(home)}, module) as (address, seconds, pid):
        yield Office(address, {}, seconds, pid)


@contextmanager
def _serving(environment: Mapping[str, str], module: str) -> Iterator[tuple[str, float, int]]:
    port = free_port()
    told = {**environment, "MONOSASHI_LISTEN": f"127.0.0.1:{port}", "MONOSASHI_SERVER_WORKERS": str(WORKERS)}
    command = ("benchmarks._server", module) if module else ("monosashi.office.operation.web",)
    started = time.perf_counter()
    with _process(told, *command) as pid:
        _wait_for(port)
        yield f"http://127.0.0.1:{port}", time.perf_counter() - started, pid


@contextmanager
def _process(environment: Mapping[str, str], *command: str) -> Iterator[int]:
    """A module in a process of its own, and its number. What it started is gone with it: at the end no process of its group is left."""
    process = subprocess.Popen(  # noqa: S603 -- our own modules
        (sys.executable, "-m", *command), env=environment, stdout=subprocess.DEVNULL, start_new_session=True
    )
    try:
        yield process.pid
    finally:
        process.terminate()
        try:
            process.wait(_STOP_SECONDS)
        except subprocess.TimeoutExpired:
            print(f"{command[0]} did not stop within {_STOP_SECONDS} s and was killed", file=sys.stderr, flush=True)
        with suppress(ProcessLookupError):
            os.killpg(process.pid, signal.SIGKILL)
        process.wait()


def _wait_for(port: int) -> None:
    for _ in range(600):
        try:
            connection = http.client.HTTPConnection("127.0.0.1", port, timeout=5)
            connection.request("GET", "/healthz")
            connection.getresponse().read()
        except OSError:
            time.sleep(0.05)
        else:
            return
    raise TimeoutError(port)


def percentile(milliseconds: list[float], share: float) -> float:
    """The time within which this share of the requests was answered, NaN where none was."""
    if not milliseconds:
        return math.nan
    ordered = sorted(milliseconds)
    return ordered[min(len(ordered) - 1, int(len(ordered) * share))]


def memory_of(pid: int) -> list[float]:
    """Resident MB of the server's worker processes, largest first."""
    return sorted((_resident(child) for child in _children(pid)), reverse=True)


def own_memory_of(pid: int) -> list[float]:
    """MB that the server's worker processes share with nobody, largest first: what one more of them would take."""
    return sorted((_private(child) for child in _children(pid)), reverse=True)


def killed_until_answered(office: Office) -> float:
    """Seconds from the death of all worker processes (kill -9) until one that the server started in their place answers."""
    started = time.perf_counter()
    for worker in office.workers:
        os.kill(worker, signal.SIGKILL)
    _wait_for(urlsplit(office.address).port or 0)
    return time.perf_counter() - started


def _children(pid: int) -> list[int]:
    return [int(child) for child in Path(f"/proc/{pid}/task/{pid}/children").read_text("ascii").split()]


def _resident(pid: int) -> float:
    pages = int(Path(f"/proc/{pid}/statm").read_text("ascii").split()[1])
    return pages * os.sysconf("SC_PAGE_SIZE") / 1_000_000


def _private(pid: int) -> float:
    lines = (line.split() for line in Path(f"/proc/{pid}/smaps_rollup").read_text("ascii").splitlines())
    return sum(int(line[1]) for line in lines if line[0].startswith("Private_")) * 1024 / 1_000_000
