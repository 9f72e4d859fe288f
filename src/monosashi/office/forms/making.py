"""Many files of one form: what is asked for, where it is kept when it was made, and how far it is.

They are kept under a key of all that decides what stands in them, so that nobody is given what was made of another state of the
plan or of another file of the form. They can be made again at any time, and are in no backup.
"""

import hashlib
import json
from dataclasses import dataclass
from datetime import date
from functools import cached_property
from pathlib import Path

from django.conf import settings

from monosashi.core.messages import Problem
from monosashi.core.tree import Node
from monosashi.exchange.file_bytes import save_bytes
from monosashi.office.forms import filling
from monosashi.office.forms.models import CityForm
from monosashi.office.forms.placeholders import FormInYear
from monosashi.office.jobs.queries import Job, JobState, job_about
from monosashi.office.plans.year.in_year import InYear
from monosashi.office.ui.problem_sentences import kept, told
from monosashi.publishing.output_files import OutputFile

KEPT = 5
"""Made files of a plan that stay; older ones go when another is made."""

TASK = "monosashi.office.forms.tasks.make_files"


@dataclass(frozen=True)
class Wanted:
    """The files of a form for some measures, or with a folder for each department."""

    row: CityForm
    year: InYear
    measures: tuple[Node, ...]
    by_department: bool
    on: date

    @property
    def count(self) -> int:
        """How many files it is."""
        if self.by_department:
            return sum(filling.count_of(self.row, each.measures) for each in filling.departments_of(self.year))
        return filling.count_of(self.row, self.measures)

    @property
    def are_many(self) -> bool:
        """Whether the worker makes them."""
        return self.count > filling.MANY

    @cached_property
    def key(self) -> str:
        """Told from every other request, and from the same one of another state or day."""
        nodes = [each.id for each in self.measures]
        parts = [self.row.pk, self.row.sha256, self.year.held.sha256, self.year.fiscal_year, self.by_department, nodes]
        return hashlib.sha256(json.dumps([*parts, str(self.on)]).encode()).hexdigest()[:32]

    @property
    def place(self) -> Path:
        """Where the zip is when it was made."""
        return place_of(self.year.plan.id, self.key)

    def made(self, told: filling.Told = filling.nobody) -> OutputFile:
        """The files, made now. Raises InvalidInput, NoSuchForm."""
        form = FormInYear(self.row, self.year, self.on)
        if self.by_department:
            return filling.filled_by_department(form, filling.departments_of(self.year), told)
        return filling.filled(form, self.measures, told)


@dataclass(frozen=True, slots=True)
class Work:
    """How far the files are. `percent` None: not told. Nothing is set where nobody asked for them, or they are gone again."""

    is_made: bool = False
    going_on: bool = False
    percent: int | None = None
    failed: bool = False
    problems: tuple[str, ...] = ()


def work_on(wanted: Wanted) -> Work:
    """How far they are: two queries at most."""
    if wanted.place.is_file():
        return Work(is_made=True)
    faults = _faults_of(wanted.place)
    if faults.is_file():
        return Work(failed=True, problems=told(faults.read_text(encoding="utf-8")))
    job = job_about(TASK, wanted.key)
    if job is None or job.state is JobState.SUCCESSFUL:
        return Work()
    return Work(going_on=_goes_on(job), percent=job.percent, failed=job.state is JobState.FAILED)


def keep(wanted: Wanted, raw: bytes) -> None:
    """Keep what was made, and of what was made before only the newest. Raises OSError."""
    wanted.place.parent.mkdir(parents=True, exist_ok=True)
    save_bytes(raw, wanted.place)
    every = sorted(wanted.place.parent.glob("*.zip"), key=lambda each: each.stat().st_mtime_ns, reverse=True)
    for old in [each for each in every if each != wanted.place][KEPT - 1 :]:
        old.unlink(missing_ok=True)


def keep_problems(wanted: Wanted, problems: tuple[Problem, ...]) -> None:
    """Keep why they could not be made. Raises OSError."""
    wanted.place.parent.mkdir(parents=True, exist_ok=True)
    save_bytes(kept(problems).encode(), _faults_of(wanted.place))


def forget_problems(wanted: Wanted) -> None:
    """They are to be made again."""
    _faults_of(wanted.place).unlink(missing_ok=True)


def place_of(plan_id: str, key: str) -> Path:
    """Raises ValueError for an id that would lead elsewhere; the plan's own check lets none through."""
    top: Path = settings.INSTALLATION.home / "filled"
    place = top / plan_id
    if place.parent != top or plan_id in {"", ".", ".."}:
        raise ValueError(plan_id)
    return place / f"{key}.zip"


def _faults_of(place: Path) -> Path:
    return place.with_suffix(".json")


def _goes_on(job: Job) -> bool:
    return job.state in {JobState.READY, JobState.RUNNING}
