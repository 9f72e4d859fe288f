"""Reading plain tables (from TOML) key by key. What is wrong is collected with its place, and reading goes on."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from decimal import Decimal, InvalidOperation
from enum import StrEnum
from typing import Any, TypeVar

from monosashi.core.messages import Message, Problem, message

LANGUAGES = ("ja", "en")
Choice = TypeVar("Choice", bound=StrEnum)
Plain = TypeVar("Plain", str, int, bool)


class NotUsable(ValueError):
    """A scheme or life cycle that cannot be used. `problems` says everything that is wrong with it."""

    def __init__(self, problems: Iterable[Problem]) -> None:
        self.problems = tuple(problems)
        super().__init__("; ".join(f"{problem.place}: {problem.why.id}" for problem in self.problems))


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
        at = f"{self.place}/{key}" if key else self.place
        read = self._entries.get(key) if key else None
        self.problems.append(Problem(at, None if read is None else str(read), why, remedy))

    def finish(self) -> None:
        """Refuse every key that nobody asked for: a misspelt key would be a rule that silently does not hold."""
        for key in self._entries.keys() - self._asked:
            known = tuple(sorted(self._asked))
            self.refuse(key, message("evaluation.data.unknown_key"), message("evaluation.data.use_one_of", known=known))

    def text(self, key: str, default: str | None = None) -> str:
        """Words; required without a default."""
        return self._typed(key, str, nothing="", default=default)

    def flag(self, key: str) -> bool:
        """Yes or no; no where nothing stands."""
        return self._typed(key, bool, nothing=False, default=False)

    def whole(self, key: str, default: int | None = None) -> int:
        """A whole number; required without a default."""
        return self._typed(key, int, nothing=0, default=default)

    def number(self, key: str) -> Decimal | None:
        """A number, as words or bare, None where nothing stands."""
        self._asked.add(key)
        value = self._entries.get(key)
        if value is None:
            return None
        number = _decimal(value)
        if number is None:
            self.refuse(key, message("evaluation.data.not_a_number"), message("evaluation.data.write_a_number"))
        return number

    def choice(self, key: str, kind: type[Choice], default: Choice | None = None) -> Choice:
        """One of an enumeration's values; required without a default."""
        first = next(iter(kind))
        text = self._typed(key, str, nothing=first.value, default=None if default is None else default.value)
        return self._member(key, text, kind) or first

    def choices(self, key: str, kind: type[Choice]) -> tuple[Choice, ...]:
        """Several of an enumeration's values, empty where nothing stands."""
        members = (self._member(key, text, kind) for text in self.texts(key))
        return tuple(member for member in members if member is not None)

    def texts(self, key: str) -> tuple[str, ...]:
        """A list of words, empty where nothing stands. One word alone counts as a list of one."""
        self._asked.add(key)
        value = self._entries.get(key, ())
        if isinstance(value, str):
            return (value,)
        if isinstance(value, list | tuple) and all(isinstance(text, str) for text in value):
            return tuple(value)
        self._wrong_kind(key)
        return ()

    def table(self, key: str, *, required: bool = False) -> Table | None:
        """A table within, None where nothing stands."""
        self._asked.add(key)
        value = self._entries.get(key)
        if isinstance(value, Mapping):
            return Table(value, f"{self.place}/{key}", self.problems)
        if value is not None:
            self._wrong_kind(key)
        elif required:
            self._missing(key)
        return None

    def tables(self, key: str) -> list[Table]:
        """A list of tables, each named in its place by its `id` or its position from 1."""
        self._asked.add(key)
        value = self._entries.get(key, ())
        if not isinstance(value, list | tuple) or not all(isinstance(entry, Mapping) for entry in value):
            self._wrong_kind(key)
            return []
        return [
            Table(entry, f"{self.place}/{key}/{entry.get('id', position)}", self.problems)
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
            self._wrong_kind(key)
            return nothing
        return value

    def _member(self, key: str, text: str, kind: type[Choice]) -> Choice | None:
        if text in kind.__members__.values():
            return kind(text)
        known = tuple(member.value for member in kind)
        self.refuse(key, message("evaluation.data.not_one_of"), message("evaluation.data.use_one_of", known=known))
        return None

    def _missing(self, key: str) -> None:
        self.refuse(key, message("evaluation.data.missing_key"), message("evaluation.data.write_key", key=key))

    def _wrong_kind(self, key: str) -> None:
        self.refuse(key, message("evaluation.data.wrong_kind"), message("evaluation.data.see_reference"))


def _decimal(value: object) -> Decimal | None:
    if isinstance(value, bool) or not isinstance(value, str | int | Decimal):
        return None
    try:
        number = Decimal(value)
    except InvalidOperation:
        return None
    return number if number.is_finite() else None
