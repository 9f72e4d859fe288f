"""Somebody's browser, and what stands on the pages that it is given."""

from typing import Any

from django.test import Client

from monosashi.office.accounts.standing import Person


def browser(by: Person) -> Client:
    client = Client()
    client.force_login(by.staff)
    return client


def text(answer: Any) -> str:
    return str(answer.content.decode())


def field(page: Any, name: str) -> str:
    """What stands in a hidden field of a form."""
    return text(page).partition(f'name="{name}" value="')[2].partition('"')[0]
