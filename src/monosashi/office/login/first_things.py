"""Before anything else a temporary password is changed, and whoever has to have a second factor sets one up."""

from collections.abc import Callable

from allauth.account.internal.flows.login import AUTHENTICATION_METHODS_SESSION_KEY
from allauth.mfa.models import Authenticator
from django.conf import settings
from django.http import HttpRequest
from django.http.response import HttpResponseBase
from django.shortcuts import redirect
from django.urls import reverse

from monosashi.office.accounts.access import standing_in
from monosashi.office.accounts.models import Staff
from monosashi.office.accounts.permissions import Role

ALWAYS_OPEN = ("/session/", "/static/", "/language/", "/healthz")
"""Where one may go all the same: to set it up, or to log out."""
MUST = "must"
"""In the address of the settings: whoever is led there may open nothing else before."""


class FirstThingsMiddleware:
    """Asks only those who came in with a password: a provider or proxy sees to it by itself."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponseBase]) -> None:
        self._get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        """Answer, or lead to the page where what is missing is set up."""
        if request.path.startswith(ALWAYS_OPEN):
            return self._get_response(request)
        if has_temporary_password(request):
            return redirect("account_change_password")
        if lacks_second_factor(request):
            return redirect(f"{reverse('mfa_index')}?{MUST}")
        return self._get_response(request)


def has_temporary_password(request: HttpRequest) -> bool:
    """Whether this person came in with a password that somebody else made."""
    return isinstance(request.user, Staff) and request.user.password_is_temporary and came_with_password(request)


def lacks_second_factor(request: HttpRequest) -> bool:
    """Whether this person has to set one up first."""
    wanted = settings.INSTALLATION.log_in.second_factor
    if wanted == "optional" or not request.user.is_authenticated or not came_with_password(request):
        return False
    if wanted == "administrators" and not any(given.role is Role.ADMINISTRATOR for given in standing_in(request).given):
        return False
    return not Authenticator.objects.filter(user_id=request.user.pk).exists()


def came_with_password(request: HttpRequest) -> bool:
    """Whether the session began with a password."""
    methods = request.session.get(AUTHENTICATION_METHODS_SESSION_KEY, [])
    return any(record.get("method") == "password" for record in methods)
