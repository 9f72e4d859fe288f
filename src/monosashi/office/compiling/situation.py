"""Rows -> how far a round is: every sheet with its deadline, where it is stuck, when its department was last written to.

A fixed number of queries, however many sheets.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum
from functools import cached_property

from django.db.models import OuterRef, QuerySet, Subquery
from django.utils import timezone

from monosashi.core.plan import Plan
from monosashi.core.tree import Department, Node
from monosashi.office.compiling.steps_due import Due, due_steps
from monosashi.office.rounds.basis import basis_of
from monosashi.office.rounds.models import Extension, Reminder, Round, Sheet, SheetAnswer
from monosashi.office.rounds.queries import Parts, deadline_of, parts_of, sheets_of
from monosashi.office.rounds.states import DONE, IN, SheetState

SHOWN = (
    SheetState.UNANSWERED,
    SheetState.DRAFTING,
    SheetState.RETURNED,
    SheetState.AWAITING_CONFIRMATION,
    SheetState.SUBMITTED,
    SheetState.ACCEPTED,
)
"""The states that are counted, from nothing done to done. What is finalised counts as accepted."""


class ContactKind(StrEnum):
    """How office and department last wrote to each other."""

    REMINDED = "reminded"
    EXTENSION_ASKED = "extension_asked"
    EXTENSION_GRANTED = "extension_granted"
    EXTENSION_REFUSED = "extension_refused"
    SENT_BACK = "sent_back"


@dataclass(frozen=True, slots=True)
class Contact:
    """One of those, and when."""

    at: datetime
    kind: ContactKind


@dataclass(frozen=True, slots=True)
class SheetOf:
    """One sheet as the board knows it. `late` are days past its deadline, 0 where it is in or not due yet.

    `days` are those since it came into its state, or to the step that is due. `step` is the confirmation that it waits for, None
    where it waits for none. `typed_by` typed on it last, "" nobody.
    """

    row: Sheet
    node: Node
    parts: Parts
    state: SheetState
    due: date
    late: int
    days: int
    step: Due | None
    typed_by: str
    contact: Contact | None

    @property
    def lead(self) -> str:
        """The department that it is counted for: the first that leads, else the first that has a part."""
        return self.parts.every[0] if self.parts.every else ""

    @property
    def is_stuck(self) -> bool:
        """Whether it waits for a step that nobody can do today."""
        return self.step is not None and self.step.is_stuck

    @property
    def is_in(self) -> bool:
        """Whether the office has the answers."""
        return self.state in IN


@dataclass(frozen=True, eq=False)
class Situation:
    """A round on one day. `extensions` are the newest first; those that wait for a decision have `granted` None."""

    round: Round
    plan: Plan
    today: date
    sheets: tuple[SheetOf, ...]
    left_out: tuple[SheetOf, ...]
    extensions: tuple[Extension, ...]
    reminders: tuple[Reminder, ...]

    @cached_property
    def by_state(self) -> Mapping[SheetState, tuple[SheetOf, ...]]:
        """The sheets of each state that is counted."""
        return {state: tuple(s for s in self.sheets if counted_as(s.state) is state) for state in SHOWN}

    @cached_property
    def late(self) -> tuple[SheetOf, ...]:
        """Those that are past their deadline and not in, the least done first."""
        order = {state: at for at, state in enumerate(SHOWN)}
        return tuple(sorted((s for s in self.sheets if s.late), key=lambda s: (order[s.state], -s.late)))

    @cached_property
    def stuck(self) -> tuple[SheetOf, ...]:
        """Those before a step that nobody can do: nobody holds it, or none but those who answered."""
        return tuple(each for each in self.sheets if each.is_stuck)

    @cached_property
    def of_nobody(self) -> tuple[SheetOf, ...]:
        """Those that no department has a part in, so that nobody is asked."""
        return tuple(each for each in self.sheets if not any(each.parts.every))

    @cached_property
    def submitted(self) -> tuple[SheetOf, ...]:
        """Those that wait for the office."""
        return self.by_state[SheetState.SUBMITTED]

    @cached_property
    def departments(self) -> frozenset[str]:
        """The departments that have a part in some sheet."""
        return frozenset(code for sheet in self.sheets for code in sheet.parts.every if code)

    @cached_property
    def departments_in(self) -> frozenset[str]:
        """Those of them all of whose sheets are in."""
        return self.departments - {code for sheet in self.sheets if not sheet.is_in for code in sheet.parts.every}

    @cached_property
    def asked_extensions(self) -> tuple[Extension, ...]:
        """What departments asked for and nobody has decided."""
        return tuple(each for each in self.extensions if each.granted is None)

    @property
    def days_to_papers(self) -> int | None:
        """Days until the papers of the meeting are due; below 0 afterwards, None where no day was told."""
        return None if self.round.papers_due is None else (self.round.papers_due - self.today).days

    def department(self, code: str) -> Department | None:
        """A department of the plan."""
        return self.plan.index.department.get(code)

    def name_of(self, code: str) -> str:
        """What a department is called; its code where the plan does not list it."""
        found = self.department(code)
        return found.name if found else code

    def bureau_of(self, code: str) -> str:
        """The department at the top above it."""
        seen = {code}
        while (found := self.department(code)) is not None and found.parent and found.parent not in seen:
            code = found.parent
            seen.add(code)
        return code


def counted_as(state: SheetState) -> SheetState:
    """The state under which a sheet is counted."""
    return SheetState.ACCEPTED if state is SheetState.FINALISED else state


def situation_of(held: Round, today: date) -> Situation:
    """How far a round is. Raises NoEdition."""
    plan = basis_of(held).plan
    rows = list(_sheets(held))
    extensions = tuple(Extension.objects.filter(round=held).order_by("-asked_at", "-pk"))
    reminders = tuple(Reminder.objects.filter(round=held).defer("text"))
    steps = due_steps(held, today)
    written = _contacts(extensions, reminders)
    later = _granted(extensions)
    known = plan.index.node
    found = tuple(
        _sheet_of(held, row, known[row.node], later, today, steps.get(row.pk), written)
        for row in rows
        if row.node in known
    )
    return Situation(
        held,
        plan,
        today,
        tuple(each for each in found if each.state is not SheetState.LEFT_OUT),
        tuple(each for each in found if each.state is SheetState.LEFT_OUT),
        extensions,
        reminders,
    )


def _sheets(held: Round) -> QuerySet[Sheet]:
    newest = SheetAnswer.objects.filter(sheet=OuterRef("pk")).order_by("-changed_at")
    return sheets_of(held).annotate(typed_by=Subquery(newest.values("changed_by_label")[:1]))


def _granted(extensions: Iterable[Extension]) -> Mapping[str, date]:
    """As `rounds.queries.deadlines`, of rows that are read already."""
    granted = sorted((each for each in extensions if each.granted), key=lambda each: each.pk)
    return {each.code: each.until for each in granted if each.until is not None}


def _contacts(extensions: Iterable[Extension], reminders: Iterable[Reminder]) -> Mapping[str, Contact]:
    """The newest thing written to or by each department."""
    found: dict[str, Contact] = {}
    told = [(each.code, Contact(each.made_at, ContactKind.REMINDED)) for each in reminders]
    for each in extensions:
        told.append((each.code, Contact(each.asked_at, ContactKind.EXTENSION_ASKED)))
        if each.decided_at is not None:
            kind = ContactKind.EXTENSION_GRANTED if each.granted else ContactKind.EXTENSION_REFUSED
            told.append((each.code, Contact(each.decided_at, kind)))
    for code, contact in told:
        if code not in found or found[code].at <= contact.at:
            found[code] = contact
    return found


def _sheet_of(  # noqa: PLR0913, PLR0917 -- one row, and what all of them are read against
    held: Round,
    row: Sheet,
    node: Node,
    later: Mapping[str, date],
    today: date,
    step: Due | None,
    written: Mapping[str, Contact],
) -> SheetOf:
    parts, state = parts_of(row), SheetState(row.state)
    due = deadline_of(held, parts, later)
    owed = state not in DONE | IN
    contacts = [written[code] for code in parts.leads or parts.every if code in written]
    if state is SheetState.RETURNED:
        contacts.append(Contact(row.since, ContactKind.SENT_BACK))
    return SheetOf(
        row=row,
        node=node,
        parts=parts,
        state=state,
        due=due,
        late=max(0, (today - due).days) if owed else 0,
        days=max(0, (today - timezone.localdate(row.since)).days),
        step=step,
        typed_by=getattr(row, "typed_by", "") or "",
        contact=max(contacts, key=lambda each: each.at, default=None),
    )
