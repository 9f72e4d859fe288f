"""Who has not finished what they have to: of a department for its own people, of the city for the coordinating office."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from monosashi.office.accounts.models import Staff
from monosashi.office.training.audience import Staffed
from monosashi.office.training.figures import Progress
from monosashi.office.training.models import Course
from monosashi.office.training.queries import CourseNow
from monosashi.office.training.shown import department_names, progress_cell
from monosashi.office.ui.cells import Cell


@dataclass(frozen=True, slots=True)
class MissingPerson:
    """Somebody who has not finished, with where they work."""

    name: str
    departments: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class MissingOf:
    """A required course with how many have finished it and who has not."""

    course: Course
    share: Cell
    people: tuple[MissingPerson, ...]


def missing_of(courses: Iterable[CourseNow], staffed: Staffed, within: frozenset[str] | None) -> tuple[MissingOf, ...]:
    """The required courses of a year for the people of some departments, None: of the whole city. Two queries for the names."""
    found = [(each.row, told) for each in courses if (told := each.progress(staffed, within)) and told.of]
    people = {pk for _, told in found for pk in told.missing}
    staff = dict(Staff.objects.filter(pk__in=people).values_list("pk", "name")) if people else {}
    codes = {code for _, told in found for own in told.missing.values() for code in own}
    names = department_names(codes)
    return tuple(MissingOf(row, progress_cell(told), _people(told, staff, names)) for row, told in found)


def _people(told: Progress, staff: Mapping[int, str], names: Mapping[str, str]) -> tuple[MissingPerson, ...]:
    every = (MissingPerson(staff[pk], tuple(names[code] for code in sorted(own))) for pk, own in told.missing.items())
    return tuple(sorted(every, key=lambda each: (each.departments, each.name)))


def open_to(person: int, courses: Iterable[CourseNow], staffed: Staffed) -> tuple[Course, ...]:
    """The required courses that somebody has not finished."""
    return tuple(each.row for each in courses if (told := each.progress(staffed)) and person in told.missing)
