"""Each request knows who asks and as what."""

from collections.abc import Callable
from contextlib import nullcontext

from django.http import HttpRequest, HttpResponse
from django.utils.functional import SimpleLazyObject

from monosashi.office.accounts.models import Staff
from monosashi.office.accounts.permissions import NOBODY, Standing
from monosashi.office.accounts.reading_once import reading_once
from monosashi.office.accounts.standing import standing_of

_ONLY_SHOWN = frozenset({"GET", "HEAD"})


class StandingMiddleware:
    """Sets `request.standing`, worked out when it is first asked for. What a page that is only shown asks for is read once."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self._get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        """Answer with the standing at hand."""
        request.standing = SimpleLazyObject(lambda: _standing(request))  # type: ignore[attr-defined]
        with reading_once() if request.method in _ONLY_SHOWN else nullcontext():
            return self._get_response(request)


def _standing(request: HttpRequest) -> Standing:
    return standing_of(request.user) if isinstance(request.user, Staff) else NOBODY
