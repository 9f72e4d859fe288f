"""The lines of a document parted into what it says of each measure, by the form that its layout tells."""

from collections.abc import Iterable

from monosashi.exchange.reading.labelled_sheets import LabelledSheets
from monosashi.exchange.reading.layout import Form, Layout
from monosashi.exchange.reading.printed import Line
from monosashi.exchange.reading.sheets import SheetsRead
from monosashi.exchange.reading.table_rows import TableRows


def read_sheets(lines: Iterable[Line], layout: Layout) -> SheetsRead:
    """The document's part, measure by measure. Before the first one only headings count."""
    reading = TableRows(layout) if layout.form is Form.ROWS else LabelledSheets(layout)
    for line in filter(layout.part.holds, lines):
        if not line.is_bare:
            reading.take(line)
    return SheetsRead(tuple(reading.sheets), tuple(reading.headings.all), tuple(reading.unread))
