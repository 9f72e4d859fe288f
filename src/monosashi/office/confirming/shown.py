"""Sheets as a confirmer weighs them: their grades, whether they differ, and what is to be read before confirming."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from functools import lru_cache

from monosashi.checks.finding import Finding, Severity
from monosashi.checks.registry import all_rules
from monosashi.checks.review import review
from monosashi.core.messages import Message, message
from monosashi.core.tree import Role
from monosashi.exchange.answer_sheets.slot_values import with_answers
from monosashi.office.findings.reviewing import tokenizer
from monosashi.office.plans.queries import Held
from monosashi.office.plans.year.in_year import InYear
from monosashi.office.plans.year.sentences import voice_of
from monosashi.office.rounds.basis import Basis, basis_of
from monosashi.office.rounds.filled import Filled
from monosashi.office.rounds.models import Round, Sheet, SheetAnswer, SheetDepartment
from monosashi.office.ui.cells import GradeMark

_COPIED = "EVA003"
"""The rule on a text that stands on another sheet too."""

Typed = tuple[tuple[str, str], ...]
"""Slots and texts of one sheet, sorted."""


@dataclass(frozen=True, slots=True)
class SheetShown:
    """A sheet. `computed` and `own` are None where there is no such grade; `doubts` are reasons to read it before confirming."""

    sheet: Sheet
    name: str
    departments: tuple[str, ...]
    computed: GradeMark | None
    own: GradeMark | None
    why: str
    differs: bool
    doubts: tuple[str, ...]

    @property
    def key(self) -> str:
        """The sheet with its version, as a form carries it."""
        return f"{self.sheet.round_id}:{self.sheet.node}:{self.sheet.version}"


def sheets_shown(held: Round, sheets: Iterable[Sheet]) -> Mapping[int, SheetShown]:
    """Sheets of one round, by row. Two queries, and one review of the plan where a sheet was typed on since the last one."""
    basis = basis_of(held)
    rows = [sheet for sheet in sheets if sheet.node in basis.plan.index.node]
    typed = _typed(rows)
    filled = {row.pk: Filled(basis, basis.asked(row.node), dict(typed.get(row.pk, ()))) for row in rows}
    found = _found(basis, tuple((row.node, typed.get(row.pk, ())) for row in rows))
    names = _departments(rows, basis)
    return {row.pk: _shown(row, filled[row.pk], found.get(row.node, ()), names.get(row.pk, ())) for row in rows}


def _shown(sheet: Sheet, filled: Filled, found: tuple[Finding, ...], departments: tuple[str, ...]) -> SheetShown:
    node, outcome = filled.asked.node, filled.outcome
    year = InYear(
        Held(filled.plan, sheet.round.revision or 0, ""),
        filled.basis.fiscal_year,
        filled.basis.scheme,
        filled.basis.life_cycle,
        None,
    )
    say = voice_of(filled.basis.scheme, filled.basis.life_cycle)
    return SheetShown(
        sheet=sheet,
        name=node.label,
        departments=departments,
        computed=year.graded(outcome.computed) if outcome else None,
        own=year.mark(outcome.computed.axis, filled.self_grade) if outcome else None,
        why=say(outcome.computed.explanation) if outcome else "",
        differs=filled.differs,
        doubts=tuple(say(each) for each in _doubts(filled, found)),
    )


def _doubts(filled: Filled, found: Iterable[Finding]) -> Iterator[Message]:
    if filled.differs:
        yield message("confirming.doubt.differs")
    if filled.unmet and not filled.asked.money_only:
        yield message("confirming.doubt.unmet")
    yield from (fault.problem.why for fault in filled.faults)
    yield from (finding.message for finding in found)


@lru_cache(maxsize=16)
def _found(basis: Basis, typed: tuple[tuple[str, Typed], ...]) -> Mapping[str, tuple[Finding, ...]]:
    """What the rules for faults find on these sheets, and the texts that stand on two of them, by measure."""
    filled = {node: Filled(basis, basis.asked(node), dict(texts)) for node, texts in typed}
    pages = {node: (each.asked.page, each.values) for node, each in filled.items() if each.values}
    plan = with_answers(basis.plan, basis.fiscal_year, pages) if pages else basis.plan
    rules = [rule for rule in all_rules() if rule.severity is Severity.ERROR or rule.code == _COPIED]
    told = review(plan, basis.fiscal_year, today=date.min, rules=rules, scheme=basis.scheme, tokenizer=tokenizer())
    by_node: dict[str, list[Finding]] = {}
    for finding in told.findings:
        if finding.node in filled and (finding.severity is Severity.ERROR or finding.rule == _COPIED):
            by_node.setdefault(finding.node, []).append(finding)
    return {node: tuple(each) for node, each in by_node.items()}


def _typed(rows: Iterable[Sheet]) -> Mapping[int, Typed]:
    found: dict[int, list[tuple[str, str]]] = {}
    every = SheetAnswer.objects.filter(sheet__in=[row.pk for row in rows]).order_by()
    for sheet, slot, text in every.values_list("sheet_id", "slot", "text"):
        found.setdefault(sheet, []).append((slot, text))
    return {sheet: tuple(sorted(texts)) for sheet, texts in found.items()}


def _departments(rows: Iterable[Sheet], basis: Basis) -> Mapping[int, tuple[str, ...]]:
    names = basis.plan.index.department
    told = SheetDepartment.objects.filter(sheet__in=[row.pk for row in rows], part=Role.LEAD)
    found: dict[int, list[str]] = {}
    for sheet, code in told.values_list("sheet_id", "code"):
        found.setdefault(sheet, []).append(names[code].name if code in names else code)
    return {sheet: tuple(each) for sheet, each in found.items()}
