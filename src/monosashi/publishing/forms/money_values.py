"""Money of a measure, of one of its programs, of the whole plan: a program counts once in every sum.

What a measure shares with others is printed whole and marked as common, and is no number: a column of a form that adds it up would
count it again for each of them.
"""

from collections.abc import Callable, Iterable, Mapping
from decimal import Decimal

from monosashi.core.money import BudgetProgram, BudgetStage, FundingSource, MoneyLine
from monosashi.core.values import Absence
from monosashi.evaluation.rounding import percent
from monosashi.evaluation.spending import amounts, current_of, spending_of_programs
from monosashi.exchange.forms.values import FormValue
from monosashi.publishing.comparison.places import program_name
from monosashi.publishing.forms.measure_values import MeasureValue
from monosashi.publishing.forms.plan_values import PlanValue
from monosashi.publishing.forms.printing import TONGUE, coded, figure, lines, listed
from monosashi.publishing.forms.told import OfMeasure

Programs = tuple[BudgetProgram, ...]
ProgramsValue = Callable[[Programs, int], FormValue]
Amount = Decimal | Absence | None

SPLIT = (BudgetStage.INITIAL, BudgetStage.CURRENT, BudgetStage.SPENT, BudgetStage.CARRIED_OUT)
"""Stages of which a form can ask by funding source and by item."""


def of_plan(tell: ProgramsValue) -> PlanValue:
    """Of all programs of the plan."""
    return lambda whole, year: tell(whole.plan.budget_programs, year)


def of_measure(tell: ProgramsValue) -> MeasureValue:
    """Of the programs in which the measure has a part, each whole, marked where others share one that tells something."""
    return lambda measure, year: _marked(tell, measure.programs, year)


def rate_of_measure(tell: ProgramsValue) -> MeasureValue:
    """A rate of the programs in which the measure has a part. Nobody adds rates up, so that it bears no mark."""
    return lambda measure, year: tell(measure.programs, year)


def of_program(number: int, tell: ProgramsValue) -> MeasureValue:
    """Of the measure's program with this number; "" where it has fewer."""
    return lambda measure, year: _marked(tell, measure.programs[number - 1 : number], year)


def rate_of_program(number: int, tell: ProgramsValue) -> MeasureValue:
    """A rate of the measure's program with this number."""
    return lambda measure, year: tell(measure.programs[number - 1 : number], year)


def _marked(tell: ProgramsValue, programs: Programs, year: int) -> FormValue:
    value = tell(programs, year)
    if isinstance(value, str) or not any(len(each.shares) > 1 and tell((each,), year) != "" for each in programs):
        return value
    return value.printed + TONGUE.say("site.shared_mark")


def stage_amount(stage: BudgetStage) -> ProgramsValue:
    """The total of a budget stage."""

    def value(programs: Programs, year: int) -> FormValue:
        return figure(_sum(_total(program, stage, year) for program in programs))

    return value


def source_amount(stage: BudgetStage, source: FundingSource) -> ProgramsValue:
    """What of a budget stage comes from a source."""

    def value(programs: Programs, year: int) -> FormValue:
        found = (
            line.amount for p in programs for line in _lines(p, stage, year) if line.source is source and not line.item
        )
        return figure(_sum(found))

    return value


def items_of(stage: BudgetStage) -> MeasureValue:
    """The items (科目) of a budget stage with their amounts, one a line."""

    def value(measure: OfMeasure, year: int) -> FormValue:
        found = ((p, line) for p in measure.programs for line in _lines(p, stage, year) if line.item)
        return lines(TONGUE.say("form_fields.item_line", item=line.item, amount=_amount(p, line)) for p, line in found)

    return value


def execution_rate(of: str) -> ProgramsValue:
    """Spent of the budget in percent, with one decimal."""

    def value(programs: Programs, year: int) -> FormValue:
        money = spending_of_programs(programs, year)
        return figure(
            percent(money.execution_of_current if of == "execution_of_current" else money.execution_of_initial)
        )

    return value


def _amount(program: BudgetProgram, line: MoneyLine) -> str:
    mark = TONGUE.say("site.shared_mark") if len(program.shares) > 1 else ""
    return TONGUE.value(line.amount) + mark


def _lines(program: BudgetProgram, stage: BudgetStage, year: int) -> Iterable[MoneyLine]:
    return (line for line in program.lines if line.stage is stage and line.fiscal_year == year)


def _total(program: BudgetProgram, stage: BudgetStage, year: int) -> Amount:
    """The program's amount; where it has none, how its total is absent."""
    totals = amounts(program, year)
    known = current_of(totals) if stage is BudgetStage.CURRENT else totals.get(stage)
    if known is not None:
        return known
    stated = (line.amount for line in _lines(program, stage, year) if not line.item and line.source is None)
    return next(stated, None)


def _sum(parts: Iterable[Amount]) -> Amount:
    """What is known, added up; where nothing is, how it is absent. None: nobody said anything."""
    told = [part for part in parts if part is not None]
    numbers = [part for part in told if isinstance(part, Decimal)]
    return sum(numbers, Decimal(0)) if numbers else next(iter(told), None)


def _names(measure: OfMeasure, _year: int) -> FormValue:
    return lines(map(_name, measure.programs))


def _name(program: BudgetProgram) -> str:
    return program_name(program) + (TONGUE.say("site.shared_mark") if len(program.shares) > 1 else "")


def _shared_with(measure: OfMeasure, _year: int) -> FormValue:
    shares = (share.node for program in measure.programs for share in program.shares)
    known = measure.plan.index.node
    return listed(known[node].label for node in dict.fromkeys(shares) if node != measure.node.id)


def _of_one(tell: Callable[[BudgetProgram], str]) -> ProgramsValue:
    return lambda programs, _year: lines(map(tell, programs))


PROGRAMS_VALUES: Mapping[str, MeasureValue] = {"program_names": _names, "shared_with": _shared_with}

ONE_PROGRAM_VALUES: Mapping[str, ProgramsValue] = {
    "program_name": _of_one(_name),
    "program_code": _of_one(lambda program: program.code),
    "program_account": _of_one(lambda program: coded(program.account)),
}
