"""A round as it stands in the office now: what every sheet says, who may bring answers in, and the plan that all of it makes."""

from collections.abc import Mapping
from dataclasses import dataclass, replace

from django.utils import timezone

from monosashi.core.plan import Plan
from monosashi.core.results import Exclusion, ExclusionReason, NodeYear
from monosashi.exchange.answer_sheets.page_answers import Round as Asking
from monosashi.exchange.answer_sheets.slot_values import held as held_in
from monosashi.exchange.answer_sheets.slot_values import with_answers
from monosashi.exchange.answer_sheets.slots import PageSlots, Slot, SlotValue
from monosashi.office.accounts.permissions import Place
from monosashi.office.accounts.register import successors_of
from monosashi.office.rounds.answer_texts import text_of
from monosashi.office.rounds.basis import Basis, basis_of
from monosashi.office.rounds.filled import Filled
from monosashi.office.rounds.models import Round, Sheet
from monosashi.office.rounds.queries import parts_of, sheets_of, typed_on_all
from monosashi.office.rounds.states import TRANSITIONS, RoundState, SheetAct, SheetState


@dataclass(frozen=True, eq=False)
class InOffice:
    """`plan` is the judging edition's with every answer that can be read. `filled` and `sheets` are by measure."""

    round: Round
    basis: Basis
    sheets: Mapping[str, Sheet]
    filled: Mapping[str, Filled]
    plan: Plan
    today: Mapping[str, frozenset[str]]

    def value(self, node: str, slot: Slot) -> SlotValue:
        """What the plan of all answers has there."""
        return held_in(self.plan, node, self.basis.fiscal_year, slot)

    def text(self, node: str, slot: Slot) -> str:
        """What stands in the cell of a sheet; of an amount that was typed on another sheet alone, what stands there."""
        sheet = self.filled[node]
        if slot.id in sheet.typed or slot.at[0] != "money":
            return sheet.text(slot)
        return text_of(slot, self.value(node, slot))

    def shows(self, node: str, slot: Slot) -> bool:
        """Whether a workbook can show what stands there: what cannot be read, or has no place in a plan, it cannot."""
        return self.text(node, slot) == text_of(slot, self.value(node, slot))

    def takes(self, node: str) -> bool:
        """Whether the sheet takes answers as things stand."""
        sheet = self.sheets.get(node)
        move = None if sheet is None else TRANSITIONS.get((SheetState(sheet.state), SheetAct.SAVE))
        return move is not None and RoundState(self.round.state) in move.within

    def place_of(self, node: str) -> Place:
        """Where the sheet's answers are brought in: its departments, and whoever goes on with their work."""
        sheet = self.sheets[node]
        return self.place(*parts_of(sheet).every)

    def place(self, *departments: str) -> Place:
        """The departments, and whoever goes on with their work today."""
        codes = frozenset().union(*(self.today.get(code, frozenset((code,))) for code in departments))
        return Place(self.round.plan_id, codes)


def in_office(round_: Round) -> InOffice:
    """The round as it stands. Four queries, and one where this process has not read the edition yet. Raises NoEdition."""
    basis = basis_of(round_)
    sheets = {sheet.node: sheet for sheet in sheets_of(round_)}
    typed = typed_on_all(round_)
    filled = {
        node: Filled(basis, basis.asked(node), typed.get(sheet.pk, {}))
        for node, sheet in sheets.items()
        if node in basis.plan.index.node
    }
    codes = {code for sheet in sheets.values() for code in parts_of(sheet).every}
    codes |= {department.id for department in basis.plan.departments}
    today = successors_of(codes, timezone.localdate())
    return InOffice(round_, basis, sheets, filled, _plan(basis, filled), today)


def asking(state: InOffice) -> Asking:
    """The round as workbooks are made of it: what stands in the office stands in their cells; what was left out is not asked."""
    basis = state.basis
    left_out = [node for node, sheet in state.sheets.items() if sheet.state == SheetState.LEFT_OUT]
    plan = _without(state.plan, [node for node in left_out if node in state.filled], basis.fiscal_year)
    return Asking(plan, basis.fiscal_year, basis.scheme, basis.life_cycle)


def _plan(basis: Basis, filled: Mapping[str, Filled]) -> Plan:
    pages: dict[str, tuple[PageSlots, Mapping[tuple[str, ...], SlotValue]]] = {}
    for node, sheet in filled.items():
        if sheet.typed and (values := _holdable(sheet)):
            pages[node] = (sheet.asked.page, values)
    return with_answers(basis.plan, basis.fiscal_year, pages) if pages else basis.plan


def _holdable(sheet: Filled) -> dict[tuple[str, ...], SlotValue]:
    """The values that a plan has a place for: a reason without a grade would become a grade withheld."""
    return {
        at: value for at, value in sheet.values.items() if at[0] != "rating" or at[-1] == "grade" or _graded(sheet, at)
    }


def _graded(sheet: Filled, at: tuple[str, ...]) -> bool:
    return any(slot.at == (*at[:-1], "grade") and sheet.text(slot) for slot in sheet.asked.page.ratings)


def _without(plan: Plan, nodes: list[str], fiscal_year: int) -> Plan:
    """The plan with these measures out of the year."""
    out = Exclusion(ExclusionReason.OTHER)
    keys = {(node, fiscal_year) for node in nodes}
    results = [replace(r, excluded=out) if (r.node, r.fiscal_year) in keys else r for r in plan.results]
    fresh = [NodeYear(*key, excluded=out) for key in sorted(keys) if key not in plan.index.result]
    return replace(plan, results=(*results, *fresh)) if keys else plan
