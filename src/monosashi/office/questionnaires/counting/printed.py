"""Results of which nothing but the print is known: counts, rates and ranks as they stand there. What does not stand there stays unknown."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from decimal import Decimal
from typing import Any

MOST = 10_000_000
"""The highest count that is kept, in a form or from a file."""
UNANSWERED = "unanswered"
"""The key of 未回答 among the rows."""


@dataclass(frozen=True, slots=True)
class PrintedRow:
    """One row of a printed table. `marks` are counts by sign. None: 資料に値なし. `rate` is in percent as printed."""

    count: int | None = None
    marks: Mapping[str, int] = field(default_factory=dict)
    rate: Decimal | None = None
    rank: int | None = None

    @property
    def whole(self) -> int | None:
        """How many stand behind the rate: of marks all of them."""
        return sum(self.marks.values()) if self.marks else self.count

    @property
    def plain(self) -> dict[str, Any]:
        """As JSON can hold it."""
        whole = {
            "count": self.count,
            "marks": dict(self.marks) or None,
            "rate": None if self.rate is None else str(self.rate),
            "rank": self.rank,
        }
        return {name: value for name, value in whole.items() if value is not None}


@dataclass(frozen=True, slots=True)
class Printed:
    """What is printed for one question. `of` is a denominator that the print states, None: it follows from who answered."""

    rows: Mapping[str, PrintedRow] = field(default_factory=dict)
    of: int | None = None

    def __bool__(self) -> bool:
        return bool(self.rows)

    @property
    def plain(self) -> dict[str, Any]:
        """As JSON can hold it; {} where nothing was printed."""
        if not self.rows and self.of is None:
            return {}
        return {"of": self.of, "rows": {key: row.plain for key, row in self.rows.items()}}


NO_ROW = PrintedRow()


def printed_from(plain: Mapping[str, Any]) -> Printed:
    """What `plain` told."""
    return Printed({key: _row(row) for key, row in plain.get("rows", {}).items()}, plain.get("of"))


def _row(plain: Mapping[str, Any]) -> PrintedRow:
    rate = plain.get("rate")
    return PrintedRow(
        plain.get("count"), plain.get("marks", {}), None if rate is None else Decimal(rate), plain.get("rank")
    )
