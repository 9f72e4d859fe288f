"""Pages that say why there is no page: one sentence and a way on. Never a stack trace."""

import sys

from django.conf import settings
from django.core.exceptions import RequestDataTooBig, TooManyFieldsSent, TooManyFilesSent
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.template.loader import render_to_string
from django.templatetags.static import static

from monosashi.core.messages import Message, message
from monosashi.office.ui.kept_forms import rescued
from monosashi.office.ui.language import language, spoken
from monosashi.office.ui.no_room import is_no_room

NO_ROOM = 507
_TOO_LARGE = (RequestDataTooBig, TooManyFieldsSent, TooManyFilesSent)


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


def not_understood(request: HttpRequest, exception: Exception) -> HttpResponse:
    """400, or 413 where more was sent than the installation takes."""
    if isinstance(exception, _TOO_LARGE):
        why = message("ui.too_large.why", limit=settings.INSTALLATION.upload_megabytes)
        return refusal(request, message("ui.too_large.heading"), why, 413)
    return refusal(request, message("ui.not_understood.heading"), message("ui.not_understood.why"), 400)


def form_expired(request: HttpRequest, reason: str = "") -> HttpResponse:  # noqa: ARG001 -- Django's signature
    """403 where a form was not of this session (CSRF): the session ended, or the form came from elsewhere.

    A page that keeps what was typed is shown again, with it.
    """
    if (address := rescued(request)) is not None:
        return redirect(address)
    return refusal(request, message("ui.form_expired.heading"), message("ui.form_expired.why"), 403)


def broken(request: HttpRequest) -> HttpResponse:  # noqa: ARG001 -- Django's signature
    """500: ours; 507 where nothing more could be written. The page stands on nothing that may have broken: no database, no menu."""
    full = is_no_room(sys.exception())
    words = {
        "heading": spoken(message("ui.no_room.heading" if full else "ui.broken.heading")),
        "why": spoken(message("ui.no_room.why" if full else "ui.broken.why")),
        "home": spoken(message("ui.broken.home")),
        "language": language(),
        "suffix": spoken(message("ui.title_suffix")),
        "styles": [static(f"monosashi/{name}") for name in ("tokens/tokens.css", "office.css")],
    }
    return HttpResponse(render_to_string("ui/broken.html", words), status=NO_ROOM if full else 500)
