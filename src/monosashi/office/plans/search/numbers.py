"""Numbers of measures and codes of programs as people type them: ０１－２, 1-2, 1.2, 第12号 are told from words and compared."""

import re
from functools import lru_cache

from monosashi.checks.folding import fold

_PARTS = re.compile(r"\d+|[^\W\d_]+")
_BETWEEN = re.compile(r"[\u30fc\u30fb_.,/()\[\]\u3014\u3015\u3010\u3011]")
"""What separates parts besides a hyphen: the long mark typed for one (ー), ・, 〔〕, 【】 and the signs of every keyboard."""
_AROUND = re.compile(r"^(?:no\.?|#|\u7b2c)\s*(?=\d)|(?<=\d)\s*(?:\u53f7|\u756a)$")
"""What is said before and after a number: No., 第, 号, 番."""
_NUMBER = re.compile(r"[\w\- ]*")


@lru_cache(maxsize=8192)
def forms_of(text: str) -> frozenset[str]:
    """The spellings in which a number is the same: its parts without zeros in front, and all of it run together.

    Empty for what is no number: without a digit, or with signs that no number has.
    """
    plain = _BETWEEN.sub("-", _AROUND.sub("", fold(text)))
    parts = _PARTS.findall(plain)
    if not any(part.isdecimal() for part in parts) or not _NUMBER.fullmatch(plain):
        return frozenset()
    short = tuple(part.lstrip("0") or "0" for part in parts)
    return frozenset({"-".join(short), "".join(short), "".join(parts).lstrip("0") or "0"})


def same_number(typed: frozenset[str], written: str) -> bool:
    """Whether a number as it is written is the one that was typed."""
    return not typed.isdisjoint(forms_of(written))
