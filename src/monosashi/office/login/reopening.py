"""An account that nobody gets into any more is opened again: what stood before its door is taken away, and there is a new password."""

from dataclasses import dataclass
from datetime import date, timedelta

from allauth.mfa.models import Authenticator
from axes.utils import reset
from django.conf import settings
from django.db import transaction

from monosashi.core.messages import message
from monosashi.office.accounts.actions_staff import subject_of
from monosashi.office.accounts.models import Staff
from monosashi.office.accounts.permissions import Permission, check
from monosashi.office.accounts.refusals import StateForbids
from monosashi.office.accounts.staff_details import plain_number
from monosashi.office.accounts.standing import Person
from monosashi.office.events.recording import record
from monosashi.office.login.passwords import kept_form, new_password
from monosashi.office.login.second_factor_events import removed_by


@dataclass(frozen=True, slots=True)
class MadeByChance:
    """A password with the form in which the database keeps it. Made before rows are locked, for hashing takes its time."""

    text: str
    kept: str

    @classmethod
    def now(cls) -> "MadeByChance":
        """Another one."""
        text = new_password()
        return cls(text, kept_form(text))


@dataclass(frozen=True, slots=True)
class Temporary:
    """A temporary password of somebody, which is kept nowhere. `until` is its last day."""

    staff: Staff
    text: str
    until: date


@transaction.atomic
def open_again(staff: Staff, *, by: Person, today: date) -> Temporary:
    """A temporary password. The second factors (each an event) and the lock are gone, all sessions have ended.

    Raises NotAllowed, StateForbids for an account that is switched off, and for one's own.
    """
    check(by.standing, Permission.MANAGE_PEOPLE)
    return opened(staff, MadeByChance.now(), by=by, today=today)


def opened(staff: Staff, made: MadeByChance, *, by: Person, today: date) -> Temporary:
    """The same with a password that is made already. The caller checks who may, in a transaction. Raises StateForbids."""
    if staff.pk == by.staff.pk:
        raise StateForbids(message("login.reset.own"))
    if not staff.is_active:
        raise StateForbids(message("login.reset.switched_off"))
    with removed_by(by.actor):
        for authenticator in Authenticator.objects.filter(user_id=staff.pk):
            authenticator.delete()
    reset(username=plain_number(staff.username).casefold())
    until = last_day(today)
    _give(staff, made, until, by)
    return Temporary(staff, made.text, until)


def give_password(staff: Staff, *, temporary: bool, by: Person, today: date) -> str:
    """A new password by chance; a `temporary` one is changed at the first log-in. The caller checks who may."""
    made = MadeByChance.now()
    _give(staff, made, last_day(today) if temporary else None, by)
    return made.text


def last_day(today: date) -> date:
    """Until when a temporary password that is made today opens the door."""
    return today + timedelta(days=settings.INSTALLATION.log_in.temporary_password_days)


def is_over(staff: Staff, today: date) -> bool:
    """Whether somebody's password is a temporary one whose last day has passed."""
    return staff.password_is_temporary and staff.password_until is not None and staff.password_until < today


def _give(staff: Staff, made: MadeByChance, until: date | None, by: Person) -> None:
    staff.password, staff.password_is_temporary, staff.password_until = made.kept, until is not None, until
    staff.save(update_fields=["password", "password_is_temporary", "password_until"])
    record("staff.password_reset", subject_of(staff), by=by.actor)
