"""Who has a place in a session, as a workbook to fill in and bring in again; one line to learn from where nobody has."""

from collections.abc import Iterable

from monosashi.core.messages import message
from monosashi.office.training.bringing_in.reading import layout
from monosashi.office.training.models import Enrolment
from monosashi.office.ui.cells import Cell
from monosashi.office.ui.columns_of_files import FileColumn
from monosashi.office.ui.language import spoken
from monosashi.office.ui.list_workbook import list_workbook


def attendance_file(places: Iterable[Enrolment]) -> bytes:
    """The workbook, by the first of the headings that are recognised."""
    headings = [words[0] for name, words in layout()["attendance"].items() if name != "required"]
    rows = [_row(place) for place in places] or [tuple(layout()["words"]["example"])]
    columns = [
        FileColumn(heading, tuple(map(Cell, column)))
        for heading, column in zip(headings, zip(*rows, strict=True), strict=True)
    ]
    return list_workbook(spoken(message("training.attendance")), columns)


def _row(place: Enrolment) -> tuple[str, ...]:
    outcome = layout()["words"][place.outcome][0] if place.outcome else ""
    day = place.finished_on.isoformat() if place.finished_on else ""
    return place.staff.username, place.staff.name, outcome, day
