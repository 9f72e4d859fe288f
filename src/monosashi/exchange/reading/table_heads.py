"""The heads of one table: which column holds what, also where they stand in two rows or twice side by side."""

import sys
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

from monosashi.exchange.reading.figures import without_remark, year_of
from monosashi.exchange.reading.printed import alike
from monosashi.exchange.reading.reads import Mark
from monosashi.exchange.reading.table_layout import TableLayout

_AT_LEAST = 2
"""Heads that a row has at least which is one of heads."""


@dataclass(frozen=True, slots=True)
class Columns:
    """The columns of one record within a row, from `begin` to before `end` (the last ones have none): heads by their place, folded and as printed."""

    begin: int
    end: int
    heads: Mapping[int, str]
    printed: Mapping[int, str]
    key_at: int | None

    def cell(self, cells: Sequence[str], at: int) -> str:
        """The cell in this column, "" where the row is shorter."""
        return cells[at] if at < len(cells) else ""

    def key(self, cells: Sequence[str]) -> str:
        """The words that tell which measure the record is of, "" for none."""
        return "" if self.key_at is None else self.cell(cells, self.key_at)

    def at(self, head: str) -> int | None:
        """Where this head stands, None where it does not."""
        return next((at for at, each in self.heads.items() if each == head), None)


def head_of(cell: str) -> str:
    """A head folded, without the remark behind it."""
    return alike(without_remark(cell)[0])


def table_begun(cells: Sequence[str], layouts: Sequence[TableLayout]) -> TableLayout | None:
    """The table whose heads stand in this row, None where it is none of heads. Where several fit, the one with most heads."""
    words = [head_of(cell) for cell in cells]
    fitting = [(sum(word in layout.heads for word in words), layout) for layout in layouts if _may_begin(words, layout)]
    count, best = max(fitting, key=lambda each: each[0], default=(0, None))
    return best if count >= _AT_LEAST else None


def _may_begin(words: Sequence[str], layout: TableLayout) -> bool:
    return not layout.key or layout.key in words


def columns(cells: Sequence[str], layout: TableLayout) -> tuple[Columns, ...]:
    """The columns under a row of heads: one set of them for each time that the head of the key stands there."""
    words = [head_of(cell) for cell in cells]
    keys: list[int | None] = [at for at, word in enumerate(words) if layout.key and word == layout.key]
    begins = [0, *(at for at in keys[1:] if at is not None)]
    ends = [*begins[1:], sys.maxsize]
    return tuple(
        Columns(begin, end, dict(_within(words, begin, end)), dict(_within(cells, begin, end)), key_at)
        for begin, end, key_at in zip(begins, ends, keys or [None], strict=True)
    )


def _within(words: Sequence[str], begin: int, end: int) -> list[tuple[int, str]]:
    return [(at, word) for at, word in enumerate(words[begin:end], start=begin) if word]


def is_second_row(cells: Sequence[str], layout: TableLayout) -> bool:
    """Whether the row goes on with the heads: nothing in its first cell, and a head of the layout somewhere."""
    return not cells[0] and any(head_of(cell) in layout.heads for cell in cells)


def with_second_row(sets: Sequence[Columns], cells: Sequence[str]) -> tuple[Columns, ...]:
    """The same columns, where heads of the second row stand below those of the first."""
    words = [head_of(cell) for cell in cells]
    return tuple(
        replace(
            each,
            heads={**each.heads, **dict(_within(words, each.begin, each.end))},
            printed={**each.printed, **dict(_within(cells, each.begin, each.end))},
        )
        for each in sets
    )


def year_head(head: str, marks: Mapping[str, Mark]) -> tuple[int, Mark | None] | None:
    """The fiscal year of a column and whose figures stand in it (`R3`, `R3目標値`), None where its head names no year."""
    year = year_of(head)
    if year is not None:
        return year, None
    for word, mark in marks.items():
        year = year_of(head.removesuffix(word)) if head.endswith(word) else None
        if year is not None:
            return year, mark
    return None
