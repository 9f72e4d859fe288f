"""The officers of a day as a workbook that can be changed and brought in again."""

from monosashi.core.messages import message
from monosashi.office.entering.list_files import list_to_change
from monosashi.office.officers.bringing_in.reading import layout
from monosashi.office.officers.models import Appointment
from monosashi.office.officers.situation import Line, Situation
from monosashi.office.officers.states import OfficerState


def file_of_officers(now: Situation) -> bytes:
    """A line for each officer in office; one line to learn from where there is none."""
    rows = (_row(line, line.row, now) for line in now.lines if line.state is OfficerState.IN_OFFICE and line.row)
    return list_to_change(layout(), "officers", rows, message("officers.list.caption"))


def _row(line: Line, row: Appointment, now: Situation) -> tuple[str, ...]:
    units, chosen = now.tree.units, layout()["words"][row.chosen_by]
    return (
        units[line.department].name if line.department in units else "",
        line.department,
        line.kind.name,
        row.staff.username if row.staff else "",
        row.staff.name if row.staff else row.name,
        row.post,
        row.since.isoformat(),
        row.until.isoformat() if row.until else "",
        next(filter(None, chosen)),
        units[row.shared_with].name if row.shared_with in units else "",
        row.note,
    )
