"""The rows of a sheet's table of money: by item on the left, by funding source on the right, both with the same stages."""

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal

from monosashi.core.messages import Message, message
from monosashi.core.money import BudgetStage, FundingSource
from monosashi.exchange.reading.layout import MoneyTable
from monosashi.exchange.reading.printed import Line, Printed, alike
from monosashi.exchange.typed_numbers import Spelled, spelled
from monosashi.exchange.typed_text import folded, without_spaces
from monosashi.exchange.typed_words import WORDS

_REMARK = re.compile(r"\(\u203b[^()]*\)")
_OF_WHICH = re.compile(r"\(([^()]*)\)")
_NOTHING = frozenset({"", *WORDS["dashes"]})
"""A blank or a dash in a table of money: cities print both for nothing, and neither says whether it is 0."""


@dataclass(frozen=True, slots=True)
class Amount:
    """One printed amount. `item` and `source` are "" and None in the row of the sum. `value` is None where there is a `doubt`."""

    stage: BudgetStage
    value: Decimal | None
    printed: Printed
    item: str = ""
    source: FundingSource | None = None
    doubt: Message | None = None


def amounts(rows: Sequence[Line], table: MoneyTable) -> tuple[Amount, ...]:
    """Every amount that is printed, in the order of the rows; nothing for a blank or a dash."""
    return tuple(each for row in _parts(rows, table) for each in row.amounts(table))


def sums_that_differ(rows: Sequence[Amount]) -> Iterator[tuple[Printed, Message]]:
    """Totals that the items or the sources over them do not add up to; where an amount is doubtful nothing is said."""
    if any(row.doubt for row in rows):
        return
    for stage in dict.fromkeys(row.stage for row in rows):
        of_stage = [row for row in rows if row.stage is stage]
        total = next((row for row in of_stage if not row.item and row.source is None), None)
        items, sources = (
            _sum(row for row in of_stage if row.item),
            _sum(row for row in of_stage if row.source is not None),
        )
        wrong = next(
            (added for added in (items, sources) if total and added is not None and added != total.value), None
        )
        if total and wrong is not None:
            yield total.printed, message("reading.doubt.sum_differs", total=total.value, added=wrong)


def _sum(rows: Iterable[Amount]) -> Decimal | None:
    """The sum, None of nothing."""
    values = [row.value for row in rows if row.value is not None]
    return sum(values, Decimal(0)) if values else None


@dataclass(frozen=True)
class _Half:
    """The left or the right half of one row."""

    line: Line
    name: str
    cells: Mapping[BudgetStage, str]
    is_source: bool

    def amounts(self, table: MoneyTable) -> Iterator[Amount]:
        word = _REMARK.sub("", alike(self.name))
        source = table.sources.get(word) if self.is_source else None
        several = self.is_source and source is None and sum(each in word for each in table.sources) > 1
        if not word or (self.is_source and source is None and not several):
            return
        item = "" if self.is_source or word == table.total else "".join(self.name.split())
        for stage, cell in self.cells.items():
            if without_spaces(cell) not in _NOTHING:
                value = None if several else amount_in(cell)
                why = (
                    message("reading.doubt.several_sources" if several else "reading.doubt.no_amount")
                    if value is None
                    else None
                )
                yield Amount(stage, value, Printed(cell, self.line), item, source, why)


def _parts(rows: Sequence[Line], table: MoneyTable) -> Iterator[_Half]:
    """The halves of each row under the last row of heads."""
    heads: list[tuple[int, Mapping[BudgetStage, int], bool]] = []
    for line in rows:
        words = [alike(cell) for cell in line.cells]
        if words[0] == table.item:
            right = words.index(table.source)
            heads = [
                (0, _columns(words[:right], 0, table), False),
                (right, _columns(words[right:], right, table), True),
            ]
            continue
        for name_at, columns, is_source in heads:
            cells = {stage: _cell(line.cells, at) for stage, at in columns.items()}
            yield _Half(line, _cell(line.cells, name_at), cells, is_source)


def _columns(words: Sequence[str], begin: int, table: MoneyTable) -> Mapping[BudgetStage, int]:
    return {table.stages[word]: begin + at for at, word in enumerate(words) if word in table.stages}


def _cell(cells: Sequence[str], at: int) -> str:
    return cells[at] if at < len(cells) else ""


def amount_in(cell: str) -> Decimal | None:
    """The amount, None where the cell is none; in brackets it is part of the row above, not negative."""
    close = folded(cell).text
    inside = _OF_WHICH.fullmatch(close)
    number = spelled(inside[1] if inside else close)
    if not isinstance(number, Spelled) or number.unit:
        return None
    return -number.total if number.sign.is_negative else number.total
