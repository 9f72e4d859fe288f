"""Real processes on a real database, killed in the middle: after a new start nothing is half there, and nothing told is gone."""

import json
import os
import random
import signal
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from urllib.parse import urlsplit

import psycopg
import pytest

pytestmark = pytest.mark.slow
SCRIPT = Path(__file__).with_name("one_act.py")
Environment = dict[str, str]


@pytest.fixture
def office(tmp_path: Path) -> Iterator[Environment]:
    """An installation of its own that keeps Akita's plan."""
    with empty_office(tmp_path) as environment:
        run("prepare", environment)
        yield environment


@contextmanager
def empty_office(tmp_path: Path) -> Iterator[Environment]:
    """An installation of its own, without tables: a SQLite file, or a database of its own beside the tests' PostgreSQL."""
    environment = {**os.environ, "MONOSASHI_HOME": str(tmp_path), "MONOSASHI_HTTPS": "false"}
    environment.pop("DJANGO_SETTINGS_MODULE", None)
    server = os.environ.get("MONOSASHI_DATABASE", "")
    if not server:
        yield environment
        return
    name = f"killed_{os.getpid()}_{random.randrange(10**6)}"  # noqa: S311 -- no secret
    with psycopg.connect(server, autocommit=True) as connection:
        connection.execute(f"CREATE DATABASE {name}".encode())
    try:
        yield {**environment, "MONOSASHI_DATABASE": urlsplit(server)._replace(path=f"/{name}").geturl()}
    finally:
        with psycopg.connect(server, autocommit=True) as connection:
            connection.execute(f"DROP DATABASE {name} WITH (FORCE)".encode())


def run(what: str, environment: Environment) -> str:
    done = subprocess.run(
        [sys.executable, SCRIPT, what], env=environment, capture_output=True, text=True, check=False, timeout=300
    )
    assert done.returncode == 0, done.stderr
    return done.stdout


def killed(what: str, environment: Environment, after: float) -> list[dict[str, object]]:
    """What the process told before it was killed, `after` seconds behind its first word."""
    process = subprocess.Popen([sys.executable, SCRIPT, what], env=environment, stdout=subprocess.PIPE, text=True)
    assert process.stdout is not None
    told = [process.stdout.readline()]
    time.sleep(after)
    process.send_signal(signal.SIGKILL)
    told += process.stdout.readlines()
    process.wait()
    process.stdout.close()
    return [json.loads(line) for line in told if line.endswith("\n")]


@pytest.mark.parametrize("what", ["save", "import", "freeze"])
def test_what_is_killed_leaves_nothing_half_done(office: Environment, what: str) -> None:
    chance = random.Random(what)  # noqa: S311 -- when to kill
    for _ in range(2):
        told = killed(what, office, chance.uniform(0.01, 0.4))
        left = json.loads(run("look", office))
        for act in told:
            if what == "save":
                assert left["plans"]["akita-digital-2"] >= act["revision"]
            elif what == "import":
                assert act["plan"] in left["plans"]
            else:
                assert left["editions"][str(act["edition"])] == act["sha256"]


def test_processes_that_save_the_same_measure_at_once_lose_nothing(office: Environment) -> None:
    processes = [
        subprocess.Popen([sys.executable, SCRIPT, "save among others"], env=office, stdout=subprocess.PIPE, text=True)
        for _ in range(2)
    ]
    told: list[int] = []
    for process in processes:
        assert process.stdout is not None
        told += [json.loads(process.stdout.readline())["revision"] for _ in range(3)]
    for process in processes:
        process.send_signal(signal.SIGKILL)
    for process in processes:
        assert process.stdout is not None
        told += [json.loads(line)["revision"] for line in process.stdout.readlines() if line.endswith("\n")]
        process.wait()
        process.stdout.close()
    left = json.loads(run("look", office))
    assert len(told) > 4
    assert len(set(told)) == len(told)
    assert left["plans"]["akita-digital-2"] >= max(told)
