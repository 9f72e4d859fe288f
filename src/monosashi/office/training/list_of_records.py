"""Who took part in what, as a list for whoever may see it: one's own, or that of a department."""

from collections.abc import Iterable, Mapping

from monosashi.core.messages import message
from monosashi.office.training.models import Enrolment
from monosashi.office.training.shown import days_of, place_cell
from monosashi.office.training.states import EnrolledBy, TrainingCourseForm, TrainingOutcome
from monosashi.office.ui.addresses import address_of
from monosashi.office.ui.cells import Cell
from monosashi.office.ui.language import spoken
from monosashi.office.ui.lists import Column, Filter, ListOf, Option, by_text

_NONE = "none"


def list_of_records(
    name: str, rows: Iterable[Enrolment], departments: Mapping[str, str], *, with_people: bool
) -> ListOf[Enrolment]:
    """The list; `departments` are names by code, those of the day. `with_people`: whose record each is, not only one's own."""
    every = tuple(rows)
    people = _PEOPLE if with_people else ()
    return ListOf(
        name=name,
        caption=message("training.records.caption"),
        columns=(*people, *_course_columns(with_people), _department(departments), *_LAST),
        filters=(_by_course(every), _by_outcome()),
        words=lambda row: (row.session.course.title, *((row.staff.name, row.staff.username) if with_people else ())),
        empty=message("training.records.none"),
        keep=("year",),
    )


_PEOPLE: tuple[Column[Enrolment], ...] = (
    Column(
        "staff",
        message("training.field.staff"),
        lambda row: Cell(row.staff.name),
        lambda row: by_text(row.staff.name),
        head=True,
    ),
    Column(
        "number",
        message("training.field.number"),
        lambda row: Cell(row.staff.username),
        lambda row: by_text(row.staff.username),
    ),
)


def _course_columns(with_people: bool) -> tuple[Column[Enrolment], ...]:  # noqa: FBT001 -- the list's own word
    return (
        Column(
            "course",
            message("training.field.title"),
            lambda row: Cell(
                row.session.course.title,
                address=address_of("training:session", row.session_id),
                note=row.session.title,
            ),
            lambda row: by_text(row.session.course.title),
            head=not with_people,
            note=message("training.field.session"),
        ),
        Column(
            "form",
            message("training.field.form"),
            lambda row: Cell(spoken(TrainingCourseForm(row.session.course.form))),
        ),
        Column(
            "day",
            message("training.column.day"),
            lambda row: Cell(
                days_of(row.session), exact=row.session.first_day.isoformat() if row.session.first_day else ""
            ),
            lambda row: by_text(row.session.first_day.isoformat() if row.session.first_day else ""),
            wide=True,
        ),
    )


def _department(names: Mapping[str, str]) -> Column[Enrolment]:
    return Column(
        "department",
        message("training.column.department_then"),
        lambda row: Cell(names[row.department], absent=not row.department),
        lambda row: by_text(names[row.department]),
        wide=True,
    )


_LAST: tuple[Column[Enrolment], ...] = (
    Column("by", message("training.column.by"), lambda row: Cell(spoken(EnrolledBy(row.by)))),
    Column(
        "outcome",
        message("training.field.outcome"),
        place_cell,
        lambda row: by_text(row.outcome),
        note=message("training.field.finished_on"),
    ),
)


def _by_course(rows: tuple[Enrolment, ...]) -> Filter[Enrolment]:
    known = {str(row.session.course_id): row.session.course.title for row in rows}
    return Filter(
        "course",
        message("training.field.title"),
        tuple(Option(pk, title) for pk, title in known.items()),
        lambda row, chosen: str(row.session.course_id) == chosen,
    )


def _by_outcome() -> Filter[Enrolment]:
    options = (
        *(Option(each.value, spoken(each)) for each in TrainingOutcome),
        Option(_NONE, spoken(message("training.outcome.none"))),
    )
    return Filter(
        "outcome",
        message("training.field.outcome"),
        options,
        lambda row, chosen: row.outcome == ("" if chosen == _NONE else chosen),
    )
