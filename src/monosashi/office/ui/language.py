"""In which language a page speaks."""

from collections.abc import Callable, Mapping
from contextvars import ContextVar
from enum import StrEnum

from django.http import HttpRequest, HttpResponse
from django.utils.translation import get_language

from monosashi.core.messages import Message
from monosashi.wording import LANGUAGES, Language, render, word

_KNOWN: Mapping[str, Language] = {known: known for known in LANGUAGES}
_OF_REQUEST: ContextVar[Language | None] = ContextVar("language of the request", default=None)


class OneLanguageMiddleware:
    """A request speaks one language from beginning to end: it is looked up once, not for each of a page's thousand words."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self._get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        """Answer in the language that Django's own middleware found."""
        token = _OF_REQUEST.set(_active())
        try:
            return self._get_response(request)
        finally:
            _OF_REQUEST.reset(token)


def language() -> Language:
    """The language of the request; Japanese where none is active."""
    return _OF_REQUEST.get() or _active()


def _active() -> Language:
    return _KNOWN.get(get_language() or "", LANGUAGES[0])


def spoken(sentence: Message | StrEnum) -> str:
    """The sentence, or the word for a coded value, in the language of the request."""
    return render(word(sentence) if isinstance(sentence, StrEnum) else sentence, language())
