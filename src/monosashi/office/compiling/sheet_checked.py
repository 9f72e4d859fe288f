"""One sheet as the office looks at it: grades, money, what differs from last year, findings."""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from django.http import HttpRequest

from monosashi.core.messages import Message
from monosashi.exchange.answer_sheets.slot_values import held
from monosashi.exchange.answer_sheets.slots import Slot
from monosashi.office.accounts.access import person_in
from monosashi.office.accounts.permissions import Permission
from monosashi.office.answering.findings_of_sheet import findings_on
from monosashi.office.answering.judged import judgement_of
from monosashi.office.answering.shown import AnswerCell, ShownSheet
from monosashi.office.answering.shown_money import programs_of
from monosashi.office.compiling.beside import looks_of
from monosashi.office.compiling.remarks import threads_of
from monosashi.office.plans.queries import whole
from monosashi.office.rounds.acting import may_act
from monosashi.office.rounds.answer_texts import text_of
from monosashi.office.rounds.models import Sheet
from monosashi.office.rounds.queries import filled
from monosashi.office.rounds.states import SheetAct


@dataclass(frozen=True, slots=True)
class Moved:
    """A slot that the plan has got another value for meanwhile: what the edition had, what the plan has, what was answered."""

    slot: Slot
    label: Message
    edition: str
    plan: str
    answer: str


def sheet_checked(request: HttpRequest, sheet: Sheet) -> dict[str, Any]:
    """What the page shows of the sheet."""
    now = filled(sheet)
    shown = ShownSheet(now, now, sheet.round.revision or 0)
    cells = tuple(shown.cells.values())
    named = _names(shown)
    return {
        "sheet": sheet,
        "node": now.asked.node,
        "shown": shown,
        "judgement": judgement_of(shown),
        "programs": programs_of(shown),
        "findings": findings_on(shown),
        "changed": [(named.get(c.slot.id, ""), c) for c in cells if _changed(c)],
        "unchanged": sum(1 for cell in cells if cell.text and not _changed(cell)),
        "fiscal_year": sheet.round.fiscal_year,
        "last_year": sheet.round.fiscal_year - 1,
        "money_unit": now.basis.plan.money_unit,
        "threads": threads_of(sheet),
        "may_send_back": may_act(sheet, SheetAct.SEND_BACK, Permission.RUN_ROUND, person_in(request)),
        **looks_of(sheet, person_in(request)),
    }


def moved_values(sheet: Sheet, slots: Iterable[Slot]) -> tuple[Moved, ...]:
    """The three values of each slot."""
    now, plan = filled(sheet), whole(sheet.round.plan_id)
    return tuple(
        Moved(
            slot,
            slot.label,
            text_of(slot, now.before(slot)),
            text_of(slot, held(plan, sheet.node, sheet.round.fiscal_year, slot)),
            now.text(slot),
        )
        for slot in slots
    )


def _changed(cell: AnswerCell) -> bool:
    return bool(cell.text) and cell.read.text != cell.last_year.text


def _names(shown: ShownSheet) -> dict[str, str]:
    """The indicator or programme that a cell belongs to, by slot."""
    plan = shown.filled.basis.plan
    found: dict[str, str] = {}
    for slot in shown.filled.asked.every:
        if slot.at[0] in {"actual", "fraction"}:
            found[slot.id] = plan.index.indicator[slot.at[1]].name
        elif slot.at[0] == "money":
            found[slot.id] = next((p.name for p in plan.budget_programs if p.id == slot.at[1]), "")
    return found
