"""How one of a document's tables is laid out: by which head it names the measure, what its columns and rows hold."""

from collections.abc import Mapping
from dataclasses import dataclass

from monosashi.core.messages import message
from monosashi.core.money import BudgetStage
from monosashi.evaluation.table_reading import Table
from monosashi.exchange.reading.layout_words import words
from monosashi.exchange.reading.printed import alike
from monosashi.exchange.reading.reads import AmountOf, GroupMark, Mark, Reads, TableForm


@dataclass(frozen=True, slots=True)
class YearRow:
    """One of the rows that each measure has in a table of groups: its fiscal year and what its amounts are.

    `reported`: the year is over, so that its figures have an actual; in any other stands a target alone.
    """

    fiscal_year: int
    stage: BudgetStage
    reported: bool


@dataclass(frozen=True, slots=True)
class TableLayout:
    """One table. `key` is the head of the column whose words tell which measure a row is of, "" where it is of the headings above.

    `labels`, `parts`, `figures` and `amounts` are looked up by `alike` words; `marks` are as printed. `parts` are heads of
    columns whose cells hold several things with spaces between. With `figures` each row is one of an indicator, and columns
    are fiscal years. `years` are the rows of a group from the top down. `units_behind_names`: 件 stands in brackets behind the name.
    """

    form: TableForm
    key: str
    labels: Mapping[str, Reads]
    parts: Mapping[str, tuple[Reads, ...]]
    figures: Mapping[str, Mark]
    amounts: Mapping[str, AmountOf]
    marks: Mapping[str, GroupMark]
    years: tuple[YearRow, ...]
    units_behind_names: bool

    @property
    def heads(self) -> frozenset[str]:
        """Every head that the layout names."""
        return frozenset({*self.labels, *self.parts, *self.amounts, *({self.key} if self.key else ())})

    def reads(self, head: str) -> tuple[Reads, ...]:
        """What a cell below this head holds, in its order; nothing where the layout does not say."""
        return (self.labels[head],) if head in self.labels else self.parts.get(head, ())


def table_layouts(table: Table) -> tuple[TableLayout, ...]:
    """The `[[tables]]` of a layout file, in their order."""
    return tuple(map(_table_layout, table.tables("tables")))


def _table_layout(table: Table) -> TableLayout:
    layout = TableLayout(
        form=table.choice("form", TableForm, TableForm.ROWS),
        key=alike(table.text("key", "")),
        labels=words(table, "labels", Reads),
        parts=_parts(table),
        figures=words(table, "figures", Mark),
        amounts=words(table, "amounts", AmountOf),
        marks=words(table, "marks", GroupMark),
        years=tuple(map(_year_row, table.tables("years"))),
        units_behind_names=table.flag("units_behind_names"),
    )
    if not layout.key and not layout.figures:
        table.refuse("key", message("reading.layout.no_key"), message("reading.layout.no_key.remedy"))
    if layout.form is TableForm.GROUPS and not layout.years:
        why, remedy = message("reading.layout.no_years"), message("reading.layout.no_years.remedy")
        table.refuse("years", why, remedy)
    table.finish()
    return layout


def _parts(table: Table) -> Mapping[str, tuple[Reads, ...]]:
    within = table.table("parts")
    if within is None:
        return {}
    found = {alike(word): within.choices(word, Reads) for word in tuple(within.keys())}
    within.finish()
    return found


def _year_row(table: Table) -> YearRow:
    row = YearRow(table.whole("fiscal_year"), table.choice("stage", BudgetStage), table.flag("reported"))
    table.finish()
    return row
