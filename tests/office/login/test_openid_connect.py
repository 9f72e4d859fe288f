"""Log-in with a real provider, in a process of its own."""

import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path

import pytest
import requests
from django.http.response import HttpResponseBase
from django.test import Client
from pytest_django import Settings

from monosashi.office.accounts.models import Staff
from monosashi.office.login import wiring
from monosashi.office.login.sections import OpenIdProvider
from office.laid import Someone
from office.login.openid_provider import CLIENT, SECRET
from scripts.with_postgresql import free_port

CALLBACK = "http://testserver/session/openid/city/login/callback/"

pytestmark = [pytest.mark.slow, pytest.mark.xdist_group("openid")]


@pytest.fixture(scope="module")
def provider() -> Iterator[str]:
    port = free_port()
    program = str(Path(__file__).parent / "openid_provider.py")
    process = subprocess.Popen(
        [sys.executable, program, str(port), CALLBACK, "u00001", "stranger"], stderr=subprocess.DEVNULL
    )
    address = f"http://127.0.0.1:{port}"
    try:
        wait_for(f"{address}/o/.well-known/openid-configuration", process)
        yield address
    finally:
        process.terminate()
        process.wait(10)


def wait_for(address: str, process: "subprocess.Popen[bytes]") -> None:
    deadline = time.monotonic() + 30
    while True:
        assert process.poll() is None
        assert time.monotonic() < deadline
        try:
            if requests.get(address, timeout=1).ok:
                return
        except requests.ConnectionError:
            time.sleep(0.1)


@pytest.fixture
def with_provider(provider: str, settings: Settings, tmp_path: Path) -> str:
    secret = tmp_path / "secret"
    secret.write_text(SECRET)
    section = OpenIdProvider(
        id="city", name="庁内認証", address=f"{provider}/o/", client_id=CLIENT, client_secret_file=secret
    )
    for name, value in wiring.openid_settings((section,)).items():
        setattr(settings, name, value)
    return provider


def come_back(client: Client, provider: str, username: str) -> HttpResponseBase:
    """From the button on the log-in page to the provider and back."""
    asked = client.post("/session/openid/city/login/")
    browser = requests.Session()
    browser.get(f"{provider}/enter/{username}", timeout=5)
    answer = browser.get(asked["Location"], allow_redirects=False, timeout=5)
    assert answer.headers["Location"].startswith(CALLBACK), answer.text
    return client.get(answer.headers["Location"].removeprefix("http://testserver"))


def test_the_log_in_page_offers_the_provider_by_name(with_provider: str, client: Client, db: None) -> None:
    assert "庁内認証でログインする" in client.get("/session/log-in/").content.decode()


def test_whom_the_provider_names_and_the_register_has_is_in(
    with_provider: str, client: Client, someone: Someone
) -> None:
    assert someone().username == "u00001"
    assert come_back(client, with_provider, "u00001")["Location"] == "/"
    assert client.get("/plans/").status_code == 200


def test_whom_the_register_does_not_have_is_told_so_and_not_made(with_provider: str, client: Client, db: None) -> None:
    answer = come_back(client, with_provider, "stranger")
    assert answer.status_code == 403
    assert "「stranger」は、職員の登録にありません" in answer.content.decode()  # type: ignore[attr-defined]
    assert Staff.objects.count() == 0


def test_an_account_that_is_switched_off_stays_out(with_provider: str, client: Client, someone: Someone) -> None:
    Staff.objects.filter(pk=someone().pk).update(is_active=False)
    come_back(client, with_provider, "u00001")
    assert client.get("/plans/").status_code == 302


def test_an_answer_that_nobody_asked_for_is_refused(with_provider: str, client: Client, db: None) -> None:
    answer = client.get("/session/openid/city/login/callback/?code=made-up&state=made-up")
    assert "認証サービスでのログインが終わりませんでした" in answer.content.decode()


def test_a_provider_that_does_not_answer_is_told_in_a_sentence(
    settings: Settings, tmp_path: Path, client: Client, db: None
) -> None:
    secret = tmp_path / "secret"
    secret.write_text(SECRET)
    away = f"http://127.0.0.1:{free_port()}"
    section = OpenIdProvider(id="away", name="遠い認証", address=away, client_id=CLIENT, client_secret_file=secret)
    for name, value in wiring.openid_settings((section,)).items():
        setattr(settings, name, value)
    answer = client.post("/session/openid/away/login/")
    assert answer.status_code == 503
    assert "認証サービスが応答しません" in answer.content.decode()
