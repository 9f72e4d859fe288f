"""Each request knows who asks and as what."""

from collections.abc import Callable

from django.http import HttpRequest, HttpResponse
from django.utils.functional import SimpleLazyObject

from monosashi.office.accounts.models import Staff
from monosashi.office.accounts.permissions import NOBODY, Standing
from monosashi.office.accounts.standing import standing_of


class StandingMiddleware:
    """Sets `request.standing`, worked out when it is first asked for."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self._get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        """Answer with the standing at hand."""
        request.standing = SimpleLazyObject(lambda: _standing(request))  # type: ignore[attr-defined]
        return self._get_response(request)


def _standing(request: HttpRequest) -> Standing:
    return standing_of(request.user) if isinstance(request.user, Staff) else NOBODY
