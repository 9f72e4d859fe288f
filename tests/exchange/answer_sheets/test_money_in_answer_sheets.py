"""Money on the sheets: what was spent of a program is asked of every department that shares it, and counts once."""

from dataclasses import replace
from decimal import Decimal
from functools import cache
from pathlib import Path

import pytest
from openpyxl import load_workbook

from exchange.answer_sheets.sheet_round import (
    answer_cell,
    edited,
    example,
    opened,
    page,
    round_of,
    sentences,
    take,
    typed,
)
from monosashi.core.money import BudgetStage, MoneyLine
from monosashi.core.plan import Plan, YearState
from monosashi.core.values import Absence
from monosashi.exchange.answer_sheets.issuing import Issued, issue
from monosashi.exchange.answer_sheets.money_slots import money_slots
from monosashi.exchange.answer_sheets.states import SheetState, states
from monosashi.wording import render

OFFICE, WASTE, CHILDREN = "デジタル化推進本部", "環境都市推進課", "子ども総務課"
PAGES = {OFFICE: "n-p077", WASTE: "n-p139", CHILDREN: "n-p141"}
LINE = "b-p077"
SPENT = f"money/{LINE}/spent"


@cache
def spring() -> Plan:
    """Akita's plan in April: of the year's money only the first budget is known."""
    plan = opened(example("akita"))
    programs = tuple(
        replace(p, lines=tuple(line for line in p.lines if line.stage is BudgetStage.INITIAL))
        for p in plan.budget_programs
    )
    years = tuple(replace(year, state=YearState.OPEN) for year in plan.years)
    return replace(plan, budget_programs=programs, years=years)


@cache
def files() -> tuple[Issued, ...]:
    return issue(round_of(spring()))


def book(department: str, folder: Path, *answers: tuple[str, object], plan: Plan | None = None) -> Path:
    """The department's workbook with these amounts typed on the page that asks for the LINE account's."""
    issued = files() if plan is None else issue(round_of(plan))
    [file] = [file for file in issued if file.name == f"回答_{department}.xlsx"]
    folder.mkdir(exist_ok=True)
    (folder / file.name).write_bytes(file.raw)
    return edited(folder / file.name, *(typed(PAGES[department], slot, value) for slot, value in answers))


def line_program(plan: Plan) -> dict[str, Decimal | Absence]:
    program = next(p for p in plan.budget_programs if p.id == LINE)
    return {line.stage.value: line.amount for line in program.lines if not line.item and line.source is None}


def with_line(plan: Plan, *lines: MoneyLine) -> Plan:
    programs = tuple(replace(p, lines=(*p.lines, *lines)) if p.id == LINE else p for p in plan.budget_programs)
    return replace(plan, budget_programs=programs)


def asked(plan: Plan) -> list[str]:
    return [slot.at[-1] for p, slots in money_slots(plan, plan.index.node["n-p077"], 2024) for slot in slots]


def test_what_is_asked_depends_on_what_finance_has_told() -> None:
    plan = spring()
    assert asked(plan) == ["current", "spent", "carried_out"]
    supplement = MoneyLine(2024, BudgetStage.SUPPLEMENTARY, Decimal(100))
    assert asked(with_line(plan, supplement)) == ["spent", "carried_out"]
    item = MoneyLine(2024, BudgetStage.SPENT, Decimal(2417), item="使用料及び賃借料")
    assert asked(with_line(plan, item)) == ["current", "carried_out"]
    settled = replace(plan, years=tuple(replace(year, state=YearState.SETTLED) for year in plan.years))
    assert asked(settled) == []


@pytest.mark.slow
def test_a_program_is_asked_once_in_a_workbook_and_the_other_pages_say_where(tmp_path: Path) -> None:
    """Two of the office's measures share the LINE account."""
    workbook = load_workbook(book(OFFICE, tmp_path))
    asking = [s.title for s in workbook.worksheets for cell in s["A"] if cell.value == SPENT]
    assert asking == [page(workbook, "n-p077").title]
    told = [str(cell.value) for row in page(workbook, "n-p084").iter_rows() for cell in row if cell.value]
    assert [text for text in told if f"「{asking[0]}」のシートに1回だけ" in text]
    assert "2,417" in told
    shown = [str(cell.value) for row in page(workbook, "n-p077").iter_rows() for cell in row if cell.value]
    assert [text for text in shown if "予算事業全体の金額" in text]
    assert answer_cell(workbook, "n-p077", SPENT).number_format == "#,##0"
    assert not answer_cell(workbook, "n-p077", SPENT).protection.locked


@pytest.mark.slow
def test_departments_that_say_different_amounts_of_one_program_are_decided_by_a_person(tmp_path: Path) -> None:
    """2,417 and 2,471 of the program that four sheets share."""
    paths = [
        book(department, tmp_path, (SPENT, amount))
        for department, amount in ((OFFICE, 2417), (WASTE, "2,417千円"), (CHILDREN, 2471))
    ]
    undecided = take(*paths, plan=spring())
    [conflict] = undecided.conflicts
    assert {(one.file.name, one.value) for one in conflict.answers} == {
        ("回答_デジタル化推進本部.xlsx", Decimal(2417)),
        ("回答_環境都市推進課.xlsx", Decimal(2417)),
        ("回答_子ども総務課.xlsx", Decimal(2471)),
    }
    assert (undecided.after == spring(), undecided.awaits_decision) == (True, True)
    decided = take(*paths, plan=spring(), taken=(paths[2],))
    assert (decided.conflicts, line_program(decided.after)) == ([], {"initial": Decimal(2417), "spent": Decimal(2471)})
    kept = take(*paths, plan=spring(), taken=(Path("plan.json"),))
    assert (kept.conflicts, kept.after == spring()) == ([], True)


@pytest.mark.slow
def test_departments_that_say_the_same_amount_give_one_answer(tmp_path: Path) -> None:
    paths = [
        book(OFFICE, tmp_path, (SPENT, 2417)),
        book(WASTE, tmp_path, (SPENT, "２，４１７")),
        book(CHILDREN, tmp_path),
    ]
    intake = take(*paths, plan=spring())
    assert (intake.conflicts, intake.problems, len(intake.cells)) == ([], [], 1)
    assert line_program(intake.after) == {"initial": Decimal(2417), "spent": Decimal(2417)}


@pytest.mark.slow
def test_another_amount_after_one_that_was_saved_does_not_undo_it(tmp_path: Path) -> None:
    first = take(book(OFFICE, tmp_path, (SPENT, 2417)), plan=spring()).after
    later = take(book(WASTE, tmp_path, (SPENT, 2471)), plan=first)
    [conflict] = later.conflicts
    assert (conflict.plan_moved, conflict.kept, later.after == first) == (True, Decimal(2417), True)


@pytest.mark.slow
@pytest.mark.parametrize(
    ("amount", "words"),
    [("△2,417", "0を下回っています"), ("約2400", "約"), ("2,417,000円", "円"), ("不明", "不明"), ("-----", "-----")],
)
def test_amounts_are_read_as_people_type_them(amount: str, words: str, tmp_path: Path) -> None:
    intake = take(book(WASTE, tmp_path, (SPENT, amount)), plan=spring())
    assert words in sentences([*intake.problems, *intake.questions])
    assert intake.after == spring()


@pytest.mark.slow
def test_an_amount_that_finance_has_settled_since_is_not_taken_and_told(tmp_path: Path) -> None:
    path = book(WASTE, tmp_path, (SPENT, 2471))
    plan = with_line(spring(), MoneyLine(2024, BudgetStage.SPENT, Decimal(2417)))
    plan = replace(plan, years=tuple(replace(year, state=YearState.SETTLED) for year in plan.years))
    intake = take(path, plan=plan)
    assert (intake.conflicts, intake.problems, intake.after == plan) == ([], [], True)
    [(place, note)] = intake.notes
    assert path.name in place
    assert "「2471」は取り込んでいません" in render(note, "ja")


@pytest.mark.slow
def test_money_alone_is_no_answer_for_the_measure(tmp_path: Path) -> None:
    intake = take(book(CHILDREN, tmp_path, (SPENT, 2417)), plan=spring())
    [state] = [s for s in states(intake, None) if s.recipient.department and s.recipient.department.name == CHILDREN]
    assert (state.state, state.answered) == (SheetState.UNANSWERED, 0)
