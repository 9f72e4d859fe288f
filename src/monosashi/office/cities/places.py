"""Where panels are kept: in the installation's folder, apart from what is backed up."""

from pathlib import Path
from uuid import UUID

from django.conf import settings


def panels() -> Path:
    """The folder of all panels."""
    return Path(settings.INSTALLATION.home) / "panels"


def panel_folder(job: UUID | None) -> Path:
    """The folder of the panel that a job made: never another's, also after a restore. It is there as a whole or not at all."""
    return panels() / str(job)
