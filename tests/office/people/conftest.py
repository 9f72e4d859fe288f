"""A small city hall: departments of Akita's plan, people with posts and roles."""

from collections.abc import Callable
from datetime import date

import pytest
from django.test import Client

from monosashi.office.accounts.models import Department, Staff
from monosashi.office.accounts.permissions import Role
from monosashi.office.accounts.standing import Person, person

TODAY = date(2026, 3, 10)
APRIL = date(2026, 4, 1)

Someone = Callable[..., Staff]


@pytest.fixture
def today(monkeypatch: pytest.MonkeyPatch) -> date:
    """The pages of these tests are opened on 10 March 2026."""
    monkeypatch.setattr("django.utils.timezone.localdate", lambda *_: TODAY)
    return TODAY


@pytest.fixture
def administrator(someone: Someone) -> Person:
    """Somebody who manages people."""
    return person(someone(Role.ADMINISTRATOR, name="管理 一郎"))


@pytest.fixture
def at_desk(administrator: Person, today: date) -> Client:
    """The administrator's browser."""
    client = Client()
    client.force_login(administrator.staff)
    return client


@pytest.fixture
def hall(db: None) -> dict[str, Department]:
    """企画財政部 with two sections, 環境部 with one, and a group of all three."""
    rows = {
        "p": Department.objects.create(code="d-02", name="企画財政部", position=1),
        "e": Department.objects.create(code="d-04", name="環境部", position=4),
    }
    rows["info"] = Department.objects.create(code="d-03", name="情報統計課", parent=rows["p"], position=2)
    rows["plan"] = Department.objects.create(code="d-09", name="企画調整課", parent=rows["p"], position=3)
    rows["city"] = Department.objects.create(code="d-05", name="環境都市推進課", parent=rows["e"], position=5)
    rows["group"] = Department.objects.create(code="g-01", name="各課", is_group=True, position=6)
    rows["group"].members.set([rows["info"], rows["plan"], rows["city"]])
    return rows
