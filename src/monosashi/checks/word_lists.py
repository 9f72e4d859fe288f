"""Word lists by which rules decide: data under `checks/words/`, an entry each with its source.

A list is a TOML file: `[sources]` names the documents, `[[entries]]` have `word`, `source` (one of those names) and, where
the list uses it, `group`.
"""

import re
import tomllib
from dataclasses import dataclass
from functools import cached_property, lru_cache
from importlib.resources import files

from monosashi.checks.folding import fold


class InvalidWordList(ValueError):
    """A list of this package is not whole. It is a fault of the software, found by its tests."""


@dataclass(frozen=True, slots=True)
class WordEntry:
    """One word of a list, folded; `source` is the document that shows it in this use."""

    word: str
    source: str
    group: str = ""


@dataclass(frozen=True)
class WordList:
    """Words that mean the same to a rule. All looking up is in folded text."""

    name: str
    entries: tuple[WordEntry, ...]

    @cached_property
    def _pattern(self) -> re.Pattern[str]:
        longest_first = sorted({entry.word for entry in self.entries}, key=lambda word: (-len(word), word))
        return re.compile("|".join(map(re.escape, longest_first)))

    @cached_property
    def _groups(self) -> dict[str, tuple[str, ...]]:
        found: dict[str, tuple[str, ...]] = {}
        for entry in self.entries:
            found[entry.word] = (*found.get(entry.word, ()), entry.group)
        return found

    def split(self, text: str) -> list[str]:
        """The pieces of `text`, folded, between the words of this list."""
        return self._pattern.split(fold(text))

    def found_in(self, text: str) -> tuple[str, ...]:
        """The words of this list that stand in `text`, in order, the longest at each place."""
        return tuple(match[0] for match in self._pattern.finditer(fold(text)))

    def last_in(self, text: str) -> tuple[str, int] | None:
        """The last word of this list in `text` with where it ends in the folded text, None where there is none."""
        last = None
        for last in self._pattern.finditer(fold(text)):  # noqa: B007 -- the last one is what is wanted
            pass
        return (last[0], last.end()) if last else None

    def groups_in_order(self, text: str) -> tuple[str, ...]:
        """The groups of the words that stand in `text`, each once, as they first stand."""
        return tuple(dict.fromkeys(group for word in self.found_in(text) for group in self._groups[word]))

    def groups_in(self, text: str) -> frozenset[str]:
        """The groups of the words that stand in `text`."""
        return frozenset(self.groups_in_order(text))

    def ends(self, text: str) -> str | None:
        """The longest word of this list with which `text` ends, None where there is none."""
        folded = fold(text)
        return max((w for w in self._groups if folded.endswith(w)), key=len, default=None)

    @cached_property
    def _by_group(self) -> "dict[str, WordList]":
        groups = {entry.group for entry in self.entries}
        return {g: WordList(f"{self.name}.{g}", tuple(e for e in self.entries if e.group == g)) for g in groups}

    def __contains__(self, text: str) -> bool:
        """Whether `text` itself is a word of this list."""
        return fold(text) in self._groups

    def of_group(self, group: str) -> "WordList":
        """Only the words of one group."""
        return self._by_group[group]


@lru_cache
def word_list(name: str) -> WordList:
    """The list `checks/words/<name>.toml`. Raises InvalidWordList."""
    table = tomllib.loads((files("monosashi.checks") / "words" / f"{name}.toml").read_text(encoding="utf-8"))
    sources = table.get("sources", {})
    entries = tuple(
        WordEntry(fold(e["word"]), sources.get(e["source"], ""), e.get("group", "")) for e in table["entries"]
    )
    unsourced = [entry.word for entry in entries if not entry.source]
    keys = [(entry.group, entry.word) for entry in entries]
    repeated = {key for key in keys if keys.count(key) > 1}
    if not entries or unsourced or repeated:
        raise InvalidWordList(f"{name}: without source {unsourced}, repeated {sorted(repeated)}")
    return WordList(name, entries)
