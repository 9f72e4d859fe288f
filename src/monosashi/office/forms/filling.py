"""Forms filled with the plan as it stands: one file, or a zip of many."""

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass

from monosashi.core.tree import Node, Role
from monosashi.exchange.answer_sheets.sheet_names import file_words, told_apart
from monosashi.exchange.forms.form import fill
from monosashi.office.forms.models import CityForm
from monosashi.office.forms.placeholders import FormInYear
from monosashi.office.forms.reading import content_of
from monosashi.office.plans.year.in_year import InYear
from monosashi.office.plans.year.rows_of_measures import measures_of
from monosashi.publishing.bundle.packing import pack
from monosashi.publishing.forms import file_name_for, file_names_for
from monosashi.publishing.output_files import OutputFile, below

MANY = 300
"""More files than these take so long to make that the worker makes them."""

Told = Callable[[], None]
"""Called after each file that was made."""


def nobody() -> None:
    """Nobody is told."""


@dataclass(frozen=True, slots=True)
class Led:
    """A department with the measures that it leads in the year."""

    code: str
    name: str
    measures: tuple[Node, ...]


def departments_of(year: InYear) -> tuple[Led, ...]:
    """The departments that lead a measure in the year, in the plan's order; a measure that two lead stands with both."""
    return year.once("departments that lead", lambda: tuple(_departments_of(year)))


def _departments_of(year: InYear) -> Iterator[Led]:
    led: dict[str, list[Node]] = {}
    for row in measures_of(year):
        for code in dict.fromkeys(part.department for part in row.parts if part.role is Role.LEAD):
            led.setdefault(code, []).append(row.node)
    known = year.plan.index.department
    for code in (*(code for code in known if code in led), *sorted(led.keys() - known.keys())):
        yield Led(code, known[code].name if code in known else code, tuple(led[code]))


def count_of(row: CityForm, measures: Sequence[Node]) -> int:
    """How many files a form makes for these measures."""
    return len(measures) if row.of_measures and not row.repeats else 1


def filled(form: FormInYear, measures: Sequence[Node], told: Told = nobody) -> OutputFile:
    """The form for these measures: one file where it repeats, asks for no measure, or there is but one; else a zip."""
    files = list(_files(form, content_of(form.row), measures, told))
    return files[0] if len(files) == 1 else _zipped(form, files)


def filled_by_department(form: FormInYear, departments: Iterable[Led], told: Told = nobody) -> OutputFile:
    """A zip with a folder for each department, and in it what it would be given."""
    content, every = content_of(form.row), tuple(departments)
    folders = told_apart((each.name, each.code) for each in every)
    return _zipped(
        form,
        [
            file
            for folder, each in zip(folders, every, strict=True)
            for file in below(folder, _files(form, content, each.measures, told))
        ],
    )


def _files(form: FormInYear, content: bytes, measures: Sequence[Node], told: Told) -> Iterator[OutputFile]:
    row = form.row
    if row.repeats or not row.of_measures:
        values = [form.of(node) for node in measures] if row.repeats else []
        yield OutputFile(file_name_for(row.file_name, None), fill(content, row.file_name, form.whole, values))
        told()
        return
    for name, node in zip(file_names_for(row.file_name, measures), measures, strict=True):
        yield OutputFile(name, fill(content, row.file_name, form.of(node)))
        told()


def name_of_zip(row: CityForm) -> str:
    """What many files of a form are called together."""
    return f"{file_words(row.name)}.zip"


def _zipped(form: FormInYear, files: Iterable[OutputFile]) -> OutputFile:
    return OutputFile(name_of_zip(form.row), pack(files))
