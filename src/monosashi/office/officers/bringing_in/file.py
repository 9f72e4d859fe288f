"""The officers of a day as a workbook that can be changed and brought in again."""

from monosashi.core.messages import message
from monosashi.office.officers.bringing_in.reading import layout
from monosashi.office.officers.models import Appointment
from monosashi.office.officers.situation import Line, Situation
from monosashi.office.officers.states import OfficerState
from monosashi.office.ui.cells import Cell
from monosashi.office.ui.columns_of_files import FileColumn
from monosashi.office.ui.language import spoken
from monosashi.office.ui.list_workbook import list_workbook


def file_of_officers(now: Situation) -> bytes:
    """A line for each officer in office; one line to learn from where there is none."""
    columns = [words[0] for name, words in layout()["officers"].items() if name != "required"]
    rows = [_row(line, line.row, now) for line in now.lines if line.state is OfficerState.IN_OFFICE and line.row]
    cells = zip(*(rows or [tuple(layout()["words"]["example"])]), strict=True)
    made = [FileColumn(heading, tuple(map(Cell, column))) for heading, column in zip(columns, cells, strict=True)]
    return list_workbook(spoken(message("officers.list.caption")), made)


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
