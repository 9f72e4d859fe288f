"""The notes of a measure's year, as pages show them."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.http import HttpRequest
from django.utils import timezone

from monosashi.core.tree import Node
from monosashi.office.accounts.access import person_in
from monosashi.office.accounts.permissions import Permission, Place, may
from monosashi.office.accounts.register import with_successors
from monosashi.office.accounts.standing import Person
from monosashi.office.accounts.written_once import Parameter, Rows
from monosashi.office.plans.beside import BesideMeasure
from monosashi.office.plans.queries import departments_of
from monosashi.office.plans.year.in_year import InYear
from monosashi.office.rounds.models import YearNote


@dataclass(frozen=True, slots=True)
class Note:
    """One note. `mine`: whoever looks wrote it and may throw it away."""

    number: int
    text: str
    by: str
    at: datetime
    mine: bool


_NOTES = Rows(
    YearNote,
    lambda notes: notes.filter(plan_id=Parameter("plan"), node=Parameter("node"), fiscal_year=Parameter("fiscal_year")),
)


def notes_of(plan_id: str, node: str, fiscal_year: int, by: Person) -> tuple[Note, ...]:
    """The notes of a measure's year, the newest first. One query."""
    rows = _NOTES(plan=plan_id, node=node, fiscal_year=fiscal_year)
    return tuple(
        Note(row.pk, row.text, row.made_by_label, row.made_at, mine=row.made_by == by.staff.pk) for row in rows
    )


def notes_of_measure(request: HttpRequest, year: InYear, node: Node) -> Mapping[str, Any]:
    """What the page of a measure shows of notes: to its departments and to whoever runs rounds, to nobody else. Two queries."""
    by, today = person_in(request), timezone.localdate()
    own = with_successors(departments_of(node, today), today)
    place = Place(year.plan.id, own)
    writes = may(by.standing, Permission.ANSWER_SHEET, place)
    reads = writes or bool(by.standing.departments & own) or may(by.standing, Permission.RUN_ROUND, place)
    if not reads:
        return {}
    return {
        "year_notes": notes_of(year.plan.id, node.id, year.fiscal_year, by),
        "year_notes_shown": True,
        "year_notes_may": writes,
    }


ON_MEASURE = BesideMeasure(notes_of_measure)
