"""Browsers of people who close a round."""

import pytest
from django.test import Client

from office.rounds.desk import Desk


@pytest.fixture
def office(desk: Desk) -> Client:
    """The coordinating office's browser."""
    client = Client()
    client.force_login(desk.coordinator.staff)
    return client
