"""A page that cannot do without a rule which this version cannot read says so in a sentence: it does not break."""

from collections.abc import Callable

from django.http import HttpRequest
from django.http.response import HttpResponseBase

from monosashi.core.messages import message
from monosashi.evaluation.known import UnreadableLifeCycle, UnreadableScheme
from monosashi.office.ui.refusals import refusal


class RulesNotRead:
    """409 with the name of the rule, what is wrong with it first, and what to do, for every page alike."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponseBase]) -> None:
        self._get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        """Answer."""
        return self._get_response(request)

    def process_exception(self, request: HttpRequest, exception: Exception) -> HttpResponseBase | None:
        """The refusal; None where something else went wrong."""
        if not isinstance(exception, UnreadableScheme | UnreadableLifeCycle):
            return None
        first = exception.problems[0]
        told = message("schemes.not_readable.why", reference=exception.reference, place=first.place, why=first.why)
        return refusal(request, message("schemes.not_readable.heading"), told, 409)
