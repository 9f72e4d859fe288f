"""Installations on the database that the tests run with: a file each, or a database each in the server that is there."""

import os
import secrets
import shutil
from collections.abc import Iterator
from pathlib import Path
from urllib.parse import urlsplit

import psycopg
import pytest

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


MakeInstallation = Maker


@pytest.fixture
def installation_maker(tmp_path: Path) -> Iterator[Maker]:
    """Makes installations."""
    maker = Maker(tmp_path)
    yield maker
    maker.clear()


@pytest.fixture
def installation(installation_maker: Maker) -> Installation:
    """An empty installation."""
    return installation_maker()


@pytest.fixture(scope="session")
def settled(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Installation]:
    """An installation with its tables, Akita's plan and people, to be copied."""
    maker = Maker(tmp_path_factory.mktemp("settled"))
    installation = maker()
    installation.run("office", "migrate")
    installation.python(
        "from monosashi.office.operation.example_city import example_plan, settle\nsettle(example_plan())"
    )
    yield installation
    maker.clear()


@pytest.fixture
def ready(settled: Installation, installation_maker: Maker) -> Installation:
    """An installation with its tables, Akita's plan and people."""
    return installation_maker(settled)
