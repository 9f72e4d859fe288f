"""Real offices for the browser: `monosashi office serve` in a process of its own, SQLite in a folder or a PostgreSQL that is told."""

import json
import os
import secrets
import shutil
import subprocess
import sys
import time
import urllib.request
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

import psycopg

from scripts.with_postgresql import free_port

HERE = Path(__file__).parent
WAIT = 60.0
FILLED = "filled.json"
"""What the script of a city told, in the folder that it filled."""


@dataclass(frozen=True)
class Office:
    """A running office. `address` without a slash at the end. `samples` is what stands for the parts of addresses."""

    home: Path
    address: str
    password: str
    samples: dict[str, Any]

    @property
    def log(self) -> str:
        """Everything that the server said so far."""
        return (self.home / "log").read_text(encoding="utf-8")


Fill = Callable[[Path], object]
MadeOnce = Callable[[Fill], Path]
"""Gives a folder that was filled once for every process of the run."""


@contextmanager
def an_office(
    home: Path, *filled: str, city: str = "a_city.py", made_once: MadeOnce | None = None, **settings: object
) -> Iterator[Office]:
    """Fill a folder, serve it, stop at the end. `city` is the script that fills it, `settings` are entries of `office.toml`.

    With `made_once` a folder that is filled already is copied, where the database is a file in it.
    """

    def fill(folder: Path) -> None:
        fill_in(folder, city, *filled, database=database)

    with a_database() as database:
        if made_once is None or database:
            fill(home)
        else:
            shutil.copytree(made_once(fill), home, dirs_exist_ok=True)
        port = free_port()
        configure(home, listen=f"127.0.0.1:{port}", server_workers=1, database=database, **settings)
        told = json.loads((home / FILLED).read_text(encoding="utf-8"))
        office = Office(home, f"http://127.0.0.1:{port}", told["password"], told["samples"])
        with served(office, environment_of(home)):
            assert bool(database) is not (home / "office.sqlite3").exists(), (
                "served from another database than was told"
            )
            yield office


def fill_in(folder: Path, city: str, *filled: str, database: str) -> None:
    """Let the script of a city fill an installation; what it tells and everybody's password is written beside it."""
    configure(folder, database=database)
    password = secrets.token_urlsafe(12)
    fill = (sys.executable, str(HERE / city), password, *filled)
    done = subprocess.run(fill, env=environment_of(folder), check=True, stdout=subprocess.PIPE)
    told = {"password": password, "samples": json.loads(done.stdout)}
    (folder / FILLED).write_text(json.dumps(told), encoding="utf-8")


def configure(home: Path, **settings: object) -> None:
    """Write `office.toml`."""
    lines = [f"{name} = {json.dumps(value)}" for name, value in {"https": False, **settings}.items()]
    (home / "office.toml").write_text("\n".join([*lines, "[log_in]", 'second_factor = "optional"', ""]))


def environment_of(home: Path) -> dict[str, str]:
    """The environment of a process of the installation in this folder."""
    kept = {name: value for name, value in os.environ.items() if not name.startswith(("MONOSASHI_", "DJANGO_"))}
    return {**kept, "MONOSASHI_HOME": str(home)}


@contextmanager
def served(office: Office, environment: dict[str, str]) -> Iterator[None]:
    """The server. Reviews are made beforehand: a worker beside the browser would only slow both."""
    command = (sys.executable, "-m", "monosashi.cli", "office", "serve", "--no-worker")
    with (office.home / "log").open("wb") as log:
        server = subprocess.Popen(command, env=environment, stdout=log, stderr=log)
    try:
        until_it_answers(office, server)
        yield
    finally:
        server.terminate()
        server.wait(WAIT)


def until_it_answers(office: Office, server: "subprocess.Popen[bytes]") -> None:
    deadline = time.monotonic() + WAIT
    while not answers(office.address):
        assert server.poll() is None, office.log
        assert time.monotonic() < deadline
        time.sleep(0.1)


def answers(address: str) -> bool:
    try:
        return bool(urllib.request.urlopen(f"{address}/healthz", timeout=1).status == 200)  # noqa: S310 -- our own server
    except OSError:
        return False


@contextmanager
def a_database() -> Iterator[str]:
    """A database of its own in the PostgreSQL that MONOSASHI_DATABASE names; "" (SQLite) where none is named."""
    server = os.environ.get("MONOSASHI_DATABASE", "")
    if not server:
        yield ""
        return
    name = f"browser_{secrets.token_hex(6)}"
    with psycopg.connect(server, autocommit=True) as connection:
        connection.execute(f"CREATE DATABASE {name}")
        yield urlsplit(server)._replace(path=f"/{name}").geturl()
        connection.execute(f"DROP DATABASE {name} WITH (FORCE)")
