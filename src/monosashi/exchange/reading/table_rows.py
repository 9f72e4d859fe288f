"""Documents with one row for each measure: labels are the heads of columns, which may come again on each page."""

from collections.abc import Sequence

from monosashi.exchange.reading.headings import Headings
from monosashi.exchange.reading.layout import Layout
from monosashi.exchange.reading.printed import Line, Printed, alike
from monosashi.exchange.reading.reads import Reads
from monosashi.exchange.reading.sheets import Sheet, SheetsRead

_HEADS = 2
"""Labels that a row has at least which is one of heads."""


class TableRows:
    """Takes line by line. A row without a name goes on with the measure above; a blank in the column of a heading repeats it."""

    def __init__(self, layout: Layout) -> None:
        self._layout = layout
        self._levels = {heading.first: at for at, heading in enumerate(layout.headings) if heading.first}
        self._columns: dict[int, Reads] = {}
        self._heading_columns: dict[int, int] = {}
        self.headings = Headings([heading.first for heading in layout.headings])
        self.sheets: list[Sheet] = []
        self.unread: list[Line] = []

    def take(self, line: Line) -> None:
        """Read one line as heads, as a row of a measure, as a heading, or list it."""
        cells = line.cells
        if self._heads(cells) or self.headings.take(line):
            return
        if not self._columns or len(cells) < _HEADS or not self._row(line, cells):
            self.unread.append(line)

    def found(self) -> SheetsRead:
        """What was read."""
        return SheetsRead(tuple(self.sheets), tuple(self.headings.all), tuple(self.unread))

    def _heads(self, cells: Sequence[str]) -> bool:
        words = [alike(cell) for cell in cells]
        columns = {at: self._layout.labels[word] for at, word in enumerate(words) if word in self._layout.labels}
        if Reads.NAME not in columns.values() or len(columns) < _HEADS:
            return False
        self._columns = columns
        self._heading_columns = {at: self._levels[word] for at, word in enumerate(words) if word in self._levels}
        return True

    def _row(self, line: Line, cells: Sequence[str]) -> bool:
        """Whether the row says anything in a column that has a head."""
        for at, level in self._heading_columns.items():
            if at < len(cells) and cells[at]:
                self.headings.put(level, Printed(cells[at], line))
        said = {reads: cells[at] for at, reads in self._columns.items() if at < len(cells) and cells[at]}
        if Reads.NAME in said:
            self.sheets.append(Sheet(self.headings.now))
        if not said or not self.sheets:
            return False
        for reads, words in said.items():
            self.sheets[-1].say(reads, Printed(words, line))
        return True
