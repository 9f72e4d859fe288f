"""The amounts that a page asks for: what was spent and carried over of each budget program, while nobody closed the year."""

from collections.abc import Iterator, Mapping
from dataclasses import replace
from decimal import Decimal

from monosashi.core.messages import message
from monosashi.core.money import BudgetProgram, BudgetStage, MoneyLine
from monosashi.core.paths import escaped
from monosashi.core.plan import Plan, YearState
from monosashi.core.tree import Node
from monosashi.core.values import Absence
from monosashi.exchange.answer_sheets.slots import Slot, SlotKind, SlotValue
from monosashi.exchange.finance.new_lines import insert_line
from monosashi.wording import word

MONEY = "money"
ASKED_STAGES = (BudgetStage.CURRENT, BudgetStage.SPENT, BudgetStage.CARRIED_OUT)

_CHANGED_BUDGET = frozenset(
    {BudgetStage.SUPPLEMENTARY, BudgetStage.TRANSFER, BudgetStage.RESERVE, BudgetStage.CARRIED_IN}
)


def money_slots(plan: Plan, node: Node, fiscal_year: int) -> tuple[tuple[BudgetProgram, tuple[Slot, ...]], ...]:
    """The programs of a measure with the amounts that are asked of each. A settled year's money is not asked."""
    programs = plan.index.programs_of.get(node.id, ())
    return tuple((program, tuple(_asked_of(plan, program, fiscal_year))) for program in programs)


def _asked_of(plan: Plan, program: BudgetProgram, fiscal_year: int) -> Iterator[Slot]:
    year = plan.index.year.get(fiscal_year)
    if year is not None and year.state is YearState.SETTLED:
        return
    lines = [line for line in program.lines if line.fiscal_year == fiscal_year]
    detailed = {line.stage for line in lines if line.item or line.source is not None}
    adds_up = any(line.stage in _CHANGED_BUDGET for line in lines)
    for stage in ASKED_STAGES:
        if stage not in detailed and not (stage is BudgetStage.CURRENT and adds_up):
            yield money_slot(plan, program, stage)


def money_slot(plan: Plan, program: BudgetProgram, stage: BudgetStage) -> Slot:
    """The slot of one amount: one of the whole program, whichever measure's page it stands on."""
    label = message("answer_sheets.spent") if stage is BudgetStage.SPENT else word(stage)
    return Slot((MONEY, program.id, stage.value), SlotKind.AMOUNT, label, unit=plan.money_unit)


def every_money_slot(plan: Plan, node: str) -> dict[str, Slot]:
    """All amounts that may ever have been asked on the page of a measure, by slot id: also those that are not any more."""
    slots = (money_slot(plan, p, stage) for p in plan.index.programs_of.get(node, ()) for stage in ASKED_STAGES)
    return {slot.id: slot for slot in slots}


def is_money(slot: str) -> bool:
    """Whether a slot's id names an amount."""
    return slot.startswith(f"{escaped(MONEY)}/")


def held_money(plan: Plan, program: str, fiscal_year: int, stage: str) -> Decimal | Absence | None:
    """The total line of the program. None: there is none."""
    found = next((each for each in plan.budget_programs if each.id == program), None)
    lines = () if found is None else found.lines
    return next((line.amount for line in lines if _is_total(line, fiscal_year, stage)), None)


def _is_total(line: MoneyLine, fiscal_year: int, stage: str) -> bool:
    return line.fiscal_year == fiscal_year and line.stage == stage and not line.item and line.source is None


def with_money(plan: Plan, fiscal_year: int, answers: Mapping[tuple[str, ...], SlotValue]) -> Plan:
    """The plan with these amounts, by `Slot.at`; a blank takes the line away."""
    amounts: dict[str, dict[str, SlotValue]] = {}
    for at, value in answers.items():
        if at[0] == MONEY:
            amounts.setdefault(at[1], {})[at[2]] = value
    if not amounts:
        return plan
    programs = (_program(p, fiscal_year, amounts[p.id]) if p.id in amounts else p for p in plan.budget_programs)
    return replace(plan, budget_programs=tuple(programs))


def _program(program: BudgetProgram, fiscal_year: int, amounts: Mapping[str, SlotValue]) -> BudgetProgram:
    lines = list(program.lines)
    for stage, value in amounts.items():
        at = next((at for at, line in enumerate(lines) if _is_total(line, fiscal_year, stage)), None)
        if not isinstance(value, Decimal | Absence):
            lines = [line for line in lines if not _is_total(line, fiscal_year, stage)]
        elif at is not None:
            lines[at] = replace(lines[at], amount=value)
        else:
            insert_line(lines, MoneyLine(fiscal_year, BudgetStage(stage), value))
    return replace(program, lines=tuple(lines))
