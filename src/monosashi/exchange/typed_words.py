"""The words and signs of `typed_words.toml`, ready to be looked up."""

import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from importlib import resources
from types import MappingProxyType
from typing import Any

from monosashi.core.values import Absence

WORDS: Mapping[str, Any] = MappingProxyType(
    tomllib.loads(resources.files("monosashi.exchange").joinpath("typed_words.toml").read_text(encoding="utf-8"))
)

ABSENCES: Mapping[str, Absence] = {word: Absence(code) for code, words in WORDS["absences"].items() for word in words}
"""Words that say why there is no figure."""

OFFICIAL_ABSENCES = frozenset(words[0] for words in WORDS["absences"].values())
"""The words in which an absence is printed; any other is read with a note."""

UNCLEAR_ABSENCES: Mapping[str, tuple[Absence, ...]] = {
    word: tuple(map(Absence, codes)) for word, codes in WORDS["unclear_absences"].items()
}
"""Words that may mean one absence or another."""

YEN: Mapping[str, int] = WORDS["yen"]
"""Units of money, in yen."""

MULTIPLIERS: Mapping[str, int] = WORDS["multipliers"]

PERCENT: str = WORDS["units"]["percent"][0]


def _folded_units() -> dict[str, str]:
    rows = [*WORDS["units"]["same"], WORDS["units"]["percent"]]
    return {spelling: row[0] for row in rows for spelling in row}


_SAME_UNITS = _folded_units()


_DISTINCT = frozenset((*_SAME_UNITS.values(), *WORDS["units"]["distinct"]))
_MONEY = "yen"


def contradict(one: str, other: str) -> bool:
    """Whether two units, letters folded and without spaces, are known and of different things, so that neither is a way of saying the other."""
    kinds = {_kind(one), _kind(other)}
    return None not in kinds and len(kinds) > 1


def _kind(unit: str) -> str | None:
    """What a unit counts or measures; None where it is not known."""
    name = _SAME_UNITS.get(unit, unit)
    return _MONEY if unit in YEN else name if name in _DISTINCT else None


def same_unit(one: str, other: str) -> bool:
    """Whether two units, letters folded and without spaces, are spellings of one."""
    return _SAME_UNITS.get(one, one) == _SAME_UNITS.get(other, other)


@dataclass(frozen=True, slots=True)
class Era:
    """A Japanese era, first and last day included."""

    name: str
    letter: str
    short: str
    first: date
    last: date

    @property
    def names(self) -> tuple[str, ...]:
        """All ways in which the era is written."""
        return (self.name, self.letter, self.letter.lower(), self.short)


ERAS = tuple(Era(**era) for era in WORDS["eras"])
