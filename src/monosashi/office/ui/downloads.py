"""Files to be kept, above all the rows of a list: CSV (UTF-8 with its mark, so that Excel reads it) or a workbook. Text never becomes a formula."""

import csv
import io
from collections.abc import Sequence
from typing import TypeVar
from urllib.parse import quote

from django.http import HttpResponse, QueryDict

from monosashi.exchange.spreadsheets.neutral import csv_field
from monosashi.office.ui.columns_of_files import FileColumn, file_columns, file_text
from monosashi.office.ui.language import spoken
from monosashi.office.ui.list_workbook import list_workbook
from monosashi.office.ui.lists import ListOf, asked, selected

Row = TypeVar("Row")

CSV, XLSX = "csv", "xlsx"
_ROWS = (CSV, XLSX)
_TYPES = {
    CSV: "text/csv; charset=utf-8",
    XLSX: "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
    "xlsm": "application/vnd.ms-excel.sheet.macroEnabled.12",
    "docx": "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
    "json": "application/json",
    "pdf": "application/pdf",
    "toml": "application/toml; charset=utf-8",
    "zip": "application/zip",
}
"""What a file is, by the end of its name."""


def kept_as(name: str) -> str:
    """The header that has a browser keep what comes under a name, whatever letters it has."""
    return f"attachment; filename*=UTF-8''{quote(name, safe='')}"


def as_download(raw: bytes, name: str) -> HttpResponse:
    """A file to be kept, under a name that says what it is."""
    response = HttpResponse(raw, content_type=_TYPES[name.rpartition(".")[2].lower()])
    response["Content-Disposition"] = kept_as(name)
    return response


def asks_for_file(parts: QueryDict) -> bool:
    """Whether the address asks for all rows of a list as a file."""
    return str(parts.get("format", "")) in _ROWS


def as_file(list_of: ListOf[Row], rows: Sequence[Row], parts: QueryDict) -> HttpResponse | None:
    """The file that the address asks for (`format=csv`), with all rows that search and filters leave. None: it asks for none."""
    if not asks_for_file(parts):
        return None
    kind = str(parts["format"])
    found = selected(asked(list_of, parts), rows)
    columns = file_columns(list_of.columns, found)
    raw = _csv(columns) if kind == CSV else list_workbook(spoken(list_of.caption), columns)
    return as_download(raw, f"{list_of.name}.{kind}")


def _csv(columns: Sequence[FileColumn]) -> bytes:
    stream = io.StringIO()
    writer = csv.writer(stream, lineterminator="\r\n")
    writer.writerow([csv_field(column.heading) for column in columns])
    rows = zip(*(column.cells for column in columns), strict=True)
    writer.writerows([csv_field(file_text(cell)) for cell in row] for row in rows)
    return stream.getvalue().encode("utf-8-sig")
