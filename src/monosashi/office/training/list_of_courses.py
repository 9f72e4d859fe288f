"""The courses of a year as a list: what is planned, what was held, how many attended, how many people that were."""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from enum import StrEnum

from monosashi.core.messages import Message, message
from monosashi.office.training.audience import Staffed
from monosashi.office.training.figures import Progress, Tally
from monosashi.office.training.queries import CourseNow
from monosashi.office.training.shown import (
    attendances_cell,
    audience_of,
    persons_cell,
    planned_cell,
    progress_cell,
    times_cell,
)
from monosashi.office.training.states import TrainingCourseForm, TrainingCourseLevel
from monosashi.office.ui.addresses import address_of
from monosashi.office.ui.cells import Cell, absence
from monosashi.office.ui.language import spoken
from monosashi.office.ui.lists import ABSENT, Column, Filter, ListOf, Option, SortKey, by_number, by_text


@dataclass(frozen=True, slots=True)
class CourseLine:
    """A course as lists and papers show it. `before` is what the course with which it goes on came to, None where there is none."""

    now: CourseNow
    audience: str
    tally: Tally
    progress: Progress | None
    before: Tally | None


def lines_of(
    courses: Iterable[CourseNow], before: Iterable[CourseNow], staffed: Staffed, kinds: Mapping[int, str]
) -> tuple[CourseLine, ...]:
    """The courses of a year beside those of the year before."""
    earlier = {each.row.pk: each.tally for each in before}
    return tuple(
        CourseLine(
            each,
            audience_of(each.row, kinds),
            each.tally,
            each.progress(staffed),
            earlier.get(each.row.earlier_id) if each.row.earlier_id else None,
        )
        for each in courses
    )


def list_of_courses(year: int) -> ListOf[CourseLine]:
    """The list of a year. What it downloads are counts."""
    return ListOf(
        name=f"training-{year}",
        caption=message("training.list.caption", year=year),
        columns=_COLUMNS,
        filters=(
            _by_word("form", message("training.field.form"), TrainingCourseForm, lambda line: line.now.row.form),
            _by_word("level", message("training.field.level"), TrainingCourseLevel, lambda line: line.now.row.level),
            Filter(
                "required",
                message("training.field.required.short"),
                (Option("yes", spoken(message("training.required"))), Option("no", spoken(message("training.free")))),
                lambda line, chosen: line.now.row.required is (chosen == "yes"),
            ),
        ),
        words=lambda line: (line.now.row.title, line.now.row.aim, line.audience),
        empty=message("training.list.none"),
        keep=("year",),
    )


def _by_word(key: str, label: Message, words: type[StrEnum], held: Callable[[CourseLine], str]) -> Filter[CourseLine]:
    options = tuple(Option(each.value, spoken(each)) for each in words)
    return Filter(key, label, options, lambda line, chosen: held(line) == chosen)


def _title(line: CourseLine) -> Cell:
    note = spoken(message("training.required")) if line.now.row.required else ""
    return Cell(line.now.row.title, address=address_of("training:course", line.now.row.pk), note=note)


def _before(line: CourseLine) -> Cell:
    return attendances_cell(line.before) if line.before else absence(message("training.no_earlier"))


def _share(line: CourseLine) -> SortKey:
    found = line.progress
    return ABSENT if found is None or not found.of else by_number(found.done * 10_000 // found.of)


_COLUMNS: tuple[Column[CourseLine], ...] = (
    Column(
        "title",
        message("training.field.title"),
        _title,
        lambda line: by_text(line.now.row.title),
        head=True,
        note=message("training.field.required.short"),
    ),
    Column(
        "form",
        message("training.field.form"),
        lambda line: Cell(spoken(TrainingCourseForm(line.now.row.form))),
        lambda line: by_text(line.now.row.form),
    ),
    Column(
        "level", message("training.field.level"), lambda line: Cell(spoken(TrainingCourseLevel(line.now.row.level)))
    ),
    Column("audience", message("training.field.audience"), lambda line: Cell(line.audience), wide=True),
    Column("planned", message("training.column.planned"), lambda line: planned_cell(line.now.row)),
    Column(
        "held",
        message("training.column.held"),
        lambda line: times_cell(line.tally),
        lambda line: by_number(line.tally.times),
        figures=True,
    ),
    Column(
        "attendances",
        message("training.column.attendances"),
        lambda line: attendances_cell(line.tally),
        lambda line: by_number(line.tally.attendances),
        figures=True,
        note=message("training.column.attendances.note"),
    ),
    Column(
        "persons",
        message("training.column.persons"),
        lambda line: persons_cell(line.tally),
        lambda line: by_number(line.tally.persons),
        figures=True,
        note=message("training.column.persons.note"),
    ),
    Column("before", message("training.column.before"), _before, figures=True),
    Column(
        "done",
        message("training.column.done"),
        lambda line: progress_cell(line.progress),
        _share,
        figures=True,
        note=message("training.column.done.note"),
    ),
)
