"""The texts of one review, folded and split once however many rules ask."""

from collections.abc import Iterable

from monosashi.checks.folding import fold
from monosashi.checks.tokenizer import Tokenizer, Word

CONTENT_PARTS = frozenset({"名詞", "動詞", "形容詞", "形状詞", "副詞"})
"""Parts of speech that carry a meaning of their own."""

_EMPTY_DETAILS = frozenset({"非自立可能", "数詞"})


class Texts:
    """Folded text and words. Without a tokenizer `words` may not be asked: rules say so by `Need.TOKENIZER`."""

    def __init__(self, tokenizer: Tokenizer | None) -> None:
        self._tokenizer = tokenizer

    @property
    def can_split(self) -> bool:
        """Whether words can be asked for."""
        return self._tokenizer is not None

    def words(self, text: str) -> tuple[Word, ...]:
        """The words of `text`, which is folded first. Raises LookupError without a tokenizer."""
        if self._tokenizer is None:
            raise LookupError("this review has no tokenizer")
        return self._tokenizer.words(fold(text))

    def content(self, text: str) -> frozenset[str]:
        """The normal forms of the words that carry meaning: no particles, figures or punctuation."""
        return frozenset(content_words(self.words(text)))


def content_words(words: Iterable[Word]) -> tuple[str, ...]:
    """The normal forms of the words that carry meaning, in order."""
    return tuple(word.normal for word in words if word.part in CONTENT_PARTS and word.detail not in _EMPTY_DETAILS)
