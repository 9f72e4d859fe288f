"""The sheets that keep a round open: those that can be accepted now, and the others under the department that has them."""

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass

from django.urls import reverse

from monosashi.office.closing.actions import open_sheets
from monosashi.office.rounds.basis import basis_of
from monosashi.office.rounds.models import Round, Sheet
from monosashi.office.rounds.queries import parts_of, sheets_of
from monosashi.office.rounds.states import SheetState


@dataclass(frozen=True, slots=True)
class OpenSheet:
    """A sheet that keeps the round open, whose it is, and where it is read."""

    name: str
    department: str
    state: SheetState
    address: str


@dataclass(frozen=True, slots=True)
class OpenOfDepartment:
    """What one department still has, in the plan's order. `name` is "" for sheets that no department leads."""

    name: str
    sheets: tuple[OpenSheet, ...]


@dataclass(frozen=True, slots=True)
class WaitedFor:
    """Everything that keeps a round open. `counts` says how many sheets stand in each state, none left at zero."""

    at_hand: tuple[OpenSheet, ...]
    elsewhere: tuple[OpenOfDepartment, ...]
    counts: tuple[tuple[SheetState, int], ...]

    @property
    def count(self) -> int:
        """How many sheets."""
        return sum(count for _, count in self.counts)

    @property
    def count_elsewhere(self) -> int:
        """How many of them still lie with the departments."""
        return self.count - len(self.at_hand)


def waited_for(held: Round) -> WaitedFor:
    """What keeps this round open; nothing of one that is closed. Two queries, and one where the edition was not read yet."""
    sheets = () if held.closed_edition else tuple(sheets_of(held))
    waiting = set(open_sheets(sheets))
    shown = tuple(_shown(held, sheet) for sheet in sheets if sheet.node in waiting)
    states = Counter(each.state for each in shown)
    return WaitedFor(
        tuple(each for each in shown if each.state is SheetState.SUBMITTED),
        _by_department(each for each in shown if each.state is not SheetState.SUBMITTED),
        tuple((state, states[state]) for state in SheetState if states[state]),
    )


def _shown(held: Round, sheet: Sheet) -> OpenSheet:
    plan = basis_of(held).plan
    node, lead = plan.index.node[sheet.node], next(iter(parts_of(sheet).leads), "")
    known = plan.index.department.get(lead)
    return OpenSheet(
        node.label,
        known.name if known else lead,
        SheetState(sheet.state),
        reverse("answering:sheet", args=(held.pk, sheet.node)),
    )


def _by_department(sheets: Iterable[OpenSheet]) -> tuple[OpenOfDepartment, ...]:
    found: dict[str, list[OpenSheet]] = {}
    for each in sheets:
        found.setdefault(each.department, []).append(each)
    return tuple(OpenOfDepartment(name, tuple(own)) for name, own in found.items())
