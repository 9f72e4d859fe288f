"""The city of `monosashi demo`, in the middle of a round: everybody has something to do, each event has its page, every link opens."""

import os
from collections import Counter
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import Any
from urllib.parse import urljoin

import pytest
from django.db import transaction
from django.test import Client

from monosashi.office.accounts.models import Staff
from monosashi.office.accounts.permissions import Role
from monosashi.office.accounts.standing import Person, person
from monosashi.office.confirming.queries import waiting_for
from monosashi.office.events.models import Event
from monosashi.office.operation.crawling import HTML, Fetch, Fetched, Walk, followed
from monosashi.office.operation.example_city import Inhabitant, example_plan, settle
from monosashi.office.operation.users import account
from monosashi.office.rounds.models import Extension, FollowUp, Remark, Round, Sheet, SheetDepartment
from monosashi.office.rounds.states import RoundState, SheetState
from monosashi.wording import LANGUAGES
from monosashi.wording.catalogues import templates

pytestmark = [
    pytest.mark.slow,
    pytest.mark.django_db,
    pytest.mark.xdist_group("demonstration"),  # the city is settled once
    pytest.mark.skipif(bool(os.environ.get("MONOSASHI_DATABASE")), reason="the demonstration is on SQLite"),
]

HOME = "http://testserver/"
"""Where Django's own client believes that it is."""


@contextmanager
def taken_back() -> Iterator[None]:
    """Whatever is written meanwhile is not there afterwards."""
    with transaction.atomic():
        yield
        transaction.set_rollback(True)


@pytest.fixture(scope="module")
def people(django_db_setup: None, django_db_blocker: Any) -> Iterator[tuple[Inhabitant, ...]]:
    """Whoever lives in the city. What a test writes in it is taken back behind the test, the city itself in the end."""
    with django_db_blocker.unblock(), taken_back():
        yield settle(example_plan())


def inhabitant(people: tuple[Inhabitant, ...], role: Role) -> Person:
    return person(account(next(each.username for each in people if each.role is role)))


@pytest.mark.usefixtures("people")
def test_the_demonstration_holds_a_round_with_sheets_in_every_state_that_a_running_round_has() -> None:
    assert [held.state for held in Round.objects.all()] == [RoundState.REQUESTING]
    states = Counter(Sheet.objects.values_list("state", flat=True))
    assert set(states) == set(SheetState) - {SheetState.LEFT_OUT, SheetState.FINALISED}
    assert sum(states.values()) == 68


def test_editor_confirmer_and_office_of_the_demonstration_have_something_to_do(people: tuple[Inhabitant, ...]) -> None:
    editor = inhabitant(people, Role.DEPARTMENT_EDITOR)
    own = SheetDepartment.objects.filter(part="lead", code__in=editor.standing.departments)
    states = set(own.values_list("sheet__state", flat=True))
    assert {SheetState.RETURNED, SheetState.DRAFTING, SheetState.UNANSWERED} <= states
    assert waiting_for(inhabitant(people, Role.CONFIRMER).standing).to_do
    assert [model.objects.count() for model in (Extension, Remark, FollowUp)] == [1, 1, 1]


@pytest.mark.usefixtures("people")
def test_the_page_of_every_event_opens(logged_in: Callable[..., Client]) -> None:
    """Each kind of act leaves words, and a page that links to one may be followed."""
    client = logged_in(Role.ADMINISTRATOR)
    client.raise_request_exception = False
    one_of_each = dict(Event.objects.values_list("action", "pk"))
    assert len(one_of_each) > 10
    assert shut(client, one_of_each) == []


@pytest.mark.usefixtures("people")
def test_whatever_a_measure_has_in_its_history_every_employee_may_open(logged_in: Callable[..., Client]) -> None:
    of_measures = Event.objects.filter(places__kind="measure")
    one_of_each = dict(of_measures.values_list("action", "pk"))
    assert {"sheet.submit", "sheet.accept"} <= set(one_of_each)
    assert shut(logged_in(), one_of_each) == []


def shut(client: Client, one_of_each: dict[str, int]) -> list[str]:
    """The acts whose event does not open."""
    return [action for action, pk in one_of_each.items() if client.get(f"/events/{pk}/").status_code != 200]


@pytest.mark.usefixtures("people")
def test_every_event_and_what_it_is_about_has_words_in_both_languages() -> None:
    told = {f"event.{action}" for action in Event.objects.values_list("action", flat=True)}
    told |= {f"event_kind.{kind}" for kind in Event.objects.values_list("kind", flat=True)}
    assert {language: told - templates(language).keys() for language in LANGUAGES} == {"ja": set(), "en": set()}


def test_no_link_leads_to_a_shut_door_of_every_shape_of_page_as_each_role_has_it(
    people: tuple[Inhabitant, ...],
) -> None:
    broken = []
    for each in people:
        walk = followed(HOME, fetching(each.username), Walk(enough=1))
        assert walk.opened > 30, each.username
        broken += [(each.username, found) for found in walk.broken]
    assert broken == []


def fetching(username: str) -> Fetch:
    """A browser of this person, without a server."""
    client = Client(raise_request_exception=False)
    client.force_login(Staff.objects.get(username=username))

    def fetch(address: str) -> Fetched:
        answer = client.get(address, follow=True)
        kind, sent = (
            answer.get("Content-Type", "").partition(";")[0],
            b"".join(answer),
        )  # a file is closed when it was read
        page = sent.decode() if kind == HTML else ""
        return Fetched(answer.status_code, kind, page, urljoin(HOME, answer.request["PATH_INFO"]))

    return fetch
