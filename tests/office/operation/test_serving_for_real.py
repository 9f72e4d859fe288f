"""The server as a process: what it refuses, how it stops, and what a kill -9 leaves."""

import json
import os
import signal
import subprocess
import sys
from pathlib import Path

import pytest

from office.operation.installations import Installation, alive, children_of, until

pytestmark = pytest.mark.slow


def test_a_server_without_its_tables_refuses_in_a_sentence(installation: Installation) -> None:
    told = installation.run("office", "serve", code=2)
    assert "monosashi office migrate" in told
    assert "Traceback" not in told


def test_a_server_serves_and_stops_cleanly_with_its_worker(ready: Installation) -> None:
    with ready.served() as process:
        until(lambda: ready.get("/healthz")[1]["worker"]["ok"])
        status, health = ready.get("/healthz")
        assert (status, health["ok"]) == (200, True)
        assert set(health) == {"ok", "version", "database", "disk", "worker", "backup", "seal"}
        assert ready.get("/static/monosashi/office.css")[0] == 200
        assert ready.get("/static/monosashi/tokens/tokens.css")[0] == 200
        family = children_of(process.pid)
        assert len(family) >= 3
        process.send_signal(signal.SIGTERM)
        said, errors = process.communicate(timeout=30)
    assert process.returncode == 0, errors
    assert f"127.0.0.1:{ready.port}" in said
    assert [pid for pid in family if alive(pid)] == []
    assert not (ready.home / "serving").exists()


def test_after_a_kill_nothing_stays_behind_and_it_starts_again(ready: Installation) -> None:
    process = ready.start()
    until(lambda: ready.get("/healthz")[1]["worker"]["ok"])
    family = children_of(process.pid)
    process.kill()
    process.communicate(timeout=30)
    until(lambda: not any(alive(pid) for pid in family))
    with ready.served():
        until(lambda: ready.get("/healthz")[0] == 200)


def test_a_worker_whose_server_is_killed_while_it_starts_does_not_stay(ready: Installation) -> None:
    process = ready.start()
    until(lambda: any(b"operation.worker" in command_of(pid) for pid in children_of(process.pid)))
    family = children_of(process.pid)
    process.kill()
    process.communicate(timeout=30)
    until(lambda: not any(alive(pid) for pid in family))


def test_a_worker_that_was_killed_is_started_again(ready: Installation) -> None:
    with ready.served() as process:
        until(lambda: ready.get("/healthz")[1]["worker"]["ok"])
        (worker,) = [pid for pid in children_of(process.pid) if b"operation.worker" in command_of(pid)]
        os.kill(worker, signal.SIGKILL)
        until(lambda: any(b"operation.worker" in command_of(pid) for pid in children_of(process.pid) - {worker}))


def test_the_worker_seals_what_was_done(ready: Installation) -> None:
    assert ready.python("from monosashi.office.events.models import Seal; print(Seal.objects.count())") == "0"
    with ready.served():
        until(lambda: ready.get("/healthz")[1]["seal"]["at"])
    assert "0 waiting" in ready.run("office", "verify")


def test_the_log_has_a_line_of_json_for_each_request_and_nothing_of_what_was_asked(ready: Installation) -> None:
    process = ready.start("--no-worker")
    ready.get("/plans/akita-digital-2/measures/n-p069/?q=himitsu")
    ready.get("/plans/no-such-plan/")
    process.send_signal(signal.SIGTERM)
    _, log = process.communicate(timeout=30)
    lines = [json.loads(line) for line in log.splitlines()]
    assert "himitsu" not in log
    routes = [line["route"] for line in lines if line["logger"] == "monosashi.requests"]
    assert "/plans/<str:plan>/measures/<str:node>/" in routes
    assert all({"request", "status", "ms"} <= line.keys() for line in lines if line["logger"] == "monosashi.requests")


def test_a_second_server_on_the_same_port_is_refused(ready: Installation) -> None:
    with ready.served("--no-worker"):
        told = ready.run("office", "serve", code=2)
    assert str(ready.port) in told or "server runs" in told


def test_other_commands_do_not_load_django() -> None:
    source = (
        "import sys\nfrom monosashi.cli.main import run\nrun(['--help'], {})\n"
        "run(['summary', 'examples/akita/akita.plan.json', '--year', '2024'], {})\n"
        "print([name for name in sys.modules if name.split('.')[0] in ('django', 'granian')], file=sys.stderr)"
    )
    done = subprocess.run((sys.executable, "-c", source), capture_output=True, text=True, check=True)
    assert done.stderr.strip() == "[]"


def command_of(pid: int) -> bytes:
    try:
        return Path(f"/proc/{pid}/cmdline").read_bytes()
    except OSError:
        return b""
