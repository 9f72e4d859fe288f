"""U+0000, which is no character: PostgreSQL keeps none, and nobody types one. No address and no form brings it in.

It is refused here for every page alike, on both databases, before anything looks something up by it or keeps it.
"""

from collections.abc import Callable
from urllib.parse import unquote

from django.http import Http404, HttpRequest
from django.http.response import HttpResponseBase

from monosashi.core.messages import message
from monosashi.office.ui.refusals import refusal

_NULL = "\0"


class NoNullCharacters:
    """An address that holds U+0000 is none (404); a form that does is refused whole (400): nothing of it is kept.

    It stands after CsrfViewMiddleware, which parses what was sent anyway.
    """

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponseBase]) -> None:
        self._get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        """Answer."""
        return self._get_response(request)

    def process_view(self, request: HttpRequest, *_view: object) -> HttpResponseBase | None:
        """The refusal; None where there is nothing to refuse. Raises Http404."""
        if _NULL in request.path_info or _NULL in unquote(request.META.get("QUERY_STRING", "")):
            raise Http404
        if request.method == "POST" and _is_in_form(request):
            return refusal(request, message("ui.null_character.heading"), message("ui.null_character.why"), 400)
        return None


def _is_in_form(request: HttpRequest) -> bool:
    return any(_NULL in name or any(_NULL in text for text in texts) for name, texts in request.POST.lists())
