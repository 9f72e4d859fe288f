"""Rows of tables into a plan: the other way from `rows`. Every entry remembers the row that says it."""

from collections.abc import Callable, Iterator, Mapping
from dataclasses import MISSING, dataclass, field, fields, replace
from types import MappingProxyType
from typing import Any, TypeVar

from monosashi.core.indicators import Actual, Baseline, Fraction, ReferenceSeries, SeriesPoint, Target
from monosashi.core.messages import Problem, message
from monosashi.core.plan import Municipality, Plan
from monosashi.core.results import Exclusion
from monosashi.core.values import Absence, ValueStatus
from monosashi.exchange.plan_workbook.rows import FLAT, NESTED, Row, nullable

T = TypeVar("T")

_OF_NODE_AND_YEAR = ("ratings", "answers", "notes")


@dataclass(frozen=True, slots=True)
class ReadRow:
    """What one row of a sheet says. `place` is that of the row, `places` those of its cells, by field."""

    values: Row
    place: str
    places: Mapping[str, str] = field(default_factory=dict)

    def told(self, **columns: str) -> "ReadRow":
        """The row as that of a part of it: the part's fields with the columns in which they stand."""
        return ReadRow(self.values, self.place, {name: self.places.get(at, self.place) for name, at in columns.items()})


class Assembler:
    """Makes one plan of the rows of all sheets. What is wrong is added to the problems."""

    def __init__(self, tables: Mapping[str, list[ReadRow]], problems: list[Problem]) -> None:
        self._tables = tables
        self._problems = problems
        self._kept: dict[int, tuple[object, ReadRow]] = {}
        self._nested = {sheet: self._entries_by_owner(sheet) for sheet in NESTED}
        self._by_indicator = {sheet: _by_indicator(tables[sheet]) for sheet in ("figures", "reference_series")}

    def row_of(self, entry: object) -> ReadRow | None:
        """The row that says an entry of the plan, None for what no row says by itself."""
        held = self._kept.get(id(entry))
        return None if held is None else held[1]

    def plan(self) -> Plan:
        """The plan. It is worth nothing where problems were added."""
        lists: dict[str, Any] = {sheet: tuple(self._flat(sheet)) for sheet in FLAT}
        for sheet, groups in self._nested.items():
            for entry in (entry for entries in groups.values() for entry in entries):
                self._without_owner(sheet, entry)
        [row] = self._tables["plan"]
        code, name = row.values["municipality_code"], row.values["municipality_name"]
        place = self._keep(Municipality(code, name), row.told(code="municipality_code", name="municipality_name"))
        return self._keep(Plan(**{**_arguments(Plan, row.values), **lists, "municipality": place}), row)

    def _keep(self, entry: T, row: ReadRow) -> T:
        self._kept[id(entry)] = (entry, row)
        return entry

    def _entries_by_owner(self, sheet: str) -> dict[tuple[object, ...], list[object]]:
        nested = NESTED[sheet]
        groups: dict[tuple[object, ...], list[object]] = {}
        for row in self._tables[sheet]:
            owner = tuple(row.values.get(column) for column in nested.by)
            entry = nested.kind(**_arguments(nested.kind, row.values))
            groups.setdefault(owner, []).append(self._keep(entry, row))
        return groups

    def _flat(self, sheet: str) -> Iterator[object]:
        for row in (*self._tables[sheet], *(self._unsaid_results() if sheet == "results" else ())):
            entry = FLAT[sheet](**_arguments(FLAT[sheet], row.values), **self._parts(sheet, row))
            yield self._keep(self._with_nested(sheet, entry), row)

    def _unsaid_results(self) -> Iterator[ReadRow]:
        """A row for each node and year that has ratings, answers or notes, and no row of its own."""
        said = {(row.values["node"], row.values["fiscal_year"]) for row in self._tables["results"]}
        for row in (row for sheet in _OF_NODE_AND_YEAR for row in self._tables[sheet]):
            key = (row.values["node"], row.values["fiscal_year"])
            if key not in said:
                said.add(key)
                yield ReadRow({"node": key[0], "fiscal_year": key[1]}, row.place, row.places)

    def _with_nested(self, sheet: str, entry: Any) -> object:  # noqa: ANN401
        lists = {
            nested.into: tuple(self._nested[name].pop(tuple(getattr(entry, key) for key in nested.keys), ()))
            for name, nested in NESTED.items()
            if nested.owners == sheet
        }
        return replace(entry, **lists) if lists else entry

    def _without_owner(self, sheet: str, entry: object) -> None:
        row = self.row_of(entry)
        if row is not None:
            by = NESTED[sheet].by[0]
            why, remedy = message("plan_workbook.no_owner"), message("plan_workbook.no_owner.remedy")
            self._problems.append(Problem(row.places.get(by, row.place), None, why, remedy))

    def _parts(self, sheet: str, row: ReadRow) -> Row:
        """The fields of an entry that its row says in several cells, or other sheets say."""
        values = row.values
        if sheet == "results" and values.get("exclusion_reason") is not None:
            excluded = Exclusion(values["exclusion_reason"], values.get("exclusion_note") or "")
            return {"excluded": self._keep(excluded, row.told(reason="exclusion_reason", note="exclusion_note"))}
        return self._indicator_parts(row) if sheet == "indicators" else {}

    def _indicator_parts(self, row: ReadRow) -> Row:
        values = row.values
        parts: Row = dict(self._figures(values["id"]))
        parts["reference_series"] = tuple(self._series(values["id"]))
        if values.get("baseline_value") is not None:
            baseline = Baseline(
                values["baseline_value"], values.get("baseline_year"), values.get("baseline_as_of") or ""
            )
            told = row.told(value="baseline_value", fiscal_year="baseline_year", as_of="baseline_as_of")
            parts["baseline"] = self._keep(baseline, told)
        return parts

    def _figures(self, indicator: str) -> Iterator[tuple[str, tuple[object, ...]]]:
        rows = self._by_indicator["figures"].get(indicator, ())
        for name, make in _FIGURES.items():
            yield name, tuple(self._keep(*made) for row in rows if (made := make(row)) is not None)

    def _series(self, indicator: str) -> Iterator[ReferenceSeries]:
        named: dict[str, list[ReadRow]] = {}
        for row in self._by_indicator["reference_series"].get(indicator, ()):
            named.setdefault(row.values.get("name") or "", []).append(row)
        for name, rows in named.items():
            unit = rows[0].values.get("unit") or ""
            for row in (row for row in rows if (row.values.get("unit") or "") != unit):
                why = message("plan_workbook.unit_differs", unit=unit)
                place = row.places.get("unit", row.place)
                remedy = message("plan_workbook.unit_differs.remedy")
                self._problems.append(Problem(place, row.values.get("unit"), why, remedy))
            points = tuple(
                self._keep(SeriesPoint(row.values["fiscal_year"], row.values["value"]), row)
                for row in rows
                if row.values.get("fiscal_year") is not None
            )
            yield self._keep(ReferenceSeries(name, unit, points), rows[0])


def _arguments(kind: type, values: Row) -> Row:
    """The arguments for an entry. A blank cell is the field's default, and else None or an empty text."""
    made: Row = {}
    for each in fields(kind):
        value = values.get(each.name)
        if each.name not in values and each.default is MISSING:
            continue
        if value is not None:
            made[each.name] = value
        elif each.default is MISSING:
            made[each.name] = None if each.name in nullable(kind) else ""
    return made


def _by_indicator(rows: list[ReadRow]) -> dict[str, list[ReadRow]]:
    groups: dict[str, list[ReadRow]] = {}
    for row in rows:
        groups.setdefault(row.values["indicator"], []).append(row)
    return groups


Made = tuple[object, ReadRow] | None


def _target(column: str) -> Callable[[ReadRow], Made]:
    def make(row: ReadRow) -> Made:
        value = row.values.get(column)
        return None if value is None else (Target(row.values["fiscal_year"], value), _told(row, column))

    return make


def _told(row: ReadRow, column: str) -> ReadRow:
    return row.told(value=column, fiscal_year="fiscal_year", status="status", evidence="evidence", note="note")


def _actual(row: ReadRow) -> Made:
    values = row.values
    if values.get("actual") is None:
        return None
    status = values.get("status") or ValueStatus.FINAL
    actual = Actual(
        values["fiscal_year"], values["actual"], status, values.get("evidence") or "", values.get("note") or ""
    )
    return actual, _told(row, "actual")


def _fraction(row: ReadRow) -> Made:
    parts = [row.values.get(name) for name in ("numerator", "denominator")]
    if parts == [None, None]:
        return None
    top, bottom = (None if part is Absence.NOT_STATED else part for part in parts)
    return Fraction(row.values["fiscal_year"], top, bottom), row


_FIGURES: Mapping[str, Callable[[ReadRow], Made]] = MappingProxyType(
    {
        "targets": _target("target"),
        "interim_targets": _target("interim_target"),
        "actuals": _actual,
        "fractions": _fraction,
    }
)
