"""A city without viewpoints begins with the usual ones: it sees them first, and keeps them as it changed them."""

import pytest
from django.urls import reverse

from monosashi.core.plan import Plan
from monosashi.office.accounts.standing import Person
from monosashi.office.investments.models import Viewpoint
from monosashi.office.investments.usual import usual_viewpoints
from office.desk import browser, field, text
from office.investments.city_investments import settled

pytestmark = pytest.mark.django_db

HERE = "/investments/settings/?usual=1"


def test_an_empty_room_leads_whoever_examines_to_the_usual_viewpoints(kept: Plan, coordinator: Person) -> None:
    page = browser(coordinator)
    assert 'href="/investments/settings/?usual=1"' in page.get(reverse("investments:list")).content.decode()
    settled(coordinator)
    assert "?usual=1" not in page.get(reverse("investments:list")).content.decode()


def test_the_usual_viewpoints_are_shown_first_and_kept_as_they_were_changed(coordinator: Person) -> None:
    page = browser(coordinator)
    shown, texts = page.get(HERE), usual_viewpoints().texts
    assert all(each in text(shown) for each in texts)
    assert not Viewpoint.objects.exists()
    sent = {f"text-new-{at}": each for at, each in enumerate(texts)} | {"text-new-0": "本市の計画のどこに当たるか"}
    page.post(HERE, {"based_on": field(shown, "based_on"), **sent})
    assert [each.text for each in Viewpoint.objects.all()] == ["本市の計画のどこに当たるか", *texts[1:]]


def test_of_two_who_begin_at_once_the_second_keeps_what_they_typed(coordinator: Person) -> None:
    page = browser(coordinator)
    based_on, last = field(page.get(HERE), "based_on"), len(usual_viewpoints().texts) - 1
    settled(coordinator)
    refused = page.post(HERE, {"based_on": based_on, **{f"text-new-{at}": f"観点{at}" for at in range(last + 1)}})
    assert refused.status_code == 409
    assert f'value="観点{last}"' in refused.content.decode()
