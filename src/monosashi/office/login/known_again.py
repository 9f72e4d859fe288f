"""Who logged in is known again on each page by the number in their session: the first thing that every page asks."""

from allauth.account.auth_backends import AuthenticationBackend
from django.contrib.auth.backends import ModelBackend

from monosashi.office.accounts.models import Staff
from monosashi.office.accounts.written_once import Parameter, Rows

_STAFF = Rows(Staff, lambda staff: staff.filter(pk=Parameter("pk")))


class KnownAgain(ModelBackend):
    """What a backend has to be to answer with the account of a number."""

    def get_user(self, user_id: int) -> Staff | None:
        """The account; None where there is none, or where it may not be used any more. One query."""
        return next((staff for staff in _STAFF(pk=user_id) if self.user_can_authenticate(staff)), None)


class LocalAccounts(KnownAgain, AuthenticationBackend):  # type: ignore[misc]  # the library has no types
    """Accounts whose passwords stand in the office's own database."""


LOCAL = f"{LocalAccounts.__module__}.{LocalAccounts.__qualname__}"
"""How Django names who knows these passwords."""
