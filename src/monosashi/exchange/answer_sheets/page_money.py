"""The year's money on a page: the budget is shown, what was spent of it is asked until finance has settled the year."""

from collections.abc import Iterable
from decimal import Decimal

from monosashi.core.money import Account, BudgetProgram, BudgetStage, MoneyLine
from monosashi.core.values import Absence
from monosashi.exchange.answer_sheets.money_slots import money_slots
from monosashi.exchange.answer_sheets.page_answers import AnswerCells
from monosashi.exchange.answer_sheets.page_cells import ANSWER, FIRST, Page
from monosashi.exchange.answer_sheets.slots import Slot
from monosashi.wording import word


def write_money(page: Page, answers: AnswerCells, asked_at: dict[str, str]) -> None:
    """The programs of the measure with their amounts of last year and this, nothing where it has none.

    `asked_at` are the sheets of this workbook on which programs are asked about, by id: each once, however many measures
    of the department share it. Programs that are asked here are added to it.
    """
    of, node = answers.of, answers.node
    programs = money_slots(of.plan, node, of.fiscal_year)
    if not programs:
        return
    page.gap()
    page.across(page.paper.text("answer_sheets.section.money", unit=of.plan.money_unit), "section")
    for program, slots in programs:
        elsewhere = asked_at.get(program.id, "") if slots else ""
        if slots:
            asked_at.setdefault(program.id, page.sheet.get_name())
        _Block(page, answers, program).write(() if elsewhere else slots, elsewhere)


class _Block:
    """Writes the amounts of one program."""

    def __init__(self, page: Page, answers: AnswerCells, program: BudgetProgram) -> None:
        self._page, self._answers, self._program = page, answers, program
        self._years = (answers.of.fiscal_year - 1, answers.of.fiscal_year)

    def write(self, slots: tuple[Slot, ...], elsewhere: str) -> None:
        """The heading, then stage by stage what is known and what is asked. `elsewhere`: the sheet that asks instead."""
        self._heading()
        self._hint(slots, elsewhere)
        text, column = self._page.paper.text, "year" if not slots else "column.this_year"
        heads = (
            (FIRST, 3, text("answer_sheets.column.stage"), "column"),
            (4, 4, text("answer_sheets.year", year=self._years[0]), "column"),
            (ANSWER, ANSWER, text(f"answer_sheets.{column}", year=self._years[1]), "column"),
        )
        self._page.known(heads)
        asked = {slot.at[-1]: slot for slot in slots}
        for stage in BudgetStage:
            self._row(stage, asked.get(stage.value))

    def _heading(self) -> None:
        program, paper = self._program, self._page.paper
        shared = paper.text("answer_sheets.shared") if len(program.shares) > 1 else ""
        account = "" if program.account is Account.UNDECLARED else paper.say(word(program.account))
        in_account = paper.text("answer_sheets.account", account=account) if account else ""
        self._page.across(" ".join(filter(None, (program.name, program.part))) + in_account + shared, "heading")

    def _hint(self, slots: tuple[Slot, ...], elsewhere: str) -> None:
        text = self._page.paper.text
        if elsewhere:
            self._page.across(text("answer_sheets.money_elsewhere", sheet=elsewhere), "small")
        elif slots and len(self._program.shares) > 1:
            self._page.across(text("answer_sheets.money_of_whole"), "small")

    def _row(self, stage: BudgetStage, slot: Slot | None) -> None:
        last, this = (total(self._program, year, stage) for year in self._years)
        if slot is None and last is None and this is None:
            return
        page = self._page
        cells = [
            (FIRST, 3, page.paper.say(word(stage) if slot is None else slot.label), "label"),
            (4, 4, _shown(page, last), "figure"),
        ]
        if slot is None:
            cells.append((ANSWER, ANSWER, _shown(page, this), "figure"))
        else:
            self._answers.cell(slot)
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
