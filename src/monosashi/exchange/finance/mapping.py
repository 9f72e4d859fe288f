"""How one city's finance CSV is laid out, and what people decided about its rows."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum
from types import MappingProxyType
from typing import Any

from monosashi.core.money import BudgetStage
from monosashi.exchange.finance.words import Words

ColumnName = str | int
"""A column: the words of its heading, or its number from 1."""


def _nothing() -> Mapping[Any, Any]:
    return MappingProxyType({})


class Rounding(StrEnum):
    """What becomes of an amount that the plan's unit cannot hold."""

    NONE = "none"  # refused
    HALF_UP = "half_up"  # 四捨五入
    DOWN = "down"  # 切捨て
    UP = "up"  # 切上げ


class Totals(StrEnum):
    """Where a program's total stands."""

    ROWS = "rows"  # in rows without item and source
    SUM = "sum"  # nowhere: it is the sum of the items, or of the sources


class Repeated(StrEnum):
    """What an amount told twice is."""

    ASK = "ask"
    SUM = "sum"


class Missing(StrEnum):
    """What becomes of an item or source of the plan that the CSV does not have, where it has others of that stage."""

    KEEP = "keep"
    REMOVE = "remove"


class OtherRows(StrEnum):
    """What becomes of rows of programs that the plan does not have."""

    LIST = "list"
    COUNT = "count"  # a CSV of the whole city: they are expected


DASHES = ("ask", "blank", "zero")
"""What a dash may mean, besides an absence: a question, nothing told, or 0."""


@dataclass(frozen=True, slots=True)
class Columns:
    """Which column holds what; None: the CSV has none. `code` or `name` is always there."""

    code: ColumnName | None = None
    name: ColumnName | None = None
    part: ColumnName | None = None
    account: ColumnName | None = None
    department: ColumnName | None = None
    item: ColumnName | None = None
    source: ColumnName | None = None
    year: ColumnName | None = None


@dataclass(frozen=True, slots=True)
class StageColumn:
    """One column that names the budget stage, another with its amount. `ignore` are stages that are not read."""

    column: ColumnName
    amount: ColumnName
    ignore: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Decision:
    """Rows that a person said belong to a program: all texts that are given must agree ("" is not asked for)."""

    program: str
    code: str = ""
    name: str = ""
    part: str = ""
    account: str = ""
    department: str = ""


@dataclass(frozen=True, slots=True)
class Decisions:
    """`leave`: programs whose money does not come from this CSV. `accept_sums`: programs whose sums were looked at."""

    match: tuple[Decision, ...] = ()
    leave: frozenset[str] = frozenset()
    accept_sums: frozenset[str] = frozenset()


@dataclass(frozen=True, slots=True)
class FinanceMapping:
    """The layout of a CSV. Either `stages` has a column for each stage, or `stage` one for them all.

    `unit` is that of the amounts (円, 千円, 百万円). `header_row` counts lines of the table from 1; 0: no headings.
    `dash` is one of DASHES or the code of an absence. `items` leads from the CSV's name of an item to the plan's.
    """

    unit: str
    columns: Columns
    stages: Mapping[BudgetStage, ColumnName] = field(default_factory=_nothing)
    stage: StageColumn | None = None
    encoding: str = "auto"
    delimiter: str = ","
    header_row: int = 1
    rounding: Rounding = Rounding.NONE
    totals: Totals = Totals.ROWS
    repeated: Repeated = Repeated.ASK
    missing: Missing = Missing.KEEP
    other_rows: OtherRows = OtherRows.LIST
    dash: str = "ask"
    total_words: tuple[str, ...] = ()
    stage_words: Words = field(default_factory=_nothing)
    source_words: Words = field(default_factory=_nothing)
    account_words: Words = field(default_factory=_nothing)
    items: Mapping[str, str] = field(default_factory=_nothing)
    decisions: Decisions = Decisions()
