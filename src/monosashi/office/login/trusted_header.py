"""A proxy that has logged people in says in a header who they are. From any other machine the header is not believed."""

from collections.abc import Callable
from ipaddress import ip_address
from typing import TypeAlias

from django.conf import settings
from django.contrib.auth import BACKEND_SESSION_KEY, login, logout
from django.contrib.auth.backends import RemoteUserBackend
from django.http import HttpRequest
from django.http.response import HttpResponseBase

from monosashi.core.messages import message
from monosashi.office.login.known_again import KnownAgain
from monosashi.office.login.named import staff_named, without_domain
from monosashi.office.login.sections import TrustedHeader
from monosashi.office.ui.refusals import refusal

Answer: TypeAlias = Callable[[HttpRequest], HttpResponseBase]


class TrustedHeaderBackend(KnownAgain, RemoteUserBackend):
    """Only staff of the register: nobody comes into being by being named."""

    create_unknown_user = False


_BACKEND = f"{TrustedHeaderBackend.__module__}.{TrustedHeaderBackend.__qualname__}"


class TrustedHeaderMiddleware:
    """Log in whom the header names, where it comes from the proxy; without the setting it does nothing.

    No password is given here, so nothing counts as a wrong one: an unknown name is told so and locks nobody out.
    """

    def __init__(self, get_response: Answer) -> None:
        self._get_response = get_response
        self._section = settings.INSTALLATION.trusted_header

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        """Answer, with the person logged in whom the proxy names; 403 where the register does not know them."""
        section = self._section
        if section is None or not _comes_from(section, request):
            return self._get_response(request)
        told = request.META.get(environment_name(section.header))
        named = None if told is None else without_domain(told, section.domains)
        if request.user.is_authenticated and _is_another(request, named):
            logout(request)
        if named is not None and not request.user.is_authenticated:
            staff = staff_named(named)
            if staff is None:
                why = message("login.unknown_to_register", name=told)
                return refusal(request, message("login.unknown.heading"), why, 403)
            login(request, staff, backend=_BACKEND)
        return self._get_response(request)


def _comes_from(section: TrustedHeader, request: HttpRequest) -> bool:
    address = ip_address(request.META["REMOTE_ADDR"])
    return any(address in network for network in section.proxies)


def _is_another(request: HttpRequest, named: str | None) -> bool:
    """Whether whoever is logged in is not the one whom the proxy names now; None: it names nobody."""
    if named is None:
        return bool(request.session.get(BACKEND_SESSION_KEY) == _BACKEND)
    return request.user.get_username().casefold() != named.casefold()


def environment_name(header: str) -> str:
    """How the server hands a header on: X-Remote-User is HTTP_X_REMOTE_USER."""
    return f"HTTP_{header.upper().replace('-', '_')}"
