"""The lines of a document parted into what it says of each measure, by the form that its layout tells."""

from collections.abc import Callable, Iterable, Mapping
from typing import Protocol

from monosashi.exchange.reading.document_tables import DocumentTables
from monosashi.exchange.reading.labelled_sheets import LabelledSheets
from monosashi.exchange.reading.layout import Layout
from monosashi.exchange.reading.printed import Line
from monosashi.exchange.reading.reads import Form
from monosashi.exchange.reading.sheets import SheetsRead
from monosashi.exchange.reading.table_rows import TableRows


class _Reading(Protocol):
    """Takes a document line by line and says what was read."""

    def take(self, line: Line) -> None: ...

    def found(self) -> SheetsRead: ...


_READINGS: Mapping[Form, Callable[[Layout], _Reading]] = {
    Form.SHEETS: LabelledSheets,
    Form.ROWS: TableRows,
    Form.TABLES: DocumentTables,
}


def read_sheets(lines: Iterable[Line], layout: Layout) -> SheetsRead:
    """The document's part, measure by measure. Before the first one only headings count."""
    reading = _READINGS[layout.form](layout)
    for line in filter(layout.part.holds, lines):
        if not line.is_bare:
            reading.take(line)
    return reading.found()
