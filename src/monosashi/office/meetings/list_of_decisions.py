"""All decisions as a list: by state, department, body, and whether they are late."""

from collections.abc import Iterable

from monosashi.core.messages import message
from monosashi.office.meetings.shown import ShownDecision, called
from monosashi.office.meetings.states import MeetingDecisionState
from monosashi.office.ui.cells import Cell, absence
from monosashi.office.ui.language import spoken
from monosashi.office.ui.lists import ABSENT, Column, Filter, ListOf, Option, SortKey, by_text

OVERDUE, GOING_ON = "overdue", "going_on"
"""Of the filter by state: those that are late, and all that are not followed up yet."""


def list_of_decisions(rows: Iterable[ShownDecision]) -> ListOf[ShownDecision]:
    """The list. `rows` are all decisions, for what can be chosen."""
    every = tuple(rows)
    own = (_by_state(every), _by_department(every), _by_body(every))
    return ListOf(
        name="decisions",
        caption=message("meetings.decisions.caption"),
        columns=_COLUMNS,
        filters=tuple(each for each in own if len(each.options) > 1),
        words=lambda row: (row.row.text, row.row.report, row.meeting.name, row.row.item.title, *row.departments),
        empty=message("meetings.decisions.empty"),
    )


def _text(row: ShownDecision) -> Cell:
    return Cell(row.row.text, address=row.address)


def _meeting(row: ShownDecision) -> Cell:
    return Cell(row.meeting.name, address=row.meeting.address, note=row.row.item.title)


def _departments(row: ShownDecision) -> Cell:
    if not row.departments:
        return absence(message("meetings.no_department"))
    return Cell(spoken(message("value.separator")).join(row.departments))


def _measures(row: ShownDecision) -> Cell:
    if not row.measures:
        return absence(message("meetings.no_measure"))
    return Cell(
        spoken(message("value.separator")).join(each.name for each in row.measures),
        links=tuple((each.name, each.address) for each in row.measures),
    )


def _due(row: ShownDecision) -> Cell:
    if row.row.due is None:
        return absence(message("meetings.no_due"))
    late = row.days_over
    note = spoken(message("meetings.days_over", days=late)) if late is not None else ""
    return Cell(row.due, exact=row.row.due.isoformat(), note=note)


def _by_due(row: ShownDecision) -> SortKey:
    return ABSENT if row.row.due is None else (1, row.row.due.isoformat())


def _state(row: ShownDecision) -> Cell:
    return Cell(spoken(row.state), tag=row.look)


_COLUMNS: tuple[Column[ShownDecision], ...] = (
    Column("text", message("meetings.column.decision"), _text, head=True),
    Column("state", message("meetings.column.state"), _state, lambda row: by_text(row.row.state)),
    Column("due", message("meetings.column.due"), _due, _by_due, note=message("meetings.column.days_over")),
    Column("departments", message("meetings.column.departments"), _departments, wide=True),
    Column("measures", message("meetings.column.measures"), _measures, wide=True),
    Column(
        "meeting",
        message("meetings.column.meeting"),
        _meeting,
        lambda row: by_text(row.row.item.meeting.day.isoformat()),
        wide=True,
        note=message("meetings.column.item"),
    ),
)


def _by_state(rows: tuple[ShownDecision, ...]) -> Filter[ShownDecision]:
    states = [state for state in MeetingDecisionState if any(row.row.state == state for row in rows)]
    options = [Option(state.value, spoken(state)) for state in states]
    if any(row.row.state in _GOING_ON for row in rows):
        options.insert(0, Option(GOING_ON, spoken(message("meetings.filter.going_on"))))
    if any(row.days_over is not None for row in rows):
        options.insert(0, Option(OVERDUE, spoken(message("meetings.overdue"))))
    return Filter("state", message("meetings.column.state"), tuple(options), _stands)


_GOING_ON = {MeetingDecisionState.OPEN, MeetingDecisionState.REPORTED}


def _stands(row: ShownDecision, chosen: str) -> bool:
    if chosen == OVERDUE:
        return row.days_over is not None
    return row.row.state in _GOING_ON if chosen == GOING_ON else row.row.state == chosen


def _by_department(rows: tuple[ShownDecision, ...]) -> Filter[ShownDecision]:
    names = sorted({name for row in rows for name in row.departments})
    options = tuple(Option(name, name) for name in names)
    return Filter(
        "department", message("meetings.column.departments"), options, lambda row, chosen: chosen in row.departments
    )


def _by_body(rows: tuple[ShownDecision, ...]) -> Filter[ShownDecision]:
    known = sorted({(str(row.row.item.meeting.body_id), called(row.row.item.meeting.body)) for row in rows})
    options = tuple(Option(key, name) for key, name in known)
    return Filter(
        "body",
        message("meetings.column.body"),
        options,
        lambda row, chosen: str(row.row.item.meeting.body_id) == chosen,
    )
