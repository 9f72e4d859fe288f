"""The second factor in a browser: set up, asked for, on paper, taken away. Nothing on these pages keeps anybody out."""

import pyotp
import pytest

from browser.conftest import Desk, Desks
from browser.looking import picture, too_wide
from seen_by_axe import kept_out

pytestmark = [pytest.mark.slow, pytest.mark.xdist_group("in the browser, step by step")]


def sound(desk: Desk, name: str) -> None:
    """Nothing is wrong with the page that stands there; a picture is left."""
    assert kept_out(desk.page) == []
    for width in (390, 1280):
        assert too_wide(desk, width) == ""
        picture(desk, f"second-factor/{name}", width)
    assert desk.faults == []


def pressed(desk: Desk, selector: str = "main form .btn--main") -> None:
    desk.follow(selector)


def again(desk: Desk) -> None:
    """Where the password is asked for once more, give it."""
    if "/again/" in desk.page.url:
        desk.page.fill("main input[type=password]", desk.office.password)
        pressed(desk)


def test_a_second_factor_is_set_up_asked_for_and_taken_away(desks: Desks) -> None:
    desk = desks.fresh("finance")
    desk.go("/session/second-factor/app/")
    again(desk)
    secret = desk.page.locator("main code").first.inner_text().replace(" ", "")
    sound(desk, "set-up")
    desk.page.fill("#id_code", pyotp.TOTP(secret).now())
    pressed(desk)
    desk.go("/session/second-factor/paper/new/")
    again(desk)
    if "/new/" in desk.page.url:
        pressed(desk)
    sound(desk, "codes-on-paper")
    on_paper = desk.page.locator("ol.codes code").first.inner_text()
    desk.go("/session/second-factor/")
    sound(desk, "settings")
    desk.context.clear_cookies()
    desk.go("/session/log-in/")
    desk.page.fill("#id_login", "finance")
    desk.page.fill("#id_password", desk.office.password)
    pressed(desk)
    assert "/ask/" in desk.page.url
    sound(desk, "asked")
    desk.page.fill("#id_code", "000000")
    pressed(desk)
    assert desk.page.locator("main .errors, main [role=alert]").count() >= 1
    sound(desk, "wrong")
    desk.page.fill("#id_code", on_paper)
    pressed(desk)
    assert desk.page.url == f"{desk.office.address}/"
    desk.go("/session/second-factor/app/remove/")
    again(desk)
    sound(desk, "taken-away")
    desk.context.close()


def test_a_wrong_password_is_answered_with_a_sentence_that_tells_nothing(desks: Desks) -> None:
    desk = desks.nobody()
    told = []
    for username in ("finance", "niemand"):
        desk.go("/session/log-in/")
        desk.page.fill("#id_login", username)
        desk.page.fill("#id_password", "not the password")
        pressed(desk)
        told.append(desk.page.locator("main [role=alert]").inner_text())
        assert kept_out(desk.page) == []
    assert told[0] == told[1] != ""
    desk.context.close()
