"""Installations on the database that the tests run with: a file each, or a database each in the server that is there."""

import os
import secrets
import shutil
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from urllib.parse import urlsplit

import psycopg
import pytest

from made_once import made_once
from office.operation.installations import Installation, free_port


class Maker:
    """Makes installations in one folder, and takes their databases away in the end."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder
        self._server = os.environ.get("MONOSASHI_DATABASE", "")
        self._names: list[str] = []

    def __call__(self, like: Installation | None = None) -> Installation:
        """An empty one, or a copy of one at rest."""
        home = self._folder / f"home{len(list(self._folder.iterdir()))}"
        if like is None:
            home.mkdir()
        else:
            shutil.copytree(like.home, home)
        return Installation(home, free_port(), self._database(like) if self._server else "")

    def _database(self, like: Installation | None) -> str:
        name = f"office_{secrets.token_hex(6)}"
        template = urlsplit(like.database).path.lstrip("/") if like else "template0"
        with psycopg.connect(self._server, autocommit=True) as connection:
            connection.execute(f"CREATE DATABASE {name} TEMPLATE {template}")
        self._names.append(name)
        return urlsplit(self._server)._replace(path=f"/{name}").geturl()

    def clear(self) -> None:
        for name in self._names:
            with psycopg.connect(self._server, autocommit=True) as connection:
                connection.execute(f"DROP DATABASE IF EXISTS {name} WITH (FORCE)")


@contextmanager
def to_be_copied(
    factory: pytest.TempPathFactory, name: str, make: Callable[[Installation], object], like: Installation | None = None
) -> Iterator[Installation]:
    """An installation that `make` has prepared, at rest.

    On SQLite it is made once for all processes of a run. On PostgreSQL each process has a server of its own, and one in it.
    """
    if os.environ.get("MONOSASHI_DATABASE", ""):
        maker = Maker(factory.mktemp(name))
        installation = maker(like)
        make(installation)
        yield installation
        maker.clear()
        return

    def fill(folder: Path) -> None:
        if like is not None:
            shutil.copytree(like.home, folder, dirs_exist_ok=True)
        make(Installation(folder, free_port()))

    yield Installation(made_once(factory, name, fill), free_port())
