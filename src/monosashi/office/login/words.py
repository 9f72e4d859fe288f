"""What pages of log-in say with."""

from allauth.socialaccount.adapter import get_adapter
from django.contrib.auth import REDIRECT_FIELD_NAME
from django.http import HttpRequest


def ways_in(request: HttpRequest, then: str | None) -> list[tuple[str, str]]:
    """Name and address of everybody else who can say who somebody is. `then` is the page to go on to, None for the first page."""
    asked = {REDIRECT_FIELD_NAME: then} if then else {}
    providers = get_adapter().list_providers(request)
    return sorted((provider.name, provider.get_login_url(request, **asked)) for provider in providers)
