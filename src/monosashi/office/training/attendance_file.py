"""Who has a place in a session, as a workbook to fill in and bring in again; one line to learn from where nobody has."""

from collections.abc import Iterable

from monosashi.core.messages import message
from monosashi.office.entering.list_files import list_to_change
from monosashi.office.training.bringing_in.reading import layout
from monosashi.office.training.models import Enrolment


def attendance_file(places: Iterable[Enrolment]) -> bytes:
    """The workbook."""
    return list_to_change(layout(), "attendance", map(_row, places), message("training.attendance"))


def _row(place: Enrolment) -> tuple[str, ...]:
    outcome = layout()["words"][place.outcome][0] if place.outcome else ""
    day = place.finished_on.isoformat() if place.finished_on else ""
    return place.staff.username, place.staff.name, outcome, day
