"""A year played with answer sheets: the open plan, workbooks issued from it, filled as a department's Excel would."""

from collections.abc import Callable, Iterator
from dataclasses import replace
from decimal import Decimal
from functools import cache
from pathlib import Path

from openpyxl.cell.cell import Cell
from openpyxl.workbook import Workbook
from openpyxl.worksheet.worksheet import Worksheet

from monosashi.core.messages import Message, Problem, message
from monosashi.core.plan import Plan
from monosashi.core.results import NodeYear
from monosashi.evaluation.evaluate import shipped_life_cycle, shipped_scheme
from monosashi.exchange.answer_sheets.identity import ANSWER_MARK, PAGE_MARK
from monosashi.exchange.answer_sheets.intake import Intake, take_in
from monosashi.exchange.answer_sheets.issuing import Issued, issue
from monosashi.exchange.answer_sheets.judging import Judging
from monosashi.exchange.answer_sheets.page_answers import Round
from monosashi.exchange.answer_sheets.returned import read_returned
from monosashi.exchange.answer_sheets.slot_values import held
from monosashi.exchange.answer_sheets.slots import Slot, SlotKind, SlotValue, slots_of
from monosashi.exchange.plan_file import read_plan
from monosashi.wording import render
from opened_by_hand import opened_book

HEALTH = "保健予防課"
NODE, ACTUAL = "n-p146", "actual/i-p146/value"
GRADE, REASON = "rating/progress/grade", "rating/progress/reason"

EXAMPLES = Path(__file__).parents[3] / "examples"
YEAR = 2024


@cache
def example(city: str) -> Plan:
    return read_plan(EXAMPLES / city / f"{city}.plan.json")


def opened(plan: Plan, year: int = YEAR) -> Plan:
    """The plan before anybody answered for the year: what departments say of it is gone, what everybody knew stays."""
    return replace(
        plan,
        results=tuple(_unsaid(result) if result.fiscal_year == year else result for result in plan.results),
        indicators=tuple(
            replace(
                i,
                actuals=tuple(actual for actual in i.actuals if actual.fiscal_year != year),
                fractions=tuple(
                    replace(f, numerator=None, denominator=None) if f.fiscal_year == year else f for f in i.fractions
                ),
            )
            for i in plan.indicators
        ),
        nodes=tuple(replace(n, milestones=tuple(replace(m, done=None) for m in n.milestones)) for n in plan.nodes),
        documents=(),
        provenance=(),
    )


def _unsaid(result: NodeYear) -> NodeYear:
    return NodeYear(
        result.node,
        result.fiscal_year,
        stage=result.stage,
        managed_by=result.managed_by,
        notes=result.notes,
        excluded=result.excluded,
    )


def judging(plan: Plan, year: int = YEAR) -> Judging:
    of = plan.index.year[year]
    life_cycle = None if of.life_cycle is None else shipped_life_cycle(of.life_cycle)
    return Judging(None if of.scheme is None else shipped_scheme(of.scheme), life_cycle)


def round_of(plan: Plan, year: int = YEAR) -> Round:
    by = judging(plan, year)
    return Round(plan, year, by.scheme, by.life_cycle)


@cache
def akita() -> tuple[Plan, tuple[Issued, ...]]:
    """Akita's plan with 2024 open, and the files issued from it."""
    plan = opened(example("akita"))
    return plan, issue(round_of(plan))


def issued_to(department: str, folder: Path) -> Path:
    """The workbook of the department whose file name holds this, written to a folder."""
    _, files = akita()
    [file] = [file for file in files if file.recipient is not None and department in file.name]
    folder.mkdir(exist_ok=True)
    path = folder / file.name
    path.write_bytes(file.raw)
    return path


def take(*paths: Path, plan: Plan | None = None, year: int = YEAR, taken: tuple[Path, ...] = ()) -> Intake:
    of = akita()[0] if plan is None else plan
    return take_in(of, year, tuple(read_returned(path) for path in paths), judging(of, year), taken)


def edited(path: Path, *edits: Callable[[Workbook], None]) -> Path:
    """The workbook opened and saved by openpyxl after the edits."""
    workbook = opened_book(path)
    for edit in edits:
        edit(workbook)
    workbook.save(path)
    return path


def page(workbook: Workbook, node: str) -> Worksheet:
    return next(sheet for sheet in workbook.worksheets if sheet["A1"].value == PAGE_MARK and sheet["B1"].value == node)


def answer_cell(workbook: Workbook, node: str, slot: str) -> Cell:
    sheet = page(workbook, node)
    column = next(cell.column for cell in sheet[1] if cell.value == ANSWER_MARK)
    row = next(cell.row for cell in sheet["A"] if cell.value == slot)
    found = sheet.cell(row, column)
    assert isinstance(found, Cell)
    return found


def typed(node: str, slot: str, value: object) -> Callable[[Workbook], None]:
    """An edit that types a value into one answer."""

    def put(workbook: Workbook) -> None:
        answer_cell(workbook, node, slot).value = value  # type: ignore[assignment]

    return put


def filled(path: Path, answers: Plan, year: int = YEAR) -> Path:
    """The workbook with every answer of the plan `answers` typed into its pages."""
    scheme = judging(answers, year).scheme

    def fill(workbook: Workbook) -> None:
        for sheet in workbook.worksheets:
            if sheet["A1"].value == PAGE_MARK:
                node = answers.index.node[str(sheet["B1"].value)]
                for slot in slots_of(answers, node, scheme).every:
                    value = held(answers, node.id, year, slot)
                    answer_cell(workbook, node.id, slot.id).value = as_typed(slot, value)

    return edited(path, fill)


def as_typed(slot: Slot, value: SlotValue) -> str | float | None:
    """What a person types or chooses for the value."""
    if value is None:
        return None
    if isinstance(value, Decimal):
        return float(value)
    if slot.kind is SlotKind.MARK:
        return "○"
    for option in slot.options:
        if option.value == value:
            return render(option.shown, "ja") if isinstance(option.shown, Message) else option.shown
    return value if type(value) is str else render(message("answer_sheets.value", value=value), "ja")  # type: ignore[arg-type]


def written(files: tuple[Issued, ...], folder: Path) -> Iterator[Path]:
    for file in files:
        if file.recipient is not None:
            (folder / file.name).write_bytes(file.raw)
            yield folder / file.name


def sentence(problem: Problem) -> str:
    return f"{problem.place}|{problem.read}|{render(problem.why, 'ja')}|{render(problem.remedy, 'ja')}"


def sentences(problems: list[Problem]) -> str:
    assert all(render(problem.why, "en") and render(problem.remedy, "en") for problem in problems)
    return "\n".join(map(sentence, problems))
