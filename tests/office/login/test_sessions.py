"""How long somebody stays logged in, and that reading writes nothing."""

import re
from collections.abc import Callable
from datetime import timedelta

import pytest
from allauth.usersessions.models import UserSession
from django.contrib.sessions.models import Session
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone

from monosashi.office.accounts.models import Staff
from monosashi.office.accounts.permissions import Role

pytestmark = [pytest.mark.slow, pytest.mark.django_db]

HOURS = timedelta(hours=8)


def lasting(client: Client, time: timedelta) -> None:
    """The session's row says that it lasts so much longer."""
    session = Session.objects.filter(session_key=client.session.session_key)
    session.update(expire_date=timezone.now() + time)


def left(client: Client) -> timedelta:
    return Session.objects.get(session_key=client.session.session_key).expire_date - timezone.now()


def test_a_page_that_is_read_writes_nothing(logged_in: Callable[..., Client]) -> None:
    client = logged_in()
    client.get("/plans/")
    with CaptureQueriesContext(
        connection,
    ) as asked:
        assert client.get("/plans/").status_code == 200
    assert [each["sql"] for each in asked if not each["sql"].lstrip("(").startswith("SELECT")] == []


def test_whoever_goes_on_reading_stays_logged_in(logged_in: Callable[..., Client]) -> None:
    client = logged_in()
    lasting(client, HOURS - timedelta(minutes=9))
    client.get("/plans/")
    assert left(client) > HOURS - timedelta(minutes=1)


def test_a_session_is_not_prolonged_for_each_page(logged_in: Callable[..., Client]) -> None:
    client = logged_in()
    lasting(client, HOURS - timedelta(minutes=7))
    client.get("/plans/")
    assert left(client) < HOURS - timedelta(minutes=6)


def test_whoever_did_nothing_for_the_whole_time_logs_in_again(logged_in: Callable[..., Client]) -> None:
    client = logged_in()
    lasting(client, timedelta(seconds=-1))
    assert client.get("/plans/").status_code == 302


def test_of_several_sessions_the_one_in_use_alone_is_marked(someone: Callable[..., Staff]) -> None:
    staff, page = someone(Role.EMPLOYEE), reverse("usersessions_list")
    here, elsewhere = Client(), Client()
    for client in (elsewhere, here):
        client.force_login(staff)
        UserSession.objects.create(user=staff, session_key=client.session.session_key, ip="127.0.0.1", user_agent="")
    told = re.findall(r"(?<=<div>)\s*(この端末|ほかの端末)", here.get(page).content.decode())
    assert sorted(told) == ["この端末", "ほかの端末"]
