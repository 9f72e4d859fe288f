from datetime import timedelta
from urllib.parse import unquote

import pyotp
import pytest
from allauth.mfa.models import Authenticator
from django.test import Client
from django.utils import timezone
from pytest_django import Settings

from monosashi.office.accounts.models import Staff
from monosashi.office.accounts.permissions import Role
from monosashi.office.events.models import Event, EventContent
from monosashi.office.events.queries import history, told
from monosashi.office.operation.users import reset_password
from office.laid import Someone
from office.login.second_factor_pages import paper_codes_shown, secret_shown

PASSWORD = "long enough to log in"
CHROME = (
    "Mozilla/5.0 (Windows NT 10.0; Win64; x64) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/129.0.0.0 Safari/537.36"
)
LOG_IN = "/session/log-in/"


def log_in(client: Client, staff: Staff, password: str = PASSWORD) -> int:
    return client.post(LOG_IN, {"login": staff.username, "password": password}).status_code


def paper_codes(client: Client, staff: Staff) -> list[str]:
    client.post("/session/second-factor/paper/new/")
    return paper_codes_shown(client)


@pytest.mark.slow
def test_whoever_logs_in_comes_back_to_the_page_they_asked_for(someone: Someone, client: Client) -> None:
    asked = client.get("/plans/?q=バス")
    assert asked["Location"].startswith(LOG_IN)
    answer = client.post(
        asked["Location"], {"login": someone().username, "password": PASSWORD, "next": "/plans/?q=バス"}
    )
    assert unquote(answer["Location"]) == "/plans/?q=バス"


@pytest.mark.slow
def test_nobody_is_sent_to_another_host_after_log_in(someone: Someone, client: Client) -> None:
    answer = client.post(LOG_IN, {"login": someone().username, "password": PASSWORD, "next": "https://example.com/"})
    assert answer["Location"] == "/"


@pytest.mark.slow
def test_a_wrong_password_is_told_without_saying_whether_the_account_exists(someone: Someone, client: Client) -> None:
    known = client.post(LOG_IN, {"login": someone().username, "password": "wrong"}).content.decode()
    unknown = client.post(LOG_IN, {"login": "nobody", "password": "wrong"}).content.decode()
    assert "職員番号かパスワードが違います" in known
    assert "職員番号かパスワードが違います" in unknown


@pytest.mark.slow
def test_five_wrong_passwords_lock_the_account_even_for_the_right_one(someone: Someone, client: Client) -> None:
    staff = someone()
    assert [log_in(client, staff, "wrong") for _ in range(5)] == [200, 200, 200, 200, 429]
    assert log_in(client, staff) == 429
    assert "15分待って" in client.post(LOG_IN, {"login": staff.username, "password": PASSWORD}).content.decode()


@pytest.mark.slow
def test_a_lock_holds_for_the_machine_it_came_from(someone: Someone, client: Client) -> None:
    staff = someone()
    for _ in range(5):
        log_in(client, staff, "wrong")
    assert log_in(Client(REMOTE_ADDR="10.0.0.9"), staff) == 302


@pytest.mark.slow
def test_an_account_that_is_switched_off_cannot_log_in_and_is_out_at_once(someone: Someone, client: Client) -> None:
    staff = someone()
    assert log_in(client, staff) == 302
    Staff.objects.filter(pk=staff.pk).update(is_active=False)
    assert client.get("/plans/").status_code in {302, 403}
    assert Client().post(LOG_IN, {"login": staff.username, "password": PASSWORD})["Location"] == "/session/inactive/"


@pytest.mark.slow
def test_whoever_is_past_their_last_day_cannot_log_in(someone: Someone, client: Client) -> None:
    staff = someone()
    Staff.objects.filter(pk=staff.pk).update(last_day=timezone.localdate() - timedelta(days=1))
    assert client.post(LOG_IN, {"login": staff.username, "password": PASSWORD})["Location"] == "/session/inactive/"
    Staff.objects.filter(pk=staff.pk).update(last_day=timezone.localdate())
    assert client.post(LOG_IN, {"login": staff.username, "password": PASSWORD})["Location"] == "/"


@pytest.mark.slow
def test_an_authenticator_is_asked_for_at_the_next_log_in(someone: Someone, client: Client) -> None:
    staff = someone()
    log_in(client, staff)
    secret = secret_shown(client)
    client.post("/session/second-factor/app/", {"code": pyotp.TOTP(secret).now()})
    later = Client()
    assert (
        later.post(LOG_IN, {"login": staff.username, "password": PASSWORD})["Location"] == "/session/second-factor/ask/"
    )
    assert later.get("/plans/").status_code == 302
    assert "認証コードが違う" in later.post("/session/second-factor/ask/", {"code": "000000"}).content.decode()


@pytest.mark.slow
def test_a_code_on_paper_opens_once_and_needs_no_phone(someone: Someone, client: Client) -> None:
    staff = someone()
    log_in(client, staff)
    codes = paper_codes(client, staff)
    assert len(codes) == 10
    assert [log_in_with_code(staff, codes[0]), log_in_with_code(staff, codes[0])] == [302, 200]


def log_in_with_code(staff: Staff, code: str) -> int:
    client = Client()
    log_in(client, staff)
    return client.post("/session/second-factor/ask/", {"code": code}).status_code


@pytest.mark.slow
def test_whoever_uses_the_last_codes_on_paper_is_told_while_new_ones_can_be_made(
    someone: Someone, client: Client
) -> None:
    staff = someone()
    log_in(client, staff)
    codes = paper_codes(client, staff)
    told = [first_page_after(staff, code) for code in codes]
    assert [("残りは" in page, "使い切りました" in page) for page in told[6:]] == [(True, False)] * 3 + [(False, True)]
    assert not any("残りは" in page for page in told[:6])
    assert "残り0個" in client.get("/session/second-factor/").content.decode()


def first_page_after(staff: Staff, code: str) -> str:
    client = Client()
    log_in(client, staff)
    return client.post("/session/second-factor/ask/", {"code": code}, follow=True).content.decode()


@pytest.mark.slow
def test_codes_on_paper_are_shown_once(someone: Someone, client: Client) -> None:
    staff = someone()
    log_in(client, staff)
    first = paper_codes(client, staff)[0]
    assert first not in client.get("/session/second-factor/paper/").content.decode()


@pytest.mark.slow
def test_an_administrator_without_second_factor_is_led_to_set_one_up(
    someone: Someone, client: Client, settings: Settings
) -> None:
    set_second_factor(settings, "administrators")
    log_in(client, someone(Role.ADMINISTRATOR))
    assert "ほかの画面は開けません" in client.get("/plans/", follow=True).content.decode()
    paper_codes(client, someone())
    assert client.get("/plans/").status_code == 200


@pytest.mark.slow
def test_a_department_editor_needs_none_where_only_administrators_do(
    someone: Someone, client: Client, settings: Settings
) -> None:
    set_second_factor(settings, "administrators")
    log_in(client, someone(Role.DEPARTMENT_EDITOR, department="d-07"))
    assert client.get("/plans/").status_code == 200


def set_second_factor(settings: Settings, who: str) -> None:
    log_in_section = settings.INSTALLATION.log_in.model_copy(update={"second_factor": who})
    settings.INSTALLATION = settings.INSTALLATION.model_copy(update={"log_in": log_in_section})


@pytest.mark.slow
def test_secrets_of_second_factors_are_not_readable_in_the_database(someone: Someone, client: Client) -> None:
    staff = someone()
    log_in(client, staff)
    secret = secret_shown(client)
    client.post("/session/second-factor/app/", {"code": pyotp.TOTP(secret).now()})
    assert secret not in str(list(Authenticator.objects.values_list("data", flat=True)))


@pytest.mark.slow
def test_a_second_factor_that_comes_and_goes_is_an_event(someone: Someone, client: Client) -> None:
    staff = someone()
    log_in(client, staff)
    secret = secret_shown(client)
    client.post("/session/second-factor/app/", {"code": pyotp.TOTP(secret).now()})
    client.post("/session/second-factor/app/remove/")
    told = Event.objects.filter(object_id=str(staff.pk)).values_list("action", flat=True)
    assert {"staff.second_factor_added", "staff.second_factor_removed"} <= set(told)


@pytest.mark.slow
def test_other_sessions_can_be_ended(someone: Someone, client: Client) -> None:
    staff, elsewhere = someone(), Client(headers={"User-Agent": CHROME})
    log_in(client, staff)
    log_in(elsewhere, staff)
    assert elsewhere.get("/plans/").status_code == 200
    assert "Chrome（Windows）" in client.get("/session/sessions/").content.decode()
    client.post("/session/sessions/")
    assert elsewhere.get("/plans/").status_code == 302
    assert client.get("/plans/").status_code == 200


@pytest.mark.slow
def test_a_password_shorter_than_twelve_is_refused_and_the_old_one_stays(someone: Someone, client: Client) -> None:
    staff = someone()
    log_in(client, staff)
    answer = client.post("/session/password/", {"oldpassword": PASSWORD, "password1": "short", "password2": "short"})
    assert answer.status_code == 200
    assert log_in(Client(), staff) == 302


@pytest.mark.slow
def test_a_temporary_password_is_changed_before_anything_else(someone: Someone, client: Client) -> None:
    staff = someone()
    Staff.objects.filter(pk=staff.pk).update(password_is_temporary=True)
    log_in(client, staff)
    assert client.get("/plans/")["Location"] == "/session/password/"
    new = "another one, long enough"
    client.post("/session/password/", {"oldpassword": PASSWORD, "password1": new, "password2": new})
    assert client.get("/plans/").status_code == 200


@pytest.mark.slow
def test_whoever_changes_their_own_password_stands_on_record_and_the_password_does_not(
    someone: Someone, client: Client
) -> None:
    staff, new = someone(name="長谷川 彩"), "another one, long enough"
    log_in(client, staff)
    client.post("/session/password/", {"oldpassword": PASSWORD, "password1": "short", "password2": "short"})
    assert not Event.objects.filter(action="staff.password_changed").exists()
    client.post("/session/password/", {"oldpassword": PASSWORD, "password1": new, "password2": new})
    (changed,) = told(history("staff", str(staff.pk)))
    assert (changed.action, changed.actor, changed.label) == ("staff.password_changed", "長谷川 彩", "長谷川 彩")
    assert (changed.before, changed.after, changed.why) == (None, None, "")
    staff.refresh_from_db()
    bodies = str(list(EventContent.objects.values_list("body", flat=True)))
    assert not any(secret in bodies for secret in (new, PASSWORD, staff.password))


@pytest.mark.slow
def test_a_reset_opens_the_door_again_without_second_factor_and_lock(someone: Someone, client: Client) -> None:
    staff = someone()
    log_in(client, staff)
    paper_codes(client, staff)
    for _ in range(5):
        log_in(Client(), staff, "wrong")
    password = reset_password(staff.username)
    removed = Event.objects.filter(action="staff.second_factor_removed").get()
    assert removed.actor is None, "nobody took their own away"
    later = Client()
    assert log_in(later, staff, password) == 302
    assert later.get("/plans/")["Location"] == "/session/password/"


@pytest.mark.slow
def test_second_factors_made_with_another_key_let_nobody_in_and_break_nothing(
    someone: Someone, client: Client, settings: Settings
) -> None:
    staff = someone()
    log_in(client, staff)
    codes = paper_codes(client, staff)
    settings.SECRET_KEY = "of another installation"
    assert log_in_with_code(staff, codes[0]) == 200


@pytest.mark.slow
@pytest.mark.parametrize("typed", ["ｋ１２３", "Ｋ１２３", "　k123 ", "K123"])
def test_a_staff_number_is_the_same_in_wide_letters_and_plain_ones(
    someone: Someone, client: Client, typed: str
) -> None:
    staff = someone()
    Staff.objects.filter(pk=staff.pk).update(username="k123")
    assert client.post(LOG_IN, {"login": typed, "password": PASSWORD}).status_code == 302


@pytest.mark.slow
def test_wrong_passwords_are_counted_together_however_the_number_is_typed(someone: Someone, client: Client) -> None:
    staff = someone()
    Staff.objects.filter(pk=staff.pk).update(username="k123")
    for typed in ("k123", "ｋ１２３", "K123", "Ｋ１２３", "ｋ123"):
        answer = client.post(LOG_IN, {"login": typed, "password": "wrong"})
    assert answer.status_code == 429
    assert client.post(LOG_IN, {"login": "k123", "password": PASSWORD}).status_code == 429


@pytest.mark.slow
def test_a_number_that_was_registered_in_wide_letters_still_opens(someone: Someone, client: Client) -> None:
    staff = someone()
    Staff.objects.filter(pk=staff.pk).update(username="ｋ１２３")
    assert client.post(LOG_IN, {"login": "ｋ１２３", "password": PASSWORD}).status_code == 302


@pytest.mark.slow
def test_whoever_changed_their_password_is_told_so_and_led_on(someone: Someone, client: Client) -> None:
    staff = someone()
    log_in(client, staff)
    new = "another one, long enough"
    sent = {"oldpassword": PASSWORD, "password1": new, "password2": new}
    answer = client.post("/session/password/", sent)
    assert answer["Location"] == "/"
    assert "パスワードを変更しました" in client.get("/").content.decode()


@pytest.mark.slow
def test_the_page_says_that_a_temporary_password_is_to_be_changed_first(someone: Someone, client: Client) -> None:
    staff = someone()
    log_in(client, staff)
    assert "仮パスワード" not in client.get("/session/password/").content.decode()
    Staff.objects.filter(pk=staff.pk).update(password_is_temporary=True)
    shown = client.get("/session/password/").content.decode()
    assert "仮パスワードでログインしています" in shown
    assert "渡された仮パスワード" in shown


@pytest.mark.slow
def test_a_wrong_current_password_is_called_wrong_not_missing(someone: Someone, client: Client) -> None:
    log_in(client, someone())
    new = "another one, long enough"
    sent = {"oldpassword": "not this one", "password1": new, "password2": new}
    shown = client.post("/session/password/", sent).content.decode()
    assert "今のパスワードが違います" in shown
