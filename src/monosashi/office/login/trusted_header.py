"""A proxy that has logged people in says in a header who they are. From any other machine the header is not believed."""

from collections.abc import Callable
from ipaddress import ip_address, ip_network
from typing import TypeAlias, cast

from django.conf import settings
from django.contrib.auth.backends import RemoteUserBackend
from django.contrib.auth.middleware import RemoteUserMiddleware
from django.http import HttpRequest
from django.http.response import HttpResponseBase

from monosashi.office.login.known_again import KnownAgain

Answer: TypeAlias = Callable[[HttpRequest], HttpResponseBase]


class TrustedHeaderBackend(KnownAgain, RemoteUserBackend):
    """Only staff of the register: nobody comes into being by being named."""

    create_unknown_user = False


class TrustedHeaderMiddleware:
    """Log in whom the header names, where it comes from the proxy; without the setting it does nothing."""

    def __init__(self, get_response: Answer) -> None:
        self._get_response = get_response
        section = settings.INSTALLATION.trusted_header
        self._networks = tuple(ip_network(proxy) for proxy in section.proxies) if section else ()
        self._believing = RemoteUserMiddleware(get_response)
        self._believing.header = environment_name(section.header) if section else ""  # type: ignore[misc]  # one a process

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        """Answer, with the person logged in whom the proxy names."""
        believed = self._networks and self._from_proxy(request)
        return cast(Answer, self._believing if believed else self._get_response)(request)

    def _from_proxy(self, request: HttpRequest) -> bool:
        address = ip_address(request.META["REMOTE_ADDR"])
        return any(address in network for network in self._networks)


def environment_name(header: str) -> str:
    """How the server hands a header on: X-Remote-User is HTTP_X_REMOTE_USER."""
    return f"HTTP_{header.upper().replace('-', '_')}"
