"""A mapping file (TOML) read into a FinanceMapping, everything wrong in it told at once."""

import tomllib
from collections.abc import Collection, Iterable, Mapping
from dataclasses import fields
from enum import StrEnum
from pathlib import Path
from typing import TypeVar

from monosashi.core.messages import InvalidInput, Message, Problem, message
from monosashi.core.money import Account, BudgetStage, FundingSource
from monosashi.core.plan import Plan
from monosashi.core.values import Absence
from monosashi.exchange.file_bytes import bytes_of, text_of
from monosashi.exchange.finance.mapping import (
    DASHES,
    ColumnName,
    Columns,
    Decision,
    Decisions,
    FinanceMapping,
    Missing,
    OtherRows,
    Repeated,
    Rounding,
    StageColumn,
    Totals,
)
from monosashi.exchange.finance.words import Words, encoding_named, fold
from monosashi.exchange.toml_faults import line_of
from monosashi.exchange.typed_words import YEN

Table = Mapping[str, object]
Choice = TypeVar("Choice", bound=StrEnum)

_FILE = (
    *("encoding", "delimiter", "header_row", "unit", "rounding", "totals", "repeated", "missing", "other_rows"),
    *("dash", "total_words"),
)
_TABLES = ("file", "columns", "stages", "stage", "words", "items", "decisions")
_WORDS = ("stages", "sources", "accounts")
_DELIMITERS = (",", "\t", ";")


def read_mapping(source: Path | str | bytes) -> FinanceMapping:
    """The mapping in a file or in bytes. Raises InvalidInput with everything that is wrong."""
    name = "" if isinstance(source, bytes) else str(source)
    text = text_of(bytes_of(source), name)
    try:
        data = tomllib.loads(text)
    except tomllib.TOMLDecodeError as error:
        raise InvalidInput((_not_toml(name, error),)) from None
    reader = _Reader(name)
    mapping = reader.mapping(data)
    if reader.problems or mapping is None:
        raise InvalidInput(tuple(reader.problems))
    return mapping


def check_mapping(mapping: FinanceMapping, plan: Plan) -> None:
    """Raises InvalidInput where the mapping decides about programs that the plan does not have."""
    known = {program.id for program in plan.budget_programs}
    decisions = mapping.decisions
    named = (
        *(("decisions.match", decision.program) for decision in decisions.match),
        *(("decisions.leave", program) for program in sorted(decisions.leave)),
        *(("decisions.accept_sums", program) for program in sorted(decisions.accept_sums)),
    )
    why, remedy = message("finance.no_such_program"), message("finance.no_such_program.remedy")
    if problems := tuple(Problem(place, program, why, remedy) for place, program in named if program not in known):
        raise InvalidInput(problems)


def _not_toml(name: str, error: tomllib.TOMLDecodeError) -> Problem:
    return Problem(
        name, None, message("finance.mapping.not_toml"), message("finance.mapping.mend_toml"), line_of(error)
    )


class _Reader:
    """One reading, gathering what is wrong. Places are those of the TOML: `columns.code`."""

    def __init__(self, name: str) -> None:
        self.problems: list[Problem] = []
        self._name = name

    def mapping(self, data: Table) -> FinanceMapping | None:
        """The mapping, None where something that it cannot be without is wrong."""
        self._known(data, _TABLES, "")
        file = self._table(data, "file", _FILE)
        words = self._table(data, "words", _WORDS)
        stage_table = self._table(data, "stage", ("column", "amount", "ignore")) if "stage" in data else None
        stages = self._stages(self._table(data, "stages", tuple(BudgetStage)))
        stage = self._stage(stage_table)
        if bool(stages) == (stage_table is not None):
            self._say("stages", None, "one_way_of_stages")
        return self._unless_wrong(
            FinanceMapping(
                unit=self._unit(file),
                columns=self._columns(self._table(data, "columns", [field.name for field in fields(Columns)])),
                stages=stages,
                stage=stage,
                encoding=self._encoding(file),
                delimiter=self._one_of(file, "file", "delimiter", _DELIMITERS, ","),
                header_row=self._count(file),
                rounding=self._choice(file, "rounding", Rounding.NONE),
                totals=self._choice(file, "totals", Totals.ROWS),
                repeated=self._choice(file, "repeated", Repeated.ASK),
                missing=self._choice(file, "missing", Missing.KEEP),
                other_rows=self._choice(file, "other_rows", OtherRows.LIST),
                dash=self._one_of(file, "file", "dash", (*DASHES, *Absence), "ask"),
                total_words=self._texts(file, "file", "total_words"),
                stage_words=self._words(words, "stages", BudgetStage),
                source_words=self._words(words, "sources", FundingSource),
                account_words=self._words(words, "accounts", Account),
                items=self._items(data),
                decisions=self._decisions(self._table(data, "decisions", ("match", "leave", "accept_sums"))),
            )
        )

    def _unless_wrong(self, mapping: FinanceMapping) -> FinanceMapping | None:
        return None if self.problems else mapping

    def _say(self, place: str, read: object, why: str, names: Iterable[str] = ()) -> None:
        """A problem, by the end of its message ids."""
        reason: Message = message(f"finance.mapping.{why}", names=tuple(names))
        remedy = message(f"finance.mend_mapping.{why}", names=tuple(names))
        shown = None if read is None else str(read)
        self.problems.append(Problem(" ".join(filter(None, (self._name, place))), shown, reason, remedy))

    def _known(self, table: Table, names: Collection[str], above: str) -> None:
        for key in table:
            if key not in names:
                self._say(f"{above}{key}", key, "unknown_key", names)

    def _table(self, data: Table, name: str, keys: Collection[str] | None) -> Table:
        """A table of the mapping; `keys` None: its keys are free."""
        table = data.get(name, {})
        if not isinstance(table, dict):
            self._say(name, table, "not_a_table")
            return {}
        self._known(table, table if keys is None else keys, f"{name}.")
        return table

    def _text(self, table: Table, above: str, key: str, default: str = "") -> str:
        value = table.get(key, default)
        if isinstance(value, str):
            return value
        self._say(f"{above}.{key}", value, "not_a_text")
        return default

    def _texts(self, table: Table, above: str, key: str) -> tuple[str, ...]:
        value = table.get(key, [])
        if isinstance(value, list) and all(isinstance(each, str) for each in value):
            return tuple(value)
        self._say(f"{above}.{key}", value, "not_texts")
        return ()

    def _one_of(self, table: Table, above: str, key: str, names: Collection[str], default: str) -> str:
        value = self._text(table, above, key, default)
        if value in names:
            return value
        self._say(f"{above}.{key}", value, "not_a_choice", names)
        return default

    def _choice(self, table: Table, key: str, default: Choice) -> Choice:
        kind = type(default)
        return kind(self._one_of(table, "file", key, tuple(kind), default))

    def _encoding(self, file: Table) -> str:
        stated = self._text(file, "file", "encoding", "auto")
        encoding = encoding_named(stated)
        if encoding is None:
            self._say("file.encoding", stated, "not_a_choice", ("auto", "utf-8", "cp932"))
        return encoding or "auto"

    def _unit(self, file: Table) -> str:
        unit = self._text(file, "file", "unit")
        if not unit or fold(unit) not in YEN:
            self._say("file.unit", unit, "unit", YEN)
        return fold(unit)

    def _count(self, file: Table) -> int:
        value = file.get("header_row", 1)
        if type(value) is int and value >= 0:
            return value
        self._say("file.header_row", value, "header_row")
        return 1

    def _column(self, table: Table, above: str, key: str) -> ColumnName | None:
        value = table.get(key)
        if value is None or (isinstance(value, str) and value.strip()) or (type(value) is int and value > 0):
            return value
        self._say(f"{above}.{key}", value, "not_a_column")
        return None

    def _columns(self, table: Table) -> Columns:
        columns = Columns(**{field.name: self._column(table, "columns", field.name) for field in fields(Columns)})
        if "code" not in table and "name" not in table:
            self._say("columns", None, "code_or_name")
        return columns

    def _stages(self, table: Table) -> Mapping[BudgetStage, ColumnName]:
        columns = {stage: self._column(table, "stages", stage) for stage in BudgetStage if stage in table}
        return {stage: column for stage, column in columns.items() if column is not None}

    def _stage(self, table: Table | None) -> StageColumn | None:
        if table is None:
            return None
        column, amount = (self._column(table, "stage", key) for key in ("column", "amount"))
        if column is not None and amount is not None:
            return StageColumn(column, amount, self._texts(table, "stage", "ignore"))
        self._say("stage", None, "column_and_amount")
        return None

    def _words(self, words: Table, group: str, kind: type[StrEnum]) -> Words:
        own = self._table(words, group, tuple(kind))
        return {code: self._texts(own, f"words.{group}", code) for code in kind if code in own}

    def _items(self, data: Table) -> Mapping[str, str]:
        table = self._table(data, "items", None)
        return {fold(key): self._text(table, "items", key) for key in table}

    def _decisions(self, table: Table) -> Decisions:
        entries = table.get("match", [])
        if not isinstance(entries, list) or not all(isinstance(entry, dict) for entry in entries):
            self._say("decisions.match", entries, "not_tables")
            entries = []
        match = tuple(self._decision(entry, f"decisions.match[{at}]") for at, entry in enumerate(entries, start=1))
        leave, accepted = (frozenset(self._texts(table, "decisions", key)) for key in ("leave", "accept_sums"))
        return Decisions(match, leave, accepted)

    def _decision(self, entry: Table, place: str) -> Decision:
        names = [field.name for field in fields(Decision)]
        self._known(entry, names, f"{place}.")
        decision = Decision(**{name: self._text(entry, place, name) for name in names})
        if not decision.program or not (decision.code or decision.name):
            self._say(place, None, "decision")
        return decision
