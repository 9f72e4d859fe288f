"""Akita's plan with a body that met."""

import pytest
from django.test import Client

from monosashi.core.plan import Plan
from monosashi.office.accounts.permissions import Role
from monosashi.office.accounts.standing import Person, person
from office.desk import browser
from office.laid import Laid, Someone
from office.meetings.room import OTHER, OWN, Room, a_room


@pytest.fixture
def room(kept: Plan, coordinator: Person, laid_plan: Laid) -> Room:
    return a_room(coordinator)


@pytest.fixture
def office(coordinator: Person, room: Room) -> Client:
    """The browser of the coordinating office."""
    return browser(coordinator)


@pytest.fixture
def colleague(someone: Someone) -> Person:
    """Another one of the coordinating office."""
    return person(someone(Role.COORDINATING_OFFICE, name="三浦 陽"))


@pytest.fixture
def editor(someone: Someone, room: Room) -> Person:
    """Who answers for 市民課."""
    return person(someone(Role.DEPARTMENT_EDITOR, department=OWN, name="市民課 担当"))


@pytest.fixture
def other_editor(someone: Someone, room: Room) -> Person:
    """Who answers for another department."""
    return person(someone(Role.DEPARTMENT_EDITOR, department=OTHER))
