"""A round of Akita's year, and browsers of the people at its desk."""

from collections.abc import Callable

import pytest
from django.test import Client

from monosashi.office.accounts.asked_together import AskedTogether
from monosashi.office.accounts.standing import Person
from monosashi.office.answering import beside
from monosashi.office.joints import Joint
from office.rounds.desk import Desk

Browser = Callable[[Person], Client]


@pytest.fixture(autouse=True)
def _alone(monkeypatch: pytest.MonkeyPatch) -> None:
    """What other apps add to the pages is tested with them: the queries counted here are those of answering."""
    monkeypatch.setattr(beside, "beside_sheet", Joint())
    monkeypatch.setattr(beside, "tasks_on_home", AskedTogether())


@pytest.fixture
def browser() -> Browser:
    """A browser in which somebody is logged in."""

    def make(person: Person) -> Client:
        client = Client()
        client.force_login(person.staff)
        return client

    return make


@pytest.fixture
def sheet_address(desk: Desk) -> str:
    """The page of the desk's sheet."""
    return f"/rounds/{desk.round.pk}/sheets/{desk.node}/"
