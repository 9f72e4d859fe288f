"""What a file of who took part would change in a session."""

import hashlib
from dataclasses import dataclass
from datetime import date

from django.utils import timezone

from monosashi.office.training.acting import places_in
from monosashi.office.training.bringing_in.reading import CameInFile, read_attendance
from monosashi.office.training.models import Enrolment, PendingAttendance
from monosashi.office.training.queries import outcome_of
from monosashi.office.training.states import PlaceState, TrainingOutcome


@dataclass(frozen=True, slots=True)
class ChangedOutcome:
    """Somebody of whom the file says something else. `before` None: nothing was recorded."""

    told: CameInFile
    before: TrainingOutcome | None
    finished_on: date | None


@dataclass(frozen=True, slots=True)
class AttendanceDifference:
    """What a file would change: `comes` had no place, `left` have one and the file does not name them: they stay as they are."""

    comes: tuple[CameInFile, ...]
    changed: tuple[ChangedOutcome, ...]
    unchanged: int
    left: tuple[Enrolment, ...]
    state: str

    def __bool__(self) -> bool:
        return bool(self.comes or self.changed)


def attendance_compared(pending: PendingAttendance) -> AttendanceDifference:
    """The difference of a waiting file. Two queries. Raises InvalidInput."""
    found = read_attendance(bytes(pending.content), pending.file_name, pending.session, timezone.localdate())
    every = list(places_in(pending.session).select_related("staff"))
    known = {place.staff_id: place for place in every if place.state != PlaceState.WITHDRAWN}
    both = [(each, known[each.staff]) for each in found if each.staff in known]
    changed = tuple(
        ChangedOutcome(each, outcome_of(place), place.finished_on)
        for each, place in both
        if (each.outcome.value, each.finished_on) != (place.outcome, place.finished_on)
    )
    named = {each.staff for each in found}
    return AttendanceDifference(
        tuple(each for each in found if each.staff not in known),
        changed,
        len(both) - len(changed),
        tuple(place for staff, place in known.items() if staff not in named),
        _state(pending, every),
    )


def _state(pending: PendingAttendance, every: list[Enrolment]) -> str:
    """The hash of everything that a difference is worked out from."""
    row = pending.session
    told = [(each.staff_id, each.state, each.outcome, str(each.finished_on)) for each in every]
    return hashlib.sha256(repr((row.state, row.counted, told)).encode()).hexdigest()
