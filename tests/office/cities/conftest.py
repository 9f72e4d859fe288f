"""What tests of the comparison of cities begin with."""

import shutil
from pathlib import Path

import pytest

from monosashi.office.accounts.standing import Person
from monosashi.office.cities import opened_zips
from office.cities.zips_of_cities import LAID_HOME


@pytest.fixture(autouse=True)
def home(tmp_path: Path, settings: object) -> Path:
    """A folder of the test's own for files and panels."""
    here = settings.INSTALLATION.model_copy(update={"home": tmp_path})  # type: ignore[attr-defined]
    settings.INSTALLATION = here  # type: ignore[attr-defined]
    return tmp_path


@pytest.fixture
def tried() -> None:
    """Every field of what is brought in is read first, as it is in earnest."""


@pytest.fixture(autouse=True)
def _untried(request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch) -> None:
    if "tried" not in request.fixturenames:
        monkeypatch.setattr(opened_zips, "refuse_unreadable", lambda _: None)


@pytest.fixture
def compared(laid_cities: object, home: Path, coordinator: Person) -> Person:
    """Sasebo and Nagasaki, brought in beside Akita's plan, and the panel of them."""
    shutil.copytree(LAID_HOME, home, dirs_exist_ok=True)
    return coordinator
