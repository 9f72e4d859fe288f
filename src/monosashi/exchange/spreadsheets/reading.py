"""A workbook as people sent it back: cells with value, number format, formula mark and colour; what is hidden, merged, commented.

    workbook = open_workbook(path)
    sheet = workbook.sheet("実績")
    cell = sheet.at("F12")
    reading = read_number(cell, NumberColumn("千円"))

Parts are read when they are first asked for. Everything that is wrong with a file is raised as InvalidInput.
"""

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field
from functools import cached_property
from pathlib import Path
from typing import TypeVar

from monosashi.core.messages import InvalidInput, Message, message
from monosashi.exchange.spreadsheets.addresses import address, position
from monosashi.exchange.spreadsheets.cell_values import CellValues
from monosashi.exchange.spreadsheets.packages import Package, UnreadablePart, open_package
from monosashi.exchange.spreadsheets.sheet_asides import comments, fills_of_blanks
from monosashi.exchange.spreadsheets.sheet_cells import Area, RawCell, RawSheet, raw_sheet
from monosashi.exchange.spreadsheets.workbook_parts import (
    Contents,
    SheetEntry,
    Visibility,
    contents,
    part_of_kind,
    shared_strings,
    styles,
)
from monosashi.exchange.typed_cells import Cell, CellValue
from monosashi.exchange.typed_words import WORDS

T = TypeVar("T")


def open_workbook(source: Path | str | bytes, name: str = "") -> "Workbook":
    """The workbook. `name` is how errors call bytes that have no path. Raises InvalidInput: no .xlsx, harmful, damaged."""
    package = open_package(source, name)
    found = _or_refuse(package, lambda: contents(package))
    beside = () if isinstance(source, bytes) else _open_elsewhere(Path(source))
    return Workbook(package, found, (*beside, *_outside_links(found)))


def _open_elsewhere(path: Path) -> tuple[Message, ...]:
    """A lock file beside the workbook: its last changes may not be saved yet."""
    locks = (
        path.with_name(f"~${path.name}"),
        path.with_name(f"~${path.name[2:]}"),
        path.with_name(f".~lock.{path.name}#"),
    )
    return (message("spreadsheet.open_elsewhere", file=path.name),) if any(map(_is_there, locks)) else ()


def _is_there(path: Path) -> bool:
    """Whether the file exists; one whose name is too long for the disk does not."""
    try:
        return path.exists()
    except OSError:
        return False


def _outside_links(found: Contents) -> tuple[Message, ...]:
    links = sum(relation.kind == "externalLink" for relation in found.relations.values())
    return (message("spreadsheet.external_links", count=links),) if links else ()


def _or_refuse(package: Package, read: Callable[[], T]) -> T:
    try:
        return read()
    except UnreadablePart as fault:
        raise InvalidInput.of(package.name, fault.why, message("spreadsheet.kind.damaged.remedy")) from fault


class Workbook:
    """An open workbook. `notes` are what a person should know though nothing is wrong: links to other files, open elsewhere."""

    def __init__(self, package: Package, found: Contents, notes: tuple[Message, ...]) -> None:
        self.name = package.name
        self.notes = notes
        self._package = package
        self._contents = found
        self.sheets = tuple(Sheet(self, entry) for entry in found.sheets)

    def sheet(self, name: str) -> "Sheet | None":
        """The sheet of this name, None where there is none."""
        return next((sheet for sheet in self.sheets if sheet.name == name), None)

    @cached_property
    def values(self) -> CellValues:
        """What turns raw cells into values: shared strings, styles, the calendar."""
        package, leads = self._package, self._contents.relations

        def read() -> CellValues:
            return CellValues(
                shared_strings(package, part_of_kind(leads, "sharedStrings")),
                styles(package, part_of_kind(leads, "styles")),
                from_1904=self._contents.from_1904,
            )

        return _or_refuse(package, read)

    def load(self, read: Callable[[Package], T]) -> T:
        """What `read` makes of the package. Raises InvalidInput."""
        return _or_refuse(self._package, lambda: read(self._package))


@dataclass
class Sheet:
    """One sheet. Rows and columns count from 1. What lies outside the content is blank."""

    _workbook: Workbook
    _entry: SheetEntry
    _raw: RawSheet | None = field(default=None, repr=False)

    @property
    def name(self) -> str:
        """The name on its tab."""
        return self._entry.name

    @property
    def visibility(self) -> Visibility:
        """Whether a person sees it."""
        return self._entry.visibility

    @cached_property
    def raw(self) -> RawSheet:
        """The cells as the part has them, read once. Raises InvalidInput."""
        return self._workbook.load(lambda package: raw_sheet(package, self._entry.part))

    @cached_property
    def last_row(self) -> int:
        """The last row with content, 0 where there is none: formatted empty rows do not count."""
        return max(self.raw.rows, default=0)

    @cached_property
    def last_column(self) -> int:
        """The last column with content, 0 where there is none."""
        return max((max(cells) for cells in self.raw.rows.values()), default=0)

    def at(self, name: str) -> Cell:
        """The cell of an address: `sheet.at("F12")`. Raises NotAnAddress."""
        return self.cell(*position(name))

    def cell(self, row: int, column: int) -> Cell:
        """The cell, blank where nothing stands."""
        found = self.raw.rows.get(row, {}).get(column)
        return self._blank(row, column) if found is None else self._cell(row, column, found)

    def rows(self) -> Iterator[tuple[int, dict[int, Cell]]]:
        """Each row with content, from the top: its number and its cells with content by column."""
        for row in sorted(self.raw.rows):
            yield row, {column: self._cell(row, column, raw) for column, raw in self.raw.rows[row].items()}

    def values(self) -> Iterator[tuple[int, dict[int, CellValue]]]:
        """Each row with content, from the top: its number and its bare values by column. The quick way."""
        value = self._workbook.values.value
        for row in sorted(self.raw.rows):
            yield row, {column: value(raw) for column, raw in self.raw.rows[row].items()}

    def _cell(self, row: int, column: int, raw: RawCell) -> Cell:
        values = self._workbook.values
        name = address(row, column)
        return Cell(
            value=values.value(raw),
            number_format=values.number_format(raw),
            is_formula=raw[3],
            address=name,
            sheet=self.name,
            place=self.place(name),
            fill=values.fill(raw),
            is_hidden=self.is_hidden(row, column),
        )

    def _blank(self, row: int, column: int) -> Cell:
        name = address(row, column)
        fill = self.blank_fills.get((row, column))
        return Cell(
            None,
            address=name,
            sheet=self.name,
            place=self.place(name),
            fill=fill,
            is_hidden=self.is_hidden(row, column),
        )

    def place(self, cell: str = "") -> str:
        """How errors name a cell of this sheet, or the sheet itself."""
        form: str = WORDS["cell_place"] if cell else WORDS["sheet_place"]
        return form.format(file=self._workbook.name, sheet=self.name, cell=cell)

    def is_hidden(self, row: int, column: int) -> bool:
        """Whether a person does not see the cell: its sheet, row or column is hidden."""
        raw = self.raw
        if self._entry.visibility is not Visibility.VISIBLE or row in raw.hidden_rows:
            return True
        return bool(raw.hidden_columns) and any(first <= column <= last for first, last in raw.hidden_columns)

    @property
    def merged(self) -> tuple[Area, ...]:
        """Areas merged into one cell: first and last cell, row and column each."""
        return tuple(self.raw.merged)

    def anchor(self, row: int, column: int) -> tuple[int, int]:
        """The cell that holds what is seen here: the first of a merged area, else the cell itself."""
        for (top, left), (bottom, right) in self.raw.merged:
            if top <= row <= bottom and left <= column <= right:
                return top, left
        return row, column

    @cached_property
    def comments(self) -> Mapping[str, str]:
        """The comments by address, threaded ones joined by line breaks. Raises InvalidInput."""
        return self._workbook.load(lambda package: comments(package, self._entry.part))

    @cached_property
    def blank_fills(self) -> Mapping[tuple[int, int], str]:
        """Backgrounds of blank cells within the content: colours that stand for words. Raises InvalidInput."""
        coloured = self._workbook.values.fill_styles()
        if not coloured:
            return {}
        within = (self.last_row, self.last_column)
        return self._workbook.load(lambda package: fills_of_blanks(package, self._entry.part, coloured, within))
