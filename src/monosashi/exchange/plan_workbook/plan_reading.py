"""The plan in a workbook that people have worked in. All problems are found at once, each with the cell in which it stands."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from pathlib import Path

from monosashi.core.messages import InvalidInput, Problem, message
from monosashi.core.paths import LeadsNowhere, Paths
from monosashi.core.plan import Plan
from monosashi.core.validation import problems_of
from monosashi.exchange.plan_workbook.assembling import Assembler, ReadRow
from monosashi.exchange.plan_workbook.cell_reading import Known, Note, WrongCell, value_in
from monosashi.exchange.plan_workbook.identities import Identities, identities
from monosashi.exchange.plan_workbook.layout import SHEETS, Column, folded_header
from monosashi.exchange.plan_workbook.rows import Row
from monosashi.exchange.plan_workbook.signature import Signature, read_signature
from monosashi.exchange.plan_workbook.table_finding import FoundRow, Table, find_table
from monosashi.exchange.spreadsheets import open_workbook
from monosashi.exchange.typed_cells import Cell

_FIRST = ("plan", "indicators", "choices")
"""Sheets that say how others are read: the unit of money, units, choices."""

_GO_WITH: Mapping[str, Mapping[str, tuple[str, ...]]] = {
    "indicators": {"baseline_value": ("baseline_year", "baseline_as_of")},
    "figures": {"actual": ("status", "evidence", "note")},
    "results": {"exclusion_reason": ("exclusion_note",)},
    "reference_series": {"fiscal_year": ("value",), "value": ("fiscal_year",)},
}
"""Cells that say nothing without another cell of their row."""


@dataclass(frozen=True, slots=True)
class WorkbookReading:
    """What a workbook says. `new_ids` counts rows that were given an id, `remarks` cells of 備考, which no plan holds.

    `notes` are cells that were read otherwise than they were typed.
    """

    plan: Plan
    new_ids: int
    remarks: int
    notes: tuple[Note, ...]


def read_plan_workbook(source: Path | str | bytes, *, expected: Plan | None = None) -> Plan:
    """The plan in a workbook. `expected` is the plan that it must be a workbook of. Raises InvalidInput."""
    return read_workbook(source, expected=expected).plan


def read_workbook(source: Path | str | bytes, *, expected: Plan | None = None) -> WorkbookReading:
    """The plan in a workbook, with what a person should know though nothing is wrong. Raises InvalidInput."""
    workbook = open_workbook(source)
    signature = read_signature(workbook, expected)
    problems: list[Problem] = []
    found = {layout.key: find_table(workbook, layout, problems) for layout in SHEETS}
    tables = {key: table for key, table in found.items() if table is not None}
    if problems:
        raise InvalidInput(tuple(problems))
    reading = _Reading(tables, signature, problems)
    plan = reading.plan()
    remarks = sum(table.remarks for table in tables.values())
    return WorkbookReading(plan, reading.identities.new_ids, remarks, tuple(reading.known.notes))


class _Reading:
    """One reading of a workbook whose tables were all found."""

    def __init__(self, tables: Mapping[str, Table], signature: Signature, problems: list[Problem]) -> None:
        self._tables = tables
        self._signature = signature
        self._problems = problems
        self.identities: Identities = identities(tables, signature, problems)
        self.known = Known(self.identities.labels)

    def plan(self) -> Plan:
        """The plan. Raises InvalidInput."""
        order = (*_FIRST, *(layout.key for layout in SHEETS if layout.key not in _FIRST))
        rows = {sheet: list(self._rows(self._tables[sheet])) for sheet in order}
        self._problems += self._changed_id(rows["plan"])
        self._refuse()
        assembler = Assembler(rows, self._problems)
        plan = assembler.plan()
        self._refuse()
        self._problems += _placed(problems_of(plan), plan, assembler)
        self._refuse()
        return plan

    def _changed_id(self, rows: list[ReadRow]) -> Iterator[Problem]:
        written = self._signature.plan_id
        for row in rows:
            if row.values["id"] != written:
                why = message("plan_workbook.plan_id_changed", written=written)
                remedy = message("plan_workbook.plan_id_changed.remedy", written=written)
                yield Problem(row.places["id"], row.values["id"], why, remedy)

    def _refuse(self) -> None:
        if self._problems:
            raise InvalidInput(tuple(self._problems))

    def _rows(self, table: Table) -> Iterator[ReadRow]:
        for found in table.rows:
            row = self._row(table, found)
            if row is not None:
                self._learn(table.layout.key, row.values)
                yield row

    def _learn(self, sheet: str, values: Row) -> None:
        """What later cells are read by."""
        if sheet == "plan":
            self.known.money_unit = values.get("money_unit") or ""
        elif sheet == "indicators":
            self.known.units[values["id"]] = values.get("unit") or ""
        elif sheet == "choices":
            self.known.offer(values["question"], values["value"], values["text"])

    def _row(self, table: Table, found: FoundRow) -> ReadRow | None:
        values: Row = {}
        before = len(self._problems)
        for column in table.layout.columns:
            if column.field in found.cells:
                self._take(found.cells[column.field], column, values)
        self._problems += _lonely(table, found, values)
        if "id" in values and table.layout.key != "plan":
            values["id"] = self.identities.ids[table.layout.key, found.number]
        if len(self._problems) > before:
            return None
        places = {field: cell.place for field, cell in found.cells.items()}
        return ReadRow(values, next(iter(places.values())), places)

    def _take(self, cell: Cell, column: Column, values: Row) -> None:
        try:
            values[column.field] = value_in(cell, column, values, self.known)
        except WrongCell as fault:
            self._problems.append(fault.problem)
            return
        if column.required and values[column.field] is None:
            why = message("plan_workbook.blank", header=folded_header(column.header))
            self._problems.append(Problem(cell.place, None, why, message("plan_workbook.fill_in")))


def _lonely(table: Table, found: FoundRow, values: Row) -> Iterator[Problem]:
    """Cells that say nothing, because the one that they belong to is blank."""
    for owner, others in _GO_WITH.get(table.layout.key, {}).items():
        for field in others:
            if values.get(field) is not None and owner in values and values[owner] is None:
                header = folded_header(next(c.header for c in table.layout.columns if c.field == owner))
                cell = found.cells[owner]
                why = message("plan_workbook.lonely", header=header, other=found.cells[field].address)
                yield Problem(cell.place, None, why, message("plan_workbook.lonely.remedy", header=header))


def _placed(problems: Iterable[Problem], plan: Plan, assembler: Assembler) -> Iterator[Problem]:
    """The problems of a plan, at the cells in which they stand."""
    paths = Paths(plan)
    for problem in problems:
        yield replace(problem, place=_cell_of(problem.place, paths, assembler) or problem.place)


def _cell_of(path: str, paths: Paths, assembler: Assembler) -> str | None:
    """The cell that says what stands at the path, else its row."""
    place = None
    segments = path.split("/")
    for end in range(len(segments) + 1):
        try:
            row = assembler.row_of(paths.resolve("/".join(segments[:end])))
        except LeadsNowhere:
            break
        if row is not None:
            rest = segments[end] if end < len(segments) else ""
            place = row.places.get(rest, row.place)
    return place
