"""How answers look on pages and in files: tags, days, what a line of words says."""

from collections.abc import Iterable, Iterator, Mapping
from datetime import date

from monosashi.core.messages import Message, message
from monosashi.core.tree import Node
from monosashi.office.audits.models import CorrectiveAction, ResultMeasure
from monosashi.office.audits.queries import AuditNow, PartNow, ResultNow
from monosashi.office.audits.states import OWED, AuditResultKind, AuditResultState, AuditResultStatus
from monosashi.office.plans.pages import node_address
from monosashi.office.plans.year.in_year import InYear
from monosashi.office.ui.cells import Cell, absence
from monosashi.office.ui.dates import day_text
from monosashi.office.ui.language import spoken

STATE_LOOKS: Mapping[AuditResultState, str] = {
    AuditResultState.UNANSWERED: "none",
    AuditResultState.ANSWERED: "wait",
    AuditResultState.RETURNED: "look",
    AuditResultState.ACCEPTED: "done",
}
"""How the state of an answer looks."""

STATUS_LOOKS: Mapping[AuditResultStatus, str] = {
    AuditResultStatus.CONSIDERING: "draft",
    AuditResultStatus.ACTING: "wait",
    AuditResultStatus.DONE: "done",
    AuditResultStatus.NOT_TAKEN: "none",
}
"""How what is done looks."""


def state_cell(result: ResultNow) -> Cell:
    """Where a result stands; of several departments how many are there."""
    several = len(result.parts) > 1
    told = message("audits.of_departments", count=len(result.parts), behind=result.behind)
    return Cell(spoken(result.state), tag=STATE_LOOKS[result.state], note=spoken(told) if several else "")


def status_cell(status: AuditResultStatus | None) -> Cell:
    """What is done, or that nothing was accepted yet."""
    if status is None:
        return absence(message("audits.no_status"))
    return Cell(spoken(status), tag=STATUS_LOOKS[status])


def measure_links(measures: Iterable[ResultMeasure], year: InYear) -> tuple[tuple[str, str], ...]:
    """The measures of a result with their pages; those that the plan has no more by their name, without one."""
    nodes: Mapping[str, Node] = year.plan.index.node
    return tuple(
        (nodes[each.node].label, node_address(year, nodes[each.node])) if each.node in nodes else (each.name, "")
        for each in measures
    )


def day_cell(day: date | None) -> Cell:
    """A day; in a file so that it sorts."""
    return Cell(day_text(day), exact=day.isoformat(), whole=True) if day else absence(message("audits.no_day"))


def said_of(action: CorrectiveAction) -> str:
    """What a department said, with by when or since when, as a table shows it."""
    more = tuple(spoken(each) for each in when_of(action))
    return "\n".join((action.text, *more))


def when_of(action: CorrectiveAction) -> Iterator[Message]:
    """By when it is done, or when it was."""
    if action.until:
        yield message("audits.until", until=action.until)
    if action.done_on:
        yield message("audits.done_on", day=day_text(action.done_on))


def lead_of(now: AuditNow) -> Iterator[Message]:
    """The figures that matter of one audit: what is done of how much, what is owed, what is late, what is to be checked."""
    if not now.results:
        yield message("audits.lead.empty")
        return
    counts = {kind: sum(result.kind is kind for result in now.results) for kind in AuditResultKind}
    yield message(
        "audits.lead.results",
        findings=counts[AuditResultKind.FINDING],
        opinions=counts[AuditResultKind.OPINION],
        count=len(now.results),
        done=now.done,
    )
    yield from lead_of_answers((now,))


def lead_of_answers(every: Iterable[AuditNow]) -> Iterator[Message]:
    """How many answers are owed and late, how many wait to be checked. Nothing where nothing is."""
    audits = tuple(every)
    owed, overdue = sum(now.owed for now in audits), sum(now.overdue for now in audits)
    to_check = sum(now.to_check for now in audits)
    if owed:
        yield message("audits.lead.overdue" if overdue else "audits.lead.owed", count=owed, overdue=overdue)
    if to_check:
        yield message("audits.lead.to_check", count=to_check)


def owing(now: AuditNow) -> tuple[tuple[str, tuple[ResultNow, ...]], ...]:
    """The departments that owe an answer, with the results they owe it to."""
    found: dict[str, list[ResultNow]] = {}
    for result, part in now.parts:
        if part.state in OWED:
            found.setdefault(part.name, []).append(result)
    return tuple((name, tuple(results)) for name, results in found.items())


def named(part: PartNow) -> Cell:
    """The department that answers."""
    return Cell(part.name)
