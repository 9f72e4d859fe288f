"""Where made files are kept in the installation's folder.

`publication/` holds what can be made again: previews, the auditor's file sets, reports. `published/` holds the bundles that two people
agreed to; they are added, never changed, and backed up.
"""

from pathlib import Path

from django.conf import settings


def previews(plan_id: str) -> Path:
    """The folder of a plan's previews."""
    return _below("publication", plan_id) / "previews"


def preview_folder(plan_id: str, key: str) -> Path:
    """The folder of one preview."""
    return previews(plan_id) / key


def auditor_file(plan_id: str, number: int) -> Path:
    """The zip of an auditor's file set."""
    return _below("publication", plan_id) / "auditor" / f"{number}.zip"


def report_file(plan_id: str, edition: int) -> Path:
    """The report of an edition."""
    return _below("publication", plan_id) / "reports" / f"{edition}.pdf"


def bundle_file(plan_id: str, number: int) -> Path:
    """The bundle of a proposal."""
    return _below("published", plan_id) / f"{number}.bundle.zip"


def _below(folder: str, plan_id: str) -> Path:
    """Raises ValueError for an id that would lead elsewhere; the plan's own check lets none through."""
    top: Path = settings.INSTALLATION.home / folder
    place = top / plan_id
    if place.parent != top or plan_id in {"", ".", ".."}:
        raise ValueError(plan_id)
    return place
