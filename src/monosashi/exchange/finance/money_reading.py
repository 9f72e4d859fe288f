"""A finance CSV held against a plan: what it changes, what has to be decided, which sums do not come out."""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from pathlib import Path

from monosashi.core.changes import Change, apply, diff
from monosashi.core.messages import InvalidInput, Problem, message
from monosashi.core.money import BudgetProgram, BudgetStage
from monosashi.core.plan import Plan, YearState
from monosashi.core.validation import problems_of
from monosashi.exchange.finance.csv_text import csv_bytes
from monosashi.exchange.finance.figures import Figure, Key, Note, ProgramReading
from monosashi.exchange.finance.mapping import FinanceMapping
from monosashi.exchange.finance.mapping_reading import check_mapping
from monosashi.exchange.finance.matching import RowGroup, matched
from monosashi.exchange.finance.new_lines import kept_amounts, lines_after
from monosashi.exchange.finance.only_money import refuse_other_than_money
from monosashi.exchange.finance.rows import MoneyRow, Table, read_table
from monosashi.exchange.finance.sources import with_sources
from monosashi.exchange.finance.sums import wrong_sums
from monosashi.exchange.finance.units import Units, units_of
from monosashi.exchange.finance.words import meant

Told = Mapping[str, Mapping[Key, Figure]]
"""What the CSV tells, by program id."""


@dataclass(frozen=True, slots=True)
class MoneyRead:
    """What a CSV comes to. `before` is the plan as it was, `changes` what the CSV changes in it, documents and provenance too.

    `questions` have to be decided before anything is applied, and so have `sums`, unless the mapping accepts those of a program
    (`accepted_sums`). `unmatched_rows` and `unmatched_programs` are left as they are.
    """

    before: Plan
    fiscal_year: int
    changes: tuple[Change, ...]
    told: Told
    questions: tuple[Problem, ...] = ()
    sums: tuple[Problem, ...] = ()
    accepted_sums: tuple[Problem, ...] = ()
    notes: tuple[Note, ...] = ()
    renamed: tuple[Problem, ...] = ()
    unmatched_rows: tuple[RowGroup, ...] = ()
    unmatched_programs: tuple[BudgetProgram, ...] = ()
    rows_of_other_years: int = 0

    @property
    def undecided(self) -> tuple[Problem, ...]:
        """What keeps the changes from being applied."""
        return (*self.questions, *self.sums)

    def applied(self) -> Plan:
        """The plan with the changes and the next revision. Raises InvalidInput for what is undecided or not money."""
        if self.undecided:
            raise InvalidInput(self.undecided)
        refuse_other_than_money(self.changes, self.fiscal_year)
        after = apply(self.changes, self.before)
        return replace(after, revision=self.before.revision + 1)


def read_money(
    plan: Plan,
    source: Path | str | bytes,
    mapping: FinanceMapping,
    fiscal_year: int,
    *,
    settled: bool = False,
    name: str = "",
) -> MoneyRead:
    """Read a CSV, named by its path or in bytes, for one fiscal year. `name` is what the plan calls it as a document.

    Raises InvalidInput with every line and amount of the plan's programs that cannot be read.
    """
    check_mapping(mapping, plan)
    units = units_of(mapping, plan.money_unit)
    table = read_table(csv_bytes(source), mapping, fiscal_year)
    matching = matched(table.rows, plan, mapping)
    readings = tuple(_readings(plan, matching.rows, mapping, units))
    if any(reading.problems for reading in readings):
        every = (problem for reading in readings for problem in (*reading.problems, *reading.questions))
        raise InvalidInput(_by_line(tuple(every)))
    told = {reading.program.id: reading.figures for reading in readings}
    after = _plan_after(plan, told, fiscal_year, mapping)
    after = _with_state(after, fiscal_year, settled=settled)
    title = name or ("" if isinstance(source, bytes) else Path(source).name)
    after = with_sources(plan, after, told, fiscal_year, title=title)
    if problems := problems_of(after):
        raise InvalidInput(problems)
    sums = _sums(plan, told, fiscal_year, mapping, _placed(table, mapping), units)
    accepted = mapping.decisions.accept_sums
    changes = diff(plan, after, with_provenance=True)
    return MoneyRead(
        before=plan,
        fiscal_year=fiscal_year,
        changes=changes,
        told=told,
        questions=_by_line(
            (
                *matching.questions,
                *(question for reading in readings for question in reading.questions),
                *_settled_already(plan, fiscal_year, changes),
            )
        ),
        sums=_by_line(tuple(problem for id_, found in sums.items() if id_ not in accepted for problem in found)),
        accepted_sums=_by_line(tuple(problem for id_, found in sums.items() if id_ in accepted for problem in found)),
        notes=tuple(note for reading in readings for note in reading.notes),
        renamed=matching.renamed,
        unmatched_rows=matching.unmatched_rows,
        unmatched_programs=matching.unmatched_programs,
        rows_of_other_years=table.of_other_years,
    )


def _readings(
    plan: Plan, rows: Mapping[str, tuple[MoneyRow, ...]], mapping: FinanceMapping, units: Units
) -> tuple[ProgramReading, ...]:
    readings = []
    for program in plan.budget_programs:
        if program.id in rows:
            reading = ProgramReading(program, mapping, units)
            reading.read(rows[program.id])
            readings.append(reading)
    return tuple(readings)


def _by_line(problems: tuple[Problem, ...]) -> tuple[Problem, ...]:
    return tuple(sorted(problems, key=lambda problem: problem.line or 0))


def _plan_after(plan: Plan, told: Told, fiscal_year: int, mapping: FinanceMapping) -> Plan:
    programs = tuple(_program_after(program, told, fiscal_year, mapping) for program in plan.budget_programs)
    return replace(plan, budget_programs=programs)


def _program_after(program: BudgetProgram, told: Told, fiscal_year: int, mapping: FinanceMapping) -> BudgetProgram:
    figures = told.get(program.id)
    if not figures:
        return program
    kept = kept_amounts(program, fiscal_year, figures, mapping.missing)
    return replace(program, lines=lines_after(program, fiscal_year, figures, kept))


def _with_state(plan: Plan, fiscal_year: int, *, settled: bool) -> Plan:
    """The year closed as far as the CSV says: 速報, or 決算確定. A settled year stays settled."""
    year = plan.index.year.get(fiscal_year)
    if year is None:
        if settled:
            why, remedy = message("finance.no_such_year"), message("finance.no_such_year.remedy")
            raise InvalidInput.of("--year", why, remedy, read=str(fiscal_year))
        return plan
    if year.state is YearState.SETTLED:
        return plan
    closed = replace(year, state=YearState.SETTLED if settled else YearState.PROVISIONAL)
    return replace(plan, years=tuple(closed if each is year else each for each in plan.years))


def _settled_already(plan: Plan, fiscal_year: int, changes: tuple[Change, ...]) -> tuple[Problem, ...]:
    year = plan.index.year.get(fiscal_year)
    if not changes or year is None or year.state is not YearState.SETTLED:
        return ()
    why, remedy = message("finance.settled_already", year=fiscal_year), message("finance.settled_already.remedy")
    return (Problem(f"years/{fiscal_year}/state", None, why, remedy),)


def _placed(table: Table, mapping: FinanceMapping) -> frozenset[BudgetStage]:
    """The budget stages for which the CSV has a place."""
    named = {amount.stage for row in table.rows for amount in row.amounts}
    stages = (
        stage if isinstance(stage, BudgetStage) else meant(stage, BudgetStage, "stages", mapping.stage_words)
        for stage in named
    )
    return frozenset((*mapping.stages, *(stage for stage in stages if stage is not None)))


def _sums(
    plan: Plan,
    told: Told,
    fiscal_year: int,
    mapping: FinanceMapping,
    placed: frozenset[BudgetStage],
    units: Units,
) -> dict[str, tuple[Problem, ...]]:
    found = {}
    for program in plan.budget_programs:
        if figures := told.get(program.id):
            kept = kept_amounts(program, fiscal_year, figures, mapping.missing)
            found[program.id] = wrong_sums(program, figures, kept, placed, units)
    return found
