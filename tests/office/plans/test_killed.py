"""Real processes on a real database, killed in the middle: after a new start nothing is half there, and nothing told is gone."""

import json
import os
import random
import shutil
import signal
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

import psycopg
import pytest

from office.forked_processes import Forks, forks
from office.operation.installations import Installation

pytestmark = pytest.mark.slow
SCRIPT = Path(__file__).with_name("one_act.py")
Environment = dict[str, str]


@pytest.fixture
def office(migrated: Installation, tmp_path: Path) -> Iterator[Forks]:
    """Processes of an installation of its own that keeps Akita's plan."""
    with office_with_tables(tmp_path, migrated) as environment, forks(environment) as office:
        office.run(SCRIPT, "prepare")
        yield office


@contextmanager
def empty_office(tmp_path: Path, like: str = "template0") -> Iterator[Environment]:
    """An installation of its own, without tables: a SQLite file, or a database of its own beside the tests' PostgreSQL."""
    environment = {**os.environ, "MONOSASHI_HOME": str(tmp_path), "MONOSASHI_HTTPS": "false"}
    environment.pop("DJANGO_SETTINGS_MODULE", None)
    server = os.environ.get("MONOSASHI_DATABASE", "")
    if not server:
        yield environment
        return
    name = f"killed_{os.getpid()}_{random.randrange(10**6)}"  # noqa: S311 -- no secret
    with psycopg.connect(server, autocommit=True) as connection:
        connection.execute(f"CREATE DATABASE {name} TEMPLATE {like}".encode())
    try:
        yield {**environment, "MONOSASHI_DATABASE": urlsplit(server)._replace(path=f"/{name}").geturl()}
    finally:
        with psycopg.connect(server, autocommit=True) as connection:
            connection.execute(f"DROP DATABASE {name} WITH (FORCE)".encode())


@contextmanager
def office_with_tables(tmp_path: Path, migrated: Installation) -> Iterator[Environment]:
    """The same with the tables of one that was migrated; a script that migrates finds nothing to do."""
    shutil.copytree(migrated.home, tmp_path, dirs_exist_ok=True)
    with empty_office(tmp_path, urlsplit(migrated.database).path.lstrip("/") or "template0") as environment:
        yield environment


def killed(script: Path, what: str, office: Forks, after: float) -> list[dict[str, Any]]:
    """What the process told before it was killed, `after` seconds behind its first word."""
    process = office.start(script, what)
    told = [process.said.readline()]
    time.sleep(after)
    process.kill()
    told += process.said.readlines()
    assert process.wait() == -signal.SIGKILL, f"it ended before it was killed: {process.complaints}"
    return [json.loads(line) for line in told if line.endswith("\n")]


@pytest.mark.parametrize("what", ["save", "import", "freeze"])
def test_what_is_killed_leaves_nothing_half_done(office: Forks, what: str) -> None:
    chance = random.Random(what)  # noqa: S311 -- when to kill
    for _ in range(2):
        told = killed(SCRIPT, what, office, chance.uniform(0.01, 0.4))
        left = json.loads(office.run(SCRIPT, "look"))
        for act in told:
            if what == "save":
                assert left["plans"]["akita-digital-2"] >= act["revision"]
            elif what == "import":
                assert act["plan"] in left["plans"]
            else:
                assert left["editions"][str(act["edition"])] == act["sha256"]


def test_processes_that_save_the_same_measure_at_once_lose_nothing(office: Forks) -> None:
    processes = [office.start(SCRIPT, "save among others") for _ in range(2)]
    told: list[int] = []
    for process in processes:
        told += [json.loads(process.said.readline())["revision"] for _ in range(3)]
    for process in processes:
        process.kill()
    for process in processes:
        told += [json.loads(line)["revision"] for line in process.said.readlines() if line.endswith("\n")]
        process.wait()
    left = json.loads(office.run(SCRIPT, "look"))
    assert len(told) > 4
    assert len(set(told)) == len(told)
    assert left["plans"]["akita-digital-2"] >= max(told)
