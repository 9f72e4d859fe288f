"""A program's money lines after the CSV: amounts replaced in their place, new ones put where their stage stands."""

from collections.abc import Mapping
from dataclasses import replace
from decimal import Decimal

from monosashi.core.money import BudgetProgram, BudgetStage, MoneyLine
from monosashi.core.values import Absence
from monosashi.exchange.finance.figures import Figure, Key
from monosashi.exchange.finance.mapping import Missing

_ORDER = {stage: at for at, stage in enumerate(BudgetStage)}


def key_of_line(line: MoneyLine) -> Key:
    """Budget stage, item and source of a line."""
    return line.stage, line.item, line.source


def kept_amounts(
    program: BudgetProgram, fiscal_year: int, told: Mapping[Key, Figure], missing: Missing
) -> dict[Key, Decimal | Absence]:
    """The amounts of the year that the CSV does not tell and that stay, in the plan's unit."""
    levels = {_level(key) for key in told}
    return {
        key: line.amount
        for line in program.lines
        if line.fiscal_year == fiscal_year
        and (key := key_of_line(line)) not in told
        and not (missing is Missing.REMOVE and _is_part(key) and _level(key) in levels)
    }


def lines_after(
    program: BudgetProgram, fiscal_year: int, told: Mapping[Key, Figure], kept: Mapping[Key, Decimal | Absence]
) -> tuple[MoneyLine, ...]:
    """All lines of the program, those of other years as they are. An equal amount keeps its scale."""
    lines, seen = [], set()
    for line in program.lines:
        key = key_of_line(line)
        if line.fiscal_year != fiscal_year or key in kept:
            lines.append(line)
        elif key in told:
            seen.add(key)
            lines.append(_with_amount(line, told[key].kept))
    for key, figure in told.items():
        if key not in seen:
            stage, item, source = key
            insert_line(lines, MoneyLine(fiscal_year, stage, figure.kept, item, source))
    return tuple(lines)


def _with_amount(line: MoneyLine, amount: Decimal | Absence) -> MoneyLine:
    return line if line.amount == amount else replace(line, amount=amount)


def insert_line(lines: list[MoneyLine], new: MoneyLine) -> None:
    """Behind the lines of its year whose stage comes before or is the same, else before those of its year."""
    of_year = [at for at, line in enumerate(lines) if line.fiscal_year == new.fiscal_year]
    before = [at for at in of_year if _ORDER[lines[at].stage] <= _ORDER[new.stage]]
    at = before[-1] + 1 if before else of_year[0] if of_year else len(lines)
    lines.insert(at, new)


def _is_part(key: Key) -> bool:
    return bool(key[1]) or key[2] is not None


def _level(key: Key) -> tuple[BudgetStage, bool, bool]:
    return key[0], bool(key[1]), key[2] is not None
