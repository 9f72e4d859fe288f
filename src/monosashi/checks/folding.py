"""Texts made comparable: NFKC, letters spaced out (R P A -> RPA), letters that only look alike (А, Α -> A)."""

import re
import unicodedata
from functools import lru_cache

_LOOK_ALIKE = str.maketrans(
    "АВЕКМНОРСТХасеорхΑΒΕΖΗΙΚΜΝΟΡΤΥΧ⎾–—―‐−",
    "ABEKMHOPCTXaceopxABEZHIKMNOPTYX------",
)
_SPACED_LATIN = re.compile(r"(?<![A-Za-z])(?:[A-Za-z] ){1,}[A-Za-z](?![A-Za-z])")
_SPACE_BESIDE_JAPANESE = re.compile(r"(?<=[^\x00-\x7f]) +| +(?=[^\x00-\x7f])")


@lru_cache(maxsize=20_000)
def fold(text: str) -> str:
    """`text` in one spelling, lower case, for finding words in it. It is for comparing, never for showing."""
    plain = unicodedata.normalize("NFKC", text).translate(_LOOK_ALIKE)
    joined = _SPACED_LATIN.sub(lambda match: match[0].replace(" ", ""), re.sub(r"[ \t]+", " ", plain))
    return _SPACE_BESIDE_JAPANESE.sub("", joined).lower()


def words_of(text: str) -> tuple[str, ...]:
    """The folded words of what somebody looks for. Where each is a single letter, they are what they are together: R P A, 市 民."""
    words = tuple(folded for word in text.split() if (folded := fold(word)))
    return words if any(len(word) > 1 for word in words) else tuple(fold(" ".join(words)).split())
