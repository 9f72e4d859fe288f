"""From which machine a browser asks. Behind a reverse proxy every request comes from the proxy, which says in a header from whom."""

from ipaddress import IPv4Address, IPv6Address, ip_address

from django.conf import settings
from django.http import HttpRequest

_TOLD = "HTTP_X_FORWARDED_FOR"


def client_address(request: HttpRequest) -> str:
    """The machine that the nearest proxy which is not ours was asked by, "" where the server does not say.

    Only what our own proxies wrote is believed: they add to the end of the list, and anybody can send a beginning of it.
    """
    nearest = str(request.META.get("REMOTE_ADDR", ""))
    for told in reversed(str(request.META.get(_TOLD, "")).split(",")):
        address = _address(told.strip())
        if address is None or not _is_ours(nearest):
            break
        nearest = str(address)
    return nearest


def _is_ours(address: str) -> bool:
    found = _address(address)
    return found is not None and any(found in network for network in settings.INSTALLATION.proxies)


def _address(text: str) -> IPv4Address | IPv6Address | None:
    try:
        return ip_address(text)
    except ValueError:
        return None
