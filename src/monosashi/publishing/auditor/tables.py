"""A table of the file set before it has a form: the same value becomes an HTML page, a worksheet and a CSV."""

from dataclasses import dataclass

from monosashi.core.messages import Message, Param


@dataclass(frozen=True, slots=True)
class Column:
    """One column. `width` in half-width letters; `figures`: right-aligned; `name` is its stable heading in the CSV."""

    name: str
    heading: Message
    width: int
    figures: bool = False


@dataclass(frozen=True, slots=True)
class Row:
    """One row. `anchor` is what links lead to, `leads_to` where the row's own link leads (`figures.html#n-1`), "" for none.

    `marked`: an auditor will look here first. `total`: a sum over the rows above.
    """

    cells: tuple[Param, ...]
    anchor: str = ""
    leads_to: str = ""
    marked: bool = False
    total: bool = False


@dataclass(frozen=True, slots=True)
class Table:
    """One table of the set. `id` names its page, worksheet and CSV; `note` says what it is and how it was made.

    `link_column` is the index of the column whose words carry the rows' links. `empty` stands where there are no rows.
    """

    id: str
    title: Message
    note: Message
    columns: tuple[Column, ...]
    rows: tuple[Row, ...]
    link_column: int = 0
    empty: Message | None = None
