"""Reading plain tables (from TOML) key by key. What is wrong is collected with its place, and reading goes on."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable, Mapping, Set
from decimal import Decimal, InvalidOperation
from enum import StrEnum
from typing import Any, TypeVar

from monosashi.core.messages import Message, Problem, message
from monosashi.evaluation.as_written import as_written

LANGUAGES = ("ja", "en")
Choice = TypeVar("Choice", bound=StrEnum)
Plain = TypeVar("Plain", str, int, bool)

_NAME = re.compile(r"\w[\w.-]*")
_MOST_DIGITS = 30
"""Of a number, before or behind the point: no figure of a city has more, and arithmetic stays exact and quick."""


class NotUsable(ValueError):
    """A scheme or life cycle that cannot be used. `problems` says everything that is wrong with it."""

    def __init__(self, problems: Iterable[Problem]) -> None:
        self.problems = tuple(problems)
        super().__init__("; ".join(f"{problem.place}: {problem.why.id}" for problem in self.problems))


class OfStandingRule(list[Problem]):
    """What is wrong with a rule by which years were judged already. It is read again as it was: with what `advise` asks."""


class Table:
    """One table and its place (`akita.toml: steps/progress/branches/reached`). Every key must be asked for by someone."""

    def __init__(self, entries: Mapping[str, Any], place: str, problems: list[Problem]) -> None:
        self._entries = entries
        self._asked: set[str] = set()
        self.place = place
        self.problems = problems

    def __contains__(self, key: str) -> bool:
        """Whether the key stands there."""
        return key in self._entries

    def keys(self) -> Iterable[str]:
        """The keys that stand there."""
        return self._entries.keys()

    def refuse(self, key: str, why: Message, remedy: Message) -> None:
        """Note that what stands at `key` cannot be used."""
        read = self._entries.get(key) if key else None
        self._note(key, None if read is None else as_written(read), why, remedy)

    def advise(self, key: str, why: Message, remedy: Message) -> None:
        """Refuse what stands at `key` in a file that is brought in. A rule that stands already means with it what it meant."""
        if not isinstance(self.problems, OfStandingRule):
            self.refuse(key, why, remedy)

    def _note(self, key: str, read: str | None, why: Message, remedy: Message) -> None:
        problem = Problem(f"{self.place}/{key}" if key else self.place, read, why, remedy)
        if problem not in self.problems:
            self.problems.append(problem)

    def finish(self) -> None:
        """Refuse every key that nobody asked for: a misspelt key would be a rule that silently does not hold."""
        for key in self._entries.keys() - self._asked:
            self.refuse(key, message("evaluation.data.unknown_key"), one_of(self._asked))

    def text(self, key: str, default: str | None = None) -> str:
        """Words; required without a default, and then not empty."""
        text = self._typed(key, str, nothing="", default=default)
        if default is None and not text.strip() and self._entries.get(key) == text:
            self.advise(key, message("evaluation.data.empty"), message("evaluation.data.write_key", key=key))
        return text

    def name(self, key: str) -> str:
        """A required part of a reference `id@version`: it is typed, told from every other, and stands in addresses."""
        name = self._typed(key, str, nothing="", default=None)
        if self._entries.get(key) == name and not _NAME.fullmatch(name):
            self.advise(key, message("evaluation.data.bad_name"), message("evaluation.data.bad_name.remedy"))
        return name

    def flag(self, key: str) -> bool:
        """Yes or no; no where nothing stands."""
        return self._typed(key, bool, nothing=False, default=False)

    def whole(self, key: str, default: int | None = None) -> int:
        """A whole number; required without a default."""
        return self._typed(key, int, nothing=0, default=default)

    def whole_within(self, key: str, low: int, high: int) -> int:
        """A whole number that must stand there, from `low` to `high`."""
        number, before = self.whole(key), len(self.problems)
        if len(self.problems) == before and type(self._entries.get(key)) is int and not low <= number <= high:
            why = message("evaluation.data.outside", low=low, high=high)
            self.advise(key, why, message("evaluation.data.write_a_whole", key=key))
        return number

    def number(self, key: str) -> Decimal | None:
        """A number, as words or bare, None where nothing stands."""
        self._asked.add(key)
        value = self._entries.get(key)
        if value is None:
            return None
        number = _decimal(value)
        if number is None:
            self.refuse(key, message("evaluation.data.not_a_number"), message("evaluation.data.write_a_number"))
        elif number and abs(number.adjusted()) >= _MOST_DIGITS:
            self.refuse(key, message("evaluation.data.too_many_digits"), message("evaluation.data.fewer_digits"))
            return None
        return number

    def choice(self, key: str, kind: type[Choice], default: Choice | None = None) -> Choice:
        """One of an enumeration's values; required without a default."""
        first = next(iter(kind))
        text = self._typed(key, str, nothing=first.value, default=None if default is None else default.value)
        return self._member(key, text, kind) or first

    def choices(self, key: str, kind: type[Choice]) -> tuple[Choice, ...]:
        """Several of an enumeration's values, empty where nothing stands; a list that stands there names one at least."""
        members = (self._member(key, text, kind) for text in self.texts(key))
        return tuple(member for member in members if member is not None)

    def texts(self, key: str, *, required: bool = False) -> tuple[str, ...]:
        """A list of words, empty where nothing stands; one that stands there names one at least. A word alone is a list of one."""
        self._asked.add(key)
        value = self._entries.get(key)
        if value is None:
            if required:
                self._missing(key)
            return ()
        texts = (value,) if isinstance(value, str) else value
        if not isinstance(texts, list | tuple) or not all(isinstance(text, str) for text in texts):
            self._wrong_kind(key, message("evaluation.data.write_words_listed", key=key))
            return ()
        if not texts or not all(text.strip() for text in texts):
            self.advise(key, message("evaluation.data.empty"), message("evaluation.data.write_key", key=key))
        return tuple(texts)

    def table(self, key: str, *, required: bool = False) -> Table | None:
        """A table within, None where nothing stands."""
        self._asked.add(key)
        value = self._entries.get(key)
        if isinstance(value, Mapping):
            return Table(value, f"{self.place}/{key}", self.problems)
        if value is not None:
            self._wrong_kind(key, message("evaluation.data.write_a_table", key=key))
        elif required:
            self._missing(key)
        return None

    def tables(self, key: str) -> list[Table]:
        """A list of tables, each named in its place by its `id` or its position from 1."""
        self._asked.add(key)
        value = self._entries.get(key, ())
        if not isinstance(value, list | tuple) or not all(isinstance(entry, Mapping) for entry in value):
            self._wrong_kind(key, message("evaluation.data.write_tables", key=key))
            return []
        return [
            Table(entry, f"{self.place}/{key}/{_name(entry) or position}", self.problems)
            for position, entry in enumerate(value, start=1)
        ]

    def plain(self, key: str) -> Any:  # noqa: ANN401 -- data of any shape, read elsewhere
        """Whatever stands there, None where nothing does."""
        self._asked.add(key)
        return self._entries.get(key)

    def sentence(self, key: str, *, required: bool = True) -> dict[str, str]:
        """A sentence in every language; empty where nothing stands and nothing is required."""
        within = self.table(key, required=required)
        if within is None:
            return {}
        sentence = {language: within.text(language) for language in LANGUAGES}
        within.finish()
        return sentence

    def _typed(self, key: str, kind: type[Plain], *, nothing: Plain, default: Plain | None) -> Plain:
        self._asked.add(key)
        value = self._entries.get(key)
        if value is None:
            if default is None:
                self._missing(key)
                return nothing
            return default
        if type(value) is not kind:
            self._wrong_kind(key, _remedy_of_kind(key, kind))
            return nothing
        return value

    def _member(self, key: str, text: str, kind: type[Choice]) -> Choice | None:
        if text in kind.__members__.values():
            return kind(text)
        known = tuple(member.value for member in kind)
        self.refuse(key, message("evaluation.data.not_one_of"), one_of(known))
        return None

    def _missing(self, key: str) -> None:
        self.refuse(key, message("evaluation.data.missing_key"), message("evaluation.data.write_key", key=key))

    def _wrong_kind(self, key: str, remedy: Message) -> None:
        self._note(key, as_written(self._entries[key], quoted=True), message("evaluation.data.wrong_kind"), remedy)


def one_of(known: Collection[str]) -> Message:
    """The remedy that names what may stand there (a set in the order of its words), or says that there is nothing yet."""
    names = tuple(name for name in (sorted(known) if isinstance(known, Set) else known) if name)
    return message("evaluation.data.use_one_of", known=names) if names else message("evaluation.data.none_yet")


def _remedy_of_kind(key: str, kind: type) -> Message:
    if kind is bool:
        return message("evaluation.data.write_true", key=key)
    if kind is int:
        return message("evaluation.data.write_a_whole", key=key)
    return message("evaluation.data.write_words", key=key)


def _name(entry: Mapping[str, Any]) -> str:
    name = entry.get("id")
    return name if isinstance(name, str) else ""


def _decimal(value: object) -> Decimal | None:
    if isinstance(value, bool) or not isinstance(value, str | int | Decimal):
        return None
    try:
        number = Decimal(value)
    except InvalidOperation:
        return None
    return number if number.is_finite() else None
