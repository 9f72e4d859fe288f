"""Lists within one cell: names behind bullets, and indicators each with its figures, also where a converter lost the bullets."""

import re
from collections.abc import Iterator
from dataclasses import dataclass

from monosashi.core.messages import Message, message
from monosashi.exchange.reading.layout import Entries
from monosashi.exchange.reading.printed import WORDS, Printed, in_one_line
from monosashi.exchange.reading.sheets import FigureRead, IndicatorRead
from monosashi.exchange.typed_text import FULL_WIDTH

_BULLETS = re.escape(WORDS["bullets"])
_BULLET = re.compile(rf"(?:^|(?<=\s))[{_BULLETS}]\s*")
_SAME_LENGTH = {code: plain for code, plain in FULL_WIDTH.items() if chr(plain) not in "()"}


@dataclass(frozen=True, slots=True)
class Listed:
    """The entries of a cell, each with its line. `doubt` is why they cannot be told apart, None where they can."""

    entries: tuple[Printed, ...]
    doubt: Message | None = None


def listed(printed: Printed) -> Listed:
    """The names of a list: behind bullets, or one on each line. Several words without either may be one name or more."""
    before, *behind = _BULLET.split(printed.text)
    names = behind or before.splitlines()
    entries = tuple(Printed(in_one_line(name), printed.line) for name in names if name.strip())
    is_unclear = before.strip() if behind else len(entries) == 1 and " " in entries[0].text
    return Listed((), message("reading.doubt.list_without_marks")) if is_unclear else Listed(entries)


def listed_indicators(printed: Printed, entries: Entries) -> Iterator[IndicatorRead | Printed]:
    """The indicators of a list in their order; what cannot be told apart as name and figures stands between them as printed.

    Behind a bullet or on a line of its own a name may have spaces. Where only spaces are left between the entries it may not.
    """
    before, *behind = _BULLET.split(printed.text)
    for chunk in behind:
        yield from _indicators(Printed(chunk.strip(), printed.line), entries, alone=True)
    for chunk in before.splitlines():
        yield from _indicators(Printed(chunk.strip(), printed.line), entries, alone="\n" in before)


def _indicators(printed: Printed, entries: Entries, *, alone: bool) -> Iterator[IndicatorRead | Printed]:
    close = printed.text.translate(_SAME_LENGTH)
    pattern = _pattern(entries, alone=alone)
    done = 0
    for found in pattern.finditer(close):
        if close[done : found.start()].strip():
            yield Printed(printed.text[done : found.end()].strip(), printed.line)
        else:
            yield _indicator(found, printed, entries)
        done = found.end()
    if rest := printed.text[done:].strip():
        yield Printed(rest, printed.line)


def _indicator(found: re.Match[str], printed: Printed, entries: Entries) -> IndicatorRead:
    name, *figures = (
        Printed(printed.text[slice(*found.span(at))].strip(), printed.line) for at in range(1, found.re.groups + 1)
    )
    return IndicatorRead(
        name, [FigureRead(mark, figure) for mark, figure in zip(entries.figures, figures, strict=True)]
    )


def _pattern(entries: Entries, *, alone: bool) -> re.Pattern[str]:
    """A name and its figures. A figure touches no letter and no other number before it, which might be part of the name."""
    between = re.escape(entries.between.translate(_SAME_LENGTH))
    figure = rf"((?<![0-9A-Za-z.,])[0-9][0-9,]*(?:\.[0-9]+)?(?:(?!{between})[^\s0-9()\uff08\uff09.,])*)"
    figures = rf"\s*{between}\s*".join(figure for _ in entries.figures)
    more, end = (".", "$") if alone else (r"\S", r"(?!\S)")
    return re.compile(rf"(?<!\S)((?!{between})\S(?:(?!{between}){more})*?)\s*{figures}{end}")
