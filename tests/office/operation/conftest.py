"""Installations: an empty one, and one with its tables, Akita's plan and people."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from office.operation.installations import Installation
from office.operation.making import Maker, to_be_copied

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


@pytest.fixture
def with_tables(migrated: Installation, installation_maker: Maker) -> Installation:
    """An installation with its tables and nothing in them."""
    return installation_maker(migrated)


@pytest.fixture(scope="session")
def settled(migrated: Installation, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Installation]:
    """An installation with its tables, Akita's plan and people, to be copied."""
    source = "from monosashi.office.operation.example_city import example_plan, settle\nsettle(example_plan())"
    with to_be_copied(tmp_path_factory, "settled", lambda one: one.python(source), like=migrated) as installation:
        yield installation


@pytest.fixture
def ready(settled: Installation, installation_maker: Maker) -> Installation:
    """An installation with its tables, Akita's plan and people."""
    return installation_maker(settled)
