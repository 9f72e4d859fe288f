"""The table of what forms can ask for, as `fields.toml` has it."""

import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from typing import Any


@dataclass(frozen=True, slots=True)
class Row:
    """One field. `key` names what tells it; of its `names` the first is listed and the others are taken as well."""

    key: str
    names: tuple[str, ...]
    yearly: bool


@cache
def rows(group: str) -> tuple[Row, ...]:
    """The fields of one group, in their order. Raises KeyError."""
    stated = _table()["fields"][group]
    return tuple(Row(row["key"], tuple(row["names"]), row.get("yearly", False)) for row in stated)


def groups() -> tuple[str, ...]:
    """The groups of the table."""
    return tuple(_table()["fields"])


def worded(name: str, **parts: object) -> str:
    """A name that is put together: 指標1, 計画全体の決算額."""
    text: str = _table()["words"][name]
    return text.format(**parts)


def owned(owner: str, field: str) -> str:
    """施策の概要; the owner alone where the field has no name of its own."""
    return worded("of", owner=owner, field=field) if field else owner


def told_years() -> Mapping[str, int]:
    """Years told from the year that is filled for: 前年度 is one before it."""
    years: Mapping[str, int] = _table()["years"]
    return years


@cache
def _table() -> dict[str, Any]:
    return tomllib.loads(files("monosashi.publishing.forms").joinpath("fields.toml").read_text(encoding="utf-8"))
