"""Forms of log-in that differ from the library's."""

from allauth.account.forms import LoginForm
from allauth.core import context
from allauth.mfa.adapter import get_adapter
from allauth.mfa.base.forms import AuthenticateForm, BaseAuthenticateForm, ReauthenticateForm
from allauth.mfa.models import Authenticator
from allauth.mfa.recovery_codes.forms import GenerateRecoveryCodesForm
from axes.handlers.proxy import AxesProxyHandler
from django import forms
from django.contrib.auth.signals import user_login_failed
from django.core.exceptions import ValidationError
from django.utils import timezone

from monosashi.core.messages import message
from monosashi.office.accounts.models import Staff
from monosashi.office.accounts.staff_details import plain_number
from monosashi.office.login.known_again import LOCAL
from monosashi.office.login.reopening import is_over
from monosashi.office.login.spent_codes import spend
from monosashi.office.ui.dates import day_text
from monosashi.office.ui.language import spoken


class NumberForm(LoginForm):  # type: ignore[misc]  # the library has no types
    """At log-in: the 職員番号 is the same in full-width letters and plain ones."""

    def clean_login(self) -> str:
        """The number as it is kept, as it was typed where an account has it so. One query."""
        typed: str = super().clean_login()
        return typed if Staff.objects.filter(username=typed).exists() else plain_number(typed)

    def clean(self) -> dict[str, object] | None:
        """Who it is. Raises ValidationError for a temporary password that is right and past its last day."""
        found: dict[str, object] | None = super().clean()
        user = self.user
        if isinstance(user, Staff) and getattr(user, "backend", "") == LOCAL and is_over(user, timezone.localdate()):
            until = day_text(user.password_until) if user.password_until else ""
            raise ValidationError(spoken(message("login.temporary_over", until=until)), code="temporary_over")
        return found


class PaperCodesForm(GenerateRecoveryCodesForm):  # type: ignore[misc]  # as above
    """Codes on paper may be made without any other second factor."""

    def clean(self) -> dict[str, object]:
        """Nothing to check."""
        return forms.Form.clean(self) or {}


class OpensOnce(BaseAuthenticateForm):  # type: ignore[misc]  # as above
    """A code is taken once over all processes, and wrong ones are counted with wrong passwords: guessing locks."""

    def clean_code(self) -> str:
        """The code. Raises ValidationError where it is wrong, was used, or the account is locked from this machine."""
        credentials = {"username": self.user.get_username()}
        try:
            if not AxesProxyHandler.is_allowed(context.request, credentials):
                raise get_adapter().validation_error("incorrect_code")
            code: str = super().clean_code()
            if self.authenticator.type == Authenticator.Type.TOTP and not spend(self.authenticator, code):
                raise get_adapter().validation_error("incorrect_code")
        except ValidationError:
            user_login_failed.send(sender=type(self), credentials=credentials, request=context.request)
            raise
        return code


class CodeForm(OpensOnce, AuthenticateForm):  # type: ignore[misc]  # as above
    """At log-in."""


class CodeAgainForm(OpensOnce, ReauthenticateForm):  # type: ignore[misc]  # as above
    """Before something that wants to be asked for once more."""
