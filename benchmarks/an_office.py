"""A real office to measure: a database filled by a process of its own, the real server with two workers, sessions that are logged in."""

import http.client
import json
import math
import os
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager, nullcontext
from dataclasses import dataclass
from pathlib import Path
from urllib.parse import urlsplit

from scripts.with_postgresql import cluster, free_port

WORKERS = 2


@dataclass(frozen=True, slots=True)
class Office:
    """A running office. `told` is what the filling process said, cookies of sessions among it; `pids` are the server's processes."""

    address: str
    told: dict[str, object]
    started: float
    server: int

    def connect(self) -> http.client.HTTPConnection:
        """A connection that is kept for many requests."""
        parts = urlsplit(self.address)
        return http.client.HTTPConnection(parts.hostname or "", parts.port, timeout=60)


@contextmanager
def office(filler: str, *arguments: str, postgresql: bool = True, module: str = "") -> Iterator[Office]:
    """An office filled by `python -m FILLER ARGUMENTS`, which prints JSON. `module`: another WSGI application than the office's."""
    with cluster() if postgresql else nullcontext("") as database, tempfile.TemporaryDirectory() as home:
        environment = {
            **os.environ,
            "MONOSASHI_HOME": home,
            "MONOSASHI_HTTPS": "false",
            "MONOSASHI_LOG_REQUESTS": "false",
            "DJANGO_SETTINGS_MODULE": "monosashi.office.config.settings",
            **({"MONOSASHI_DATABASE": database} if database else {}),
        }
        (Path(home) / "office.toml").write_text('[log_in]\nsecond_factor = "optional"\n', "utf-8")
        filled = subprocess.run(  # noqa: S603 -- our own module
            (sys.executable, "-m", filler, *arguments), env=environment, check=True, capture_output=True, text=True
        )
        told = json.loads(filled.stdout.splitlines()[-1])
        with _serving(environment, module or "monosashi.office.config.wsgi:application") as (address, seconds, pid):
            yield Office(address, told, seconds, pid)


@contextmanager
def served(home: Path, module: str) -> Iterator[Office]:
    """Another WSGI application behind the same server, with a folder of its own."""
    with _serving({**os.environ, "MONOSASHI_HOME": str(home)}, module) as (address, seconds, pid):
        yield Office(address, {}, seconds, pid)


@contextmanager
def _serving(environment: dict[str, str], module: str) -> Iterator[tuple[str, float, int]]:
    port = free_port()
    command = (sys.executable, "-m", "benchmarks._server", str(port), module)
    started = time.perf_counter()
    process = subprocess.Popen(command, env=environment, stdout=subprocess.DEVNULL)  # noqa: S603 -- our own module
    try:
        _wait_for(port)
        yield f"http://127.0.0.1:{port}", time.perf_counter() - started, process.pid
    finally:
        process.terminate()
        process.wait(30)


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
    children = Path(f"/proc/{pid}/task/{pid}/children").read_text("ascii").split()
    sizes = [_resident(int(child)) for child in children]
    return sorted(sizes, reverse=True)


def _resident(pid: int) -> float:
    pages = int(Path(f"/proc/{pid}/statm").read_text("ascii").split()[1])
    return pages * os.sysconf("SC_PAGE_SIZE") / 1_000_000
