"""In which language a page speaks."""

from collections.abc import Mapping
from enum import StrEnum

from django.utils.translation import get_language

from monosashi.core.messages import Message
from monosashi.wording import LANGUAGES, Language, render, word

_KNOWN: Mapping[str, Language] = {known: known for known in LANGUAGES}


def language() -> Language:
    """The language of the request; Japanese where none is active."""
    return _KNOWN.get(get_language() or "", LANGUAGES[0])


def spoken(sentence: Message | StrEnum) -> str:
    """The sentence, or the word for a coded value, in the language of the request."""
    return render(word(sentence) if isinstance(sentence, StrEnum) else sentence, language())
