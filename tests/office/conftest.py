"""The office's tests: a real database, Akita's real plan, people in every role."""

import os
import shutil
from collections.abc import Callable, Iterator, Mapping
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

import pytest
from django.conf import settings
from django.db.backends.sqlite3.base import DatabaseWrapper
from django.test import Client

from monosashi.core.plan import Plan
from monosashi.exchange.plan_file import read_plan
from monosashi.office.accounts.models import Department, RoleAssignment, Staff
from monosashi.office.accounts.permissions import Role
from monosashi.office.accounts.standing import Person, person
from monosashi.office.events import guard, recording
from monosashi.office.plans.actions import keep_new_plan
from monosashi.office.rounds.basis import basis_at
from monosashi.wording import templates
from office.operation.installations import Installation
from office.operation.making import to_be_copied

_SERVER = os.environ.get("MONOSASHI_DATABASE", "")
"""The PostgreSQL server, "" for SQLite."""

EXAMPLES = Path(__file__).parents[2] / "examples"

Someone = Callable[..., Staff]


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """What says that it asks no database is given none: pytest-django lets nothing through to one that was not asked for."""
    for item in items:
        given = {"db", "transactional_db", "migrated"} & set(getattr(item, "fixturenames", ()))
        if given and item.get_closest_marker("without_database"):
            raise pytest.UsageError(f"{item.nodeid}: without_database, but given {given}")


@pytest.fixture(autouse=True)
def forgotten() -> None:
    """A process keeps revisions, which never change; in the next test another plan has the same name and number."""
    basis_at.cache_clear()  # type: ignore[attr-defined]


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


@pytest.fixture(scope="session")
def akita() -> Plan:
    """Akita's plan with its documents and provenance."""
    return read_plan(EXAMPLES / "akita" / "akita.plan.json")


@pytest.fixture
def someone(db: None) -> Someone:
    """Makes an account: `someone(Role.DEPARTMENT_EDITOR, department="d-07")`."""

    def make(role: Role = Role.EMPLOYEE, *, department: str = "", plan: str = "", name: str = "") -> Staff:
        staff = Staff.objects.create_user(
            f"u{Staff.objects.count() + 1:05}", "long enough to log in", name=name or role.value
        )
        if role is not Role.EMPLOYEE:
            of = (
                Department.objects.get_or_create(code=department, defaults={"name": department})[0]
                if department
                else None
            )
            RoleAssignment.objects.create(staff=staff, role=role, department=of, plan=plan)
        return staff

    return make


@pytest.fixture
def coordinator(someone: Someone) -> Person:
    """Somebody of the coordinating office."""
    return person(someone(Role.COORDINATING_OFFICE, name="成田 桂"))


@pytest.fixture
def kept(akita: Plan, coordinator: Person) -> Plan:
    """Akita's plan, kept in the office."""
    keep_new_plan(akita, by=coordinator)
    return akita


@pytest.fixture
def logged_in(someone: Someone) -> Callable[..., Client]:
    """A browser in which somebody with this role is logged in."""

    def make(role: Role = Role.EMPLOYEE, **where: str) -> Client:
        client = Client()
        client.force_login(someone(role, **where))
        return client

    return make
