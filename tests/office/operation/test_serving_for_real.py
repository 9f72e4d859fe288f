"""The server as a process: what it refuses, how it stops, and what a kill -9 leaves.

One installation is served three times: killed while its worker starts, killed at work, and stopped.
"""

import json
import os
import signal
import subprocess
import sys
from collections.abc import Iterator
from dataclasses import dataclass, field
from http import HTTPStatus
from pathlib import Path
from typing import Any

import pytest

from office.operation.beside_server import number_of
from office.operation.installations import Installation, alive, children_of, until
from office.operation.making import Maker

pytestmark = [pytest.mark.slow, pytest.mark.xdist_group("serving for real")]  # it is served for all of them once


@dataclass
class Served:
    """What was seen of three lives of one server."""

    installation: Installation
    died: list[str] = field(default_factory=list)
    """At what it was killed, each time with all its processes gone."""
    aside: list[int] = field(default_factory=list)
    """How many folders for what is put aside for a moment there were: after each kill, at work again, and at the end."""
    put_aside: tuple[str, str] = ("", "")
    """Where the job worker was told to put it, and where it should."""
    sealed: bool = False
    health: list[tuple[int, Any]] = field(default_factory=list)
    """What it told before it was killed at work, and after."""
    static: dict[str, int] = field(default_factory=dict)
    second: str = ""
    """What a second server on its port said."""
    family: int = 0
    """How many processes stood below it when it was asked to stop."""
    left: int | None = None
    """Its exit code."""
    stayed: list[int] = field(default_factory=list)
    """Which of them lived on."""
    said: str = ""
    log: str = ""

    def killed_while_its_worker_starts(self) -> None:
        with self.installation.served() as process:
            until(lambda: workers_of(process), every=0.01)
            self._kill(process, "while its worker starts")

    def killed_at_work(self) -> None:
        """By then it has sealed."""
        with self.installation.served() as process:
            until(lambda: self._told()["worker"]["ok"])
            until(lambda: self._told()["seal"]["at"])
            self.health.append(self.installation.get("/healthz"))
            self._kill(process, "at work")
        self.sealed = "0 waiting" in self.installation.run("office", "verify")

    def _kill(self, process: "subprocess.Popen[str]", when: str) -> None:
        family = children_of(process.pid)
        process.kill()
        process.communicate(timeout=30)
        until(lambda: not any(alive(pid) for pid in family))
        self.died.append(when)
        self._count_aside()

    def _count_aside(self) -> None:
        self.aside.append(len(list((self.installation.home / "temporary").iterdir())))

    def stopped(self) -> None:
        """Before, its worker is killed; the next one has begun its work then."""
        with self.installation.served() as process:
            until(lambda: workers_of(process))
            (worker,) = workers_of(process)
            told = dict(each.partition("=")[::2] for each in environment_of(worker))
            self.put_aside = told["TMPDIR"], str(self.installation.home / "temporary" / str(process.pid) / "worker")
            self._count_aside()
            self._looked_at()
            os.kill(worker, signal.SIGKILL)
            until(lambda: not alive(worker))
            last = self._told()["worker"]["at"]
            until(lambda: workers_of(process) - {worker})
            until(lambda: self._told()["worker"]["at"] != last)
            family = children_of(process.pid)
            process.send_signal(signal.SIGTERM)
            self.said, self.log = process.communicate(timeout=30)
        self.family, self.left = len(family), process.returncode
        self.stayed = [pid for pid in family if alive(pid)]
        self._count_aside()

    def _looked_at(self) -> None:
        until(lambda: self.installation.get("/healthz")[0] == HTTPStatus.OK)
        self.health.append(self.installation.get("/healthz"))
        for path in ("office.css", "tokens/tokens.css"):
            self.static[path] = self.installation.get(f"/static/monosashi/{path}")[0]
        self.installation.get("/plans/akita-digital-2/measures/n-p069/?q=himitsu")
        self.installation.get("/plans/no-such-plan/")
        self.second = self.installation.run("office", "serve", code=2)

    def _told(self) -> Any:
        return self.installation.get("/healthz")[1]


def workers_of(process: "subprocess.Popen[str]") -> set[int]:
    return {pid for pid in children_of(process.pid) if b"operation.worker" in command_of(pid)}


def command_of(pid: int) -> bytes:
    try:
        return Path(f"/proc/{pid}/cmdline").read_bytes()
    except OSError:
        return b""


def environment_of(pid: int) -> list[str]:
    return os.fsdecode(Path(f"/proc/{pid}/environ").read_bytes()).split("\0")


@pytest.fixture(scope="module")
def served(settled: Installation, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Served]:
    """An installation with its tables, Akita's plan and people after three lives of its server.

    Beside PostgreSQL `test_killed_while_serving` serves and kills.
    """
    if settled.database.startswith("postgresql"):
        pytest.skip("test_killed_while_serving serves beside PostgreSQL, and kills there")
    maker = Maker(tmp_path_factory.mktemp("served"))
    server = Served(maker(settled))
    assert number_of(server.installation, "events_seal") == 0
    server.killed_while_its_worker_starts()
    server.killed_at_work()
    server.stopped()
    yield server
    maker.clear()


def test_a_server_without_its_tables_refuses_in_a_sentence(installation: Installation) -> None:
    told = installation.run("office", "serve", code=2)
    assert "monosashi office migrate" in told
    assert "Traceback" not in told


def test_a_server_serves_and_its_worker_works(served: Served) -> None:
    for status, health in served.health:
        assert (status, health["ok"], health["worker"]["ok"]) == (200, True, True)
        assert set(health) == {"ok", "version", "database", "disk", "worker", "backup", "seal", "rules"}
    assert served.static == {"office.css": 200, "tokens/tokens.css": 200}
    assert f"127.0.0.1:{served.installation.port}" in served.said


def test_a_server_stops_cleanly_with_its_worker_that_was_killed_and_started_again(served: Served) -> None:
    assert served.family >= 3
    assert served.left == 0, served.log
    assert served.stayed == []
    assert not (served.installation.home / "serving").exists()
    assert "Received" not in served.log, "nothing is wrong where a worker is asked to stop"


def test_after_a_kill_even_while_its_worker_starts_nothing_stays_behind_and_it_starts_again(served: Served) -> None:
    assert served.died == ["while its worker starts", "at work"]
    assert [status for status, _ in served.health] == [200, 200]


def test_the_worker_seals_what_was_done(served: Served) -> None:
    assert served.sealed


def test_the_log_has_a_line_of_json_for_each_request_and_nothing_of_what_was_asked(served: Served) -> None:
    lines = [json.loads(line) for line in served.log.splitlines()]
    assert "himitsu" not in served.log
    routes = [line["route"] for line in lines if line["logger"] == "monosashi.requests"]
    assert "/plans/<str:plan>/measures/<str:node>/" in routes
    assert all({"request", "status", "ms"} <= line.keys() for line in lines if line["logger"] == "monosashi.requests")


def test_a_second_server_on_the_same_port_is_refused(served: Served) -> None:
    assert str(served.installation.port) in served.second or "server runs" in served.second


def test_other_commands_do_not_load_django() -> None:
    source = (
        "import sys\nfrom monosashi.cli.main import run\nrun(['--help'], {})\n"
        "run(['summary', 'examples/akita/akita.plan.json', '--year', '2024'], {})\n"
        "print([name for name in sys.modules if name.split('.')[0] in ('django', 'granian')], file=sys.stderr)"
    )
    done = subprocess.run((sys.executable, "-c", source), capture_output=True, text=True, check=True)
    assert done.stderr.strip() == "[]"


def test_what_is_put_aside_is_in_the_installation_and_what_a_killed_server_left_is_gone_with_the_next(
    served: Served,
) -> None:
    told, wanted = served.put_aside
    assert told == wanted
    assert served.aside == [1, 1, 1, 0]
