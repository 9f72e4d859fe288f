"""What stands in the comparison now, and how far the panel is that shows it."""

import json
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property
from importlib.util import find_spec

from monosashi.core.messages import message
from monosashi.office.accounts.refusals import ChangedMeanwhile, StateForbids
from monosashi.office.cities.models import CitiesPanel, CityData, PanelState
from monosashi.office.cities.own_cities import OwnPlan
from monosashi.office.cities.places import panel_folder
from monosashi.office.jobs.queries import is_working
from monosashi.office.publication.shown import percent_of
from monosashi.office.ui.problem_sentences import told

Part = tuple[str, str, str]
"""Municipality code, id of the plan, and what its open data is known by."""


class UnfitCity(StateForbids):
    """What was brought in does not fit what stands there. The sentence has this id."""

    def __init__(self, why: str, **told: str) -> None:
        super().__init__(message(f"cities.unfit.{why}", **told))


class ReplacedMeanwhile(ChangedMeanwhile):
    """Somebody brought in another file of this city since it was shown."""

    def __init__(self, row: CityData) -> None:
        super().__init__(message("cities.replaced_meanwhile", file=row.file_name, who=row.brought_by_label))


def is_installed() -> bool:
    """Whether the extra `panel` is there. Nothing of it is loaded."""
    return all(find_spec(name) is not None for name in ("ibis", "duckdb"))


def parts_of(rows: Sequence[CityData], own: Sequence[OwnPlan]) -> list[Part]:
    """What a panel is made of, in one order."""
    others = [(row.municipality_code, row.plan_id, row.sha256) for row in rows]
    ours = [(each.row.municipality_code, each.row.pk, each.sha256) for each in own if each.published]
    return sorted(others + ours)


@dataclass(frozen=True)
class Comparison:
    """What was brought in, one's own plans, the newest panel that was asked for, and the newest that was made."""

    rows: tuple[CityData, ...]
    own: tuple[OwnPlan, ...]
    newest: CitiesPanel | None
    made: CitiesPanel | None

    @property
    def parts(self) -> list[Part]:
        """What a panel would be made of now."""
        return parts_of(self.rows, self.own)

    @cached_property
    def is_there(self) -> bool:
        """Whether a panel can be looked at: after a restore its row is there and its folder is not."""
        return self.made is not None and panel_folder(self.made.job).is_dir()

    @cached_property
    def going_on(self) -> bool:
        """Whether the worker has a panel before it or in hand."""
        return self.newest is not None and self.newest.state == PanelState.ASKED and is_working(self.newest.job)

    @property
    def is_stuck(self) -> bool:
        """Whether a panel was asked for, and no job has it in hand any more."""
        return self.newest is not None and self.newest.state == PanelState.ASKED and not self.going_on

    @cached_property
    def percent(self) -> int | None:
        """How far it is; None where that was not told."""
        return percent_of(self.newest.job) if self.newest else None

    @property
    def is_stale(self) -> bool:
        """Whether the panel shows something else than stands there now, or nothing where something stands."""
        if not self.is_there or self.made is None:
            return bool(self.parts)
        return [tuple(part) for part in json.loads(self.made.made_of)] != self.parts

    @property
    def problems(self) -> tuple[str, ...]:
        """Why the newest panel could not be made, in sentences."""
        return told(self.newest.problems) if self.newest and self.newest.state == PanelState.FAILED else ()
