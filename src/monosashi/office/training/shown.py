"""What pages say of training: days, audiences, figures that keep attendances and people apart, the line of evidence to quote."""

from collections.abc import Iterable, Mapping
from datetime import date, time

from monosashi.core.messages import Message, message
from monosashi.office.accounts.register import names_of
from monosashi.office.answering.days import due_text
from monosashi.office.training.figures import Progress, Tally
from monosashi.office.training.models import Course, Enrolment, TrainingSession
from monosashi.office.training.queries import CourseNow, SessionNow, by_form, tally_of
from monosashi.office.training.states import PlaceState, TrainingCourseAudience, TrainingOutcome, TrainingSessionState
from monosashi.office.ui.cells import Cell, absence, count
from monosashi.office.ui.dates import day_text
from monosashi.office.ui.language import spoken
from monosashi.wording import word

SESSION_LOOKS: Mapping[str, str] = {
    TrainingSessionState.PLANNED: "wait",
    TrainingSessionState.HELD: "done",
    TrainingSessionState.CANCELLED: "none",
}
"""The look of a tag by the state of a session."""

OUTCOME_LOOKS: Mapping[str, str] = {
    TrainingOutcome.ATTENDED: "done",
    TrainingOutcome.FINISHED: "done",
    TrainingOutcome.ABSENT: "none",
}
"""The look of a tag by what became of a place."""

PLACE_LOOKS: Mapping[str, str] = {
    PlaceState.ENROLLED: "wait",
    PlaceState.WAITING: "look",
    PlaceState.WITHDRAWN: "none",
}
"""The look of a tag by the state of a place of which nothing is recorded."""


def days_of(row: TrainingSession) -> str:
    """Day with weekday and time, or the first and the last day; in a word that there is none."""
    if row.first_day is None:
        return spoken(message(f"training.no_day.{TrainingSessionState(row.state).value}"))
    if row.last_day not in {None, row.first_day} and row.last_day is not None:
        return spoken(message("training.period", first=day_text(row.first_day), last=day_text(row.last_day)))
    return " ".join(filter(None, (due_text(row.first_day), _clocks(row))))


def _clocks(row: TrainingSession) -> str:
    if row.begins is None:
        return ""
    told = {"begins": _clock(row.begins), "ends": _clock(row.ends) if row.ends else ""}
    return spoken(message("training.clocks", **told))


def _clock(at: time) -> str:
    return spoken(message("ui.date.clock", hour=at.hour, minute=f"{at.minute:02}"))


def name_of_session(row: TrainingSession) -> str:
    """What a session is called: its own name, else its day."""
    return row.title or days_of(row)


def audience_of(row: Course, kinds: Mapping[int, str]) -> str:
    """For whom a course is; `kinds` are the officers' by key."""
    if row.audience != TrainingCourseAudience.OFFICERS:
        return spoken(word(TrainingCourseAudience(row.audience)))
    return spoken(message("value.separator")).join(kinds.get(pk, str(pk)) for pk in row.kinds)


def attendances_cell(tally: Tally) -> Cell:
    """Attendances. Nothing recorded is no 0."""
    if tally.attendances is None:
        return absence(message("training.none_recorded" if tally.times else "training.none_held"))
    note = message("training.unrecorded", times=tally.unrecorded) if tally.unrecorded else None
    return Cell(
        count(tally.attendances).text,
        spoken(message("training.unit.attendances")),
        count(tally.attendances).number,
        note=spoken(note) if note else "",
    )


def persons_cell(tally: Tally) -> Cell:
    """How many people that were; where some sessions have no list, that it is at least so many."""
    if tally.persons is None:
        return absence(message("training.no_list" if tally.attendances else _why_none(tally)))
    told = count(tally.persons)
    if tally.is_whole:
        return Cell(told.text, spoken(message("training.unit.persons")), told.number)
    missing = message("training.without_list", times=tally.nameless + tally.unrecorded)
    return Cell(told.text, spoken(message("training.unit.least")), told.number, note=spoken(missing))


def _why_none(tally: Tally) -> str:
    return "training.none_recorded" if tally.times else "training.none_held"


def times_cell(tally: Tally) -> Cell:
    """How often it was held; 0 is a number."""
    return count(tally.times, message("training.unit.times"))


def progress_cell(found: Progress | None) -> Cell:
    """How many of those who have to finish did."""
    if found is None:
        return Cell(spoken(message("training.not_required")), absent=True)
    unknown = spoken(message("training.unregistered", count=found.unknown)) if found.unknown else ""
    if not found.of:
        return Cell(spoken(message("training.nobody_has_to")), absent=True, note=unknown)
    told = message("training.progress", done=found.done, of=found.of)
    return Cell(spoken(told), exact=f"{found.done}/{found.of}", note=unknown, whole=True)


def planned_cell(row: Course) -> Cell:
    """What the year's plan says of it."""
    told = [
        spoken(message(f"training.planned.{name}", count=number))
        for name, number in (("times", row.planned_times), ("persons", row.planned_persons))
        if number is not None
    ]
    return Cell(" ".join(told)) if told else absence(message("training.planned.none"))


def evidence_of(courses: Iterable[CourseNow], fiscal_year: int) -> tuple[Message, ...]:
    """The line that a KPI can quote: attendances and people of a year, never one for the other, and of which forms it is made."""
    every = tuple(courses)
    tally = tally_of(every)
    if tally.attendances is None:
        return (message("training.evidence.none", year=fiscal_year),)
    line = message("training.evidence", year=fiscal_year, attendances=tally.attendances, persons=persons_words(tally))
    parts = tuple(
        message("training.evidence.of_form", form=word(form), attendances=each.attendances)
        for form, each in by_form(every)
        if each.attendances is not None
    )
    found = [line]
    if len(parts) > 1:
        found.append(message("training.evidence.forms", forms=parts))
    if tally.unrecorded:
        found.append(message("training.evidence.unrecorded", times=tally.unrecorded))
    return tuple(found)


def persons_words(tally: Tally) -> Message:
    """How many people, or why that is not known."""
    if tally.persons is None:
        return message("training.persons.unknown")
    if not tally.is_whole:
        return message("training.persons.least", times=tally.nameless + tally.unrecorded, persons=tally.persons)
    return message("training.persons.whole", persons=tally.persons)


def place_cell(row: Enrolment) -> Cell:
    """What became of somebody's place, or where it stands."""
    if row.outcome:
        outcome = TrainingOutcome(row.outcome)
        day = spoken(message("training.on_day", day=day_text(row.finished_on))) if row.finished_on else ""
        return Cell(spoken(outcome), tag=OUTCOME_LOOKS[outcome], note=day)
    state = PlaceState(row.state)
    return Cell(spoken(state), tag=PLACE_LOOKS[state])


def places_words(session: SessionNow) -> Message:
    """How many places are taken and free."""
    told = {"enrolled": session.enrolled, "waiting": session.waiting}
    if session.free is None:
        return message("training.places.unlimited", **told)
    return message("training.places.waiting" if session.waiting else "training.places", **told, free=session.free)


def department_names(codes: Iterable[str]) -> Mapping[str, str]:
    """Departments by their codes, also those that are gone; "" is nobody's."""
    wanted = tuple(codes)
    return {**{code: code for code in wanted}, **names_of(wanted), "": spoken(message("training.no_department"))}


def as_of_words(day: date) -> Message:
    """As of which day people were asked."""
    return message("training.as_of", day=day_text(day))
