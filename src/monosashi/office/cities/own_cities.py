"""One's own plans in the comparison: each with the open data of what was published last, or why it has none."""

from dataclasses import dataclass
from pathlib import Path

from monosashi.core.messages import Message, message
from monosashi.office.plans.models import PlanRow
from monosashi.office.plans.queries import rows_held
from monosashi.office.publication.forgetting import holds_withdrawn, withdrawn_numbers
from monosashi.office.publication.making import folder_of_chain
from monosashi.office.publication.models import Proposal
from monosashi.office.publication.queries import last_published
from monosashi.office.publication.site_settings import settings_numbered
from monosashi.publishing.open_data.licences import licence_named
from monosashi.publishing.open_data.making import open_data
from monosashi.publishing.output_files import save_folder
from monosashi.publishing.public_editions import read_public_editions


@dataclass(frozen=True, slots=True)
class OwnPlan:
    """A plan that is kept here. `published` is what was published of it last; without it `missing` says why it does not take part."""

    row: PlanRow
    published: Proposal | None = None
    missing: Message | None = None

    @property
    def sha256(self) -> str:
        """What its published site is known by, "" where nothing is public."""
        return self.published.site_sha256 if self.published else ""


def own_plans() -> tuple[OwnPlan, ...]:
    """Every plan kept here. One query, and for each plan one, and one more where something was published."""
    return tuple(map(_own, rows_held()))


def write_open_data(own: OwnPlan, folder: Path) -> None:
    """The open data of what was published last, as a folder. Raises InvalidInput; TypeError where nothing was."""
    preview = own.published.preview if own.published else None
    if preview is None:
        raise TypeError(own)
    licence = licence_named(settings_numbered(own.row.pk, preview.settings).licence, own.row.name)
    with folder_of_chain(own.row.pk, preview.chain) as editions:
        save_folder(open_data(read_public_editions(editions), licence), folder)


def _own(row: PlanRow) -> OwnPlan:
    published = last_published(row.pk)
    if published is None or published.preview is None:
        return OwnPlan(row, missing=message("cities.own.not_published"))
    if holds_withdrawn(published.preview.chain, withdrawn_numbers(row.pk)):
        return OwnPlan(row, missing=message("cities.own.withdrawn"))
    return OwnPlan(row, published)
