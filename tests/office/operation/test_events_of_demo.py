"""The page of every event of the demonstration opens: each kind of act leaves words, and a page that links to one may be followed."""

from collections.abc import Callable

import pytest
from django.test import Client

from monosashi.office.accounts.permissions import Role
from monosashi.office.events.models import Event
from monosashi.office.operation.example_city import example_plan, settle
from monosashi.wording import LANGUAGES
from monosashi.wording.catalogues import templates

pytestmark = [pytest.mark.slow, pytest.mark.django_db]


@pytest.fixture
def demo() -> None:
    settle(example_plan())


def test_the_page_of_every_event_opens(demo: None, logged_in: Callable[..., Client]) -> None:
    client = logged_in(Role.ADMINISTRATOR)
    client.raise_request_exception = False
    one_of_each = dict(Event.objects.values_list("action", "pk"))
    assert len(one_of_each) > 10
    shut = [action for action, pk in one_of_each.items() if client.get(f"/events/{pk}/").status_code != 200]
    assert shut == []


def test_whatever_a_measure_has_in_its_history_every_employee_may_open(
    demo: None, logged_in: Callable[..., Client]
) -> None:
    of_measures = Event.objects.filter(places__kind="measure")
    one_of_each = dict(of_measures.values_list("action", "pk"))
    assert {"sheet.submit", "sheet.accept"} <= set(one_of_each)
    client = logged_in()
    shut = [action for action, pk in one_of_each.items() if client.get(f"/events/{pk}/").status_code != 200]
    assert shut == []


def test_every_event_and_what_it_is_about_has_words_in_both_languages(demo: None) -> None:
    told = {f"event.{action}" for action in Event.objects.values_list("action", flat=True)}
    told |= {f"event_kind.{kind}" for kind in Event.objects.values_list("kind", flat=True)}
    assert {language: told - templates(language).keys() for language in LANGUAGES} == {"ja": set(), "en": set()}
