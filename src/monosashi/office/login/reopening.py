"""An account that nobody gets into any more is opened again: what stood before its door is taken away, and there is a new password."""

from allauth.mfa.models import Authenticator
from axes.utils import reset
from django.db import transaction

from monosashi.core.messages import message
from monosashi.office.accounts.actions_staff import subject_of
from monosashi.office.accounts.models import Staff
from monosashi.office.accounts.permissions import Permission, check
from monosashi.office.accounts.refusals import StateForbids
from monosashi.office.accounts.staff_details import plain_number
from monosashi.office.accounts.standing import Person
from monosashi.office.events.recording import record
from monosashi.office.login.passwords import new_password
from monosashi.office.login.second_factor_events import removed_by


@transaction.atomic
def open_again(staff: Staff, *, by: Person) -> str:
    """A temporary password, which is kept nowhere. The second factors (each an event) and the lock are gone, all sessions have ended.

    Raises NotAllowed, StateForbids for an account that is switched off, and for one's own.
    """
    check(by.standing, Permission.MANAGE_PEOPLE)
    if staff.pk == by.staff.pk:
        raise StateForbids(message("login.reset.own"))
    if not staff.is_active:
        raise StateForbids(message("login.reset.switched_off"))
    with removed_by(by.actor):
        for authenticator in Authenticator.objects.filter(user_id=staff.pk):
            authenticator.delete()
    reset(username=plain_number(staff.username).casefold())
    return give_password(staff, temporary=True, by=by)


def give_password(staff: Staff, *, temporary: bool, by: Person) -> str:
    """A new password by chance; a `temporary` one is changed at the first log-in. The caller checks who may."""
    password = new_password()
    staff.set_password(password)
    staff.password_is_temporary = temporary
    staff.save(update_fields=["password", "password_is_temporary"])
    record("staff.password_reset", subject_of(staff), by=by.actor)
    return password
