"""Cells and rows as markup. A list has hundreds of cells: one include of a template for each would cost more than all the rest."""

from collections.abc import Iterable
from dataclasses import dataclass
from functools import cached_property
from html import escape

from django.utils.safestring import SafeString, mark_safe

from monosashi.core.messages import message
from monosashi.office.ui.cells import Cell, GradeMark
from monosashi.office.ui.language import spoken
from monosashi.office.ui.unbroken import in_cell, in_note


@dataclass(frozen=True)
class Place:
    """What a cell's column says of it. `heading` is said before the value where a row is a card.

    What comes `later` stands in a card when it is opened, for which the head says `more`, "" where nothing comes later.
    """

    heading: str
    figures: bool = False
    wide: bool = False
    head: bool = False
    unit: str = ""
    later: bool = False
    more: str = ""

    @cached_property
    def before(self) -> str:
        """What stands before each of its cells."""
        if self.head:
            return '<th scope="row">'
        looks = (("td-n", self.figures), ("td-full", self.wide), ("td-later", self.later))
        look = " ".join(name for name, on in looks if on)
        return f'<td class="{look}" data-l="{escape(self.heading)}"><div>'

    @cached_property
    def after(self) -> str:
        """What stands after a cell that is no figure."""
        opens = f'<details class="card-more"><summary>{escape(self.more)}</summary></details>' if self.more else ""
        return f"{opens}</th>" if self.head else "</div></td>"

    @cached_property
    def after_figure(self) -> str:
        """What stands after a figure."""
        unit = f'<span class="u only-card">{escape(self.unit)}</span>' if self.unit and not self.head else ""
        return unit + self.after


def cell_markup(cell: Cell) -> SafeString:
    """What stands in a cell. Everything that is text is escaped."""
    return mark_safe(_whole(cell))  # noqa: S308 -- escaped below


def mark_markup(mark: GradeMark) -> SafeString:
    """The letter of a grade."""
    return mark_safe(f'<span class="grade">{_letter(mark)}</span>')  # noqa: S308 -- escaped


def grade_markup(grade: GradeMark, *, big: bool = False, plain: bool = False) -> SafeString:
    """The letter of a grade with what it means; `plain` leaves that to whoever listens to the page."""
    word = f'<span class="grade__w{" vh" if plain else ""}">{escape(grade.word)}</span>' if grade.word else ""
    return mark_safe(f'<span class="grade{" grade--big" if big else ""}">{_letter(grade)}{word}</span>')  # noqa: S308 -- escaped


def row_markup(cells: Iterable[tuple[Cell, Place]]) -> str:
    """One row of a list."""
    return f"<tr>{''.join([placed_markup(cell, place) for cell, place in cells])}</tr>\n"


def placed_markup(cell: Cell, place: Place) -> str:
    """A cell in its column."""
    return place.before + _whole(cell) + (place.after if cell.number is None else place.after_figure)


def _letter(mark: GradeMark) -> str:
    return f'<span class="grade__l grade__l--{escape(mark.tone)}">{escape(mark.symbol)}</span>'


def _whole(cell: Cell) -> str:
    inside = _inside(cell)
    return f'{inside}<br><span class="small quiet">{_lines(cell.note)}</span>' if cell.note else inside


def _lines(text: str) -> str:
    return in_note(text).replace("\n", " <br>")


def _inside(cell: Cell) -> str:
    text = in_cell(cell.text)
    if cell.grade:
        return mark_markup(cell.grade)
    if cell.absent:
        return f'<span class="abs">{text}</span>'
    if cell.tag:
        return f'<span class="tag tag--{escape(cell.tag)}">{text}</span>'
    if cell.links:
        return escape(spoken(message("value.separator"))).join(
            f'<a href="{escape(to)}">{escape(name)}</a>' for name, to in cell.links
        )
    unit = f'<span class="u">{escape(cell.unit)}</span>' if cell.unit else ""
    if cell.address:
        return f'<a href="{escape(cell.address)}">{text}</a>{unit}'
    return f'<span class="num">{text}{unit}</span>' if cell.number is not None or cell.whole else f"{text}{unit}"
