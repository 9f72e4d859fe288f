"""What pages say of officers: states with their looks, notices in sentences, days and years."""

from collections.abc import Iterator, Mapping

from monosashi.core.messages import Message, message
from monosashi.office.accounts.organisation import Tree
from monosashi.office.accounts.register import names_of
from monosashi.office.officers.models import Appointment
from monosashi.office.officers.queries import Held
from monosashi.office.officers.rows import called
from monosashi.office.officers.situation import Line
from monosashi.office.officers.states import OfficerNotice, OfficerState
from monosashi.office.people.forms import full_name
from monosashi.office.ui.dates import day_text
from monosashi.wording import word

LOOKS: Mapping[OfficerState, str] = {
    OfficerState.IN_OFFICE: "done",
    OfficerState.VACANT: "stop",
    OfficerState.OVER: "stop",
    OfficerState.LEFT_OUT: "none",
}
"""The look of a tag by the state of a line."""

PRESSING: Mapping[OfficerNotice, str] = {
    OfficerNotice.MOVED_AWAY: "stop",
    OfficerNotice.OVER_LIMIT: "look",
    OfficerNotice.LAST_YEAR: "look",
    OfficerNotice.ENDS_SOON: "look",
    OfficerNotice.TOO_MANY: "stop",
    OfficerNotice.MOVES: "look",
}
"""Notices, the most pressing first, with the look of a tag that tells of them."""


def look_of(line: Line) -> str:
    """The look of a line's tag: that of its most pressing notice, else of its state."""
    return next((look for notice, look in PRESSING.items() if notice in line.notices), LOOKS[line.state])


def tag_of(line: Line) -> Message:
    """What a line's tag says."""
    first = next((notice for notice in PRESSING if notice in line.notices), None)
    return word(first or line.state)


def sentences_of(line: Line) -> tuple[Message, ...]:
    """What is to be looked at, in sentences; none where all is well."""
    return tuple(_sentences(line))


def _sentences(line: Line) -> Iterator[Message]:
    row = line.row
    if line.state is OfficerState.OVER and row is not None and row.until is not None:
        yield message("officers.says.over", day=day_text(row.until))
    if line.state is OfficerState.VACANT:
        yield message("officers.says.vacant")
    if line.left_out is not None:
        yield message("officers.says.left_out", reason=line.left_out.reason)
    for notice in line.notices:
        yield _notice(notice, line)


def _notice(notice: OfficerNotice, line: Line) -> Message:
    until = line.row.until if line.row is not None else None
    if notice is OfficerNotice.MOVED_AWAY:
        moved = message("officers.says.moved_away", day=day_text(line.moved)) if line.moved else None
        return moved or message("officers.says.elsewhere")
    if notice is OfficerNotice.MOVES and line.moved:
        return message("officers.says.moves", day=day_text(line.moved))
    if notice is OfficerNotice.ENDS_SOON and until:
        return message("officers.says.ends_soon", day=day_text(until))
    if notice is OfficerNotice.LAST_YEAR and until:
        return message("officers.says.last_year", day=day_text(until), nth=line.year)
    if notice is OfficerNotice.OVER_LIMIT:
        return message("officers.says.over_limit", nth=line.year, most=line.kind.most_years or 0)
    return message("officers.says.too_many")


def who(row: Appointment) -> str:
    """Post and name."""
    return " ".join(filter(None, (row.post, called(row))))


def name_in(code: str, tree: Tree) -> str:
    """A department with what is above it on the day, 「企画部 情報課」; one that is gone by its name alone."""
    unit = tree.units.get(code)
    return full_name(unit, tree) if unit is not None and unit.stands_on(tree.day) else names_of((code,)).get(code, code)


def term_of(row: Appointment | Held) -> Message:
    """From when to when."""
    if row.until is None:
        return message("officers.term_open", since=day_text(row.since))
    return message("officers.term", since=day_text(row.since), until=day_text(row.until))
