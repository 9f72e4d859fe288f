"""Values as a form shows them: always in Japanese, figures with their number, an absence in its own word."""

from collections.abc import Iterable, Mapping
from decimal import Decimal
from enum import StrEnum

from monosashi.core.messages import Message
from monosashi.core.values import Value
from monosashi.exchange.forms.values import Figure, FormValue
from monosashi.publishing.site.words import SiteTongue
from monosashi.wording import LANGUAGES, render

TONGUE = SiteTongue(LANGUAGES[0])
"""Forms are the city's own, whoever fills them."""

_UNDECLARED = "undeclared"
"""The code of what the plan does not state: in a form that is a blank."""


def figure(value: Value | None) -> FormValue:
    """A figure, words as they are, the word for an absence; "" where nobody said anything."""
    if isinstance(value, Decimal):
        return Figure(value, TONGUE.value(value))
    return "" if value is None else TONGUE.value(value)


def count(number: int) -> Figure:
    """How many there are."""
    return Figure(Decimal(number), TONGUE.value(Decimal(number)))


def coded(member: StrEnum | None) -> str:
    """The word for a coded value, "" where none was given or declared."""
    return "" if member is None or member.value == _UNDECLARED else TONGUE.word(member)


def sentence(told: Message, sentences: Mapping[str, Mapping[str, str]] | None = None) -> str:
    """The sentence; `sentences` are the scheme's own."""
    return render(told, LANGUAGES[0], sentences)


def lines(texts: Iterable[str]) -> str:
    """Several things in one cell, one below the other."""
    return "\n".join(text for text in texts if text)


def listed(names: Iterable[str]) -> str:
    """Several names in one line."""
    return TONGUE.say("form_fields.listed", names=tuple(names))
