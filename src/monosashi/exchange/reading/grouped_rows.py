"""Tables in which each measure has several rows, one for each fiscal year, with the rows of its indicators beside them.

Converters move cells of such tables to the side. So a figure is found by what stands around it, not by its column: behind the
name of its indicator, with the achievement rate that proves it.
"""

import re
from collections.abc import Iterator, Sequence
from decimal import Decimal

from monosashi.core.indicators import IndicatorKind
from monosashi.core.messages import message
from monosashi.exchange.reading.figures import is_dash
from monosashi.exchange.reading.keyed_rows import KeyedRows
from monosashi.exchange.reading.layout import Layout
from monosashi.exchange.reading.printed import Line, Printed
from monosashi.exchange.reading.reads import AmountOf, GroupMark, Reads
from monosashi.exchange.reading.sheets import FigureRow, GroupIndicator, GroupRead, Sheet
from monosashi.exchange.reading.table_heads import columns, is_second_row, with_second_row
from monosashi.exchange.reading.table_layout import TableLayout
from monosashi.exchange.reading.table_measures import Gathered
from monosashi.exchange.typed_numbers import Spelled, spelled
from monosashi.exchange.typed_text import folded

_KINDS = {GroupMark.OUTPUT: IndicatorKind.OUTPUT, GroupMark.OUTCOME: IndicatorKind.OUTCOME}
_NUMBER = re.compile(r"[0-9][0-9,]*(?:\.[0-9]+)?")
_RATE = re.compile(r"(?P<number>[0-9][0-9,]*(?:\.[0-9]+)?)[%\uff05]")
_PROVED = 3
"""Numbers in a row that prove each other: target, actual, achievement rate."""


class GroupedRows:
    """Takes the rows under the heads, group by group. What is said of the measure itself is read from the group's first row."""

    def __init__(self, layout: Layout, table: TableLayout, gathered: Gathered, heads: Sequence[str]) -> None:
        self._table, self._gathered = table, gathered
        self._first = KeyedRows(layout, table, gathered, heads)
        (self._columns, *_) = columns(heads, table)
        self._key = ""
        self._group: tuple[Sheet, GroupRead] | None = None

    def goes_on(self, cells: Sequence[str]) -> bool:
        """Whether the row is the second one of heads."""
        if self._group is None and is_second_row(cells, self._table):
            (self._columns,) = with_second_row([self._columns], cells)
            return True
        return False

    def take(self, line: Line) -> list[str]:
        """Read a row. Gives the cells that led to nothing."""
        cells, key = line.cells, self._columns.key(line.cells)
        self._key = key or self._key
        if not self._key:
            return [cell for cell in cells if cell]
        sheet = self._gathered.of(self._key, Line(line.number, "\t".join(cells), line.page))
        left = []
        if key or self._group is None:
            self._group = (sheet, GroupRead(self._table))
            sheet.groups.append(self._group[1])
            left = self._first.take(Line(line.number, "\t".join(self._own(cells)), line.page))
        taken = self._amounts(line, self._group[1])
        beside = self._own_end()
        rest = [(at, cell) for at, cell in enumerate(cells) if cell and not is_dash(cell) and at not in taken]
        left += [cell for at, cell in rest if at < beside and (not key or at >= len(self._own(cells)))]
        return left + list(self._beside([Printed(cell, line) for at, cell in rest if at >= beside], *self._group))

    def _own(self, cells: Sequence[str]) -> Sequence[str]:
        """The cells that say what measure it is: before the amounts."""
        return cells[: min(self._amount_columns(), default=len(cells))]

    def _own_end(self) -> int:
        """The first column behind the amounts; indicators stand from there on."""
        return max(self._amount_columns(), default=-1) + 1 if self._table.amounts else max(self._columns.heads) + 1

    def _amount_columns(self) -> dict[int, AmountOf]:
        """The columns of amounts, each kind where its head stands first: columns of indicators may have the same heads."""
        first: dict[AmountOf, int] = {}
        for at, head in sorted(self._columns.heads.items()):
            if head in self._table.amounts:
                first.setdefault(self._table.amounts[head], at)
        return {at: of for of, at in first.items()}

    def _amounts(self, line: Line, group: GroupRead) -> frozenset[int]:
        """The columns of a row of amounts: it has a number where the whole stands. Empty for any other row."""
        at = self._amount_columns()
        cells = {column: line.cells[column] for column in at if column < len(line.cells)}
        whole = next((cell for column, cell in cells.items() if at[column] is AmountOf.TOTAL), "")
        if not _NUMBER.fullmatch(folded(whole).text):
            return frozenset()
        there = {column: cell for column, cell in cells.items() if cell and not is_dash(cell)}
        group.amounts.append({at[column]: Printed(cell, line) for column, cell in there.items()})
        return frozenset(there)

    def _beside(self, cells: Sequence[Printed], sheet: Sheet, group: GroupRead) -> Iterator[str]:
        """Read what stands behind the amounts. Gives the cells that led to nothing."""
        numbers = [at for at, cell in enumerate(cells) if _is_number(cell.text)]
        first = numbers[0] if numbers else len(cells)
        for at, cell in enumerate(cells[:first]):
            if not self._marked(cell, sheet, group) and not (at == first - 1 and numbers and self._named(cell, group)):
                yield cell.text
        yield from self._figures([cells[at] for at in numbers], sheet, group)
        for cell in (cell for at, cell in enumerate(cells[first:], start=first) if at not in numbers):
            if not self._marked(cell, sheet, group):
                yield cell.text

    def _marked(self, cell: Printed, sheet: Sheet, group: GroupRead) -> bool:
        """Whether the cell begins with a mark. An indicator begins with it, whose name may come in a later row."""
        mark = next((mark for mark in self._table.marks if cell.text.startswith(mark)), None)
        if mark is None:
            return False
        rest, kind = Printed(cell.text.removeprefix(mark).strip(), cell.line), self._table.marks[mark]
        if kind is GroupMark.RESULT:
            sheet.tell(Reads.RESULT, rest)
        else:
            group.indicators.append(GroupIndicator(rest if rest.text else None, _KINDS[kind]))
        return True

    def _named(self, cell: Printed, group: GroupRead) -> bool:
        """The words right before figures name an indicator: the one whose name did not come yet, or one whose mark was lost."""
        if group.indicators and group.indicators[-1].name is None:
            group.indicators[-1].name = cell
        else:
            group.indicators.append(GroupIndicator(cell, IndicatorKind.UNDECLARED, is_marked=False))
        return True

    def _figures(self, numbers: Sequence[Printed], sheet: Sheet, group: GroupRead) -> Iterator[str]:
        if not numbers:
            return
        if not group.indicators:
            yield from (number.text for number in numbers)
            return
        row = _row(numbers)
        now = group.indicators[-1]
        if row is None or (row.actual is None and not now.is_marked and not now.rows):
            said = numbers[0] if now.is_marked or now.name is None else now.name
            printed = Printed(
                " ".join([said.text, *(each.text for each in numbers if each is not said)]), numbers[0].line
            )
            sheet.doubts.append((printed, message("reading.doubt.figures_moved")))
            if not now.is_marked and not now.rows:
                group.indicators.pop()
        else:
            now.rows.append(row)


def _row(numbers: Sequence[Printed]) -> FigureRow | None:
    """A target alone, or with an actual that the printed rate proves; None for anything else."""
    if len(numbers) == 1 and _NUMBER.fullmatch(folded(numbers[0].text).text):
        return FigureRow(numbers[0])
    if len(numbers) != _PROVED or not _proves(*(folded(number.text).text for number in numbers)):
        return None
    return FigureRow(numbers[0], numbers[1])


def _proves(target: str, actual: str, rate: str) -> bool:
    """Whether the rate is that of actual and target, however its last digit was rounded."""
    found, values = _RATE.fullmatch(rate), (_number(target), _number(actual))
    printed = None if found is None else _number(found["number"])
    if printed is None or values[0] is None or values[1] is None or values[0] == 0:
        return False
    last_digit = Decimal(1).scaleb(int(printed.as_tuple().exponent))
    return abs(values[1] / values[0] * 100 - printed) < last_digit


def _number(text: str) -> Decimal | None:
    number = spelled(text) if _NUMBER.fullmatch(text) else None
    return Decimal(text.replace(",", "")) if isinstance(number, Spelled) else None


def _is_number(text: str) -> bool:
    close = folded(text).text
    return _NUMBER.fullmatch(close) is not None or _RATE.fullmatch(close) is not None
