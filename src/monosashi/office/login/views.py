"""Pages of log-in that are not the library's."""

from collections.abc import Mapping

from allauth.socialaccount.providers.openid_connect import views as openid
from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from requests import RequestException

from monosashi.core.messages import message
from monosashi.office.accounts.staff_details import plain_number
from monosashi.office.ui.refusals import refusal


def locked(request: HttpRequest, *_response: object, **_credentials: object) -> HttpResponse:
    """429: too many wrong passwords. Says how long it lasts, not whether the account exists."""
    minutes = settings.INSTALLATION.log_in.lock_minutes
    return refusal(request, message("login.locked.heading"), message("login.locked.why", minutes=minutes), 429)


def log_in_name(request: HttpRequest, credentials: Mapping[str, str] | None = None) -> str:
    """Whose log-in is tried, as the lock counts it: the same for every way of writing its letters."""
    told = (credentials or {}).get("username") or request.POST.get("login", "")
    return plain_number(told).casefold()


def openid_log_in(request: HttpRequest, provider_id: str) -> HttpResponseBase:
    """To the provider, or 503 with a sentence where it does not answer."""
    try:
        answer: HttpResponseBase = openid.login(request, provider_id)
    except RequestException:
        return refusal(request, message("login.openid.heading"), message("login.openid.silent"), 503)
    return answer


def openid_callback(request: HttpRequest, provider_id: str) -> HttpResponseBase:
    """Back from the provider, or 503 with a sentence where it does not answer."""
    try:
        answer: HttpResponseBase = openid.callback(request, provider_id)
    except RequestException:
        return refusal(request, message("login.openid.heading"), message("login.openid.silent"), 503)
    return answer
