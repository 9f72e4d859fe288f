"""Where made files are kept in the installation's folder.

`publication/` holds what can be made again: previews, the auditor's file sets, reports. `published/` holds the bundles that two people
agreed to; they are added, never changed, and backed up.
"""

from pathlib import Path

from django.conf import settings

from monosashi.exchange.file_bytes import save_bytes
from monosashi.publishing.output_files import cannot_write
from monosashi.wording import LANGUAGES, Language


def previews(plan_id: str) -> Path:
    """The folder of a plan's previews."""
    return _below("publication", plan_id) / "previews"


def preview_folder(plan_id: str, key: str) -> Path:
    """The folder of one preview."""
    return previews(plan_id) / key


def auditor_file(plan_id: str, number: int) -> Path:
    """The zip of an auditor's file set."""
    return _below("publication", plan_id) / "auditor" / f"{number}.zip"


def report_file(plan_id: str, edition: int, language: Language) -> Path:
    """The report of an edition in one language."""
    in_language = "" if language == LANGUAGES[0] else f".{language}"
    return _below("publication", plan_id) / "reports" / f"{edition}{in_language}.pdf"


def bundle_file(plan_id: str, number: int) -> Path:
    """The bundle of a proposal."""
    return _below("published", plan_id) / f"{number}.bundle.zip"


def save(raw: bytes, path: Path) -> None:
    """Write a made file, whole or not at all. Raises InvalidInput where it cannot be written."""
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        save_bytes(raw, path)
    except OSError as error:
        raise cannot_write(path.relative_to(settings.INSTALLATION.home), error) from None


def _below(folder: str, plan_id: str) -> Path:
    """Raises ValueError for an id that would lead elsewhere; the plan's own check lets none through."""
    top: Path = settings.INSTALLATION.home / folder
    place = top / plan_id
    if place.parent != top or plan_id in {"", ".", ".."}:
        raise ValueError(plan_id)
    return place
