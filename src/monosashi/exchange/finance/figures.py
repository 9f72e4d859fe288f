"""The texts of one program's rows read as amounts, each under its budget stage, item and source."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from decimal import Decimal

from monosashi.core.messages import Message, Problem, message
from monosashi.core.money import BudgetProgram, BudgetStage, FundingSource
from monosashi.core.values import Absence
from monosashi.exchange.finance.mapping import FinanceMapping, Repeated, Totals
from monosashi.exchange.finance.rows import AmountText, MoneyRow
from monosashi.exchange.finance.units import Units
from monosashi.exchange.finance.words import fold, meant
from monosashi.exchange.typed_cells import Asked, Cell, Certain
from monosashi.exchange.typed_text import folded, without_spaces
from monosashi.exchange.typed_units import NumberColumn
from monosashi.exchange.typed_values import read_number
from monosashi.exchange.typed_words import WORDS

Key = tuple[BudgetStage, str, FundingSource | None]
"""Budget stage, item ("" for none) and source (None for none)."""

MAY_BE_NEGATIVE = frozenset({BudgetStage.SUPPLEMENTARY, BudgetStage.TRANSFER})

LIMIT = Decimal(10**15)
"""An amount from here on is no city's: digits ran together. Below it every sum is exact."""

_DASHES = frozenset(WORDS["dashes"])
_PLAINLY_READ = frozenset({"typed.how.commas", "typed.how.spaces", "typed.how.text"})
"""What is so common in a CSV that nobody needs to be told."""


@dataclass(frozen=True, slots=True)
class Figure:
    """One amount. `read` is in the CSV's unit, `kept` in the plan's. `line` and `text` are where and how it stands."""

    key: Key
    read: Decimal | Absence
    kept: Decimal | Absence
    line: int
    text: str


@dataclass(frozen=True, slots=True)
class _Told:
    """One reading of one amount, in the CSV's unit."""

    read: Decimal | Absence
    line: int
    heading: str
    text: str


@dataclass(frozen=True, slots=True)
class Note:
    """How something was read that does not stand there plainly."""

    line: int
    place: str
    sentence: Message


class ProgramReading:
    """The amounts of one program, with what is wrong in them and what has to be decided."""

    def __init__(self, program: BudgetProgram, mapping: FinanceMapping, units: Units) -> None:
        self.program = program
        self.figures: dict[Key, Figure] = {}
        self.problems: list[Problem] = []
        self.questions: list[Problem] = []
        self.notes: list[Note] = []
        self._mapping, self._units = mapping, units
        self._items = {fold(line.item): line.item for line in program.lines if line.item}
        self._twice: dict[tuple[int, int], Problem] = {}
        self._doubtful: set[Key] = set()
        self._told: dict[Key, list[_Told]] = {}

    def read(self, rows: Sequence[MoneyRow]) -> None:
        """Read all rows of the program."""
        for row in rows:
            source, is_known = self._source(row)
            if is_known:
                for amount in row.amounts:
                    self._amount(row, amount, self._item(row.item), source)
        for key, told in self._told.items():
            if key not in self._doubtful:
                self._settle(key, told)
        self.questions += self._twice.values()
        if self._mapping.totals is Totals.SUM:
            for figure in tuple(self._summed()):
                self.figures[figure.key] = figure

    def _item(self, text: str) -> str:
        if fold(text) in map(fold, self._mapping.total_words):
            return ""
        item = self._mapping.items.get(fold(text), text)
        return self._items.get(fold(item), item)

    def _source(self, row: MoneyRow) -> tuple[FundingSource | None, bool]:
        if not row.source:
            return None, True
        source = meant(row.source, FundingSource, "sources", self._mapping.source_words)
        if source is None:
            self._wrong(row.line, "", row.source, message("finance.unknown_source"), "unknown_source")
        return source, source is not None

    def _stage(self, row: MoneyRow, amount: AmountText) -> BudgetStage | None:
        if isinstance(amount.stage, BudgetStage):
            return amount.stage
        column = self._mapping.stage
        if column is not None and fold(amount.stage) in map(fold, column.ignore):
            return None
        stage = meant(amount.stage, BudgetStage, "stages", self._mapping.stage_words)
        if stage is None:
            self._wrong(row.line, "", amount.stage, message("finance.unknown_stage"), "unknown_stage")
        return stage

    def _amount(self, row: MoneyRow, amount: AmountText, item: str, source: FundingSource | None) -> None:
        stage = self._stage(row, amount)
        if stage is None:
            return
        key = (stage, item, source)
        read = self._number(row, amount, key)
        if read is not None:
            self._told.setdefault(key, []).append(_Told(read, row.line, amount.heading, amount.text.strip()))

    def _number(self, row: MoneyRow, amount: AmountText, key: Key) -> Decimal | Absence | None:
        """The amount in the CSV's unit; None where nothing is told or nothing can be taken."""
        text = amount.text
        if _is_dash(text) and self._mapping.dash != "ask":
            return _meaning_of_dash(self._mapping.dash)
        if folded(text).text.startswith("="):
            self._wrong(row.line, amount.heading, text, message("finance.formula"), "formula")
            return None
        reading = read_number(Cell(text, place=amount.heading), NumberColumn(self._units.read_name, money=True))
        if isinstance(reading, Certain):
            self._note(row, amount, reading.note)
            return reading.value
        problem = replace(reading.problem, line=row.line)
        if isinstance(reading, Asked):
            self.questions.append(problem)
            self._doubtful.add(key)
        else:
            self.problems.append(problem)
        return None

    def _note(self, row: MoneyRow, amount: AmountText, note: Message | None) -> None:
        how = dict(note.params).get("how") if note else None
        steps = {step.id for step in how if isinstance(step, Message)} if isinstance(how, tuple) else set()
        if note is not None and steps - _PLAINLY_READ:
            self.notes.append(Note(row.line, amount.heading, note))

    def _settle(self, key: Key, told: Sequence[_Told]) -> None:
        """The figure of what was told under one key, once or several times."""
        first, read = told[0], told[0].read
        if len(told) > 1:
            total = _total(told) if self._mapping.repeated is Repeated.SUM else None
            if total is None:
                self._ask_twice(first, told[1:])
                return
            read = total
        kept = self._kept(first, key[0], read)
        if kept is not None:
            self.figures[key] = Figure(key, read, kept, first.line, first.text)

    def _ask_twice(self, first: _Told, again: Sequence[_Told]) -> None:
        """One question for each pair of rows, however many of their amounts there are."""
        for told in again:
            why = message("finance.told_twice", program=self.program.name, line=first.line, read=first.text)
            problem = Problem(told.heading, told.text, why, message("finance.told_twice.remedy"), told.line)
            self._twice.setdefault((first.line, told.line), problem)

    def _kept(self, told: _Told, stage: BudgetStage, read: Decimal | Absence) -> Decimal | Absence | None:
        """The amount in the plan's unit; None where the plan cannot hold it, and that is told."""
        if isinstance(read, Absence):
            return read
        if abs(read) >= LIMIT:
            self._wrong(told.line, told.heading, told.text, message("finance.too_much"), "too_much")
            return None
        if read < 0 and stage not in MAY_BE_NEGATIVE:
            self._wrong(told.line, told.heading, told.text, message("finance.negative"), "negative")
            return None
        kept = self._units.into_plan(read)
        if kept is None:
            why = message("finance.not_exact", unit=self._units.read_name, plan_unit=self._units.kept_name)
            self._wrong(told.line, told.heading, told.text, why, "not_exact")
        return kept

    def _wrong(self, line: int, place: str, read: str, why: Message, remedy: str) -> None:
        self.problems.append(Problem(place, read.strip() or None, why, message(f"finance.{remedy}.remedy"), line))

    def _summed(self) -> Iterator[Figure]:
        """Totals made of the items, where there are none of these of the sources."""
        unsure = {key[0] for key in (*self._doubtful, *self._told) if key not in self.figures}
        for stage in BudgetStage:
            if (stage, "", None) in self.figures or stage in unsure:
                continue
            parts = parts_of(self.figures, stage)
            reads = [part.read for part in parts if part.read is not Absence.NOT_APPLICABLE]
            numbers = [read for read in reads if isinstance(read, Decimal)]
            total = sum(numbers, Decimal(0))
            kept = self._units.into_plan(total)
            if numbers and len(numbers) == len(reads) and kept is not None:
                yield Figure((stage, "", None), total, kept, parts[0].line, "")


def parts_of(figures: Mapping[Key, Figure], stage: BudgetStage) -> list[Figure]:
    """The items of a stage, else its sources, else what is told by item and source at once."""
    of_stage = [figure for key, figure in figures.items() if key[0] is stage]
    items = [figure for figure in of_stage if figure.key[1] and figure.key[2] is None]
    sources = [figure for figure in of_stage if not figure.key[1] and figure.key[2] is not None]
    both = [figure for figure in of_stage if figure.key[1] and figure.key[2] is not None]
    return items or both or sources


def _total(told: Sequence[_Told]) -> Decimal | None:
    """The sum; None where one of them is no number."""
    numbers = [each.read for each in told if isinstance(each.read, Decimal)]
    return sum(numbers, Decimal(0)) if len(numbers) == len(told) else None


def _is_dash(text: str) -> bool:
    close = without_spaces(folded(text).text)
    return bool(close) and set(close) <= _DASHES


def _meaning_of_dash(meaning: str) -> Decimal | Absence | None:
    return {"blank": None, "zero": Decimal(0)}[meaning] if meaning in {"blank", "zero"} else Absence(meaning)
