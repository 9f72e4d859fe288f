"""What every page of the office and every new installation stands on: the policy of its pages, its database file, its key."""

import sqlite3
from collections.abc import Callable
from contextlib import closing

import pytest
from django.test import Client

from monosashi.office.accounts.permissions import Role
from office.operation.conftest import MakeInstallation
from office.operation.installations import Installation

pytestmark = pytest.mark.slow

LogIn = Callable[..., Client]
HEADER = "Content-Security-Policy"


@pytest.mark.parametrize(
    ("path", "status"),
    [("/", 200), ("/people/new/", 403), ("/plans/nothing/", 404), ("/nowhere/", 404), ("/session/password/", 200)],
)
def test_a_page_of_the_office_loads_nothing_from_elsewhere_and_runs_nothing_written_into_it(
    logged_in: LogIn, path: str, status: int
) -> None:
    answer = logged_in(Role.COORDINATING_OFFICE).get(path)
    assert answer.status_code == status
    assert_strict(answer.headers[HEADER])


@pytest.mark.parametrize(("path", "status"), [("/session/log-in/", 200), ("/nowhere/", 404)])
def test_a_page_for_strangers_is_as_strict(client: Client, db: None, path: str, status: int) -> None:
    answer = client.get(path)
    assert answer.status_code == status
    assert_strict(answer.headers[HEADER])


def assert_strict(header: str) -> None:
    policy = {name: set(sources) for name, *sources in (told.split() for told in header.split(";") if told.strip())}
    assert policy["default-src"] == policy["frame-ancestors"] == policy["base-uri"] == {"'none'"}
    assert policy["script-src"] == policy["style-src"] == policy["form-action"] == {"'self'"}
    assert set().union(*policy.values()) <= {"'none'", "'self'", "data:"}
    assert [name for name, sources in policy.items() if "data:" in sources] == ["img-src"]


def test_the_embedded_database_lets_people_read_while_one_writes(with_tables: Installation) -> None:
    if with_tables.database:
        pytest.skip("a server sees to it by itself")
    asked = "from django.db import connection\ncursor = connection.cursor()\n"
    asked += "print(*cursor.execute('PRAGMA journal_mode').fetchone())"
    assert with_tables.python(asked) == "wal"
    with closing(sqlite3.connect(with_tables.home / "office.sqlite3")) as by_hand:
        assert by_hand.execute("PRAGMA journal_mode").fetchone() == ("wal",)


def test_each_new_installation_makes_a_key_of_its_own_that_its_owner_alone_reads(
    installation_maker: MakeInstallation,
) -> None:
    keys = set()
    for home in (installation_maker(), installation_maker()):
        in_force = home.python("from django.conf import settings\nprint(settings.SECRET_KEY)")
        file = home.home / "secret.key"
        assert file.read_text(encoding="ascii") == in_force
        assert file.stat().st_mode & 0o777 == 0o600
        assert len(in_force) >= 50
        keys.add(in_force)
    assert len(keys) == 2
