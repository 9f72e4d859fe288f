"""A table of the overview: the same cells go on the page and into the workbook, so that the figures are the same."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import cached_property

from django.utils.safestring import SafeString, mark_safe

from monosashi.core.messages import Message, message
from monosashi.office.ui.cells import Cell
from monosashi.office.ui.language import spoken
from monosashi.office.ui.markup import Place, placed_markup
from monosashi.publishing.charts.chart import Chart


@dataclass(frozen=True, slots=True)
class Head:
    """One column. `drawn`: a picture stands in it, on the page alone. `wide`: spans a card on a phone.

    `note` is what the notes of its cells are called in a workbook, None: the heading, as a supplement to it.
    """

    text: Message | str
    figures: bool = False
    unit: str = ""
    drawn: bool = False
    wide: bool = False
    note: Message | None = None


@dataclass(frozen=True, slots=True)
class Line:
    """One row. The first cell names it. `chart` stands in the column that is drawn, None: nothing does."""

    cells: tuple[Cell, ...]
    chart: Chart | None = None


@dataclass(frozen=True)
class Table:
    """One table. `key` is unique on the page and in the workbook; `folded`: closed at first. A line has a cell for each undrawn head.

    `parts` are its lines once more as tables that stand on the page in its place, each under its caption; in the workbook it is one.
    """

    key: str
    caption: Message
    heads: tuple[Head, ...]
    lines: tuple[Line, ...]
    total: Line | None = None
    folded: bool = False
    parts: "tuple[Table, ...]" = ()

    @cached_property
    def body(self) -> SafeString:
        """The rows as the page shows them."""
        return self._rows(self.lines)

    @property
    def foot(self) -> SafeString:
        """The last row, "" where there is none."""
        return self._rows((self.total,) if self.total else ())

    @property
    def written(self) -> tuple[Head, ...]:
        """The columns that go into the workbook."""
        return tuple(head for head in self.heads if not head.drawn)

    def _rows(self, lines: Iterable[Line]) -> SafeString:
        places = [_place(head, first=head is self.heads[0]) for head in self.heads]
        rows = ("".join(_placed(line, places)) for line in lines)
        return mark_safe("".join(f"<tr>{row}</tr>\n" for row in rows))  # noqa: S308 -- escaped cell by cell


def _place(head: Head, *, first: bool) -> Place | None:
    """None for the column of pictures."""
    heading = head.text if isinstance(head.text, str) else spoken(head.text)
    return None if head.drawn else Place(heading, head.figures, head.wide, head=first)


def _placed(line: Line, places: Iterable[Place | None]) -> Iterator[str]:
    cells = iter(line.cells)
    for place in places:
        if place is None:
            picture = f"<div>{line.chart.svg}</div>" if line.chart else ""
            yield f'<td class="td-bar td-full">{picture}</td>'
        else:
            cell = next(cells)
            yield placed_markup(cell, place) if cell.text or place.head else "<td></td>"


@dataclass(frozen=True, slots=True)
class Panel:
    """One part of the overview: what it says in a sentence, its tables, what to mind. `span` is of twelve columns."""

    key: str
    says: tuple[Message, ...]
    tables: tuple[Table, ...] = ()
    chart: Chart | None = None
    notes: tuple[Message, ...] = ()
    span: int = 12
    more: tuple[tuple[Message, str], ...] = ()
    """Where the whole list is."""

    @property
    def heading(self) -> Message:
        """What the part is about."""
        return message(f"overview.panel.{self.key}")
