"""An opinion with its answer as a note of the plan, and whether the plan has it. Pure: values in, values out.

A note is city content: it is written in Japanese, whatever language the page has.
"""

from collections.abc import Iterable
from dataclasses import dataclass, replace
from enum import StrEnum

from monosashi.core.fiscal_years import print_fiscal_year
from monosashi.core.messages import message
from monosashi.core.plan import Plan, with_result
from monosashi.core.results import NodeYear, Note
from monosashi.office.audits.models import Audit
from monosashi.office.audits.queries import PartNow, ResultNow
from monosashi.office.ui.dates import day_text
from monosashi.wording import render, word


class NoteInPlan(StrEnum):
    """How a measure of the plan stands to a note."""

    THERE = "there"
    OTHER = "other"
    """It has one of this result with other words."""
    LACKING = "lacking"


@dataclass(frozen=True, slots=True)
class Carried:
    """A note for one measure in one year."""

    node: str
    note: Note


def note_of(audit: Audit, result: ResultNow, departments: frozenset[str]) -> Note | None:
    """What a measure of these departments is told of a result; None where no answer for it was accepted.

    Of several answers those of the measure's own departments, where one of them answers to the result; else all.
    """
    own = tuple(part for part in result.parts if part.codes & departments) or result.parts
    told = [part for part in own if part.accepted is not None]
    if not told:
        return None
    reply = "\n".join(_reply(part, several=len(own) > 1) for part in told)
    text = "\n".join(filter(None, (f"{_head(result)}{result.row.title}", result.row.text)))
    return Note(author_of(audit), text, reply)


def author_of(audit: Audit) -> str:
    """「令和7年度包括外部監査人」."""
    return f"{print_fiscal_year(audit.fiscal_year)}{audit.auditor}"


def note_in(plan: Plan, fiscal_year: int, node: str, note: Note, result: ResultNow) -> Note | None:
    """What the measure has of this result in the year, in these words or others; None where it has nothing."""
    return _held(plan, fiscal_year, node, note.author, result)


def standing_of(plan: Plan, fiscal_year: int, node: str, note: Note, result: ResultNow) -> NoteInPlan:
    """Whether the measure has this note in the year."""
    held = note_in(plan, fiscal_year, node, note, result)
    if held is None:
        return NoteInPlan.LACKING
    return NoteInPlan.THERE if held == note else NoteInPlan.OTHER


def with_notes(plan: Plan, fiscal_year: int, carried: Iterable[tuple[ResultNow, Carried]]) -> Plan:
    """The plan with these notes: in the place of what it had of the same results, else behind its other notes."""
    for result, each in carried:
        key = (each.node, fiscal_year)
        said = plan.index.result.get(key) or NodeYear(*key)
        held = _held(plan, fiscal_year, each.node, each.note.author, result)
        notes = said.notes
        notes = (*notes, each.note) if held is None else tuple(each.note if note == held else note for note in notes)
        if notes != said.notes:
            plan = with_result(plan, replace(said, notes=notes))
    return plan


def _held(plan: Plan, fiscal_year: int, node: str, author: str, result: ResultNow) -> Note | None:
    said = plan.index.result.get((node, fiscal_year))
    head = _head(result)
    notes = said.notes if said else ()
    return next((note for note in notes if note.author == author and note.text.startswith(head)), None)


def _head(result: ResultNow) -> str:
    """「【意見7】」, by which a note of a result is known again."""
    return render(message("audits.note.head", kind=word(result.kind), number=result.row.number), "ja")


def _reply(part: PartNow, *, several: bool) -> str:
    action = part.accepted
    if action is None or part.status is None:
        raise ValueError(part.row.pk)
    day = day_text(action.as_of, "ja")
    told = [render(message("audits.note.status", status=word(part.status), day=day), "ja"), action.text]
    if action.until:
        told.append(render(message("audits.note.until", until=action.until), "ja"))
    if action.done_on:
        told.append(render(message("audits.note.done", day=day_text(action.done_on, "ja")), "ja"))
    said = "\n".join(told)
    return render(message("audits.note.of_department", name=part.name, said=said), "ja") if several else said
