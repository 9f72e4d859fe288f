"""Tables with a row for each measure, or for each of its indicators with a column for each fiscal year."""

from collections.abc import Iterator, Sequence

from monosashi.core.messages import message
from monosashi.exchange.reading.figures import is_dash
from monosashi.exchange.reading.layout import Layout
from monosashi.exchange.reading.printed import WORDS, Line, Printed
from monosashi.exchange.reading.reads import Mark, Reads
from monosashi.exchange.reading.sheets import FigureRead, IndicatorRead, Sheet
from monosashi.exchange.reading.table_heads import Columns, columns, head_of, is_second_row, with_second_row, year_head
from monosashi.exchange.reading.table_layout import TableLayout
from monosashi.exchange.reading.table_measures import Gathered

_ENDS = {Reads.TARGET: (Mark.TARGET, Mark.YEAR_TARGET), Reads.BASELINE: (Mark.BASELINE, Mark.ACTUAL)}
"""Columns at either end of the years: in which rows a figure of theirs stands."""


class KeyedRows:
    """Takes the rows under one row of heads. What is in no column that the layout names is given back."""

    def __init__(self, layout: Layout, table: TableLayout, gathered: Gathered, heads: Sequence[str]) -> None:
        self._layout, self._table, self._gathered = layout, table, gathered
        self._levels = {heading.first: at for at, heading in enumerate(layout.headings) if heading.first}
        self._sets = columns(heads, table)
        self._last: dict[int, str] = {}
        self._may_go_on = True

    def goes_on(self, cells: Sequence[str]) -> bool:
        """Whether the row is the second one of heads; then its columns are known too."""
        if self._may_go_on and is_second_row(cells, self._table):
            self._sets = with_second_row(self._sets, cells)
            self._may_go_on = False
            return True
        return False

    def take(self, line: Line) -> list[str]:
        """Read a row. Gives the cells that led to nothing."""
        self._may_go_on = False
        return [cell for each in self._sets for cell in self._record(each, line)]

    def _record(self, at: Columns, line: Line) -> Iterator[str]:
        cells = line.cells[: at.end]
        key = at.key(cells)
        self._put_headings(at, line)
        last = self._last[at.begin] = key or self._last.get(at.begin, "")
        record = Line(line.number, "\t".join(cells[at.begin :]), line.page)
        sheet = self._gathered.of(last, record) if last and any(cells[at.begin :]) else None
        for column, cell in enumerate(cells[at.begin :], start=at.begin):
            if not cell or is_dash(cell):
                continue
            head = at.heads.get(column, "")
            if sheet is not None and self._table.reads(head):
                self._tell(sheet, at, column, Printed(cell, line), again=not key)
            elif column != at.key_at and head not in self._levels:
                yield cell

    def _put_headings(self, at: Columns, line: Line) -> None:
        for column, head in at.heads.items():
            level = self._levels.get(head)
            cell = at.cell(line.cells, column)
            if level is not None and cell and head in self._table.heads:
                self._gathered.headings.put(level, Printed(cell, line))

    def _tell(self, sheet: Sheet, at: Columns, column: int, printed: Printed, *, again: bool) -> None:
        several = self._table.reads(at.heads[column])
        parts = [printed.text] if len(several) == 1 else printed.text.split()
        if len(parts) != len(several):
            sheet.doubts.append((printed, message("reading.doubt.parts_differ", count=len(several))))
            return
        for reads, part in zip(several, parts, strict=True):
            text = _labelled(reads, part, at.printed[column])
            if reads is Reads.ANSWER:
                sheet.answer(at.heads[column], Printed(part, printed.line))
            elif text is None:
                sheet.doubts.append((printed, message("reading.doubt.no_circle")))
            elif again and reads not in {Reads.TAG, Reads.NOTE}:
                sheet.say(reads, Printed(text, printed.line))
            else:
                self._gathered.tell(sheet, reads, Printed(text, printed.line))


def _labelled(reads: Reads, words: str, label: str) -> str | None:
    """What is kept of a cell: of a mark its label, of a note both. None where a column of marks holds something else."""
    if reads is Reads.TAG:
        return label if words in WORDS["circles"] else None
    return f"{label} {words}" if reads is Reads.NOTE else words


class YearColumns:
    """Takes rows of indicators: a row for targets, a row for actuals, a column for each fiscal year."""

    def __init__(self, table: TableLayout, gathered: Gathered, heads: Sequence[str]) -> None:
        self._table, self._gathered = table, gathered
        (self._columns, *_) = columns(heads, table)
        years = {at: year_head(head, table.figures) for at, head in self._columns.heads.items()}
        self._years = {at: found for at, found in years.items() if found is not None}
        self._key = ""
        self._sheet: Sheet | None = None
        self._now: IndicatorRead | None = None

    def goes_on(self, cells: Sequence[str]) -> bool:  # noqa: ARG002 -- as of the other tables
        """Their heads stand in one row."""
        return False

    def take(self, line: Line) -> list[str]:
        """Read a row. Gives the cells that led to nothing."""
        self._key = self._columns.key(line.cells) or self._key
        self._sheet = (
            self._gathered.of(self._key, Line(line.number, "\t".join(line.cells), line.page)) if self._key else None
        )
        kind = next(filter(None, (self._table.figures.get(head_of(cell)) for cell in line.cells)), None)
        return [
            cell
            for column, cell in enumerate(line.cells)
            if cell
            and not is_dash(cell)
            and head_of(cell) not in self._table.figures
            and not self._cell(column, kind, Printed(cell, line))
        ]

    def _cell(self, column: int, kind: Mark | None, printed: Printed) -> bool:
        """Whether the cell says anything: a name, a figure of a year, a figure at either end."""
        head = self._columns.heads.get(column, "")
        (reads, *_) = self._table.reads(head) or (None,)
        if reads is Reads.INDICATOR:
            return self._begin(printed)
        if column == self._columns.key_at:
            return True
        year, mark = self._years.get(column, (None, None))
        mark = mark or kind
        if year is None and reads in _ENDS:
            mark = _ENDS[reads][0] if mark in _ENDS[reads] or not self._has_kinds() else None
        elif year is None:
            return False
        if mark is None or self._now is None:
            return False
        self._now.figures.append(FigureRead(mark, printed, year))
        return True

    def _has_kinds(self) -> bool:
        """Whether rows say whose figures they hold; otherwise columns do."""
        return all(mark is None for _, mark in self._years.values())

    def _begin(self, printed: Printed) -> bool:
        now = IndicatorRead(printed)
        if self._sheet is not None:
            self._sheet.indicators.append(now)
        elif any(self._gathered.headings.now):
            self._gathered.above.append((self._gathered.headings.now, now))
        else:
            return False
        self._now = now
        return True
