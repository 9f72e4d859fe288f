"""A table of the overview: the same cells go on the page and into the workbook, so that the figures are the same."""

from dataclasses import dataclass

from django.utils.safestring import SafeString

from monosashi.core.messages import Message, message
from monosashi.office.ui.cells import Cell
from monosashi.office.ui.markup import cell_markup
from monosashi.publishing.charts.chart import Chart


@dataclass(frozen=True, slots=True)
class Head:
    """One column. `drawn`: a picture stands in it, on the page alone. `wide`: spans a card on a phone."""

    text: Message | str
    figures: bool = False
    unit: str = ""
    drawn: bool = False
    wide: bool = False


@dataclass(frozen=True, slots=True)
class Line:
    """One row. The first cell names it. `chart` stands in the column that is drawn, None: nothing does."""

    cells: tuple[Cell, ...]
    chart: Chart | None = None


@dataclass(frozen=True, slots=True)
class Placed:
    """A cell, or the picture, under its head."""

    head: Head
    cell: Cell | None
    chart: Chart | None

    @property
    def markup(self) -> SafeString:
        """The cell, "" for none."""
        return cell_markup(self.cell) if self.cell else SafeString()


@dataclass(frozen=True, slots=True)
class Table:
    """One table. `key` is unique on the page and in the workbook; `folded`: closed at first. A line has a cell for each undrawn head."""

    key: str
    caption: Message
    heads: tuple[Head, ...]
    lines: tuple[Line, ...]
    total: Line | None = None
    folded: bool = False

    @property
    def placed(self) -> tuple[tuple[Placed, ...], ...]:
        """The rows as the page shows them."""
        return tuple(self._placed(line) for line in self.lines)

    @property
    def placed_total(self) -> tuple[Placed, ...]:
        """The last row, () where there is none."""
        return self._placed(self.total) if self.total else ()

    @property
    def written(self) -> tuple[Head, ...]:
        """The columns that go into the workbook."""
        return tuple(head for head in self.heads if not head.drawn)

    def _placed(self, line: Line) -> tuple[Placed, ...]:
        cells = iter(line.cells)
        return tuple(Placed(head, None if head.drawn else next(cells), line.chart) for head in self.heads)


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
