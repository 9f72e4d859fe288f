"""A code of an authenticator app opens once, in whichever process it is given; wrong ones are counted."""

import time
from threading import Barrier, Thread

import pyotp
import pytest
from allauth.mfa.models import Authenticator
from allauth.mfa.totp.internal.auth import TOTP
from django.core.cache import cache
from django.db import connection
from django.test import Client

from monosashi.office.accounts.models import Staff
from monosashi.office.login.models import SpentStep
from monosashi.office.login.spent_codes import spend
from office.laid import Someone
from office.login.second_factor_pages import secret_shown

pytestmark = pytest.mark.slow
PASSWORD = "long enough to log in"
ASK = "/session/second-factor/ask/"
SECRET = "JBSWY3DPEHPK3PXPJBSWY3DPEHPK3PXP"


@pytest.fixture(autouse=True)
def a_moment_that_stands(monkeypatch: pytest.MonkeyPatch) -> None:
    """No step ends between making a code and giving it."""
    now = time.time()
    monkeypatch.setattr("allauth.mfa.totp.internal.auth.time.time", lambda: now)


def with_app(staff: Staff, *, spent: int | None = None) -> Authenticator:
    """An authenticator app that was set up long ago, or that spent a step."""
    app = TOTP.activate(staff, SECRET).instance
    SpentStep.objects.filter(authenticator=app).update(step=-1 if spent is None else spent)
    assert isinstance(app, Authenticator)
    return app


def code_now() -> str:
    return pyotp.TOTP(SECRET).at(int(time.time()))


def asked(staff: Staff) -> Client:
    """A browser in which the password was right and the code is asked for; what a process remembers is gone, as in another."""
    client = Client()
    client.post("/session/log-in/", {"login": staff.username, "password": PASSWORD})
    cache.clear()
    return client


def test_a_code_that_opened_in_one_process_opens_nothing_in_another(someone: Someone) -> None:
    staff = someone()
    with_app(staff)
    assert asked(staff).post(ASK, {"code": code_now()}).status_code == 302
    again = asked(staff).post(ASK, {"code": code_now()})
    assert again.status_code == 200
    assert "すでに使われています" in again.content.decode()


def test_the_code_that_an_app_was_set_up_with_opens_nothing(someone: Someone) -> None:
    staff = someone()
    client = Client()
    client.post("/session/log-in/", {"login": staff.username, "password": PASSWORD})
    secret = secret_shown(client)
    code = pyotp.TOTP(secret).at(int(time.time()))
    client.post("/session/second-factor/app/", {"code": code})
    assert Authenticator.objects.filter(user=staff, type=Authenticator.Type.TOTP).exists()
    assert asked(staff).post(ASK, {"code": code}).status_code == 200


def test_a_code_that_was_overtaken_by_a_later_one_is_refused(someone: Someone) -> None:
    step = int(time.time()) // 30
    app = with_app(someone(), spent=step)
    assert not spend(app, code_now())
    SpentStep.objects.update(step=step - 1)
    assert spend(app, code_now())
    assert SpentStep.objects.get().step == step


def test_a_code_of_another_moment_is_not_taken(someone: Someone) -> None:
    app = with_app(someone())
    assert not spend(app, pyotp.TOTP(SECRET).at(int(time.time()) - 90))
    assert SpentStep.objects.get().step == -1


@pytest.mark.django_db(transaction=True)
def test_of_two_who_give_the_same_code_at_once_one_gets_in(someone: Someone) -> None:
    app, code = with_app(someone()), code_now()
    together, taken = Barrier(4), []

    def give() -> None:
        together.wait()
        taken.append(spend(app, code))
        connection.close()

    threads = [Thread(target=give) for _ in range(4)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert sorted(taken) == [False, False, False, True]


def test_guessing_codes_locks_as_guessing_passwords_does(someone: Someone) -> None:
    staff = someone()
    with_app(staff)
    client = asked(staff)
    assert [client.post(ASK, {"code": "000000"}).status_code for _ in range(5)] == [200, 200, 200, 200, 429]
    assert client.post(ASK, {"code": code_now()}).status_code == 429
    assert client.get("/plans/").status_code == 302
