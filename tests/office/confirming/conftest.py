"""The desk of a round, and its department's route: 係長, then 課長."""

from collections.abc import Callable

import pytest
from django.test import Client

from monosashi.office.accounts.models import Department
from monosashi.office.accounts.standing import Person
from monosashi.office.confirming.actions import own_route, set_route
from monosashi.office.rounds.actions_answering import save_answers, submit
from monosashi.office.rounds.queries import parts_of, sheet_of
from monosashi.office.rounds.routes import Step
from monosashi.office.rounds.states import StepKind
from office.rounds.desk import Desk

As = Callable[[Person], Client]


@pytest.fixture
def as_(client: Client) -> As:
    """A browser in which this person is logged in."""

    def make(somebody: Person) -> Client:
        browser = Client()
        browser.force_login(somebody.staff)
        return browser

    return make


def lead_of(desk: Desk) -> str:
    """The department that leads the measure of the desk."""
    return parts_of(sheet_of(desk.round, desk.node)).leads[0]


def route(desk: Desk, *posts: str, kind: StepKind = StepKind.CONFIRM) -> tuple[Step, ...]:
    """The posts of the lead department, set as its route."""
    steps = tuple(Step(kind, lead_of(desk), post) for post in posts)
    return set_route(lead_of(desk), steps, seen=own_route(lead_of(desk)), by=desk.coordinator)


def handed_in(desk: Desk) -> None:
    """The sheet answered and on its way."""
    save_answers(desk.of, desk.answers(), by=desk.answerer)
    submit(desk.of, by=desk.answerer)


def department(code: str, name: str = "") -> Department:
    """A department of the register."""
    return Department.objects.get_or_create(code=code, defaults={"name": name or code})[0]
