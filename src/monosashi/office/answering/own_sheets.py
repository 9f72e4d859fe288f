"""The sheets of some departments in the rounds that are running, with what stands on them. Five queries, however many."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from functools import lru_cache

from monosashi.core.tree import Node
from monosashi.office.answering.shown import Written
from monosashi.office.rounds.basis import Basis, NoEdition, basis_of
from monosashi.office.rounds.filled import Fault, Lack, filled_with
from monosashi.office.rounds.models import Extension, Round, Sheet, SheetAnswer
from monosashi.office.rounds.queries import Parts, deadline_of, open_rounds, parts_of
from monosashi.office.rounds.states import SheetState


@dataclass(frozen=True, slots=True)
class Owed:
    """What is left to do on a sheet: cells that cannot be taken as they are, and what is not answered yet."""

    faults: tuple[Fault, ...]
    lacks: tuple[Lack, ...]


@dataclass(frozen=True, eq=False)
class OwnSheet:
    """One sheet. `due` is its deadline, later than the round's where that was granted; `last` is the newest save, None: none."""

    sheet: Sheet
    basis: Basis
    owed: Owed
    parts: Parts
    due: date
    typed: int
    last: Written | None

    @property
    def round(self) -> Round:
        """The round that it belongs to."""
        return self.sheet.round

    @property
    def node(self) -> Node:
        """The measure."""
        return self.basis.plan.index.node[self.sheet.node]

    @property
    def state(self) -> SheetState:
        """Where it stands."""
        return SheetState(self.sheet.state)

    @property
    def department_names(self) -> tuple[str, ...]:
        """Its departments as the plan calls them, those that lead first."""
        known = self.basis.plan.index.department
        return tuple(known[code].name if code in known else code for code in self.parts.every if code)

    @property
    def title(self) -> str:
        """Number and name of the measure."""
        return self.node.label


def own_sheets(codes: Iterable[str], rounds: Iterable[Round] | None = None) -> tuple[OwnSheet, ...]:
    """The sheets on which one of these departments (the plans' codes) answers, in the order of rounds and plan."""
    running = {held.pk: held for held in (open_rounds() if rounds is None else rounds)}
    rows = list(
        Sheet.objects.filter(round__in=running, departments__code__in=tuple(codes))
        .distinct()
        .prefetch_related("departments")
    )
    texts, last = _answers(rows)
    later = _later(running)
    found = []
    for row in rows:
        row.round = running[row.round_id]
        basis = _basis(row.round)
        if basis is None or row.node not in basis.plan.index.node:
            continue
        parts, typed = parts_of(row), texts.get(row.pk, {})
        due = deadline_of(row.round, parts, later.get(row.round_id, {}))
        owed = _owed(basis, row.node, tuple(sorted(typed.items())))
        found.append(OwnSheet(row, basis, owed, parts, due, sum(map(bool, typed.values())), last.get(row.pk)))
    return tuple(found)


def _basis(held: Round) -> Basis | None:
    try:
        return basis_of(held)
    except NoEdition:
        return None


def _answers(rows: list[Sheet]) -> tuple[dict[int, dict[str, str]], dict[int, Written]]:
    texts: dict[int, dict[str, str]] = {}
    last: dict[int, Written] = {}
    for answer in SheetAnswer.objects.filter(sheet__in=rows).order_by("changed_at"):
        texts.setdefault(answer.sheet_id, {})[answer.slot] = answer.text
        last[answer.sheet_id] = Written(answer.changed_by_label, answer.changed_at, mine=False)
    return texts, last


def _later(running: Iterable[int]) -> dict[int, dict[str, date]]:
    found: dict[int, dict[str, date]] = {}
    granted = Extension.objects.filter(round__in=tuple(running), granted=True).order_by("pk")
    for row in granted:
        if row.until is not None:
            found.setdefault(row.round_id, {})[row.code] = row.until
    return found


@lru_cache(maxsize=4096)
def _owed(basis: Basis, node: str, typed: tuple[tuple[str, str], ...]) -> Owed:
    """What is left with these texts, worked out once however often it is looked at. The judged plan itself is not kept."""
    filled = filled_with(basis, node, dict(typed))
    return Owed(filled.faults, filled.lacks)
