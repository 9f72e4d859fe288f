"""How a form names a value: `{{施策名}}`, `{{支出済額:前年度}}`, in full-width letters too, several within a text."""

import re
import unicodedata
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import accumulate

from monosashi.core.messages import Problem, message
from monosashi.exchange.forms.values import EACH, EACH_END, Placeholder

NAME_LIMIT = 100
"""Letters between the braces. The longest field has about 30."""

BEGIN_MARK, END_MARK = f"{{{{{EACH}}}}}", f"{{{{{EACH_END}}}}}"
"""The marks as they are typed."""

_SPELLED = re.compile(r"[{｛]{2}([^{}｛｝]*)[}｝]{2}")
_OPENED = re.compile(r"[{｛]{2}")
_BLANKS = re.compile(r"[\s\u200b-\u200f\u2060\ufeff\u00ad]+")
_SHOWN = 30


@dataclass(frozen=True, slots=True)
class Spot:
    """A placeholder or a mark within a text: where it begins and ends, and how it is written there.

    `is_mark`: it prints nothing and is the beginning or the end of what is repeated.
    """

    start: int
    end: int
    placeholder: Placeholder
    written: str
    is_mark: bool


def is_begin(placeholder: Placeholder) -> bool:
    """Whether it is `{{各施策}}`."""
    return placeholder == Placeholder(EACH)


def is_end(placeholder: Placeholder) -> bool:
    """Whether it is `{{各施策おわり}}`."""
    return placeholder == Placeholder(EACH_END)


def has_braces(text: str) -> bool:
    """Whether there may be something to look at."""
    return "{" in text or "｛" in text


def spots(text: str) -> tuple[Spot, ...]:
    """The placeholders and marks of the text, in their order. Those in fault are not among them."""
    if not has_braces(text):
        return ()
    return tuple(
        Spot(found.start(), found.end(), placeholder, found[0], is_begin(placeholder) or is_end(placeholder))
        for found in _SPELLED.finditer(text)
        if (placeholder := _read(found[1])).name and len(found[1]) <= NAME_LIMIT
    )


def _read(inside: str) -> Placeholder:
    name, _, year = _BLANKS.sub("", unicodedata.normalize("NFKC", inside)).partition(":")
    return Placeholder(name, year)


def faults(text: str, place: str) -> Iterator[Problem]:
    """What is wrong with the braces of the text. One brace alone is none of ours."""
    if not has_braces(text):
        return
    for found in _SPELLED.finditer(text):
        if len(found[1]) > NAME_LIMIT:
            why = message("forms.braces_too_long", length=len(found[1]), limit=NAME_LIMIT)
            yield Problem(place, _beginning(found[0]), why, message("forms.braces_too_long.remedy"))
        elif not _read(found[1]).name:
            yield Problem(place, found[0], message("forms.no_name"), message("forms.no_name.remedy"))
    rest = _SPELLED.sub(lambda found: "\0" * len(found[0]), text)
    for found in _OPENED.finditer(rest):
        shown = _beginning(rest[found.start() :].partition("\0")[0])
        yield Problem(place, shown, message("forms.unclosed"), message("forms.unclosed.remedy"))


def _beginning(text: str) -> str:
    return text if len(text) <= _SHOWN else text[:_SHOWN] + "…"


def filled(texts: Sequence[str], values: Sequence[tuple[Spot, str]]) -> list[str]:
    """The texts, which together are the text that has the spots, with the values instead of them.

    A value goes where its placeholder begins: the look of the first letter is kept.
    """
    ends = list(accumulate(map(len, texts)))
    return [_of_one(text, end - len(text), values) for text, end in zip(texts, ends, strict=True)]


def _of_one(text: str, begin: int, values: Sequence[tuple[Spot, str]]) -> str:
    end, at, out = begin + len(text), begin, []
    for spot, value in values:
        if spot.end <= begin or spot.start >= end:
            continue
        out.append(text[at - begin : max(spot.start, begin) - begin])
        if spot.start >= begin:
            out.append(value)
        at = min(spot.end, end)
    return "".join((*out, text[at - begin :]))
