"""What a whole page must not say: a grade that the figures do not give without a reason, evidence without a value."""

from collections.abc import Iterator, Mapping

from monosashi.core.messages import Problem, message
from monosashi.core.plan import Plan
from monosashi.core.results import NodeYear
from monosashi.evaluation.evaluate import evaluate_measure
from monosashi.evaluation.outcomes import differs_from, own_rating
from monosashi.exchange.answer_sheets.judging import Judging
from monosashi.exchange.answer_sheets.slot_values import held
from monosashi.exchange.answer_sheets.slots import PageSlots
from monosashi.exchange.spreadsheets.faults import Fault
from monosashi.exchange.typed_cells import Cell

Cells = Mapping[tuple[str, ...], Cell]


def page_faults(
    plan: Plan, node: str, fiscal_year: int, slots: PageSlots, cells: Cells, judging: Judging
) -> Iterator[Fault]:
    """The faults of one page, each at the cell that can mend it. `plan` is the one with the page's answers."""
    yield from _without_value(slots, cells)
    yield from _unanswered(plan, node, fiscal_year, slots, cells)
    yield from _unreasoned(plan, node, fiscal_year, cells, judging)


def _without_value(slots: PageSlots, cells: Cells) -> Iterator[Fault]:
    """Evidence, status or remarks where there is no actual: the plan has no place for them."""
    for entry in slots.indicators:
        value = next((slot for slot in entry.slots if slot.at[-1] == "value"), None)
        if value is None or value.at not in cells or cells[value.at].value is not None:
            continue
        beside = (slot for slot in entry.slots if slot.at[0] == "actual" and slot is not value)
        if any(slot.at in cells and cells[slot.at].value is not None for slot in beside):
            yield _fault(cells[value.at], "no_value")


def _unanswered(plan: Plan, node: str, fiscal_year: int, slots: PageSlots, cells: Cells) -> Iterator[Fault]:
    for question, asked in slots.questions:
        empty = all(held(plan, node, fiscal_year, slot) is None for slot in asked)
        if question.required and empty and asked and asked[0].at in cells:
            yield _fault(cells[asked[0].at], "unanswered")


def _unreasoned(plan: Plan, node: str, fiscal_year: int, cells: Cells, judging: Judging) -> Iterator[Fault]:
    """A grade other than the computed one, a grade withheld, a reason for no grade."""
    if judging.scheme is None:
        return
    result = plan.index.result.get((node, fiscal_year)) or NodeYear(node, fiscal_year)
    computed = evaluate_measure(plan, node, fiscal_year, judging.scheme, judging.life_cycle).computed
    for axis in dict.fromkeys(at[1] for at in cells if at[0] == "rating"):
        own = own_rating(result.ratings, axis)
        grade_at, reason_at = ("rating", axis, "grade"), ("rating", axis, "reason")
        if own is None or grade_at not in cells or reason_at not in cells:
            continue
        if own.grade is None and cells[grade_at].value is None:
            yield _fault(cells[grade_at], "reason_without_grade")
        elif own.grade is None and not own.reason:
            yield _fault(cells[reason_at], "ungraded_without_reason")
        elif differs_from(own, computed) and not own.reason:
            why = message("answer_sheets.differs_without_reason", own=own.grade, computed=computed.grade)
            remedy = message("answer_sheets.differs_without_reason.remedy")
            cell = cells[reason_at]
            yield Fault(cell.sheet, cell.address, Problem(cell.place, None, why, remedy))


def _fault(cell: Cell, why: str) -> Fault:
    return Fault(
        cell.sheet,
        cell.address,
        Problem(
            cell.place, cell.shown, message(f"answer_sheets.fault.{why}"), message(f"answer_sheets.fault.{why}.remedy")
        ),
    )
