"""What a page that is only shown reads once, and what is never remembered."""

from collections.abc import Callable
from datetime import date

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from monosashi.office.accounts.models import Department
from monosashi.office.accounts.permissions import Role
from monosashi.office.accounts.reading_once import reading_once
from monosashi.office.accounts.register import tree_on

pytestmark = pytest.mark.django_db

DAY = date(2026, 4, 1)


def names() -> list[str]:
    return [unit.name for unit in tree_on(DAY).standing]


def test_the_register_is_read_once_within_a_page_and_anew_for_the_next() -> None:
    Department.objects.create(code="a", name="水道課")
    with reading_once():
        assert names() == ["水道課"]
        Department.objects.update(name="上下水道課")
        assert names() == ["水道課"]
    with reading_once():
        assert names() == ["上下水道課"]


def test_whoever_changes_something_reads_what_stands_there_now() -> None:
    Department.objects.create(code="a", name="水道課")
    assert names() == ["水道課"]
    Department.objects.update(name="上下水道課")
    assert names() == ["上下水道課"]


@pytest.mark.slow
def test_a_page_asks_for_the_register_once(logged_in: Callable[..., Client]) -> None:
    client = logged_in(Role.DEPARTMENT_EDITOR, department="d-07")
    with CaptureQueriesContext(connection) as asked:
        assert client.get("/departments/").status_code == 200
    read = [each for each in asked if 'FROM "accounts_department" LEFT OUTER JOIN' in each["sql"]]
    assert len(read) == 1
