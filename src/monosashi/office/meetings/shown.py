"""What pages say of meetings and decisions: names, days, states with their looks, who bears a decision, how far its report is."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date

from monosashi.core.messages import Message, message
from monosashi.office.accounts.bearers import names_today
from monosashi.office.answering.days import due_text
from monosashi.office.meetings.models import AgendaItem, Body, Meeting, MeetingDecision
from monosashi.office.meetings.states import (
    MINUTES_WITHIN,
    MeetingDecisionState,
    MeetingMinutes,
    MeetingState,
    days_without_minutes,
    is_overdue,
)
from monosashi.office.plans.queries import labels
from monosashi.office.ui.addresses import address_of
from monosashi.office.ui.dates import day_text
from monosashi.office.ui.language import spoken
from monosashi.wording import word

LOOKS: Mapping[str, str] = {
    MeetingState.PLANNED: "wait",
    MeetingState.HELD: "done",
    MeetingState.CANCELLED: "none",
}
"""The look of a tag by the state of a meeting."""

DECISION_LOOKS: Mapping[str, str] = {
    MeetingDecisionState.OPEN: "look",
    MeetingDecisionState.REPORTED: "wait",
    MeetingDecisionState.DONE: "done",
    MeetingDecisionState.CALLED_OFF: "none",
}
"""The look of a tag by the state of a decision."""


@dataclass(frozen=True, slots=True)
class Link:
    """A name with where it leads, "" nowhere."""

    name: str
    address: str


@dataclass(frozen=True, slots=True)
class ShownDecision:
    """A decision as pages show it. `due` is "" where there is no day; `days_over` None where it is not late."""

    row: MeetingDecision
    address: str
    meeting: Link
    state: Message
    look: str
    due: str
    days_over: int | None
    departments: tuple[str, ...]
    measures: tuple[Link, ...]


def name_of(row: Meeting) -> Message:
    """What a meeting is called: 「デジタル化推進会議 令和6年度第2回」."""
    return message("meetings.name", body=called(row.body), year=row.fiscal_year, number=row.number)


def called(body: Body) -> str:
    """What a body is called; a 部会 after the body that it is part of."""
    if body.part_of is None:
        return body.name
    return spoken(message("meetings.body_of", above=body.part_of.name, name=body.name))


def when(row: Meeting) -> str:
    """Day with weekday, and the time where it was told."""
    return " ".join(filter(None, (due_text(row.day), clock_of(row))))


def clock_of(row: Meeting) -> str:
    """The time at which it begins, "" where none was told."""
    if row.begins is None:
        return ""
    return spoken(message("ui.date.clock", hour=row.begins.hour, minute=f"{row.begins.minute:02}"))


def minutes_text(row: Meeting, today: date) -> Message:
    """Whether there are minutes; an absence is said."""
    lacking = days_without_minutes(row.state, row.minutes, row.day, today)
    if lacking is not None:
        return message("meetings.minutes_missing", days=lacking)
    if row.minutes == MeetingMinutes.NONE:
        if row.state == MeetingState.HELD:
            until = date.fromordinal(row.day.toordinal() + MINUTES_WITHIN)
            return message("meetings.minutes_awaited", day=day_text(until))
        return message(f"meetings.minutes_of.{MeetingState(row.state).value}")
    if row.minutes == MeetingMinutes.NOT_MADE:
        return message("meetings.minutes_not_made", reason=row.minutes_reason)
    return message("meetings.minutes_made", day=day_text(row.minutes_day or row.day))


def minutes_look(row: Meeting, today: date) -> str:
    """The look of the tag of its minutes."""
    if days_without_minutes(row.state, row.minutes, row.day, today) is not None:
        return "stop"
    return "done" if row.minutes == MeetingMinutes.MADE else "none"


def shown(rows: Iterable[MeetingDecision], today: date) -> tuple[ShownDecision, ...]:
    """Decisions as pages show them. One query for each plan among them, and two for departments."""
    every = tuple(rows)
    names = _labels(every)
    return tuple(_shown(row, names, today) for row in every)


def address_of_meeting(row: Meeting) -> str:
    """Where a meeting's page is."""
    return address_of("meetings:meeting", row.pk)


def address_of_decision(row: MeetingDecision) -> str:
    """Where a decision's page is."""
    return address_of("meetings:decision", row.item.meeting_id, row.pk)


def measure_links(plan: str, nodes: Iterable[str]) -> tuple[Link, ...]:
    """Measures with their pages. One query where there are any."""
    return tuple(Link(name, address_of("plans:measure", plan, node)) for node, name in labels(plan, nodes).items())


def measures_by_item(plan: str, items: Iterable[AgendaItem]) -> dict[int, tuple[Link, ...]]:
    """The measures of each item. One query."""
    every = tuple(items)
    known = {
        link.address: link for link in measure_links(plan, {m.node for item in every for m in item.measures.all()})
    }
    return {
        item.pk: tuple(known[address_of("plans:measure", plan, each.node)] for each in item.measures.all())
        for item in every
    }


def _labels(rows: tuple[MeetingDecision, ...]) -> dict[str, Mapping[str, str]]:
    nodes: dict[str, set[str]] = {}
    for row in rows:
        nodes.setdefault(row.item.meeting.plan_id, set()).update(each.node for each in row.measures.all())
    return {plan: labels(plan, every) for plan, every in nodes.items()}


def _shown(row: MeetingDecision, names: Mapping[str, Mapping[str, str]], today: date) -> ShownDecision:
    meeting, late = row.item.meeting, is_overdue(row.state, row.due, today)
    return ShownDecision(
        row,
        address_of_decision(row),
        Link(spoken(name_of(meeting)), address_of_meeting(meeting)),
        message("meetings.overdue") if late else word(MeetingDecisionState(row.state)),
        "stop" if late else DECISION_LOOKS[row.state],
        due_text(row.due) if row.due else "",
        (today - row.due).days if late and row.due else None,
        names_today([each.code for each in row.departments.all()], today),
        tuple(
            Link(names[meeting.plan_id][each.node], address_of("plans:measure", meeting.plan_id, each.node))
            for each in row.measures.all()
        ),
    )
