"""A published workbook as lines: the rows of its sheets, with each cell as it is shown (22.6% and not 0.226)."""

from collections.abc import Iterator
from decimal import ROUND_HALF_UP, Decimal, InvalidOperation

from monosashi.exchange.reading.printed import Line
from monosashi.exchange.spreadsheets.reading import open_workbook
from monosashi.exchange.typed_cells import Cell
from monosashi.exchange.typed_formats import number_format

_PERCENT = Decimal(100)
_THOUSAND = Decimal(1000)


def workbook_lines(raw: bytes, name: str) -> Iterator[Line]:
    """Every row that anybody sees, its sheet as the page. Rows of a later sheet are counted on. Raises InvalidInput."""
    above = 0
    for page, sheet in enumerate(open_workbook(raw, name).sheets, start=1):
        for row, cells in sheet.rows():
            if seen := {column: _shown(cell) for column, cell in cells.items() if not cell.is_hidden}:
                text = "\t".join(seen.get(column, "") for column in range(1, max(seen) + 1))
                yield Line(above + row, text, page)
        above += sheet.last_row


def _shown(cell: Cell) -> str:
    """What a person sees in the cell, without tabs: these part cells here."""
    if isinstance(cell.value, Decimal):
        return _number(cell.value, cell.number_format)
    return " ".join((cell.shown or "").split("\t"))


def _number(value: Decimal, code: str) -> str:
    """The number with decimals, percent sign and unit of its format; as it is where the format says none of these."""
    form = number_format(code)
    scaled = value * _PERCENT if form.is_percent else value / _THOUSAND**form.thousands if form.thousands else value
    try:
        rounded = scaled if form.decimals is None else scaled.quantize(Decimal(1).scaleb(-form.decimals), ROUND_HALF_UP)
    except InvalidOperation:  # more digits than are reckoned with
        rounded = scaled
    return f"{rounded:f}{'%' if form.is_percent else form.unit}"
