"""From which machine somebody asks, behind a reverse proxy."""

import pytest
from django.test import Client, RequestFactory
from pydantic import IPvAnyNetwork, TypeAdapter
from pytest_django import Settings

from monosashi.office.login.client_addresses import client_address
from office.laid import Someone

PROXY, DESK, OTHER_DESK = "10.1.0.7", "10.20.0.31", "10.20.0.32"


@pytest.fixture
def behind_proxy(settings: Settings) -> None:
    network = TypeAdapter(IPvAnyNetwork).validate_python("10.1.0.0/24")
    settings.INSTALLATION = settings.INSTALLATION.model_copy(update={"proxies": (network,)})


@pytest.mark.usefixtures("behind_proxy")
@pytest.mark.parametrize(
    ("peer", "told", "found"),
    [
        (PROXY, DESK, DESK),
        (PROXY, f"203.0.113.9, {DESK}", DESK),
        (PROXY, f"{DESK}, 10.1.0.8", DESK),
        (PROXY, "", PROXY),
        (PROXY, "unknown", PROXY),
        (PROXY, f"{DESK}, nobody", PROXY),
        (DESK, "203.0.113.9", DESK),
    ],
)
def test_only_what_our_own_proxies_wrote_is_believed(peer: str, told: str, found: str) -> None:
    assert client_address(RequestFactory(REMOTE_ADDR=peer, HTTP_X_FORWARDED_FOR=told).get("/")) == found


def test_without_the_setting_nothing_is_believed() -> None:
    assert client_address(RequestFactory(REMOTE_ADDR=PROXY, HTTP_X_FORWARDED_FOR=DESK).get("/")) == PROXY


@pytest.mark.slow
@pytest.mark.usefixtures("behind_proxy")
def test_wrong_passwords_lock_the_machine_from_which_they_came_and_no_other(someone: Someone) -> None:
    staff = someone()
    for _ in range(6):
        told = _log_in(DESK, staff.username, "not the password")
    assert told == 429
    assert _log_in(DESK, staff.username, "long enough to log in") == 429
    assert _log_in(OTHER_DESK, staff.username, "long enough to log in") == 302


@pytest.mark.slow
@pytest.mark.usefixtures("behind_proxy")
def test_the_list_of_where_one_is_logged_in_names_the_machine(someone: Someone) -> None:
    client = Client(REMOTE_ADDR=PROXY, headers={"X-Forwarded-For": DESK})
    client.post("/session/log-in/", {"login": someone().username, "password": "long enough to log in"})
    assert DESK in client.get("/session/sessions/").content.decode()


def _log_in(desk: str, name: str, password: str) -> int:
    client = Client(REMOTE_ADDR=PROXY, headers={"X-Forwarded-For": desk})
    return client.post("/session/log-in/", {"login": name, "password": password}).status_code
