"""Attendances and people of a year by the department of the day, as a list of counts."""

from collections.abc import Mapping
from dataclasses import dataclass

from monosashi.core.messages import message
from monosashi.office.training.figures import Tally
from monosashi.office.training.queries import OfDepartment
from monosashi.office.ui.cells import Cell, count
from monosashi.office.ui.language import spoken
from monosashi.office.ui.lists import Column, ListOf, by_number, by_text


@dataclass(frozen=True, slots=True)
class DepartmentLine:
    """A department with its attendances and people. `address`: where its records are, "" where whoever asks does not see them."""

    name: str
    attendances: int
    persons: int
    address: str


def department_lines(
    found: tuple[OfDepartment, ...], names: Mapping[str, str], addresses: Mapping[str, str]
) -> tuple[DepartmentLine, ...]:
    """The departments as the list shows them."""
    return tuple(
        DepartmentLine(names[each.code], each.attendances, each.persons, addresses.get(each.code, "")) for each in found
    )


def list_of_departments(year: int, whole: Tally) -> ListOf[DepartmentLine]:
    """The list; its caption says how many attendances belong to no department because nobody took names."""
    caption = "training.departments.caption_without" if whole.nameless_attendances else "training.departments.caption"
    return ListOf(
        name=f"training-{year}-departments",
        caption=message(caption, year=year, count=whole.nameless_attendances),
        columns=(
            Column(
                "name",
                message("training.column.department"),
                lambda line: Cell(line.name, address=line.address),
                lambda line: by_text(line.name),
                head=True,
            ),
            Column(
                "attendances",
                message("training.column.attendances"),
                lambda line: count(line.attendances),
                lambda line: by_number(line.attendances),
                figures=True,
                unit=spoken(message("training.unit.attendances")),
            ),
            Column(
                "persons",
                message("training.column.persons"),
                lambda line: count(line.persons),
                lambda line: by_number(line.persons),
                figures=True,
                unit=spoken(message("training.unit.persons")),
            ),
        ),
        words=lambda line: (line.name,),
        empty=message("training.departments.none"),
        keep=("year",),
    )
