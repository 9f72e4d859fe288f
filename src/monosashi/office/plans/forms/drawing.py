"""A record as a form: cells, groups of cells, and tables with rows to fill. Templates only lay it out."""

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any

from monosashi.core.indicators import Indicator
from monosashi.core.messages import Message, message
from monosashi.core.paths import keyed
from monosashi.core.results import Answer, QuestionKind
from monosashi.office.plans.forms.building import Fault
from monosashi.office.plans.forms.fields import FieldKind, Kind
from monosashi.office.plans.forms.sent import NEW, REMOVE, Sent
from monosashi.office.plans.forms.suggestions import suggestions
from monosashi.office.plans.forms.surroundings import MOST_IN_A_LIST, YEARLY, Surroundings, blank, defaults
from monosashi.office.plans.forms.texts import NO, YES
from monosashi.wording import word

NEW_ROWS = 1
"""Rows without anything in them that a list offers."""

_MOST_TICKS = 12

_LETTERS_A_LINE, _MOST_LINES = 40, 12

_ANSWERED = message("plans.form.number_answered")
"""What the number in an answer is called: the number of a node is no figure."""

_FIGURES = frozenset({Kind.FIGURE, Kind.AMOUNT, Kind.NUMBER, Kind.PERCENT})


@dataclass(frozen=True, slots=True)
class Option:
    """One thing to choose."""

    value: str
    label: Message | str
    chosen: bool


@dataclass(frozen=True, slots=True)
class Cell:
    """One cell. `widget` is how it is laid out: line, text, choice, choices, ticks or named (typed with names offered).

    `text` is what stands in it: what was typed, else what the plan says. `locked`: this person may look only.
    """

    name: str
    label: Message
    widget: str
    text: str
    options: tuple[Option, ...] = ()
    unit: str = ""
    is_figure: bool = False
    required: bool = False
    locked: bool = False
    fault: Fault | None = None

    @property
    def id(self) -> str:
        """What labels and links lead to."""
        return f"c-{'_'.join(self.name.split())}"

    @property
    def lines(self) -> int:
        """How many lines the text is given to begin with."""
        return min(max(2, self.text.count("\n") + 1 + len(self.text) // _LETTERS_A_LINE), _MOST_LINES)

    @property
    def offers(self) -> str:
        """The id of the list of words that is offered."""
        return "o-" + ("figures" if self.is_figure else self.name.rpartition("/")[2])

    @property
    def said(self) -> tuple[Message | str, ...]:
        """What stands in it as people read it: the labels of what is chosen, else the text."""
        if self.widget in {"line", "text"} or not any(option.chosen for option in self.options):
            return (self.text,)
        return tuple(option.label or option.value for option in self.options if option.chosen)

    @property
    def chosen(self) -> tuple[str, ...]:
        """Of several values, those that stand there, and two places for more."""
        return (*(option.value for option in self.options if option.chosen), "", "")


@dataclass(frozen=True, slots=True)
class Row:
    """One entry of a list. `heading` None: its cells say what it is. A cell that is None is a gap in the table.

    `remove` is the name of the tick that takes the row away, "" for none. `lead` is a cell that stands where others have a heading.
    """

    name: str
    heading: Message | str | None
    cells: tuple[Cell | None, ...]
    tables: tuple["Table", ...] = ()
    remove: str = ""
    removed: bool = False
    lead: Cell | None = None


@dataclass(frozen=True, slots=True)
class Table:
    """A list. `columns` are the labels of the cells of every row; () where the rows are cards of their own. `grows`: rows can be added."""

    name: str
    label: Message
    columns: tuple[Message, ...]
    rows: tuple[Row, ...]
    grows: bool = False

    @property
    def headed(self) -> bool:
        """Whether rows are called by a heading."""
        return any(row.heading is not None for row in self.rows)

    @property
    def removes(self) -> bool:
        """Whether rows can be taken away."""
        return any(row.remove for row in self.rows)


@dataclass(frozen=True, slots=True)
class Group:
    """Cells that belong together under a label."""

    label: Message
    cells: tuple[Cell, ...]


@dataclass(frozen=True, slots=True)
class Offer:
    """Words offered beside cells that take any."""

    id: str
    options: tuple[Option, ...]


@dataclass(frozen=True, slots=True)
class Drawn:
    """A whole form."""

    cells: tuple[Cell, ...]
    groups: tuple[Group, ...]
    tables: tuple[Table, ...]

    @property
    def every_cell(self) -> Iterator[Cell]:
        """All cells, those of rows too."""
        yield from self.cells
        for group in self.groups:
            yield from group.cells
        yield from _in_tables(self.tables)

    @property
    def offers(self) -> tuple[Offer, ...]:
        """Lists of words that cells offer, each once."""
        cells = (cell for cell in self.every_cell if cell.widget == "named" and not cell.locked)
        return tuple({cell.offers: Offer(cell.offers, cell.options) for cell in cells}.values())


MayChange = Callable[[tuple[str, ...]], bool]
"""Whether this person may change what stands at a path of the record."""


@dataclass(frozen=True, slots=True)
class State:
    """What a form is drawn by beside the plan: what was typed, what is wrong, how many new rows each list has."""

    given: Sent
    faults: Mapping[str, Fault]
    may_change: MayChange
    new_rows: Mapping[str, int]


def draw(around: Surroundings, state: State) -> Drawn:
    """The form of the page's record."""
    drawer = _Drawer(around, state)
    entry = around.record or blank(around.kind)
    cells, groups, tables = drawer.parts(around.kind, entry, "", "")
    return Drawn(cells, groups, _beside_each_other(tables) if around.kind is Indicator else tables)


def _in_tables(tables: tuple[Table, ...]) -> Iterator[Cell]:
    for row in (row for table in tables for row in table.rows):
        if row.lead is not None:
            yield row.lead
        yield from (cell for cell in row.cells if cell is not None)
        yield from _in_tables(row.tables)


class _Drawer:
    def __init__(self, around: Surroundings, state: State) -> None:
        self.around, self.state = around, state

    def parts(
        self,
        kind: type,
        entry: Any,  # noqa: ANN401 -- any record of `core`
        name: str,
        unit: str,
    ) -> tuple[tuple[Cell, ...], tuple[Group, ...], tuple[Table, ...]]:
        """What a record is made of, below a name."""
        cells: list[Cell] = []
        groups: list[Group] = []
        tables: list[Table] = []
        unit = str(getattr(entry, "unit", unit) or "")
        for each in self.around.fields(kind, entry):
            below, held = _below(name, each.name), getattr(entry, each.name)
            if each.kind is Kind.LIST:
                tables.append(self._table(each, held or (), below, unit))
            elif each.kind is Kind.RECORD:
                inner = self.parts(each.of, held or blank(each.of), below, unit)[0]
                groups.append(Group(label_of(each.name), inner))
            else:
                cells.append(self._cell(kind, each, entry, below, unit))
        return tuple(cells), tuple(groups), tuple(tables)

    def _cell(self, kind: type, each: FieldKind, entry: object, name: str, unit: str) -> Cell:
        held = getattr(entry, each.name)
        shown = self.around.shown(kind, each, held, entry)
        typed = self.state.given.texts.get(name)
        text = shown if typed is None else typed
        options = self._options(kind, each, entry, text)
        return Cell(
            name=name,
            label=_ANSWERED if kind is Answer and each.name == "number" else label_of(each.name),
            widget=_widget(each, text, options, entry, self.around),
            text=text,
            options=options,
            unit=_unit(each, unit, self.around.plan.money_unit),
            is_figure=each.kind in _FIGURES,
            required=each.required and NEW not in name,
            locked=not self.state.may_change(tuple(name.split("/"))),
            fault=self.state.faults.get(name),
        )

    def _options(self, kind: type, each: FieldKind, entry: object, text: str) -> tuple[Option, ...]:
        chosen = set(text.split("\n"))
        if each.kind is Kind.CODE:
            offered = [Option(code.value, word(code), code.value in chosen) for code in each.of]
            return (*_none_of_these(each, text), *offered)
        if each.kind is Kind.YES:
            answers = ((NO, message("plans.form.no")), (YES, message("plans.form.yes")))
            return tuple(Option(value, label, value in chosen) for value, label in answers)
        if each.into:
            labels = self.around.options(kind, each, entry)
            order = [*(id_ for id_ in text.split("\n") if id_ in labels), *labels]
            offered = [Option(id_, labels[id_], id_ in chosen) for id_ in dict.fromkeys(order)]
            return (*_none_of_these(each, text), *offered) if each.kind is Kind.REFERENCE else tuple(offered)
        return tuple(Option(value, label, value in chosen) for value, label in suggestions(self.around, kind, each))

    def _table(self, each: FieldKind, held: tuple[Any, ...], name: str, unit: str) -> Table:
        rows = list(self._rows(each, held, name, unit))
        if each.of in YEARLY:
            rows.sort(key=lambda row: _year_of(row.name))
        offered = not self._is_locked(name) and not (each.of is Answer or name in _OF_THE_PERIOD)
        if offered:
            count = max(self.state.new_rows.get(name, NEW_ROWS), len(self.state.given.new_rows(name)))
            rows += [self._row(each.of, None, f"{name}/{NEW}{at}", unit) for at in range(count)]
        flat = not any(row.tables for row in rows) and each.of is not Answer
        columns = tuple(cell.label for cell in rows[0].cells if cell is not None) if rows and flat else ()
        return Table(name, label_of(each.name), columns, tuple(rows), offered)

    def _rows(self, each: FieldKind, held: tuple[Any, ...], name: str, unit: str) -> Iterator[Row]:
        for key, entry in keyed(held).items():
            row = self._row(each.of, entry, f"{name}/{key}", unit)
            if each.of in YEARLY or each.of is Answer or self._is_locked(row.name):
                yield row
            else:
                yield replace(row, remove=f"{REMOVE}{row.name}", removed=self.state.given.is_removed(row.name))
        if not self._is_locked(name):
            for key, entry in self.around.ready(each.of, held).items():
                yield self._row(each.of, entry, f"{name}/{key}", unit)

    def _row(self, kind: type, entry: Any, name: str, unit: str) -> Row:  # noqa: ANN401
        told = entry if entry is not None else _untold(kind)
        cells, _, tables = self.parts(kind, told, name, unit)
        if entry is None and kind in YEARLY:
            return Row(name, None, cells[1:], tables, lead=cells[0])
        return Row(name, self.around.heading(entry) if entry is not None else None, cells, tables)

    def _is_locked(self, name: str) -> bool:
        return not self.state.may_change((*name.split("/"), NEW))


_OF_THE_PERIOD = frozenset({"targets", "interim_targets", "actuals"})
"""Lists of years that lie in the plan's period, all of whose rows stand ready."""


def label_of(field: str) -> Message:
    """What a field is called in forms."""
    return message(f"plans.field.{field}")


def _untold(kind: type) -> Any:  # noqa: ANN401
    return kind(**defaults(kind))


def _none_of_these(each: FieldKind, text: str) -> tuple[Option, ...]:
    """A blank to choose, where one may stand or still stands there."""
    if each.nullable or not text:
        return (Option("", message("plans.form.nothing_chosen"), not text),)
    return ()


def _widget(each: FieldKind, text: str, options: Sequence[Option], entry: object, around: Surroundings) -> str:
    if each.kind is Kind.REFERENCES:
        if isinstance(entry, Answer) and _is_one_choice(entry, around):
            return "choice"
        return "ticks" if len(options) <= _MOST_TICKS else "choices"
    if each.kind is Kind.REFERENCE:
        return "choice" if len(options) <= MOST_IN_A_LIST else "named"
    if each.kind in {Kind.CODE, Kind.YES}:
        return "choice"
    if each.kind is Kind.LONG_TEXT or "\n" in text:
        return "text"
    return "named" if options else "line"


def _is_one_choice(answer: Answer, around: Surroundings) -> bool:
    question = next((each for each in around.plan.questions if each.id == answer.question), None)
    return question is not None and question.kind is QuestionKind.CHOICE and len(answer.choices) <= 1


def _unit(each: FieldKind, unit: str, money_unit: str) -> str:
    return {Kind.FIGURE: unit, Kind.AMOUNT: money_unit, Kind.PERCENT: "%"}.get(each.kind, "")


def _year_of(name: str) -> int:
    return int(name.rpartition("/")[2].partition("#")[0])


def _below(name: str, field: str) -> str:
    return f"{name}/{field}" if name else field


def _beside_each_other(tables: tuple[Table, ...]) -> tuple[Table, ...]:
    """Targets and actuals of an indicator as one table with a row a year."""
    joined = [table for table in tables if table.name in _OF_THE_PERIOD]
    columns = tuple(_column(cell) for table in joined for cell in _cells_of(table))
    years = sorted({_year_of(row.name) for table in joined for row in table.rows})
    rows = tuple(_joined_row(year, joined) for year in years)
    whole = Table("years", message("plans.form.targets_and_actuals"), columns, rows)
    return (whole, *(table for table in tables if table not in joined))


def _cells_of(table: Table) -> tuple[Cell, ...]:
    return tuple(cell for cell in table.rows[0].cells if cell is not None) if table.rows else ()


def _joined_row(year: int, joined: Sequence[Table]) -> Row:
    cells: list[Cell | None] = []
    for table in joined:
        row = next((row for row in table.rows if _year_of(row.name) == year), None)
        told = row.cells if row else (None,) * len(_cells_of(table))
        cells += (None if cell is None else replace(cell, label=_column(cell)) for cell in told)
    return Row(f"years/{year}", message("plans.form.year", year=year), tuple(cells))


def _column(cell: Cell) -> Message:
    """A figure is called by its list, all else by its field."""
    table, _, rest = cell.name.partition("/")
    return label_of(table) if rest.endswith("/value") else cell.label
