"""What the worker makes: the panel of all cities. A job that was killed in between is run again and makes the same."""

import json
import shutil
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path
from tempfile import TemporaryDirectory

from django.utils import timezone
from django_tasks import task
from django_tasks.base import TaskContext

from monosashi.core.messages import InvalidInput, Problem, message
from monosashi.office.answering.evidence_files import path_of
from monosashi.office.cities.models import CitiesPanel, CityData, PanelState
from monosashi.office.cities.opened_zips import named, unpack
from monosashi.office.cities.own_cities import OwnPlan, own_plans, write_open_data
from monosashi.office.cities.places import panel_folder, panels
from monosashi.office.cities.queries import cities_kept
from monosashi.office.cities.states import parts_of
from monosashi.office.jobs.progress import tell
from monosashi.office.ui.problem_sentences import kept
from monosashi.panel.cities import CityYear, city_years
from monosashi.panel.making import panel_files
from monosashi.panel.opening import open_panel
from monosashi.panel.published import published_below
from monosashi.publishing.editions import digest
from monosashi.publishing.output_files import save_folder

_SHOWN = ("measures", "indicators", "outcome", "output", "with_baseline", "with_target", "with_actual")
"""Counts of `CityYear` that the list of cities shows."""


@dataclass(frozen=True, slots=True)
class _Part:
    """One plan's open data: how it is called, and what writes it into a folder."""

    name: str
    write: Callable[[Path], None]


@task(takes_context=True)
def make_panel(context: TaskContext, pk: int) -> None:
    """Make the panel of what stands there now. One that was asked for since is made in its place; the panel before stays until it is whole."""
    asked = CitiesPanel.objects.filter(pk=pk).first()
    if asked is None or CitiesPanel.objects.filter(pk__gt=pk, state=PanelState.ASKED).exists():
        return
    rows, own = tuple(cities_kept()), tuple(each for each in own_plans() if each.published)
    parts = [*map(_brought, rows), *map(_own, own)]
    try:
        asked.plans = json.dumps(_made(context, parts, panel_folder(asked.job)) if parts else [])
    except InvalidInput as error:
        CitiesPanel.objects.filter(pk=pk).update(state=PanelState.FAILED, problems=kept(error.problems))
        return
    asked.state, asked.made_at, asked.made_of = PanelState.MADE, timezone.now(), json.dumps(parts_of(rows, own))
    asked.save(update_fields=["state", "made_at", "made_of", "plans"])
    _forget_older(asked)


def _made(context: TaskContext, parts: Sequence[_Part], target: Path) -> list[dict[str, object]]:
    """Write the panel. What stands in it of each plan. Raises InvalidInput, which names the city."""
    steps = len(parts) + 1
    with TemporaryDirectory(prefix="monosashi-cities-") as temporary:
        folders = {Path(temporary) / f"{number:05}": part for number, part in enumerate(parts)}
        try:
            for done, (folder, part) in enumerate(folders.items()):
                tell(context, done, steps, about=part.name)
                folder.mkdir()
                part.write(folder)
            tell(context, len(parts), steps)
            save_folder(panel_files(published_below(folders)), target)
        except InvalidInput as error:
            raise InvalidInput(tuple(_of_its_city(each, folders) for each in error.problems)) from None
    tell(context, steps, steps)
    return [_counted(each) for each in city_years(open_panel(target))]


def _brought(row: CityData) -> _Part:
    def write(folder: Path) -> None:
        path = path_of(row.sha256)
        raw = path.read_bytes() if path.is_file() else b""
        if digest(raw) != row.sha256:
            raise InvalidInput.of(str(row), message("cities.file_changed"), message("cities.bring_in_again"))
        unpack(raw, str(row), folder)

    return _Part(str(row), write)


def _own(own: OwnPlan) -> _Part:
    return _Part(own.row.name, lambda folder: write_open_data(own, folder))


def _of_its_city(problem: Problem, folders: dict[Path, _Part]) -> Problem:
    for folder, part in folders.items():
        if problem.place.startswith((str(folder), str(folder.resolve()))):
            return named(problem, folder, part.name)
    return problem


def _counted(each: CityYear) -> dict[str, object]:
    who = {"code": each.municipality_code, "municipality": each.municipality, "plan": each.plan}
    return {**who, "fiscal_year": each.fiscal_year, **{name: getattr(each, name) for name in _SHOWN}}


def _forget_older(made: CitiesPanel) -> None:
    """Older panels and what a job that was killed left behind. One worker makes panels, so nobody is writing there.

    The one before stays until the next: somebody may be looking at it.
    """
    older = CitiesPanel.objects.filter(pk__lt=made.pk)
    before = older.filter(state=PanelState.MADE).first()
    older.exclude(pk__in=[before.pk] if before else []).delete()
    stay = {panel_folder(each.job) for each in (made, before) if each}
    for folder in panels().glob("*"):
        if folder not in stay:
            shutil.rmtree(folder, ignore_errors=True)
