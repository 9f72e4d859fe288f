"""The sheets and columns of the plan workbook, read from `layout.toml`."""

import tomllib
import unicodedata
from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum
from importlib import resources
from types import MappingProxyType
from typing import Any

WORDS: Mapping[str, Any] = MappingProxyType(
    tomllib.loads(
        resources.files("monosashi.exchange.plan_workbook").joinpath("layout.toml").read_text(encoding="utf-8")
    )
)

VERSION: int = WORDS["version"]
"""The version of the layout that is written. Every version that was published stays readable."""

REMARK: str = WORDS["remark"]
"""The header of the last column, whose cells are nobody's but the official's."""


class Kind(StrEnum):
    """What stands in the cells of a column."""

    ID = "id"
    TEXT = "text"
    SHORT = "short"
    MARK = "mark"
    CODE = "code"
    REF = "ref"
    REFS = "refs"
    WORDS = "words"
    CHOICES = "choices"
    YEAR = "year"
    DATE = "date"
    TIME = "time"
    FIGURE = "figure"
    NUMBER = "number"
    PART = "part"
    PERCENT = "percent"
    AMOUNT = "amount"
    WHOLE = "whole"
    SHOWN = "shown"


@dataclass(frozen=True, slots=True)
class Column:
    """One column, or one line of the upright sheet. `of`: the coded words, the list referred to, or which years.

    `header` is as printed, with `{unit}` where the plan's unit of money stands. `width` is in half-width letters.
    """

    field: str
    header: str
    kind: Kind
    of: str = ""
    required: bool = False
    width: int = 20
    note: str = ""

    def printed(self, unit: str) -> str:
        """The header with the unit of money, and a mark where the cell must not be blank."""
        mark = WORDS["required_mark"] if self.required else ""
        return self.header.replace("{unit}", unit) + mark


@dataclass(frozen=True, slots=True)
class SheetLayout:
    """One sheet. `vertical`: its columns stand one below the other, as there is one plan only."""

    key: str
    name: str
    group: str
    purpose: str
    columns: tuple[Column, ...]
    vertical: bool = False

    def column(self, field: str) -> Column | None:
        """The column of a field, None where the sheet does not show it."""
        return next((column for column in self.columns if column.field == field), None)


def folded_header(header: str) -> str:
    """A header as it is recognised: without width, spaces, marks and what stands in brackets behind it."""
    close = "".join(unicodedata.normalize("NFKC", header).split())
    bare = close.replace(WORDS["required_mark"], "")
    return bare.partition("(")[0] or bare


def _sheet(read: Mapping[str, Any]) -> SheetLayout:
    columns = tuple(Column(**{**column, "kind": Kind(column["kind"])}) for column in read["columns"])
    held = {name: read[name] for name in ("key", "name", "group", "purpose")}
    return SheetLayout(**held, columns=columns, vertical=read.get("vertical", False))


SHEETS: tuple[SheetLayout, ...] = tuple(_sheet(read) for read in WORDS["sheets"])
"""In the order of the tabs, behind the guide."""

SHEET: Mapping[str, SheetLayout] = MappingProxyType({sheet.key: sheet for sheet in SHEETS})
