"""Akita's plan with a register, and who proposes and agrees."""

import pytest
from django.test import Client

from monosashi.core.plan import Plan
from monosashi.office.accounts.permissions import Role
from monosashi.office.accounts.standing import Person, person
from office.desk import browser
from office.laid import Laid, Someone
from office.records.room import OTHER, OWN, Room, a_room


@pytest.fixture
def room(kept: Plan, coordinator: Person, laid_plan: Laid) -> Room:
    return a_room(coordinator)


@pytest.fixture
def office(coordinator: Person, room: Room) -> Client:
    """The browser of the coordinating office."""
    return browser(coordinator)


@pytest.fixture
def editor(someone: Someone, room: Room) -> Person:
    """Who keeps the register for 市民課."""
    return person(someone(Role.DEPARTMENT_EDITOR, department=OWN, name="市民課 担当"))


@pytest.fixture
def chief(someone: Someone, room: Room) -> Person:
    """A confirmer of another department."""
    return person(someone(Role.CONFIRMER, department=OTHER, name="別の課の課長"))
