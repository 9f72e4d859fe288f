"""What whoever comes has to know of a department's sheets: the hand-over paper (事務引継書)."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from django.db.models import Q
from django.urls import reverse
from django.utils import timezone

from monosashi.core.messages import Message, message
from monosashi.core.tree import Role
from monosashi.office.accounts.models import Posting
from monosashi.office.accounts.organisation import in_force_on
from monosashi.office.accounts.register import with_predecessors
from monosashi.office.answering.days import due_text
from monosashi.office.answering.own_sheets import OwnSheet, own_sheets
from monosashi.office.findings.queries import Known, waiting_for
from monosashi.office.plans.year.sentences import voice_of
from monosashi.office.rounds.looks import LOOKS
from monosashi.office.rounds.models import Evidence, Sheet, YearNote
from monosashi.office.rounds.queries import name_of, open_rounds
from monosashi.office.ui.cells import Cell, count
from monosashi.office.ui.dates import moment_text
from monosashi.office.ui.language import spoken
from monosashi.office.ui.lists import Column, ListOf
from monosashi.wording import word


@dataclass(frozen=True, eq=False)
class Handed:
    """One sheet of the department. `part` is what the department has to do with it.

    `last_year` is the post that answered a year earlier, "" where nobody knows; `tasks` are findings that the department took on
    or was asked about.
    """

    own: OwnSheet
    part: Message
    notes: tuple[YearNote, ...]
    evidence: tuple[Evidence, ...]
    tasks: tuple[str, ...]
    last_year: str

    @property
    def lacks(self) -> tuple[Message, ...]:
        """What has to be answered yet."""
        return tuple(lack.said for lack in self.own.owed.lacks)

    @property
    def look(self) -> str:
        """How the tag of its state looks."""
        return LOOKS[self.own.state]

    @property
    def address(self) -> str:
        """The page of the sheet."""
        return reverse("answering:sheet", args=(self.own.sheet.round_id, self.own.sheet.node))

    @property
    def due(self) -> str:
        """The deadline."""
        return due_text(self.own.due)


def handed_over(code: str, today: date) -> tuple[Handed, ...]:
    """The sheets of a department in the rounds that are running. A fixed number of queries."""
    codes = with_predecessors((code,), today)
    sheets = own_sheets(codes, list(open_rounds()))
    notes, evidence = _notes(sheets), _evidence(sheets)
    tasks, posts = waiting_for(codes, today), _posts_of_last_year(sheets)
    return tuple(
        Handed(
            own,
            word(_part(own, codes)),
            notes.get((own.round.plan_id, own.sheet.node, own.round.fiscal_year), ()),
            evidence.get(own.sheet.pk, ()),
            tuple(
                _said(own, known) for plan, known in tasks if plan == own.round.plan_id and known.node == own.sheet.node
            ),
            posts.get((own.round.plan_id, own.sheet.node, own.round.fiscal_year), ""),
        )
        for own in sheets
    )


def _part(own: OwnSheet, codes: frozenset[str]) -> Role:
    return Role.LEAD if codes & set(own.parts.leads) else Role.RELATED


def _said(own: OwnSheet, known: Known) -> str:
    until = known.decision.until if known.decision else None
    said = voice_of(own.basis.scheme, own.basis.life_cycle)(known.finding.message)
    return spoken(message("answering.handover.task", said=said, until=due_text(until))) if until else said


Key = tuple[str, str, int]


def _notes(sheets: Iterable[OwnSheet]) -> dict[Key, tuple[YearNote, ...]]:
    asked = list(sheets)
    found: dict[Key, tuple[YearNote, ...]] = {}
    rows = YearNote.objects.filter(
        plan_id__in={each.round.plan_id for each in asked}, node__in={each.sheet.node for each in asked}
    )
    for row in rows:
        key = (row.plan_id, row.node, row.fiscal_year)
        found[key] = (*found.get(key, ()), row)
    return found


def _evidence(sheets: Iterable[OwnSheet]) -> dict[int, tuple[Evidence, ...]]:
    found: dict[int, tuple[Evidence, ...]] = {}
    for row in Evidence.objects.filter(sheet__in=[each.sheet.pk for each in sheets], removed_at=None):
        found[row.sheet_id] = (*found.get(row.sheet_id, ()), row)
    return found


def _posts_of_last_year(sheets: Iterable[OwnSheet]) -> dict[Key, str]:
    """The post and department, on that day, of whoever submitted the sheet a year earlier: never the person. Two queries."""
    wanted = Q(pk=None)
    for each in sheets:
        wanted |= Q(round__plan=each.round.plan_id, round__fiscal_year=each.round.fiscal_year - 1, node=each.sheet.node)
    rows = list(Sheet.objects.filter(wanted, submitted_by__isnull=False).select_related("round"))
    posts: dict[int, list[Posting]] = {}
    for posting in Posting.objects.filter(staff__in={row.submitted_by for row in rows}).select_related("department"):
        posts.setdefault(posting.staff_id, []).append(posting)
    found = {}
    for row in rows:
        day = timezone.localdate(row.submitted_at)
        held = [
            each for each in posts.get(row.submitted_by or 0, ()) if in_force_on(each.valid_from, each.valid_to, day)
        ]
        if held:
            first = min(held, key=lambda each: each.concurrent)
            key = (row.round.plan_id, row.node, row.round.fiscal_year + 1)
            found[key] = f"{first.department.name} {first.post}".strip()
    return found


def list_of_handed(name: str) -> ListOf[Handed]:
    """The same as a file."""

    def lines(texts: Iterable[Message | str]) -> Cell:
        said = [spoken(each) if isinstance(each, Message) else each for each in texts]
        return Cell("\n".join(said)) if said else Cell(spoken(message("answering.handover.none")), absent=True)

    def notes(row: Handed) -> Cell:
        return lines(f"{note.text} {note.made_by_label} {moment_text(note.made_at)}" for note in row.notes)

    return ListOf(
        name=name,
        caption=message("answering.handover.heading"),
        columns=(
            Column("round", message("answering.handover.round"), lambda row: Cell(spoken(name_of(row.own.round)))),
            Column("measure", message("answering.handover.measure"), lambda row: Cell(row.own.title)),
            Column("part", message("answering.handover.part"), lambda row: Cell(spoken(row.part))),
            Column("state", message("answering.handover.state"), lambda row: Cell(spoken(word(row.own.state)))),
            Column("due", message("answering.handover.due"), lambda row: Cell(row.due)),
            Column("typed", message("answering.handover.typed"), lambda row: count(row.own.typed)),
            Column("lacks", message("answering.handover.lacks"), lambda row: lines(row.lacks)),
            Column("notes", message("answering.handover.notes"), notes),
            Column(
                "evidence",
                message("answering.handover.evidence"),
                lambda row: lines(file.name for file in row.evidence),
            ),
            Column("tasks", message("answering.handover.tasks"), lambda row: lines(row.tasks)),
            Column(
                "last_year",
                message("answering.handover.last_year"),
                lambda row: lines([row.last_year] if row.last_year else []),
            ),
        ),
    )
