"""The tables of the open data and their columns, as `tables.toml` promises them."""

import tomllib
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from typing import Any

_CODE = "code:"
FIGURE = "figure"


@dataclass(frozen=True, slots=True)
class Column:
    """One column. `codes` is the kind in codes.csv whose codes it holds, "" where it holds others."""

    name: str
    type: str
    ja: str
    en: str
    codes: str = ""


@dataclass(frozen=True, slots=True)
class Table:
    """One CSV. `key` and `foreign` (column -> table whose single key it names) hold within its municipality and file set.

    `of`: its rows are of `every_edition`, of the last edition of `each_year`, or of that of the `newest_year` alone.
    """

    name: str
    ja: str
    en: str
    of: str
    key: tuple[str, ...]
    foreign: Mapping[str, str]
    columns: tuple[Column, ...]

    @property
    def file(self) -> str:
        """Its file in the folder of the open data."""
        return f"tables/{self.name}.csv"


@cache
def tables() -> tuple[Table, ...]:
    """All tables, in their order."""
    stated = tomllib.loads(files("monosashi.publishing.open_data").joinpath("tables.toml").read_text(encoding="utf-8"))
    suffixes = stated["figure"]["suffixes"]
    return tuple(
        Table(
            entry["name"],
            entry["ja"],
            entry["en"],
            entry["of"],
            tuple(entry.get("key", ())),
            entry.get("foreign", {}),
            tuple(_columns((*stated["common"], *entry["columns"]), suffixes)),
        )
        for entry in stated["tables"]
    )


def _columns(stated: Sequence[Sequence[Any]], suffixes: Sequence[Sequence[str]]) -> Iterator[Column]:
    for name, kind, ja, en in stated:
        parts = suffixes if kind == FIGURE else (("", kind, "", ""),)
        yield from (_column(name + part, part_kind, ja + more, en + also) for part, part_kind, more, also in parts)


def _column(name: str, kind: str, ja: str, en: str) -> Column:
    return (
        Column(name, "string", ja, en, kind.removeprefix(_CODE))
        if kind.startswith(_CODE)
        else Column(name, kind, ja, en)
    )
