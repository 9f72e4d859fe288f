"""Words of Japanese text. SudachiPy is an extra (`monosashi[review]`) and is imported only when it is asked for."""

import importlib
from collections.abc import Callable
from dataclasses import dataclass
from functools import lru_cache
from typing import Protocol


@dataclass(frozen=True, slots=True)
class Word:
    """One word of a text: as written, in its normal form (つながる -> 繋がる), and its part of speech (名詞)."""

    surface: str
    normal: str
    part: str
    detail: str = ""


class Tokenizer(Protocol):
    """Splits text into words. The text is folded already (`checks.folding`)."""

    def words(self, text: str) -> tuple[Word, ...]:
        """The words of `text`, in order, punctuation included."""
        ...


class NoTokenizer(RuntimeError):
    """SudachiPy or its dictionary is not installed."""


class SudachiTokenizer:
    """SudachiPy with the core dictionary, splitting in its middle unit (業務効率化 -> 業務 効率化). Remembers texts."""

    def __init__(self) -> None:
        try:
            sudachi = importlib.import_module("sudachipy")
            self._tokenize = sudachi.Dictionary(dict="core").tokenizer(mode=sudachi.SplitMode.B).tokenize
        except ModuleNotFoundError as error:
            raise NoTokenizer from error
        self.words: Callable[[str], tuple[Word, ...]] = lru_cache(maxsize=20_000)(self._words)

    def _words(self, text: str) -> tuple[Word, ...]:
        found = []
        for morpheme in self._tokenize(text):
            part, detail, *_ = morpheme.part_of_speech()
            found.append(Word(morpheme.surface(), morpheme.normalized_form(), part, detail))
        return tuple(found)
