"""What was sent into a record, with everything that could not be read and everything that was read otherwise than typed."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field, replace
from functools import partial
from typing import Any

from monosashi.core.fiscal_years import print_fiscal_year
from monosashi.core.indicators import Actual
from monosashi.core.messages import InvalidInput, Message, Problem, message
from monosashi.core.paths import keyed
from monosashi.core.tree import Milestone
from monosashi.exchange.plan_workbook.new_ids import NewIds
from monosashi.exchange.typed_cells import Asked, Cell, Certain, Wrong
from monosashi.office.plans.forms.fields import FieldKind, Kind
from monosashi.office.plans.forms.known_words import Said, reader_of, word_for_blank
from monosashi.office.plans.forms.sent import Sent
from monosashi.office.plans.forms.surroundings import YEARLY, Surroundings, blank, defaults
from monosashi.office.plans.forms.texts import Beside, read, shown_figure


@dataclass(frozen=True, slots=True)
class Fault:
    """A cell that cannot be taken as it is. `candidates` are texts of what may be meant."""

    why: Message
    remedy: Message
    candidates: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Taken:
    """A cell that was read otherwise than it was typed."""

    name: str
    note: Message


@dataclass(slots=True)
class Built:
    """What came of a form. `record` stands on what could be read; it is kept only where `faults` (by cell) is empty.

    `rows` leads from the path of a list's entry in the record to the name of its row in the form.
    """

    record: Any = None
    faults: dict[str, Fault] = field(default_factory=dict)
    taken: list[Taken] = field(default_factory=list)
    rows: dict[str, str] = field(default_factory=dict)

    def cell_of(self, path: str) -> str:
        """The name of the cell of what stands at a path of the record."""
        parts = path.split("/")
        for end in range(len(parts), 0, -1):
            above = "/".join(parts[:end])
            if above in self.rows:
                return "/".join((self.rows[above], *parts[end:]))
        return path

    def path_of(self, cell: str) -> str:
        """The path in the record of what a cell is of."""
        paths = {row: path for path, row in self.rows.items()}
        parts = cell.split("/")
        for end in range(len(parts), 0, -1):
            above = "/".join(parts[:end])
            if above in paths:
                return "/".join((paths[above], *parts[end:]))
        return cell


def build(around: Surroundings, given: Sent, new_ids: NewIds) -> Built:
    """The page's record with what was typed. Nothing is raised."""
    builder = _Builder(around, given, new_ids)
    builder.built.record = builder.record(around.kind, around.record or blank(around.kind), "", "", "")
    return builder.built


class _Builder:
    def __init__(self, around: Surroundings, given: Sent, new_ids: NewIds) -> None:
        self.around, self.given, self.new_ids = around, given, new_ids
        self.built = Built()

    def record(self, kind: type, entry: Any, name: str, path: str, unit: str) -> Any:  # noqa: ANN401
        """The entry with what was typed below a name. `path` is where it stands in the record."""
        values = {}
        unit = self._unit(entry, name, unit)
        for each in self.around.fields(kind, entry):
            below, at = _below(name, each.name), _below(path, each.name)
            before = getattr(entry, each.name)
            if each.kind is Kind.LIST:
                values[each.name] = self._list(each, before or (), below, at, unit)
            elif each.kind is Kind.RECORD:
                values[each.name] = self._nested(each, before, below, at, unit)
            else:
                values[each.name] = self._cell(kind, each, entry, below, unit)
        changed = {key: value for key, value in values.items() if value is not getattr(entry, key)}
        return replace(entry, **changed) if changed else entry

    def _unit(self, entry: object, name: str, unit: str) -> str:
        """Figures of a record with a unit are in that one, as it was typed."""
        if not hasattr(entry, "unit"):
            return unit
        typed = self.given.text(_below(name, "unit"))
        return typed.strip() if typed is not None else str(entry.unit or "")

    def _cell(self, kind: type, each: FieldKind, entry: object, name: str, unit: str) -> Any:  # noqa: ANN401
        before, typed = getattr(entry, each.name), self.given.text(name)
        said = partial(self._said, entry, name.rpartition("/")[0])
        if typed is None or typed == self.around.shown(kind, each, before, entry):
            return self._for_blank(kind, each, name, said) if before is None and each.required else before
        known = reader_of(self.around, kind, each, said)
        if known and each.required and not typed.strip():
            return self._for_blank(kind, each, name, said)
        beside = Beside(unit, self.around.plan.money_unit, self.around.options(kind, each, entry))
        reading = known(Cell(typed, place=name)) if known and typed.strip() else read(each, typed, beside, name)
        if not isinstance(reading, Certain):
            self.built.faults[name] = _fault(reading)
            return before
        if reading.note is not None:
            self.built.taken.append(Taken(name, reading.note))
        if reading.value is None and not each.nullable:
            self._missing(name)
            return before
        return reading.value

    def _for_blank(self, kind: type, each: FieldKind, name: str, said: Said) -> str | None:
        """What a blank means where a blank is no answer. None: nothing, and that is a fault."""
        meant = word_for_blank(self.around, kind, each, said)
        if meant is None:
            self._missing(name)
        return meant

    def _said(self, entry: object, row: str, field_name: str) -> str:
        """What another cell of the same row says, as it was typed, else as it stands."""
        typed = self.given.text(_below(row, field_name))
        return typed if typed is not None else str(getattr(entry, field_name) or "")

    def _missing(self, name: str) -> None:
        self.built.faults[name] = Fault(message("plans.form.blank"), message("plans.form.blank.remedy"))

    def _nested(self, each: FieldKind, before: Any, name: str, path: str, unit: str) -> Any:  # noqa: ANN401
        """A record in a record. One that may be absent is absent where all its cells are blank."""
        if not self.given.has_below(name):
            return before
        if each.nullable and self._is_blank(name):
            return None
        return self.record(each.of, before or blank(each.of), name, path, unit)

    def _is_blank(self, name: str) -> bool:
        below = f"{name}/"
        texts = (text for cell, text in self.given.texts.items() if cell.startswith(below))
        return not any(text.strip() for text in texts)

    def _list(self, each: FieldKind, before: tuple[Any, ...], name: str, path: str, unit: str) -> tuple[Any, ...]:
        if not self.given.has_below(name):
            return before
        rows = [*self._lasting(each, before, name, path, unit)]
        rows = _placed(rows, [*self._coming(each, before, name, unit)], each.of)
        for key, (row, _) in zip(keyed(entry for _, entry in rows), rows, strict=True):
            self.built.rows[f"{path}/{key}"] = row
        after = tuple(entry for _, entry in rows)
        return (
            before if len(after) == len(before) and all(a is b for a, b in zip(after, before, strict=True)) else after
        )

    def _lasting(
        self, each: FieldKind, before: tuple[Any, ...], name: str, path: str, unit: str
    ) -> Iterator[tuple[str, Any]]:
        for key, entry in keyed(before).items():
            row = f"{name}/{key}"
            if self.given.is_removed(row) or (self.given.has_below(row) and self._is_cleared(each.of, entry, row)):
                continue
            yield row, self.record(each.of, entry, row, f"{path}/{key}", unit)

    def _coming(self, each: FieldKind, before: tuple[Any, ...], name: str, unit: str) -> Iterator[tuple[str, Any]]:
        ready = self.around.ready(each.of, before)
        rows = {f"{name}/{key}": entry for key, entry in ready.items() if self.given.has_below(f"{name}/{key}")}
        rows |= dict.fromkeys(self.given.new_rows(name))
        for row, entry in rows.items():
            if self._is_untouched(each.of, entry, row):
                continue
            made = self.record(each.of, entry or blank(each.of), row, row, unit)
            if any(fault.startswith(f"{row}/") for fault in self.built.faults):
                continue
            yield row, self._named(made)

    def _named(self, made: Any) -> Any:  # noqa: ANN401
        return replace(made, id=self.new_ids.new("milestones", made.name)) if isinstance(made, Milestone) else made

    def _is_untouched(self, kind: type, entry: object, row: str) -> bool:
        """Whether a row that stood ready was left as it was."""
        below = f"{row}/"
        for name, text in self.given.texts.items():
            if name.startswith(below) and text.strip() != self._offered(kind, entry, name.removeprefix(below)):
                return False
        return True

    def _offered(self, kind: type, entry: object, cell: str) -> str:
        """What stood in a cell of a row that nobody has typed into."""
        for each in self.around.fields(kind, entry):
            if each.name == cell:
                return self.around.shown(kind, each, _default(kind, entry, cell), entry)
        return ""

    def _is_cleared(self, kind: type, entry: object, row: str) -> bool:
        """Whether somebody took all that was said of a year out of its row. How firm a figure was says nothing alone."""
        if kind not in YEARLY:
            return False
        fields = [each for each in self.around.fields(kind, entry) if not (kind is Actual and each.name == "status")]
        texts = [self.given.text(f"{row}/{each.name}") for each in fields]
        shown = [self.around.shown(kind, each, getattr(entry, each.name), entry) for each in fields]
        return texts != shown and all(text is not None and not text.strip() for text in texts)


def _default(kind: type, entry: object, name: str) -> object:
    return defaults(kind)[name] if entry is None else getattr(entry, name)


def _below(name: str, field_name: str) -> str:
    return f"{name}/{field_name}" if name else field_name


def _fault(reading: Asked[Any] | Wrong) -> Fault:
    problem: Problem = reading.problem
    candidates = tuple(_candidate(each) for each in reading.candidates) if isinstance(reading, Asked) else ()
    return Fault(problem.why, problem.remedy, candidates)


def _candidate(value: Any) -> str:  # noqa: ANN401
    return value if isinstance(value, str) and type(value) is str else _spelled(value)


def _spelled(value: Any) -> str:  # noqa: ANN401
    if isinstance(value, int):
        return print_fiscal_year(value)
    return str(value) if hasattr(value, "isoformat") else shown_figure(value)


def _placed(lasting: list[tuple[str, Any]], coming: list[tuple[str, Any]], kind: type) -> list[tuple[str, Any]]:
    """What comes stands at the end, or at its year where the others stand by year."""
    rows = [*lasting, *coming]
    if kind not in YEARLY:
        return rows
    years = [entry.fiscal_year for _, entry in lasting]
    return sorted(rows, key=lambda row: row[1].fiscal_year) if years == sorted(years) else rows


def faults_of(built: Built, problems: tuple[Problem, ...], above: str) -> Mapping[str, Fault]:
    """Problems of the whole plan at the cells of a form whose record stands at `above`. "" gathers what no cell is for."""
    found: dict[str, Fault] = {}
    for problem in problems:
        inside = problem.place.removeprefix(f"{above}/") if problem.place.startswith(f"{above}/") else None
        name = built.cell_of(inside) if inside is not None else problem.place if not above else ""
        found.setdefault(name, Fault(problem.why, problem.remedy))
    return found


def fault_of(error: InvalidInput) -> Fault:
    """The first of the problems, for the one cell that it is about."""
    return Fault(error.problems[0].why, error.problems[0].remedy)
