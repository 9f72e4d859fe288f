"""What somebody typed, kept with the browser's session while they log in again, so that it stands in the form when they come back.

A page that keeps what was typed is marked with `keeps_typed`. It then takes `?kept=…`: the form that it is to be filled with.
"""

import secrets
from collections.abc import Callable
from functools import wraps
from typing import Any, TypeVar
from urllib.parse import urlencode, urlsplit

from django.contrib.auth.views import redirect_to_login
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse, QueryDict
from django.shortcuts import render

from monosashi.core.messages import Message, message

PARAMETER = "kept"
_IN_SESSION = "kept_forms"
_MOST_FORMS = 5
_MOST_LETTERS = 300_000

View = TypeVar("View", bound=Callable[..., HttpResponse])
Words = Callable[[str], Message]
"""What a field is called, by the name under which the form sends it."""


def keeps_typed(words: Words) -> Callable[[View], View]:
    """Let a page lose nothing that was typed: when the session has ended, and when whoever typed may not save it any more."""

    def mark(view: View) -> View:
        @wraps(view)
        def keeping(request: HttpRequest, *args: Any, **parts: Any) -> HttpResponse:  # noqa: ANN401 -- the address says
            if request.method == "POST" and not request.user.is_authenticated:
                return redirect_to_login(keep(request) or request.path)
            try:
                return view(request, *args, **parts)
            except PermissionDenied as refused:
                if request.method != "POST" or not _typed(request.POST):
                    raise
                return _given_back(request, refused, words)

        keeping.keeps_typed = True  # type: ignore[attr-defined]
        return keeping  # type: ignore[return-value]

    return mark


def keep(request: HttpRequest) -> str | None:
    """Keep what was sent and tell the address at which it will stand again; None where it is too much to keep."""
    sent = request.POST.copy()
    sent.pop("csrfmiddlewaretoken", None)
    text = sent.urlencode()
    if len(text) > _MOST_LETTERS:
        return None
    forms = dict(request.session.get(_IN_SESSION, {}))
    while len(forms) >= _MOST_FORMS:
        forms.pop(next(iter(forms)))
    key = secrets.token_urlsafe(9)
    request.session[_IN_SESSION] = {**forms, key: text}
    return f"{request.path}?{urlencode({PARAMETER: key})}"


def kept(request: HttpRequest) -> QueryDict | None:
    """What was typed into this form before, None where nothing is kept for it."""
    text = request.session.get(_IN_SESSION, {}).get(request.GET.get(PARAMETER, ""))
    return QueryDict(text) if isinstance(text, str) else None


def rescued(request: HttpRequest) -> str | None:
    """Where what was sent with the token of an earlier session is kept; None where it came from elsewhere or is not kept."""
    match = request.resolver_match
    if request.method != "POST" or match is None or not getattr(match.func, "keeps_typed", False):
        return None
    return keep(request) if _is_from_here(request) else None


def _is_from_here(request: HttpRequest) -> bool:
    """Whether the browser says that a page of this office sent the form. A form of another site is never kept."""
    origin = request.headers.get("Origin", "")
    told = request.headers.get("Sec-Fetch-Site", "")
    return told == "same-origin" or (not told and bool(origin) and urlsplit(origin).netloc == request.get_host())


_HIDDEN = frozenset({"csrfmiddlewaretoken", "based_on", "token", "against", "more"})


def _typed(sent: QueryDict) -> list[tuple[str, str]]:
    return [(name, text) for name in sent if name not in _HIDDEN for text in sent.getlist(name) if text.strip()]


def _given_back(request: HttpRequest, refused: PermissionDenied, words: Words) -> HttpResponse:
    """403 with the sentence that says why, and everything that was typed, to be copied."""
    why = getattr(refused, "why", None) or message("ui.forbidden.why")
    typed = [(words(name), text) for name, text in _typed(request.POST)]
    return render(request, "ui/given_back.html", {"why": why, "typed": typed}, status=403)
