"""Folding of what was typed: full-width ASCII and spaces only. NFKC would turn 10² into 102 and ① into 1."""

import re
from dataclasses import dataclass

from monosashi.core.messages import Message, message

_FULL_WIDTH = {code: code - 0xFEE0 for code in range(0xFF01, 0xFF5F)}
_SPACES = dict.fromkeys(
    map(ord, "\u3000\u00a0\u2000\u2001\u2002\u2003\u2004\u2005\u2006\u2007\u2008\u2009\u200a\u202f\t"), " "
)
_INVISIBLE = dict.fromkeys(map(ord, "\u200b\u200c\u200d\u2060\ufeff\u00ad\u200e\u200f"))

_KEEP_FULL_WIDTH = {0xFF5E}  # the wave of a range
FULL_WIDTH = {code: folded for code, folded in _FULL_WIDTH.items() if code not in _KEEP_FULL_WIDTH}


@dataclass(frozen=True, slots=True)
class Folded:
    """Text with ASCII letters and plain spaces, trimmed, and what was done to it."""

    text: str
    how: tuple[Message, ...]


def folded(text: str) -> Folded:
    """The text trimmed, full-width ASCII made narrow, odd spaces made plain, invisible letters dropped."""
    visible = text.translate(_SPACES).translate(_INVISIBLE).replace("\r\n", "\n").replace("\r", "\n")
    trimmed = visible.strip()
    bare = trimmed.removeprefix("'") if len(trimmed) > 1 else trimmed
    narrow = bare.translate(FULL_WIDTH)
    steps = (
        (trimmed != text, "typed.how.spaces"),
        (bare != trimmed, "typed.how.apostrophe"),
        (narrow != bare, "typed.how.full_width"),
    )
    return Folded(narrow, tuple(message(id_) for applies, id_ in steps if applies))


def without_spaces(text: str) -> str:
    """The text with no space or line break anywhere."""
    return re.sub(r"\s+", "", text)
