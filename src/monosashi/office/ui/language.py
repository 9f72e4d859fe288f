"""In which language a page speaks."""

from enum import StrEnum

from django.utils.translation import get_language

from monosashi.core.messages import Message
from monosashi.wording import LANGUAGES, Language, render, word


def language() -> Language:
    """The language of the request; Japanese where none is active."""
    active = (get_language() or "").partition("-")[0]
    return next((known for known in LANGUAGES if known == active), LANGUAGES[0])


def spoken(sentence: Message | StrEnum) -> str:
    """The sentence, or the word for a coded value, in the language of the request."""
    return render(word(sentence) if isinstance(sentence, StrEnum) else sentence, language())
