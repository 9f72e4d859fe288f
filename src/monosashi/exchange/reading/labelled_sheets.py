"""Documents with one sheet for each measure: labels on the left, words on the right, a table of money below."""

import re
from collections.abc import Sequence

from monosashi.exchange.reading.headings import Headings
from monosashi.exchange.reading.layout import Layout
from monosashi.exchange.reading.printed import WORDS, Line, Printed, alike, narrow
from monosashi.exchange.reading.reads import Reads
from monosashi.exchange.reading.sheets import Sheet, SheetsRead, TableOfMoney

_BRACKETED = re.compile(r"\(.+\)")


class LabelledSheets:
    """Takes line by line. A field stays open for rows without a label, also behind the end of a page."""

    def __init__(self, layout: Layout) -> None:
        self._layout = layout
        self.headings = Headings([heading.first for heading in layout.headings])
        self._open: Reads | None = None
        self._in_money = False
        self._title: Printed | None = None
        self._half: Line | None = None
        self.sheets: list[Sheet] = []
        self.unread: list[Line] = []

    def take(self, line: Line) -> None:
        """Read one line into the sheet that it belongs to, or list it."""
        cells = line.cells
        if self._money(line, cells) or self._field(line, cells):
            return
        if self.headings.take(line):
            self._open = self._half = None
        else:
            self._leave(line, cells)

    def found(self) -> SheetsRead:
        """What was read."""
        return SheetsRead(tuple(self.sheets), tuple(self.headings.all), tuple(self.unread))

    def _field(self, line: Line, cells: Sequence[str]) -> bool:
        if len(cells) > 1 and self._label(line, cells):
            return True
        if len(cells) > 1 and not cells[0] and self._open and self.sheets:
            self.sheets[-1].say(self._open, Printed(_joined(cells[1:]), line))
            return True
        return False

    def _label(self, line: Line, cells: Sequence[str]) -> bool:
        """Whether a label stands there. One that was broken in two lines is put together again, and what stood beside it."""
        labels, word, half = self._layout.labels, alike(cells[0]), self._half
        if half is not None and (whole := labels.get(alike(half.cells[0]) + word)):
            self.unread.remove(half)
            self._begin(whole, Printed(_joined([*half.cells[1:], *cells[1:]]), half))
            return True
        if reads := labels.get(word):
            self._begin(reads, Printed(_joined(cells[1:]), line))
        return reads is not None

    def _begin(self, reads: Reads, printed: Printed) -> None:
        if reads is Reads.NAME and printed.text:
            self.sheets.append(Sheet(self.headings.now))
            self._title = None
        if self.sheets and (printed.text or reads is not Reads.NAME):
            self.sheets[-1].say(reads, printed)
            self._open, self._half = reads, None
        else:
            self.unread.append(printed.line)

    def _money(self, line: Line, cells: Sequence[str]) -> bool:
        money = self._layout.money
        if money is None or not self.sheets or len(cells) < 2:  # noqa: PLR2004 -- a row has two cells at least
            return False
        words = [alike(cell) for cell in cells]
        begins = words[0] == money.item and money.source in words
        if not (begins or self._in_money) or words[0] in self._layout.labels:
            self._in_money = False
            return False
        if begins:
            self.sheets[-1].money.append(TableOfMoney(self._title, []))
            self._title = None
        self.sheets[-1].money[-1].rows.append(line)
        self._open, self._in_money = None, words[0] != money.total
        return True

    def _leave(self, line: Line, cells: Sequence[str]) -> None:
        self._half = line if cells[0] else None
        if len(cells) == 1 and _BRACKETED.fullmatch(narrow(cells[0])) and not _is_unit(cells[0]):
            self._title = Printed(cells[0], line)
        self.unread.append(line)


def _is_unit(text: str) -> bool:
    return alike(text).startswith(WORDS["unit_lines"])


def _joined(cells: Sequence[str]) -> str:
    return "\n".join(cell for cell in cells if cell)
