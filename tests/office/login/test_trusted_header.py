import pytest
from django.test import Client
from pytest_django import Settings

from monosashi.office.login.sections import TrustedHeader
from office.conftest import Someone


@pytest.fixture
def proxied(settings: Settings) -> None:
    section = TrustedHeader(header="X-Remote-User", proxies=("10.1.0.0/24",))
    settings.INSTALLATION = settings.INSTALLATION.model_copy(update={"trusted_header": section})


@pytest.mark.slow
@pytest.mark.usefixtures("proxied")
def test_the_proxy_says_who_it_is(someone: Someone) -> None:
    client = Client(REMOTE_ADDR="10.1.0.7", headers={"X-Remote-User": someone().username})
    assert client.get("/plans/").status_code == 200


@pytest.mark.slow
@pytest.mark.usefixtures("proxied")
def test_another_machine_that_sends_the_header_is_nobody(someone: Someone) -> None:
    client = Client(REMOTE_ADDR="10.2.0.7", headers={"X-Remote-User": someone().username})
    assert client.get("/plans/").status_code == 302


@pytest.mark.slow
@pytest.mark.usefixtures("proxied")
def test_whom_the_register_does_not_know_is_nobody(db: None) -> None:
    client = Client(REMOTE_ADDR="10.1.0.7", headers={"X-Remote-User": "stranger"})
    assert client.get("/plans/").status_code == 302


@pytest.mark.slow
def test_without_the_setting_the_header_means_nothing(someone: Someone) -> None:
    client = Client(REMOTE_ADDR="10.1.0.7", headers={"X-Remote-User": someone().username})
    assert client.get("/plans/").status_code == 302
