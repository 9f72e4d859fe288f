"""Cells and rows as markup. A list has hundreds of cells: one include of a template for each would cost more than all the rest."""

from collections.abc import Iterable
from dataclasses import dataclass
from html import escape

from django.utils.safestring import SafeString, mark_safe

from monosashi.office.ui.cells import Cell, GradeMark


@dataclass(frozen=True, slots=True)
class Place:
    """What a cell's column says of it. `heading` is said before the value where a row is a card."""

    heading: str
    figures: bool = False
    wide: bool = False
    head: bool = False
    unit: str = ""


def cell_markup(cell: Cell) -> SafeString:
    """What stands in a cell. Everything that is text is escaped."""
    note = f'<br><span class="small quiet">{escape(cell.note)}</span>' if cell.note else ""
    return mark_safe(_inside(cell) + note)  # noqa: S308 -- escaped below


def mark_markup(mark: GradeMark) -> SafeString:
    """The letter of a grade."""
    letter = f'<span class="grade__l grade__l--{escape(mark.tone)}">{escape(mark.symbol)}</span>'
    return mark_safe(f'<span class="grade">{letter}</span>')  # noqa: S308 -- escaped


def row_markup(cells: Iterable[tuple[Cell, Place]]) -> str:
    """One row of a list."""
    return f"<tr>{''.join(_placed(cell, place) for cell, place in cells)}</tr>\n"


def _inside(cell: Cell) -> str:
    text = escape(cell.text)
    if cell.grade:
        return mark_markup(cell.grade)
    if cell.absent:
        return f'<span class="abs">{text}</span>'
    if cell.tag:
        return f'<span class="tag tag--{escape(cell.tag)}">{text}</span>'
    unit = f'<span class="u">{escape(cell.unit)}</span>' if cell.unit else ""
    if cell.address:
        return f'<a href="{escape(cell.address)}">{text}</a>{unit}'
    return f'<span class="num">{text}{unit}</span>' if cell.number is not None else f"{text}{unit}"


def _placed(cell: Cell, place: Place) -> str:
    inside = cell_markup(cell)
    if place.head:
        return f'<th scope="row">{inside}</th>'
    look = " ".join(name for name, on in (("td-n", place.figures), ("td-full", place.wide)) if on)
    unit = f'<span class="u only-card">{escape(place.unit)}</span>' if place.unit and cell.number is not None else ""
    return f'<td class="{look}" data-l="{escape(place.heading)}"><div>{inside}{unit}</div></td>'
