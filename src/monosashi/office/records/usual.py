"""Periods and modes of approval: those of the city, and until it has told them what is usual (`usual.toml`)."""

import json
import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from typing import Any

from monosashi.core.messages import Message, message
from monosashi.office.entering.told import Told
from monosashi.office.records.models import RecordSettings

PERMANENT = "permanent"
"""How a permanent period is written where None cannot stand."""


@dataclass(frozen=True, slots=True)
class Mode(Told):
    """How a document was approved, in the city's words, and when that is done."""

    name: str
    when: str = ""


@dataclass(frozen=True, slots=True)
class RecordRules(Told):
    """The periods of a city in years, None for permanent, and its modes of approval."""

    years: tuple[int | None, ...]
    modes: tuple[Mode, ...]

    @property
    def plain(self) -> dict[str, object]:
        """As a row holds it."""
        return {"years": list(map(written, self.years)), "modes": [mode.plain for mode in self.modes]}


def written(years: int | None) -> str:
    """A period as forms and files have it."""
    return PERMANENT if years is None else str(years)


def period(years: int | None) -> Message:
    """「5年」「永年」."""
    return message("records.permanent") if years is None else message("records.years", count=years)


def read(text: str) -> int | None:
    """The same the other way round. Raises ValueError."""
    return None if text == PERMANENT else int(text)


@cache
def usual() -> RecordRules:
    """What a new installation begins with."""
    return _rules(tomllib.loads((files(__package__) / "usual.toml").read_text(encoding="utf-8")))


def rules_in(row: RecordSettings | None) -> RecordRules:
    """What holds by a row, None where the city has told nothing."""
    return usual() if row is None else _rules(json.loads(row.body))


def rules_now() -> RecordRules:
    """What holds now. One query."""
    return rules_in(RecordSettings.objects.first())


def _rules(told: Mapping[str, Any]) -> RecordRules:
    years = tuple(read(str(each)) for each in told["years"])
    return RecordRules(years, tuple(Mode(**mode) for mode in told["modes"]))
