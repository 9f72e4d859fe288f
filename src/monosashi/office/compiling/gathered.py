"""The answers that the office has, gathered into one plan: what the round comes to so far.

One pass over the sheets and one evaluation of the plan, kept until a sheet moves. What is in cannot be typed on.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import cached_property

from monosashi.core.plan import Plan
from monosashi.evaluation.evaluate import evaluate
from monosashi.evaluation.outcomes import Evaluation, MeasureOutcome
from monosashi.exchange.answer_sheets.slot_values import with_answers
from monosashi.office.compiling.situation import SheetOf, Situation
from monosashi.office.plans.kept.kept_once import kept_once
from monosashi.office.rounds.basis import Basis, basis_of
from monosashi.office.rounds.filled import Filled
from monosashi.office.rounds.models import Round, SheetAnswer
from monosashi.office.rounds.states import IN


@dataclass(frozen=True, eq=False)
class Gathered:
    """The judging edition's plan with all answers that are in. `sheets` are those, by measure."""

    basis: Basis
    sheets: Mapping[str, Filled]

    @cached_property
    def plan(self) -> Plan:
        """The plan."""
        pages = {node: (sheet.asked.page, sheet.values) for node, sheet in self.sheets.items() if sheet.values}
        return with_answers(self.basis.plan, self.basis.fiscal_year, pages) if pages else self.basis.plan

    @cached_property
    def evaluation(self) -> Evaluation | None:
        """What its figures mean; None where the round judges by nothing."""
        if self.basis.scheme is None:
            return None
        return evaluate(self.plan, self.basis.fiscal_year, self.basis.scheme, self.basis.life_cycle)

    @cached_property
    def outcomes(self) -> Mapping[str, MeasureOutcome]:
        """The same by measure."""
        return {each.node: each for each in self.evaluation.measures} if self.evaluation else {}


def gathered(now: Situation) -> Gathered:
    """What is in. One query, none where no sheet has moved since this process gathered them last."""
    sheets = tuple(sheet for sheet in now.sheets if sheet.is_in)
    moved = ((sheet.row.pk, sheet.row.version, sheet.row.since) for sheet in sheets)
    return _gathered(_In((now.round.pk, now.round.revision, *moved), now.round, sheets))


@dataclass(frozen=True)
class _In:
    """The sheets of a round that are in. The same as long as none of them moves, which the key says."""

    key: tuple[object, ...]
    round: Round = field(compare=False)
    sheets: tuple[SheetOf, ...] = field(compare=False)


@kept_once(4)
def _gathered(those: _In) -> Gathered:
    basis, typed = basis_of(those.round), _typed(those.round)
    return Gathered(
        basis,
        {s.node.id: Filled(basis, basis.asked(s.node.id), typed.get(s.row.pk, {})) for s in those.sheets},
    )


def _typed(held: Round) -> Mapping[int, Mapping[str, str]]:
    """The texts of the sheets that are in. One query."""
    found: dict[int, dict[str, str]] = {}
    rows = SheetAnswer.objects.filter(sheet__round=held, sheet__state__in=[state.value for state in IN])
    for sheet, slot, text in rows.order_by().values_list("sheet_id", "slot", "text"):
        found.setdefault(sheet, {})[slot] = text
    return found
