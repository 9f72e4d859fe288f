"""The office's tests: a real database, Akita's real plan, people in every role."""

import os
import shutil
from collections.abc import Callable, Generator, Iterator, Mapping
from typing import Any
from urllib.parse import urlsplit

import pytest
from django.conf import settings
from django.db.backends.sqlite3.base import DatabaseWrapper
from django.test import Client
from django.utils import translation

from monosashi.core.plan import Plan
from monosashi.office.accounts.permissions import Role
from monosashi.office.accounts.standing import Person
from monosashi.office.events import guard, recording
from monosashi.office.plans.actions import keep_new_plan
from monosashi.office.rounds.basis import basis_at
from monosashi.wording import templates
from office.audits.city_audits import lay_hall
from office.cities.zips_of_cities import lay_cities
from office.closing.closed_rounds import lay_closed, lay_settling
from office.laid import (
    Laid,
    Someone,
    State,
    account,
    akita_plan,
    begin_with,
    laid_for,
    lay_plan,
    somebody_coordinating,
)
from office.operation.installations import Installation
from office.operation.making import to_be_copied
from office.rounds.desk import Desk, lay_desk, make_desk
from office.workbooks.post import lay_post

_SERVER = os.environ.get("MONOSASHI_DATABASE", "")
"""The PostgreSQL server, "" for SQLite."""

LAYING: Mapping[str, State] = {
    "laid_settling": State(lay_settling, on="laid_closed"),
    "laid_closed": State(lay_closed, on="laid_desk"),
    "laid_desk": State(lay_desk),
    "laid_post": State(lay_post),
    "laid_hall": State(lay_hall),
    "laid_cities": State(lay_cities, on="laid_plan"),
    "laid_plan": State(lay_plan),
}
"""By which fixture a test says what its database begins with. Of several the first one."""


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """What says that it asks no database is given none: pytest-django lets nothing through to one that was not asked for."""
    for item in items:
        given = {"db", "transactional_db", "migrated"} & set(getattr(item, "fixturenames", ()))
        if given and item.get_closest_marker("without_database"):
            raise pytest.UsageError(f"{item.nodeid}: without_database, but given {given}")


@pytest.fixture(autouse=True)
def forgotten() -> None:
    """A process keeps revisions, which never change; in the next test another plan has the same name and number.

    The language of the page that was asked for last stays too.
    """
    basis_at.cache_clear()  # type: ignore[attr-defined]
    translation.deactivate()


@pytest.fixture(scope="session", autouse=True)
def emptying_past_the_guard() -> Iterator[None]:
    """Tests that keep what they write are followed by emptying the database, which the guard on events would refuse."""
    operations = DatabaseWrapper.ops_class
    flush = operations.execute_sql_flush

    def past_the_guard(self: Any, statements: list[str]) -> None:
        guard.lift(self.connection)
        flush(self, statements)
        guard.put(self.connection)

    operations.execute_sql_flush = past_the_guard  # type: ignore[assignment, method-assign]
    yield
    operations.execute_sql_flush = flush  # type: ignore[method-assign]


@pytest.fixture(scope="session", autouse=True)
def every_field_of_an_event_has_its_word() -> Iterator[None]:
    """What is recorded while tests run is called something on its page. Values of the plan are called by their paths."""
    write, words = recording.canonical_body, templates("ja")

    def read_first(content: Mapping[str, Any]) -> str:
        fields = {name for side in ("before", "after") if isinstance(content[side], dict) for name in content[side]}
        wordless = {name for name in fields if not {f"event_field.{name}", f"plans.field.{name}"} & words.keys()}
        assert wordless == set(), f"no word event_field.… for {sorted(wordless)}"
        return write(content)

    recording.canonical_body = read_first
    yield
    recording.canonical_body = write


@pytest.fixture(scope="session")
def migrated(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Installation]:
    """An installation with its tables, made by the command and at rest, to be copied."""
    with to_be_copied(tmp_path_factory, "migrated", lambda one: one.run("office", "migrate")) as installation:
        yield installation


@pytest.fixture(scope="session")
def django_db_keepdb() -> bool:
    """What `django_db_modify_db_settings` puts where SQLite's database is to be stays there."""
    return not _SERVER


@pytest.fixture(scope="session")
def django_db_modify_db_settings(
    django_db_modify_db_settings_parallel_suffix: None, request: pytest.FixtureRequest
) -> None:
    """The tests' own database begins as a copy of one with its tables: nothing is left to be migrated."""
    migrated: Installation = request.getfixturevalue("migrated")
    own = settings.DATABASES["default"].setdefault("TEST", {})
    if _SERVER:
        own["TEMPLATE"] = urlsplit(migrated.database).path.lstrip("/")
    else:
        shutil.copyfile(migrated.home / "office.sqlite3", own["NAME"])


@pytest.hookimpl(wrapper=True)
def pytest_fixture_setup(
    fixturedef: pytest.FixtureDef[object], request: pytest.FixtureRequest
) -> Generator[None, object, object]:
    """Before a test's transaction begins, its database is chosen."""
    if fixturedef.argname == "_django_db_helper" and not _keeps_what_it_writes(request):
        begun = next((name for name in LAYING if name in request.fixturenames), None)
        if begun:
            with request.getfixturevalue("django_db_blocker").unblock():
                begin_with(begun, LAYING, request)
    return (yield)


def _keeps_what_it_writes(request: pytest.FixtureRequest) -> bool:
    marker = request.node.get_closest_marker("django_db")
    return bool(marker and marker.kwargs.get("transaction")) or "transactional_db" in request.fixturenames


@pytest.fixture(scope="session")
def akita() -> Plan:
    """Akita's plan with its documents and provenance."""
    return akita_plan()


@pytest.fixture
def someone(db: None) -> Someone:
    """Makes an account: `someone(Role.DEPARTMENT_EDITOR, department="d-07")`."""
    return account


@pytest.fixture
def coordinator(request: pytest.FixtureRequest, db: None) -> Person:
    """Somebody of the coordinating office."""
    laid = laid_for(request.node)
    return laid.coordinator if laid else somebody_coordinating()


@pytest.fixture
def laid_plan(request: pytest.FixtureRequest, db: None) -> Laid | None:
    """Akita's plan, kept; None where it is not there yet.

    Those below: a desk, that of the workbooks' measure, the desk's round closed, and the round of the settled money beside it.
    """
    return laid_for(request.node)


laid_desk = laid_post = laid_closed = laid_settling = laid_hall = laid_cities = laid_plan


@pytest.fixture
def kept(akita: Plan, coordinator: Person, laid_plan: Laid | None) -> Plan:
    """Akita's plan, kept in the office."""
    if laid_plan is None:
        keep_new_plan(akita, by=coordinator)
    return akita


@pytest.fixture
def desk(akita: Plan, coordinator: Person, someone: Someone, laid_desk: Laid | None) -> Desk:
    """The round of p.73's measure, led by 情報統計課 (d-03), to which 市民課 (d-07) is related: opened, nobody has answered."""
    return laid_desk.given if laid_desk else make_desk(akita, coordinator, someone)


@pytest.fixture
def logged_in(someone: Someone) -> Callable[..., Client]:
    """A browser in which somebody with this role is logged in."""

    def make(role: Role = Role.EMPLOYEE, **where: str) -> Client:
        client = Client()
        client.force_login(someone(role, **where))
        return client

    return make
