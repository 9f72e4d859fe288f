"""The cells of one sheet, streamed: only those with content are kept, so that a million formatted empty rows cost nothing.

This is the inner loop of reading a workbook: 300,000 cells pass through it in well under a second, hence the plain closures.
"""

from dataclasses import dataclass, field
from xml.parsers.expat import XMLParserType

from monosashi.core.messages import message
from monosashi.exchange.spreadsheets.addresses import NotAnAddress, area, column_number
from monosashi.exchange.spreadsheets.packages import Package, UnreadablePart
from monosashi.exchange.spreadsheets.xml_parts import Attributes, feed, parser

CELLS_LIMIT = 3_000_000
"""Cells with content in one sheet."""

RawCell = tuple[str, str | None, str, bool]
"""Type (`n`, `s`, `str`, `inlineStr`, `b`, `e`, `d`), text of the value (None: none), style number, whether it is a formula."""

Area = tuple[tuple[int, int], tuple[int, int]]
"""First and last cell, row and column each."""

_DIGITS = "0123456789"
_TRUE = frozenset({"1", "true"})


@dataclass(slots=True)
class RawSheet:
    """A sheet as its part has it: cells by row and column, areas merged, rows and ranges of columns hidden."""

    rows: dict[int, dict[int, RawCell]] = field(default_factory=dict)
    merged: list[Area] = field(default_factory=list)
    hidden_rows: set[int] = field(default_factory=set)
    hidden_columns: list[tuple[int, int]] = field(default_factory=list)


def raw_sheet(package: Package, part: str) -> RawSheet:
    """Read the part. Raises UnreadablePart."""
    reader = _SheetReader(part)
    reader.read(package)
    return reader.sheet


class _Columns(dict[str, int]):
    """Column numbers by letters, each worked out once."""

    def __missing__(self, letters: str) -> int:
        self[letters] = number = column_number(letters)
        return number


class _SheetReader:
    """Holds what the handlers share. The prefix of the root element is the prefix of all."""

    def __init__(self, part: str) -> None:
        self.sheet = RawSheet()
        self.part = part
        self.held = 0

    def read(self, package: Package) -> None:
        """Stream the part through the handlers."""
        made = parser()

        def root(name: str, _attributes: Attributes) -> None:
            prefix, colon, _ = name.rpartition(":")
            self._handle(made, prefix + colon)

        made.StartElementHandler = root
        try:
            feed(made, package, self.part)
        except (NotAnAddress, ValueError):
            raise UnreadablePart(self.part, message("spreadsheet.part_damaged", part=self.part)) from None

    def _handle(self, made: XMLParserType, prefix: str) -> None:  # noqa: C901 -- one closure per event, see above
        cell_name, value_name, text_name, formula_name, row_name, aid_name = (
            prefix + name for name in ("c", "v", "t", "f", "row", "rPh")
        )
        kind, style, is_formula, column, row = "n", "0", False, 0, 0
        texts: list[str] = []
        keep = texts.append
        columns = _Columns()
        cells: dict[int, RawCell] = {}

        def start_row(attributes: dict[str, str]) -> None:
            nonlocal cells, row, column
            if cells:
                cells = {}
            column = 0
            number = attributes.get("r")
            row = row + 1 if number is None else int(number)
            if "hidden" in attributes and attributes["hidden"] in _TRUE:
                self.sheet.hidden_rows.add(row)

        def start(name: str, attributes: dict[str, str]) -> None:
            nonlocal kind, style, is_formula, column
            if name == cell_name:
                kind = attributes.get("t", "n")
                style = attributes.get("s", "0")
                is_formula = False
                texts.clear()
                reference = attributes.get("r")
                column = column + 1 if reference is None else columns[reference.rstrip(_DIGITS)]
            elif name == value_name or name == text_name:  # noqa: PLR1714, SIM109 -- a tuple is made anew for each event
                made.CharacterDataHandler = keep
            elif name == formula_name:
                is_formula = True
            elif name == row_name:
                start_row(attributes)
            elif name == aid_name:
                made.StartElementHandler = None
            else:
                self._aside(name.removeprefix(prefix), attributes)

        def end(name: str) -> None:
            if name == cell_name:
                if texts:
                    cells[column] = (kind, "".join(texts), style, is_formula)
                elif is_formula:
                    cells[column] = (kind, None, style, True)
            elif name == value_name or name == text_name:  # noqa: PLR1714, SIM109
                made.CharacterDataHandler = None
            elif name == row_name:
                if cells:
                    self._keep(row, cells)
            elif name == aid_name:
                made.StartElementHandler = start

        made.StartElementHandler = start
        made.EndElementHandler = end

    def _keep(self, row: int, cells: dict[int, RawCell]) -> None:
        self.held += len(cells)
        if self.held > CELLS_LIMIT:
            raise UnreadablePart(self.part, message("spreadsheet.too_many_cells", limit=CELLS_LIMIT))
        self.sheet.rows[row] = cells

    def _aside(self, name: str, attributes: Attributes) -> None:
        if name == "mergeCell":
            self.sheet.merged.append(area(attributes.get("ref", "")))
        elif name == "col" and attributes.get("hidden") in _TRUE:
            self.sheet.hidden_columns.append((int(attributes["min"]), int(attributes["max"])))
