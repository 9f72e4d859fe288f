"""What is published and the panel of it, made once by a process."""

from pathlib import Path

import pytest

from panel.published_cities import made_of, publish


@pytest.fixture(scope="session")
def published(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder with the open data of Akita, Sasebo and Nagasaki."""
    return publish(tmp_path_factory.mktemp("cities"))


@pytest.fixture(scope="session")
def panel_folder(published: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The panel of the three."""
    return made_of(published, to=tmp_path_factory.mktemp("panel") / "panel")
