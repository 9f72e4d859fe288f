"""States of the database that many tests begin from: each is made once by a process and stands in a database of its own.

A test that asks for the fixture which names a state is led to that database before its transaction begins, and back behind it.
Tests that keep what they write, or share the database with other threads, make what they need in the empty one.
"""

import sqlite3
from collections.abc import Callable, Mapping
from contextlib import closing
from copy import deepcopy
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

import pytest
from django.db import connection, transaction

from monosashi.core.plan import Plan
from monosashi.exchange.plan_file import read_plan
from monosashi.office.accounts.models import Department, RoleAssignment, Staff
from monosashi.office.accounts.permissions import Role
from monosashi.office.accounts.standing import Person, person
from monosashi.office.plans.actions import keep_new_plan

EXAMPLES = Path(__file__).parents[2] / "examples"


@dataclass(frozen=True, slots=True)
class Laid:
    """What stands there: somebody of the coordinating office, and what the fixture gives."""

    coordinator: Person
    given: Any


@dataclass(frozen=True, slots=True)
class State:
    """How a state is laid: in an empty database, or `on` another state, of which `lay` is told what it gave."""

    lay: Callable[..., Laid]
    on: str = ""


Someone = Callable[..., Staff]
_ON = pytest.StashKey[Laid]()


@cache
def akita_plan() -> Plan:
    """Akita's plan with its documents and provenance."""
    return read_plan(EXAMPLES / "akita" / "akita.plan.json")


def account(role: Role = Role.EMPLOYEE, *, department: str = "", plan: str = "", name: str = "") -> Staff:
    """An account with a role: `account(Role.DEPARTMENT_EDITOR, department="d-07")`."""
    staff = Staff.objects.create_user(
        f"u{Staff.objects.count() + 1:05}", "long enough to log in", name=name or role.value
    )
    if role is not Role.EMPLOYEE:
        of = Department.objects.get_or_create(code=department, defaults={"name": department})[0] if department else None
        RoleAssignment.objects.create(staff=staff, role=role, department=of, plan=plan)
    return staff


def somebody_coordinating() -> Person:
    """Somebody of the coordinating office."""
    return person(account(Role.COORDINATING_OFFICE, name="成田 桂"))


def lay_plan() -> Laid:
    """Akita's plan, kept in the office."""
    coordinator = somebody_coordinating()
    keep_new_plan(akita_plan(), by=coordinator)
    return Laid(coordinator, akita_plan())


def laid_for(node: pytest.Item) -> Laid | None:
    """What the test's database began with, the test's own copy; None where it began empty."""
    return node.stash.get(_ON, None)


def begin_with(name: str, states: Mapping[str, State], request: pytest.FixtureRequest) -> None:
    """The test's database is that of the state until the fixture that asks for one is over."""
    empty = connection.settings_dict["NAME"]
    database, laid = _made(name, states)
    request.node.stash[_ON] = _own(laid)
    _turn_to(database)
    request.addfinalizer(lambda: _turn_to(empty))


_MADE: dict[str, tuple[str, Laid]] = {}


def _made(name: str, states: Mapping[str, State]) -> tuple[str, Laid]:
    if name not in _MADE:
        state, empty = states[name], str(connection.settings_dict["NAME"])
        below = _made(state.on, states) if state.on else None
        database = _copied(name, empty, below[0] if below else empty)
        _turn_to(database)
        with transaction.atomic():
            laid = state.lay(_own(below[1])) if below else state.lay()
            connection.run_on_commit = []
        _turn_to(empty)
        _MADE[name] = database, laid
    return _MADE[name]


def _own(laid: Laid) -> Laid:
    """A copy, for whoever may change it. The plan, which nobody changes, stays the same."""
    return deepcopy(laid, {id(akita_plan()): akita_plan()})


def _copied(name: str, empty: str, source: str) -> str:
    """Another database like the source, named after the empty one."""
    if connection.vendor == "sqlite":
        database = f"{empty}.{name}"
        with closing(sqlite3.connect(source)) as opened:
            opened.execute("VACUUM INTO ?", [database])
        return database
    database = f"{empty}_{name}"
    connection.close()
    with connection._nodb_cursor() as cursor:
        cursor.execute(f'CREATE DATABASE "{database}" TEMPLATE "{source}"')
    return database


def _turn_to(database: object) -> None:
    connection.close()
    connection.settings_dict["NAME"] = database
