"""The list of a plan's revisions: who saved what, when and why."""

from collections.abc import Iterator, Mapping
from dataclasses import replace

from django.urls import reverse

from monosashi.core.messages import Message, message
from monosashi.office.plans.models import Revision
from monosashi.office.ui.cells import Cell, absence
from monosashi.office.ui.dates import moment_cell
from monosashi.office.ui.language import spoken
from monosashi.office.ui.lists import Column, ListOf

Said = Mapping[int, Message]
"""By number what a revision changed; what nobody knows any more is left out."""


def list_of_revisions(plan: str, said: Said, now: int) -> ListOf[Revision]:
    """The list as a file has it. `now` is the number of the newest one."""
    return ListOf(
        name=f"{plan}-revisions",
        caption=message("plans.revisions.heading"),
        columns=tuple(_columns(plan, said, now)),
    )


def with_tools(list_of: ListOf[Revision], plan: str, *, now: int, may_restore: bool) -> ListOf[Revision]:
    """The list as the page has it, with what can be done with each revision."""
    tools: tuple[Column[Revision], ...] = (
        Column("file", message("plans.revisions.file"), lambda row: _file(plan, row)),
        Column("restore", message("plans.revisions.restore"), lambda row: _restore(plan, row, now)),
    )
    return replace(list_of, columns=(*list_of.columns, *(tools if may_restore else tools[:1])))


def _columns(plan: str, said: Said, now: int) -> Iterator[Column[Revision]]:
    yield Column("number", message("plans.revisions.number"), lambda row: _number(plan, row, now))
    yield Column(
        "when", message("plans.revisions.when"), lambda row: replace(moment_cell(row.made_at), whole=True), wide=True
    )
    yield Column("who", message("plans.revisions.who"), lambda row: Cell(row.made_by_label))
    yield Column("what", message("plans.revisions.what"), lambda row: _what(plan, row, said), head=True)
    yield Column("why", message("plans.revisions.why"), _why, wide=True)


def _number(plan: str, row: Revision, now: int) -> Cell:
    """It leads to the plan as it was then."""
    asked = "" if row.number == now else f"?revision={row.number}"
    address = reverse("plans:plan", args=[plan]) + asked
    return Cell(spoken(message("plans.revision", number=row.number)), whole=True, address=address)


def _what(plan: str, row: Revision, said: Said) -> Cell:
    """What was changed; it leads to the comparison with the revision before, where there is one."""
    what = said.get(row.number)
    if what is None:
        return absence(message("plans.revisions.not_recorded"))
    return Cell(spoken(what), address=_comparison(plan, row) if what.id != "event.plan.imported" else "")


def _comparison(plan: str, row: Revision) -> str:
    return f"{reverse('plans:revisions-compare', args=[plan])}?from={row.number - 1}&to={row.number}"


def _why(row: Revision) -> Cell:
    return Cell(row.why) if row.why else absence(message("plans.revisions.no_reason"))


def _file(plan: str, row: Revision) -> Cell:
    where = reverse("plans:revision-plan-file", args=[plan, row.number])
    return Cell(spoken(message("plans.revisions.take_out")), address=where)


def _restore(plan: str, row: Revision, now: int) -> Cell:
    if row.number == now:
        return absence(message("plans.revisions.newest"))
    return Cell(
        spoken(message("plans.restore.link")), address=reverse("plans:revision-restore", args=[plan, row.number])
    )
