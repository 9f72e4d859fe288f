"""How the log-in library is bent to the office: nobody signs up, paper codes suffice as a second factor, secrets are encrypted."""

import base64
import hashlib
import time
from collections.abc import Sequence
from secrets import token_hex
from typing import cast

from allauth.account.adapter import DefaultAccountAdapter
from allauth.account.internal.flows.login import get_authentication_records
from allauth.core.exceptions import ImmediateHttpResponse
from allauth.mfa.adapter import DefaultMFAAdapter
from allauth.mfa.models import Authenticator
from allauth.socialaccount.adapter import DefaultSocialAccountAdapter
from allauth.socialaccount.models import SocialLogin
from cryptography.fernet import Fernet, InvalidToken
from django.conf import settings
from django.contrib import messages
from django.contrib.auth.base_user import AbstractBaseUser
from django.core.exceptions import ValidationError
from django.db import transaction
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils import timezone

from monosashi.core.messages import message
from monosashi.office.accounts.actions_staff import subject_of
from monosashi.office.accounts.models import Staff
from monosashi.office.accounts.standing import employed
from monosashi.office.events.recording import record
from monosashi.office.login.client_addresses import client_address
from monosashi.office.login.named import staff_named
from monosashi.office.ui.language import spoken
from monosashi.office.ui.refusals import refusal


def display_name(staff: Staff) -> str:
    """How a person is called."""
    return staff.name


FRESH_SECONDS = 900
"""How long a password counts as just given."""

_OWN_WORDS = frozenset(
    {"username_password_mismatch", "account_inactive", "incorrect_password", "enter_current_password"}
)
_CHANGED = "account/messages/password_changed.txt"


class ClosedAccounts(DefaultAccountAdapter):  # type: ignore[misc]  # the library has no types
    """Accounts come from the register, never from whoever opens the page."""

    def is_open_for_signup(self, request: HttpRequest) -> bool:  # noqa: ARG002 -- the library's signature
        """Never."""
        return False

    @transaction.atomic
    def set_password(self, user: Staff, password: str) -> None:
        """Whoever sets their own password has no temporary one any more. The event says that it changed, and nothing of it."""
        user.password_is_temporary, user.password_until = False, None
        super().set_password(user, password)
        record("staff.password_changed", subject_of(user), by=user.as_actor)

    def pre_login(self, request: HttpRequest, user: Staff, **more: object) -> HttpResponse | None:
        """Whoever is past their last day is told as one whose account is switched off is."""
        if not Staff.objects.filter(employed(timezone.localdate()), pk=user.pk).exists():
            return redirect("account_inactive")
        return cast(HttpResponse | None, super().pre_login(request, user, **more))

    def is_reauthentication_required(self, *, app: str, **more: object) -> bool:
        """Whether to ask for the password once more: not from whoever came in with it a quarter of an hour ago at most."""
        records = get_authentication_records(self.request, self.request.user)
        recently = bool(records) and time.time() - records[-1]["at"] < FRESH_SECONDS
        return not recently and bool(super().is_reauthentication_required(app=app, **more))

    def get_client_ip(self, request: HttpRequest) -> str:
        """From which machine somebody logs in, as the list of where one is logged in shows it."""
        return client_address(request)

    def validation_error(self, code: str, *args: object) -> Exception:
        """The mistake in the office's words, where it has some."""
        if code in _OWN_WORDS:
            return ValidationError(spoken(message(f"login.wrong.{code}")), code=code)
        return super().validation_error(code, *args)  # type: ignore[no-any-return]

    def get_password_change_redirect_url(self, request: HttpRequest) -> str:  # noqa: ARG002 -- the library's signature
        """On to the first page: with a temporary password it was not open before."""
        return reverse("home")

    def add_message(
        self, request: HttpRequest, level: int, message_template: str | None = None, *_context: object, **_more: object
    ) -> None:
        """The library's own notices are left out, for the pages say what happened; a changed password leads to another page."""
        if message_template == _CHANGED:
            messages.add_message(request, level, spoken(message("login.password.changed")))


class SecondFactors(DefaultMFAAdapter):  # type: ignore[misc]  # as above
    """Codes on paper are a second factor of their own: nobody needs a phone."""

    def is_mfa_enabled(self, user: AbstractBaseUser, types: Sequence[str] | None = None) -> bool:
        """Whether the person has a second factor. Where the library asks at log-in, paper codes count."""
        at_log_in = types is not None and Authenticator.Type.WEBAUTHN in types
        wanted = [*types, Authenticator.Type.RECOVERY_CODES] if types is not None and at_log_in else types
        return bool(super().is_mfa_enabled(user, wanted))

    def get_totp_label(self, user: AbstractBaseUser) -> str:
        """The log-in name."""
        return str(user.get_username())

    def encrypt(self, text: str) -> str:
        """With a key made of the installation's own."""
        return _cipher().encrypt(text.encode()).decode()

    def decrypt(self, encrypted_text: str) -> str:
        """Back again. With another installation's key (a backup restored without `secret.key`) it is a secret that no code fits."""
        try:
            return _cipher().decrypt(encrypted_text.encode()).decode()
        except InvalidToken:
            return token_hex(40)

    def validation_error(self, code: str, *args: object) -> Exception:
        """The mistake in the office's words."""
        if code == "incorrect_code":
            return ValidationError(spoken(message("login.wrong.code")), code=code)
        return super().validation_error(code, *args)  # type: ignore[no-any-return]


class KnownStaffOnly(DefaultSocialAccountAdapter):  # type: ignore[misc]  # as above
    """Whom a provider names is looked up in the register by the claim that the settings name."""

    def pre_social_login(self, request: HttpRequest, sociallogin: SocialLogin) -> None:
        """Tie the provider's account to the person; refuse whom the register does not have."""
        provider = sociallogin.account.get_provider(request)
        extra = sociallogin.account.extra_data
        told = {**extra.get("id_token", {}), **extra.get("userinfo", {}), **extra}
        named = str(told.get(provider.app.settings.get("claim", "preferred_username"), ""))
        staff = staff_named(named)
        if staff is None or (sociallogin.is_existing and sociallogin.user.pk != staff.pk):
            why = message("login.unknown.why", name=named, provider=provider.app.name)
            raise ImmediateHttpResponse(refusal(request, message("login.unknown.heading"), why, 403))
        if not sociallogin.is_existing:
            sociallogin.connect(request, staff)

    def is_open_for_signup(self, request: HttpRequest, sociallogin: SocialLogin) -> bool:  # noqa: ARG002 -- as above
        """Never."""
        return False


def _cipher() -> Fernet:
    return Fernet(base64.urlsafe_b64encode(hashlib.sha256(f"second factor {settings.SECRET_KEY}".encode()).digest()))
