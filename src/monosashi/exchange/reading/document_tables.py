"""Documents that tell of each measure in several tables, which name it by the same words. The line between two tables ends the first."""

import re
from collections.abc import Sequence
from itertools import pairwise

from monosashi.exchange.reading.grouped_rows import GroupedRows
from monosashi.exchange.reading.headings import order_of, ordinal_of, parted_heading
from monosashi.exchange.reading.keyed_rows import KeyedRows, YearColumns
from monosashi.exchange.reading.layout import Heading, Layout
from monosashi.exchange.reading.printed import Line, Printed, alike
from monosashi.exchange.reading.reads import TableForm
from monosashi.exchange.reading.sheets import SheetsRead
from monosashi.exchange.reading.table_heads import head_of, table_begun, year_head
from monosashi.exchange.reading.table_layout import TableLayout
from monosashi.exchange.reading.table_measures import Gathered, headings_of

_PAGE_OF_PAGES = re.compile(r"\s*[0-9]+\s*[/\uff0f]\s*[0-9]+\s*")

Reading = KeyedRows | YearColumns | GroupedRows


class DocumentTables:
    """Takes line by line. A line without cells ends the table; a row of heads begins one."""

    def __init__(self, layout: Layout) -> None:
        self._layout = layout
        self.headings = headings_of(layout)
        self._gathered = Gathered(self.headings)
        self._open: tuple[TableLayout, Reading] | None = None
        self._numbers: set[str] = set()
        self._unread: list[Line] = []

    def take(self, line: Line) -> None:
        """Read one line as heads, as a row, as a heading, or list it."""
        cells = line.cells
        begun = table_begun(cells, self._layout.tables)
        if begun is not None:
            self._open = (begun, self._reading(begun, cells))
            self._leave(line, [cell for cell in cells if cell and not self._is_head(cell, begun)])
        elif self._open is not None and len(cells) > 1:
            table, rows = self._open
            if rows.goes_on(cells):
                self._leave(line, [cell for cell in cells if cell and not self._is_head(cell, table)])
            else:
                self._leave(line, rows.take(line))
        else:
            self._open = None
            self._between(line, cells)

    def found(self) -> SheetsRead:
        """What was read. Rows of whatever no table gives a name for are listed with the lines that led to nothing."""
        never_named = self._gathered.never_named()
        unread = [
            *never_named,
            *(left for left in self._unread if not any(_is_of(left, whole) for whole in never_named)),
        ]
        return SheetsRead(
            tuple(self._gathered.named),
            tuple(self.headings.all),
            tuple(sorted(unread, key=lambda line: line.number)),
            tuple(self._gathered.above),
        )

    def _reading(self, table: TableLayout, heads: Sequence[str]) -> Reading:
        if table.form is TableForm.GROUPS:
            return GroupedRows(self._layout, table, self._gathered, heads)
        if table.figures:
            return YearColumns(table, self._gathered, heads)
        return KeyedRows(self._layout, table, self._gathered, heads)

    def _is_head(self, cell: str, table: TableLayout) -> bool:
        return head_of(cell) in table.heads or (
            bool(table.figures) and year_head(head_of(cell), table.figures) is not None
        )

    def _leave(self, line: Line, cells: Sequence[str]) -> None:
        """List the cells of a line that led to nothing."""
        if left := [cell for cell in cells if cell.strip()]:
            self._unread.append(Line(line.number, "\t".join(left), line.page))

    def _between(self, line: Line, cells: Sequence[str]) -> None:
        """A title that is a heading, a list of numbered headings, or neither."""
        if len(cells) == 1 and self._title(line, cells[0]):
            return
        left = self._listed(line, cells)
        if left is None:
            if not self.headings.take(line):
                self._unread.append(line)
        else:
            self._leave(line, left)

    def _title(self, line: Line, text: str) -> bool:
        for level, heading in enumerate(self._layout.headings):
            name = _between_words(text, heading)
            if name:
                before = self.headings.now[level]
                if before is None or alike(before.text) != alike(name):
                    self.headings.put(level, Printed(name, line))
                return True
        return False

    def _listed(self, line: Line, cells: Sequence[str]) -> list[str] | None:
        """What is left of a line whose first cell lists headings, None where it lists none."""
        level = next((at for at, heading in enumerate(self._layout.headings) if heading.listed), None)
        if level is None:
            return None
        order = order_of(f"{self._layout.headings[level].first} x")
        rows = cells[0].splitlines()
        count = 0
        for row in rows:
            entries = _numbered(row, order)
            if not self._are_headings(entries, order):
                break
            self._put(entries, level, line)
            count += 1
        return ["\n".join(rows[count:]), *cells[1:]] if count else None

    def _are_headings(self, entries: Sequence[str], order: str | None) -> bool:
        """Whether all are numbered in this order, each further than the one before, and none came already."""
        if order is None or any(order_of(entry) != order or not parted_heading(entry)[1] for entry in entries):
            return False
        ordinals = [ordinal_of(entry, order) for entry in entries]
        is_new = not self._numbers & {parted_heading(entry)[0] for entry in entries}
        return is_new and all(one < other for one, other in pairwise(ordinals))

    def _put(self, entries: Sequence[str], level: int, line: Line) -> None:
        for entry in entries:
            self._numbers.add(parted_heading(entry)[0])
            self.headings.list_(level, Printed(entry, line))


def _between_words(text: str, heading: Heading) -> str:
    """The name of the heading that stands in a title, "" where it has none. 1/2 in it counts pages."""
    if not heading.before or heading.before not in text or not text.endswith(heading.behind):
        return ""
    inside = text.partition(heading.before)[2]
    return _PAGE_OF_PAGES.sub("", inside.removesuffix(heading.behind)).strip()


def _numbered(text: str, order: str | None) -> list[str]:
    """The text parted before every number of this order."""
    begins = [found.end() for found in re.finditer(r"\s+", text) if order_of(text[found.end() :]) == order]
    return [text[begin:end].strip() for begin, end in pairwise([0, *begins, len(text)])]


def _is_of(left: Line, whole: Line) -> bool:
    """Whether the cells of one are among those of the other."""
    return left.number == whole.number and set(left.text.split("\t")) <= set(whole.text.split("\t"))
