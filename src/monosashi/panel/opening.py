"""A panel on the disk, opened: its tables as rows that are read when something is asked of them."""

from dataclasses import dataclass
from decimal import Decimal
from pathlib import Path

from monosashi.core.messages import InvalidInput, message
from monosashi.exchange.spreadsheets.neutral import from_csv_field
from monosashi.panel.engine import Limits, Rows, enclose, engine
from monosashi.panel.making import TABLES, panel_file
from monosashi.publishing.output_files import digest_of, listed_sums


@dataclass(frozen=True, slots=True)
class Panel:
    """The tables of all cities together.

    `indicators`, `indicator_years` and `figures` are as their modules say, the others as in the open data
    (docs/reference/open-data-columns.md).
    """

    plans: Rows
    indicators: Rows
    indicator_years: Rows
    figures: Rows
    grades: Rows
    money_totals: Rows


def open_panel(folder: Path, limits: Limits | None = None) -> Panel:
    """Raises InvalidInput where the folder is no panel or not as it was made, or the extra is not installed.

    Within `limits` nothing but the files of the panel can be opened.
    """
    files, listed = {name: folder / panel_file(name) for name in TABLES}, listed_sums(folder)
    for path in files.values():
        if not path.is_file():
            raise InvalidInput.of(str(path), message("panel.no_panel"), message("panel.make_first"))
        if listed.get(path.name) != digest_of(path):
            raise InvalidInput.of(str(path), message("panel.not_as_made"), message("panel.make_it_again"))
    connection = engine(limits)
    tables = {name: connection.read_parquet(path) for name, path in files.items()}
    if limits is not None:
        enclose(connection, folder)
    return Panel(**tables)


def as_written(text: str | None) -> str:
    """The text of a cell without the mark that keeps a spreadsheet from running it; "" for an empty one."""
    return from_csv_field(text or "")


def number_of(value: float | None) -> Decimal | None:
    """The number without places that say nothing (8.0 is 8); None for an empty field."""
    if value is None:
        return None
    exact = Decimal(repr(value))
    return exact if exact % 1 else exact.to_integral_value()
