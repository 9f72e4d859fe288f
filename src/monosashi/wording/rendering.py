"""A message in one language.

A field of a template is `{name}` or `{name:spec}`. Numbers get thousands commas and keep their scale; what is negative has △
before it in Japanese, - in English. The specs are `fiscal_year` (令和6年度, FY2024), `signed` (＋ or + as well before what is
positive), `period` (a day, month, quarter or fiscal year as a plan writes it: 令和6年10月 for 2024-10), `typed` (- in Japanese too: how a person types it into a cell, where △ may be an answer) and `plain` (no commas,
and - in both: numbers of lines and editions). `{count:sheet|sheets}` is one of two words, the first where the number is 1. A template can reach nothing but its
parameters: it may come from a city's own file.
"""

import re
from collections.abc import Callable, Mapping
from decimal import Decimal
from enum import StrEnum
from functools import cache, partial
from string import Formatter
from typing import TypeAlias

from monosashi.core.fiscal_years import print_fiscal_year
from monosashi.core.messages import Message, Param, message
from monosashi.core.values import Described, Span
from monosashi.wording.catalogues import Language, templates
from monosashi.wording.periods import is_day_or_month, period

Extra = Mapping[str, Mapping[str, str]]
"""A scheme's own sentences: language -> message id -> template. They come before those of the catalogues."""

Pieces: TypeAlias = tuple[tuple[str, str | None, str], ...]
"""A template: what stands before each field, the field's name and its spec; None for what stands after the last."""

_PERIOD = "period"
_MINUS = {"ja": "△", "en": "-"}
_PLUS = {"ja": "＋", "en": "+"}


FIRST_ERA_YEAR = 1868
"""Before it a year has no era to be printed in."""


class UnknownMessage(LookupError):
    """No catalogue and no extra has a template for this message id in this language."""

    def __init__(self, message_id: str, language: str) -> None:
        super().__init__(f"{message_id} ({language})")
        self.message_id = message_id
        self.language = language


class BadTemplate(ValueError):
    """The template asks for a parameter or a spec that there is not, or cannot be parsed."""

    def __init__(self, message_id: str, fault: str) -> None:
        super().__init__(f"{message_id}: {fault}")
        self.message_id = message_id
        self.fault = fault


def render(sentence: Message, language: Language, extra: Extra | None = None) -> str:
    """The sentence in one language. `extra` are a scheme's own. Raises UnknownMessage, BadTemplate."""
    return said(sentence.id, dict(sentence.params), language, extra)


def said(message_id: str, params: Mapping[str, Param], language: Language, extra: Extra | None = None) -> str:
    """`render` for whoever has no message yet: pages say a million sentences that nothing else ever looks at."""
    pieces = _parsed(message_id, _template(message_id, language, extra)) if extra else _own_pieces(message_id, language)
    if len(pieces) == 1 and pieces[0][1] is None:
        return pieces[0][0]
    say = partial(render, language=language, extra=extra)
    parts = []
    for literal, name, spec in pieces:
        parts.append(literal)
        if name is None:
            continue
        if name not in params:
            raise BadTemplate(message_id, name)
        value = _field(params[name], spec, say, language, message_id)
        if not value:
            parts[-1] = parts[-1].removesuffix(" ")
        parts.append(value)
    return "".join(parts)


def word(member: StrEnum) -> Message:
    """The word for a coded value: `absence.not_set` for Absence.NOT_SET."""
    return message(f"{_snake(type(member).__name__)}.{member.value}")


@cache
def _snake(name: str) -> str:
    return re.sub(r"(?<=[a-z])(?=[A-Z])", "_", name).lower()


def _template(message_id: str, language: Language, extra: Extra) -> str:
    template = extra.get(language, {}).get(message_id) or templates(language).get(message_id)
    if template is None:
        raise UnknownMessage(message_id, language)
    return template


@cache
def _own_pieces(message_id: str, language: Language) -> Pieces:
    return _parsed(message_id, _template(message_id, language, {}))


@cache
def _parsed(message_id: str, template: str) -> Pieces:
    try:
        return tuple((literal, name, spec or "") for literal, name, spec, _ in Formatter().parse(template))
    except ValueError as error:
        raise BadTemplate(message_id, str(error)) from error


Say = Callable[[Message], str]


def _field(value: object, spec: str, say: Say, language: Language, message_id: str) -> str:
    if "|" in spec:
        return _one_or_many(value, spec)
    if value is None:
        return say(message("value.none"))
    if isinstance(value, tuple):
        shown = (_field(item, spec, say, language, message_id) for item in value)
        return say(message("value.separator")).join(shown)
    if spec == _PERIOD:
        return _period(str(value), language, say)
    if isinstance(value, bool) or not isinstance(value, int | Decimal):
        return _words(value, say)
    if spec not in _NUMBERS:
        raise BadTemplate(message_id, spec)
    return _NUMBERS[spec](Decimal(value), language, say)


def _one_or_many(value: object, spec: str) -> str:
    """The word for the number; where a number was given as text, for that."""
    one, _, many = spec.partition("|")
    return one if value in {1, "1"} else many


def _words(value: object, say: Say) -> str:
    if isinstance(value, Message):
        return say(value)
    if isinstance(value, Span):
        return say(_span(value))
    if isinstance(value, Described):
        return value.text
    return say(word(value)) if isinstance(value, StrEnum) else str(value)


def _span(span: Span) -> Message:
    if span.low is None:
        return message("value.at_most", high=span.high)
    if span.high is None:
        return message("value.at_least", low=span.low)
    return message("value.span", low=span.low, high=span.high)


def _period(text: str, language: Language, say: Say) -> str:
    """In English a day and a month are printed as they are sorted."""
    told = text if language != "ja" and is_day_or_month(text) else period(text)
    return _words(told, say)


def _commas(number: Decimal, language: Language, _say: Say) -> str:
    return f"{_MINUS[language] if number < 0 else ''}{abs(number):,f}"


def _typed(number: Decimal, _language: Language, _say: Say) -> str:
    return f"{number:,f}"


def _plain(number: Decimal, _language: Language, _say: Say) -> str:
    return f"{number:f}"


def _signed(number: Decimal, language: Language, _say: Say) -> str:
    sign = _MINUS[language] if number < 0 else _PLUS[language] if number > 0 else ""
    return f"{sign}{abs(number):,f}"


def _fiscal_year(number: Decimal, language: Language, say: Say) -> str:
    year = int(number)
    if language == "ja" and year >= FIRST_ERA_YEAR:
        return print_fiscal_year(year)
    return say(message("value.fiscal_year", year=str(year)))


_NUMBERS: Mapping[str, Callable[[Decimal, Language, Say], str]] = {
    "": _commas,
    "typed": _typed,
    "plain": _plain,
    "signed": _signed,
    "fiscal_year": _fiscal_year,
}
