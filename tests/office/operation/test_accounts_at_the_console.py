"""Accounts from the console: printed once, kept nowhere, on record."""

import re

import pytest

from office.operation.beside_server import number_of, rows_of
from office.operation.installations import Installation

pytestmark = pytest.mark.slow


def test_the_first_administrator_is_made_at_the_console_and_can_log_in(with_tables: Installation) -> None:
    told = with_tables.run("office", "user", "create", "admin", "--name", "A", "--role", "administrator")
    password = re.search(r"([a-z0-9]{4}(-[a-z0-9]{4}){3})", told)
    assert password
    checked = with_tables.python(
        "from monosashi.office.accounts.models import Staff\n"
        "from monosashi.office.accounts.standing import standing_of\n"
        "staff = Staff.objects.get(username='admin')\n"
        f"print(staff.check_password('{password[0]}'), [given.role.value for given in standing_of(staff).given])"
    )
    assert checked == "True ['employee', 'administrator']"
    again = with_tables.run("office", "user", "reset", "admin")
    assert password[0] not in again
    events = [action for (action,) in rows_of(with_tables, "SELECT action FROM events_event ORDER BY id")]
    assert events == ["staff.created", "staff.role_given", "staff.password_reset", "staff.password_reset"]


def test_no_password_is_given_out_for_an_account_that_is_switched_off(with_tables: Installation) -> None:
    with_tables.run("office", "user", "create", "x")
    with_tables.run("office", "user", "disable", "x")
    assert "switched off" in with_tables.run("office", "user", "reset", "x", code=2)


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (("create", "x", "--role", "king"), "no such role"),
        (("reset", "nobody"), "no account"),
        (("delete", "x"), "no such thing"),
        (("create", "x", "--role", "confirmer", "--department", "d-404"), "No department"),
        (("create", "x", "--role", "finance", "--plan", "p-404"), "No plan"),
    ],
)
def test_what_cannot_be_done_is_told_in_a_sentence_and_changes_nothing(
    arguments: tuple[str, ...], said: str, with_tables: Installation
) -> None:
    told = with_tables.run("office", "user", *arguments, code=2)
    assert said in told
    assert number_of(with_tables, "accounts_staff") == 0
