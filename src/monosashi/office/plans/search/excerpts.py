"""A piece of a text around what was found in it, with every word marked that was searched for."""

import re
from collections.abc import Iterator
from dataclasses import dataclass

from monosashi.checks.folding import fold

BEFORE, AFTER = 30, 60
"""Characters of the text before the first thing found and after it."""

_LETTER = re.compile(r".[\u0300-\u036f\u3099\u309a\uff9e\uff9f]*", re.DOTALL)
"""A letter with the signs that belong to it (ﾊ and ﾞ): what folds to one."""

Span = tuple[int, int]


@dataclass(frozen=True, slots=True)
class Piece:
    """A piece of text; `marked`: it is what was searched for."""

    text: str
    marked: bool


@dataclass(frozen=True, slots=True)
class Excerpt:
    """Pieces of a text one after the other. `cut` says whether text was left out before and after."""

    pieces: tuple[Piece, ...]
    cut: tuple[bool, bool]

    @property
    def text(self) -> str:
        """What is shown."""
        return "".join(piece.text for piece in self.pieces)

    @property
    def found(self) -> str:
        """The first thing marked, "" where nothing is."""
        return next((piece.text for piece in self.pieces if piece.marked), "")


def excerpt_of(texts: tuple[str, ...], words: tuple[str, ...]) -> Excerpt:
    """Out of the text that holds most of the folded words, the first of those that do. An empty one where there is no text."""
    text = max(texts, key=lambda text: sum(word in fold(text) for word in words), default="")
    spans = _joined(sorted(span for word in words for span in _spans(text, word)))
    first, found = spans[0] if spans else (0, 0)
    start, end = max(0, first - BEFORE), min(len(text), found + AFTER)
    return Excerpt(tuple(_pieces(text, spans, start, end)), (start > 0, end < len(text)))


def whole_marked(text: str) -> Excerpt:
    """A text that is what was searched for."""
    return Excerpt((Piece(text, marked=True),), (False, False))


def _pieces(text: str, spans: list[Span], start: int, end: int) -> Iterator[Piece]:
    at = start
    for first, last in spans:
        if first >= end:
            break
        if at < first:
            yield Piece(text[at:first], marked=False)
        yield Piece(text[first : min(last, end)], marked=True)
        at = min(last, end)
    if at < end:
        yield Piece(text[at:end], marked=False)


def _spans(text: str, word: str) -> list[Span]:
    """Where the word stands in the text as written; where it does only without the spaces between (R P A), there."""
    letters = [(fold(found[0]), found.start(), found.end()) for found in _LETTER.finditer(text)]
    return _found(letters, word) or _found([each for each in letters if each[0].strip()], word)


def _found(letters: list[tuple[str, int, int]], word: str) -> list[Span]:
    plain = "".join(letter for letter, _, _ in letters)
    places = [(start, end) for letter, start, end in letters for _ in letter]
    starts = (found.start() for found in re.finditer(re.escape(word), plain))
    return [(places[at][0], places[at + len(word) - 1][1]) for at in starts]


def _joined(spans: list[Span]) -> list[Span]:
    """Spans that touch or overlap as one."""
    joined: list[Span] = []
    for start, end in spans:
        if joined and start <= joined[-1][1]:
            joined[-1] = (joined[-1][0], max(end, joined[-1][1]))
        else:
            joined.append((start, end))
    return joined
