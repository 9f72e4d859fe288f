"""The year's money on a page: shown, never asked. Finance answers for it."""

from collections.abc import Iterable
from decimal import Decimal

from monosashi.core.money import BudgetProgram, BudgetStage, MoneyLine
from monosashi.core.plan import Plan
from monosashi.core.tree import Node
from monosashi.core.values import Absence
from monosashi.exchange.answer_sheets.page_cells import ANSWER, FIRST, Page
from monosashi.wording import word


def write_money(page: Page, plan: Plan, node: Node, fiscal_year: int) -> None:
    """The programs of the measure with their amounts of last year and this, nothing where it has none."""
    programs = plan.index.programs_of.get(node.id, ())
    if not programs:
        return
    text = page.paper.text
    page.gap()
    page.across(text("answer_sheets.section.money", unit=plan.money_unit), "section")
    for program in programs:
        shared = text("answer_sheets.shared") if len(program.shares) > 1 else ""
        page.across(" ".join(filter(None, (program.name, program.part))) + shared, "heading")
        years = (fiscal_year - 1, fiscal_year)
        last, this = (text("answer_sheets.year", year=year) for year in years)
        page.known(
            (
                (FIRST, 3, text("answer_sheets.column.stage"), "column"),
                (4, 4, last, "column"),
                (ANSWER, ANSWER, this, "column"),
            )
        )
        for stage in BudgetStage:
            amounts = tuple(total(program, year, stage) for year in years)
            if any(amount is not None for amount in amounts):
                cells = [(FIRST, 3, page.paper.say(word(stage)), "label")]
                cells += [
                    (at, at, _shown(page, amount), "figure") for at, amount in zip((4, ANSWER), amounts, strict=True)
                ]
                page.known(cells)


def total(program: BudgetProgram, fiscal_year: int, stage: BudgetStage) -> Decimal | Absence | None:
    """The program's amount: its total line, else the sum of its items, else of its sources. None: nothing is known."""
    lines = [line for line in program.lines if line.fiscal_year == fiscal_year and line.stage is stage]
    whole = next((line.amount for line in lines if not line.item and line.source is None), None)
    if whole is not None:
        return whole
    return _sum(line for line in lines if line.item) or _sum(line for line in lines if line.source)


def _sum(lines: Iterable[MoneyLine]) -> Decimal | None:
    amounts = [line.amount for line in lines]
    numbers = [amount for amount in amounts if isinstance(amount, Decimal)]
    return sum(numbers, Decimal(0)) if numbers and len(numbers) == len(amounts) else None


def _shown(page: Page, amount: Decimal | Absence | None) -> str:
    return "" if amount is None else page.paper.text("answer_sheets.value", value=amount)
