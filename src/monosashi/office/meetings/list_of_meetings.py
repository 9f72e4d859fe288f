"""All meetings as a list: by fiscal year and body, where each stands, what came of it."""

from collections.abc import Iterable
from datetime import date

from monosashi.core.messages import message
from monosashi.office.answering.days import due_text
from monosashi.office.meetings.queries import Outline
from monosashi.office.meetings.shown import (
    LOOKS,
    address_of_meeting,
    called,
    clock_of,
    minutes_look,
    minutes_text,
    name_of,
)
from monosashi.office.meetings.states import MeetingMinutes, MeetingState
from monosashi.office.ui.cells import Cell, absence, count
from monosashi.office.ui.language import spoken
from monosashi.office.ui.lists import Column, Filter, ListOf, Option, by_number, by_text

MISSING = "missing"
"""Of the filter by minutes: those that should be there and are not."""


def list_of_meetings(rows: Iterable[Outline], today: date, *, of_body: bool = False) -> ListOf[Outline]:
    """The list. `rows` are all meetings, for what can be chosen; `of_body`: those of one body alone."""
    every = tuple(rows)
    own = (*(() if of_body else (_by_body(every),)), _by_year(every), _by_state(every), _by_minutes(every))
    return ListOf(
        name="meetings",
        caption=message("meetings.list.caption"),
        columns=(*_FIRST, _minutes(today), *_COUNTS),
        filters=tuple(each for each in own if len(each.options) > 1),
        words=lambda row: (spoken(name_of(row.meeting)), row.meeting.place, row.meeting.plan.name),
        empty=message("meetings.list.empty"),
    )


def _name(row: Outline) -> Cell:
    return Cell(spoken(name_of(row.meeting)), address=address_of_meeting(row.meeting))


def _day(row: Outline) -> Cell:
    where = " ".join(filter(None, (clock_of(row.meeting), row.meeting.place)))
    return Cell(due_text(row.meeting.day), exact=row.meeting.day.isoformat(), note=where, whole=True)


def _state(row: Outline) -> Cell:
    state = MeetingState(row.meeting.state)
    return Cell(spoken(state), tag=LOOKS[state], note=row.meeting.reason)


def _minutes(today: date) -> Column[Outline]:
    def cell(row: Outline) -> Cell:
        said = spoken(minutes_text(row.meeting, today))
        note = spoken(message("meetings.inferred")) if row.meeting.inferred else ""
        if row.without_minutes is not None:
            return Cell(said, tag=minutes_look(row.meeting, today), note=note)
        return Cell(said, absent=row.meeting.minutes == MeetingMinutes.NONE, note=note)

    return Column("minutes", message("meetings.column.minutes"), cell, wide=True)


def _going_on(row: Outline) -> Cell:
    if not row.decisions:
        return absence(message("meetings.no_decision"))
    told = message("meetings.going_on", count=row.going_on) if row.going_on else message("meetings.all_done")
    return Cell(count(row.decisions).text, number=count(row.decisions).number, note=spoken(told))


_FIRST: tuple[Column[Outline], ...] = (
    Column("name", message("meetings.column.meeting"), _name, lambda row: by_text(called(row.meeting.body)), head=True),
    Column(
        "day",
        message("meetings.column.day"),
        _day,
        lambda row: by_text(row.meeting.day.isoformat()),
        note=message("meetings.column.time_and_place"),
        wide=True,
    ),
    Column(
        "state",
        message("meetings.column.state"),
        _state,
        lambda row: by_text(row.meeting.state),
        note=message("meetings.column.reason"),
    ),
)
_COUNTS: tuple[Column[Outline], ...] = (
    Column(
        "items",
        message("meetings.column.items"),
        lambda row: count(row.items),
        lambda row: by_number(row.items),
        figures=True,
    ),
    Column(
        "decisions",
        message("meetings.column.decisions"),
        _going_on,
        lambda row: by_number(row.decisions),
        figures=True,
        note=message("meetings.column.going_on"),
    ),
)


def _by_body(rows: tuple[Outline, ...]) -> Filter[Outline]:
    known = dict(
        sorted({str(row.meeting.body_id): called(row.meeting.body) for row in rows}.items(), key=lambda each: each[1])
    )
    return Filter(
        "body", message("meetings.column.body"), _options(known), lambda row, chosen: str(row.meeting.body_id) == chosen
    )


def _by_year(rows: tuple[Outline, ...]) -> Filter[Outline]:
    years = sorted({row.meeting.fiscal_year for row in rows}, reverse=True)
    known = {str(year): spoken(message("ui.fiscal_year", year=year)) for year in years}
    return Filter(
        "year",
        message("meetings.column.year"),
        _options(known),
        lambda row, chosen: str(row.meeting.fiscal_year) == chosen,
    )


def _by_state(rows: tuple[Outline, ...]) -> Filter[Outline]:
    known = {state.value: spoken(state) for state in MeetingState if any(row.meeting.state == state for row in rows)}
    return Filter(
        "state", message("meetings.column.state"), _options(known), lambda row, chosen: row.meeting.state == chosen
    )


def _by_minutes(rows: tuple[Outline, ...]) -> Filter[Outline]:
    known = {each.value: spoken(each) for each in MeetingMinutes if any(row.meeting.minutes == each for row in rows)}
    if any(row.without_minutes is not None for row in rows):
        known = {MISSING: spoken(message("meetings.filter.missing")), **known}
    return Filter("minutes", message("meetings.column.minutes"), _options(known), _has_minutes)


def _has_minutes(row: Outline, chosen: str) -> bool:
    return row.without_minutes is not None if chosen == MISSING else row.meeting.minutes == chosen


def _options(known: dict[str, str]) -> tuple[Option, ...]:
    return tuple(Option(value, label) for value, label in known.items())
