"""Pages that say why there is no page: one sentence and a way on. Never a stack trace."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from monosashi.core.messages import Message, message


def refusal(request: HttpRequest, heading: Message, why: Message, status: int) -> HttpResponse:
    """The page with this status."""
    return render(request, "ui/refused.html", {"heading": heading, "why": why}, status=status)


def not_found(request: HttpRequest, exception: Exception) -> HttpResponse:  # noqa: ARG001 -- Django's signature
    """404."""
    return refusal(request, message("ui.not_found.heading"), message("ui.not_found.why"), 404)


def forbidden(request: HttpRequest, exception: Exception) -> HttpResponse:
    """403. Exceptions that know why say so."""
    why = getattr(exception, "why", None)
    return refusal(request, message("ui.forbidden.heading"), why or message("ui.forbidden.why"), 403)


def broken(request: HttpRequest) -> HttpResponse:
    """500: ours. The page stands on nothing that may have broken."""
    return refusal(request, message("ui.broken.heading"), message("ui.broken.why"), 500)
