import pytest
from django.test import Client
from pytest_django import Settings

from monosashi.office.login.sections import TrustedHeader
from office.laid import Someone


@pytest.fixture
def proxied(settings: Settings) -> None:
    told = {"header": "X-Remote-User", "proxies": ["10.1.0.0/24"], "domains": ["CITY", "city.example"]}
    section = TrustedHeader.model_validate(told)
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
    assert client.get("/plans/").status_code == 403


@pytest.mark.slow
def test_without_the_setting_the_header_means_nothing(someone: Someone) -> None:
    client = Client(REMOTE_ADDR="10.1.0.7", headers={"X-Remote-User": someone().username})
    assert client.get("/plans/").status_code == 302


@pytest.mark.slow
@pytest.mark.usefixtures("proxied")
def test_whom_the_register_does_not_know_is_told_so_and_locks_nobody_out(someone: Someone) -> None:
    staff, stranger = someone(), {"X-Remote-User": "stranger"}
    for _ in range(8):
        refused = Client(REMOTE_ADDR="10.1.0.7", headers=stranger).get("/plans/")
        assert refused.status_code == 403
        assert "stranger" in refused.content.decode()
    client = Client(REMOTE_ADDR="10.1.0.7", headers={"X-Remote-User": staff.username})
    assert client.get("/plans/").status_code == 200


@pytest.mark.slow
@pytest.mark.usefixtures("proxied")
def test_a_name_means_the_same_however_a_proxy_writes_its_letters(someone: Someone) -> None:
    name = someone().username
    for written in (name.upper(), f"CITY\\{name}", f"{name}@city.example"):
        client = Client(REMOTE_ADDR="10.1.0.7", headers={"X-Remote-User": written})
        assert client.get("/plans/").status_code == 200


@pytest.mark.slow
@pytest.mark.usefixtures("proxied")
def test_somebody_of_another_domain_is_somebody_else(someone: Someone) -> None:
    client = Client(REMOTE_ADDR="10.1.0.7", headers={"X-Remote-User": f"OTHER\\{someone().username}"})
    assert client.get("/plans/").status_code == 403


@pytest.mark.slow
@pytest.mark.usefixtures("proxied")
def test_whoever_the_proxy_names_next_takes_the_place_of_the_one_before(someone: Someone) -> None:
    one, other = someone(), someone()
    client = Client(REMOTE_ADDR="10.1.0.7")
    client.get("/plans/", headers={"X-Remote-User": one.username})
    client.get("/plans/", headers={"X-Remote-User": other.username})
    assert client.session["_auth_user_id"] == str(other.pk)
    assert client.get("/plans/").status_code == 302, "the proxy names nobody any more"
